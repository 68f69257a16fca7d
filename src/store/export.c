#include "store/export.h"

#include "store/error.h"
#include "store/export-layer.h"
#include "store/state.h"
#include "store/whole.h"

typedef struct
{
  const MlsExportOptions *options;
  MlsExportResult        *result;
  MlsExportLayer         *layer;
  MlsText                *texts;
} Export;

static gboolean
has_all (const MlsExportOptions *options)
{
  return options->vintage == MLS_EXPORT_ALL;
}

/* Ground without a code in the vintage is left out. */
static void
give_key (const MlsLabel *labels, guint64 *key, gpointer user_data)
{
  const Export *self = user_data;

  *key = mls_label_code (&labels[self->options->vintage], self->options->dimension);
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
write_polygon (const MlsFace *polygon, gpointer user_data, GError **error)
{
  Export *self = user_data;

  collect_texts (self, polygon);
  self->result->n_polygons++;

  return mls_export_layer_add (self->layer, polygon, self->texts, error);
}

static gboolean
run (Export *self, MlsStoreReader *reader, GError **error)
{
  const MlsWhole whole = { has_all (self->options) ? NULL : give_key, write_polygon, self, self->options->progress,
                           self->options->user_data };

  return mls_whole_run (&whole, reader, &self->result->n_faces, error) && mls_export_layer_finish (self->layer, error);
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
  guint n_vintages;
  gboolean done;

  *result = (MlsExportResult){ 0 };
  self.layer = open_layer (store, options, error);
  if (self.layer == NULL)
    return FALSE;

  mls_store_get_vintages (store, &n_vintages);
  self.texts = g_new0 (MlsText, MAX (n_vintages, 1) * MLS_N_FIELDS);

  done = run_in_one_state (&self, store, error);
  result->warning = g_strdup (mls_export_layer_get_warning (self.layer));

  mls_export_layer_free (self.layer);
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
