#include "store/import-layer.h"

#include "base/text.h"
#include "store/error.h"
#include "store/layer-filter.h"
#include "store/surfaces.h"
#include "vector/gdal-watch.h"
#include "vector/ogr.h"

#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <ogr_api.h>

/* Features between two calls of the caller's function. */
#define TELL_EVERY 1000

struct _MlsImportLayer
{
  GDALDatasetH  dataset;
  OGRLayerH     handle;     /* of @dataset */
  char         *name;       /* "FILE" or "FILE, LAYER": what messages call it */
  GPtrArray    *columns;
  gboolean      cuts_names;
  gboolean      is_filtered;
};

static gboolean
may_have_polygons (OGRLayerH layer)
{
  switch ((int) wkbFlatten (OGR_L_GetGeomType (layer)))
    {
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
    case wkbSurface:
    case wkbPolyhedralSurface:
    case wkbTIN:
    case wkbTriangle:
    case wkbGeometryCollection:
    case wkbUnknown:
      return TRUE;
    default:
      return FALSE;
    }
}

static OGRLayerH
find_named (GDALDatasetH dataset, const char *path, const char *name, GError **error)
{
  OGRLayerH layer = GDALDatasetGetLayerByName (dataset, name);

  if (layer == NULL)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” has no layer “%s”"), path, name);
  else if (!may_have_polygons (layer))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("“%s” of “%s” is no layer of polygons"),
                   name, path);
      return NULL;
    }

  return layer;
}

/* The names of the layers that may have polygons. */
static GStrv
list_names (GDALDatasetH dataset)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (int i = 0; i < GDALDatasetGetLayerCount (dataset); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (dataset, i);

      if (may_have_polygons (layer))
        g_strv_builder_add (names, OGR_L_GetName (layer));
    }

  return g_strv_builder_end (names);
}

static OGRLayerH
find_only (GDALDatasetH dataset, const char *path, GError **error)
{
  g_auto (GStrv) names = list_names (dataset);
  g_autofree char *listed = g_strjoinv (", ", names);
  guint n = g_strv_length (names);

  if (n == 1)
    return GDALDatasetGetLayerByName (dataset, names[0]);

  if (n == 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, _("“%s” has no layer of polygons"), path);
  else
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                 _("“%s” has several layers of polygons, one has to be named: %s"), path, listed);

  return NULL;
}

static GPtrArray *
read_columns (OGRLayerH layer)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    g_ptr_array_add (columns, g_utf8_make_valid (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)), -1));

  return columns;
}

static GDALDatasetH
open_dataset (const char *path, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GDALDatasetH dataset;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_str_has_prefix (path, "/vsi"))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_MISSING, _("There is no file “%s”"), path);
      return NULL;
    }

  dataset = mls_ogr_open (path, &failure);
  if (dataset == NULL)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, failure->message);

  return dataset;
}

static MlsImportLayer *
layer_open (const char *path, const char *name, GError **error)
{
  g_autoptr (MlsImportLayer) self = g_new0 (MlsImportLayer, 1);
  GDALDriverH driver;

  self->dataset = open_dataset (path, error);
  if (self->dataset == NULL)
    return NULL;

  self->handle = name != NULL ? find_named (self->dataset, path, name, error)
                              : find_only (self->dataset, path, error);
  if (self->handle == NULL)
    return NULL;

  driver = GDALGetDatasetDriver (self->dataset);
  self->name = mls_text_line (OGR_L_GetName (self->handle), -1);
  self->columns = read_columns (self->handle);
  self->cuts_names = g_strcmp0 (GDALGetDriverShortName (driver), "ESRI Shapefile") == 0;

  return g_steal_pointer (&self);
}

/**
 * mls_import_layer_open:
 * @path: a file, or a folder of them, that GDAL reads
 * @name: (nullable): which layer; %NULL for the only one of polygons
 * @error: %MLS_STORE_ERROR_MISSING, %MLS_STORE_ERROR_FOREIGN for what GDAL cannot read or has no
 *   polygons, %MLS_STORE_ERROR_ARGUMENT if there is no such layer, or more than one
 *
 * Returns: (transfer full): the layer, or %NULL
 */
MlsImportLayer *
mls_import_layer_open (const char *path, const char *name, GError **error)
{
  MlsImportLayer *layer;

  CPLPushErrorHandler (CPLQuietErrorHandler);
  layer = layer_open (path, name, error);
  CPLPopErrorHandler ();

  return layer;
}

/**
 * mls_import_layer_list:
 * @path: a file, or a folder of them, that GDAL reads
 * @error: %MLS_STORE_ERROR_MISSING, or %MLS_STORE_ERROR_FOREIGN for what GDAL cannot read or has no
 *   polygons
 *
 * Returns: (transfer full): the names of its layers of polygons, or %NULL
 */
GStrv
mls_import_layer_list (const char *path, GError **error)
{
  g_auto (GStrv) names = NULL;
  GDALDatasetH dataset;

  CPLPushErrorHandler (CPLQuietErrorHandler);
  dataset = open_dataset (path, error);
  if (dataset != NULL)
    {
      names = list_names (dataset);
      GDALClose (dataset);
    }
  CPLPopErrorHandler ();

  if (names != NULL && names[0] == NULL)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, _("“%s” has no layer of polygons"), path);
      return NULL;
    }

  return g_steal_pointer (&names);
}

/**
 * mls_import_layer_free:
 * @layer: (transfer full): a layer
 */
void
mls_import_layer_free (MlsImportLayer *layer)
{
  g_clear_pointer (&layer->columns, g_ptr_array_unref);
  g_clear_pointer (&layer->dataset, GDALClose);
  g_free (layer->name);
  g_free (layer);
}

/**
 * mls_import_layer_get_name:
 * @layer: a layer
 *
 * Returns: its name, valid while @layer is
 */
const char *
mls_import_layer_get_name (const MlsImportLayer *layer)
{
  return layer->name;
}

/**
 * mls_import_layer_columns:
 * @layer: a layer
 *
 * Returns: (transfer none) (element-type utf8): the names of its columns, valid while @layer is
 */
GPtrArray *
mls_import_layer_columns (const MlsImportLayer *layer)
{
  return layer->columns;
}

/**
 * mls_import_layer_set_filter:
 * @layer: a layer
 * @where: (nullable): which of its features there are from now on, as SQL has it; %NULL for all
 * @error: %MLS_STORE_ERROR_ARGUMENT
 *
 * Returns: whether that is a condition
 */
gboolean
mls_import_layer_set_filter (MlsImportLayer *layer, const char *where, GError **error)
{
  layer->is_filtered = where != NULL;

  return mls_layer_filter_set (layer->handle, layer->name, where, error);
}

/**
 * mls_import_layer_n_features:
 * @layer: a layer
 *
 * Returns: how many features it has; some files have to be read to their end for that
 */
guint64
mls_import_layer_n_features (const MlsImportLayer *layer)
{
  return (guint64) MAX (OGR_L_GetFeatureCount (layer->handle, TRUE), 0);
}

/**
 * mls_import_layer_cuts_names:
 * @layer: a layer
 *
 * Returns: whether its format keeps ten letters of the name of a column
 */
gboolean
mls_import_layer_cuts_names (const MlsImportLayer *layer)
{
  return layer->cuts_names;
}

/**
 * mls_import_layer_dup_crs:
 * @layer: a layer
 *
 * A system of no place on Earth, as an undefined one in a GeoPackage, tells nothing.
 *
 * Returns: (transfer full) (nullable): its coordinate reference system as WKT, if it has one
 */
char *
mls_import_layer_dup_crs (const MlsImportLayer *layer)
{
  return mls_ogr_dup_crs (layer->handle);
}

/* One reading of a layer. */
typedef struct
{
  MlsImportLayer         *layer;
  const MlsImportReading *reading;
  MlsImportCounts        *counts;
  MlsSurfaces            *surfaces;
  MlsLabel               *labels; /* of a feature */
  MlsGdalWatch            watch;
} Reader;

static MlsText
read_field (const Reader *reader, OGRFeatureH feature, MlsField field, int column)
{
  const MlsNomenclature *nomenclature = reader->reading->nomenclature;
  g_autofree char *text = NULL;

  if (column == MLS_NO_COLUMN || !OGR_F_IsFieldSetAndNotNull (feature, column))
    return 0;

  text = mls_ogr_dup_text (OGR_F_GetFieldAsString (feature, column));

  switch (field)
    {
    case MLS_FIELD_COVER:
      return mls_nomenclature_read_code (nomenclature, MLS_DIMENSION_COVER, text);
    case MLS_FIELD_USE:
      return mls_nomenclature_read_code (nomenclature, MLS_DIMENSION_USE, text);
    case MLS_FIELD_DOUBT:
    case MLS_FIELD_SOURCE:
    case MLS_FIELD_COMMENT:
    case MLS_FIELD_PHOTOVOLTAIC:
      return *text != '\0' ? g_quark_from_string (text) : 0;
    case MLS_N_FIELDS:
      break;
    }

  g_assert_not_reached ();
}

static void
read_labels (const Reader *reader, OGRFeatureH feature)
{
  const GArray *vintages = reader->reading->map->vintages;

  for (guint i = 0; i < vintages->len; i++)
    for (int field = 0; field < MLS_N_FIELDS; field++)
      reader->labels[reader->reading->place[i]].field[field] =
        read_field (reader, feature, (MlsField) field,
                    g_array_index (vintages, MlsImportVintage, i).column[field]);
}

/* A number, also if it is written as text; what is none comes last. */
static double
read_priority (const Reader *reader, OGRFeatureH feature)
{
  int column = reader->reading->priority;
  const char *text;
  char *end;
  double number;

  if (column == MLS_NO_COLUMN || !OGR_F_IsFieldSetAndNotNull (feature, column))
    return column == MLS_NO_COLUMN ? 0 : HUGE_VAL;

  text = OGR_F_GetFieldAsString (feature, column);
  number = g_ascii_strtod (text, &end);

  return end == text || *end != '\0' || isnan (number) ? HUGE_VAL : number;
}

static gboolean
read_feature (Reader *reader, OGRFeatureH feature, GError **error)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);
  MlsSoupFeature read = { OGR_F_GetFID (feature), reader->reading->layer, 0, reader->labels };

  reader->counts->n_features++;
  if (geometry == NULL || OGR_G_IsEmpty (geometry))
    {
      reader->counts->n_without_ground++;
      return TRUE;
    }

  read.priority = read_priority (reader, feature);
  if (reader->reading->map != NULL)
    read_labels (reader, feature);

  return mls_surfaces_add (reader->surfaces, &read, geometry, error);
}

/* Fields nobody asked for are not even read; a condition may ask for any. */
static void
ignore_columns (const Reader *reader)
{
  const MlsImportMap *map = reader->reading->map;
  g_autoptr (GPtrArray) ignored = g_ptr_array_new ();

  if (reader->layer->is_filtered)
    return;

  for (guint i = 0; i < reader->layer->columns->len; i++)
    if ((map == NULL || !mls_import_map_uses_column (map, (int) i)) && (int) i != reader->reading->priority)
      g_ptr_array_add (ignored, g_ptr_array_index (reader->layer->columns, i));

  g_ptr_array_add (ignored, NULL);
  OGR_L_SetIgnoredFields (reader->layer->handle, (const char **) ignored->pdata);
}

static gboolean
check_failure (const Reader *reader, GError **error)
{
  if (reader->watch.failure == NULL)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED, _("“%s” cannot be read to its end: %s"),
               reader->layer->name, reader->watch.failure);
  return FALSE;
}

static gboolean
read_features (Reader *reader, const MlsImportProgress *progress, GError **error)
{
  OGRLayerH handle = reader->layer->handle;
  double n_features = MAX ((double) mls_import_layer_n_features (reader->layer), 1);
  OGRFeatureH feature;

  OGR_L_ResetReading (handle);

  while ((feature = OGR_L_GetNextFeature (handle)) != NULL)
    {
      gboolean done = check_failure (reader, error) && read_feature (reader, feature, error);

      OGR_F_Destroy (feature);
      if (!done)
        return FALSE;

      if (reader->counts->n_features % TELL_EVERY != 0)
        continue;
      if (g_cancellable_is_cancelled (progress->cancellable))
        return mls_store_fail_cancelled (error);
      if (progress->func != NULL)
        progress->func (MIN (reader->counts->n_features / n_features, 1), N_("Reading polygons"),
                        progress->user_data);
    }

  return check_failure (reader, error);
}

/**
 * mls_import_layer_read:
 * @layer: a layer
 * @reading: how to read it, and what takes the polygons
 * @progress: who is told how far it is, and may stop it
 * @counts: (out): what was read
 * @error: %MLS_STORE_ERROR_DAMAGED if the file ends too early, %MLS_STORE_ERROR_FOREIGN for a
 *   feature that is no polygon, %MLS_COVERAGE_ERROR_SOURCE for a coordinate that is none,
 *   %MLS_STORE_ERROR_CANCELLED
 *
 * Polygons of several parts come as several, curves as lines, heights are left out.
 *
 * Returns: whether all of the layer was read
 */
gboolean
mls_import_layer_read (MlsImportLayer          *layer,
                       const MlsImportReading  *reading,
                       const MlsImportProgress *progress,
                       MlsImportCounts         *counts,
                       GError                 **error)
{
  Reader reader = { layer, reading, counts };
  gboolean done;

  *counts = (MlsImportCounts){ 0 };
  reader.surfaces = mls_surfaces_new (reading->soup, layer->name, reading->transform,
                                      mls_ogr_has_north_first (layer->handle));
  reader.labels = g_new0 (MlsLabel, reading->n_vintages);

  mls_gdal_watch_begin (&reader.watch);
  ignore_columns (&reader);
  done = read_features (&reader, progress, error);
  mls_gdal_watch_end (&reader.watch);

  counts->n_polygons = mls_surfaces_get_n (reader.surfaces);
  mls_surfaces_free (reader.surfaces);
  g_free (reader.labels);
  mls_gdal_watch_clear (&reader.watch);

  return done;
}
