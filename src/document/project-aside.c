/* What a work package did that clashes with what others did, until somebody has decided. */

#include "document/project-private.h"

static MlsProposal *
propose (MlsProject *self, const MlsDelta *theirs, GError **error)
{
  const MlsOperation *operation = self->theirs->operation;
  const MlsGesture gesture = { .kind = MLS_GESTURE_ADOPT, .theirs = theirs };
  MlsIntent intent = { .correction = g_strcmp0 (operation->kind, "correction") == 0 };

  if (operation->dimension != NULL && !mls_dimension_from_name (operation->dimension, &intent.dimension))
    intent.dimension = MLS_DIMENSION_PAIR;

  mls_project_trim (self);

  return mls_proposal_new (&gesture, mls_project_get_patch (self), &intent, &self->rules, error);
}

/**
 * mls_project_propose_theirs:
 * @self: a project
 * @set_aside: what was set aside
 * @error: %MLS_STORE_ERROR_NOTHING if it is not there, or another #MLS_STORE_ERROR
 *
 * Tries out what it would be to make that edit all the same; see mls_plan_adopt(). It is judged like any other. When it is
 * committed it has its own author and time, and what was set aside is settled by the project's author.
 *
 * Returns: (transfer full) (nullable): the edit tried out; nothing is written
 */
MlsProposal *
mls_project_propose_theirs (MlsProject *self, gint64 set_aside, GError **error)
{
  MlsSetAside *aside = mls_store_read_set_aside (self->store, set_aside, error);
  g_autoptr (MlsDelta) theirs = aside != NULL ? mls_store_set_aside_delta (self->store, set_aside, error) : NULL;

  g_clear_pointer (&self->theirs, mls_set_aside_free);
  self->theirs = aside;

  return theirs != NULL ? propose (self, theirs, error) : NULL;
}

/**
 * mls_project_facts_of_theirs:
 * @self: a project with an author
 * @plan: what mls_project_propose_theirs() proposed last, or its cure
 *
 * Returns: what the edit says of itself, until the next is proposed
 */
MlsOperationFacts
mls_project_facts_of_theirs (MlsProject *self, const MlsPlan *plan)
{
  const MlsOperation *operation = self->theirs->operation;
  const char *verb = mls_set_aside_verb (self->theirs);

  self->settling = (MlsSettling){ self->theirs->id, MLS_SETTLEMENT_TAKEN, self->author, self->theirs->place };

  return (MlsOperationFacts){
    .author = operation->author,
    .verb = verb,
    .kind = operation->kind,
    .vintages = mls_intent_vintages (&plan->intent),
    .dimension = operation->dimension,
    .scale = operation->scale,
    .summary = verb == operation->verb ? operation->summary : NULL,
    .at = operation->at,
    .settles = &self->settling,
  };
}

/**
 * mls_project_settle:
 * @self: a project open for writing, with an author
 * @set_aside: what was set aside
 * @settlement: what the author decides; of an edit that is taken, that it is there already
 * @operation: (out): the operation it has become
 * @error: %MLS_STORE_ERROR_NOTHING if it is not there or settled, or another #MLS_STORE_ERROR
 *
 * Leaves the map as it is. That can be undone.
 *
 * Returns: whether it is written
 */
gboolean
mls_project_settle (MlsProject *self, gint64 set_aside, MlsSettlement settlement, gint64 *operation, GError **error)
{
  g_autoptr (MlsSetAside) aside = NULL;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, set_aside);
  MlsSettling settling;
  MlsOperationFacts facts = { .author = self->author, .verb = MLS_VERB_SETTLE, .summary = number, .settles = &settling };

  if (!mls_project_check_author (self, error) || !mls_project_check_unchanged (self, error) ||
      (aside = mls_store_read_set_aside (self->store, set_aside, error)) == NULL)
    return FALSE;

  settling = (MlsSettling){ set_aside, settlement, self->author, aside->place };

  return mls_project_write_decision (self, &facts, operation, error);
}
