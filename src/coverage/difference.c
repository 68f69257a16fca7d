#include "coverage/difference.h"

/* Faces of two states that are not the same, followed from one to the next until what is left around them is. */
typedef struct
{
  MlsPatch   *patch;
  GHashTable *faces; /* (element-type MlsFace) */
  GPtrArray  *queue; /* (element-type MlsFace): of them, those still to be looked around */
} Side;

typedef struct
{
  Side from;
  Side to;
} Difference;

static void
side_init (Side *side, MlsPatch *patch)
{
  *side = (Side){ patch, g_hash_table_new (NULL, NULL), g_ptr_array_new () };
}

static void
side_clear (Side *side)
{
  g_hash_table_unref (side->faces);
  g_ptr_array_unref (side->queue);
}

static void
add (Side *side, const Side *other, const MlsFace *face)
{
  if (face != NULL && !g_hash_table_contains (side->faces, face) && !mls_patch_has (other->patch, face))
    {
      g_hash_table_add (side->faces, (gpointer) face);
      g_ptr_array_add (side->queue, (gpointer) face);
    }
}

/* What lies beyond a part that was taken out of the coverage is no difference. */
static void
add_within (Side *side, const Side *other, const MlsFace *face)
{
  if (face != NULL && mls_patch_face_at (other->patch, mls_face_inner_point (face)) != NULL)
    add (side, other, face);
}

/* A border that only one state has differs on both its sides; one that both have, on the side of @face. */
static void
look_along (Side *side, Side *other, MlsPoint a, MlsPoint b)
{
  const MlsFace *there = mls_patch_left_of (other->patch, a, b);

  if (there != NULL)
    add (other, side, there);
  else if (mls_patch_left_of (other->patch, b, a) == NULL)
    add_within (side, other, mls_patch_left_of (side->patch, b, a));
}

static void
look_around (Side *side, Side *other, const MlsFace *face)
{
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        look_along (side, other, ring.points[j], ring.points[i]);
    }

  add (other, side, mls_patch_face_at (other->patch, mls_face_inner_point (face)));
}

static gboolean
look_on (Side *side, Side *other)
{
  gboolean any = side->queue->len > 0;

  while (side->queue->len > 0)
    look_around (side, other, g_ptr_array_steal_index_fast (side->queue, side->queue->len - 1));

  return any;
}

static const MlsFace *
take_of_id (GHashTable *by_id, gint64 id)
{
  const MlsFace *face = g_hash_table_lookup (by_id, &id);

  g_hash_table_remove (by_id, &id);

  return face;
}

static GHashTable *
index_by_id (const GPtrArray *faces)
{
  GHashTable *by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < faces->len; i++)
    {
      MlsFace *face = g_ptr_array_index (faces, i);

      g_hash_table_insert (by_id, &face->id, face);
    }

  return by_id;
}

static MlsDelta *
delta_between (const Difference *difference)
{
  MlsDelta *delta = mls_delta_new ();
  g_autoptr (GPtrArray) from = mls_face_set_sorted (difference->from.faces);
  g_autoptr (GPtrArray) to = mls_face_set_sorted (difference->to.faces);
  g_autoptr (GHashTable) by_id = index_by_id (to);

  for (guint i = 0; i < from->len; i++)
    {
      MlsFace *before = g_ptr_array_index (from, i);
      const MlsFace *after = take_of_id (by_id, before->id);

      mls_delta_add (delta, mls_face_ref (before), after != NULL ? mls_face_ref (after) : NULL);
    }

  for (guint i = 0; i < to->len; i++)
    {
      MlsFace *after = g_ptr_array_index (to, i);

      if (g_hash_table_contains (by_id, &after->id))
        mls_delta_add (delta, NULL, mls_face_ref (after));
    }

  return delta;
}

/**
 * mls_difference_around:
 * @from: a state of a coverage, or of a part of it
 * @to: another state of it, where a face that is in both has one id
 * @faces: (element-type MlsFace): of @from
 * @error: a source's error
 *
 * Pieces of the territory's edge are not told.
 *
 * Returns: (transfer full): what leads from one state to the other on the ground of @faces, and on as much around it as
 *   goes together with that; or %NULL
 */
MlsDelta *
mls_difference_around (MlsPatch *from, MlsPatch *to, const GPtrArray *faces, GError **error)
{
  Difference difference;
  MlsDelta *delta;

  side_init (&difference.from, from);
  side_init (&difference.to, to);

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);

      add (&difference.from, &difference.to, mls_patch_left_of (from, face->points[0], face->points[1]));
    }
  while (look_on (&difference.from, &difference.to) || look_on (&difference.to, &difference.from))
    ;

  delta = mls_patch_check (from, error) && mls_patch_check (to, error) ? delta_between (&difference) : NULL;
  side_clear (&difference.from);
  side_clear (&difference.to);

  return delta;
}
