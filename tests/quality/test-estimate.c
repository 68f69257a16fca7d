#include "quality/estimate.h"

#include <locale.h>
#include <math.h>

/* Two strata of which some regions are right, and how many of each are drawn. */
#define N_FIRST  6
#define N_SECOND 5
#define DRAW_FIRST  3
#define DRAW_SECOND 2

static const guint8 first[N_FIRST] = { 1, 1, 0, 1, 1, 0 };
static const guint8 second[N_SECOND] = { 1, 0, 0, 1, 0 };

#define SIZE_FIRST  0.7
#define SIZE_SECOND 0.3

static guint
count_bits (guint set)
{
  guint n = 0;

  for (; set != 0; set &= set - 1)
    n++;

  return n;
}

static void
draw (MlsEstimator *estimator, guint stratum, const guint8 *regions, guint set, double probability, GByteArray *marks)
{
  for (guint i = 0; set >> i != 0; i++)
    if (set >> i & 1)
      {
        mls_estimator_add_unit (estimator, stratum, probability);
        g_byte_array_append (marks, &regions[i], 1);
      }
}

static MlsEstimate
estimate_of (guint set_first, guint set_second)
{
  g_autoptr (MlsEstimator) estimator = mls_estimator_new ();
  g_autoptr (GByteArray) marks = g_byte_array_new ();

  mls_estimator_add_stratum (estimator, SIZE_FIRST, N_FIRST);
  mls_estimator_add_stratum (estimator, SIZE_SECOND, N_SECOND);
  draw (estimator, 0, first, set_first, DRAW_FIRST / (double) N_FIRST, marks);
  draw (estimator, 1, second, set_second, DRAW_SECOND / (double) N_SECOND, marks);

  return mls_estimator_ratio (estimator, marks->data, NULL);
}

/* Every sample there is: their mean is the truth, and the mean of the variances they claim is the variance they have. */
static void
test_every_sample (void)
{
  double truth = SIZE_FIRST * 4 / 6 + SIZE_SECOND * 2 / 5;
  double sum = 0;
  double squares = 0;
  double claimed = 0;
  guint n = 0;

  for (guint a = 0; a < 1 << N_FIRST; a++)
    for (guint b = 0; b < 1 << N_SECOND; b++)
      if (count_bits (a) == DRAW_FIRST && count_bits (b) == DRAW_SECOND)
        {
          MlsEstimate estimate = estimate_of (a, b);

          sum += estimate.value;
          squares += (estimate.value - truth) * (estimate.value - truth);
          claimed += estimate.error * estimate.error;
          n++;
        }

  g_assert_cmpuint (n, ==, 20 * 10);
  g_assert_cmpfloat_with_epsilon (sum / n, truth, 1e-12);
  g_assert_cmpfloat_with_epsilon (claimed / n, squares / n, 1e-12);
  g_assert_cmpfloat (claimed, >, 0);
}

/* What was looked at as a whole has no error, and is exact where there is nothing else. */
static void
test_whole (void)
{
  g_autoptr (MlsEstimator) estimator = mls_estimator_new ();
  const guint8 marks[] = { 1, 0, 1 };
  MlsEstimate estimate;

  mls_estimator_add_stratum (estimator, 4, 2);
  mls_estimator_add_stratum (estimator, 2, 1);
  mls_estimator_add_unit (estimator, 0, 1);
  mls_estimator_add_unit (estimator, 0, 1);
  mls_estimator_add_unit (estimator, 1, 1);
  g_assert_true (mls_estimator_ratio (estimator, marks, NULL).is_exact);

  mls_estimator_add_stratum (estimator, 2, 9);
  estimate = mls_estimator_ratio (estimator, marks, NULL);

  g_assert_cmpfloat_with_epsilon (estimate.value, 2 / 3.0, 1e-15);
  g_assert_cmpfloat (estimate.error, ==, 0);
  g_assert_false (estimate.is_exact);
  g_assert_true (mls_estimator_is_whole (estimator, 0));
  g_assert_false (mls_estimator_is_whole (estimator, 2));
  g_assert_false (mls_estimator_is_lonely (estimator, 1));
  g_assert_cmpfloat (mls_estimator_get_covered (estimator), ==, 0.75);
}

/* One unit of several regions does not tell how they differ: it is taken to be off by as much as it is from all. Of the
 * first stratum ½ is right and of the second one nothing, together ¼: V = ½² · ½ · (½² + ½²)/2 … + ½² · ¼². */
static void
test_lonely (void)
{
  g_autoptr (MlsEstimator) estimator = mls_estimator_new ();
  const guint8 marks[] = { 1, 0, 0 };
  MlsEstimate estimate;

  mls_estimator_add_stratum (estimator, 10, 0);
  mls_estimator_add_stratum (estimator, 10, 0);
  mls_estimator_add_unit (estimator, 0, 0.1);
  mls_estimator_add_unit (estimator, 0, 0.1);
  mls_estimator_add_unit (estimator, 1, 0.1);
  estimate = mls_estimator_ratio (estimator, marks, NULL);

  g_assert_true (mls_estimator_is_lonely (estimator, 1));
  g_assert_false (mls_estimator_is_lonely (estimator, 0));
  g_assert_cmpfloat_with_epsilon (estimate.value, 0.25, 1e-15);
  g_assert_cmpfloat_with_epsilon (estimate.error * estimate.error, 0.25 * (0.5 / 2) + 0.25 * 0.0625, 1e-15);
  g_assert_cmpfloat (estimate.low, ==, 0);
}

/* A unit that was drawn half as easily stands for twice as many regions. */
static void
test_probability (void)
{
  g_autoptr (MlsEstimator) estimator = mls_estimator_new ();
  const guint8 marks[] = { 1, 0 };

  mls_estimator_add_stratum (estimator, 3, 30);
  mls_estimator_add_unit (estimator, 0, 0.1);
  mls_estimator_add_unit (estimator, 0, 0.2);

  g_assert_cmpfloat_with_epsilon (mls_estimator_share (estimator, 0), 2 / 3.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (mls_estimator_ratio (estimator, marks, NULL).value, 2 / 3.0, 1e-15);
}

static void
test_nothing (void)
{
  g_autoptr (MlsEstimator) estimator = mls_estimator_new ();
  const guint8 marks[] = { 0 };

  g_assert_false (mls_estimator_ratio (estimator, marks, NULL).is_known);
  g_assert_cmpfloat (mls_estimator_get_covered (estimator), ==, 0);
  mls_estimator_add_stratum (estimator, 0, 0);
  mls_estimator_add_unit (estimator, 0, 1);
  g_assert_false (mls_estimator_ratio (estimator, marks, NULL).is_known);
  g_assert_false (mls_estimate_binomial (0, 0).is_known);
}

/* Shares add up to 1, and limits enclose what they are limits of. */
static void
test_random (void)
{
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (MlsEstimator) estimator = mls_estimator_new ();
      guint n_strata = (guint) g_test_rand_int_range (1, 6);
      guint8 marks[200];
      guint n_units = (guint) g_test_rand_int_range (1, 200);
      double sum = 0;
      MlsEstimate estimate;

      for (guint h = 0; h < n_strata; h++)
        mls_estimator_add_stratum (estimator, g_test_rand_double_range (0.1, 9), (guint) g_test_rand_int_range (0, 300));
      for (guint u = 0; u < n_units; u++)
        {
          mls_estimator_add_unit (estimator, (guint) g_test_rand_int_range (0, (int) n_strata), g_test_rand_double_range (0.01, 1));
          marks[u] = g_test_rand_bit () ? 1 : 0;
        }
      for (guint u = 0; u < n_units; u++)
        sum += mls_estimator_share (estimator, u);

      estimate = mls_estimator_ratio (estimator, marks, NULL);
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
      g_assert_true (estimate.is_known && isfinite (estimate.error));
      g_assert_cmpfloat (estimate.low, <=, estimate.value);
      g_assert_cmpfloat (estimate.high, >=, estimate.value - 1e-12);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/estimate/every-sample", test_every_sample);
  g_test_add_func ("/quality/estimate/whole", test_whole);
  g_test_add_func ("/quality/estimate/lonely", test_lonely);
  g_test_add_func ("/quality/estimate/probability", test_probability);
  g_test_add_func ("/quality/estimate/nothing", test_nothing);
  g_test_add_func ("/quality/estimate/random", test_random);

  return g_test_run ();
}
