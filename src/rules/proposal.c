#include "rules/proposal.h"

/* Areas are followed to so many times the largest minimum there is, and are "at least" beyond. */
#define MINIMA_FOLLOWED 10

/* The breach that comes first says why. */
static GError *
refusal_of (const MlsVerdict *verdict, const MlsRules *rules)
{
  const MlsBreach *breach = &g_array_index (verdict->breaches, MlsBreach, 0);
  g_autofree char *text = mls_breach_text (breach, rules);

  return g_error_new_literal (MLS_REFUSAL, breach->rule, text);
}

/* What waits for a pair may only be where it is not to be at all. */
static gboolean
is_refused (const MlsProposal *proposal)
{
  return proposal->plan->pending ? mls_verdict_is_barred (proposal->verdict) : !mls_verdict_is_ok (proposal->verdict);
}

/* Plans once more for the cure to work on. One that changes nothing, or cannot be had, is none. */
static void
look_for_cure (MlsProposal *proposal, const MlsGesture *gesture, const MlsIntent *intent, const MlsRules *rules)
{
  MlsPatch *patch = mls_overlay_patch (proposal->plan->overlay);
  g_autoptr (MlsPlan) again = mls_gesture_plan (gesture, patch, intent, rules, NULL);

  if (again != NULL)
    proposal->cure = mls_cure_edit (g_steal_pointer (&again), rules, &proposal->absorptions, NULL);
}

/**
 * mls_proposal_new:
 * @gesture: what is asked for
 * @patch: the coverage
 * @intent: what the operator means besides
 * @rules: what it is judged by
 * @error: the source's error; a refusal is part of what is returned
 *
 * Returns: (transfer full) (nullable): the gesture tried out; %NULL only if the coverage cannot be
 *   read
 */
MlsProposal *
mls_proposal_new (const MlsGesture *gesture, MlsPatch *patch, const MlsIntent *intent, const MlsRules *rules, GError **error)
{
  g_autoptr (MlsProposal) proposal = g_new0 (MlsProposal, 1);

  proposal->plan = mls_gesture_plan (gesture, patch, intent, rules, &proposal->refusal);
  if (proposal->plan == NULL)
    {
      if (proposal->refusal->domain == MLS_REFUSAL)
        return g_steal_pointer (&proposal);

      g_propagate_error (error, g_steal_pointer (&proposal->refusal));
      return NULL;
    }

  proposal->verdict = mls_verdict_new (proposal->plan, rules,
                                       MINIMA_FOLLOWED * mls_nomenclature_largest_minimum (rules->nomenclature));
  if (!mls_patch_check (patch, error))
    return NULL;

  if (is_refused (proposal))
    {
      proposal->refusal = refusal_of (proposal->verdict, rules);
      if (!mls_verdict_is_barred (proposal->verdict))
        look_for_cure (proposal, gesture, intent, rules);
    }

  return g_steal_pointer (&proposal);
}

/**
 * mls_proposal_free:
 * @proposal: (transfer full): a proposal
 */
void
mls_proposal_free (MlsProposal *proposal)
{
  g_clear_pointer (&proposal->verdict, mls_verdict_free);
  g_clear_pointer (&proposal->plan, mls_plan_free);
  g_clear_pointer (&proposal->cure, mls_plan_free);
  g_clear_pointer (&proposal->absorptions, g_array_unref);
  g_clear_error (&proposal->refusal);
  g_free (proposal);
}

/**
 * mls_proposal_is_ok:
 * @proposal: a proposal
 *
 * Returns: whether it can be written as it is
 */
gboolean
mls_proposal_is_ok (const MlsProposal *proposal)
{
  return proposal->refusal == NULL && !proposal->plan->pending;
}

/**
 * mls_proposal_is_pending:
 * @proposal: a proposal
 *
 * Returns: whether it is a line that waits for a pair, and may have one
 */
gboolean
mls_proposal_is_pending (const MlsProposal *proposal)
{
  return proposal->refusal == NULL && proposal->plan->pending;
}

/**
 * mls_proposal_rule:
 * @proposal: a proposal that is not ok
 *
 * Returns: the rule that says so; a line that waits for a pair has no effect yet
 */
MlsRefusal
mls_proposal_rule (const MlsProposal *proposal)
{
  return proposal->refusal != NULL ? (MlsRefusal) proposal->refusal->code : MLS_REFUSAL_NO_EFFECT;
}
