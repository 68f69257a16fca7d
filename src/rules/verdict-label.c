/* The codes that an edit gives. */

#include "rules/verdict-private.h"

/**
 * mls_verb_gives_pair:
 * @verb: what an edit is
 *
 * Returns: whether it gives ground the operator's pair, and not what a neighbour is
 */
gboolean
mls_verb_gives_pair (MlsVerb verb)
{
  switch (verb)
    {
    case MLS_VERB_SPLIT:
    case MLS_VERB_ISLAND:
    case MLS_VERB_COMPLETE:
    case MLS_VERB_STRIP:
    case MLS_VERB_RECODE:
      return TRUE;
    case MLS_VERB_RESHAPE:
    case MLS_VERB_MERGE:
    case MLS_VERB_MOVE_VERTEX:
    case MLS_VERB_INSERT_VERTEX:
    case MLS_VERB_REMOVE_VERTEX:
    case MLS_VERB_MOVE_VERTICES:
    case MLS_VERB_REMOVE_VERTICES:
    case MLS_VERB_STRAIGHTEN:
    case MLS_VERB_SIMPLIFY:
    case MLS_VERB_SMOOTH:
    case MLS_VERB_CURE:
    case MLS_VERB_CARRY_OVER:
    case MLS_VERB_NOTE:
    case MLS_VERB_ADOPT:
    case MLS_N_VERBS:
      return FALSE;
    }

  g_assert_not_reached ();
}

/* Whether a rule on codes is one that an edit may not break. A code that came with the data may go with a
 * border that moves, and brings its partner along; it is not given. Two codes that are good each and do not
 * go together stay on the ground where they came with the data. */
static gboolean
may_stand (const MlsJudging *judging, MlsFindingRule rule, gboolean old_code, MlsRefusal *refusal)
{
  gboolean given = mls_verb_gives_pair (judging->plan->verb);

  *refusal = rule == MLS_FINDING_CODE || rule == MLS_FINDING_TOLERATED_CODE ? MLS_REFUSAL_CODE : MLS_REFUSAL_PAIR;

  return (rule == MLS_FINDING_TOLERATED_CODE && !given) || (rule == MLS_FINDING_TOLERATED_PAIR && old_code);
}

/* Finds the first rule on codes that stands against @pair. */
static gboolean
is_refused (MlsJudging *judging, MlsPair pair, MlsRefusal *refusal)
{
  gboolean old_code = FALSE;

  g_array_set_size (judging->found, 0);
  for (int d = 0; d < MLS_N_DIMENSIONS; d++)
    mls_judge (judging->rules,
               &(MlsCase){ .ground = { .vintage = judging->vintage, .dimension = (MlsDimension) d, .pair = pair } },
               MLS_ASPECT_CODES, judging->found);

  for (guint i = 0; i < judging->found->len; i++)
    {
      MlsFindingRule rule = g_array_index (judging->found, MlsFinding, i).rule;

      old_code = old_code || rule == MLS_FINDING_TOLERATED_CODE;
      if (!may_stand (judging, rule, old_code, refusal))
        return TRUE;
    }

  return FALSE;
}

/* Some ground of a cell in one vintage: no code lost, codes known, pair allowed; or all as it was
 * there. */
static void
judge_label (MlsJudging *judging, MlsCell *cell, const MlsFace *ground)
{
  MlsPair was = mls_label_pair (&ground->labels[judging->vintage]);
  MlsPair pair = mls_label_pair (&cell->labels[judging->vintage]);
  MlsBreach breach = { MLS_REFUSAL_PAIR, judging->vintage, MLS_DIMENSION_PAIR, pair, .cell = cell };

  if (was.cover == pair.cover && was.use == pair.use)
    return;

  if ((was.cover != 0 && pair.cover == 0) || (was.use != 0 && pair.use == 0))
    breach.rule = MLS_REFUSAL_MISSING_LABEL;
  else if (!is_refused (judging, pair, &breach.rule))
    return;

  breach.place = mls_face_inner_point (cell->shape);
  g_array_append_val (judging->verdict->breaches, breach);
}

/**
 * mls_judge_labels:
 * @judging: a plan being judged, in one vintage
 *
 * Judges the codes that the edit gives.
 */
void
mls_judge_labels (MlsJudging *judging)
{
  GPtrArray *cells = mls_overlay_cells (judging->plan->overlay);

  for (guint i = 0; i < cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (cells, i);

      for (guint k = 0; k < cell->ground->len; k++)
        judge_label (judging, cell, mls_ground_at (cell, k)->face);
    }
}
