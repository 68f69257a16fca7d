#include "rules/notice.h"

#include "rules/nomenclature-path.h"

#include <locale.h>

#define CODE(text) g_quark_from_static_string (text)

static const MlsLabel there = { { 0 } };
static MlsNomenclature *of_pairs;
static MlsNomenclature *of_covers;

static MlsLabel
label_of (const char *cover, const char *use)
{
  MlsLabel label = there;

  label.field[MLS_FIELD_COVER] = g_quark_from_string (cover);
  label.field[MLS_FIELD_USE] = g_quark_from_string (use);

  return label;
}

static const char *
draft_of (const MlsDecision *decision)
{
  return g_quark_to_string (decision->draft);
}

/* All that it says is sent back, and the code to be given is a draft that Enter takes. */
static void
test_whole (void)
{
  const MlsLabel label = label_of ("CS1.1.1", "US1.1.3");
  const MlsNotice notice = { .feature = 7, .place = { 700123456, 6600000500 }, .vintage = 1, .dimension = MLS_DIMENSION_COVER,
                             .code = { CODE ("CS1.1.1"), 0 }, .replacement = { CODE ("CS2.1.0"), 0 }, .can_replace = TRUE, .geometric = TRUE,
                             .comment = CODE ("une rue"), .basis = CODE ("BD TOPO"), .origin = CODE ("a.shp/7/1 2") };
  MlsDecision decision = mls_notice_decision (&notice, of_pairs, CODE ("24"), &label);

  g_assert_cmpint (decision.review, ==, MLS_REVIEW_SENT_BACK);
  g_assert_cmpuint (decision.ground.vintage, ==, 1);
  g_assert_cmpuint (decision.ground.from_vintage, ==, 1);
  g_assert_cmpint (decision.ground.dimension, ==, MLS_DIMENSION_COVER);
  g_assert_cmpuint (decision.ground.pair.cover, ==, CODE ("CS1.1.1"));
  g_assert_cmpuint (decision.ground.pair.use, ==, 0);
  g_assert_true (decision.ground.area2 == 0);
  g_assert_true (mls_point_equal (decision.place, notice.place));
  g_assert_cmpstr (g_quark_to_string (decision.remark), ==, "CS1.1.1 → CS2.1.0 · outline off · une rue · BD TOPO");
  g_assert_cmpuint (decision.source, ==, CODE ("a.shp/7/1 2"));
  g_assert_cmpstr (draft_of (&decision), ==, "vintage 24\ndimension cover\nset 700123.456 6600000.5 CS2.1.0 US1.1.3\n");
}

/* Where it does not say what the map said, it is of what is there; the other code stays. */
static void
test_code (void)
{
  const MlsLabel label = label_of ("CS1.1.1", "US1.1.3");
  MlsNotice notice = { .dimension = MLS_DIMENSION_USE, .comment = CODE ("à voir") };
  MlsDecision decision = mls_notice_decision (&notice, of_pairs, CODE ("24"), &label);

  g_assert_cmpuint (decision.ground.pair.use, ==, CODE ("US1.1.3"));
  g_assert_cmpuint (decision.ground.pair.cover, ==, 0);
  g_assert_cmpstr (g_quark_to_string (decision.remark), ==, "à voir");
  g_assert_cmpuint (decision.draft, ==, 0);

  notice.code = (MlsPair){ 0, CODE ("US5.4.0") };
  decision = mls_notice_decision (&notice, of_pairs, CODE ("24"), &label);
  g_assert_cmpuint (decision.ground.pair.use, ==, CODE ("US5.4.0"));
}

/* Both codes may be wrong at once: one draft gives them. */
static void
test_pair (void)
{
  const MlsLabel label = label_of ("CS1.1.1", "US1.1.3");
  const MlsNotice notice = { .place = { 1000, 2000 }, .dimension = MLS_DIMENSION_PAIR,
                             .replacement = { CODE ("CS2.1.0"), CODE ("US4.1.1") }, .can_replace = TRUE };
  MlsDecision decision = mls_notice_decision (&notice, of_pairs, CODE ("24"), &label);

  g_assert_true (mls_pair_equal (decision.ground.pair, mls_label_pair (&label)));
  g_assert_cmpstr (g_quark_to_string (decision.remark), ==, "CS1.1.1 → CS2.1.0 · US1.1.3 → US4.1.1");
  g_assert_cmpstr (draft_of (&decision), ==, "vintage 24\ndimension pair\nset 1 2 CS2.1.0 US4.1.1\n");
}

/* Nothing is drafted that could not be given: a code that is none, or one whose other half nobody knows. */
static void
test_no_draft (void)
{
  const MlsLabel whole = label_of ("CS1.1.1", "US1.1.3");
  const MlsLabel half = label_of ("CS1.1.1", NULL);
  MlsNotice notice = { .dimension = MLS_DIMENSION_COVER, .replacement = { CODE ("CS9.9.9"), 0 } };
  MlsDecision decision = mls_notice_decision (&notice, of_pairs, CODE ("24"), &whole);

  g_assert_cmpuint (decision.draft, ==, 0);
  g_assert_cmpstr (g_quark_to_string (decision.remark), ==, "CS1.1.1 → CS9.9.9");

  notice.can_replace = TRUE;
  g_assert_cmpuint (mls_notice_decision (&notice, of_pairs, CODE ("24"), &half).draft, ==, 0);
  g_assert_cmpuint (mls_notice_decision (&notice, of_pairs, CODE ("24"), &whole).draft, !=, 0);

  notice = (MlsNotice){ .dimension = MLS_DIMENSION_COVER };
  g_assert_cmpuint (mls_notice_decision (&notice, of_pairs, CODE ("24"), &whole).remark, ==, 0);
}

/* Where there is no use, a cover alone is given. */
static void
test_covers (void)
{
  const MlsLabel label = label_of ("242", NULL);
  const MlsNotice notice = { .place = { 1000, 2000 }, .dimension = MLS_DIMENSION_COVER, .replacement = { CODE ("243"), 0 },
                             .can_replace = TRUE };
  MlsDecision decision = mls_notice_decision (&notice, of_covers, CODE ("18"), &label);

  g_assert_cmpstr (draft_of (&decision), ==, "vintage 18\ndimension cover\nset 1 2 243\n");
}

int
main (int argc, char *argv[])
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  of_pairs = mls_nomenclature_load_named ("ocs2d", NULL);
  of_covers = mls_nomenclature_load_named ("clc", NULL);
  g_test_add_func ("/rules/notice/whole", test_whole);
  g_test_add_func ("/rules/notice/code", test_code);
  g_test_add_func ("/rules/notice/pair", test_pair);
  g_test_add_func ("/rules/notice/no-draft", test_no_draft);
  g_test_add_func ("/rules/notice/covers", test_covers);

  status = g_test_run ();
  mls_nomenclature_unref (of_pairs);
  mls_nomenclature_unref (of_covers);

  return status;
}
