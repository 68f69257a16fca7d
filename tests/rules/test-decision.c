#include "rules/decision.h"

#include <locale.h>

static MlsDecision
decide (MlsReview review)
{
  return (MlsDecision){ .review = review,
                        .ground = { .from_vintage = 0,
                                    .vintage = 1,
                                    .dimension = MLS_DIMENSION_PAIR,
                                    .from = { g_quark_from_static_string ("CS6"), g_quark_from_static_string ("US1") },
                                    .pair = { g_quark_from_static_string ("CS1"), g_quark_from_static_string ("US1") },
                                    .area2 = mls_area2_from_m2 (400) } };
}

/* A border of 80 m leaves 0.08 m² to what lies beside it, and no half square millimetre more. */
static void
test_shape (void)
{
  const MlsDecision accepted = decide (MLS_REVIEW_ACCEPTED);
  const MlsDecision sent_back = decide (MLS_REVIEW_SENT_BACK);
  const MlsDecision remarked = decide (MLS_REVIEW_REMARKED);
  const MlsArea2 slack = 160000;

  for (int side = -1; side <= 1; side += 2)
    {
      MlsDecidedGround ground = accepted.ground;

      ground.area2 += side * slack;
      g_assert_cmpint (mls_decision_review (&accepted, &ground, 80000), ==, MLS_REVIEW_ACCEPTED);
      g_assert_cmpint (mls_decision_review (&sent_back, &ground, 80000), ==, MLS_REVIEW_SENT_BACK);
      ground.area2 += side;
      g_assert_cmpint (mls_decision_review (&accepted, &ground, 80000), ==, MLS_REVIEW_NONE);
      g_assert_cmpint (mls_decision_review (&remarked, &ground, 80000), ==, MLS_REVIEW_NONE);
      g_assert_cmpint (mls_decision_review (&sent_back, &ground, 80000), ==, MLS_REVIEW_CORRECTED);
    }
}

static void
test_codes (void)
{
  const MlsDecision accepted = decide (MLS_REVIEW_ACCEPTED);
  const MlsDecision sent_back = decide (MLS_REVIEW_SENT_BACK);

  for (int field = 0; field < 4; field++)
    {
      MlsDecidedGround ground = accepted.ground;
      MlsText *codes[] = { &ground.from.cover, &ground.from.use, &ground.pair.cover, &ground.pair.use };

      *codes[field] = g_quark_from_static_string ("other");
      g_assert_cmpint (mls_decision_review (&accepted, &ground, 80000), ==, MLS_REVIEW_NONE);
      g_assert_cmpint (mls_decision_review (&sent_back, &ground, 80000), ==, MLS_REVIEW_CORRECTED);
    }
}

static void
test_names (void)
{
  MlsReview review = MLS_REVIEW_NONE;

  for (int i = 0; i < MLS_N_REVIEWS; i++)
    {
      g_assert_true (mls_review_from_name (mls_review_name ((MlsReview) i), &review));
      g_assert_cmpint (review, ==, i);
      g_assert_true (mls_review_is_judged ((MlsReview) i) == (i == MLS_REVIEW_ACCEPTED || i == MLS_REVIEW_SENT_BACK));
    }
  g_assert_false (mls_review_from_name ("whatever", &review));
  g_assert_false (mls_review_from_name (NULL, &review));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/decision/shape", test_shape);
  g_test_add_func ("/rules/decision/codes", test_codes);
  g_test_add_func ("/rules/decision/names", test_names);

  return g_test_run ();
}
