#include "view/canvas-private.h"

#include "imagery/error.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (MlsCanvas, mls_canvas, GTK_TYPE_WIDGET)

enum
{
  /* Of a view that still fills in, a frame is drawn this often: with each tile it would take from the threads that
   * make them a good part of a processor. */
  SHOW_MS = 50,
};

enum
{
  INPUT,
  PROBLEM,
  MENDED,
  N_SIGNALS
};

enum
{
  PROP_COMPLETE = 1,
  N_PROPS
};

static guint signals[N_SIGNALS];
static GParamSpec *props[N_PROPS];

static void
report (MlsCanvas *self, const GError *error)
{
  if (g_strcmp0 (self->problem, error->message) == 0)
    return;

  g_free (self->problem);
  self->problem = g_strdup (error->message);
  self->is_waiting = mls_imagery_error_may_pass (error);
  g_signal_emit (self, signals[PROBLEM], 0, error);
}

/* What was asked for again has come, all of it. */
static void
check_mended (MlsCanvas *self)
{
  g_autofree char *problem = NULL;

  if (!self->is_waiting || mls_tile_set_is_waiting (self->tiles))
    return;

  self->is_waiting = FALSE;
  problem = g_steal_pointer (&self->problem);
  g_signal_emit (self, signals[MENDED], 0, problem);
}

static void
check_complete (MlsCanvas *self)
{
  gboolean is_complete = gtk_widget_get_width (GTK_WIDGET (self)) > 0 &&
                         mls_tile_set_is_complete (self->tiles);

  if (is_complete)
    mls_canvas_release_marks (self);
  if (is_complete == self->was_complete)
    return;

  self->was_complete = is_complete;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}

static gboolean
show_what_has_come (gpointer user_data)
{
  MlsCanvas *self = user_data;

  self->show_source = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
on_tiles_changed (MlsTileSet *tiles, const GError *error, gpointer user_data)
{
  MlsCanvas *self = user_data;

  if (error != NULL)
    report (self, error);
  if (mls_tile_set_is_complete (tiles))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else if (self->show_source == 0)
    self->show_source = g_timeout_add (SHOW_MS, show_what_has_come, self);
  check_complete (self);
  if (error == NULL && self->problem != NULL)
    check_mended (self);
}

/* Until the pane is given its size it takes its window's for it, so that the first tiles are made
 * while GTK still makes the first frame: they are the same, wherever the pane will end. */
static MlsPaneSize
expected_size (MlsCanvas *self)
{
  MlsPaneSize size = mls_canvas_get_size (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (size.width == 0 && GTK_IS_WINDOW (root))
    gtk_window_get_default_size (GTK_WINDOW (root), &size.width, &size.height);

  return size;
}

/* The view has moved, or its size has. */
static void
look (MlsCanvas *self)
{
  MlsPaneSize size = expected_size (self);
  MlsTransform transform = mls_viewport_get_transform (self->viewport, size);
  MlsTileWindow window = mls_tile_window (&transform, size);

  mls_canvas_forget_marks (self);

  mls_tile_set_look (self->tiles, &window, size.scale_factor);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  check_complete (self);
}

static void
mls_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  look (MLS_CANVAS (widget));
}

static void
mls_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MlsCanvas *self = MLS_CANVAS (widget);

  mls_tile_set_snapshot (self->tiles, snapshot);
  mls_canvas_snapshot_marks (self, snapshot);
}

static void
mls_canvas_dispose (GObject *object)
{
  MlsCanvas *self = MLS_CANVAS (object);

  g_clear_handle_id (&self->show_source, g_source_remove);
  g_clear_pointer (&self->tiles, mls_tile_set_free);
  g_clear_object (&self->viewport);
  mls_canvas_clear_marks (self);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (mls_canvas_parent_class)->dispose (object);
}

static void
mls_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_COMPLETE:
      g_value_set_boolean (value, mls_canvas_is_complete (MLS_CANVAS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mls_canvas_class_init (MlsCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mls_canvas_dispose;
  object_class->get_property = mls_canvas_get_property;
  widget_class->size_allocate = mls_canvas_size_allocate;
  widget_class->snapshot = mls_canvas_snapshot;

  /**
   * MlsCanvas::input:
   * @self: a canvas
   * @input: (type gpointer): an #MlsCanvasInput, valid during the call
   *
   * Returns: whether it was of use; nobody else is asked then
   */
  signals[INPUT] = g_signal_new ("input", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1,
                                 G_TYPE_POINTER);

  /**
   * MlsCanvas::mended:
   * @self: a canvas
   * @problem: what was told of it last
   *
   * What a server did not give has come, all of it.
   */
  signals[MENDED] = g_signal_new ("mended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * MlsCanvas::problem:
   * @self: a canvas
   * @error: what could not be read
   */
  signals[PROBLEM] = g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  props[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mls_canvas_init (MlsCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  mls_canvas_init_marks (self);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Map"),
                                  -1);
  mls_canvas_add_controllers (self);
}

/**
 * mls_canvas_new:
 * @viewport: what ground to show; panes may share one
 * @loader: what makes the tiles, see mls_pane_loader_new(); panes share one
 *
 * Returns: (transfer floating): a pane without content
 */
GtkWidget *
mls_canvas_new (MlsViewport *viewport, MlsTileLoader *loader)
{
  MlsCanvas *self = g_object_new (MLS_TYPE_CANVAS, NULL);

  self->viewport = g_object_ref (viewport);
  self->tiles = mls_tile_set_new (loader, on_tiles_changed, self);
  g_signal_connect_object (viewport, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (look), NULL);

  return GTK_WIDGET (self);
}

/**
 * mls_canvas_get_viewport:
 * @self: a canvas
 *
 * Returns: (transfer none): its viewport
 */
MlsViewport *
mls_canvas_get_viewport (MlsCanvas *self)
{
  g_return_val_if_fail (MLS_IS_CANVAS (self), NULL);

  return self->viewport;
}

/**
 * mls_canvas_set_viewport:
 * @self: a canvas
 * @viewport: what ground to show from now on
 */
void
mls_canvas_set_viewport (MlsCanvas *self, MlsViewport *viewport)
{
  g_return_if_fail (MLS_IS_CANVAS (self));

  if (self->viewport == viewport)
    return;

  g_signal_handlers_disconnect_by_func (self->viewport, look, self);
  g_set_object (&self->viewport, viewport);
  g_signal_connect_object (viewport, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);
}

/**
 * mls_canvas_set_content:
 * @self: a canvas
 * @content: (nullable): what to show
 *
 * What is shown stays until tiles of @content are there.
 */
void
mls_canvas_set_content (MlsCanvas *self, MlsPaneContent *content)
{
  g_return_if_fail (MLS_IS_CANVAS (self));

  g_clear_pointer (&self->problem, g_free);
  self->is_waiting = FALSE;
  mls_tile_set_set_content (self->tiles, content);
  look (self);
}

/**
 * mls_canvas_refresh:
 * @self: a canvas
 *
 * To be called after mls_face_layer_edited(): the tiles an edit touches are made again, and shown
 * as they were until then, as are the marks.
 */
void
mls_canvas_refresh (MlsCanvas *self)
{
  g_return_if_fail (MLS_IS_CANVAS (self));

  mls_tile_set_refresh (self->tiles);
  mls_canvas_hold_marks (self);
  check_complete (self);
}

/**
 * mls_canvas_is_complete:
 * @self: a canvas
 *
 * Returns: whether all in view is up to date
 */
gboolean
mls_canvas_is_complete (MlsCanvas *self)
{
  g_return_val_if_fail (MLS_IS_CANVAS (self), FALSE);

  return mls_tile_set_is_complete (self->tiles);
}

/**
 * mls_canvas_get_size:
 * @self: a canvas
 *
 * Returns: its size
 */
MlsPaneSize
mls_canvas_get_size (MlsCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (MlsPaneSize){ gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                        gtk_widget_get_scale_factor (widget) };
}

/**
 * mls_canvas_get_transform:
 * @self: a canvas
 *
 * Returns: from m to its logical px
 */
MlsTransform
mls_canvas_get_transform (MlsCanvas *self)
{
  return mls_viewport_get_transform (self->viewport, mls_canvas_get_size (self));
}

/**
 * mls_canvas_face_at:
 * @self: a canvas
 * @x: logical px of the widget
 * @y: same
 *
 * Answers at once, from the tiles at hand.
 *
 * Returns: the id of the face there, or 0 if there is none or it is not known yet
 */
gint64
mls_canvas_face_at (MlsCanvas *self, double x, double y)
{
  g_return_val_if_fail (MLS_IS_CANVAS (self), 0);

  return mls_tile_set_face_at (self->tiles, x, y);
}

/**
 * mls_canvas_emit_input: (skip)
 * @self: a canvas
 * @input: what was done
 *
 * Returns: whether somebody made use of it
 */
gboolean
mls_canvas_emit_input (MlsCanvas *self, const MlsCanvasInput *input)
{
  gboolean is_used = FALSE;

  g_signal_emit (self, signals[INPUT], 0, input, &is_used);

  return is_used;
}
