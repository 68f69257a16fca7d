/* Roads and hedges: a line that stands for a strip of a width. */

#include "document/workspace-private.h"

/* Narrower ones nobody maps, wider ones are no strips. */
#define NARROWEST_M 0.5
#define WIDEST_M    200.0

/**
 * mls_workspace_get_stripping:
 * @self: a workspace
 *
 * Returns: whether a line stands for a strip
 */
gboolean
mls_workspace_get_stripping (MlsWorkspace *self)
{
  return self->stripping;
}

/**
 * mls_workspace_set_stripping:
 * @self: a workspace
 * @stripping: whether a line stands for a strip, a road or a hedge; the one in hand does, too
 */
void
mls_workspace_set_stripping (MlsWorkspace *self, gboolean stripping)
{
  self->stripping = !!stripping;
  mls_workspace_mean_anew (self);
}

/**
 * mls_workspace_get_strip_width:
 * @self: a workspace
 *
 * Returns: how wide strips are, m
 */
double
mls_workspace_get_strip_width (MlsWorkspace *self)
{
  return mls_grid_to_metres (self->strip_width);
}

/**
 * mls_workspace_set_strip_width:
 * @self: a workspace
 * @width: how wide strips are, m
 *
 * Returns: whether that is a width of strips; if not, it stays as it was
 */
gboolean
mls_workspace_set_strip_width (MlsWorkspace *self, double width)
{
  if (!(width >= NARROWEST_M && width <= WIDEST_M))
    return FALSE;

  self->strip_width = (gint64) (width * MLS_MM_PER_M + 0.5);
  mls_workspace_mean_anew (self);

  return TRUE;
}

/**
 * mls_workspace_mean:
 * @self: a workspace
 * @gesture: what a hand has drawn
 *
 * Returns: what it stands for, with the points of @gesture
 */
MlsGesture
mls_workspace_mean (MlsWorkspace *self, const MlsGesture *gesture)
{
  MlsGesture meant = *gesture;

  if (gesture->kind == MLS_GESTURE_LINE && self->stripping)
    {
      meant.kind = MLS_GESTURE_STRIP;
      meant.measure = self->strip_width;
    }

  return meant;
}
