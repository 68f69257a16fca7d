#include "geometry/band.h"

#include <geos_c.h>
#include <math.h>

/* Corners of a quarter of a circle. */
#define QUARTER 8

/* Coordinates count from the first point, so that doubles have digits to spare. */
typedef struct
{
  GEOSContextHandle_t geos;
  MlsPoint            origin;
  const MlsBand      *band;
  MlsShape           *out;
} Work;

static GEOSGeometry *
line_new (const Work *self, const MlsPoint *points, gsize n_points)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (self->geos, (guint) n_points, 2);
  gboolean closed = n_points > 3 && mls_point_equal (points[0], points[n_points - 1]);

  for (guint i = 0; i < n_points; i++)
    GEOSCoordSeq_setXY_r (self->geos, sequence, i, (double) (points[i].x - self->origin.x),
                          (double) (points[i].y - self->origin.y));

  return closed ? GEOSGeom_createLinearRing_r (self->geos, sequence)
                : GEOSGeom_createLineString_r (self->geos, sequence);
}

static GEOSGeometry *
buffer_new (const Work *self, const GEOSGeometry *line)
{
  GEOSBufferParams *params = GEOSBufferParams_create_r (self->geos);
  GEOSGeometry *buffer;

  GEOSBufferParams_setEndCapStyle_r (self->geos, params, GEOSBUF_CAP_FLAT);
  GEOSBufferParams_setJoinStyle_r (self->geos, params, GEOSBUF_JOIN_MITRE);
  GEOSBufferParams_setMitreLimit_r (self->geos, params, self->band->reach);
  buffer = GEOSBufferWithParams_r (self->geos, line, params, (double) self->band->width / 2);
  GEOSBufferParams_destroy_r (self->geos, params);

  return buffer;
}

/* Adds the circle around an end of the line; takes @ground over. */
static GEOSGeometry *
add_circle (const Work *self, GEOSGeometry *ground, MlsPoint end)
{
  GEOSGeometry *point = GEOSGeom_createPointFromXY_r (self->geos, (double) (end.x - self->origin.x),
                                                      (double) (end.y - self->origin.y));
  GEOSGeometry *circle = GEOSBuffer_r (self->geos, point, (double) self->band->width / 2, QUARTER);
  GEOSGeometry *sum = GEOSUnion_r (self->geos, ground, circle);

  GEOSGeom_destroy_r (self->geos, point);
  GEOSGeom_destroy_r (self->geos, circle);
  if (sum == NULL)
    return ground;

  GEOSGeom_destroy_r (self->geos, ground);
  return sum;
}

/* A ring on the grid, without points that came to lie on one another. */
static void
add_ring (const Work *self, const GEOSGeometry *ring)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (self->geos, ring);
  MlsPoint last = { 0, 0 };
  guint n = 0;

  GEOSCoordSeq_getSize_r (self->geos, sequence, &n);
  for (guint i = 0; i + 1 < n; i++)
    {
      MlsPoint point;
      double x, y;

      GEOSCoordSeq_getXY_r (self->geos, sequence, i, &x, &y);
      /* Halves go one way, so that what is so many millimetres wide stays that wide. */
      point = (MlsPoint){ self->origin.x + (gint64) floor (x + 0.5), self->origin.y + (gint64) floor (y + 0.5) };
      if (i == 0 || !mls_point_equal (point, last))
        mls_shape_add_point (self->out, point);
      last = point;
    }
  mls_shape_end_ring (self->out);
}

static void
add_polygons (const Work *self, const GEOSGeometry *geometry)
{
  for (int i = 0; i < GEOSGetNumGeometries_r (self->geos, geometry); i++)
    {
      const GEOSGeometry *polygon = GEOSGetGeometryN_r (self->geos, geometry, i);

      if (GEOSGeomTypeId_r (self->geos, polygon) != GEOS_POLYGON || GEOSisEmpty_r (self->geos, polygon))
        continue;

      add_ring (self, GEOSGetExteriorRing_r (self->geos, polygon));
      for (int k = 0; k < GEOSGetNumInteriorRings_r (self->geos, polygon); k++)
        add_ring (self, GEOSGetInteriorRingN_r (self->geos, polygon, k));
    }
}

/* The ground of the line; NULL where there is none. */
static GEOSGeometry *
make_ground (const Work *self, const MlsPoint *points, gsize n_points)
{
  GEOSGeometry *line = line_new (self, points, n_points);
  GEOSGeometry *ground = line != NULL ? buffer_new (self, line) : NULL;

  if (ground != NULL && self->band->round_start)
    ground = add_circle (self, ground, points[0]);
  if (ground != NULL && self->band->round_end)
    ground = add_circle (self, ground, points[n_points - 1]);
  if (line != NULL)
    GEOSGeom_destroy_r (self->geos, line);

  return ground;
}

/**
 * mls_polyline_band:
 * @points: (array length=n_points): a line, no point twice in a row; a closed one ends where it starts
 * @n_points: at least 2
 * @band: how wide it is, and how it ends
 * @out: an empty shape
 *
 * Makes the outline of the ground within half of the width of the line, with corners where it has them, and rounded to
 * the grid.
 *
 * Returns: %FALSE if there is nothing of it
 */
gboolean
mls_polyline_band (const MlsPoint *points, gsize n_points, const MlsBand *band, MlsShape *out)
{
  Work self = { GEOS_init_r (), points[0], band, out };
  GEOSGeometry *ground = make_ground (&self, points, n_points);

  if (ground != NULL)
    {
      add_polygons (&self, ground);
      GEOSGeom_destroy_r (self.geos, ground);
    }
  GEOS_finish_r (self.geos);

  return mls_shape_n_rings (out) > 0;
}
