#include "base/grid.h"

#include <math.h>

/**
 * mls_point_hash:
 * @point: any point
 *
 * Returns: a hash in which neighbouring grid points do not collide (splitmix64's finaliser)
 */
guint
mls_point_hash (MlsPoint point)
{
  guint64 h = (guint64) point.x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + (guint64) point.y;

  h = (h ^ (h >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  h = (h ^ (h >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return (guint) (h ^ (h >> 31));
}

/**
 * mls_point_distance:
 * @a: a point
 * @b: another
 *
 * Returns: the distance between @a and @b in mm
 */
double
mls_point_distance (MlsPoint a, MlsPoint b)
{
  return hypot ((double) (a.x - b.x), (double) (a.y - b.y));
}

/**
 * mls_point_distance_to_segment:
 * @point: a point
 * @a: one end of a segment
 * @b: its other end, or the same point
 *
 * Returns: the distance from @point to the nearest place of the segment in mm
 */
double
mls_point_distance_to_segment (MlsPoint point, MlsPoint a, MlsPoint b)
{
  double dx = (double) (b.x - a.x), dy = (double) (b.y - a.y);
  double px = (double) (point.x - a.x), py = (double) (point.y - a.y);
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? CLAMP ((px * dx + py * dy) / length2, 0, 1) : 0;

  return hypot (px - t * dx, py - t * dy);
}

/**
 * mls_grid_from_metres:
 * @x: easting, m
 * @y: northing, m
 * @out: (out): the nearest grid point
 *
 * Returns: %FALSE, with @out untouched, if a coordinate is not a number or lies off the grid
 */
gboolean
mls_grid_from_metres (double x, double y, MlsPoint *out)
{
  const double limit = (double) MLS_GRID_LIMIT / MLS_MM_PER_M;

  /* Written so that NaN fails too. */
  if (!(fabs (x) <= limit) || !(fabs (y) <= limit))
    return FALSE;

  out->x = llround (x * MLS_MM_PER_M);
  out->y = llround (y * MLS_MM_PER_M);

  return TRUE;
}

/**
 * mls_grid_contains:
 * @point: any point
 *
 * Returns: whether @point lies within the limit the exact predicates count on
 */
gboolean
mls_grid_contains (MlsPoint point)
{
  return ABS (point.x) <= MLS_GRID_LIMIT && ABS (point.y) <= MLS_GRID_LIMIT;
}
