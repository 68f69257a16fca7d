/* Stehman's estimators (2014) for strata that differ from the classes of the map, of which those of Olofsson et al. (2014)
 * are what is left where they do not: a ratio R = Σ W_h ȳ_h / Σ W_h x̄_h, with the variance
 *
 *   V = Σ W_h² (1 − n_h/N_h) n_h/(n_h − 1) Σ_u ω_u² (e_u − ē_h)² / (Σ W_h x̄_h)²,   e_u = y_u − R x_u
 *
 * where ω_u is a unit's share in its stratum, 1/n_h unless their probabilities differ. The factor 1 − n_h/N_h, which a
 * sample of pixels does without, is what makes a stratum that was looked at as a whole free of error. Of a single unit no
 * spread is known: it is taken to be off the whole's ratio, not its stratum's, by as much as it is. */

#include "quality/estimate.h"

#include "quality/binomial.h"

#include <math.h>

/* An error that is less comes of doubles alone. */
#define NOISE 1e-12

typedef struct
{
  double size;      /* of its ground, or in regions … */
  guint  n_regions; /* … of which there are so many; 0 where that is not known, as if there was no end to them */
  guint  n_units;
  double weight;    /* of all its units: for how many regions they stand by their probabilities */
} Stratum;

typedef struct
{
  guint  stratum;
  double weight;
} Unit;

struct _MlsEstimator
{
  GArray *strata;  /* (element-type Stratum) */
  GArray *units;   /* (element-type Unit) */
  double  size;    /* of all strata … */
  double  covered; /* … and of those with units */
};

/**
 * mls_estimator_new:
 *
 * Returns: (transfer full): an estimator of a sample without strata
 */
MlsEstimator *
mls_estimator_new (void)
{
  MlsEstimator *self = g_new0 (MlsEstimator, 1);

  self->strata = g_array_new (FALSE, FALSE, sizeof (Stratum));
  self->units = g_array_new (FALSE, FALSE, sizeof (Unit));

  return self;
}

/**
 * mls_estimator_free:
 * @self: (transfer full): an estimator
 */
void
mls_estimator_free (MlsEstimator *self)
{
  g_array_unref (self->strata);
  g_array_unref (self->units);
  g_free (self);
}

/**
 * mls_estimator_add_stratum:
 * @self: an estimator
 * @size: how large the stratum is, in any unit
 * @n_regions: how many regions it has; 0 if that is not known
 *
 * Returns: its index
 */
guint
mls_estimator_add_stratum (MlsEstimator *self, double size, guint n_regions)
{
  Stratum stratum = { .size = size, .n_regions = n_regions };

  g_array_append_val (self->strata, stratum);
  self->size += size;

  return self->strata->len - 1;
}

static Stratum *
stratum_at (MlsEstimator *self, guint i)
{
  return &g_array_index (self->strata, Stratum, i);
}

static Stratum *
stratum_of (MlsEstimator *self, guint unit)
{
  return stratum_at (self, g_array_index (self->units, Unit, unit).stratum);
}

/**
 * mls_estimator_add_unit:
 * @self: an estimator
 * @stratum: index of a stratum
 * @probability: that a region of it was drawn which is like this unit, above 0
 *
 * The unit is one that something is known of.
 *
 * Returns: its index
 */
guint
mls_estimator_add_unit (MlsEstimator *self, guint stratum, double probability)
{
  Unit unit = { stratum, 1 / probability };

  g_return_val_if_fail (stratum < self->strata->len && probability > 0, 0);

  if (stratum_at (self, stratum)->n_units++ == 0)
    self->covered += stratum_at (self, stratum)->size;
  stratum_at (self, stratum)->weight += unit.weight;
  g_array_append_val (self->units, unit);

  return self->units->len - 1;
}

/**
 * mls_estimator_n_units:
 * @self: an estimator
 * @stratum: index of a stratum
 *
 * Returns: how many units there are of it
 */
guint
mls_estimator_n_units (MlsEstimator *self, guint stratum)
{
  return stratum_at (self, stratum)->n_units;
}

/* How much of a variance there is: nothing where all of a stratum was looked at. */
static double
unseen (const Stratum *stratum)
{
  return stratum->n_regions > 0 ? MAX (1 - stratum->n_units / (double) stratum->n_regions, 0) : 1;
}

/**
 * mls_estimator_is_whole:
 * @self: an estimator
 * @stratum: index of a stratum
 *
 * Returns: whether each of its regions is a unit
 */
gboolean
mls_estimator_is_whole (MlsEstimator *self, guint stratum)
{
  return unseen (stratum_at (self, stratum)) <= 0;
}

/**
 * mls_estimator_is_census:
 * @self: an estimator
 *
 * Returns: whether each region of each stratum is a unit
 */
gboolean
mls_estimator_is_census (MlsEstimator *self)
{
  for (guint h = 0; h < self->strata->len; h++)
    if (!mls_estimator_is_whole (self, h))
      return FALSE;

  return TRUE;
}

/**
 * mls_estimator_is_lonely:
 * @self: an estimator
 * @stratum: index of a stratum
 *
 * Returns: whether there is one unit of it alone, which does not tell how regions of it differ, and more regions
 */
gboolean
mls_estimator_is_lonely (MlsEstimator *self, guint stratum)
{
  return mls_estimator_n_units (self, stratum) == 1 && !mls_estimator_is_whole (self, stratum);
}

/**
 * mls_estimator_get_covered:
 * @self: an estimator
 *
 * Returns: how much of the whole is in strata that there are units of, from 0 to 1; nothing is said of the rest
 */
double
mls_estimator_get_covered (MlsEstimator *self)
{
  return self->size > 0 ? self->covered / self->size : 0;
}

/**
 * mls_estimator_share:
 * @self: an estimator
 * @unit: index of a unit, in the order they were added
 *
 * Returns: for which share of the whole it stands, as far as that is covered; those of all units add up to 1
 */
double
mls_estimator_share (MlsEstimator *self, guint unit)
{
  const Stratum *stratum = stratum_of (self, unit);

  if (self->covered <= 0)
    return 0;

  return stratum->size / self->covered * g_array_index (self->units, Unit, unit).weight / stratum->weight;
}

static MlsEstimate
estimate (double value, double variance)
{
  double error = variance > NOISE * NOISE ? sqrt (variance) : 0;

  return (MlsEstimate){
    .is_known = TRUE,
    .value = value,
    .error = error,
    .low = MAX (value - MLS_STANDARD_ERRORS * error, 0),
    .high = MIN (value + MLS_STANDARD_ERRORS * error, 1),
  };
}

/* How far each unit is from the ratio, and the mean of that in each stratum. */
static double *
find_means (MlsEstimator *self, const double *residuals)
{
  double *means = g_new0 (double, self->strata->len + 1);

  for (guint u = 0; u < self->units->len; u++)
    {
      const Unit *unit = &g_array_index (self->units, Unit, u);

      means[unit->stratum] += residuals[u] * unit->weight / stratum_at (self, unit->stratum)->weight;
    }

  return means;
}

static double
find_variance (MlsEstimator *self, const double *residuals)
{
  g_autofree double *means = find_means (self, residuals);
  double variance = 0;

  for (guint u = 0; u < self->units->len; u++)
    {
      const Stratum *stratum = stratum_of (self, u);
      double n = stratum->n_units;
      double off = residuals[u] - (n > 1 ? means[g_array_index (self->units, Unit, u).stratum] : 0);
      double part = mls_estimator_share (self, u) * off;

      variance += unseen (stratum) * (n > 1 ? n / (n - 1) : 1) * part * part;
    }

  return variance;
}

/**
 * mls_estimator_ratio:
 * @self: an estimator
 * @part: (array): 1 for each unit that is of the part, 0 for the others
 * @whole: (array) (nullable): 1 for each unit that is of what it is a part of; all are if not given
 *
 * Returns: the share of the part in the whole; not known where no unit is of the whole, or sizes are 0
 */
MlsEstimate
mls_estimator_ratio (MlsEstimator *self, const guint8 *part, const guint8 *whole)
{
  g_autofree double *residuals = g_new0 (double, self->units->len + 1);
  MlsEstimate ratio;
  double y = 0;
  double x = 0;

  for (guint u = 0; u < self->units->len; u++)
    {
      double share = mls_estimator_share (self, u);

      y += part[u] ? share : 0;
      x += whole == NULL || whole[u] ? share : 0;
    }
  if (x <= 0)
    return (MlsEstimate){ 0 };

  for (guint u = 0; u < self->units->len; u++)
    residuals[u] = (part[u] ? 1 : 0) - (whole == NULL || whole[u] ? y / x : 0);

  ratio = estimate (y / x, find_variance (self, residuals) / (x * x));
  ratio.is_exact = mls_estimator_is_census (self);

  return ratio;
}

/**
 * mls_estimate_exact:
 * @value: a rate
 *
 * Returns: that it is so, since everything was looked at
 */
MlsEstimate
mls_estimate_exact (double value)
{
  return (MlsEstimate){ .is_known = TRUE, .value = value, .low = value, .high = value, .is_exact = TRUE };
}

/**
 * mls_estimate_binomial:
 * @n_right: how many are right …
 * @n: … of how many; no whole numbers where units weigh differently
 *
 * Returns: the rate between its exact limits; not known if there are none
 */
MlsEstimate
mls_estimate_binomial (double n_right, double n)
{
  MlsTrials trials = { n_right, n };
  double value = n > 0 ? n_right / n : 0;

  if (n <= 0)
    return (MlsEstimate){ 0 };

  return (MlsEstimate){
    .is_known = TRUE,
    .value = value,
    .error = n > 1 ? sqrt (value * (1 - value) / (n - 1)) : 0,
    .low = mls_binomial_low (trials, MLS_CONFIDENCE),
    .high = mls_binomial_high (trials, MLS_CONFIDENCE),
  };
}
