#include "coverage/join.h"

#include "geometry/trace.h"

/* A border as it is walked, known by its ends in order. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
  int      times; /* walked up, less walked down */
} Stretch;

static int
compare_stretches (gconstpointer left, gconstpointer right)
{
  const Stretch *s = left;
  const Stretch *t = right;
  int order = mls_point_compare (s->low, t->low);

  return order != 0 ? order : mls_point_compare (s->high, t->high);
}

static void
add_ring (GArray *stretches, MlsRing ring)
{
  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    {
      MlsPoint a = ring.points[j];
      MlsPoint b = ring.points[i];
      gboolean up = mls_point_compare (a, b) < 0;
      Stretch stretch = { up ? a : b, up ? b : a, up ? 1 : -1 };

      g_array_append_val (stretches, stretch);
    }
}

/* What is left once opposite ones cancel. */
static GArray *
rest_of (GArray *stretches)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));

  g_array_sort (stretches, compare_stretches);
  for (guint i = 0; i < stretches->len;)
    {
      const Stretch *first = &g_array_index (stretches, Stretch, i);
      MlsTraceSegment up = { first->low, first->high };
      MlsTraceSegment down = { first->high, first->low };
      int times = 0;

      for (; i < stretches->len && compare_stretches (&g_array_index (stretches, Stretch, i), first) == 0; i++)
        times += g_array_index (stretches, Stretch, i).times;

      if (times != 0)
        g_array_append_vals (rest, times > 0 ? &up : &down, 1);
    }

  return rest;
}

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
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_autoptr (GArray) segments = NULL;
  g_autoptr (MlsShape) shape = mls_shape_new ();
  g_autofree MlsRing *rings = NULL;

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);

      for (guint r = 0; r < face->n_rings; r++)
        add_ring (stretches, mls_face_ring (face, r));
    }

  segments = rest_of (stretches);
  mls_trace_rings (segments, shape);
  rings = g_memdup2 (mls_shape_get_rings (shape), mls_shape_n_rings (shape) * sizeof *rings);
  put_outer_first (rings, mls_shape_n_rings (shape));

  return mls_face_new (id, rings, mls_shape_n_rings (shape), first->labels, first->n_vintages);
}
