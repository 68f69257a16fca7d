#pragma once

#include "quality/accuracy.h"

G_BEGIN_DECLS

/* Where a unit is in the matrix. */
typedef struct
{
  MlsOutcome outcome;
  guint      row;
  guint      column;  /* where it is right or wrong */
  guint      stratum;
  guint      known;   /* which unit of the estimators it is, where it is right or wrong … */
  guint      pending; /* … and of those of what is right, wrong or left */
} MlsAccuracyEntry;

/* Estimators are %NULL if the sample does not tell what strata it was drawn from. */
struct _MlsAccuracy
{
  MlsAccuracyQuery  query;
  GArray           *classes;    /* (element-type MlsAccuracyClass) */
  MlsAccuracyEntry *entries;    /* of each unit */
  GPtrArray        *judgements; /* (element-type GArray(MlsJudgement)): of each unit */
  MlsEstimator     *ground;     /* by area … */
  MlsEstimator     *regions;    /* … by number … */
  MlsEstimator     *pending;    /* … and that with what is left */
  MlsAccuracyTotal  total;
};

static inline gboolean
mls_accuracy_entry_is_known (const MlsAccuracyEntry *entry)
{
  return entry->outcome.state == MLS_OUTCOME_RIGHT || entry->outcome.state == MLS_OUTCOME_WRONG;
}

static inline gboolean
mls_accuracy_entry_is_of_row (const MlsAccuracyEntry *entry, guint row)
{
  return row == MLS_ACCURACY_ALL || entry->row == row;
}

/* accuracy-figures.c */
void mls_accuracy_find_figures (MlsAccuracy *self);

G_END_DECLS
