#pragma once

#include "geometry/figures.h"
#include "geometry/ring.h"

G_BEGIN_DECLS

/* What of some ground lies in an area. */
typedef struct
{
  guint    area;  /* which of the figures */
  MlsArea2 area2;
} MlsShare;

GArray *mls_polygon_share (const MlsRing    *rings,
                           guint             n_rings,
                           const MlsFigures *areas);

G_END_DECLS
