#include "coverage/join.h"

#include "geometry/stretch.h"

/* Puts the outer ring, the only one that runs counter-clockwise, before the holes. */
static void
put_outer_first (MlsRing *rings, guint n_rings)
{
  for (guint r = 0; r < n_rings; r++)
    if (mls_ring_area2 (rings[r]) > 0)
      {
        MlsRing outer = rings[r];

        rings[r] = rings[0];
        rings[0] = outer;
        return;
      }

  g_assert_not_reached ();
}

/**
 * mls_join_faces:
 * @faces: (element-type MlsFace): faces of one coverage, connected through segments, at least one
 * @id: of the face they make up
 *
 * Vertices stay where they are, those in the course of a straight border as well: of faces that were
 * one, the same rings come back.
 *
 * Takes O(n log n) for n vertices.
 *
 * Returns: (transfer full): all of them as one, with the labels of the first
 */
MlsFace *
mls_join_faces (const GPtrArray *faces, gint64 id)
{
  const MlsFace *first = g_ptr_array_index (faces, 0);
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (MlsStretch));
  g_autoptr (MlsShape) shape = mls_shape_new ();
  g_autofree MlsRing *rings = NULL;

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);

      for (guint r = 0; r < face->n_rings; r++)
        mls_stretch_add_ring (stretches, mls_face_ring (face, r), 1);
    }

  mls_stretch_sum (stretches);
  mls_stretch_trace (stretches, shape);
  rings = g_memdup2 (mls_shape_get_rings (shape), mls_shape_n_rings (shape) * sizeof *rings);
  put_outer_first (rings, mls_shape_n_rings (shape));

  return mls_face_new (id, rings, mls_shape_n_rings (shape), first->labels, first->n_vintages);
}
