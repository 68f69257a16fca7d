/* Where the panes of a map look: all at the same place or, if they are free, each by itself. */

#include "view/map-private.h"

static void
copy_view (MlsViewport *from, MlsViewport *to)
{
  double x, y;

  mls_viewport_get_centre (from, &x, &y);
  mls_viewport_set_calibration (to, mls_viewport_get_calibration (from));
  mls_viewport_set (to, x, y, mls_viewport_get_scale (from));
}

static void
link_pane (MlsPane *pane, MlsViewport *shared)
{
  g_clear_object (&pane->viewport);
  mls_canvas_set_viewport (pane->canvas, shared);
}

/* The pane keeps what it shows, wherever the hand goes on to. */
static void
free_pane (MlsPane *pane, MlsViewport *shared)
{
  if (pane->viewport != NULL)
    return;

  pane->viewport = mls_viewport_new ();
  copy_view (shared, pane->viewport);
  mls_canvas_set_viewport (pane->canvas, pane->viewport);
}

/* Where the workspace looks is where the pane in hand does. */
static void
take_in_hand (MlsPane *pane, MlsViewport *shared)
{
  g_autoptr (MlsViewport) own = g_steal_pointer (&pane->viewport);

  if (own == NULL)
    return;

  copy_view (own, shared);
  mls_canvas_set_viewport (pane->canvas, shared);
}

/**
 * mls_map_update_viewports:
 * @self: a map with a workspace
 *
 * Lets its panes look where they should: the pane in hand where the workspace does, the others too or each by itself.
 */
void
mls_map_update_viewports (MlsMap *self)
{
  MlsViewport *shared = mls_workspace_get_viewport (self->workspace);
  guint in_hand = mls_workspace_get_pane (self->workspace);
  gboolean linked = mls_workspace_get_linked (self->workspace) ||
                    mls_workspace_get_comparison (self->workspace) != MLS_COMPARE_BESIDE;

  for (guint i = 0; i < MLS_MAX_PANES; i++)
    if (self->panes[i].canvas != NULL && linked)
      link_pane (&self->panes[i], shared);
    else if (self->panes[i].canvas != NULL && i != in_hand)
      free_pane (&self->panes[i], shared);

  if (!linked)
    take_in_hand (&self->panes[in_hand], shared);
}
