#include "geometry/width.h"

#include <geos_c.h>

/* Segments to a quarter of a circle, where the outline turns inwards. */
#define QUADRANT_SEGMENTS 16

/* Coordinates count from the first point, so that doubles have digits to spare. */
static GEOSGeometry *
ring_new (GEOSContextHandle_t geos, MlsRing ring, MlsPoint origin)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, (guint) ring.n_points + 1, 2);

  for (guint i = 0; i <= ring.n_points; i++)
    {
      MlsPoint point = ring.points[i % ring.n_points];

      GEOSCoordSeq_setXY_r (geos, sequence, i, (double) (point.x - origin.x), (double) (point.y - origin.y));
    }

  return GEOSGeom_createLinearRing_r (geos, sequence);
}

/* The one ring that goes round the others, counter-clockwise, and the holes. */
static GEOSGeometry *
polygon_new (GEOSContextHandle_t geos, MlsShape *shape)
{
  guint n = mls_shape_n_rings (shape);
  g_autofree GEOSGeometry **holes = g_new (GEOSGeometry *, n);
  MlsPoint origin = g_array_index (shape->points, MlsPoint, 0);
  GEOSGeometry *outer = NULL;
  guint n_holes = 0;

  for (guint i = 0; i < n; i++)
    {
      MlsRing ring = mls_shape_ring (shape, i);
      GEOSGeometry *made = ring_new (geos, ring, origin);

      if (outer == NULL && mls_ring_area2 (ring) > 0)
        outer = made;
      else
        holes[n_holes++] = made;
    }

  return GEOSGeom_createPolygon_r (geos, outer, holes, n_holes);
}

/**
 * mls_shape_is_narrow:
 * @shape: the rings of one polygon
 * @width: mm
 *
 * No place of a polygon that is wholly narrower than @width has room for a disc of that diameter: drawn in by
 * half of it, nothing is left. Where the outline turns inwards, the arc is drawn by chords within it, which
 * leaves a little more than there is: what is called narrow is so; of what is wider by less than two
 * thousandths of @width there, nothing is said.
 *
 * Returns: whether nothing is left
 */
gboolean
mls_shape_is_narrow (MlsShape *shape, double width)
{
  GEOSContextHandle_t geos = GEOS_init_r ();
  GEOSGeometry *polygon = polygon_new (geos, shape);
  GEOSGeometry *rest = GEOSBuffer_r (geos, polygon, -width / 2, QUADRANT_SEGMENTS);
  gboolean narrow = rest != NULL && GEOSisEmpty_r (geos, rest) == 1;

  if (rest != NULL)
    GEOSGeom_destroy_r (geos, rest);
  GEOSGeom_destroy_r (geos, polygon);
  GEOS_finish_r (geos);

  return narrow;
}
