#pragma once

#include "geometry/shape.h"

G_BEGIN_DECLS

/* How a line becomes ground. */
typedef struct
{
  gint64   width;       /* mm */
  double   reach;       /* in half widths: how far a corner may stick out of the line, 1 or more; what would reach
                         * further is cut off there */
  gboolean round_start; /* a half circle around the first point; else flat */
  gboolean round_end;
} MlsBand;

gboolean mls_polyline_band (const MlsPoint *points,
                            gsize           n_points,
                            const MlsBand  *band,
                            MlsShape       *out);

G_END_DECLS
