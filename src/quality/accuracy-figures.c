/* The figures that follow from a matrix. */

#include "quality/accuracy-private.h"

/* Whether a unit is one of those asked about. */
typedef gboolean (*IsOne) (const MlsAccuracyEntry *entry, guint class);

static gboolean
is_right (const MlsAccuracyEntry *entry, guint class)
{
  return entry->row == entry->column;
}

static gboolean
is_mapped (const MlsAccuracyEntry *entry, guint class)
{
  return entry->row == class;
}

static gboolean
is_there (const MlsAccuracyEntry *entry, guint class)
{
  return entry->column == class;
}

static gboolean
is_both (const MlsAccuracyEntry *entry, guint class)
{
  return entry->row == class && entry->column == class;
}

static gboolean
is_any (const MlsAccuracyEntry *entry, guint class)
{
  return TRUE;
}

static guint
n_units (const MlsAccuracy *self)
{
  return self->query.units->len;
}

static guint8 *
mark (const MlsAccuracy *self, IsOne is_one, guint class)
{
  guint8 *marks = g_new0 (guint8, n_units (self) + 1);

  for (guint u = 0; u < n_units (self); u++)
    if (mls_accuracy_entry_is_known (&self->entries[u]))
      marks[self->entries[u].known] = (guint8) is_one (&self->entries[u], class);

  return marks;
}

static MlsEstimate
estimate (const MlsAccuracy *self, MlsEstimator *estimator, IsOne part, IsOne whole, guint class)
{
  g_autofree guint8 *parts = mark (self, part, class);
  g_autofree guint8 *wholes = mark (self, whole, class);

  return estimator != NULL ? mls_estimator_ratio (estimator, parts, wholes) : (MlsEstimate){ 0 };
}

/* Rates */

static guint
n_known (const MlsScore *score)
{
  return score->n_of[MLS_OUTCOME_RIGHT] + score->n_of[MLS_OUTCOME_WRONG];
}

/* Whether all regions of a class, or all there are, have been looked at. */
static gboolean
is_whole (const MlsAccuracy *self, guint row)
{
  if (self->regions == NULL)
    return FALSE;

  for (guint u = 0; u < n_units (self); u++)
    if (mls_accuracy_entry_is_of_row (&self->entries[u], row) &&
        !mls_estimator_is_whole (self->regions, self->entries[u].stratum))
      return FALSE;

  return row != MLS_ACCURACY_ALL || mls_estimator_get_covered (self->regions) >= 1;
}

/* How many units that weigh alike would say as much: Kish's effective size. */
static double
count_alike (const MlsAccuracy *self, guint row)
{
  double sum = 0;
  double squares = 0;

  for (guint u = 0; u < n_units (self); u++)
    if (mls_accuracy_entry_is_known (&self->entries[u]) && mls_accuracy_entry_is_of_row (&self->entries[u], row))
      {
        double share = mls_estimator_share (self->regions, self->entries[u].known);

        sum += share;
        squares += share * share;
      }

  return squares > 0 ? sum * sum / squares : 0;
}

/* A rate of regions that stand for different numbers of them, between the exact limits of as many alike as leave the same
 * error (Korn and Graubard 1998): the normal limits would be none where all are right. */
static MlsEstimate
weigh (const MlsAccuracy *self, guint row, double *n_alike)
{
  gboolean is_all = row == MLS_ACCURACY_ALL;
  MlsEstimate rate = estimate (self, self->regions, is_all ? is_right : is_both, is_all ? is_any : is_mapped, row);
  MlsEstimate limits;

  *n_alike = 0;
  if (!rate.is_known)
    return rate;

  *n_alike = count_alike (self, row);
  if (is_whole (self, row))
    return mls_estimate_exact (rate.value);

  if (rate.error > 0)
    *n_alike = MIN (*n_alike, rate.value * (1 - rate.value) / (rate.error * rate.error));
  limits = mls_estimate_binomial (rate.value * *n_alike, *n_alike);
  rate.low = limits.low;
  rate.high = limits.high;

  return rate;
}

static MlsEstimate
count_right (const MlsAccuracy *self, guint row, const MlsScore *score)
{
  guint n = n_known (score);
  guint n_right = score->n_of[MLS_OUTCOME_RIGHT];

  return n > 0 && is_whole (self, row) ? mls_estimate_exact (n_right / (double) n) : mls_estimate_binomial (n_right, n);
}

/* Acceptance */

/* How many regions there are besides those judged; of a class, where it is a stratum of its own. */
static double
count_others (const MlsAccuracy *self, guint row, guint n_judged)
{
  guint n = 0;

  for (guint h = 0; h < self->query.strata->len; h++)
    {
      const MlsStratum *stratum = &g_array_index (self->query.strata, MlsStratum, h);

      if (stratum->n_regions == 0)
        return -1;
      if (row == MLS_ACCURACY_ALL || stratum->code == mls_accuracy_class (self, row)->code)
        n += stratum->n_regions;
    }

  return n > 0 ? MAX ((double) n - n_judged, 0) : -1;
}

/* What each unit will weigh once all are judged. */
static double
weight_of (const MlsAccuracy *self, guint unit)
{
  gboolean is_known = self->pending != NULL && mls_estimator_get_covered (self->pending) > 0;

  return self->total.weighted && is_known ? mls_estimator_share (self->pending, self->entries[unit].pending) : 1;
}

static void
weigh_units (const MlsAccuracy *self, guint row, MlsEvidence *evidence, GArray *left)
{
  for (guint u = 0; u < n_units (self); u++)
    {
      const MlsAccuracyEntry *entry = &self->entries[u];
      gboolean is_known = mls_accuracy_entry_is_known (entry);
      double weight;

      if (!mls_accuracy_entry_is_of_row (entry, row) || entry->outcome.state == MLS_OUTCOME_NO_OPINION)
        continue;

      weight = weight_of (self, u);
      evidence->judged += is_known ? weight : 0;
      evidence->right += is_known && is_right (entry, 0) ? weight : 0;
      if (!is_known)
        g_array_append_val (left, weight);
    }
}

static MlsAcceptance
accept (const MlsAccuracy *self, guint row, const MlsEstimate *rate, MlsTrials trials)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (double));
  const MlsScore *score = row == MLS_ACCURACY_ALL ? &self->total.score : &mls_accuracy_class (self, row)->score;
  MlsEvidence evidence = { .left = left, .trials = trials, .n_others = count_others (self, row, n_known (score)) };

  weigh_units (self, row, &evidence, left);

  return mls_acceptance_judge (row == MLS_ACCURACY_ALL ? self->query.agreed.limit : self->query.agreed.class_limit, &evidence, rate);
}

static MlsEstimate
find_rate (const MlsAccuracy *self, guint row, const MlsScore *score, MlsAcceptance *acceptance)
{
  double n = n_known (score);
  MlsEstimate rate = self->total.weighted ? weigh (self, row, &n) : count_right (self, row, score);

  *acceptance = accept (self, row, &rate, (MlsTrials){ rate.is_known ? rate.value * n : 0, n });

  return rate;
}

/* All of it is accepted when all of its parts are, and refused as soon as one is. */
static MlsAcceptanceState
conclude (const MlsAccuracyTotal *total)
{
  MlsAcceptanceState own = total->acceptance.state;

  if (own == MLS_ACCEPTANCE_NONE || own == MLS_ACCEPTANCE_FAILED)
    return own;
  if (total->n_classes[MLS_ACCEPTANCE_FAILED] > 0)
    return MLS_ACCEPTANCE_FAILED;

  return total->n_classes[MLS_ACCEPTANCE_OPEN] > 0 ? MLS_ACCEPTANCE_OPEN : own;
}

/* What a unit counts in a matrix of regions. */
static double
count_as (const MlsAccuracy *self, const MlsAccuracyEntry *entry)
{
  return self->total.weighted && self->regions != NULL ? mls_estimator_share (self->regions, entry->known) : 1;
}

/* Agreement beyond what chance alone would bring. */
static MlsEstimate
find_kappa (const MlsAccuracy *self)
{
  g_autofree double *mapped = g_new0 (double, self->classes->len + 1);
  g_autofree double *there = g_new0 (double, self->classes->len + 1);
  double all = 0;
  double right = 0;
  double chance = 0;

  for (guint u = 0; u < n_units (self); u++)
    {
      const MlsAccuracyEntry *entry = &self->entries[u];
      double weight = mls_accuracy_entry_is_known (entry) ? count_as (self, entry) : 0;

      all += weight;
      mapped[entry->row] += weight;
      there[entry->column != MLS_ACCURACY_UNKNOWN ? entry->column : self->classes->len] += weight;
      right += is_right (entry, 0) ? weight : 0;
    }
  for (guint i = 0; i < self->classes->len; i++)
    chance += mapped[i] * there[i];

  if (all <= 0 || chance >= all * all)
    return (MlsEstimate){ 0 };

  return mls_estimate_exact ((right * all - chance) / (all * all - chance));
}

static void
find_class_figures (MlsAccuracy *self, guint i)
{
  MlsAccuracyClass *class = &g_array_index (self->classes, MlsAccuracyClass, i);

  class->rate = find_rate (self, i, &class->score, &class->acceptance);
  class->users = estimate (self, self->ground, is_both, is_mapped, i);
  class->producers = estimate (self, self->ground, is_both, is_there, i);
  class->mapped = estimate (self, self->ground, is_mapped, is_any, i);
  class->area = estimate (self, self->ground, is_there, is_any, i);
  self->total.n_classes[class->acceptance.state] += class->score.n > 0;
}

/**
 * mls_accuracy_find_figures:
 * @self: a matrix whose units have their places
 *
 * Finds all that follows from it.
 */
void
mls_accuracy_find_figures (MlsAccuracy *self)
{
  MlsAccuracyTotal *total = &self->total;
  double n_alike;

  for (guint i = 0; i < self->classes->len; i++)
    find_class_figures (self, i);

  total->rate = find_rate (self, MLS_ACCURACY_ALL, &total->score, &total->acceptance);
  total->regions = weigh (self, MLS_ACCURACY_ALL, &n_alike);
  total->ground = estimate (self, self->ground, is_right, is_any, 0);
  total->kappa = find_kappa (self);
  total->verdict = conclude (total);
  total->covered = self->ground != NULL ? mls_estimator_get_covered (self->ground) : 0;
  for (guint h = 0; h < self->query.strata->len && self->ground != NULL; h++)
    total->n_lonely += mls_estimator_is_lonely (self->ground, h);
}
