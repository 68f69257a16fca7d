#pragma once

#include "quality/matrix-text.h"

G_BEGIN_DECLS

/* How much there is of each class at each date, the oldest first. */
typedef struct
{
  GPtrArray *classes; /* (element-type MlsCounted) */
  GArray    *dates;   /* (element-type guint) indices of vintages */
  MlsArea2  *areas;   /* class by class, of each date; see mls_series_get() */
} MlsSeries;

MlsSeries *mls_series_new  (const MlsTally       *tally,
                            const MlsMatrixQuery *query);
void       mls_series_free (MlsSeries            *self);
MlsArea2   mls_series_get  (const MlsSeries      *self,
                            guint                 i,
                            guint                 date);
char      *mls_series_text (const MlsSeries      *self,
                            const MlsMatrixQuery *query,
                            const MlsMatrixStyle *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSeries, mls_series_free)

G_END_DECLS
