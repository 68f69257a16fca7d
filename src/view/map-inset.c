/* The whole territory in a corner of the map, for those who want it. */

#include "view/map-private.h"

/* Where the map stands in for the photo, its colours are all there is. */
#define OPACITY 0.85

static void
show_sight (MlsMap *self)
{
  MlsBox sight;

  if (self->inset != NULL && mls_map_get_sight (self, &sight))
    mls_inset_set_sight (self->inset, &sight);
}

static void
close_inset (MlsMap *self)
{
  if (self->inset == NULL)
    return;

  /* As with a pane: it asks the loader for nothing more. */
  mls_inset_set_content (self->inset, NULL);
  gtk_overlay_remove_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->inset));
  self->inset = NULL;
}

static void
open_inset (MlsMap *self)
{
  MlsProject *project = mls_workspace_get_project (self->workspace);
  MlsBox territory;
  MlsExtent extent;

  if (!mls_project_get_territory (project, &territory))
    return;

  extent = mls_extent_of_box (&territory);
  self->inset = MLS_INSET (mls_inset_new (mls_workspace_get_viewport (self->workspace), self->loader, &extent));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->inset));
}

/**
 * mls_map_update_inset:
 * @self: a map with a workspace
 *
 * Opens or closes the inset as it is wanted; what it shows is what the pane in hand has, without its photo.
 */
void
mls_map_update_inset (MlsMap *self)
{
  g_autoptr (MlsPaneContent) content = NULL;
  MlsColouring colouring;

  if (!self->has_inset)
    close_inset (self);
  else if (self->inset == NULL)
    open_inset (self);
  if (self->inset == NULL)
    return;

  colouring = mls_map_colouring (self, mls_workspace_get_pane (self->workspace));
  colouring.before = colouring.vintage;
  colouring.opacity = mls_workspace_get_blind (self->workspace) ? 0 : OPACITY;
  colouring.flags = NULL;
  colouring.patterned = FALSE;
  colouring.lettered = FALSE;
  colouring.line = mls_line_style_border (mls_inset_get_m_per_px (self->inset));
  content = mls_pane_content_new (self->cache, self->no_photo, self->faces, &colouring, NULL);
  mls_inset_set_content (self->inset, content);
  show_sight (self);
}

/**
 * mls_map_attach_inset:
 * @self: a map that has just been given its workspace
 */
void
mls_map_attach_inset (MlsMap *self)
{
  g_signal_connect_object (mls_workspace_get_viewport (self->workspace), "changed", G_CALLBACK (show_sight), self,
                           G_CONNECT_SWAPPED);
}

/**
 * mls_map_detach_inset:
 * @self: a map that is about to lose its workspace
 */
void
mls_map_detach_inset (MlsMap *self)
{
  g_signal_handlers_disconnect_by_data (mls_workspace_get_viewport (self->workspace), self);
  close_inset (self);
}

/**
 * mls_map_set_inset:
 * @self: a map
 * @has_inset: whether the whole territory is shown in a corner
 */
void
mls_map_set_inset (MlsMap *self, gboolean has_inset)
{
  self->has_inset = has_inset;
  if (self->workspace != NULL)
    mls_map_update_inset (self);
}
