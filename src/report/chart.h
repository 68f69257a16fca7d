#pragma once

#include "quality/balance.h"
#include "quality/series.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A matrix as a picture: drawn the same in a window and in a file. */

typedef enum
{
  MLS_CHART_BALANCE, /* each class at both dates, as bars, and what it gained and lost */
  MLS_CHART_FLOWS,   /* what became of what, as streams; what stayed is left out */
  MLS_CHART_SERIES,  /* each class at all dates, one on top of the other */
  MLS_N_CHARTS,
} MlsChartKind;

/* What is drawn. Borrowed. */
typedef struct
{
  const MlsMatrix      *matrix;
  const MlsMatrixQuery *query;
  MlsChartKind          kind;
  guint32               ink;   /* 0xrrggbb: of texts and lines */
  const MlsSeries      *series; /* (nullable): of all dates */
} MlsChart;

const char *mls_chart_kind_name      (MlsChartKind     kind);
gboolean    mls_chart_kind_from_name (const char      *name,
                                      MlsChartKind    *out);
double      mls_chart_height         (const MlsChart  *chart);
void        mls_chart_draw           (const MlsChart  *chart,
                                      cairo_t         *cr,
                                      double           width,
                                      double           height);
gboolean    mls_chart_save           (const MlsChart  *chart,
                                      const char      *path,
                                      double           width,
                                      GError         **error);

G_END_DECLS
