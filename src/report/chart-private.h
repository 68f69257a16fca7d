#pragma once

#include "report/chart.h"

G_BEGIN_DECLS

#define MLS_CHART_MARGIN 16
#define MLS_CHART_TITLE  40
#define MLS_CHART_SWATCH 12

typedef enum
{
  MLS_CHART_LEFT,
  MLS_CHART_RIGHT,
} MlsChartSide;

/* chart-pen.c */
void   mls_chart_text          (cairo_t         *cr,
                                const char      *text,
                                double           x,
                                double           middle,
                                double           room,
                                MlsChartSide     side);
void   mls_chart_set_colour    (cairo_t         *cr,
                                guint32          colour,
                                double           alpha);
void   mls_chart_box           (const MlsChart  *chart,
                                cairo_t         *cr,
                                guint32          colour,
                                double           alpha,
                                double           x,
                                double           y,
                                double           width,
                                double           height);
void   mls_chart_bold          (cairo_t         *cr,
                                gboolean         is_bold);
char  *mls_chart_dup_ha        (MlsArea2         area2);
char  *mls_chart_dup_signed_ha (MlsArea2         area2);

/* chart-balance.c, chart-flows.c, chart-series.c */
double mls_chart_balance_height (const MlsChart *chart);
void   mls_chart_draw_balance  (const MlsChart  *chart,
                                cairo_t         *cr,
                                double           width);
double mls_chart_flows_height  (const MlsChart  *chart);
void   mls_chart_draw_flows    (const MlsChart  *chart,
                                cairo_t         *cr,
                                double           width,
                                double           height);
double mls_chart_series_height (const MlsChart *chart);
void   mls_chart_draw_series   (const MlsChart  *chart,
                                cairo_t         *cr,
                                double           width,
                                double           height);

G_END_DECLS
