#include "view/canvas-private.h"

#include "imagery/error.h"

#include <glib/gi18n.h>

/* A mark and what it looked like last, which is good until the view moves. */
typedef struct
{
  MlsMark       *mark;
  GskRenderNode *node;     /* (nullable): nothing in sight */
  gboolean       is_drawn;
} MarkItem;

G_DEFINE_FINAL_TYPE (MlsCanvas, mls_canvas, GTK_TYPE_WIDGET)

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
mark_item_forget (MarkItem *item)
{
  g_clear_pointer (&item->node, gsk_render_node_unref);
  item->is_drawn = FALSE;
}

static void
mark_item_free (gpointer data)
{
  MarkItem *item = data;

  mark_item_forget (item);
  mls_mark_unref (item->mark);
  g_free (item);
}

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
  if (!self->is_waiting || mls_tile_set_is_waiting (self->tiles))
    return;

  self->is_waiting = FALSE;
  g_clear_pointer (&self->problem, g_free);
  g_signal_emit (self, signals[MENDED], 0);
}

static void
check_complete (MlsCanvas *self)
{
  gboolean is_complete = gtk_widget_get_width (GTK_WIDGET (self)) > 0 &&
                         mls_tile_set_is_complete (self->tiles);

  if (is_complete == self->was_complete)
    return;

  self->was_complete = is_complete;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}

static void
on_tiles_changed (MlsTileSet *tiles, const GError *error, gpointer user_data)
{
  MlsCanvas *self = user_data;

  if (error != NULL)
    report (self, error);
  gtk_widget_queue_draw (GTK_WIDGET (self));
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

  for (guint i = 0; i < self->marks->len; i++)
    mark_item_forget (g_ptr_array_index (self->marks, i));

  mls_tile_set_look (self->tiles, &window, size.scale_factor);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  check_complete (self);
}

static void
mls_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  look (MLS_CANVAS (widget));
}

static GskRenderNode *
draw_mark (const MlsMark *mark, const MlsTransform *transform, const cairo_rectangle_t *window)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GArray) cells = mls_mark_cells (mark, transform, window);

  for (guint i = 0; i < cells->len; i++)
    {
      const cairo_rectangle_t *cell = &g_array_index (cells, cairo_rectangle_t, i);
      graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) cell->x, (float) cell->y,
                                                   (float) cell->width, (float) cell->height);
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

      mls_mark_draw (mark, cr, transform, cell);
      cairo_destroy (cr);
    }

  return gtk_snapshot_free_to_node (snapshot);
}

static void
snapshot_marks (MlsCanvas *self, GtkSnapshot *snapshot)
{
  MlsTransform transform = mls_canvas_get_transform (self);
  cairo_rectangle_t window = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                               gtk_widget_get_height (GTK_WIDGET (self)) };

  for (guint i = 0; i < self->marks->len; i++)
    {
      MarkItem *item = g_ptr_array_index (self->marks, i);

      if (!item->is_drawn)
        item->node = draw_mark (item->mark, &transform, &window);
      item->is_drawn = TRUE;
      if (item->node != NULL)
        gtk_snapshot_append_node (snapshot, item->node);
    }

  if (self->ghost != NULL)
    {
      g_autoptr (GskRenderNode) node = draw_mark (self->ghost, &transform, &window);

      if (node != NULL)
        gtk_snapshot_append_node (snapshot, node);
    }
}

static void
mls_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MlsCanvas *self = MLS_CANVAS (widget);

  mls_tile_set_snapshot (self->tiles, snapshot);
  snapshot_marks (self, snapshot);
}

static void
mls_canvas_dispose (GObject *object)
{
  MlsCanvas *self = MLS_CANVAS (object);

  g_clear_pointer (&self->tiles, mls_tile_set_free);
  g_clear_object (&self->viewport);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->ghost, mls_mark_unref);
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
   *
   * What a server did not give has come, all of it.
   */
  signals[MENDED] = g_signal_new ("mended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

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

  self->marks = g_ptr_array_new_with_free_func (mark_item_free);

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
 * as they were until then.
 */
void
mls_canvas_refresh (MlsCanvas *self)
{
  g_return_if_fail (MLS_IS_CANVAS (self));

  mls_tile_set_refresh (self->tiles);
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

/* Takes over from the marks of before what one like @item looked like. They mostly come in the same
 * order, so the search goes on where the last one ended. */
static void
take_over (MarkItem *item, GPtrArray *before, guint *cursor)
{
  for (guint n = 0; n < before->len; n++, *cursor = (*cursor + 1) % before->len)
    {
      MarkItem *other = g_ptr_array_index (before, *cursor);

      if (other->is_drawn && mls_mark_equal (other->mark, item->mark))
        {
          item->node = g_steal_pointer (&other->node);
          item->is_drawn = TRUE;
          other->is_drawn = FALSE;
          return;
        }
    }
}

/**
 * mls_canvas_set_marks:
 * @self: a canvas
 * @marks: (array length=n_marks): what to draw over the map, back to front, in place of what was
 *   there; those whose like was there already are not drawn again
 * @n_marks: how many
 */
void
mls_canvas_set_marks (MlsCanvas *self, MlsMark *const *marks, guint n_marks)
{
  g_autoptr (GPtrArray) before = NULL;
  guint cursor = 0;

  g_return_if_fail (MLS_IS_CANVAS (self));

  before = g_steal_pointer (&self->marks);
  self->marks = g_ptr_array_new_full (n_marks, mark_item_free);
  for (guint i = 0; i < n_marks; i++)
    {
      MarkItem *item = g_new0 (MarkItem, 1);

      item->mark = mls_mark_ref (marks[i]);
      take_over (item, before, &cursor);
      g_ptr_array_add (self->marks, item);
    }

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * mls_canvas_set_ghost:
 * @self: a canvas
 * @point: (nullable): where the pointer is in another pane, or %NULL for nowhere
 */
void
mls_canvas_set_ghost (MlsCanvas *self, const MlsPoint *point)
{
  g_return_if_fail (MLS_IS_CANVAS (self));

  if (point == NULL && self->ghost == NULL)
    return;

  g_clear_pointer (&self->ghost, mls_mark_unref);
  if (point != NULL)
    self->ghost = mls_mark_new_ghost (*point);
  gtk_widget_queue_draw (GTK_WIDGET (self));
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
