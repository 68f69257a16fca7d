#include "coverage/plan.h"

#include "coverage/give.h"

#include <glib/gi18n-lib.h>

/**
 * mls_verb_name:
 * @verb: a verb
 *
 * Returns: its name in scripts, result lines and the history
 */
const char *
mls_verb_name (MlsVerb verb)
{
  static const char *const names[] = {
    [MLS_VERB_SPLIT] = "split",
    [MLS_VERB_RESHAPE] = "reshape",
    [MLS_VERB_ISLAND] = "island",
    [MLS_VERB_COMPLETE] = "complete",
    [MLS_VERB_STRIP] = "strip",
    [MLS_VERB_MERGE] = "merge",
    [MLS_VERB_RECODE] = "recode",
    [MLS_VERB_MOVE_VERTEX] = "move-vertex",
    [MLS_VERB_INSERT_VERTEX] = "insert-vertex",
    [MLS_VERB_REMOVE_VERTEX] = "remove-vertex",
    [MLS_VERB_MOVE_VERTICES] = "move-vertices",
    [MLS_VERB_REMOVE_VERTICES] = "remove-vertices",
    [MLS_VERB_STRAIGHTEN] = "straighten",
    [MLS_VERB_SIMPLIFY] = "simplify",
    [MLS_VERB_SMOOTH] = "smooth",
    [MLS_VERB_CURE] = "cure",
    [MLS_VERB_CARRY_OVER] = "carry-over",
    [MLS_VERB_NOTE] = "note",
    [MLS_VERB_ADOPT] = "adopt",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == MLS_N_VERBS);
  g_return_val_if_fail ((guint) verb < MLS_N_VERBS, NULL);

  return names[verb];
}

/**
 * mls_plan_new:
 * @verb: what it is
 * @intent: what the operator means
 * @overlay: the coverage as it would be; another reference is taken
 *
 * Returns: (transfer full): a plan that gives nothing to any cell yet
 */
MlsPlan *
mls_plan_new (MlsVerb verb, const MlsIntent *intent, MlsOverlay *overlay)
{
  MlsPlan *plan = g_new0 (MlsPlan, 1);

  plan->verb = verb;
  plan->intent = *intent;
  plan->overlay = mls_overlay_ref (overlay);
  plan->given = g_ptr_array_new ();

  return plan;
}

/**
 * mls_plan_free:
 * @plan: (transfer full): a plan
 */
void
mls_plan_free (MlsPlan *plan)
{
  g_clear_pointer (&plan->delta, mls_delta_unref);
  g_ptr_array_unref (plan->given);
  g_clear_pointer (&plan->swept, g_ptr_array_unref);
  mls_overlay_unref (plan->overlay);
  g_free (plan);
}

/**
 * mls_plan_shapes:
 * @plan: a plan
 *
 * Returns: (transfer full) (element-type MlsFace): the ground that takes another label, or would if
 *   there were one to give, piece by piece, to be shown
 */
GPtrArray *
mls_plan_shapes (const MlsPlan *plan)
{
  GPtrArray *shapes;

  if (plan->swept != NULL)
    return g_ptr_array_ref (plan->swept);

  shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  for (guint i = 0; i < plan->given->len; i++)
    g_ptr_array_add (shapes, mls_face_ref (((MlsCell *) g_ptr_array_index (plan->given, i))->shape));

  return shapes;
}

/**
 * mls_plan_finish:
 * @plan: a plan whose cells have their labels
 * @error: %MLS_REFUSAL_NO_EFFECT, what mls_dissolve() refuses, or the source's error
 *
 * Makes the delta.
 *
 * Returns: %FALSE if there is nothing to write
 */
gboolean
mls_plan_finish (MlsPlan *plan, GError **error)
{
  g_clear_pointer (&plan->delta, mls_delta_unref);
  plan->delta = mls_dissolve (plan->overlay, error);
  if (plan->delta == NULL)
    return FALSE;

  if (mls_delta_is_empty (plan->delta))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT, _("Nothing would change"));
      return FALSE;
    }

  return TRUE;
}

/**
 * mls_plan_give_or_wait:
 * @plan: (transfer full): a plan that knows its cells
 * @error: what mls_plan_finish() refuses
 *
 * Gives the current pair. A line whose sides nothing tells apart waits for a pair.
 *
 * Returns: (transfer full) (nullable): @plan, finished or pending
 */
MlsPlan *
mls_plan_give_or_wait (MlsPlan *plan, GError **error)
{
  plan->pending = !mls_give_would_tell (&plan->intent, plan->given);
  if (plan->pending)
    return plan;

  mls_give_pair (&plan->intent, plan->given);
  if (mls_plan_finish (plan, error))
    return plan;

  mls_plan_free (plan);
  return NULL;
}
