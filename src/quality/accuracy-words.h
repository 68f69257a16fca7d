#pragma once

#include "quality/accuracy.h"

G_BEGIN_DECLS

/* Figures of a matrix as people read them, in a window, on a terminal and on paper. */

char  *mls_accuracy_words_dimension  (MlsDimension            code);
char  *mls_accuracy_words_dataset    (const MlsAccuracyQuery *query);
guint  mls_accuracy_words_n_left     (const MlsScore         *score);
char  *mls_accuracy_words_count      (MlsOutcomeState         state,
                                      guint                   n);
char  *mls_accuracy_words_score      (const MlsScore         *score);
char  *mls_accuracy_words_percent    (double                  rate);
char  *mls_accuracy_words_estimate   (const MlsEstimate      *estimate);
char  *mls_accuracy_words_limits     (const MlsEstimate      *estimate);
char  *mls_accuracy_words_error      (const MlsEstimate      *estimate);
char  *mls_accuracy_words_acceptance (const MlsAcceptance    *acceptance,
                                      double                  limit);
char  *mls_accuracy_words_errors     (guint                   errors);

G_END_DECLS
