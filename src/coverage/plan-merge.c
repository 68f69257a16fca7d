/* Merge and recode: a whole region takes its neighbour's labels, or the current pair. */

#include "coverage/give.h"
#include "coverage/plan.h"

#include <glib/gi18n-lib.h>

static MlsCell *
cell_at (MlsOverlay *overlay, MlsPoint point, GError **error)
{
  MlsCell *cell = mls_overlay_cell_at (overlay, point);

  if (cell == NULL && mls_patch_check (mls_overlay_patch (overlay), error))
    g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_OUTSIDE,
                 _("(%.3f, %.3f) is outside the territory"),
                 mls_grid_to_metres (point.x), mls_grid_to_metres (point.y));

  return cell;
}

static gboolean
give_whole_region (MlsPlan *plan, MlsCell *cell, GError **error)
{
  g_autoptr (MlsRegion) region = mls_give_region (plan->overlay, cell, &plan->intent, error);

  for (guint i = 0; region != NULL && i < region->cells->len; i++)
    g_ptr_array_add (plan->given, g_ptr_array_index (region->cells, i));

  return region != NULL;
}

/**
 * mls_plan_recode:
 * @patch: the coverage
 * @at: a point of the region
 * @intent: what the operator means, with a pair
 * @error: %MLS_REFUSAL_NO_PAIR, another refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the region takes the current pair
 */
MlsPlan *
mls_plan_recode (MlsPatch *patch, MlsPoint at, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsPlan) plan = mls_plan_new (MLS_VERB_RECODE, intent, overlay);
  MlsCell *cell = cell_at (overlay, at, error);

  if (cell == NULL)
    return NULL;

  if (!mls_intent_has_pair (intent))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_PAIR, _("Pick a code first"));
      return NULL;
    }

  if (!give_whole_region (plan, cell, error))
    return NULL;

  mls_give_pair (intent, plan->given);

  return mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}

/**
 * mls_plan_merge:
 * @patch: the coverage
 * @loses: a point of the region that goes
 * @gains: a point of the neighbour it joins
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NOT_ADJACENT, another refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the one region takes the other's labels
 */
MlsPlan *
mls_plan_merge (MlsPatch *patch, MlsPoint loses, MlsPoint gains, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsPlan) plan = mls_plan_new (MLS_VERB_MERGE, intent, overlay);
  MlsCell *losing_cell = cell_at (overlay, loses, error);
  MlsCell *gaining_cell = losing_cell != NULL ? cell_at (overlay, gains, error) : NULL;

  if (gaining_cell == NULL || !give_whole_region (plan, losing_cell, error))
    return NULL;

  if (g_ptr_array_find (plan->given, gaining_cell, NULL))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT,
                           _("Both points are in one region"));
      return NULL;
    }

  if (!mls_give_labels (overlay, intent, plan->given, gaining_cell))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOT_ADJACENT,
                           _("The regions share no border"));
      return NULL;
    }

  return mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}
