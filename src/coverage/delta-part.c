#include "coverage/delta-part.h"

#include "coverage/forest.h"
#include "coverage/segment-table.h"

/* The rows of a delta, faces first and then edges; those that share a border which comes or goes are of one part. */
typedef struct
{
  MlsForest        rows;
  MlsSegmentTable *borders; /* from the smaller end → a row that changes it, plus 1 */
} Parting;

static void
note_border (Parting *parting, guint row, MlsPoint a, MlsPoint b)
{
  gboolean forth = mls_point_compare (a, b) < 0;
  MlsPoint low = forth ? a : b, high = forth ? b : a;
  guint other = GPOINTER_TO_UINT (mls_segment_table_get (parting->borders, low, high));

  if (other == 0)
    mls_segment_table_set (parting->borders, low, high, GUINT_TO_POINTER (row + 1));
  else
    mls_forest_join (&parting->rows, row, other - 1);
}

static void
index_points (MlsSegmentTable *table, const MlsPoint *points, gsize n_points, gboolean closed)
{
  for (gsize i = closed ? 0 : 1, j = closed ? n_points - 1 : 0; i < n_points; j = i++)
    mls_segment_table_set (table, points[j], points[i], table);
}

static void
note_points (Parting *parting, guint row, const MlsPoint *points, gsize n_points, gboolean closed, MlsSegmentTable *other)
{
  for (gsize i = closed ? 0 : 1, j = closed ? n_points - 1 : 0; i < n_points; j = i++)
    if (mls_segment_table_get (other, points[j], points[i]) == NULL)
      note_border (parting, row, points[j], points[i]);
}

static void
index_face (MlsSegmentTable *table, const MlsFace *face)
{
  for (guint r = 0; face != NULL && r < face->n_rings; r++)
    index_points (table, mls_face_ring (face, r).points, mls_face_ring (face, r).n_points, TRUE);
}

static void
note_face (Parting *parting, guint row, const MlsFace *face, MlsSegmentTable *other)
{
  for (guint r = 0; face != NULL && r < face->n_rings; r++)
    note_points (parting, row, mls_face_ring (face, r).points, mls_face_ring (face, r).n_points, TRUE, other);
}

static void
note_change (Parting *parting, guint row, const MlsChange *change)
{
  g_autoptr (MlsSegmentTable) before = mls_segment_table_new ();
  g_autoptr (MlsSegmentTable) after = mls_segment_table_new ();

  index_face (before, change->before);
  index_face (after, change->after);
  note_face (parting, row, change->before, after);
  note_face (parting, row, change->after, before);
}

static void
note_edge (Parting *parting, guint row, const MlsEdgeChange *change)
{
  g_autoptr (MlsSegmentTable) before = mls_segment_table_new ();
  g_autoptr (MlsSegmentTable) after = mls_segment_table_new ();
  const MlsPoint *was = (const MlsPoint *) (gpointer) change->before->data;
  const MlsPoint *is = (const MlsPoint *) (gpointer) change->after->data;

  index_points (before, was, change->before->len, FALSE);
  index_points (after, is, change->after->len, FALSE);
  note_points (parting, row, was, change->before->len, FALSE, after);
  note_points (parting, row, is, change->after->len, FALSE, before);
}

static MlsDelta *
part_of (GHashTable *by_root, GPtrArray *parts, guint32 root)
{
  MlsDelta *part = g_hash_table_lookup (by_root, GUINT_TO_POINTER (root));

  if (part == NULL)
    {
      part = mls_delta_new ();
      g_hash_table_insert (by_root, GUINT_TO_POINTER (root), part);
      g_ptr_array_add (parts, part);
    }

  return part;
}

static MlsFace *
ref_or_null (MlsFace *face)
{
  return face != NULL ? mls_face_ref (face) : NULL;
}

static GPtrArray *
collect (Parting *parting, const MlsDelta *delta)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delta_unref);
  g_autoptr (GHashTable) by_root = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      mls_delta_add (part_of (by_root, parts, mls_forest_root (&parting->rows, i)), ref_or_null (change->before),
                     ref_or_null (change->after));
    }

  for (guint i = 0; i < delta->edges->len; i++)
    {
      const MlsEdgeChange *change = &g_array_index (delta->edges, MlsEdgeChange, i);

      mls_delta_add_edge (part_of (by_root, parts, mls_forest_root (&parting->rows, delta->changes->len + i)), change->id,
                          g_array_ref (change->before), g_array_ref (change->after));
    }

  return parts;
}

/* The edits that a delta is made of, each of which leaves a partition without the others: all that a border which comes or
 * goes lies between is in one. Pieces of the territory's edge are not divided. */
static GPtrArray *
parts_of (const MlsDelta *delta)
{
  Parting parting = { .borders = mls_segment_table_new () };
  GPtrArray *parts;

  mls_forest_init (&parting.rows);
  for (guint i = 0; i < delta->changes->len + delta->edges->len; i++)
    mls_forest_grow (&parting.rows);
  for (guint i = 0; i < delta->changes->len; i++)
    note_change (&parting, i, &g_array_index (delta->changes, MlsChange, i));
  for (guint i = 0; i < delta->edges->len; i++)
    note_edge (&parting, delta->changes->len + i, &g_array_index (delta->edges, MlsEdgeChange, i));

  parts = collect (&parting, delta);
  mls_forest_clear (&parting.rows);
  mls_segment_table_free (parting.borders);

  return parts;
}

/**
 * mls_delta_meets:
 * @delta: an edit
 * @zone: a zone
 *
 * Returns: whether some ground of its faces, before or after, lies in the zone
 */
gboolean
mls_delta_meets (const MlsDelta *delta, const MlsZone *zone)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if ((change->before != NULL && mls_face_meets_zone (change->before, zone)) ||
          (change->after != NULL && mls_face_meets_zone (change->after, zone)))
        return TRUE;
    }

  return FALSE;
}

/**
 * mls_delta_parts_in:
 * @delta: what lies between two states
 * @zone: a zone
 *
 * Returns: (transfer full): those of its parts that have ground in the zone, together
 */
MlsDelta *
mls_delta_parts_in (const MlsDelta *delta, const MlsZone *zone)
{
  g_autoptr (GPtrArray) parts = parts_of (delta);

  for (guint i = parts->len; i-- > 0;)
    if (!mls_delta_meets (g_ptr_array_index (parts, i), zone))
      g_ptr_array_remove_index (parts, i);

  return mls_delta_joined (parts);
}
