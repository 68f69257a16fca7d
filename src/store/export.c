#include "store/export.h"

#include "coverage/grouping.h"
#include "coverage/join.h"
#include "store/error.h"
#include "store/export-layer.h"
#include "store/state.h"

#include <stdlib.h>

/* Two readings of the project: the first finds which faces make up a polygon, the second joins and
 * writes each as soon as the last of its faces has come. In memory are the vertices of those that
 * wait for a face. */
typedef struct
{
  const MlsExportOptions *options;
  MlsExportResult        *result;
  guint                   n_vintages;
  guint64                 last_key;
  MlsGrouping            *grouping;
  GArray                 *groups;  /* (element-type MlsGroup), by their first faces */
  GHashTable             *waiting; /* index of a group to a GPtrArray of its faces */
  MlsExportLayer         *layer;
  MlsText                *texts;
  guint32                 n_read;
  GError                 *error;
} Export;

static gboolean
has_all (const MlsExportOptions *options)
{
  return options->vintage == MLS_EXPORT_ALL;
}

/* Faces are one where nothing tells them apart; ground without a code in the vintage is left out. */
static void
give_key (const MlsLabel *labels, guint64 *key, gpointer user_data)
{
  Export *self = user_data;

  if (has_all (self->options))
    *key = ++self->last_key;
  else
    *key = mls_label_code (&labels[self->options->vintage], self->options->dimension);
}

static gboolean
group_edge (const MlsEdge *edge, gpointer user_data)
{
  Export *self = user_data;

  mls_grouping_add_edge (self->grouping, edge);

  return TRUE;
}

static gboolean
group_face (const MlsFace *face, gpointer user_data)
{
  Export *self = user_data;

  mls_grouping_add_face (self->grouping, face);
  self->result->n_faces++;

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
find_group (const Export *self, guint32 face)
{
  guint32 first = mls_grouping_group_of (self->grouping, 0, face);

  return bsearch (&first, self->groups->data, self->groups->len, sizeof (MlsGroup), compare_first);
}

static void
collect_texts (Export *self, const MlsFace *face)
{
  MlsText *text = self->texts;
  MlsPair pair;

  if (has_all (self->options))
    {
      for (guint v = 0; v < face->n_vintages; v++)
        for (int f = 0; f < MLS_N_FIELDS; f++)
          *text++ = face->labels[v].field[f];
      return;
    }

  pair = mls_label_pair (&face->labels[self->options->vintage]);
  if (self->options->dimension != MLS_DIMENSION_USE)
    *text++ = pair.cover;
  if (self->options->dimension != MLS_DIMENSION_COVER)
    *text++ = pair.use;
}

static gboolean
write_face (Export *self, const MlsFace *face)
{
  collect_texts (self, face);
  self->result->n_polygons++;

  return mls_export_layer_add (self->layer, face, self->texts, &self->error);
}

static gboolean
write_group (Export *self, const MlsGroup *group, const GPtrArray *faces)
{
  g_autoptr (MlsFace) whole = mls_join_faces (faces, mls_grouping_fid (self->grouping, group->largest));

  return write_face (self, whole);
}

static GPtrArray *
waiting_for (Export *self, const MlsGroup *group)
{
  GPtrArray *faces = g_hash_table_lookup (self->waiting, group);

  if (faces == NULL)
    {
      faces = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
      g_hash_table_insert (self->waiting, (gpointer) group, faces);
    }

  return faces;
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Export *self = user_data;
  const MlsGroup *group = find_group (self, self->n_read++);
  GPtrArray *faces;
  gboolean written;

  if (group == NULL)
    return TRUE;

  if (group->n_faces == 1)
    return write_face (self, face);

  faces = waiting_for (self, group);
  g_ptr_array_add (faces, mls_face_ref (face));
  if (faces->len < group->n_faces)
    return TRUE;

  written = write_group (self, group, faces);
  g_hash_table_remove (self->waiting, group);

  return written;
}

static gboolean
tell_half (double fraction, gpointer user_data)
{
  const Export *self = user_data;
  double done = (self->groups != NULL ? 0.5 : 0) + fraction / 2;

  return self->options->progress == NULL || self->options->progress (done, self->options->user_data);
}

static gboolean
run (Export *self, MlsStoreReader *reader, GError **error)
{
  const MlsPass grouping = { group_edge, group_face, self, tell_half, self };
  const MlsPass writing = { NULL, take_face, self, tell_half, self };

  if (!mls_pass_run (&grouping, reader, error))
    return FALSE;

  self->groups = mls_grouping_groups (self->grouping, 0);
  if (!mls_pass_run (&writing, reader, error))
    return FALSE;

  if (self->error == NULL)
    return mls_export_layer_finish (self->layer, error);

  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

static gboolean
run_in_one_state (Export *self, MlsStore *store, GError **error)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_of (store, error);
  gboolean done;

  if (reader == NULL || !mls_store_reader_begin (reader, 0, NULL, error))
    return FALSE;

  done = run (self, reader, error);
  mls_store_reader_end (reader);

  return done;
}

static gboolean
has_field (const MlsExportOptions *options, guint vintage, MlsField field)
{
  if (has_all (options))
    return TRUE;

  return vintage == options->vintage &&
         ((field == MLS_FIELD_COVER && options->dimension != MLS_DIMENSION_USE) ||
          (field == MLS_FIELD_USE && options->dimension != MLS_DIMENSION_COVER));
}

/* As in the project: "cs21", "us21", …. */
static GPtrArray *
columns_of (MlsStore *store, const MlsExportOptions *options)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  for (guint v = 0; v < n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      if (has_field (options, v, (MlsField) f))
        g_ptr_array_add (columns, g_strconcat (mls_field_column ((MlsField) f), vintages[v].code, NULL));

  return columns;
}

static MlsExportLayer *
open_layer (MlsStore *store, const MlsExportOptions *options, GError **error)
{
  g_autofree char *crs = mls_store_dup_crs (store, error);
  g_autoptr (GPtrArray) columns = NULL;

  if (crs == NULL)
    return NULL;

  columns = columns_of (store, options);

  return mls_export_layer_new (&(MlsExportShape){ options->path, options->layer, crs, columns }, error);
}

/**
 * mls_export_run:
 * @store: a project, which may be written meanwhile
 * @options: what to write
 * @result: (out): what was written, on success; to be cleared with mls_export_result_clear()
 * @error: %MLS_STORE_ERROR_EXISTS if there is such a file, %MLS_STORE_ERROR_ARGUMENT if its name
 *   tells no format, %MLS_STORE_ERROR_CANCELLED, or any other #MLS_STORE_ERROR
 *
 * Writes the coverage for other programs. Neighbours that nothing written tells apart are one
 * polygon: faces that were cut because they are large are whole again, and of one vintage's dimension
 * each region is a polygon. Every vertex stays where it is.
 *
 * Returns: whether the file is there, whole; if not, nothing is
 */
gboolean
mls_export_run (MlsStore *store, const MlsExportOptions *options, MlsExportResult *result, GError **error)
{
  Export self = { .options = options, .result = result };
  gboolean done;

  *result = (MlsExportResult){ 0 };
  self.layer = open_layer (store, options, error);
  if (self.layer == NULL)
    return FALSE;

  mls_store_get_vintages (store, &self.n_vintages);
  self.grouping = mls_grouping_new (&(MlsGroupingShape){ 1, self.n_vintages, FALSE }, give_key, &self);
  self.waiting = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self.texts = g_new0 (MlsText, MAX (self.n_vintages, 1) * MLS_N_FIELDS);

  done = run_in_one_state (&self, store, error);
  result->warning = g_strdup (mls_export_layer_get_warning (self.layer));

  mls_export_layer_free (self.layer);
  mls_grouping_free (self.grouping);
  g_hash_table_unref (self.waiting);
  g_clear_pointer (&self.groups, g_array_unref);
  g_free (self.texts);

  return done;
}

/**
 * mls_export_result_clear:
 * @result: a result
 */
void
mls_export_result_clear (MlsExportResult *result)
{
  g_clear_pointer (&result->warning, g_free);
}
