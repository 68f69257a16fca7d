#include "quality/outcome.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name; /* in files */
  const char *text; /* for people */
} words[MLS_N_OUTCOMES] = {
  [MLS_OUTCOME_LEFT] = { "left", N_("not judged") },
  [MLS_OUTCOME_CONFLICT] = { "conflict", N_("controllers differ") },
  [MLS_OUTCOME_UNCONFIRMED] = { "unconfirmed", N_("error to be confirmed") },
  [MLS_OUTCOME_NO_OPINION] = { "no-opinion", N_("no opinion") },
  [MLS_OUTCOME_RIGHT] = { "right", N_("right") },
  [MLS_OUTCOME_WRONG] = { "wrong", N_("wrong") },
};

/**
 * mls_outcome_name:
 * @state: what became of a code
 *
 * Returns: its name for programs
 */
const char *
mls_outcome_name (MlsOutcomeState state)
{
  return words[state].name;
}

/**
 * mls_outcome_text:
 * @state: what became of a code
 *
 * Returns: what a person calls that, in small letters
 */
const char *
mls_outcome_text (MlsOutcomeState state)
{
  return _(words[state].text);
}

/**
 * mls_outcome_is_left:
 * @state: what became of a code
 *
 * Returns: whether somebody still has to say something of it before the sample can be closed
 */
gboolean
mls_outcome_is_left (MlsOutcomeState state)
{
  return state == MLS_OUTCOME_LEFT || state == MLS_OUTCOME_CONFLICT || state == MLS_OUTCOME_UNCONFIRMED;
}

static guint
errors_of (const MlsJudgement *judgement, MlsDimension code)
{
  return (judgement->judged[code] == MLS_JUDGED_WRONG ? 1u << MLS_ERROR_CODE : 0) |
         (judgement->geometric ? 1u << MLS_ERROR_GEOMETRY : 0) | (judgement->omission ? 1u << MLS_ERROR_OMISSION : 0);
}

/* A replacement that is the code itself says nothing of what would be right. */
static MlsText
replacement_of (const MlsJudgement *judgement, MlsText own, MlsDimension code)
{
  MlsText replacement = judgement->judged[code] == MLS_JUDGED_WRONG ? judgement->replacement[code] : 0;

  return replacement != own ? replacement : 0;
}

/* What is asked of each judgement of a unit. */
typedef struct
{
  MlsText      own;       /* the code that is judged */
  MlsDimension set;
  MlsDimension code;
  gboolean     confirmed; /* an error has to be */
} Question;

static MlsOutcome
error_of (const MlsJudgement *judgement, const Question *question)
{
  gboolean waits = question->confirmed && judgement->confirmation == MLS_CONFIRMATION_NONE;

  return (MlsOutcome){
    .state = waits ? MLS_OUTCOME_UNCONFIRMED : MLS_OUTCOME_WRONG,
    .reference = replacement_of (judgement, question->own, question->code),
    .errors = errors_of (judgement, question->code),
  };
}

/* What one controller makes of it. An error that was rejected is none. */
static MlsOutcome
outcome_of (const MlsJudgement *judgement, const Question *question)
{
  switch (mls_judgement_of (judgement, question->set, question->code))
    {
    case MLS_JUDGED_RIGHT:
      return (MlsOutcome){ .state = MLS_OUTCOME_RIGHT, .reference = question->own };
    case MLS_JUDGED_NO_OPINION:
    case MLS_JUDGED_TOO_HARD:
      return (MlsOutcome){ .state = MLS_OUTCOME_NO_OPINION };
    case MLS_JUDGED_WRONG:
      if (judgement->confirmation == MLS_CONFIRMATION_REJECTED)
        return (MlsOutcome){ .state = MLS_OUTCOME_RIGHT, .reference = question->own, .rejected = TRUE };
      return error_of (judgement, question);
    case MLS_JUDGED_NOT:
    case MLS_N_JUDGED:
      break;
    }

  return (MlsOutcome){ .state = MLS_OUTCOME_LEFT };
}

static gboolean
says_same (const MlsOutcome *a, const MlsOutcome *b)
{
  return a->state == b->state && a->reference == b->reference && a->errors == b->errors;
}

static gboolean
is_confirmed (const MlsJudgement *judgement)
{
  return judgement->confirmation == MLS_CONFIRMATION_CONFIRMED;
}

/* What those who have said something agree on, or those whose errors were confirmed. */
static MlsOutcome
agree (const MlsJudgement *judgements, guint n, const Question *question, gboolean only_confirmed)
{
  MlsOutcome all = { .state = MLS_OUTCOME_LEFT };

  for (guint i = 0; i < n; i++)
    {
      MlsOutcome one = outcome_of (&judgements[i], question);
      gboolean settles = one.state == MLS_OUTCOME_WRONG && is_confirmed (&judgements[i]);

      if (one.state == MLS_OUTCOME_LEFT || (only_confirmed && !settles))
        continue;
      one.judgement = i;
      if (all.state == MLS_OUTCOME_LEFT)
        all = one;
      else if (!says_same (&all, &one))
        return (MlsOutcome){ .state = MLS_OUTCOME_CONFLICT };
      all.rejected |= one.rejected;
    }

  return all;
}

/**
 * mls_outcome_find:
 * @unit: a unit
 * @judgements: (array length=n): what controllers say of it
 * @n: how many of them
 * @set: the dimension of the sample
 * @code: cover or use
 * @confirmed: whether errors only count once they are confirmed
 *
 * Where controllers differ, the error that was confirmed is what counts; one that was rejected is right.
 *
 * Returns: what became of @code
 */
MlsOutcome
mls_outcome_find (const MlsUnit      *unit,
                  const MlsJudgement *judgements,
                  guint               n,
                  MlsDimension        set,
                  MlsDimension        code,
                  gboolean            confirmed)
{
  MlsText own = code == MLS_DIMENSION_USE ? unit->pair.use : unit->pair.cover;
  const Question question = { own, set, code, confirmed };
  MlsOutcome settled;

  g_return_val_if_fail (code < MLS_N_CODES, (MlsOutcome){ .state = MLS_OUTCOME_LEFT });

  settled = agree (judgements, n, &question, TRUE);

  return settled.state != MLS_OUTCOME_LEFT ? settled : agree (judgements, n, &question, FALSE);
}
