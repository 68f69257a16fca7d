#include "geometry/shape.h"

#include "geometry/predicate.h"

#include <string.h>

/**
 * mls_shape_new:
 *
 * Returns: (transfer full): a list without a ring
 */
MlsShape *
mls_shape_new (void)
{
  MlsShape *shape = g_new0 (MlsShape, 1);

  shape->points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  shape->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  shape->rings = g_array_new (FALSE, FALSE, sizeof (MlsRing));

  return shape;
}

/**
 * mls_shape_free:
 * @shape: (transfer full): a list of rings
 */
void
mls_shape_free (MlsShape *shape)
{
  g_array_unref (shape->points);
  g_array_unref (shape->ends);
  g_array_unref (shape->rings);
  g_free (shape);
}

/**
 * mls_shape_clear:
 * @shape: a list of rings, to be without one again
 */
void
mls_shape_clear (MlsShape *shape)
{
  g_array_set_size (shape->points, 0);
  g_array_set_size (shape->ends, 0);
}

/**
 * mls_shape_end_ring:
 * @shape: a list of rings
 *
 * Makes a ring of the points added since the last one ended.
 */
void
mls_shape_end_ring (MlsShape *shape)
{
  g_array_append_val (shape->ends, shape->points->len);
}

/**
 * mls_shape_add_ring:
 * @shape: a list of rings
 * @ring: one more, copied
 */
void
mls_shape_add_ring (MlsShape *shape, MlsRing ring)
{
  g_array_append_vals (shape->points, ring.points, (guint) ring.n_points);
  mls_shape_end_ring (shape);
}

/**
 * mls_shape_ring:
 * @shape: a list of rings
 * @i: from 0
 *
 * Returns: the ring, valid until something is added
 */
MlsRing
mls_shape_ring (const MlsShape *shape, guint i)
{
  guint start = i == 0 ? 0 : g_array_index (shape->ends, guint, i - 1);
  guint end = g_array_index (shape->ends, guint, i);

  return (MlsRing){ &g_array_index (shape->points, MlsPoint, start), end - start };
}

/**
 * mls_shape_get_rings:
 * @shape: a list of rings
 *
 * Returns: (transfer none) (array): all of them, valid until something is added
 */
const MlsRing *
mls_shape_get_rings (MlsShape *shape)
{
  g_array_set_size (shape->rings, 0);

  for (guint i = 0; i < mls_shape_n_rings (shape); i++)
    {
      MlsRing ring = mls_shape_ring (shape, i);

      g_array_append_val (shape->rings, ring);
    }

  return (const MlsRing *) (gpointer) shape->rings->data;
}

/**
 * mls_shape_area2:
 * @shape: a list of rings
 *
 * Returns: twice what they run around in mm², those that run clockwise taken off
 */
MlsArea2
mls_shape_area2 (const MlsShape *shape)
{
  MlsArea2 sum = 0;

  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    sum += mls_ring_area2 (mls_shape_ring (shape, r));

  return sum;
}

/**
 * mls_shape_tidy:
 * @shape: the rings of a polygon, the outer one first
 *
 * Drops vertices that follow themselves, then rings of fewer than three, and all if the outer one is
 * among them.
 */
void
mls_shape_tidy (MlsShape *shape)
{
  GArray *points = shape->points;
  guint n_points = 0;
  guint n_rings = 0;
  guint start = 0;

  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    {
      guint end = g_array_index (shape->ends, guint, r);
      guint first = n_points;

      for (; start < end; start++)
        {
          MlsPoint point = g_array_index (points, MlsPoint, start);

          if (n_points == first || !mls_point_equal (g_array_index (points, MlsPoint, n_points - 1), point))
            g_array_index (points, MlsPoint, n_points++) = point;
        }

      while (n_points > first + 1 && mls_point_equal (g_array_index (points, MlsPoint, first),
                                                      g_array_index (points, MlsPoint, n_points - 1)))
        n_points--;

      if (n_points < first + 3)
        n_points = first;
      else
        g_array_index (shape->ends, guint, n_rings++) = n_points;

      if (r == 0 && n_rings == 0)
        break;
    }

  g_array_set_size (points, n_points);
  g_array_set_size (shape->ends, n_rings);
}

/* Whether the way from a to c by b comes back on itself. */
static gboolean
is_spike (MlsPoint a, MlsPoint b, MlsPoint c)
{
  MlsInt128 along = (MlsInt128) (a.x - b.x) * (c.x - b.x) + (MlsInt128) (a.y - b.y) * (c.y - b.y);

  return along > 0 && mls_turn (a, b, c) == 0;
}

/* Drops the tips of what comes back on itself at the end of a way; returns how many points are left. */
static guint
shorten (MlsPoint *way, guint n)
{
  for (;;)
    if (n >= 2 && mls_point_equal (way[n - 2], way[n - 1]))
      n--;
    else if (n >= 3 && is_spike (way[n - 3], way[n - 2], way[n - 1]))
      {
        way[n - 2] = way[n - 1];
        n--;
      }
    else
      return n;
}

/* A ring without its spikes; returns how many of its points are left, at the front. */
static guint
drop_from_ring (MlsPoint *points, guint n_points)
{
  guint start = 0;
  guint n = 0;

  for (guint i = 0; i < n_points; i++)
    {
      points[n++] = points[i];
      n = shorten (points, n);
    }

  while (n - start >= 3)
    if (mls_point_equal (points[n - 1], points[start]) || is_spike (points[n - 2], points[n - 1], points[start]))
      n--;
    else if (is_spike (points[n - 1], points[start], points[start + 1]))
      start++;
    else
      break;

  memmove (points, points + start, (n - start) * sizeof *points);

  return n - start;
}

/**
 * mls_shape_drop_spikes:
 * @shape: the rings of a polygon, the outer one first
 *
 * Drops from each ring what runs out and back on one line; of what is left as mls_shape_tidy() does.
 *
 * Returns: whether there was any
 */
gboolean
mls_shape_drop_spikes (MlsShape *shape)
{
  guint n_before = shape->points->len;
  guint n_points = 0;
  guint start = 0;

  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    {
      guint end = g_array_index (shape->ends, guint, r);
      MlsPoint *ring = &g_array_index (shape->points, MlsPoint, start);
      guint n = drop_from_ring (ring, end - start);

      memmove (&g_array_index (shape->points, MlsPoint, n_points), ring, n * sizeof *ring);
      n_points += n;
      start = end;
      g_array_index (shape->ends, guint, r) = n_points;
    }

  g_array_set_size (shape->points, n_points);
  mls_shape_tidy (shape);

  return shape->points->len != n_before;
}

/**
 * mls_shape_is_face:
 * @shape: a list of at least one ring
 * @where: (out): a place where it is none; undefined if it is
 *
 * Returns: whether the rings are a simple polygon with a connected interior, its outer ring first
 *   and counter-clockwise, its holes clockwise
 */
gboolean
mls_shape_is_face (MlsShape *shape, MlsPoint *where)
{
  const MlsRing *rings = mls_shape_get_rings (shape);
  guint n_rings = mls_shape_n_rings (shape);

  for (guint r = 0; r < n_rings; r++)
    {
      *where = rings[r].points[0];
      if ((mls_ring_area2 (rings[r]) > 0) != (r == 0))
        return FALSE;
    }

  return mls_polygon_fault (rings, n_rings, where) == MLS_POLYGON_SIMPLE;
}
