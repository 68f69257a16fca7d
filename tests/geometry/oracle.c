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
