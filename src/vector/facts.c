#include "vector/facts.h"

#include "geometry/crs.h"
#include "vector/error.h"
#include "vector/gdal-watch.h"
#include "vector/name-field.h"
#include "vector/ogr.h"

#include <glib/gi18n-lib.h>

/* What may lie anywhere is told apart when it is drawn. */
static MlsFigureKind
kind_of (OGRLayerH layer)
{
  switch ((int) wkbFlatten (OGR_L_GetGeomType (layer)))
    {
    case wkbPoint:
    case wkbMultiPoint:
      return MLS_FIGURE_POINT;
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCircularString:
    case wkbCompoundCurve:
    case wkbCurve:
    case wkbMultiCurve:
      return MLS_FIGURE_LINE;
    default:
      return MLS_FIGURE_AREA;
    }
}

static GStrv
list_fields (OGRLayerH layer)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      OGRFieldDefnH field = OGR_FD_GetFieldDefn (definition, i);
      g_autofree char *name = mls_ogr_dup_text (OGR_Fld_GetNameRef (field));

      if (OGR_Fld_GetType (field) == OFTString)
        g_strv_builder_add (fields, name);
    }

  return g_strv_builder_end (fields);
}

static MlsVectorFacts *
read_facts (OGRLayerH layer)
{
  MlsVectorFacts *facts = g_new0 (MlsVectorFacts, 1);
  g_autoptr (MlsCrs) crs = NULL;

  facts->layer = mls_ogr_dup_text (OGR_L_GetName (layer));
  facts->kind = kind_of (layer);
  facts->n_features = OGR_L_GetFeatureCount (layer, FALSE);
  facts->crs = mls_ogr_dup_crs (layer);
  crs = facts->crs != NULL ? mls_crs_new (facts->crs, NULL) : NULL;
  if (crs != NULL)
    facts->crs_name = g_strdup (mls_crs_get_name (crs));
  else
    g_clear_pointer (&facts->crs, g_free);
  facts->fields = list_fields (layer);
  facts->name_field = mls_name_field_guess ((const char *const *) facts->fields);

  return facts;
}

/**
 * mls_vector_facts_free:
 * @facts: (transfer full): what is known of a layer
 */
void
mls_vector_facts_free (MlsVectorFacts *facts)
{
  g_free (facts->layer);
  g_free (facts->crs);
  g_free (facts->crs_name);
  g_strfreev (facts->fields);
  g_free (facts);
}

/**
 * mls_vector_list:
 * @path: a file or folder, or what GDAL calls one
 * @error: a #MLS_VECTOR_ERROR
 *
 * Opens it, which may take long: not for the main thread.
 *
 * Returns: (transfer full) (element-type MlsVectorFacts): its layers that can be drawn, one at least, or %NULL
 */
GPtrArray *
mls_vector_list (const char *path, GError **error)
{
  GDALDatasetH dataset = mls_ogr_open (path, error);
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_vector_facts_free);
  MlsGdalWatch watch = { 0 };

  if (dataset == NULL)
    return NULL;

  mls_gdal_watch_begin (&watch);
  for (int i = 0; i < GDALDatasetGetLayerCount (dataset); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (dataset, i);

      if (OGR_L_GetGeomType (layer) != wkbNone)
        g_ptr_array_add (layers, read_facts (layer));
    }
  GDALClose (dataset);
  mls_gdal_watch_end (&watch);
  mls_gdal_watch_clear (&watch);

  if (layers->len > 0)
    return g_steal_pointer (&layers);

  g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_LAYER, _("“%s” has no layer that could be drawn"), path);
  return NULL;
}

static char *
join_layers (GPtrArray *layers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < layers->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            ((const MlsVectorFacts *) g_ptr_array_index (layers, i))->layer);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * mls_vector_find:
 * @path: as mls_vector_list()
 * @layer: (nullable): which of its layers; %NULL for the only one
 * @error: %MLS_VECTOR_ERROR_NO_LAYER if there are several, and none of that name; or as mls_vector_list()
 *
 * The only layer is the one that is meant, whatever its name: in many formats that is the name of the file, which
 * may have another one by now.
 *
 * Returns: (transfer full): what is known of that layer, or %NULL
 */
MlsVectorFacts *
mls_vector_find (const char *path, const char *layer, GError **error)
{
  g_autoptr (GPtrArray) layers = mls_vector_list (path, error);
  g_autofree char *names = layers != NULL ? join_layers (layers) : NULL;

  if (layers == NULL)
    return NULL;

  for (guint i = 0; i < layers->len; i++)
    if (layers->len == 1 || g_strcmp0 (((const MlsVectorFacts *) g_ptr_array_index (layers, i))->layer, layer) == 0)
      return g_ptr_array_steal_index (layers, i);

  if (layer != NULL)
    g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_LAYER, _("“%s” has no layer “%s”, but %s"), path, layer,
                 names);
  else
    g_set_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_LAYER,
                 _("“%s” has several layers, one has to be named: %s"), path, names);

  return NULL;
}
