#pragma once

#include "quality/accuracy.h"

G_BEGIN_DECLS

/* Every figure of a matrix, one after the other, under the names that files have for them. */
typedef struct
{
  const char *name;
  guint       iso;        /* its number in ISO 19157, or 0 */
  const char *code;       /* (nullable): of which class of the map … */
  const char *reference;  /* (nullable): … and what is there, "?" where that is not known */
  const char *text;       /* (nullable): a word in place of a number */
  gboolean    is_count;   /* a whole number … */
  gboolean    has_limits; /* … or one of which it is told what it is between */
  MlsEstimate estimate;
} MlsMeasure;

typedef void (*MlsMeasureFunc) (const MlsMeasure *measure, gpointer user_data);

#define MLS_MEASURE_UNKNOWN "?"

/* Of ISO 19157, annex D. */
#define MLS_ISO_MISCLASSIFICATION_RATE   61
#define MLS_ISO_MISCLASSIFICATION_MATRIX 62
#define MLS_ISO_KAPPA                    64

void mls_measure_each       (const MlsAccuracy *accuracy,
                             MlsMeasureFunc     func,
                             gpointer           user_data);
void mls_measure_append_csv (const MlsAccuracy *accuracy,
                             const char        *title,
                             GString           *text);

G_END_DECLS
