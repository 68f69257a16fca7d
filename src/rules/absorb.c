#include "rules/absorb.h"

#include "coverage/give.h"
#include "rules/candidate.h"

#include <glib/gi18n-lib.h>

static gboolean
is_allowed (const MlsPlan *plan, const MlsRules *rules)
{
  g_autoptr (MlsVerdict) verdict = mls_verdict_new (plan, rules, 0);

  return mls_verdict_is_ok (verdict);
}

/**
 * mls_absorb_region:
 * @patch: the coverage
 * @rules: what edits are judged by, and what is close to what
 * @at: a point of the region that goes
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NOT_ADJACENT if nothing is beside it, %MLS_REFUSAL_OUTSIDE if there is none,
 *   another refusal, or the source's error
 *
 * Merges a region, of whatever size, into the neighbour closest in theme: the first that rules allow,
 * else the closest, which they refuse.
 *
 * Returns: (transfer full) (nullable): the merge
 */
MlsPlan *
mls_absorb_region (MlsPatch *patch, const MlsRules *rules, MlsPoint at, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  MlsCell *cell = mls_overlay_cell_at (overlay, at);
  g_autoptr (MlsRegion) region = NULL;
  g_autoptr (GArray) candidates = NULL;
  g_autoptr (MlsPlan) closest = NULL;

  if (cell != NULL)
    {
      region = mls_give_region (overlay, cell, intent, error);
      if (region == NULL)
        return NULL;
      candidates = mls_candidates_new (overlay, region, rules->nomenclature);
    }

  for (guint i = 0; candidates != NULL && i < candidates->len; i++)
    {
      const MlsPoint points[] = { at, mls_face_inner_point (g_array_index (candidates, MlsCandidate, i).from->shape) };
      g_autoptr (MlsPlan) plan = mls_plan_merge (patch, points, 2, intent, error);

      if (plan == NULL)
        return NULL;
      if (is_allowed (plan, rules))
        return g_steal_pointer (&plan);
      if (closest == NULL)
        closest = g_steal_pointer (&plan);
    }

  if (closest == NULL && mls_patch_check (patch, error))
    g_set_error_literal (error, MLS_REFUSAL, cell != NULL ? MLS_REFUSAL_NOT_ADJACENT : MLS_REFUSAL_OUTSIDE,
                         cell != NULL ? _("There is no neighbour to absorb it") : _("This is outside the territory"));

  return g_steal_pointer (&closest);
}
