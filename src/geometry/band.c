#include "geometry/band.h"

#include <geos_c.h>
#include <math.h>

/* A corner so sharp that its outline would reach further, in half widths, is cut off. */
#define MITRE_LIMIT 5.0

/* Coordinates count from the first point, so that doubles have digits to spare. */
typedef struct
{
  GEOSContextHandle_t geos;
  MlsPoint            origin;
  MlsShape           *out;
} Band;

static GEOSGeometry *
line_new (const Band *band, const MlsPoint *points, gsize n_points)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (band->geos, (guint) n_points, 2);
  gboolean closed = n_points > 3 && mls_point_equal (points[0], points[n_points - 1]);

  for (guint i = 0; i < n_points; i++)
    GEOSCoordSeq_setXY_r (band->geos, sequence, i, (double) (points[i].x - band->origin.x),
                          (double) (points[i].y - band->origin.y));

  return closed ? GEOSGeom_createLinearRing_r (band->geos, sequence)
                : GEOSGeom_createLineString_r (band->geos, sequence);
}

static GEOSGeometry *
buffer_new (const Band *band, const GEOSGeometry *line, double distance)
{
  GEOSBufferParams *params = GEOSBufferParams_create_r (band->geos);
  GEOSGeometry *buffer;

  GEOSBufferParams_setEndCapStyle_r (band->geos, params, GEOSBUF_CAP_FLAT);
  GEOSBufferParams_setJoinStyle_r (band->geos, params, GEOSBUF_JOIN_MITRE);
  GEOSBufferParams_setMitreLimit_r (band->geos, params, MITRE_LIMIT);
  buffer = GEOSBufferWithParams_r (band->geos, line, params, distance);
  GEOSBufferParams_destroy_r (band->geos, params);

  return buffer;
}

/* A ring on the grid, without points that came to lie on one another. */
static void
add_ring (const Band *band, const GEOSGeometry *ring)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (band->geos, ring);
  MlsPoint last = { 0, 0 };
  guint n = 0;

  GEOSCoordSeq_getSize_r (band->geos, sequence, &n);
  for (guint i = 0; i + 1 < n; i++)
    {
      MlsPoint point;
      double x, y;

      GEOSCoordSeq_getXY_r (band->geos, sequence, i, &x, &y);
      /* Halves go one way, so that what is so many millimetres wide stays that wide. */
      point = (MlsPoint){ band->origin.x + (gint64) floor (x + 0.5), band->origin.y + (gint64) floor (y + 0.5) };
      if (i == 0 || !mls_point_equal (point, last))
        mls_shape_add_point (band->out, point);
      last = point;
    }
  mls_shape_end_ring (band->out);
}

static void
add_polygons (const Band *band, const GEOSGeometry *geometry)
{
  for (int i = 0; i < GEOSGetNumGeometries_r (band->geos, geometry); i++)
    {
      const GEOSGeometry *polygon = GEOSGetGeometryN_r (band->geos, geometry, i);

      if (GEOSGeomTypeId_r (band->geos, polygon) != GEOS_POLYGON || GEOSisEmpty_r (band->geos, polygon))
        continue;

      add_ring (band, GEOSGetExteriorRing_r (band->geos, polygon));
      for (int k = 0; k < GEOSGetNumInteriorRings_r (band->geos, polygon); k++)
        add_ring (band, GEOSGetInteriorRingN_r (band->geos, polygon, k));
    }
}

/**
 * mls_polyline_band:
 * @points: (array length=n_points): a line, no point twice in a row; a closed one ends where it starts
 * @n_points: at least 2
 * @width: mm
 * @out: an empty shape
 *
 * Makes the outline of the ground within half of @width of the line: flat where the line ends, with
 * corners where it has them, and rounded to the grid.
 *
 * Returns: %FALSE if there is nothing of it
 */
gboolean
mls_polyline_band (const MlsPoint *points, gsize n_points, gint64 width, MlsShape *out)
{
  Band band = { GEOS_init_r (), points[0], out };
  GEOSGeometry *line = line_new (&band, points, n_points);
  GEOSGeometry *buffer = line != NULL ? buffer_new (&band, line, (double) width / 2) : NULL;

  if (buffer != NULL)
    add_polygons (&band, buffer);

  if (buffer != NULL)
    GEOSGeom_destroy_r (band.geos, buffer);
  if (line != NULL)
    GEOSGeom_destroy_r (band.geos, line);
  GEOS_finish_r (band.geos);

  return mls_shape_n_rings (out) > 0;
}
