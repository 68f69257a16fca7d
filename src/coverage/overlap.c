/* Ground that two faces of different states share. */

#include "coverage/overlap.h"

#include <math.h>
#include <stdlib.h>

/* How many lines are laid across it. */
#define N_LINES 32

/* Where a line of one y runs through both, and the widest stretch of it so far. */
typedef struct
{
  double   width;
  MlsPoint middle;
} Best;

static int
compare (gconstpointer left, gconstpointer right)
{
  double a = *(const double *) left, b = *(const double *) right;

  return (a > b) - (a < b);
}

/* The x at which a line crosses borders of @face, in pairs of in and out: between two millimetres it meets no vertex. */
static GArray *
find_crossings (const MlsFace *face, double y)
{
  GArray *crossings = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          double ax = (double) ring.points[j].x, ay = (double) ring.points[j].y;
          double bx = (double) ring.points[i].x, by = (double) ring.points[i].y;
          double x = ax + (y - ay) / (by - ay) * (bx - ax);

          if ((ay > y) != (by > y))
            g_array_append_val (crossings, x);
        }
    }
  g_array_sort (crossings, compare);

  return crossings;
}

static void
look_along (const MlsFace *a, const MlsFace *b, double y, Best *best)
{
  g_autoptr (GArray) first = find_crossings (a, y);
  g_autoptr (GArray) second = find_crossings (b, y);
  guint i = 0, j = 0;

  while (i + 1 < first->len && j + 1 < second->len)
    {
      double a_end = g_array_index (first, double, i + 1), b_end = g_array_index (second, double, j + 1);
      double from = MAX (g_array_index (first, double, i), g_array_index (second, double, j));
      double to = MIN (a_end, b_end);

      if (to - from > best->width)
        *best = (Best){ to - from, { llround ((from + to) / 2), llround (y) } };
      i += a_end <= b_end ? 2 : 0;
      j += b_end <= a_end ? 2 : 0;
    }
}

/**
 * mls_overlap_point:
 * @a: a face
 * @b: one of another state that shares ground with it
 *
 * Returns: a point of both: in the middle of a wide stretch of that ground, as far as it is not too narrow to be found
 */
MlsPoint
mls_overlap_point (const MlsFace *a, const MlsFace *b)
{
  MlsBox box = mls_box_intersection (&a->box, &b->box);
  Best best = { 0, mls_box_centre (&box) };
  MlsPoint inner = mls_face_inner_point (b);

  if (mls_face_locate (a, inner) == MLS_SIDE_INSIDE)
    return inner;

  inner = mls_face_inner_point (a);
  if (mls_face_locate (b, inner) == MLS_SIDE_INSIDE)
    return inner;

  for (guint i = 0; i < N_LINES; i++)
    look_along (a, b, floor ((double) box.min_y + (double) (box.max_y - box.min_y) * (i + 0.5) / N_LINES) + 0.5, &best);

  return best.middle;
}
