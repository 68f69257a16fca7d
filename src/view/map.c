#include "view/map-private.h"

#include "view/deck.h"
#include "view/pane-loader.h"
#include "view/scale-bar.h"

G_DEFINE_FINAL_TYPE (MlsMap, mls_map, GTK_TYPE_WIDGET)

enum
{
  POINTER_MOVED,
  PROBLEM,
  PRESENCE,
  MENDED,
  FIRST_FRAME,
  BUSY,
  PREPARING,
  MENU_WANTED,
  OUTLOOK_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What tiles are made of is kept up to so many bytes, unless something else is said. */
#define MEMORY_BYTES (512 * 1000 * 1000)

static void
mls_map_dispose (GObject *object)
{
  MlsMap *self = MLS_MAP (object);

  mls_map_set_workspace (self, NULL);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->outline, mls_mark_unref);
  g_clear_pointer (&self->imprint, g_ptr_array_unref);

  G_OBJECT_CLASS (mls_map_parent_class)->dispose (object);
}

static gboolean
mls_map_grab_focus (GtkWidget *widget)
{
  MlsMap *self = MLS_MAP (widget);

  return self->workspace != NULL &&
         gtk_widget_grab_focus (GTK_WIDGET (self->panes[mls_workspace_get_pane (self->workspace)].canvas));
}

static void
mls_map_class_init (MlsMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mls_map_dispose;
  widget_class->grab_focus = mls_map_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "map");

  signals[POINTER_MOVED] = g_signal_new ("pointer-moved", MLS_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[PROBLEM] = g_signal_new ("problem", MLS_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PRESENCE] = g_signal_new ("presence", MLS_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MENDED] = g_signal_new ("mended", MLS_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
  signals[FIRST_FRAME] = g_signal_new ("first-frame", MLS_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
  signals[BUSY] = g_signal_new ("busy", MLS_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[PREPARING] = g_signal_new ("preparing", MLS_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[MENU_WANTED] = g_signal_new ("menu-wanted", MLS_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[OUTLOOK_WANTED] = g_signal_new ("outlook-wanted", MLS_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 4, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
share_wanted (MlsMap *self, double share)
{
  if (self->workspace != NULL)
    mls_workspace_set_share (self->workspace, share);
}

static void
mls_map_init (MlsMap *self)
{
  self->memory = MEMORY_BYTES;
  self->deck = mls_deck_new ();
  g_signal_connect_object (self->deck, "share-wanted", G_CALLBACK (share_wanted), self, G_CONNECT_SWAPPED);
  self->scale_bar = GTK_LABEL (mls_scale_bar_new ());
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->deck);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->scale_bar));
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

/**
 * mls_map_new:
 *
 * Returns: (transfer floating): a map of no workspace yet
 */
GtkWidget *
mls_map_new (void)
{
  return g_object_new (MLS_TYPE_MAP, NULL);
}

static guint
index_of (MlsMap *self, MlsCanvas *canvas)
{
  for (guint i = 0; i < MLS_MAX_PANES; i++)
    if (self->panes[i].canvas == canvas)
      return i;

  g_assert_not_reached ();
}

static gboolean
canvas_input (MlsCanvas *canvas, const MlsCanvasInput *input, MlsMap *self)
{
  return mls_map_take_input (self, index_of (self, canvas), input);
}

static void
canvas_problem (MlsCanvas *canvas, const GError *error, MlsMap *self)
{
  g_signal_emit (self, signals[PROBLEM], 0, error->message);
}

static void
canvas_mended (MlsCanvas *canvas, const char *problem, MlsMap *self)
{
  g_signal_emit (self, signals[MENDED], 0, problem);
}

static gboolean
is_busy (MlsMap *self)
{
  for (guint i = 0; i < MLS_MAX_PANES; i++)
    if (self->panes[i].canvas != NULL && !mls_canvas_is_complete (self->panes[i].canvas))
      return TRUE;

  return FALSE;
}

static void
canvas_complete_changed (MlsCanvas *canvas, GParamSpec *pspec, MlsMap *self)
{
  g_signal_emit (self, signals[BUSY], 0, is_busy (self));

  if (self->announced || !mls_canvas_is_complete (canvas))
    return;

  self->announced = TRUE;
  g_signal_emit (self, signals[FIRST_FRAME], 0);
  mls_map_prepare_overview (self);
}

/* What is clicked over a pane is of that pane, unless a line is being drawn. */
static void
caption_clicked (GtkWidget *caption, MlsMap *self)
{
  graphene_rect_t place;

  for (guint i = 0; i < MLS_MAX_PANES; i++)
    if (self->panes[i].caption == caption && mls_workspace_get_sketch (self->workspace).n_placed == 0)
      mls_workspace_set_pane (self->workspace, i);

  if (gtk_widget_compute_bounds (caption, GTK_WIDGET (self), &place))
    g_signal_emit (self, signals[OUTLOOK_WANTED], 0, (double) place.origin.x, (double) place.origin.y,
                   (double) place.size.width, (double) place.size.height);
}

static void
make_caption (MlsMap *self, MlsPane *pane)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  pane->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (pane->text));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));

  pane->caption = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (pane->caption), box);
  gtk_widget_set_focus_on_click (pane->caption, FALSE);
  gtk_widget_add_css_class (pane->caption, "caption");
  gtk_widget_add_css_class (pane->caption, "osd");
  g_signal_connect_object (pane->caption, "clicked", G_CALLBACK (caption_clicked), self, 0);
}

static void
add_pane (MlsMap *self, guint i)
{
  MlsPane *pane = &self->panes[i];
  MlsViewport *viewport = mls_workspace_get_viewport (self->workspace);

  pane->canvas = MLS_CANVAS (mls_canvas_new (viewport, self->loader));
  g_signal_connect_object (pane->canvas, "input", G_CALLBACK (canvas_input), self, 0);
  g_signal_connect_object (pane->canvas, "problem", G_CALLBACK (canvas_problem), self, 0);
  g_signal_connect_object (pane->canvas, "mended", G_CALLBACK (canvas_mended), self, 0);
  g_signal_connect_object (pane->canvas, "notify::complete", G_CALLBACK (canvas_complete_changed), self, 0);
  make_caption (self, pane);
  mls_deck_add (MLS_DECK (self->deck), i, GTK_WIDGET (pane->canvas), pane->caption);
}

static void
remove_pane (MlsMap *self, guint i)
{
  MlsPane *pane = &self->panes[i];

  if (pane->canvas == NULL)
    return;

  g_signal_handlers_disconnect_by_data (pane->canvas, self);

  /* The window may hold the widget under the pointer a little longer: it asks the loader for nothing
   * more from now on. */
  mls_canvas_set_content (pane->canvas, NULL);
  mls_deck_remove (MLS_DECK (self->deck), i);
  mls_map_close_past (self, pane);
  g_clear_object (&pane->viewport);
  *pane = (MlsPane){ 0 };
}

/* As many panes as the workspace has, each with what it shows. */
static void
state_changed (MlsMap *self)
{
  for (guint i = 0; i < MLS_MAX_PANES; i++)
    {
      if (!mls_workspace_is_seen (self->workspace, i))
        remove_pane (self, i);
      else if (self->panes[i].canvas == NULL)
        add_pane (self, i);
    }

  mls_deck_arrange (MLS_DECK (self->deck), mls_workspace_get_comparison (self->workspace));
  mls_map_update_viewports (self);
  mls_map_update_panes (self);
  mls_map_update_inset (self);
  mls_map_update_marks (self);
}

static void
share_changed (MlsMap *self)
{
  mls_deck_set_share (MLS_DECK (self->deck), mls_workspace_get_share (self->workspace));
}

static void
project_changed (MlsMap *self, MlsDelta *delta)
{
  mls_map_note_edit (self, delta);
  mls_map_update_marks (self);
}

static void
show_scale (MlsMap *self)
{
  mls_scale_bar_show (self->scale_bar, mls_viewport_get_m_per_px (mls_workspace_get_viewport (self->workspace)));
}

/* What is drawn of a zone depends on the scale, and on what is in the middle. */
static void
view_changed (MlsMap *self)
{
  show_scale (self);
  if (mls_project_get_zone_progress (mls_workspace_get_project (self->workspace)) != NULL)
    mls_map_update_marks (self);
}

static void
tell_problem (MlsMap *self, const char *text)
{
  g_signal_emit (self, signals[PROBLEM], 0, text);
}

static void
tell_presence (MlsMap *self, const char *path)
{
  g_signal_emit (self, signals[PRESENCE], 0, path);
}

static void
attach (MlsMap *self)
{
  MlsProject *project = mls_workspace_get_project (self->workspace);

  self->loader = mls_pane_loader_new ();
  self->cache = mls_tile_cache_new (self->memory);
  mls_map_open_layers (self);

  g_signal_connect_object (self->workspace, "state-changed", G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "share-changed", G_CALLBACK (share_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "sketch-changed", G_CALLBACK (mls_map_update_marks), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "selection-changed", G_CALLBACK (mls_map_update_marks), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "changed", G_CALLBACK (project_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "zone-changed", G_CALLBACK (mls_map_update_marks), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (mls_workspace_get_viewport (self->workspace), "changed", G_CALLBACK (view_changed), self,
                           G_CONNECT_SWAPPED);
  mls_map_attach_inset (self);

  g_signal_connect_object (mls_workspace_get_references (self->workspace), "changed",
                           G_CALLBACK (mls_map_update_references), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mls_workspace_get_references (self->workspace), "problem", G_CALLBACK (tell_problem), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mls_workspace_get_references (self->workspace), "presence", G_CALLBACK (tell_presence), self,
                           G_CONNECT_SWAPPED);

  state_changed (self);
  share_changed (self);
  show_scale (self);
  mls_references_reload (mls_workspace_get_references (self->workspace));
}

static void
detach (MlsMap *self)
{
  g_signal_handlers_disconnect_by_data (mls_workspace_get_project (self->workspace), self);
  g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_signal_handlers_disconnect_by_data (mls_workspace_get_references (self->workspace), self);
  mls_map_detach_inset (self);

  for (guint i = 0; i < MLS_MAX_PANES; i++)
    remove_pane (self, i);

  mls_map_stop_overview (self);
  mls_tile_loader_close (self->loader);
  g_clear_object (&self->loader);
  mls_map_close_layers (self);
  g_clear_pointer (&self->cache, mls_tile_cache_unref);
  g_clear_object (&self->workspace);
}

/**
 * mls_map_set_workspace:
 * @self: a map
 * @workspace: (nullable): what to show; %NULL leaves the map empty
 */
void
mls_map_set_workspace (MlsMap *self, MlsWorkspace *workspace)
{
  if (self->workspace != NULL)
    detach (self);

  self->has_pointer = FALSE;
  self->announced = FALSE;
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->flags, mls_flags_unref);
  g_clear_handle_id (&self->point_source, g_source_remove);
  g_clear_pointer (&self->pointed_out, mls_mark_unref);
  if (workspace == NULL)
    return;

  self->workspace = g_object_ref (workspace);
  attach (self);
}

/**
 * mls_map_set_memory:
 * @self: a map
 * @bytes: how much may be kept of what tiles are made of; what is there beyond goes at once
 */
void
mls_map_set_memory (MlsMap *self, gsize bytes)
{
  self->memory = bytes;
  if (self->cache != NULL)
    mls_tile_cache_set_limit (self->cache, bytes);
}

/**
 * mls_map_set_look:
 * @self: a map
 * @look: what to show until it is set otherwise; nothing else changes, not even a sketch
 */
void
mls_map_set_look (MlsMap *self, MlsLook look)
{
  if (self->look == look)
    return;

  self->look = look;
  if (self->workspace != NULL)
    mls_map_update_panes (self);
  mls_map_update_marks (self);
}

/**
 * mls_map_set_places:
 * @self: a map
 * @places: (nullable) (element-type MlsPoint): findings to be marked
 */
void
mls_map_set_places (MlsMap *self, GArray *places)
{
  g_clear_pointer (&self->places, g_array_unref);
  self->places = places != NULL ? g_array_ref (places) : NULL;
  mls_map_update_marks (self);
}

/**
 * mls_map_set_outline:
 * @self: a map
 * @outline: (nullable): ground that is judged
 * @colour: 0xrrggbb
 *
 * Outlines it, in every pane and until it is told otherwise; nothing is laid over it.
 */
void
mls_map_set_outline (MlsMap *self, const MlsShape *outline, guint32 colour)
{
  g_clear_pointer (&self->outline, mls_mark_unref);
  if (outline != NULL)
    self->outline = mls_mark_new_outline (mls_shape_get_rings ((MlsShape *) outline), mls_shape_n_rings (outline), colour);
  mls_map_update_marks (self);
}

/**
 * mls_map_set_flags:
 * @self: a map
 * @flags: (nullable): the faces of regions that something was found of, whose borders are to stand out
 *   until an edit touches them
 */
void
mls_map_set_flags (MlsMap *self, MlsFlags *flags)
{
  mls_map_take_flags (self, flags != NULL ? mls_flags_ref (flags) : NULL);
}

/**
 * mls_map_get_pointer:
 * @self: a map
 * @out: (out): where the pointer is
 *
 * Returns: whether it is over the map
 */
gboolean
mls_map_get_pointer (MlsMap *self, MlsPoint *out)
{
  *out = self->pointer;

  return self->has_pointer;
}

/**
 * mls_map_get_px:
 * @self: a map
 * @point: a point of the territory
 * @out: (out): where the pane in hand shows it, in px of the map; it may be out of sight
 *
 * Returns: whether there is a map
 */
gboolean
mls_map_get_px (MlsMap *self, MlsPoint point, graphene_point_t *out)
{
  MlsCanvas *canvas;
  MlsTransform transform;
  graphene_point_t at;

  if (self->workspace == NULL)
    return FALSE;

  canvas = self->panes[mls_workspace_get_pane (self->workspace)].canvas;
  transform = mls_canvas_get_transform (canvas);
  at.x = (float) mls_transform_x (&transform, mls_grid_to_metres (point.x));
  at.y = (float) mls_transform_y (&transform, mls_grid_to_metres (point.y));

  return gtk_widget_compute_point (GTK_WIDGET (canvas), GTK_WIDGET (self), &at, out);
}

/**
 * mls_map_get_caption:
 * @self: a map
 * @out: (out): where the caption of the pane in hand is, in px of the map
 *
 * Returns: whether there is a map
 */
gboolean
mls_map_get_caption (MlsMap *self, graphene_rect_t *out)
{
  return self->workspace != NULL &&
         gtk_widget_compute_bounds (self->panes[mls_workspace_get_pane (self->workspace)].caption, GTK_WIDGET (self), out);
}

/**
 * mls_map_get_sight:
 * @self: a map with a workspace
 * @out: (out): the ground that the pane in hand shows
 *
 * Returns: whether it shows any: not before it has its size
 */
gboolean
mls_map_get_sight (MlsMap *self, MlsBox *out)
{
  MlsCanvas *canvas = self->panes[mls_workspace_get_pane (self->workspace)].canvas;
  MlsPaneSize size = mls_canvas_get_size (canvas);
  MlsExtent extent = mls_viewport_get_extent (mls_workspace_get_viewport (self->workspace), size);
  MlsPoint low, high;

  if (size.width == 0 || !mls_grid_from_metres (extent.min_x, extent.min_y, &low) ||
      !mls_grid_from_metres (extent.max_x, extent.max_y, &high))
    return FALSE;

  *out = (MlsBox){ low.x, low.y, high.x, high.y };

  return TRUE;
}

/**
 * mls_map_go_to:
 * @self: a map with a workspace
 * @box: what to show in the middle
 * @scale: denominator of the scale; a larger one is taken if @box does not fit
 */
void
mls_map_go_to (MlsMap *self, const MlsBox *box, double scale)
{
  MlsViewport *viewport = mls_workspace_get_viewport (self->workspace);
  MlsPoint centre = mls_box_centre (box);
  MlsPaneSize size = mls_canvas_get_size (self->panes[mls_workspace_get_pane (self->workspace)].canvas);
  double width, height;

  mls_viewport_set (viewport, mls_grid_to_metres (centre.x), mls_grid_to_metres (centre.y), scale);

  width = mls_grid_to_metres (box->max_x - box->min_x) / mls_viewport_get_m_per_px (viewport);
  height = mls_grid_to_metres (box->max_y - box->min_y) / mls_viewport_get_m_per_px (viewport);
  if (size.width > 0 && (width > size.width || height > size.height))
    {
      /* A road may lead straight north. */
      MlsBox with_room = mls_box_grown (box, 1);
      MlsExtent extent = mls_extent_of_box (&with_room);

      mls_viewport_fit (viewport, &extent, size);
    }
}

/**
 * mls_map_reload_images:
 * @self: a map with a workspace
 *
 * Looks again which photos the project has, and what is in them, as after one was found again or given
 * overviews.
 */
void
mls_map_reload_images (MlsMap *self)
{
  mls_map_load_photos (self);
  mls_tile_loader_reopen (self->loader);
  mls_map_update_panes (self);
}

/**
 * mls_map_has_infrared:
 * @self: a map with a workspace
 *
 * Returns: whether the pane in hand can show a photo in infrared
 */
gboolean
mls_map_has_infrared (MlsMap *self)
{
  return mls_photo_set_has_infrared (self->photos, mls_workspace_get_vintage (self->workspace));
}

/**
 * mls_map_get_photo_title:
 * @self: a map with a workspace
 *
 * Returns: (transfer none) (nullable): what is said of the photo of the pane in hand
 */
const char *
mls_map_get_photo_title (MlsMap *self)
{
  return mls_map_photo_title (self, mls_workspace_get_pane (self->workspace));
}

/**
 * mls_map_get_photo:
 * @self: a map with a workspace
 *
 * Returns: which of the project's photos is on top in the pane in hand, 0 for none
 */
gint64
mls_map_get_photo (MlsMap *self)
{
  const MlsPane *pane = &self->panes[mls_workspace_get_pane (self->workspace)];

  return mls_photo_set_get_top (self->photos, pane->shown_photo, mls_workspace_get_infrared (self->workspace));
}
