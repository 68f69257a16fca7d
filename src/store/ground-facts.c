#include "store/ground-facts.h"

#include "store/error.h"
#include "vector/ogr.h"

#include <cpl_error.h>
#include <glib/gi18n-lib.h>

/**
 * mls_ground_facts_free:
 * @facts: (transfer full): what is known of a layer
 */
void
mls_ground_facts_free (MlsGroundFacts *facts)
{
  g_free (facts->path);
  g_free (facts->layer);
  g_free (facts->crs);
  g_ptr_array_unref (facts->columns);
  g_free (facts);
}

static gboolean
kind_of (OGRLayerH layer, MlsGroundKind *kind)
{
  switch ((int) OGR_GT_GetLinear (wkbFlatten (OGR_L_GetGeomType (layer))))
    {
    case wkbLineString:
    case wkbMultiLineString:
      *kind = MLS_GROUND_LINE;
      return TRUE;
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbTriangle:
    case wkbPolyhedralSurface:
    case wkbTIN:
      *kind = MLS_GROUND_AREA;
      return TRUE;
    case wkbUnknown:
    case wkbGeometryCollection:
      *kind = MLS_GROUND_ANY;
      return TRUE;
    default:
      return FALSE;
    }
}

static GPtrArray *
list_columns (OGRLayerH layer)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    g_ptr_array_add (columns, g_utf8_make_valid (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)), -1));

  return columns;
}

static MlsGroundFacts *
facts_new (const char *path, OGRLayerH layer, MlsGroundKind kind)
{
  MlsGroundFacts *facts = g_new0 (MlsGroundFacts, 1);

  facts->path = g_strdup (path);
  facts->layer = g_strdup (OGR_L_GetName (layer));
  facts->kind = kind;
  facts->n_features = (guint64) MAX (OGR_L_GetFeatureCount (layer, TRUE), 0);
  facts->columns = list_columns (layer);
  facts->crs = mls_ogr_dup_crs (layer);

  return facts;
}

static GPtrArray *
list_layers (GDALDatasetH dataset, const char *path)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_ground_facts_free);
  gboolean cuts_names = g_strcmp0 (GDALGetDriverShortName (GDALGetDatasetDriver (dataset)), "ESRI Shapefile") == 0;
  MlsGroundKind kind;

  for (int i = 0; i < GDALDatasetGetLayerCount (dataset); i++)
    if (kind_of (GDALDatasetGetLayer (dataset, i), &kind))
      {
        MlsGroundFacts *facts = facts_new (path, GDALDatasetGetLayer (dataset, i), kind);

        facts->cuts_names = cuts_names;
        g_ptr_array_add (list, facts);
      }

  return list;
}

/**
 * mls_ground_facts_list:
 * @path: a file that GDAL reads
 * @error: %MLS_STORE_ERROR_FOREIGN if it cannot be read, or has neither lines nor areas
 *
 * Large files of some kinds take a while: on the main thread that is too long.
 *
 * Returns: (transfer full) (element-type MlsGroundFacts): its layers that may become ground, or %NULL
 */
GPtrArray *
mls_ground_facts_list (const char *path, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) list = NULL;
  GDALDatasetH dataset = mls_ogr_open (path, &failure);

  if (dataset == NULL)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, failure->message);
      return NULL;
    }

  CPLPushErrorHandler (CPLQuietErrorHandler);
  list = list_layers (dataset, path);
  GDALClose (dataset);
  CPLPopErrorHandler ();
  if (list->len > 0)
    return g_steal_pointer (&list);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, _("“%s” has neither lines nor areas"), path);
  return NULL;
}

/**
 * mls_ground_facts_guess:
 * @facts: what is known of a layer
 * @table: what layers become
 * @order: (out): where it comes among others; %G_MAXUINT if nothing is known of it
 *
 * Returns: (transfer full): the layer as a part of a recipe; without codes if nothing tells them
 */
MlsRecipeLayer *
mls_ground_facts_guess (const MlsGroundFacts *facts, const MlsSkeletonTable *table, guint *order)
{
  MlsRecipeLayer *layer = mls_recipe_layer_new ();
  MlsSkeletonGuess guess = { .order = G_MAXUINT };
  const char *width = mls_skeleton_find_width (facts->columns);

  mls_skeleton_table_find (table, facts->layer, facts->kind, &guess);
  *order = guess.order;
  layer->name = g_strdup (facts->layer);
  layer->source.file = g_strdup (facts->path);
  layer->source.layer = g_strdup (facts->layer);
  layer->cover = g_strdup (guess.cover);
  layer->use = g_strdup (guess.use);
  if (facts->kind != MLS_GROUND_AREA)
    {
      layer->width_column = g_strdup (width);
      layer->width_m = guess.width_m;
    }

  return layer;
}

/* A layer on its way into a proposal. */
typedef struct
{
  MlsRecipeLayer *layer;
  guint           order;
  guint           place; /* in its file */
} Proposed;

static int
compare_proposed (gconstpointer left, gconstpointer right)
{
  const Proposed *a = left;
  const Proposed *b = right;

  if (a->order != b->order)
    return a->order < b->order ? -1 : 1;

  return (a->place > b->place) - (a->place < b->place);
}

/**
 * mls_ground_facts_propose:
 * @list: (element-type MlsGroundFacts): layers
 * @table: what layers become
 *
 * Returns: (transfer full) (element-type MlsRecipeLayer): those of which something is known, in the order in which they
 *   take ground; the only one in any case
 */
GPtrArray *
mls_ground_facts_propose (const GPtrArray *list, const MlsSkeletonTable *table)
{
  GPtrArray *layers = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_recipe_layer_free);
  g_autoptr (GArray) proposed = g_array_new (FALSE, FALSE, sizeof (Proposed));

  for (guint i = 0; i < list->len; i++)
    {
      Proposed one = { .place = i };

      one.layer = mls_ground_facts_guess (g_ptr_array_index (list, i), table, &one.order);
      if (one.order < G_MAXUINT || list->len == 1)
        g_array_append_val (proposed, one);
      else
        mls_recipe_layer_free (one.layer);
    }

  g_array_sort (proposed, compare_proposed);
  for (guint i = 0; i < proposed->len; i++)
    g_ptr_array_add (layers, g_array_index (proposed, Proposed, i).layer);

  return layers;
}
