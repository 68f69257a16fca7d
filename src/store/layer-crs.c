#include "store/layer-crs.h"

#include "store/error.h"

#include <glib/gi18n-lib.h>

static MlsCrs *
read_given (const MlsLayerCrs *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  MlsCrs *given = mls_crs_new (self->given, &reason);

  if (given == NULL)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, reason->message);

  return given;
}

/**
 * mls_layer_crs_find: (skip)
 * @self: what is known of a layer
 * @error: %MLS_STORE_ERROR_NO_CRS if nobody says, %MLS_STORE_ERROR_ARGUMENT if somebody says something else than its
 *   file
 *
 * Returns: (transfer full): its system, or %NULL
 */
MlsCrs *
mls_layer_crs_find (const MlsLayerCrs *self, GError **error)
{
  g_autoptr (MlsCrs) given = self->given != NULL ? read_given (self, error) : NULL;
  g_autoptr (MlsCrs) told = NULL;

  if (self->given != NULL && given == NULL)
    return NULL;

  if (self->told == NULL && given == NULL)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_CRS,
                 _("“%s” does not tell its coordinate reference system"), self->layer);
  if (self->told == NULL)
    return g_steal_pointer (&given);

  told = mls_crs_new (self->told, error);
  if (told == NULL || given == NULL || mls_crs_equal (told, given))
    return g_steal_pointer (&told);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” is in %s, as it says itself, not in %s"),
               self->layer, mls_crs_get_name (told), mls_crs_get_name (given));
  return NULL;
}

/**
 * mls_layer_crs_lead: (skip)
 * @self: what is known of a layer
 * @store: a project
 * @reproject: whether a layer in another system than the project's may be read
 * @transform: (out) (transfer full) (nullable): the way into the project's system; %NULL if they are one
 * @error: %MLS_STORE_ERROR_OTHER_CRS if it may not, or as mls_layer_crs_find()
 *
 * Returns: whether the way is known
 */
gboolean
mls_layer_crs_lead (const MlsLayerCrs *self,
                    MlsStore          *store,
                    gboolean           reproject,
                    MlsCrsTransform  **transform,
                    GError           **error)
{
  g_autofree char *to_text = mls_store_dup_crs (store, error);
  g_autoptr (MlsCrs) to = to_text != NULL ? mls_crs_new (to_text, error) : NULL;
  g_autoptr (MlsCrs) from = to != NULL ? mls_layer_crs_find (self, error) : NULL;

  *transform = NULL;
  if (from == NULL)
    return FALSE;

  if (mls_crs_equal (from, to))
    return TRUE;

  if (!reproject)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_OTHER_CRS,
                   _("“%s” is in %s and the project in %s: reprojecting it has to be asked for"), self->layer,
                   mls_crs_get_name (from), mls_crs_get_name (to));
      return FALSE;
    }

  *transform = mls_crs_transform_new (from, to, error);
  return *transform != NULL;
}
