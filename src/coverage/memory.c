#include "coverage/memory.h"

#include "coverage/error.h"


struct _MlsMemory
{
  GHashTable *faces; /* id → MlsFace */
  GHashTable *edges; /* id → GArray of MlsPoint */
  gint64      next_id;
};

/**
 * mls_memory_new:
 *
 * Returns: (transfer full): an empty coverage
 */
MlsMemory *
mls_memory_new (void)
{
  MlsMemory *memory = g_new0 (MlsMemory, 1);

  memory->faces = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) mls_face_unref);
  memory->edges = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  memory->next_id = 1;

  return memory;
}

/**
 * mls_memory_free:
 * @memory: (transfer full): a coverage
 */
void
mls_memory_free (MlsMemory *memory)
{
  g_hash_table_unref (memory->faces);
  g_hash_table_unref (memory->edges);
  g_free (memory);
}

/**
 * mls_memory_add:
 * @memory: a coverage
 * @face: (transfer full): a face of an id not there yet
 */
void
mls_memory_add (MlsMemory *memory, MlsFace *face)
{
  memory->next_id = MAX (memory->next_id, face->id + 1);
  g_hash_table_replace (memory->faces, &face->id, face);
}

/**
 * mls_memory_add_edge:
 * @memory: a coverage
 * @id: an id not there yet
 * @points: (array length=n_points): a piece of the territory's edge, the territory on its left
 * @n_points: how many
 */
void
mls_memory_add_edge (MlsMemory *memory, gint64 id, const MlsPoint *points, gsize n_points)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  g_array_append_vals (copy, points, (guint) n_points);
  g_hash_table_replace (memory->edges, g_memdup2 (&id, sizeof id), copy);
}

static gboolean
source_faces (gpointer self, const MlsBox *box, MlsFaceFunc func, gpointer user_data, GError **error)
{
  MlsMemory *memory = self;
  GHashTableIter iter;
  gpointer face;

  g_hash_table_iter_init (&iter, memory->faces);
  while (g_hash_table_iter_next (&iter, NULL, &face))
    if (mls_box_intersects (&((MlsFace *) face)->box, box) && !func (face, user_data))
      break;

  return TRUE;
}

static gboolean
source_edges (gpointer self, const MlsBox *box, MlsEdgeFunc func, gpointer user_data, GError **error)
{
  MlsMemory *memory = self;
  GHashTableIter iter;
  gpointer id, points;

  g_hash_table_iter_init (&iter, memory->edges);
  while (g_hash_table_iter_next (&iter, &id, &points))
    {
      const GArray *array = points;
      MlsEdge edge = { *(gint64 *) id, (const MlsPoint *) (gpointer) array->data, array->len };
      MlsBox own = mls_box_of_points (edge.points, edge.n_points);

      if (mls_box_intersects (&own, box) && !func (&edge, user_data))
        break;
    }

  return TRUE;
}

static MlsFace *
source_face (gpointer self, gint64 id, GError **error)
{
  MlsFace *face = g_hash_table_lookup (((MlsMemory *) self)->faces, &id);

  if (face == NULL)
    g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE, "there is no face %" G_GINT64_FORMAT, id);

  return face != NULL ? mls_face_ref (face) : NULL;
}

/**
 * mls_memory_source:
 * @memory: a coverage
 *
 * Returns: it as a source, valid while @memory is
 */
MlsSource
mls_memory_source (MlsMemory *memory)
{
  static const MlsSourceFuncs funcs = { source_faces, source_edges, source_face };

  return (MlsSource){ &funcs, memory };
}

static gboolean
before_images_match (MlsMemory *memory, const MlsDelta *delta, GError **error)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);
      const MlsFace *id_of = change->before != NULL ? change->before : change->after;
      const MlsFace *there = g_hash_table_lookup (memory->faces, &id_of->id);

      if (change->before == NULL
              ? there != NULL
              : there == NULL || !mls_face_same_rings (there, change->before) ||
                    !mls_face_same_labels (there, change->before))
        {
          g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_STALE,
                       "Face %" G_GINT64_FORMAT " has changed meanwhile", id_of->id);
          return FALSE;
        }
    }

  for (guint i = 0; i < delta->edges->len; i++)
    {
      const MlsEdgeChange *change = &g_array_index (delta->edges, MlsEdgeChange, i);

      if (!mls_edge_points_equal (g_hash_table_lookup (memory->edges, &change->id), change->before))
        {
          g_set_error_literal (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_STALE,
                               "The territory's edge has changed meanwhile");
          return FALSE;
        }
    }

  return TRUE;
}

/* @delta with ids of our own for its provisional ones. */
static MlsDelta *
with_final_ids (MlsMemory *memory, const MlsDelta *delta)
{
  MlsDelta *final = mls_delta_new ();

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);
      MlsFace *after = NULL;

      if (change->after != NULL)
        after = mls_face_with (change->after,
                               change->after->id < 0 ? memory->next_id++ : change->after->id, 0, NULL, 0);
      mls_delta_add (final, change->before != NULL ? mls_face_ref (change->before) : NULL, after);
    }

  for (guint i = 0; i < delta->edges->len; i++)
    {
      const MlsEdgeChange *change = &g_array_index (delta->edges, MlsEdgeChange, i);

      mls_delta_add_edge (final, change->id, g_array_ref (change->before), g_array_ref (change->after));
    }

  return final;
}

/**
 * mls_memory_apply:
 * @memory: a coverage
 * @delta: an edit of it
 * @error: %MLS_COVERAGE_ERROR_STALE, or mls_delta_prove()'s
 *
 * Writes @delta, all of it or nothing.
 *
 * Returns: (transfer full) (nullable): what was written, with final ids
 */
MlsDelta *
mls_memory_apply (MlsMemory *memory, const MlsDelta *delta, GError **error)
{
  MlsDelta *final;

  if (!before_images_match (memory, delta, error) || !mls_delta_prove (delta, error))
    return NULL;

  final = with_final_ids (memory, delta);
  for (guint i = 0; i < final->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (final->changes, MlsChange, i);

      if (change->before != NULL)
        g_hash_table_remove (memory->faces, &change->before->id);
    }
  for (guint i = 0; i < final->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (final->changes, MlsChange, i);

      if (change->after != NULL)
        mls_memory_add (memory, mls_face_ref (change->after));
    }
  for (guint i = 0; i < final->edges->len; i++)
    {
      const MlsEdgeChange *change = &g_array_index (final->edges, MlsEdgeChange, i);

      g_hash_table_replace (memory->edges, g_memdup2 (&change->id, sizeof change->id),
                            g_array_copy (change->after));
    }

  return final;
}

/**
 * mls_memory_faces:
 * @memory: a coverage
 *
 * Returns: (transfer container) (element-type MlsFace): its faces by id
 */
GPtrArray *
mls_memory_faces (MlsMemory *memory)
{
  return mls_face_set_sorted (memory->faces);
}

/**
 * mls_memory_check:
 * @memory: a coverage
 * @error: %MLS_COVERAGE_ERROR_FACE or %MLS_COVERAGE_ERROR_OPEN
 *
 * Returns: whether it is a partition: its making from nothing is a closed delta
 */
gboolean
mls_memory_check (MlsMemory *memory, GError **error)
{
  g_autoptr (MlsDelta) making = mls_delta_new ();
  GHashTableIter iter;
  gpointer face, points;

  g_hash_table_iter_init (&iter, memory->faces);
  while (g_hash_table_iter_next (&iter, NULL, &face))
    mls_delta_add (making, NULL, mls_face_ref (face));

  g_hash_table_iter_init (&iter, memory->edges);
  while (g_hash_table_iter_next (&iter, NULL, &points))
    mls_delta_add_edge (making, 0, g_array_new (FALSE, FALSE, sizeof (MlsPoint)), g_array_ref (points));

  return mls_delta_prove (making, error);
}
