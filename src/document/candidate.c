#include "document/candidate.h"

#include "geometry/crs.h"

static void
read_crs (MlsCandidate *self, const MlsImportLayer *layer)
{
  g_autoptr (MlsCrs) crs = NULL;

  self->crs = mls_import_layer_dup_crs (layer);
  crs = self->crs != NULL ? mls_crs_new (self->crs, NULL) : NULL;
  if (crs == NULL)
    {
      g_clear_pointer (&self->crs, g_free);
      return;
    }

  self->crs_name = g_strdup (mls_crs_get_name (crs));
  self->metric = mls_crs_is_metric (crs);
}

/**
 * mls_candidate_read:
 * @path: a file that GDAL reads
 * @layer: (nullable): which of its layers; %NULL for the first of polygons
 * @error: %MLS_STORE_ERROR_MISSING, %MLS_STORE_ERROR_FOREIGN or %MLS_STORE_ERROR_ARGUMENT
 *
 * Large files of some kinds take a while: on the main thread that is too long.
 *
 * Returns: (transfer full): what there is to know of it, or %NULL
 */
MlsCandidate *
mls_candidate_read (const char *path, const char *layer, GError **error)
{
  g_autoptr (MlsCandidate) self = g_new0 (MlsCandidate, 1);
  g_autoptr (MlsImport) import = NULL;
  MlsImportLayer *opened;

  self->path = g_strdup (path);
  self->layers = mls_import_layer_list (path, error);
  if (self->layers == NULL)
    return NULL;

  self->layer = g_strdup (layer != NULL ? layer : self->layers[0]);
  import = mls_import_new (path, self->layer, error);
  if (import == NULL)
    return NULL;

  opened = mls_import_get_layer (import, 0);
  self->n_features = mls_import_layer_n_features (opened);
  self->columns = g_ptr_array_ref (mls_import_layer_columns (opened));
  self->map = mls_import_map_copy (mls_import_get_map (import, 0));
  read_crs (self, opened);

  return g_steal_pointer (&self);
}

/**
 * mls_candidate_free:
 * @self: (transfer full) (nullable): a candidate
 */
void
mls_candidate_free (MlsCandidate *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->map, mls_import_map_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_strfreev (self->layers);
  g_free (self->layer);
  g_free (self->path);
  g_free (self->crs);
  g_free (self->crs_name);
  g_free (self);
}
