#pragma once

#include "quality/accuracy.h"

G_BEGIN_DECLS

/* A sample that is made and judged by hand: classes are CS1.0.0, CS2.0.0 … or pairs of them and US1.0.0, US2.0.0 …. */
typedef struct
{
  MlsSample  sample;
  GArray    *strata;
  GPtrArray *units;
  GArray    *said;
} Jury;

void             jury_begin       (Jury               *jury,
                                   MlsDimension        dimension);
void             jury_end         (Jury               *jury);
MlsText          jury_code        (MlsDimension        dimension,
                                   guint               i);
void             jury_add_stratum (Jury               *jury,
                                   MlsText             code,
                                   double              area_m2,
                                   guint               n_regions);
MlsJudgement    *jury_add_unit    (Jury               *jury,
                                   MlsText             stratum,
                                   MlsPair             pair,
                                   double              probability);
MlsJudgement    *jury_add_second  (Jury               *jury,
                                   guint               unit);
void             jury_add_cell    (Jury               *jury,
                                   guint               row,
                                   guint               column,
                                   guint               n);
MlsAccuracyQuery jury_query       (const Jury         *jury,
                                   MlsDimension        code);

G_END_DECLS
