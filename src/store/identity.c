#include "store/identity.h"

#include <stdlib.h>

/* Rows that measure how far two faces overlap: enough to tell which of two overlaps is larger
 * wherever an eye could. */
#define N_ROWS 128

static int
compare_double (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Where the borders of @face meet the row @y, west to east. Rows lie between grid lines, so that they
 * pass no vertex. */
static void
cut_row (const MlsFace *face, double y, GArray *cuts)
{
  g_array_set_size (cuts, 0);

  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          MlsPoint a = ring.points[j];
          MlsPoint b = ring.points[i];

          if (((double) a.y < y) != ((double) b.y < y))
            {
              double t = (y - (double) a.y) / (double) (b.y - a.y);
              double x = (double) a.x + t * (double) (b.x - a.x);

              g_array_append_val (cuts, x);
            }
        }
    }

  g_array_sort (cuts, compare_double);
}

/* The length that two sets of intervals have in common. */
static double
common_length (const GArray *a, const GArray *b)
{
  double length = 0;

  for (guint i = 0, j = 0; i + 1 < a->len && j + 1 < b->len;)
    {
      double west = MAX (g_array_index (a, double, i), g_array_index (b, double, j));
      double east = MIN (g_array_index (a, double, i + 1), g_array_index (b, double, j + 1));

      length += MAX (east - west, 0);
      if (g_array_index (a, double, i + 1) < g_array_index (b, double, j + 1))
        i += 2;
      else
        j += 2;
    }

  return length;
}

/* What two faces have in common, in mm², measured along rows. */
static double
overlap (const MlsFace *a, const MlsFace *b)
{
  g_autoptr (GArray) a_cuts = NULL;
  g_autoptr (GArray) b_cuts = NULL;
  gint64 south = MAX (a->box.min_y, b->box.min_y);
  gint64 north = MIN (a->box.max_y, b->box.max_y);
  gint64 n_rows = MIN (north - south, N_ROWS);
  double length = 0;

  if (!mls_box_intersects (&a->box, &b->box) || n_rows == 0)
    return 0;

  a_cuts = g_array_new (FALSE, FALSE, sizeof (double));
  b_cuts = g_array_new (FALSE, FALSE, sizeof (double));
  for (gint64 row = 0; row < n_rows; row++)
    {
      double y = (double) (south + (north - south) * row / n_rows) + 0.5;

      cut_row (a, y, a_cuts);
      cut_row (b, y, b_cuts);
      length += common_length (a_cuts, b_cuts);
    }

  return length * (double) (north - south) / (double) n_rows;
}

static int
compare_larger_first (gconstpointer left, gconstpointer right)
{
  const MlsFace *a = *(MlsFace *const *) left;
  const MlsFace *b = *(MlsFace *const *) right;
  MlsArea2 a_area = mls_face_area2 (a);
  MlsArea2 b_area = mls_face_area2 (b);

  if (a_area != b_area)
    return a_area > b_area ? -1 : 1;

  return mls_ring_compare (mls_face_ring (a, 0), mls_face_ring (b, 0));
}

/* Takes the face of @faces that @face overlaps most, %NULL if it overlaps none; of equal ones the
 * one of the smallest id. */
static MlsFace *
take_most_overlapped (GPtrArray *faces, const MlsFace *face)
{
  double most = 0;
  guint best = 0;

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *other = g_ptr_array_index (faces, i);
      double area = overlap (face, other);
      gboolean better = area > most;

      if (area > 0 && area == most)
        better = other->id < ((const MlsFace *) g_ptr_array_index (faces, best))->id;

      if (better)
        {
          most = area;
          best = i;
        }
    }

  return most > 0 ? g_ptr_array_steal_index_fast (faces, best) : NULL;
}

static void
sort_out (const MlsDelta *delta, MlsDelta *paired, GPtrArray *removed, GPtrArray *created)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (change->after == NULL)
        g_ptr_array_add (removed, mls_face_ref (change->before));
      else if (change->before == NULL && change->after->id <= 0)
        g_ptr_array_add (created, mls_face_ref (change->after));
      else
        mls_delta_add (paired, change->before != NULL ? mls_face_ref (change->before) : NULL,
                       mls_face_ref (change->after));
    }

  for (guint i = 0; i < delta->edges->len; i++)
    {
      const MlsEdgeChange *change = &g_array_index (delta->edges, MlsEdgeChange, i);

      mls_delta_add_edge (paired, change->id, g_array_ref (change->before), g_array_ref (change->after));
    }
}

/**
 * mls_identity_pair:
 * @delta: a delta
 *
 * Decides which face lives on where a planner left that open: faces created under a provisional id,
 * largest first, take the id of the removed face they overlap most, as long as it is free. What
 * finds none stays created.
 *
 * Returns: (transfer full): the same delta with as many faces paired as can be
 */
MlsDelta *
mls_identity_pair (const MlsDelta *delta)
{
  g_autoptr (GPtrArray) removed = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (GPtrArray) created = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  MlsDelta *paired = mls_delta_new ();

  sort_out (delta, paired, removed, created);
  g_ptr_array_sort (created, compare_larger_first);

  for (guint i = 0; i < created->len; i++)
    {
      const MlsFace *after = g_ptr_array_index (created, i);
      MlsFace *before = take_most_overlapped (removed, after);

      mls_delta_add (paired, before,
                     before != NULL ? mls_face_with (after, before->id, 0, NULL, 0)
                                    : mls_face_ref (after));
    }

  for (guint i = 0; i < removed->len; i++)
    mls_delta_add (paired, mls_face_ref (g_ptr_array_index (removed, i)), NULL);

  return paired;
}
