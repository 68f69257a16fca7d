#pragma once

#include "geometry/ring.h"

G_BEGIN_DECLS

/* What keeps rings from being one simple polygon with holes and a connected interior. */
typedef enum
{
  MLS_POLYGON_SIMPLE,
  MLS_POLYGON_TOO_SHORT,    /* a ring of fewer than three points, or of no area */
  MLS_POLYGON_REPEATS,      /* a ring meets one of its own vertices twice */
  MLS_POLYGON_CROSSES,      /* segments cross, overlap, or touch elsewhere than at vertices of both */
  MLS_POLYGON_HOLE_OUTSIDE, /* a hole lies outside the outer ring or inside another hole */
  MLS_POLYGON_DISCONNECTED, /* rings touch so as to cut the interior in two */
} MlsPolygonFault;

MlsPolygonFault mls_polygon_fault      (const MlsRing   *rings,
                                        guint            n_rings,
                                        MlsPoint        *where);
const char     *mls_polygon_fault_text (MlsPolygonFault  fault);

G_END_DECLS
