#pragma once

#include "report/paper.h"
#include "quality/accuracy.h"
#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* A rate as a point between its limits, beside what it has to reach. */
typedef struct
{
  const char         *name;
  guint32             colour;     /* of the class */
  MlsEstimate         rate;
  MlsAcceptanceState  state;
  double              limit;      /* percent; negative for none */
} MlsRateRow;

guint32 mls_rate_chart_colour (MlsAcceptanceState  state);
double  mls_rate_chart_draw   (MlsPaper           *paper,
                               const char         *heading,
                               const GArray       *rows,
                               double              top);

G_END_DECLS
