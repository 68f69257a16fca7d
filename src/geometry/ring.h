#pragma once

#include "base/area.h"
#include "base/box.h"

G_BEGIN_DECLS

/* A closed run of points that does not repeat its first point at the end. Borrowed: it owns
 * nothing. */
typedef struct
{
  const MlsPoint *points;
  gsize           n_points;
} MlsRing;

/* Where a point lies relative to an area. */
typedef enum
{
  MLS_SIDE_OUTSIDE = -1,
  MLS_SIDE_BORDER = 0,
  MLS_SIDE_INSIDE = 1,
} MlsSide;

MlsArea2 mls_ring_area2     (MlsRing   ring);
double   mls_ring_perimeter (MlsRing   ring);
MlsSide  mls_ring_locate    (MlsRing   ring,
                             MlsPoint  point);
gboolean mls_ring_lies_in   (MlsRing   ring,
                             MlsRing   other);
gboolean mls_ring_holds_middle
                            (MlsRing   ring,
                             MlsPoint  a,
                             MlsPoint  b);
gsize    mls_ring_smallest  (MlsRing   ring);
int      mls_ring_compare   (MlsRing   a,
                             MlsRing   b);

G_END_DECLS
