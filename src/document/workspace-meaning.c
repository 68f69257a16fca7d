/* What a line stands for: itself, a road or a hedge of some width, or an outline that existing borders close. */

#include "document/workspace-private.h"

/* Narrower ones nobody maps, wider ones are no strips. */
#define NARROWEST_M 0.5
#define WIDEST_M    200.0

/**
 * mls_workspace_get_meaning:
 * @self: a workspace
 *
 * Returns: what a line stands for
 */
MlsMeaning
mls_workspace_get_meaning (MlsWorkspace *self)
{
  return self->meaning;
}

/**
 * mls_workspace_set_meaning:
 * @self: a workspace
 * @meaning: what a line stands for from now on; the one in hand does, too
 */
void
mls_workspace_set_meaning (MlsWorkspace *self, MlsMeaning meaning)
{
  self->meaning = meaning;
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

  if (gesture->kind != MLS_GESTURE_LINE)
    return meant;

  switch (self->meaning)
    {
    case MLS_MEANS_LINE:
      return meant;
    case MLS_MEANS_STRIP:
      meant.kind = MLS_GESTURE_STRIP;
      meant.measure = self->strip_width;
      return meant;
    case MLS_MEANS_OUTLINE:
      meant.kind = MLS_GESTURE_COMPLETE;
      return meant;
    case MLS_N_MEANINGS:
      break;
    }

  g_assert_not_reached ();
}
