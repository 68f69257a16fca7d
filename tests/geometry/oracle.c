#include "oracle.h"

#include <geos_c.h>

static GEOSGeometry *
ring_new (GEOSContextHandle_t geos, MlsRing ring)
{
  GEOSCoordSequence *points = GEOSCoordSeq_create_r (geos, (guint) ring.n_points + 1, 2);

  for (guint i = 0; i <= ring.n_points; i++)
    {
      MlsPoint p = ring.points[i % ring.n_points];

      GEOSCoordSeq_setXY_r (geos, points, i, (double) p.x, (double) p.y);
    }

  return GEOSGeom_createLinearRing_r (geos, points);
}

/* NULL if a ring is none to GEOS. */
static GEOSGeometry *
polygon_new (GEOSContextHandle_t geos, const MlsRing *rings, guint n_rings)
{
  g_autofree GEOSGeometry **lines = g_new0 (GEOSGeometry *, n_rings);
  gboolean whole = TRUE;

  for (guint r = 0; r < n_rings; r++)
    {
      lines[r] = ring_new (geos, rings[r]);
      whole = whole && lines[r] != NULL;
    }

  if (whole)
    return GEOSGeom_createPolygon_r (geos, lines[0], lines + 1, n_rings - 1);

  for (guint r = 0; r < n_rings; r++)
    if (lines[r] != NULL)
      GEOSGeom_destroy_r (geos, lines[r]);

  return NULL;
}

/**
 * oracle_is_polygon:
 * @rings: (array length=n_rings): the outer ring, then the holes
 * @n_rings: at least 1
 *
 * Returns: whether they make a valid polygon
 */
gboolean
oracle_is_polygon (const MlsRing *rings, guint n_rings)
{
  GEOSContextHandle_t geos = GEOS_init_r ();
  GEOSGeometry *polygon = polygon_new (geos, rings, n_rings);
  gboolean valid = polygon != NULL && GEOSisValid_r (geos, polygon) == 1;

  if (polygon != NULL)
    GEOSGeom_destroy_r (geos, polygon);
  GEOS_finish_r (geos);

  return valid;
}

/**
 * oracle_area:
 * @rings: (array length=n_rings): the rings of a valid polygon
 * @n_rings: at least 1
 *
 * Returns: its area in mm²
 */
double
oracle_area (const MlsRing *rings, guint n_rings)
{
  GEOSContextHandle_t geos = GEOS_init_r ();
  GEOSGeometry *polygon = polygon_new (geos, rings, n_rings);
  double area = 0;

  g_assert_nonnull (polygon);
  GEOSArea_r (geos, polygon, &area);
  GEOSGeom_destroy_r (geos, polygon);
  GEOS_finish_r (geos);

  return area;
}

/* As seen from a place, so that no digit is lost on how far away the origin is. */
static MlsRing
ring_from (MlsRing ring, MlsPoint place)
{
  MlsPoint *points = g_new (MlsPoint, ring.n_points);

  for (gsize i = 0; i < ring.n_points; i++)
    points[i] = (MlsPoint){ ring.points[i].x - place.x, ring.points[i].y - place.y };

  return (MlsRing){ points, ring.n_points };
}

/**
 * oracle_distance:
 * @rings: (array length=n_rings): the rings of a valid polygon
 * @n_rings: at least 1
 * @point: any point
 *
 * Returns: how far it is from @point to the polygon, mm
 */
double
oracle_distance (const MlsRing *rings, guint n_rings, MlsPoint point)
{
  GEOSContextHandle_t geos = GEOS_init_r ();
  g_autofree MlsRing *seen = g_new (MlsRing, n_rings);
  GEOSGeometry *polygon;
  GEOSGeometry *place = GEOSGeom_createPointFromXY_r (geos, 0, 0);
  double distance = 0;

  for (guint r = 0; r < n_rings; r++)
    seen[r] = ring_from (rings[r], point);
  polygon = polygon_new (geos, seen, n_rings);
  g_assert_nonnull (polygon);
  GEOSDistance_r (geos, place, polygon, &distance);

  GEOSGeom_destroy_r (geos, place);
  GEOSGeom_destroy_r (geos, polygon);
  for (guint r = 0; r < n_rings; r++)
    g_free ((MlsPoint *) seen[r].points);
  GEOS_finish_r (geos);

  return distance;
}
