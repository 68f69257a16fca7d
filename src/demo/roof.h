#pragma once

#include "demo/exposure.h"

G_BEGIN_DECLS

float   mls_roof_height (const MlsPlot     *plot,
                         guint              date);
MlsTint mls_roof_tint   (const MlsExposure *exposure,
                         const MlsPlot     *plot,
                         float              x,
                         float              y);

G_END_DECLS
