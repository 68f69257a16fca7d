#include "store/whole.h"

#include "coverage/join.h"

#include <stdlib.h>

/* Two readings: the first finds which faces make up a polygon, the second joins and gives each as soon as the last of its
 * faces has come. In memory are the vertices of those that wait for a face. */
typedef struct
{
  const MlsWhole *whole;
  guint64         last_key;
  MlsGrouping    *grouping;
  GArray         *groups;  /* (element-type MlsGroup), by their first faces */
  GHashTable     *waiting; /* (element-type MlsGroup GPtrArray): those of its faces that have come */
  guint32         n_read;
  GError         *error;
} Run;

/* Faces alike in all that is said of them come to the same key, once. */
static void
give_key (const MlsLabel *labels, guint64 *key, gpointer user_data)
{
  Run *run = user_data;

  if (run->whole->key != NULL)
    run->whole->key (labels, key, run->whole->data);
  else
    *key = ++run->last_key;
}

static gboolean
group_face (const MlsFace *face, gpointer user_data)
{
  mls_grouping_add_face (((Run *) user_data)->grouping, face);

  return TRUE;
}

static int
compare_first (gconstpointer left, gconstpointer right)
{
  const guint32 *face = left;
  const MlsGroup *group = right;

  return (*face > group->first) - (*face < group->first);
}

/* (nullable): the group of a face. */
static const MlsGroup *
find_group (const Run *run, guint32 face)
{
  guint32 first = mls_grouping_group_of (run->grouping, 0, face);

  return bsearch (&first, run->groups->data, run->groups->len, sizeof (MlsGroup), compare_first);
}

static gboolean
give (Run *run, const MlsFace *polygon)
{
  return run->whole->polygon (polygon, run->whole->data, &run->error);
}

static gboolean
give_joined (Run *run, const MlsGroup *group, const GPtrArray *faces)
{
  g_autoptr (MlsFace) joined = mls_join_faces (faces, mls_grouping_fid (run->grouping, group->largest));

  return give (run, joined);
}

static GPtrArray *
waiting_for (Run *run, const MlsGroup *group)
{
  GPtrArray *faces = g_hash_table_lookup (run->waiting, group);

  if (faces == NULL)
    {
      faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
      g_hash_table_insert (run->waiting, (gpointer) group, faces);
    }

  return faces;
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Run *run = user_data;
  const MlsGroup *group = find_group (run, run->n_read++);
  GPtrArray *faces;
  gboolean given;

  if (group == NULL)
    return TRUE;

  if (group->n_faces == 1)
    return give (run, face);

  faces = waiting_for (run, group);
  g_ptr_array_add (faces, mls_face_ref (face));
  if (faces->len < group->n_faces)
    return TRUE;

  given = give_joined (run, group, faces);
  g_hash_table_remove (run->waiting, group);

  return given;
}

static gboolean
tell_half (double fraction, gpointer user_data)
{
  const Run *run = user_data;
  double done = (run->groups != NULL ? 0.5 : 0) + fraction / 2;

  return run->whole->progress == NULL || run->whole->progress (done, run->whole->user_data);
}

static gboolean
read_twice (Run *run, const MlsFaceStream *stream, GError **error)
{
  if (!stream->each (stream->self, group_face, run, tell_half, run, error))
    return FALSE;

  run->groups = mls_grouping_groups (run->grouping, 0);
  if (!stream->each (stream->self, take_face, run, tell_half, run, error))
    return FALSE;

  if (run->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&run->error));
  return FALSE;
}

/**
 * mls_whole_run_stream:
 * @whole: who gets the polygons, and who is told how far that is
 * @stream: where their faces come from
 * @n_faces: (out) (optional): how many those are
 * @error: what @whole or @stream said; %MLS_STORE_ERROR_CANCELLED if the progress of @whole gave up
 *
 * Polygons come in no certain order. What has 0 for a key is left out.
 *
 * Returns: whether all were given
 */
gboolean
mls_whole_run_stream (const MlsWhole *whole, const MlsFaceStream *stream, guint *n_faces, GError **error)
{
  Run run = { .whole = whole };
  const MlsGroupingShape shape = { .n_keys = 1, .n_vintages = stream->n_vintages };
  gboolean done;

  run.grouping = mls_grouping_new (&shape, give_key, &run);
  run.waiting = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  done = read_twice (&run, stream, error);
  if (n_faces != NULL)
    *n_faces = mls_grouping_n_faces (run.grouping);

  mls_grouping_free (run.grouping);
  g_hash_table_unref (run.waiting);
  g_clear_pointer (&run.groups, g_array_unref);
  g_clear_error (&run.error);

  return done;
}

static gboolean
each_of_reader (gpointer             self,
                MlsFaceFunc          func,
                gpointer             func_data,
                MlsStoreProgressFunc progress,
                gpointer             user_data,
                GError             **error)
{
  return mls_pass_run (&(MlsPass){ NULL, func, func_data, progress, user_data }, self, error);
}

/**
 * mls_whole_run:
 * @whole: who gets the polygons, and who is told how far that is
 * @reader: a reader between begin and end
 * @n_faces: (out) (optional): of how many faces they are
 * @error: what @whole said, or a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if its progress gave up
 *
 * As mls_whole_run_stream() of all faces of a project.
 *
 * Returns: whether all were given
 */
gboolean
mls_whole_run (const MlsWhole *whole, MlsStoreReader *reader, guint *n_faces, GError **error)
{
  MlsFaceStream stream = { each_of_reader, reader, 0 };

  mls_store_reader_get_vintages (reader, &stream.n_vintages);

  return mls_whole_run_stream (whole, &stream, n_faces, error);
}
