#pragma once

#include "quality/assessment.h"
#include "store/pass.h"

G_BEGIN_DECLS

/* How right a map is by samples of it, to be printed and signed: the verdict, how the samples were drawn, figures, matrices,
 * charts, where the units lie, pictures of errors, and how all that is reckoned. Borrowed. */
typedef struct
{
  const GPtrArray *assessments; /* (element-type MlsAssessment): a dataset or two of each */
  const char      *title;       /* (nullable): the usual one if not given */
  MlsLanguage      language;    /* of labels */
} MlsAccuracyReport;

gboolean mls_accuracy_report_write (const MlsAccuracyReport  *report,
                                    const char               *path,
                                    MlsStoreProgressFunc      func,
                                    gpointer                  user_data,
                                    GError                  **error);

G_END_DECLS
