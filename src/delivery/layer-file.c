#include "delivery/layer-file.h"

#include "delivery/read-back.h"
#include "store/blob.h"
#include "store/error.h"
#include "vector/gdal-watch.h"
#include "vector/ogr.h"

#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

/* Where a table's cells have a width: half mm² and mm have no more digits behind the point. */
#define REAL_WIDTH     24
#define REAL_PRECISION 7

struct _MlsLayerFile
{
  const MlsFormat *format;
  char            *path;
  MlsGdalWatch     watch;
  GDALDatasetH     dataset;
  gboolean         writing; /* a transaction is open */

  /* Of the layer that is being written. */
  OGRLayerH        layer;   /* of @dataset */
  GPtrArray       *columns; /* (element-type MlsColumn) */
  gboolean         multi;
  gboolean         has_ids;
  guint            n_added; /* in all layers */
  GByteArray      *blob;
};

/* A file is being made in a folder that is gone when this is read, and a database's address may hold a password. */
static char *
dup_title (const MlsLayerFile *self)
{
  return self->format->ending != NULL ? g_path_get_basename (self->path) : g_strdup (_("the database"));
}

/* Of what GDAL said, else of what was tried. */
static gboolean
fail (const MlsLayerFile *self, GError **error)
{
  g_autofree char *title = dup_title (self);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, _("“%s” cannot be written: %s"), title,
               self->watch.failure != NULL ? self->watch.failure : _("the disk may be full"));

  return FALSE;
}

/* In one transaction, where the format knows such a thing: each by itself would wait for the disk. */
static gboolean
begin (MlsLayerFile *self)
{
  self->writing = GDALDatasetTestCapability (self->dataset, ODsCTransactions);

  return !self->writing || GDALDatasetStartTransaction (self->dataset, FALSE) == OGRERR_NONE;
}

static gboolean
create (MlsLayerFile *self)
{
  GDALDriverH driver = GDALGetDriverByName (self->format->driver);

  if (self->format->ending == NULL)
    self->dataset = GDALOpenEx (self->path, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL);
  else if (driver != NULL)
    self->dataset = GDALCreate (driver, self->path, 0, 0, 0, GDT_Unknown, NULL);

  return self->dataset != NULL && begin (self);
}

/**
 * mls_layer_file_new:
 * @format: what it is written as
 * @path: of a file that is not there, or the address of a database
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: (transfer full): a file without layers, or %NULL
 */
MlsLayerFile *
mls_layer_file_new (const MlsFormat *format, const char *path, GError **error)
{
  g_autoptr (MlsLayerFile) self = g_new0 (MlsLayerFile, 1);
  gboolean made;

  mls_ogr_init ();
  self->format = format;
  self->path = g_strdup (path);
  self->blob = g_byte_array_new ();

  mls_gdal_watch_begin (&self->watch);
  made = create (self);
  mls_gdal_watch_end (&self->watch);
  if (!made)
    {
      fail (self, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static void
close_dataset (MlsLayerFile *self)
{
  mls_gdal_watch_begin (&self->watch);
  if (self->dataset != NULL && self->writing)
    GDALDatasetRollbackTransaction (self->dataset);
  g_clear_pointer (&self->dataset, GDALClose);
  mls_gdal_watch_end (&self->watch);
}

/**
 * mls_layer_file_free:
 * @self: (transfer full): a file; what was not finished is nowhere in a database
 */
void
mls_layer_file_free (MlsLayerFile *self)
{
  close_dataset (self);
  mls_gdal_watch_clear (&self->watch);
  g_clear_pointer (&self->blob, g_byte_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

static OGRFieldType
type_of (const MlsColumn *column)
{
  static const OGRFieldType types[] = {
    [MLS_COLUMN_TEXT] = OFTString, [MLS_COLUMN_INTEGER] = OFTInteger64, [MLS_COLUMN_REAL] = OFTReal
  };

  return types[column->kind];
}

static gboolean
add_column (MlsLayerFile *self, const MlsColumn *column)
{
  OGRFieldDefnH field = OGR_Fld_Create (column->given, type_of (column));
  gboolean added;

  if (self->format->text_room > 0 && column->kind == MLS_COLUMN_TEXT)
    OGR_Fld_SetWidth (field, (int) self->format->text_room);
  if (self->format->text_room > 0 && column->kind == MLS_COLUMN_REAL)
    OGR_Fld_Set (field, column->given, OFTReal, REAL_WIDTH, REAL_PRECISION, OJUndefined);
  added = OGR_L_CreateField (self->layer, field, FALSE) == OGRERR_NONE;
  OGR_Fld_Destroy (field);

  return added;
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

static char **
options_of (const MlsLayerFile *self, const MlsLayerShape *shape)
{
  g_autoptr (GStrvBuilder) options = g_strv_builder_new ();

  g_strv_builder_addv (options, (const char **) self->format->options);
  if (self->format->ending == NULL && shape->description != NULL)
    {
      g_autofree char *description = g_strconcat ("DESCRIPTION=", shape->description, NULL);

      g_strv_builder_add (options, description);
    }

  return g_strv_builder_end (options);
}

static gboolean
create_layer (MlsLayerFile *self, const MlsLayerShape *shape)
{
  OGRSpatialReferenceH reference = new_reference (shape->crs);
  g_auto (GStrv) options = options_of (self, shape);
  OGRwkbGeometryType kind = shape->multi ? wkbMultiPolygon : wkbPolygon;

  self->layer = GDALDatasetCreateLayer (self->dataset, shape->name, reference, kind, options);
  if (reference != NULL)
    OSRDestroySpatialReference (reference);
  if (self->layer == NULL)
    return FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    if (!add_column (self, g_ptr_array_index (self->columns, i)))
      return FALSE;

  return TRUE;
}

/**
 * mls_layer_file_begin_layer:
 * @self: a file
 * @shape: of the layer that comes next; one alone where the format has no room for several
 * @error: %MLS_STORE_ERROR_EXISTS if there is such a layer, %MLS_STORE_ERROR_IO
 *
 * Returns: whether it is there, without polygons
 */
gboolean
mls_layer_file_begin_layer (MlsLayerFile *self, const MlsLayerShape *shape, GError **error)
{
  gboolean is_there, made;

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  self->columns = g_ptr_array_ref (shape->columns);
  self->multi = shape->multi;
  self->has_ids = shape->has_ids;

  mls_gdal_watch_begin (&self->watch);
  is_there = self->format->ending == NULL && GDALDatasetGetLayerByName (self->dataset, shape->name) != NULL;
  made = !is_there && create_layer (self, shape);
  mls_gdal_watch_end (&self->watch);
  if (is_there)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” is there already"), shape->name);

  return made || (!is_there && fail (self, error));
}

static OGRGeometryH
new_geometry (MlsLayerFile *self, const MlsFace *face)
{
  OGRGeometryH polygon = NULL;

  g_byte_array_set_size (self->blob, 0);
  mls_blob_from_face (face, 0, self->blob);
  if (OGR_G_CreateFromWkb (self->blob->data + MLS_BLOB_WKB, NULL, &polygon, (int) (self->blob->len - MLS_BLOB_WKB)) !=
      OGRERR_NONE)
    g_assert_not_reached ();

  return self->multi ? OGR_G_ForceToMultiPolygon (polygon) : polygon;
}

static void
set_value (OGRFeatureH feature, int i, MlsColumnKind kind, const MlsValue *value)
{
  if (!value->is_set)
    OGR_F_SetFieldNull (feature, i);
  else if (kind == MLS_COLUMN_TEXT)
    OGR_F_SetFieldString (feature, i, g_quark_to_string (value->text));
  else if (kind == MLS_COLUMN_INTEGER)
    OGR_F_SetFieldInteger64 (feature, i, value->integer);
  else
    OGR_F_SetFieldDouble (feature, i, value->real);
}

static gboolean
write_feature (MlsLayerFile *self, OGRFeatureH feature, const MlsFace *face, const MlsValue *values)
{
  for (guint i = 0; i < self->columns->len; i++)
    set_value (feature, (int) i, ((MlsColumn *) g_ptr_array_index (self->columns, i))->kind, &values[i]);
  if (self->has_ids && self->format->keeps_ids)
    OGR_F_SetFID (feature, face->id);

  return OGR_F_SetGeometryDirectly (feature, new_geometry (self, face)) == OGRERR_NONE &&
         OGR_L_CreateFeature (self->layer, feature) == OGRERR_NONE && self->watch.failure == NULL;
}

/**
 * mls_layer_file_add:
 * @self: a file with a layer that was begun
 * @face: what gives the polygon
 * @values: (array): what goes into each column
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: whether it was written
 */
gboolean
mls_layer_file_add (MlsLayerFile *self, const MlsFace *face, const MlsValue *values, GError **error)
{
  OGRFeatureH feature;
  gboolean written;

  mls_gdal_watch_begin (&self->watch);
  feature = OGR_F_Create (OGR_L_GetLayerDefn (self->layer));
  written = write_feature (self, feature, face, values);
  OGR_F_Destroy (feature);
  mls_gdal_watch_end (&self->watch);
  self->n_added++;

  return written || fail (self, error);
}

/**
 * mls_layer_file_execute:
 * @self: a database, with the layers that were added
 * @statements: SQL that gives no rows
 * @error: %MLS_STORE_ERROR_IO, with what the database has against it
 *
 * In the transaction of what is written: after a failure it can go on only from a savepoint.
 *
 * Returns: whether they were carried out
 */
gboolean
mls_layer_file_execute (MlsLayerFile *self, const char *statements, GError **error)
{
  MlsGdalWatch watch = { 0 };
  gboolean done;

  mls_gdal_watch_begin (&watch);
  GDALDatasetExecuteSQL (self->dataset, statements, NULL, NULL);
  mls_gdal_watch_end (&watch);
  done = watch.failure == NULL;
  if (!done)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, watch.failure);
  mls_gdal_watch_clear (&watch);

  return done;
}

/* What is written is on its way to the disk then. */
static gboolean
commit (MlsLayerFile *self)
{
  gboolean written = TRUE;

  mls_gdal_watch_begin (&self->watch);
  if (self->writing)
    written = GDALDatasetCommitTransaction (self->dataset) == OGRERR_NONE;
  mls_gdal_watch_end (&self->watch);
  self->writing = FALSE;
  close_dataset (self);

  return written && self->watch.failure == NULL;
}

/**
 * mls_layer_file_flush:
 * @self: a file with all its layers
 * @error: %MLS_STORE_ERROR_IO
 *
 * Files are finished and opened again, to be read back; what is in a database can be read and still be taken back, until
 * mls_layer_file_finish().
 *
 * Returns: whether all of it can be read back
 */
gboolean
mls_layer_file_flush (MlsLayerFile *self, GError **error)
{
  if (self->format->ending == NULL)
    return TRUE;

  if (!commit (self))
    return fail (self, error);

  mls_gdal_watch_begin (&self->watch);
  self->dataset = GDALOpenEx (self->path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
  mls_gdal_watch_end (&self->watch);

  return (self->dataset != NULL && self->watch.failure == NULL) || fail (self, error);
}

/* Some of GDAL's formats do not notice that the disk is full. */
static gboolean
is_whole (MlsLayerFile *self)
{
  GDALDatasetH dataset;
  GIntBig n_features = 0;

  mls_gdal_watch_begin (&self->watch);
  dataset = GDALOpenEx (self->path, GDAL_OF_VECTOR, NULL, NULL, NULL);
  for (int i = 0; dataset != NULL && i < GDALDatasetGetLayerCount (dataset); i++)
    n_features += OGR_L_GetFeatureCount (GDALDatasetGetLayer (dataset, i), TRUE);
  mls_gdal_watch_end (&self->watch);
  if (dataset == NULL)
    return FALSE;

  mls_gdal_watch_begin (&self->watch);
  GDALClose (dataset);
  mls_gdal_watch_end (&self->watch);

  return n_features == self->n_added && self->watch.failure == NULL;
}

/**
 * mls_layer_file_finish:
 * @self: a file with all its layers
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: whether all of it is there
 */
gboolean
mls_layer_file_finish (MlsLayerFile *self, GError **error)
{
  return (commit (self) && (self->format->ending == NULL || is_whole (self))) || fail (self, error);
}

/**
 * mls_layer_file_read_back:
 * @self: a file after mls_layer_file_flush()
 * @shape: of one of its layers
 * @back: (out): what is in it
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: whether it could be read
 */
gboolean
mls_layer_file_read_back (MlsLayerFile *self, const MlsLayerShape *shape, MlsReadBack *back, GError **error)
{
  MlsGdalWatch watch = { 0 };
  g_autofree char *title = dup_title (self);
  gboolean read;

  *back = (MlsReadBack){ 0 };
  mls_gdal_watch_begin (&watch);
  /* A format of one layer a file may call it by that. */
  read = mls_read_back_layer (self->format->several ? GDALDatasetGetLayerByName (self->dataset, shape->name)
                                                    : GDALDatasetGetLayer (self->dataset, 0),
                              self->format, shape, back);
  mls_gdal_watch_end (&watch);
  if (!read || watch.failure != NULL)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, _("“%s” cannot be read: %s"), title,
                 watch.failure != NULL ? watch.failure : shape->name);
  read = read && watch.failure == NULL;
  mls_gdal_watch_clear (&watch);

  return read;
}

/**
 * mls_layer_file_get_warning:
 * @self: a file
 *
 * Returns: (nullable): what the format could not keep as it was: the first such thing GDAL told;
 *   valid while @self is
 */
const char *
mls_layer_file_get_warning (const MlsLayerFile *self)
{
  return self->watch.warning;
}
