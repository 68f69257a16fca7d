#include "geometry/shape.h"

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
