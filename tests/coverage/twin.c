#include "twin.h"

#include <string.h>

static gboolean
faces_backwards (gpointer self, const MlsBox *box, MlsFaceFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (self);

  for (guint i = faces->len; i-- > 0;)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);
      g_autoptr (MlsFace) copy = mls_face_with (face, face->id, face->since, NULL, 0);

      if (mls_box_intersects (&copy->box, box) && !func (copy, user_data))
        break;
    }

  return TRUE;
}

static gboolean
edges_as_they_are (gpointer self, const MlsBox *box, MlsEdgeFunc func, gpointer user_data, GError **error)
{
  MlsSource source = mls_memory_source (self);

  return source.funcs->edges (source.self, box, func, user_data, error);
}

/**
 * twin_patch_new:
 * @memory: a coverage
 * @n_vintages: how many labels its faces have
 *
 * Returns: (transfer full): a patch of it that has met every face already
 */
MlsPatch *
twin_patch_new (MlsMemory *memory, guint n_vintages)
{
  static const MlsSourceFuncs funcs = { faces_backwards, edges_as_they_are };
  MlsPatch *patch = mls_patch_new ((MlsSource){ &funcs, memory }, n_vintages);

  mls_patch_left_of (patch, (MlsPoint){ -MLS_GRID_LIMIT, -MLS_GRID_LIMIT },
                     (MlsPoint){ MLS_GRID_LIMIT, MLS_GRID_LIMIT });

  return patch;
}

static int
compare_places (gconstpointer left, gconstpointer right)
{
  const MlsFace *a = *(const MlsFace *const *) left, *b = *(const MlsFace *const *) right;
  int order = mls_point_compare (a->points[0], b->points[0]);

  return order != 0 ? order : mls_point_compare (a->points[1], b->points[1]);
}

/**
 * twin_expect_same_map:
 * @a: (element-type MlsFace): a coverage; is sorted by place
 * @b: (element-type MlsFace): another, too
 *
 * Asserts that they have the same faces, whatever their ids.
 */
void
twin_expect_same_map (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  g_ptr_array_sort (a, compare_places);
  g_ptr_array_sort (b, compare_places);
  for (guint i = 0; i < a->len; i++)
    {
      g_assert_true (mls_face_same_rings (g_ptr_array_index (a, i), g_ptr_array_index (b, i)));
      g_assert_true (mls_face_same_labels (g_ptr_array_index (a, i), g_ptr_array_index (b, i)));
    }
}

gboolean
twin_same_face (const MlsFace *a, const MlsFace *b)
{
  return (a == NULL) == (b == NULL) &&
         (a == NULL || (a->id == b->id && mls_face_same_rings (a, b) && mls_face_same_labels (a, b)));
}

static gboolean
same_points (const GArray *a, const GArray *b)
{
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (MlsPoint)) == 0;
}

static gboolean
same_edges (const MlsDelta *a, const MlsDelta *b)
{
  for (guint i = 0; i < a->edges->len; i++)
    {
      const MlsEdgeChange *p = &g_array_index (a->edges, MlsEdgeChange, i);
      const MlsEdgeChange *q = &g_array_index (b->edges, MlsEdgeChange, i);

      if (p->id != q->id || !same_points (p->before, q->before) || !same_points (p->after, q->after))
        return FALSE;
    }

  return TRUE;
}

/**
 * twin_same_delta:
 * @a: a delta
 * @b: another
 *
 * Returns: whether they do the same with the same ids, in the same order
 */
gboolean
twin_same_delta (const MlsDelta *a, const MlsDelta *b)
{
  if (a->changes->len != b->changes->len || a->edges->len != b->edges->len)
    return FALSE;

  for (guint i = 0; i < a->changes->len; i++)
    {
      const MlsChange *p = &g_array_index (a->changes, MlsChange, i);
      const MlsChange *q = &g_array_index (b->changes, MlsChange, i);

      if (!twin_same_face (p->before, q->before) || !twin_same_face (p->after, q->after))
        return FALSE;
    }

  return same_edges (a, b);
}

/**
 * twin_inverts_back:
 * @delta: a delta
 *
 * Returns: whether the inverse of its inverse is the same again
 */
gboolean
twin_inverts_back (const MlsDelta *delta)
{
  g_autoptr (MlsDelta) inverse = mls_delta_inverted (delta);
  g_autoptr (MlsDelta) back = mls_delta_inverted (inverse);

  return twin_same_delta (delta, back);
}
