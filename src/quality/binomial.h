#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far a rate may be from what it is a sample of. */

/* What is right of what was looked at; no whole numbers where units weigh differently. */
typedef struct
{
  double n_right;
  double n;
} MlsTrials;

double mls_binomial_low        (MlsTrials trials,
                                double    confidence);
double mls_binomial_high       (MlsTrials trials,
                                double    confidence);
guint  mls_binomial_more_right (MlsTrials trials,
                                double    limit,
                                double    confidence);

G_END_DECLS
