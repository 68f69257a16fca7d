#pragma once

#include "geometry/ring.h"

/* What GEOS says, which shares no line with us. */
gboolean oracle_is_polygon (const MlsRing *rings,
                            guint          n_rings);
double   oracle_area       (const MlsRing *rings,
                            guint          n_rings);
double   oracle_distance   (const MlsRing *rings,
                            guint          n_rings,
                            MlsPoint       point);
