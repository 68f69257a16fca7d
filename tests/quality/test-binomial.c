#include "quality/binomial.h"

#include <locale.h>
#include <math.h>

typedef struct
{
  MlsTrials trials;
  double    low;
  double    high;
} Known;

/* The first three are what Newcombe (1998) prints to four digits for the method of Clopper and Pearson; all digits are
 * quantiles of beta distributions, reckoned to forty. */
static const Known table[] = {
  { { 81, 263 }, 0.25273674558527116, 0.36762192260135136 },
  { { 15, 148 }, 0.057844010083448559, 0.16165049034947901 },
  { { 1, 29 }, 0.00087264688357992199, 0.17764429548872293 },
  { { 90, 100 }, 0.82377740225997732, 0.95099531077851404 },
  { { 171, 180 }, 0.90720882946492009, 0.97688498695156293 },
  { { 6500, 7000 }, 0.92228646286186437, 0.93449653204773613 },
  { { 33.3, 37.4 }, 0.74492352965241533, 0.96866048337276218 },
};

static void
test_known (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_assert_cmpfloat_with_epsilon (mls_binomial_low (table[i].trials, 0.95), table[i].low, 1e-12);
      g_assert_cmpfloat_with_epsilon (mls_binomial_high (table[i].trials, 0.95), table[i].high, 1e-12);
    }
}

/* All or nothing has limits that can be written down: the chance of n right ones is pⁿ. */
static void
test_ends (void)
{
  for (int n = 1; n <= 100000; n *= 10)
    {
      g_assert_cmpfloat (mls_binomial_high ((MlsTrials){ n, n }, 0.95), ==, 1);
      g_assert_cmpfloat (mls_binomial_low ((MlsTrials){ 0, n }, 0.95), ==, 0);
      g_assert_cmpfloat_with_epsilon (mls_binomial_low ((MlsTrials){ n, n }, 0.95), pow (0.025, 1.0 / n), 1e-12);
      g_assert_cmpfloat_with_epsilon (mls_binomial_high ((MlsTrials){ 0, n }, 0.95), 1 - pow (0.025, 1.0 / n), 1e-12);
      g_assert_cmpfloat_with_epsilon (mls_binomial_low ((MlsTrials){ 1, n }, 0.9), 1 - pow (0.95, 1.0 / n), 1e-12);
    }
}

/* The chance of @least to @most right ones of @n, term by term. */
static double
sum_chances (int least, int most, int n, double rate)
{
  double choices = 0;
  double sum = 0;

  for (int k = 0; k <= most; k++)
    {
      if (k >= least)
        sum += exp (choices + k * log (rate) + (n - k) * log1p (-rate));
      choices += log ((n - k) / (k + 1.0));
    }

  return sum;
}

/* At the lower limit as many right ones, or more, are as improbable as the confidence says; at the upper one as few. */
static void
test_definition (void)
{
  for (int i = 0; i < 300; i++)
    {
      int n = g_test_rand_int_range (1, 300);
      int right = g_test_rand_int_range (0, n + 1);
      double confidence = g_test_rand_double_range (0.5, 0.999);
      double low = mls_binomial_low ((MlsTrials){ right, n }, confidence);
      double high = mls_binomial_high ((MlsTrials){ right, n }, confidence);

      g_assert_cmpfloat (low, <=, right / (double) n);
      g_assert_cmpfloat (high, >=, right / (double) n);
      if (right > 0)
        g_assert_cmpfloat_with_epsilon (sum_chances (right, n, n, low), (1 - confidence) / 2, 1e-9);
      if (right < n)
        g_assert_cmpfloat_with_epsilon (sum_chances (0, right, n, high), (1 - confidence) / 2, 1e-9);
    }
}

/* 0.025^(1/35) is 0.8999…, 0.025^(1/36) 0.9026: from nothing, 36 right ones say 90 %; 23 say 85 %. */
static void
test_more (void)
{
  g_assert_cmpuint (mls_binomial_more_right ((MlsTrials){ 0, 0 }, 0.90, 0.95), ==, 36);
  g_assert_cmpuint (mls_binomial_more_right ((MlsTrials){ 0, 0 }, 0.85, 0.95), ==, 23);
  g_assert_cmpuint (mls_binomial_more_right ((MlsTrials){ 20, 20 }, 0.90, 0.95), ==, 16);
  g_assert_cmpuint (mls_binomial_more_right ((MlsTrials){ 990, 1000 }, 0.90, 0.95), ==, 0);
  g_assert_cmpuint (mls_binomial_more_right ((MlsTrials){ 5, 5 }, 1, 0.95), ==, G_MAXUINT);
  g_assert_cmpuint (mls_binomial_more_right ((MlsTrials){ 0, 0 }, 0, 0.95), ==, 1);

  for (int i = 0; i < 60; i++)
    {
      guint n = (guint) g_test_rand_int_range (0, 120);
      guint right = (guint) g_test_rand_int_range (0, (int) n + 1);
      double limit = g_test_rand_double_range (0.5, 0.97);
      guint more = mls_binomial_more_right ((MlsTrials){ right, n }, limit, 0.95);

      if (n + more > 0)
        g_assert_cmpfloat (mls_binomial_low ((MlsTrials){ right + more, n + more }, 0.95), >=, limit);
      if (more > 0 && n + more > 1)
        g_assert_cmpfloat (mls_binomial_low ((MlsTrials){ right + more - 1, n + more - 1 }, 0.95), <, limit);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/binomial/known", test_known);
  g_test_add_func ("/quality/binomial/ends", test_ends);
  g_test_add_func ("/quality/binomial/definition", test_definition);
  g_test_add_func ("/quality/binomial/more", test_more);

  return g_test_run ();
}
