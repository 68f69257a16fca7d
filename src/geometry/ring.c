#include "geometry/ring.h"

#include "geometry/predicate.h"

/**
 * mls_ring_area2:
 * @ring: a ring
 *
 * The shoelace sum, taken from the first vertex so that the terms stay small.
 *
 * Returns: twice its area in mm², positive when it runs counter-clockwise
 */
MlsArea2
mls_ring_area2 (MlsRing ring)
{
  MlsArea2 sum = 0;

  for (gsize i = 2; i < ring.n_points; i++)
    sum += mls_cross (ring.points[0], ring.points[i - 1], ring.points[i]);

  return sum;
}

/**
 * mls_ring_perimeter:
 * @ring: a ring
 *
 * Returns: its length in mm
 */
double
mls_ring_perimeter (MlsRing ring)
{
  double length = 0;

  for (gsize i = 0; i < ring.n_points; i++)
    length += mls_point_distance (ring.points[i], ring.points[(i + 1) % ring.n_points]);

  return length;
}

/**
 * mls_ring_locate:
 * @ring: a ring, either way round
 * @point: any point
 *
 * Counts the segments a ray to the east crosses, each with its lower end and without its upper one.
 *
 * Returns: whether @point lies inside @ring, outside, or on it
 */
MlsSide
mls_ring_locate (MlsRing ring, MlsPoint point)
{
  gboolean inside = FALSE;

  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    {
      MlsPoint a = ring.points[j];
      MlsPoint b = ring.points[i];

      if (mls_point_on_segment (point, a, b))
        return MLS_SIDE_BORDER;

      if ((a.y <= point.y) != (b.y <= point.y))
        {
          int turn = mls_turn (a, b, point);

          if ((b.y > a.y) == (turn > 0))
            inside = !inside;
        }
    }

  return inside ? MLS_SIDE_INSIDE : MLS_SIDE_OUTSIDE;
}

/**
 * mls_ring_lies_in:
 * @ring: a ring, either way round
 * @other: another one, that it does not cross
 *
 * Its first vertex that is not on the border of @other tells for all of it.
 *
 * Returns: whether @ring lies inside @other; not if all its vertices are on the border
 */
gboolean
mls_ring_lies_in (MlsRing ring, MlsRing other)
{
  for (gsize i = 0; i < ring.n_points; i++)
    {
      MlsSide side = mls_ring_locate (other, ring.points[i]);

      if (side != MLS_SIDE_BORDER)
        return side == MLS_SIDE_INSIDE;
    }

  return FALSE;
}

/**
 * mls_ring_holds_middle:
 * @ring: a ring, either way round
 * @a: one end of a segment that does not cross @ring
 * @b: its other end
 *
 * Counts in half millimetres, where the middle of the segment is a grid point too.
 *
 * Returns: whether the middle of the segment lies inside @ring
 */
gboolean
mls_ring_holds_middle (MlsRing ring, MlsPoint a, MlsPoint b)
{
  MlsPoint middle = { a.x + b.x, a.y + b.y };
  gboolean inside = FALSE;

  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    {
      MlsPoint p = { 2 * ring.points[j].x, 2 * ring.points[j].y };
      MlsPoint q = { 2 * ring.points[i].x, 2 * ring.points[i].y };

      if ((p.y <= middle.y) != (q.y <= middle.y) && (q.y > p.y) == (mls_turn (p, q, middle) > 0))
        inside = !inside;
    }

  return inside;
}

/**
 * mls_ring_smallest:
 * @ring: a ring of at least one point
 *
 * Returns: the index of its smallest vertex, where canonical form starts
 */
gsize
mls_ring_smallest (MlsRing ring)
{
  gsize smallest = 0;

  for (gsize i = 1; i < ring.n_points; i++)
    if (mls_point_compare (ring.points[i], ring.points[smallest]) < 0)
      smallest = i;

  return smallest;
}

/**
 * mls_ring_compare:
 * @a: a ring
 * @b: another
 *
 * Returns: their order by vertices, first to last; a ring comes before its own continuations
 */
int
mls_ring_compare (MlsRing a, MlsRing b)
{
  for (gsize i = 0; i < a.n_points && i < b.n_points; i++)
    {
      int order = mls_point_compare (a.points[i], b.points[i]);

      if (order != 0)
        return order;
    }

  return (a.n_points > b.n_points) - (a.n_points < b.n_points);
}
