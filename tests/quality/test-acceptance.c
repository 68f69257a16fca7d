#include "quality/acceptance.h"

#include <locale.h>

/* What is said of a sample of @n_units of @n_regions, of which so many are judged. */
static MlsAcceptance
judge (double limit, guint right, guint judged, guint n_units, double n_regions)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (double));
  double weight = 1;
  MlsEstimate rate = mls_estimate_binomial (right, judged);
  MlsEvidence evidence = { right, judged, left, { right, judged }, n_regions - judged };

  for (guint i = judged; i < n_units; i++)
    g_array_append_val (left, weight);

  return mls_acceptance_judge (limit, &evidence, &rate);
}

/* 100 units, 90 %: eleven wrong ones fail it, ninety right ones pass it, whatever comes. */
static void
test_early (void)
{
  g_assert_cmpint (judge (90, 0, 10, 100, 5000).state, ==, MLS_ACCEPTANCE_OPEN);
  g_assert_cmpuint (judge (90, 0, 10, 100, 5000).n_needed, ==, 90);
  g_assert_cmpint (judge (90, 0, 11, 100, 5000).state, ==, MLS_ACCEPTANCE_FAILED);
  g_assert_cmpint (judge (90, 89, 89, 100, 5000).state, ==, MLS_ACCEPTANCE_OPEN);
  g_assert_cmpuint (judge (90, 89, 89, 100, 5000).n_needed, ==, 1);
  g_assert_cmpint (judge (90, 90, 90, 100, 5000).state, ==, MLS_ACCEPTANCE_PASSED);
  g_assert_cmpint (judge (90, 90, 100, 100, 5000).state, ==, MLS_ACCEPTANCE_PASSED);
  g_assert_cmpint (judge (90, 89, 100, 100, 5000).state, ==, MLS_ACCEPTANCE_FAILED);
  g_assert_cmpint (judge (90, 0, 0, 0, 0).state, ==, MLS_ACCEPTANCE_NONE);
}

/* A rate that is the limit reaches it, whatever doubles make of the two. */
static void
test_limit (void)
{
  for (guint n = 1; n <= 1000; n += n < 100 ? 1 : 50)
    for (guint limit = 50; limit <= 100; limit += 5)
      for (int off = -1; off <= 1; off++)
        {
          guint right = (guint) MIN (MAX ((int) (n * limit / 100) + off, 0), (int) n);
          gboolean reaches = 100 * right >= limit * n;

          g_assert_cmpint (judge (limit, right, n, n, 1e6).state, ==,
                           reaches ? MLS_ACCEPTANCE_PASSED : MLS_ACCEPTANCE_FAILED);
        }
}

/* Passing and being sure of it are two things: 10 of 10 pass, and say 69 % at least. */
static void
test_sure (void)
{
  MlsAcceptance ten = judge (90, 10, 10, 10, 1000);

  g_assert_cmpint (ten.state, ==, MLS_ACCEPTANCE_PASSED);
  g_assert_false (ten.is_sure);
  g_assert_cmpuint (ten.n_to_be_sure, ==, 26);
  g_assert_true (judge (90, 36, 36, 36, 1000).is_sure);
  g_assert_cmpuint (judge (90, 36, 36, 36, 1000).n_to_be_sure, ==, 0);
  g_assert_true (judge (90, 5, 30, 30, 1000).is_sure);
  g_assert_false (judge (90, 26, 30, 30, 1000).is_sure);
  g_assert_cmpint (judge (90, 26, 30, 30, 1000).state, ==, MLS_ACCEPTANCE_FAILED);

  /* The regions there are end it: 4 more and all 14 have been seen. */
  g_assert_cmpuint (judge (90, 10, 10, 10, 14).n_to_be_sure, ==, 4);
  g_assert_cmpuint (judge (90, 8, 10, 10, 14).n_to_be_sure, ==, MLS_ACCEPTANCE_NEVER);
  g_assert_cmpuint (judge (100, 10, 10, 10, -1000).n_to_be_sure, ==, MLS_ACCEPTANCE_NEVER);
}

/* Units that stand for different numbers of regions: any two of these three are enough, the heavy one alone is not. */
static void
test_weights (void)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (double));
  const double weights[] = { 5, 2, 3 };
  MlsEvidence evidence = { 10, 10, left, { 4, 4 }, -1 };
  MlsEstimate rate = mls_estimate_binomial (4, 4);

  g_array_append_vals (left, weights, G_N_ELEMENTS (weights));
  g_assert_cmpuint (mls_acceptance_judge (75, &evidence, &rate).n_needed, ==, 2);
  g_assert_cmpint (mls_acceptance_judge (75, &evidence, &rate).state, ==, MLS_ACCEPTANCE_OPEN);
  g_assert_cmpint (mls_acceptance_judge (50, &evidence, &rate).state, ==, MLS_ACCEPTANCE_PASSED);
}

static void
test_words (void)
{
  for (int state = 0; state < MLS_N_ACCEPTANCES; state++)
    {
      g_assert_cmpstr (mls_acceptance_name (state), !=, "");
      g_assert_cmpstr (mls_acceptance_text (state), !=, "");
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/acceptance/early", test_early);
  g_test_add_func ("/quality/acceptance/limit", test_limit);
  g_test_add_func ("/quality/acceptance/sure", test_sure);
  g_test_add_func ("/quality/acceptance/weights", test_weights);
  g_test_add_func ("/quality/acceptance/words", test_words);

  return g_test_run ();
}
