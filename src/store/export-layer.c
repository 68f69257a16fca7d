#include "store/export-layer.h"

#include "base/text.h"
#include "store/blob.h"
#include "store/error.h"
#include "vector/gdal-watch.h"
#include "vector/ogr.h"

#include <errno.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

/* Where the WKB starts in the blob of a face. */
#define BLOB_HEADER 40

/* The longest text a Shapefile holds; others have no limit. */
#define LONGEST_TEXT 254

#define AREA_COLUMN "surf_m2"

/* A format that can be written. */
typedef struct
{
  const char        *ending;
  const char        *driver;
  gboolean           keeps_ids;  /* features have the ids of faces */
  const char *const *options;    /* of a layer */
} Format;

/* Grid points in metres have three digits behind the point. */
static const char *const geojson_options[] = { "COORDINATE_PRECISION=3", NULL };
static const char *const shapefile_options[] = { "ENCODING=UTF-8", NULL };
static const char *const no_options[] = { NULL };

static const Format formats[] = {
  { ".gpkg", "GPKG", TRUE, no_options },
  { ".shp", "ESRI Shapefile", FALSE, shapefile_options },
  { ".fgb", "FlatGeobuf", FALSE, no_options },
  { ".geojson", "GeoJSON", TRUE, geojson_options },
};

struct _MlsExportLayer
{
  const Format *format;
  char         *path;
  char         *folder;    /* beside @path: what is being written, until it is whole */
  MlsGdalWatch  watch;
  GDALDatasetH  dataset;
  OGRLayerH     handle;    /* of @dataset */
  guint         n_columns; /* of text */
  gboolean      has_face;  /* in a column, the last one */
  guint         n_added;
  GByteArray   *blob;
};

static const Format *
find_format (const char *path, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      gsize length = strlen (path);
      gsize ending = strlen (formats[i].ending);

      if (length > ending && g_ascii_strcasecmp (path + length - ending, formats[i].ending) == 0)
        return &formats[i];
    }

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
               _("The name of “%s” does not tell its format: it should end in .gpkg, .shp, .fgb or .geojson"), path);
  return NULL;
}

static gboolean
check_free (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” is there already"), path);
  return FALSE;
}

/* Of what GDAL said, else of what was tried. */
static gboolean
fail (const MlsExportLayer *self, GError **error)
{
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, _("“%s” cannot be written: %s"), self->path,
               self->watch.failure != NULL ? self->watch.failure : _("the disk may be full"));

  return FALSE;
}

static gboolean
make_folder (MlsExportLayer *self, GError **error)
{
  g_autofree char *above = g_path_get_dirname (self->path);
  g_autofree char *folder = g_build_filename (above, ".export-XXXXXX", NULL);

  if (g_mkdtemp (folder) != NULL)
    {
      self->folder = g_steal_pointer (&folder);
      return TRUE;
    }

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, "“%s”: %s", above, g_strerror (errno));
  return FALSE;
}

/* The path of the file in the making. */
static char *
path_inside (const MlsExportLayer *self)
{
  g_autofree char *base = g_path_get_basename (self->path);

  return g_build_filename (self->folder, base, NULL);
}

static gboolean
add_column (MlsExportLayer *self, const char *name, OGRFieldType type)
{
  OGRFieldDefnH field = OGR_Fld_Create (name, type);
  gboolean added;

  if (type == OFTString && g_str_equal (self->format->driver, "ESRI Shapefile"))
    OGR_Fld_SetWidth (field, LONGEST_TEXT);
  added = OGR_L_CreateField (self->handle, field, FALSE) == OGRERR_NONE;
  OGR_Fld_Destroy (field);

  return added;
}

static gboolean
add_columns (MlsExportLayer *self, const MlsExportShape *shape)
{
  self->n_columns = shape->columns->len;
  self->has_face = shape->face != NULL;
  for (guint i = 0; i < self->n_columns; i++)
    if (!add_column (self, g_ptr_array_index (shape->columns, i), OFTString))
      return FALSE;

  return add_column (self, AREA_COLUMN, OFTReal) && (!self->has_face || add_column (self, shape->face, OFTInteger64));
}

static OGRSpatialReferenceH
new_reference (const char *wkt)
{
  OGRSpatialReferenceH reference = OSRNewSpatialReference (NULL);
  char *text = (char *) wkt;

  if (OSRImportFromWkt (reference, &text) == OGRERR_NONE)
    {
      OSRSetAxisMappingStrategy (reference, OAMS_TRADITIONAL_GIS_ORDER);
      return reference;
    }

  OSRDestroySpatialReference (reference);
  return NULL;
}

static char *
name_of (const MlsExportShape *shape)
{
  return shape->name != NULL ? g_strdup (shape->name) : mls_text_stem (shape->path);
}

static gboolean
create (MlsExportLayer *self, const MlsExportShape *shape)
{
  g_autofree char *inside = path_inside (self);
  g_autofree char *name = name_of (shape);
  GDALDriverH driver = GDALGetDriverByName (self->format->driver);
  OGRSpatialReferenceH reference = new_reference (shape->crs);

  if (driver != NULL)
    self->dataset = GDALCreate (driver, inside, 0, 0, 0, GDT_Unknown, NULL);
  if (self->dataset != NULL)
    self->handle = GDALDatasetCreateLayer (self->dataset, name, reference, wkbPolygon, (char **) self->format->options);
  if (reference != NULL)
    OSRDestroySpatialReference (reference);

  return self->handle != NULL && add_columns (self, shape);
}

/* In one transaction, where the format knows such a thing: each by itself would wait for the disk. */
static gboolean
begin (MlsExportLayer *self)
{
  return !GDALDatasetTestCapability (self->dataset, ODsCTransactions) ||
         GDALDatasetStartTransaction (self->dataset, FALSE) == OGRERR_NONE;
}

/**
 * mls_export_layer_new:
 * @shape: what to make
 * @error: %MLS_STORE_ERROR_ARGUMENT if the format is none that is known, %MLS_STORE_ERROR_EXISTS if
 *   there is such a file, %MLS_STORE_ERROR_IO
 *
 * Returns: (transfer full): a layer without polygons, or %NULL
 */
MlsExportLayer *
mls_export_layer_new (const MlsExportShape *shape, GError **error)
{
  const Format *format = find_format (shape->path, error);
  g_autoptr (MlsExportLayer) self = NULL;
  gboolean made;

  if (format == NULL || !check_free (shape->path, error))
    return NULL;

  mls_ogr_init ();
  self = g_new0 (MlsExportLayer, 1);
  self->format = format;
  self->path = g_strdup (shape->path);
  self->blob = g_byte_array_new ();
  if (!make_folder (self, error))
    return NULL;

  mls_gdal_watch_begin (&self->watch);
  made = create (self, shape) && begin (self);
  mls_gdal_watch_end (&self->watch);
  if (!made)
    {
      fail (self, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* The names of the files in @folder. */
static GStrv
list_files (const char *folder)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_strv_builder_add (names, name);
  g_clear_pointer (&dir, g_dir_close);

  return g_strv_builder_end (names);
}

/* With what is left in it of an unfinished work. */
static void
remove_folder (const char *folder)
{
  g_auto (GStrv) names = list_files (folder);

  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *path = g_build_filename (folder, *name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
close_dataset (MlsExportLayer *self)
{
  mls_gdal_watch_begin (&self->watch);
  g_clear_pointer (&self->dataset, GDALClose);
  mls_gdal_watch_end (&self->watch);
}

/**
 * mls_export_layer_free:
 * @self: (transfer full): a layer; unless it is finished nothing is left of it
 */
void
mls_export_layer_free (MlsExportLayer *self)
{
  close_dataset (self);
  if (self->folder != NULL)
    remove_folder (self->folder);
  mls_gdal_watch_clear (&self->watch);
  g_byte_array_unref (self->blob);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

static OGRGeometryH
new_polygon (MlsExportLayer *self, const MlsFace *face)
{
  OGRGeometryH polygon = NULL;

  g_byte_array_set_size (self->blob, 0);
  mls_blob_from_face (face, 0, self->blob);
  if (OGR_G_CreateFromWkb (self->blob->data + BLOB_HEADER, NULL, &polygon, (int) (self->blob->len - BLOB_HEADER)) !=
      OGRERR_NONE)
    g_assert_not_reached ();

  return polygon;
}

static gboolean
write_feature (MlsExportLayer *self, OGRFeatureH feature, const MlsFace *face, const MlsText *texts)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (texts[i] != 0)
      OGR_F_SetFieldString (feature, (int) i, g_quark_to_string (texts[i]));
    else
      OGR_F_SetFieldNull (feature, (int) i);

  OGR_F_SetFieldDouble (feature, (int) self->n_columns, mls_area2_to_m2 (mls_face_area2 (face)));
  if (self->has_face)
    OGR_F_SetFieldInteger64 (feature, (int) self->n_columns + 1, face->id);
  else if (self->format->keeps_ids)
    OGR_F_SetFID (feature, face->id);

  return OGR_F_SetGeometryDirectly (feature, new_polygon (self, face)) == OGRERR_NONE &&
         OGR_L_CreateFeature (self->handle, feature) == OGRERR_NONE && self->watch.failure == NULL;
}

/**
 * mls_export_layer_add:
 * @self: a layer
 * @face: a face; where the format has ids and there is no column for it, the feature gets its id
 * @texts: what goes into the columns of text, 0 for nothing
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: whether it was written
 */
gboolean
mls_export_layer_add (MlsExportLayer *self, const MlsFace *face, const MlsText *texts, GError **error)
{
  OGRFeatureH feature;
  gboolean written;

  mls_gdal_watch_begin (&self->watch);
  feature = OGR_F_Create (OGR_L_GetLayerDefn (self->handle));
  written = write_feature (self, feature, face, texts);
  OGR_F_Destroy (feature);
  mls_gdal_watch_end (&self->watch);
  self->n_added++;

  return written || fail (self, error);
}

/* Some of GDAL's formats do not notice that the disk is full. */
static gboolean
is_whole (MlsExportLayer *self)
{
  g_autofree char *inside = path_inside (self);
  GDALDatasetH dataset;
  GIntBig n_features = -1;

  mls_gdal_watch_begin (&self->watch);
  dataset = GDALOpenEx (inside, GDAL_OF_VECTOR, NULL, NULL, NULL);
  if (dataset != NULL)
    n_features = OGR_L_GetFeatureCount (GDALDatasetGetLayer (dataset, 0), TRUE);
  g_clear_pointer (&dataset, GDALClose);
  mls_gdal_watch_end (&self->watch);

  return n_features == self->n_added && self->watch.failure == NULL;
}

static gboolean
put_file_in_place (const char *from, const char *to, GError **error)
{
  if (g_rename (from, to) == 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, "“%s”: %s", to, g_strerror (errno));
  return FALSE;
}

/* A Shapefile is several files, and each of them may be in the way of one. */
static gboolean
put_in_place (const MlsExportLayer *self, GError **error)
{
  g_autofree char *above = g_path_get_dirname (self->path);
  g_auto (GStrv) names = list_files (self->folder);

  for (int moving = FALSE; moving <= TRUE; moving++)
    for (char **name = names; *name != NULL; name++)
      {
        g_autofree char *from = g_build_filename (self->folder, *name, NULL);
        g_autofree char *to = g_build_filename (above, *name, NULL);

        if (!(moving ? put_file_in_place (from, to, error) : check_free (to, error)))
          return FALSE;
      }

  return TRUE;
}

/**
 * mls_export_layer_finish:
 * @self: a layer with all its polygons
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: whether the file is there, whole
 */
gboolean
mls_export_layer_finish (MlsExportLayer *self, GError **error)
{
  gboolean written = TRUE;

  mls_gdal_watch_begin (&self->watch);
  if (GDALDatasetTestCapability (self->dataset, ODsCTransactions))
    written = GDALDatasetCommitTransaction (self->dataset) == OGRERR_NONE;
  mls_gdal_watch_end (&self->watch);
  close_dataset (self);

  return written && is_whole (self) ? put_in_place (self, error) : fail (self, error);
}

/**
 * mls_export_layer_get_warning:
 * @self: a layer
 *
 * Returns: (nullable): what the format could not keep as it was: the first such thing GDAL told;
 *   valid while @self is
 */
const char *
mls_export_layer_get_warning (const MlsExportLayer *self)
{
  return self->watch.warning;
}
