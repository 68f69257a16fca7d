#include "rules/sample.h"

#include "rules/draft.h"

#include <locale.h>

static MlsText
text (const char *word)
{
  return g_quark_from_string (word);
}

static MlsSample
sample_of (MlsDimension dimension)
{
  return (MlsSample){ .id = text ("s-1"), .vintage = text ("24"), .dimension = dimension };
}

static MlsUnit *
unit (void)
{
  MlsUnit *unit = mls_unit_new ();

  unit->id = 7;
  unit->pair = (MlsPair){ text ("CS1.1.1"), text ("US1.1.3") };
  unit->area2 = mls_area2_from_m2 (400);
  unit->place = (MlsPoint){ 10500, 20000 };

  return unit;
}

static void
assert_decision (const GArray *decisions, guint i, MlsDimension dimension, double area_m2, const char *remark,
                 const char *draft, const char *source)
{
  const MlsDecision *decision = &g_array_index (decisions, MlsDecision, i);

  g_assert_cmpint (decision->review, ==, MLS_REVIEW_SENT_BACK);
  g_assert_true (mls_decided_ground_is_region (&decision->ground));
  g_assert_cmpuint (decision->ground.vintage, ==, 3);
  g_assert_cmpint (decision->ground.dimension, ==, dimension);
  g_assert_cmpint (decision->ground.area2, ==, mls_area2_from_m2 (area_m2));
  g_assert_cmpstr (g_quark_to_string (decision->remark), ==, remark);
  g_assert_cmpstr (g_quark_to_string (decision->draft), ==, draft);
  g_assert_cmpstr (g_quark_to_string (decision->source), ==, source);
  if (decision->draft != 0)
    {
      g_autoptr (MlsDraft) read = mls_draft_from_text (g_quark_to_string (decision->draft));

      g_assert_nonnull (read);
    }
}

static GArray *
errors (MlsDimension dimension, const MlsJudgement *judgement)
{
  const MlsSample sample = sample_of (dimension);
  g_autoptr (MlsUnit) unit_7 = unit ();
  GArray *decisions = g_array_new (FALSE, FALSE, sizeof (MlsDecision));

  mls_sample_add_errors (&sample, unit_7, judgement, 3, decisions);

  return decisions;
}

/* Of a sample of covers the wrong cover is of its unit; the wrong use, of whatever region of uses is there. */
static void
test_codes (void)
{
  const MlsJudgement judgement = { .judged = { MLS_JUDGED_WRONG, MLS_JUDGED_WRONG },
                                   .replacement = { text ("CS2.1.0"), 0 },
                                   .comment = text ("a street"),
                                   .controller = text ("Anna") };
  g_autoptr (GArray) of_cover = errors (MLS_DIMENSION_COVER, &judgement);
  g_autoptr (GArray) of_use = errors (MLS_DIMENSION_USE, &judgement);
  g_autoptr (GArray) of_pair = errors (MLS_DIMENSION_PAIR, &judgement);

  g_assert_cmpuint (of_cover->len, ==, 2);
  assert_decision (of_cover, 0, MLS_DIMENSION_USE, 0, "US1.1.3 → ? · a street · Anna", NULL, "s-1/7/use");
  assert_decision (of_cover, 1, MLS_DIMENSION_COVER, 400, "CS1.1.1 → CS2.1.0 · a street · Anna",
                   "vintage 24\ndimension cover\nset 10.5 20 CS2.1.0 US1.1.3\n", "s-1/7/cover");
  g_assert_cmpuint (of_use->len, ==, 2);
  assert_decision (of_use, 0, MLS_DIMENSION_COVER, 0, "CS1.1.1 → CS2.1.0 · a street · Anna",
                   "vintage 24\ndimension cover\nset 10.5 20 CS2.1.0 US1.1.3\n", "s-1/7/cover");
  assert_decision (of_use, 1, MLS_DIMENSION_USE, 400, "US1.1.3 → ? · a street · Anna", NULL, "s-1/7/use");
  g_assert_cmpuint (of_pair->len, ==, 1);
  assert_decision (of_pair, 0, MLS_DIMENSION_PAIR, 400, "CS1.1.1 → CS2.1.0 · US1.1.3 → ? · a street · Anna", NULL,
                   "s-1/7/pair");
}

/* What was drawn goes before what was typed. */
static void
test_outline (void)
{
  static const char drawn[] = "vintage 24\npair CS2.1.0 US1.1.3\nline 0 0 1 1\n";
  const MlsJudgement off = { .judged = { MLS_JUDGED_RIGHT, MLS_JUDGED_RIGHT }, .geometric = TRUE };
  const MlsJudgement omission = { .judged = { MLS_JUDGED_WRONG, MLS_JUDGED_RIGHT },
                                  .replacement = { text ("CS2.1.0"), 0 },
                                  .omission = TRUE,
                                  .proposal = text (drawn) };
  const MlsJudgement right = { .judged = { MLS_JUDGED_RIGHT, MLS_JUDGED_NO_OPINION } };
  g_autoptr (GArray) of_off = errors (MLS_DIMENSION_USE, &off);
  g_autoptr (GArray) of_omission = errors (MLS_DIMENSION_COVER, &omission);
  g_autoptr (GArray) of_right = errors (MLS_DIMENSION_PAIR, &right);

  g_assert_cmpuint (of_off->len, ==, 1);
  assert_decision (of_off, 0, MLS_DIMENSION_USE, 400, "outline off", NULL, "s-1/7/use");
  g_assert_cmpuint (of_omission->len, ==, 1);
  assert_decision (of_omission, 0, MLS_DIMENSION_COVER, 400, "CS1.1.1 → CS2.1.0 · something left out", drawn, "s-1/7/cover");
  g_assert_cmpuint (of_right->len, ==, 0);
}

/* A unit without a use is all right by its cover, unless its use is said to be wrong, or counts. */
static void
test_all_right (void)
{
  g_autoptr (MlsUnit) unit_7 = unit ();
  MlsJudgement judgement = { .judged = { MLS_JUDGED_RIGHT, MLS_JUDGED_NOT } };

  g_assert_false (mls_unit_is_all_right (unit_7, MLS_DIMENSION_COVER, &judgement));
  unit_7->pair.use = 0;
  g_assert_true (mls_unit_is_all_right (unit_7, MLS_DIMENSION_COVER, &judgement));
  g_assert_false (mls_unit_is_all_right (unit_7, MLS_DIMENSION_PAIR, &judgement));
  judgement.judged[MLS_DIMENSION_USE] = MLS_JUDGED_WRONG;
  g_assert_false (mls_unit_is_all_right (unit_7, MLS_DIMENSION_COVER, &judgement));
  judgement = (MlsJudgement){ .judged = { MLS_JUDGED_NOT, MLS_JUDGED_NOT } };
  g_assert_false (mls_unit_is_all_right (unit_7, MLS_DIMENSION_COVER, &judgement));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/sample/codes", test_codes);
  g_test_add_func ("/rules/sample/outline", test_outline);
  g_test_add_func ("/rules/sample/all-right", test_all_right);

  return g_test_run ();
}
