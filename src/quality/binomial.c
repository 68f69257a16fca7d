/* The limits of Clopper and Pearson (1934) are quantiles of beta distributions: the lower one for n_right of n is the rate
 * at which that many or more would still be seen with half of what the confidence leaves, and the upper one is that of
 * what is wrong, seen from the other side. The distribution is the continued fraction that Abramowitz and Stegun have at
 * 26.5.8, taken from its quick side; it rises with the rate, so halving finds the quantile to the last bits. */

#include "quality/binomial.h"

#include <math.h>

/* Of the continued fraction: when it is still, when it is given up, and what stands for nothing in a denominator. */
#define STILL      1e-16
#define MOST_STEPS 100000
#define TINY       1e-300

/* More right ones in a row than anybody will see. */
#define MOST_MORE 1000000

/* Lentz's way to value a continued fraction from its front, after Thompson and Barnett (1986). */
static double
continued_fraction (double a, double b, double x)
{
  double c = 1;
  double d = 1 - (a + b) * x / (a + 1);
  double value;

  d = 1 / (fabs (d) < TINY ? TINY : d);
  value = d;

  for (int m = 1; m < MOST_STEPS; m++)
    {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      double before = value;

      for (int half = 0; half < 2; half++)
        {
          double term = half == 0 ? even : odd;

          d = 1 + term * d;
          d = 1 / (fabs (d) < TINY ? TINY : d);
          c = 1 + term / c;
          c = fabs (c) < TINY ? TINY : c;
          value *= d * c;
        }
      if (fabs (value - before) <= STILL * fabs (value))
        break;
    }

  return value;
}

static double
log_gamma (double x)
{
  int sign;

  return lgamma_r (x, &sign);
}

/* The share of a beta distribution below @x. */
static double
beta_share (double a, double b, double x)
{
  double front;

  if (x <= 0 || x >= 1)
    return x <= 0 ? 0 : 1;

  front = exp (log_gamma (a + b) - log_gamma (a) - log_gamma (b) + a * log (x) + b * log1p (-x));

  if (x < (a + 1) / (a + b + 2))
    return front * continued_fraction (a, b, x) / a;

  return 1 - front * continued_fraction (b, a, 1 - x) / b;
}

static double
beta_quantile (double a, double b, double share)
{
  double low = 0;
  double high = 1;

  for (;;)
    {
      double middle = (low + high) / 2;

      if (middle <= low || middle >= high)
        return middle;
      if (beta_share (a, b, middle) < share)
        low = middle;
      else
        high = middle;
    }
}

/**
 * mls_binomial_low:
 * @trials: what was seen, at least something
 * @confidence: how often the limits are to enclose what is true, such as 0.95
 *
 * Returns: the lower one of the exact limits of the rate, from 0 to 1
 */
double
mls_binomial_low (MlsTrials trials, double confidence)
{
  g_return_val_if_fail (trials.n > 0 && trials.n_right >= 0 && trials.n_right <= trials.n, 0);

  return trials.n_right > 0 ? beta_quantile (trials.n_right, trials.n - trials.n_right + 1, (1 - confidence) / 2) : 0;
}

/**
 * mls_binomial_high:
 * @trials: what was seen, at least something
 * @confidence: how often the limits are to enclose what is true, such as 0.95
 *
 * Returns: the upper one of the exact limits of the rate, from 0 to 1
 */
double
mls_binomial_high (MlsTrials trials, double confidence)
{
  return 1 - mls_binomial_low ((MlsTrials){ trials.n - trials.n_right, trials.n }, confidence);
}

/* Whether the lower limit of the rate would be above @limit, which need not be found for that. */
static gboolean
is_enough (MlsTrials trials, guint n_more, double limit, double confidence)
{
  MlsTrials all = { trials.n_right + n_more, trials.n + n_more };

  if (all.n_right <= 0)
    return all.n > 0 && limit <= 0;

  return beta_share (all.n_right, all.n - all.n_right + 1, limit) <= (1 - confidence) / 2;
}

/**
 * mls_binomial_more_right:
 * @trials: what was seen, or nothing
 * @limit: a rate
 * @confidence: such as 0.95
 *
 * Returns: how many more have to be right, none wrong, before the rate is above @limit with that confidence; %G_MAXUINT
 *   if that is out of reach
 */
guint
mls_binomial_more_right (MlsTrials trials, double limit, double confidence)
{
  guint low = 0;
  guint high = 1;

  if (limit >= 1)
    return G_MAXUINT;
  if (is_enough (trials, 0, limit, confidence))
    return 0;

  while (high < MOST_MORE && !is_enough (trials, high, limit, confidence))
    {
      low = high;
      high *= 2;
    }
  if (high >= MOST_MORE)
    return G_MAXUINT;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (is_enough (trials, middle, limit, confidence))
        high = middle;
      else
        low = middle;
    }

  return high;
}
