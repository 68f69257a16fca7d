#pragma once

#include "geometry/shape.h"

G_BEGIN_DECLS

GPtrArray *mls_polygon_cut (const MlsRing *rings,
                            guint          n_rings,
                            guint          max_points);

G_END_DECLS
