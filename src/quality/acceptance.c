#include "quality/acceptance.h"

#include <glib/gi18n-lib.h>

/* Weights are doubles: a rate that is the limit reaches it. */
#define NOISE 1e-9

static const struct
{
  const char *name; /* in files */
  const char *text; /* for people */
} words[MLS_N_ACCEPTANCES] = {
  [MLS_ACCEPTANCE_NONE] = { "none", N_("nothing judged") },
  [MLS_ACCEPTANCE_OPEN] = { "open", N_("undecided") },
  [MLS_ACCEPTANCE_PASSED] = { "passed", N_("passed") },
  [MLS_ACCEPTANCE_FAILED] = { "failed", N_("failed") },
};

/**
 * mls_acceptance_name:
 * @state: how it stands
 *
 * Returns: its name for programs
 */
const char *
mls_acceptance_name (MlsAcceptanceState state)
{
  return words[state].name;
}

/**
 * mls_acceptance_text:
 * @state: how it stands
 *
 * Returns: what a person calls that, in small letters
 */
const char *
mls_acceptance_text (MlsAcceptanceState state)
{
  return _(words[state].text);
}

static int
compare_weights (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
sum (const GArray *weights)
{
  double all = 0;

  for (guint i = 0; i < weights->len; i++)
    all += g_array_index (weights, double, i);

  return all;
}

static gboolean
reaches (double right, double all, double limit)
{
  return 100 * right >= limit * all - NOISE * all;
}

/* How many of those left have to be right, the lightest ones first, so that any as many do. */
static guint
count_needed (const MlsEvidence *evidence, double limit)
{
  g_autoptr (GArray) weights = g_array_copy ((GArray *) evidence->left);
  double all = evidence->judged + sum (weights);
  double right = evidence->right;
  guint n = 0;

  g_array_sort (weights, compare_weights);
  while (n < weights->len && !reaches (right, all, limit))
    right += g_array_index (weights, double, n++);

  return n;
}

static MlsAcceptanceState
find_state (const MlsEvidence *evidence, double limit)
{
  double left = sum (evidence->left);
  double all = evidence->judged + left;

  if (all <= 0)
    return MLS_ACCEPTANCE_NONE;
  if (!reaches (evidence->right + left, all, limit))
    return MLS_ACCEPTANCE_FAILED;
  if (reaches (evidence->right, all, limit) && evidence->judged > 0)
    return MLS_ACCEPTANCE_PASSED;

  return MLS_ACCEPTANCE_OPEN;
}

/* Once all regions there are have been seen, there is no doubt any more. */
static guint
count_to_be_sure (const MlsEvidence *evidence, double limit)
{
  const MlsTrials *trials = &evidence->trials;
  guint n = mls_binomial_more_right (*trials, limit / 100, MLS_CONFIDENCE);

  if (evidence->n_others < 0 || n <= evidence->n_others)
    return n;

  return reaches (trials->n_right + evidence->n_others, trials->n + evidence->n_others, limit) ? (guint) evidence->n_others
                                                                                               : MLS_ACCEPTANCE_NEVER;
}

/**
 * mls_acceptance_judge:
 * @limit: what is to be reached, percent
 * @evidence: what was found so far
 * @rate: what that says of the rate
 *
 * What is agreed on with a client is the rate of the sample: that passes or fails. Whether all that the sample stands for
 * does is told besides.
 *
 * Returns: how it stands, and what is needed
 */
MlsAcceptance
mls_acceptance_judge (double limit, const MlsEvidence *evidence, const MlsEstimate *rate)
{
  MlsAcceptance self = { .state = find_state (evidence, limit) };
  gboolean is_above = rate->is_known && 100 * rate->low >= limit - NOISE;
  gboolean is_below = rate->is_known && 100 * rate->high < limit - NOISE;

  if (self.state == MLS_ACCEPTANCE_NONE)
    return self;

  self.is_sure = (self.state == MLS_ACCEPTANCE_PASSED && is_above) || (self.state == MLS_ACCEPTANCE_FAILED && is_below);
  self.n_needed = self.state == MLS_ACCEPTANCE_OPEN ? count_needed (evidence, limit) : 0;
  self.n_to_be_sure = is_above ? 0 : count_to_be_sure (evidence, limit);

  return self;
}
