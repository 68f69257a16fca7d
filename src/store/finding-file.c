#include "store/finding-file.h"

#include "rules/finding-table.h"
#include "store/error.h"
#include "vector/gdal-watch.h"
#include "vector/ogr.h"

#include <errno.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* Resembles the layer file of deliveries, which is layers of faces with values, in formats of their own, and read back; this is
 * places and outlines with cells of a table, and always a GeoPackage. What one would write for both is a few calls of GDAL; what
 * can go wrong with these is in one piece, MlsGdalWatch. */
struct _MlsFindingFile
{
  char        *path;
  char        *making; /* beside @path: what is being written, until it is whole */
  MlsGdalWatch watch;
  GDALDatasetH dataset;
  OGRLayerH    places;
  OGRLayerH    regions;
};

static gboolean
fail (const MlsFindingFile *self, GError **error)
{
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, _("“%s” cannot be written: %s"), self->path,
               self->watch.failure != NULL ? self->watch.failure : _("the disk may be full"));

  return FALSE;
}

/* Titles are kept by newer versions of GDAL, and then shown in place of names. */
static gboolean
add_columns (OGRLayerH layer)
{
  static const OGRFieldType types[] = { [MLS_CELL_TEXT] = OFTString,
                                        [MLS_CELL_INTEGER] = OFTInteger64,
                                        [MLS_CELL_REAL] = OFTReal };
  gboolean added = TRUE;

  for (int column = 0; added && column < MLS_N_FINDING_COLUMNS; column++)
    {
      OGRFieldDefnH field = OGR_Fld_Create (mls_finding_column_name ((MlsFindingColumn) column),
                                            types[mls_finding_column_kind ((MlsFindingColumn) column)]);

      OGR_Fld_SetAlternativeName (field, mls_finding_column_title ((MlsFindingColumn) column));
      added = OGR_L_CreateField (layer, field, FALSE) == OGRERR_NONE;
      OGR_Fld_Destroy (field);
    }

  return added;
}

static OGRLayerH
new_layer (MlsFindingFile *self, const char *name, OGRSpatialReferenceH reference, OGRwkbGeometryType type)
{
  OGRLayerH layer = GDALDatasetCreateLayer (self->dataset, name, reference, type, NULL);

  return layer != NULL && add_columns (layer) ? layer : NULL;
}

static gboolean
create (MlsFindingFile *self, const char *crs)
{
  GDALDriverH driver = GDALGetDriverByName ("GPKG");
  OGRSpatialReferenceH reference = OSRNewSpatialReference (crs);

  if (driver != NULL)
    self->dataset = GDALCreate (driver, self->making, 0, 0, 0, GDT_Unknown, NULL);
  if (self->dataset != NULL)
    {
      self->places = new_layer (self, "findings", reference, wkbPoint);
      self->regions = new_layer (self, "regions", reference, wkbPolygon);
    }
  if (reference != NULL)
    OSRDestroySpatialReference (reference);

  return self->places != NULL && self->regions != NULL &&
         GDALDatasetStartTransaction (self->dataset, FALSE) == OGRERR_NONE;
}

/**
 * mls_finding_file_new:
 * @path: of a GeoPackage; one that is there is replaced in the end
 * @crs: WKT
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: (transfer full): a file without findings, or %NULL
 */
MlsFindingFile *
mls_finding_file_new (const char *path, const char *crs, GError **error)
{
  g_autoptr (MlsFindingFile) self = g_new0 (MlsFindingFile, 1);
  gboolean made;

  mls_ogr_init ();
  self->path = g_strdup (path);
  self->making = g_strconcat (path, ".part.gpkg", NULL);
  g_unlink (self->making);
  mls_gdal_watch_begin (&self->watch);
  made = create (self, crs);
  mls_gdal_watch_end (&self->watch);
  if (!made)
    {
      fail (self, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static void
close_dataset (MlsFindingFile *self)
{
  mls_gdal_watch_begin (&self->watch);
  g_clear_pointer (&self->dataset, GDALClose);
  mls_gdal_watch_end (&self->watch);
}

/**
 * mls_finding_file_free:
 * @self: (transfer full): a file; unless it is finished nothing is left of it
 */
void
mls_finding_file_free (MlsFindingFile *self)
{
  close_dataset (self);
  g_unlink (self->making);
  mls_gdal_watch_clear (&self->watch);
  g_free (self->making);
  g_free (self->path);
  g_free (self);
}

static OGRGeometryH
new_point (MlsPoint place)
{
  OGRGeometryH point = OGR_G_CreateGeometry (wkbPoint);

  OGR_G_SetPoint_2D (point, 0, mls_grid_to_metres (place.x), mls_grid_to_metres (place.y));

  return point;
}

static OGRGeometryH
new_ring (MlsRing ring)
{
  OGRGeometryH line = OGR_G_CreateGeometry (wkbLinearRing);

  for (gsize i = 0; i <= ring.n_points; i++)
    OGR_G_AddPoint_2D (line, mls_grid_to_metres (ring.points[i % ring.n_points].x),
                       mls_grid_to_metres (ring.points[i % ring.n_points].y));

  return line;
}

/* Its outer ring first: the one that runs round more than it takes off. */
static OGRGeometryH
new_polygon (MlsShape *outline)
{
  OGRGeometryH polygon = OGR_G_CreateGeometry (wkbPolygon);

  for (int outer = TRUE; outer >= FALSE; outer--)
    for (guint i = 0; i < mls_shape_n_rings (outline); i++)
      if ((mls_ring_area2 (mls_shape_ring (outline, i)) > 0) == outer)
        OGR_G_AddGeometryDirectly (polygon, new_ring (mls_shape_ring (outline, i)));

  return polygon;
}

static gboolean
write_feature (OGRLayerH layer, OGRGeometryH geometry, char *const *cells)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  gboolean written;

  for (int column = 0; column < MLS_N_FINDING_COLUMNS; column++)
    if (cells[column] != NULL)
      OGR_F_SetFieldString (feature, column, cells[column]);
  written = OGR_F_SetGeometryDirectly (feature, geometry) == OGRERR_NONE && OGR_L_CreateFeature (layer, feature) == OGRERR_NONE;
  OGR_F_Destroy (feature);

  return written;
}

/**
 * mls_finding_file_add:
 * @self: a file
 * @finding: a finding
 * @rules: what it was found by
 * @outline: (nullable): of the region that it is of
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: whether it was written
 */
gboolean
mls_finding_file_add (MlsFindingFile   *self,
                      const MlsFinding *finding,
                      const MlsRules   *rules,
                      MlsShape         *outline,
                      GError          **error)
{
  char *cells[MLS_N_FINDING_COLUMNS];
  gboolean written;

  for (int column = 0; column < MLS_N_FINDING_COLUMNS; column++)
    cells[column] = mls_finding_cell (finding, rules, (MlsFindingColumn) column);
  mls_gdal_watch_begin (&self->watch);
  written = write_feature (self->places, new_point (finding->place), cells) &&
            (outline == NULL || write_feature (self->regions, new_polygon (outline), cells));
  mls_gdal_watch_end (&self->watch);
  for (int column = 0; column < MLS_N_FINDING_COLUMNS; column++)
    g_free (cells[column]);

  return written || fail (self, error);
}

/**
 * mls_finding_file_finish:
 * @self: a file with all findings
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: whether the file is there, whole
 */
gboolean
mls_finding_file_finish (MlsFindingFile *self, GError **error)
{
  gboolean written;

  mls_gdal_watch_begin (&self->watch);
  written = GDALDatasetCommitTransaction (self->dataset) == OGRERR_NONE;
  mls_gdal_watch_end (&self->watch);
  close_dataset (self);
  if (!written || self->watch.failure != NULL)
    return fail (self, error);

  if (g_rename (self->making, self->path) == 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, "“%s”: %s", self->path, g_strerror (errno));
  return FALSE;
}
