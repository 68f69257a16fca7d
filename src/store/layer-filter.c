#include "store/layer-filter.h"

#include "store/error.h"
#include "vector/gdal-watch.h"

#include <glib/gi18n-lib.h>

/**
 * mls_layer_filter_set: (skip)
 * @layer: a layer
 * @name: what messages call it
 * @where: (nullable): which features are read, as SQL has it; %NULL for all
 * @error: %MLS_STORE_ERROR_ARGUMENT for what is no such condition
 *
 * Returns: whether only those are read from now on
 */
gboolean
mls_layer_filter_set (OGRLayerH layer, const char *name, const char *where, GError **error)
{
  MlsGdalWatch watch = { 0 };
  OGRErr failure = OGRERR_NONE;

  mls_gdal_watch_begin (&watch);
  if (where != NULL)
    failure = OGR_L_SetAttributeFilter (layer, where);
  mls_gdal_watch_end (&watch);

  if (failure != OGRERR_NONE)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s”: which features, cannot be told by %s: %s"), name,
                 where, watch.failure != NULL ? watch.failure : "?");
  mls_gdal_watch_clear (&watch);

  return failure == OGRERR_NONE;
}
