#include "quality/outcome.h"

#include <locale.h>

#define RIGHT  MLS_JUDGED_RIGHT
#define WRONG  MLS_JUDGED_WRONG
#define NOTHING MLS_JUDGED_NOT
#define COVER  MLS_DIMENSION_COVER
#define USE    MLS_DIMENSION_USE
#define PAIR   MLS_DIMENSION_PAIR

static MlsText wood, field, lake;

static MlsOutcome
find (const MlsJudgement *judgements, guint n, MlsDimension set, MlsDimension code, gboolean confirmed)
{
  const MlsUnit unit = { .pair = { wood, field } };

  return mls_outcome_find (&unit, judgements, n, set, code, confirmed);
}

static void
assert_outcome (MlsOutcome outcome, MlsOutcomeState state, MlsText reference, guint errors)
{
  g_assert_cmpint (outcome.state, ==, state);
  g_assert_cmpstr (g_quark_to_string (outcome.reference), ==, g_quark_to_string (reference));
  g_assert_cmpuint (outcome.errors, ==, errors);
}

/* One controller: what is said is what is; what is not of the set's dimension is told all the same. */
static void
test_one (void)
{
  const MlsJudgement right = { .judged = { RIGHT, NOTHING } };
  const MlsJudgement wrong = { .judged = { WRONG, RIGHT }, .replacement = { lake, 0 }, .omission = TRUE };
  const MlsJudgement off = { .judged = { RIGHT, RIGHT }, .geometric = TRUE };
  const MlsJudgement hard = { .judged = { MLS_JUDGED_TOO_HARD, MLS_JUDGED_NO_OPINION } };
  const MlsJudgement itself = { .judged = { WRONG, WRONG }, .replacement = { wood, 0 } };

  assert_outcome (find (NULL, 0, COVER, COVER, FALSE), MLS_OUTCOME_LEFT, 0, 0);
  assert_outcome (find (&right, 1, COVER, COVER, FALSE), MLS_OUTCOME_RIGHT, wood, 0);
  assert_outcome (find (&right, 1, COVER, USE, FALSE), MLS_OUTCOME_LEFT, 0, 0);
  assert_outcome (find (&wrong, 1, COVER, COVER, FALSE), MLS_OUTCOME_WRONG, lake, 1 | 4);
  assert_outcome (find (&wrong, 1, COVER, USE, FALSE), MLS_OUTCOME_RIGHT, field, 0);
  assert_outcome (find (&wrong, 1, PAIR, USE, FALSE), MLS_OUTCOME_WRONG, 0, 4);
  assert_outcome (find (&off, 1, PAIR, USE, FALSE), MLS_OUTCOME_WRONG, 0, 2);
  assert_outcome (find (&off, 1, COVER, USE, FALSE), MLS_OUTCOME_RIGHT, field, 0);
  assert_outcome (find (&hard, 1, PAIR, COVER, FALSE), MLS_OUTCOME_NO_OPINION, 0, 0);
  assert_outcome (find (&hard, 1, PAIR, USE, FALSE), MLS_OUTCOME_NO_OPINION, 0, 0);
  assert_outcome (find (&itself, 1, PAIR, COVER, FALSE), MLS_OUTCOME_WRONG, 0, 1);
}

static void
test_confirmation (void)
{
  MlsJudgement wrong = { .judged = { WRONG, NOTHING }, .replacement = { lake, 0 } };

  assert_outcome (find (&wrong, 1, COVER, COVER, TRUE), MLS_OUTCOME_UNCONFIRMED, lake, 1);

  wrong.confirmation = MLS_CONFIRMATION_CONFIRMED;
  assert_outcome (find (&wrong, 1, COVER, COVER, TRUE), MLS_OUTCOME_WRONG, lake, 1);

  wrong.confirmation = MLS_CONFIRMATION_REJECTED;
  assert_outcome (find (&wrong, 1, COVER, COVER, FALSE), MLS_OUTCOME_RIGHT, wood, 0);
  g_assert_true (find (&wrong, 1, COVER, COVER, TRUE).rejected);
}

/* Two controllers who differ count as neither, until the second level has told. */
static void
test_two (void)
{
  MlsJudgement two[] = {
    { .judged = { RIGHT, NOTHING }, .controller = 1 },
    { .judged = { WRONG, RIGHT }, .replacement = { lake, 0 }, .controller = 2 },
    { .comment = 1, .controller = 3 },
  };

  assert_outcome (find (two, 3, COVER, COVER, FALSE), MLS_OUTCOME_CONFLICT, 0, 0);
  assert_outcome (find (two, 3, COVER, USE, FALSE), MLS_OUTCOME_RIGHT, field, 0);
  assert_outcome (find (two, 3, COVER, COVER, TRUE), MLS_OUTCOME_CONFLICT, 0, 0);

  two[1].confirmation = MLS_CONFIRMATION_CONFIRMED;
  assert_outcome (find (two, 3, COVER, COVER, TRUE), MLS_OUTCOME_WRONG, lake, 1);
  g_assert_cmpuint (find (two, 3, COVER, COVER, TRUE).judgement, ==, 1);
  two[1].confirmation = MLS_CONFIRMATION_REJECTED;
  assert_outcome (find (two, 3, COVER, COVER, TRUE), MLS_OUTCOME_RIGHT, wood, 0);

  /* Both see an error, but not the same one. */
  two[1].confirmation = MLS_CONFIRMATION_NONE;
  two[0] = (MlsJudgement){ .judged = { WRONG, NOTHING }, .replacement = { field, 0 } };
  assert_outcome (find (two, 2, COVER, COVER, FALSE), MLS_OUTCOME_CONFLICT, 0, 0);
  two[0].confirmation = MLS_CONFIRMATION_CONFIRMED;
  assert_outcome (find (two, 2, COVER, COVER, FALSE), MLS_OUTCOME_WRONG, field, 1);
  two[1].confirmation = MLS_CONFIRMATION_CONFIRMED;
  assert_outcome (find (two, 2, COVER, COVER, FALSE), MLS_OUTCOME_CONFLICT, 0, 0);

  /* And who has no opinion differs from who has one. */
  two[0] = (MlsJudgement){ .judged = { MLS_JUDGED_NO_OPINION, NOTHING } };
  two[1] = (MlsJudgement){ .judged = { RIGHT, NOTHING } };
  assert_outcome (find (two, 2, COVER, COVER, FALSE), MLS_OUTCOME_CONFLICT, 0, 0);
}

static void
test_words (void)
{
  for (int state = 0; state < MLS_N_OUTCOMES; state++)
    {
      g_assert_cmpstr (mls_outcome_name (state), !=, "");
      g_assert_cmpstr (mls_outcome_text (state), !=, "");
    }
  g_assert_true (mls_outcome_is_left (MLS_OUTCOME_CONFLICT));
  g_assert_false (mls_outcome_is_left (MLS_OUTCOME_NO_OPINION));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  wood = g_quark_from_static_string ("CS6.1.0");
  field = g_quark_from_static_string ("US1.1.0");
  lake = g_quark_from_static_string ("CS3.2.0");

  g_test_add_func ("/quality/outcome/one", test_one);
  g_test_add_func ("/quality/outcome/confirmation", test_confirmation);
  g_test_add_func ("/quality/outcome/two", test_two);
  g_test_add_func ("/quality/outcome/words", test_words);

  return g_test_run ();
}
