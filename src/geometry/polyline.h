#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

GArray *mls_polyline_straighten (const MlsPoint *points,
                                 gsize           n_points,
                                 gint64          tolerance);
GArray *mls_polyline_simplify   (const MlsPoint *points,
                                 gsize           n_points,
                                 gint64          tolerance);
GArray *mls_polyline_smooth     (const MlsPoint *points,
                                 gsize           n_points,
                                 gint64          tolerance);

G_END_DECLS
