#pragma once

#include "coverage/overlay.h"
#include "geometry/shape.h"

G_BEGIN_DECLS

/* A region: the cells connected through segments, never through a corner, with one code in one
 * vintage and dimension. Followed from a cell until it is whole or large enough to judge. Ground that
 * changed is one whose cells also had one code before. */
typedef struct
{
  guint         vintage;
  guint         since;    /* the vintage before; of a mere region the same as its vintage */
  MlsDimension  dimension;
  MlsLabel      label;    /* of its first cell; its codes are the region's in the dimension */
  guint64       before;   /* the code that its cells had */
  GPtrArray    *cells;    /* (element-type MlsCell), the first one first */
  GHashTable   *members;  /* the same, as a set */
  MlsArea2      area2;    /* of the cells followed */
  guint         n_points; /* … and the vertices of these: what it costs to follow it */
  double        perimeter;/* mm, of their border with other codes; segments met so far */
  gboolean      at_least; /* there is more of it */
  gboolean      on_edge;  /* a segment of it is the territory's edge */
} MlsRegion;

/* When to stop following: at an area, or at so many vertices of the cells met, once there is the least
 * area. 0 is no limit. */
typedef struct
{
  MlsArea2 area2;
  guint    n_points;
  MlsArea2 least_area2;
} MlsRegionLimit;

/* So far a region is followed of which the rest does not matter much: a network of roads has no end. */
#define MLS_FOLLOWED_POINTS 4096

MlsRegion *mls_region_new      (MlsOverlay     *overlay,
                                MlsCell        *cell,
                                guint           vintage,
                                MlsDimension    dimension,
                                MlsRegionLimit  limit);
MlsRegion *mls_region_new_changed
                               (MlsOverlay     *overlay,
                                MlsCell        *cell,
                                guint           since,
                                guint           vintage,
                                MlsDimension    dimension,
                                MlsRegionLimit  limit);
void       mls_region_free     (MlsRegion      *region);
guint64    mls_region_code     (const MlsRegion *region);
gboolean   mls_region_has      (const MlsRegion *region,
                                const MlsCell  *cell);
void       mls_region_outline  (MlsOverlay      *overlay,
                                const MlsRegion *region,
                                MlsShape        *out);
void       mls_region_meets    (MlsOverlay     *overlay,
                                MlsCell        *cell,
                                guint           vintage,
                                MlsDimension    dimension,
                                GHashTable     *wanted,
                                guint           max_points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsRegion, mls_region_free)

G_END_DECLS
