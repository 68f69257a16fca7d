#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Shares of a whole that was sampled stratum by stratum: of its area, or of its number of regions. Strata need not be the
 * classes that are asked about. */
typedef struct _MlsEstimator MlsEstimator;

/* What is told of the whole. */
typedef struct
{
  gboolean is_known; /* the rest means nothing if not */
  double   value;
  double   error;    /* the standard error that comes of not having looked at everything */
  double   low;      /* the limits that enclose what is true 95 times of 100 */
  double   high;
  gboolean is_exact; /* all there is was looked at: limits that are one otherwise only say that no error was seen */
} MlsEstimate;

/* How often limits enclose what is true, and how many standard errors that is. */
#define MLS_CONFIDENCE      0.95
#define MLS_STANDARD_ERRORS 1.96

MlsEstimator *mls_estimator_new            (void);
void          mls_estimator_free           (MlsEstimator  *self);
guint         mls_estimator_add_stratum    (MlsEstimator  *self,
                                            double         size,
                                            guint          n_regions);
guint         mls_estimator_add_unit       (MlsEstimator  *self,
                                            guint          stratum,
                                            double         probability);

guint         mls_estimator_n_units        (MlsEstimator  *self,
                                            guint          stratum);
gboolean      mls_estimator_is_whole       (MlsEstimator  *self,
                                            guint          stratum);
gboolean      mls_estimator_is_census      (MlsEstimator  *self);
gboolean      mls_estimator_is_lonely      (MlsEstimator  *self,
                                            guint          stratum);
double        mls_estimator_get_covered    (MlsEstimator  *self);
double        mls_estimator_share          (MlsEstimator  *self,
                                            guint          unit);
MlsEstimate   mls_estimator_ratio          (MlsEstimator  *self,
                                            const guint8  *part,
                                            const guint8  *whole);

MlsEstimate   mls_estimate_exact           (double         value);
MlsEstimate   mls_estimate_binomial        (double         n_right,
                                            double         n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsEstimator, mls_estimator_free)

G_END_DECLS
