#pragma once

#include "geometry/shape.h"

G_BEGIN_DECLS

gboolean mls_polyline_band (const MlsPoint *points,
                            gsize           n_points,
                            gint64          width,
                            MlsShape       *out);

G_END_DECLS
