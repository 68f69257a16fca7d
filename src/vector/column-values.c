#include "vector/column-values.h"

#include "vector/error.h"
#include "vector/gdal-watch.h"
#include "vector/ogr.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
value_free (gpointer data)
{
  g_free (((MlsColumnValue *) data)->text);
  g_free (data);
}

/**
 * mls_column_values_free:
 * @values: (transfer full): what columns hold
 */
void
mls_column_values_free (MlsColumnValues *values)
{
  g_ptr_array_unref (values->columns);
  g_free (values);
}

/**
 * mls_column_values_of:
 * @values: what columns hold
 * @column: the number of a column
 *
 * Returns: (element-type MlsColumnValue): its values, the most frequent first; what is NULL or blank is none. As many as
 *   %MLS_COLUMN_VALUES_MAX are so many or more
 */
const GPtrArray *
mls_column_values_of (const MlsColumnValues *values, guint column)
{
  return g_ptr_array_index (values->columns, column);
}

/* Beyond so many values the column is one of texts, and which they are tells nobody anything. */
static void
count_value (GHashTable *counts, const char *text)
{
  MlsColumnValue *value = g_hash_table_lookup (counts, text);

  if (value == NULL && g_hash_table_size (counts) < MLS_COLUMN_VALUES_MAX)
    {
      value = g_new0 (MlsColumnValue, 1);
      value->text = g_strdup (text);
      g_hash_table_insert (counts, value->text, value);
    }
  if (value != NULL)
    value->n++;
}

static void
count_feature (GPtrArray *counts, OGRFeatureH feature)
{
  for (guint i = 0; i < counts->len; i++)
    {
      g_autofree char *text = NULL;

      if (!OGR_F_IsFieldSetAndNotNull (feature, (int) i))
        continue;

      text = mls_ogr_dup_text (OGR_F_GetFieldAsString (feature, (int) i));
      if (*text != '\0')
        count_value (g_ptr_array_index (counts, i), text);
    }
}

static int
compare_values (gconstpointer left, gconstpointer right)
{
  const MlsColumnValue *a = *(const MlsColumnValue *const *) left;
  const MlsColumnValue *b = *(const MlsColumnValue *const *) right;

  if (a->n != b->n)
    return a->n > b->n ? -1 : 1;

  return strcmp (a->text, b->text);
}

static GPtrArray *
list_values (GHashTable *counts)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (value_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (list, value);
  g_ptr_array_sort (list, compare_values);

  return list;
}

/* What cannot be read is told by whoever needs it; here it ends the look. */
static MlsColumnValues *
read_layer (OGRLayerH layer, GCancellable *cancellable)
{
  MlsColumnValues *values = g_new0 (MlsColumnValues, 1);
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  int n_columns = OGR_FD_GetFieldCount (OGR_L_GetLayerDefn (layer));
  OGRFeatureH feature;

  values->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (int i = 0; i < n_columns; i++)
    g_ptr_array_add (counts, g_hash_table_new (g_str_hash, g_str_equal));

  OGR_L_ResetReading (layer);
  while (values->n_features < MLS_COLUMN_VALUES_FEATURES && !g_cancellable_is_cancelled (cancellable) &&
         (feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      count_feature (counts, feature);
      OGR_F_Destroy (feature);
      values->n_features++;
    }

  for (guint i = 0; i < counts->len; i++)
    g_ptr_array_add (values->columns, list_values (g_ptr_array_index (counts, i)));

  return values;
}

/**
 * mls_column_values_read:
 * @path: a file that GDAL reads
 * @layer: a layer of it
 * @cancellable: (nullable): ends the look; what was read so far is returned
 * @error: %MLS_VECTOR_ERROR_OPEN or %MLS_VECTOR_ERROR_NO_LAYER
 *
 * Reads the first %MLS_COLUMN_VALUES_FEATURES features without their geometry: on the main thread that is too long.
 *
 * Returns: (transfer full): what its columns hold, or %NULL
 */
MlsColumnValues *
mls_column_values_read (const char *path, const char *layer, GCancellable *cancellable, GError **error)
{
  GDALDatasetH dataset = mls_ogr_open (path, error);
  OGRLayerH handle = dataset != NULL ? GDALDatasetGetLayerByName (dataset, layer) : NULL;
  static const char *const ignored[] = { "OGR_GEOMETRY", "OGR_STYLE", NULL };
  MlsColumnValues *values = NULL;
  MlsGdalWatch watch = { 0 };

  if (handle != NULL)
    {
      mls_gdal_watch_begin (&watch);
      OGR_L_SetIgnoredFields (handle, (const char **) ignored);
      values = read_layer (handle, cancellable);
      mls_gdal_watch_end (&watch);
      mls_gdal_watch_clear (&watch);
    }
  else if (dataset != NULL)
    g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_LAYER, _("“%s” has no layer “%s”"), path, layer);

  g_clear_pointer (&dataset, GDALClose);
  return values;
}
