#include "delivery/export.h"

#include "base/text.h"
#include "delivery/layer-file.h"
#include "delivery/making.h"
#include "store/error.h"
#include "store/state.h"
#include "store/whole.h"

/* As in the project. */
#define AREA_COLUMN "surf_m2"

typedef struct
{
  const MlsExportOptions *options;
  MlsExportResult        *result;
  MlsNomenclature        *nomenclature;
  MlsMaking              *making;
  MlsLayerFile           *file;
  MlsValue               *values;
} Export;

static void
export_clear (Export *self)
{
  g_clear_pointer (&self->file, mls_layer_file_free);
  g_clear_pointer (&self->making, mls_making_free);
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

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

/* Nothing is left out but a dimension that the nomenclature has not, and of which no code came with the data. */
static gboolean
has_codes (const Export *self, MlsDimension dimension)
{
  guint n_classes;

  mls_nomenclature_classes (self->nomenclature, dimension, &n_classes);

  return n_classes > 0 || mls_nomenclature_has_dimension (self->nomenclature, dimension);
}

static gboolean
has_field (const Export *self, guint vintage, MlsField field)
{
  const MlsExportOptions *options = self->options;

  if (has_all (options))
    return (field != MLS_FIELD_COVER || has_codes (self, MLS_DIMENSION_COVER)) &&
           (field != MLS_FIELD_USE || has_codes (self, MLS_DIMENSION_USE));

  return vintage == options->vintage &&
         ((field == MLS_FIELD_COVER && options->dimension != MLS_DIMENSION_USE) ||
          (field == MLS_FIELD_USE && options->dimension != MLS_DIMENSION_COVER));
}

static void
collect_values (Export *self, const MlsFace *face)
{
  MlsValue *value = self->values;

  for (guint v = 0; v < face->n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      if (has_field (self, v, (MlsField) f))
        *value++ = mls_value_text (face->labels[v].field[f]);
  *value = mls_value_real (mls_area2_to_m2 (mls_face_area2 (face)));
}

static gboolean
write_polygon (const MlsFace *polygon, gpointer user_data, GError **error)
{
  Export *self = user_data;

  collect_values (self, polygon);
  self->result->n_polygons++;

  return mls_layer_file_add (self->file, polygon, self->values, error);
}

static gboolean
run (Export *self, MlsStoreReader *reader, GError **error)
{
  const MlsWhole whole = { has_all (self->options) ? NULL : give_key, write_polygon, self, self->options->progress,
                           self->options->user_data };

  return mls_whole_run (&whole, reader, &self->result->n_faces, error) && mls_layer_file_finish (self->file, error) &&
         mls_making_put_files (self->making, error);
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

/* As in the project: "cs21", "us21", …. */
static GPtrArray *
columns_of (const Export *self, MlsStore *store)
{
  GPtrArray *columns = mls_columns_new ();
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  for (guint v = 0; v < n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      if (has_field (self, v, (MlsField) f))
        mls_columns_add (columns, mls_field_column ((MlsField) f), vintages[v].code, MLS_COLUMN_TEXT);
  mls_columns_add (columns, AREA_COLUMN, "", MLS_COLUMN_REAL);

  return columns;
}

static gboolean
begin_file (Export *self, MlsStore *store, GError **error)
{
  const MlsExportOptions *options = self->options;
  const MlsFormat *format = mls_format_of_file (options->path, error);
  g_autofree char *crs = format != NULL ? mls_store_dup_crs (store, error) : NULL;
  g_autofree char *stem = mls_text_stem (options->path);
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) columns = NULL;

  self->nomenclature = crs != NULL ? mls_store_read_nomenclature (store, error) : NULL;
  self->making = self->nomenclature != NULL ? mls_making_new (options->path, error) : NULL;
  if (self->making == NULL)
    return FALSE;

  path = mls_making_path (self->making, NULL);
  columns = columns_of (self, store);
  self->values = g_new0 (MlsValue, columns->len);
  self->file = mls_layer_file_new (format, path, error);

  return self->file != NULL &&
         mls_layer_file_begin_layer (self->file,
                                     &(MlsLayerShape){ options->layer != NULL ? options->layer : stem, crs, columns, FALSE, TRUE, NULL },
                                     error);
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
  g_auto (Export) self = { .options = options, .result = result };
  gboolean done;

  *result = (MlsExportResult){ 0 };
  if (!begin_file (&self, store, error))
    return FALSE;

  done = run_in_one_state (&self, store, error);
  result->warning = g_strdup (mls_layer_file_get_warning (self.file));

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
