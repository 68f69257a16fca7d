#include "rules/judgement.h"

#include <locale.h>

static void
test_names (void)
{
  MlsJudged judged = MLS_JUDGED_TOO_HARD;
  MlsConfirmation confirmation = MLS_CONFIRMATION_REJECTED;

  for (int i = 0; i < MLS_N_JUDGED; i++)
    {
      g_assert_true (mls_judged_from_name (mls_judged_name (i), &judged));
      g_assert_cmpint (judged, ==, i);
      g_assert_cmpstr (mls_judged_text (i), !=, "");
    }
  for (int i = 0; i < MLS_N_CONFIRMATIONS; i++)
    {
      g_assert_true (mls_confirmation_from_name (mls_confirmation_name (i), &confirmation));
      g_assert_cmpint (confirmation, ==, i);
      g_assert_cmpstr (mls_confirmation_text (i), !=, "");
    }

  g_assert_false (mls_judged_from_name ("Right", &judged));
  g_assert_false (mls_judged_from_name (NULL, &judged));
  g_assert_false (mls_confirmation_from_name ("", &confirmation));
  g_assert_cmpint (judged, ==, MLS_JUDGED_TOO_HARD);
  g_assert_cmpint (confirmation, ==, MLS_CONFIRMATION_REJECTED);
}

/* A cover that is right on ground whose outline is off is an error of a sample of covers, and says nothing of uses. */
static void
test_of (void)
{
  const MlsJudgement off = { .judged = { MLS_JUDGED_RIGHT, MLS_JUDGED_NOT }, .geometric = TRUE };
  const MlsJudgement omission = { .judged = { MLS_JUDGED_NO_OPINION, MLS_JUDGED_RIGHT }, .omission = TRUE };

  g_assert_cmpint (mls_judgement_of (&off, MLS_DIMENSION_COVER, MLS_DIMENSION_COVER), ==, MLS_JUDGED_WRONG);
  g_assert_cmpint (mls_judgement_of (&off, MLS_DIMENSION_COVER, MLS_DIMENSION_USE), ==, MLS_JUDGED_NOT);
  g_assert_cmpint (mls_judgement_of (&off, MLS_DIMENSION_USE, MLS_DIMENSION_COVER), ==, MLS_JUDGED_RIGHT);
  g_assert_cmpint (mls_judgement_of (&off, MLS_DIMENSION_PAIR, MLS_DIMENSION_USE), ==, MLS_JUDGED_WRONG);
  g_assert_cmpint (mls_judgement_of (&omission, MLS_DIMENSION_COVER, MLS_DIMENSION_COVER), ==, MLS_JUDGED_WRONG);
  g_assert_cmpint (mls_judgement_of (&omission, MLS_DIMENSION_COVER, MLS_DIMENSION_USE), ==, MLS_JUDGED_RIGHT);
}

static void
assert_unit (MlsJudged cover, MlsJudged use, gboolean omission, MlsDimension set, MlsJudged expected)
{
  const MlsJudgement judgement = { .judged = { cover, use }, .omission = omission };

  g_assert_cmpint (mls_judgement_of_unit (&judgement, set), ==, expected);
}

static void
test_of_unit (void)
{
  assert_unit (MLS_JUDGED_RIGHT, MLS_JUDGED_WRONG, FALSE, MLS_DIMENSION_COVER, MLS_JUDGED_RIGHT);
  assert_unit (MLS_JUDGED_RIGHT, MLS_JUDGED_WRONG, FALSE, MLS_DIMENSION_USE, MLS_JUDGED_WRONG);
  assert_unit (MLS_JUDGED_RIGHT, MLS_JUDGED_WRONG, FALSE, MLS_DIMENSION_PAIR, MLS_JUDGED_WRONG);
  assert_unit (MLS_JUDGED_WRONG, MLS_JUDGED_NOT, FALSE, MLS_DIMENSION_PAIR, MLS_JUDGED_WRONG);
  assert_unit (MLS_JUDGED_RIGHT, MLS_JUDGED_NOT, FALSE, MLS_DIMENSION_PAIR, MLS_JUDGED_NOT);
  assert_unit (MLS_JUDGED_RIGHT, MLS_JUDGED_NO_OPINION, FALSE, MLS_DIMENSION_PAIR, MLS_JUDGED_NO_OPINION);
  assert_unit (MLS_JUDGED_RIGHT, MLS_JUDGED_RIGHT, FALSE, MLS_DIMENSION_PAIR, MLS_JUDGED_RIGHT);
  assert_unit (MLS_JUDGED_RIGHT, MLS_JUDGED_RIGHT, TRUE, MLS_DIMENSION_PAIR, MLS_JUDGED_WRONG);
}

static void
test_whole (void)
{
  const MlsJudgement cover = { .judged = { MLS_JUDGED_TOO_HARD, MLS_JUDGED_NOT } };
  const MlsJudgement use = { .judged = { MLS_JUDGED_NOT, MLS_JUDGED_WRONG } };
  const MlsJudgement off = { .geometric = TRUE };
  const MlsJudgement nothing = { .comment = 1 };

  g_assert_true (mls_judgement_is_whole (&cover, MLS_DIMENSION_COVER));
  g_assert_false (mls_judgement_is_whole (&cover, MLS_DIMENSION_USE));
  g_assert_false (mls_judgement_is_whole (&cover, MLS_DIMENSION_PAIR));
  g_assert_true (mls_judgement_is_whole (&use, MLS_DIMENSION_USE));
  g_assert_false (mls_judgement_is_whole (&use, MLS_DIMENSION_COVER));
  g_assert_true (mls_judgement_is_whole (&off, MLS_DIMENSION_PAIR));
  g_assert_false (mls_judgement_is_whole (&nothing, MLS_DIMENSION_COVER));

  g_assert_false (mls_judgement_is_error (&cover));
  g_assert_true (mls_judgement_is_error (&use));
  g_assert_true (mls_judgement_is_error (&off));
  g_assert_false (mls_judgement_is_error (&nothing));
  g_assert_false (mls_judgement_is_empty (&nothing));
  g_assert_false (mls_judgement_is_empty (&off));
  g_assert_true (mls_judgement_is_empty (&(MlsJudgement){ .controller = 1, .at = 2 }));
}

static void
test_same (void)
{
  const MlsJudgement one = { .judged = { MLS_JUDGED_WRONG, MLS_JUDGED_RIGHT }, .replacement = { 3, 0 }, .controller = 1 };
  MlsJudgement other = one;

  other.controller = 2;
  other.comment = 4;
  other.geometric = FALSE;
  g_assert_true (mls_judgement_says_same (&one, &other));
  other.omission = TRUE;
  g_assert_false (mls_judgement_says_same (&one, &other));
  other = one;
  other.replacement[MLS_DIMENSION_COVER] = 5;
  g_assert_false (mls_judgement_says_same (&one, &other));
  other = one;
  other.judged[MLS_DIMENSION_USE] = MLS_JUDGED_NOT;
  g_assert_false (mls_judgement_says_same (&one, &other));
}

/* What is there against what the map says, and back. */
static void
test_see (void)
{
  MlsText road = g_quark_from_string ("road"), roof = g_quark_from_string ("roof");
  MlsJudgement judgement = { .judged = { MLS_JUDGED_NOT, MLS_JUDGED_TOO_HARD } };

  g_assert_cmpuint (mls_judgement_seen (&judgement, MLS_DIMENSION_COVER, road), ==, 0);
  mls_judgement_see (&judgement, MLS_DIMENSION_COVER, roof, road);
  g_assert_cmpint (judgement.judged[MLS_DIMENSION_COVER], ==, MLS_JUDGED_WRONG);
  g_assert_cmpuint (judgement.replacement[MLS_DIMENSION_COVER], ==, roof);
  g_assert_cmpuint (mls_judgement_seen (&judgement, MLS_DIMENSION_COVER, road), ==, roof);
  mls_judgement_see (&judgement, MLS_DIMENSION_COVER, road, road);
  g_assert_cmpint (judgement.judged[MLS_DIMENSION_COVER], ==, MLS_JUDGED_RIGHT);
  g_assert_cmpuint (judgement.replacement[MLS_DIMENSION_COVER], ==, 0);
  g_assert_cmpuint (mls_judgement_seen (&judgement, MLS_DIMENSION_COVER, road), ==, road);
  g_assert_cmpint (judgement.judged[MLS_DIMENSION_USE], ==, MLS_JUDGED_TOO_HARD);
  mls_judgement_see (&judgement, MLS_DIMENSION_USE, 0, 0);
  g_assert_cmpint (judgement.judged[MLS_DIMENSION_USE], ==, MLS_JUDGED_WRONG);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/judgement/names", test_names);
  g_test_add_func ("/rules/judgement/of", test_of);
  g_test_add_func ("/rules/judgement/of-unit", test_of_unit);
  g_test_add_func ("/rules/judgement/whole", test_whole);
  g_test_add_func ("/rules/judgement/same", test_same);
  g_test_add_func ("/rules/judgement/see", test_see);

  return g_test_run ();
}
