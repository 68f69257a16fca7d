#pragma once

#include "document/transitions.h"
#include "report/chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A chart of what became of what, which follows it. */
#define MLS_TYPE_CHART_VIEW (mls_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (MlsChartView, mls_chart_view, MLS, CHART_VIEW, GtkWidget)

GtkWidget *mls_chart_view_new (MlsTransitions *transitions,
                               MlsChartKind    kind);

G_END_DECLS
