#include "store/import-source.h"

#include "store/error.h"
#include "store/layer-crs.h"

#include <glib/gi18n-lib.h>

/**
 * mls_import_source_open:
 * @path: a file that GDAL reads
 * @layer: (nullable): which of its layers; %NULL for the only one of polygons
 * @error: as mls_import_layer_open()
 *
 * Returns: (transfer full): the layer with a guessed map, or %NULL
 */
MlsImportSource *
mls_import_source_open (const char *path, const char *layer, GError **error)
{
  MlsImportLayer *opened = mls_import_layer_open (path, layer, error);
  MlsImportSource *self;

  if (opened == NULL)
    return NULL;

  self = g_new0 (MlsImportSource, 1);
  self->layer = opened;
  self->map = mls_import_map_guess (mls_import_layer_columns (opened), mls_import_layer_cuts_names (opened));

  return self;
}

/**
 * mls_import_source_free:
 * @self: (transfer full): a source
 */
void
mls_import_source_free (MlsImportSource *self)
{
  mls_import_map_free (self->map);
  mls_import_layer_free (self->layer);
  g_free (self);
}

/**
 * mls_import_source_set_map:
 * @self: a source
 * @text: "cs21=COLUMN,us21=COLUMN,…"
 * @error: %MLS_STORE_ERROR_ARGUMENT, and the map stays as it was
 *
 * Returns: whether it is the map now
 */
gboolean
mls_import_source_set_map (MlsImportSource *self, const char *text, GError **error)
{
  MlsImportMap *map = mls_import_map_parse (mls_import_layer_columns (self->layer), text, error);

  if (map == NULL)
    return FALSE;

  mls_import_source_take_map (self, map);
  return TRUE;
}

/**
 * mls_import_source_take_map:
 * @self: a source
 * @map: (transfer full): a map of the same columns
 */
void
mls_import_source_take_map (MlsImportSource *self, MlsImportMap *map)
{
  mls_import_map_free (self->map);
  self->map = map;
}

static char *
join_columns (const MlsImportSource *self)
{
  const GPtrArray *columns = mls_import_layer_columns (self->layer);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (columns, i));

  return g_string_free (text, FALSE);
}

static gboolean
fail_columns (const MlsImportSource *self, GError **error)
{
  const char *name = mls_import_layer_get_name (self->layer);
  g_autofree char *columns = join_columns (self);

  if (*columns == '\0')
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, _("“%s” has no columns, so no codes"), name);
  else
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_MAP,
                 _("Which columns of “%s” hold the codes has to be given; it has %s"), name, columns);

  return FALSE;
}

/**
 * mls_import_source_check_map:
 * @self: a source
 * @store: a project
 * @error: %MLS_STORE_ERROR_NO_MAP, or %MLS_STORE_ERROR_FOREIGN if there is no column at all
 *
 * Returns: whether it is known which columns hold the codes of which vintage of the project
 */
gboolean
mls_import_source_check_map (const MlsImportSource *self, MlsStore *store, GError **error)
{
  const GArray *vintages = self->map->vintages;
  guint n_vintages;

  if (vintages->len == 0)
    return fail_columns (self, error);

  mls_store_get_vintages (store, &n_vintages);
  if (g_array_index (vintages, MlsImportVintage, 0).year == 0 && n_vintages != 1)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_MAP,
                   _("The columns of “%s” do not tell of which year they are; it has to be given"),
                   mls_import_layer_get_name (self->layer));
      return FALSE;
    }

  return TRUE;
}

/* Sets @transform to the way from the layer's system to the project's, NULL if they are one. */
static gboolean
find_transform (const MlsImportSource  *self,
                MlsStore               *store,
                const MlsImportOptions *options,
                MlsCrsTransform       **transform,
                GError                **error)
{
  g_autofree char *told = mls_import_layer_dup_crs (self->layer);
  const MlsLayerCrs crs = { mls_import_layer_get_name (self->layer), told, options->crs };

  return mls_layer_crs_lead (&crs, store, options->reproject, transform, error);
}

/**
 * mls_import_source_read:
 * @self: a source
 * @store: the project it is read for
 * @options: tell of its reference system
 * @reading: how to read it; the transform is set by this
 * @progress: who is told how far it is, and may stop it
 * @counts: (inout): what was read is added
 * @error: %MLS_STORE_ERROR_FOREIGN if it has no polygon, %MLS_STORE_ERROR_NO_CRS,
 *   %MLS_STORE_ERROR_OTHER_CRS, or as mls_import_layer_read()
 *
 * Returns: whether all of it was read, in the project's system
 */
gboolean
mls_import_source_read (const MlsImportSource   *self,
                        MlsStore                *store,
                        const MlsImportOptions  *options,
                        const MlsImportReading  *reading,
                        const MlsImportProgress *progress,
                        MlsImportCounts         *counts,
                        GError                 **error)
{
  g_autoptr (MlsCrsTransform) transform = NULL;
  MlsImportReading transformed = *reading;
  MlsImportCounts own = { 0 };

  if (!find_transform (self, store, options, &transform, error))
    return FALSE;

  transformed.transform = transform;
  if (!mls_import_layer_read (self->layer, &transformed, progress, &own, error))
    return FALSE;

  counts->n_features += own.n_features;
  counts->n_without_ground += own.n_without_ground;
  counts->n_polygons += own.n_polygons;
  if (own.n_polygons > 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN,
               own.n_features == 0 ? _("“%s” is empty") : _("None of the features of “%s” has a polygon"),
               mls_import_layer_get_name (self->layer));
  return FALSE;
}
