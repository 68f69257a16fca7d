#include "demo/truth.h"

#include "demo/error.h"
#include "imagery/init.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* Codes of each date come in this order in both layers. */
static const char *const code_fields[] = { "cs21", "us21", "cs24", "us24" };

static const char *const fault_kinds[MLS_N_FAULTS] = {
  [MLS_FAULT_BORDER] = "border",
  [MLS_FAULT_CODE] = "code",
  [MLS_FAULT_OMISSION] = "omission",
  [MLS_FAULT_MISSED_CHANGE] = "missed-change",
  [MLS_FAULT_FALSE_CHANGE] = "false-change",
};

/* By the dates whose labels are wrong. */
static const char *const fault_vintages[] = { "", "21", "24", "21,24" };

static OGRLayerH
create_layer (GDALDatasetH dataset, const char *name, OGRwkbGeometryType type)
{
  OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);
  OGRLayerH layer = NULL;

  if (OSRSetFromUserInput (srs, MLS_DEMO_CRS) == OGRERR_NONE)
    layer = GDALDatasetCreateLayer (dataset, name, srs, type, NULL);
  OSRDestroySpatialReference (srs);

  return layer;
}

static gboolean
add_field (OGRLayerH layer, const char *name)
{
  OGRFieldDefnH field = OGR_Fld_Create (name, OFTString);
  gboolean added = OGR_L_CreateField (layer, field, TRUE) == OGRERR_NONE;

  OGR_Fld_Destroy (field);

  return added;
}

static gboolean
add_code_fields (OGRLayerH layer)
{
  gboolean added = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (code_fields) && added; i++)
    added = add_field (layer, code_fields[i]);

  return added;
}

static void
set_codes (OGRFeatureH feature, const MlsLabel labels[MLS_DEMO_N_DATES])
{
  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    {
      MlsPair pair = mls_label_pair (&labels[date]);
      int cover = OGR_F_GetFieldIndex (feature, code_fields[2 * date]);
      int use = OGR_F_GetFieldIndex (feature, code_fields[2 * date + 1]);

      OGR_F_SetFieldString (feature, cover, g_quark_to_string (pair.cover));
      OGR_F_SetFieldString (feature, use, g_quark_to_string (pair.use));
    }
}

static gboolean
create_feature (OGRLayerH layer, OGRFeatureH feature)
{
  gboolean created = OGR_L_CreateFeature (layer, feature) == OGRERR_NONE;

  OGR_F_Destroy (feature);

  return created;
}

static OGRGeometryH
polygon_of (const MlsFace *face)
{
  OGRGeometryH polygon = OGR_G_CreateGeometry (wkbPolygon);

  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);
      OGRGeometryH line = OGR_G_CreateGeometry (wkbLinearRing);

      for (gsize i = 0; i <= ring.n_points; i++)
        {
          MlsPoint point = ring.points[i % ring.n_points];

          OGR_G_AddPoint_2D (line, mls_grid_to_metres (point.x), mls_grid_to_metres (point.y));
        }
      OGR_G_AddGeometryDirectly (polygon, line);
    }

  return polygon;
}

static gboolean
write_face (const MlsFace *face, gpointer user_data)
{
  OGRLayerH layer = user_data;
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));

  OGR_F_SetGeometryDirectly (feature, polygon_of (face));
  set_codes (feature, face->labels);

  return create_feature (layer, feature);
}

static gboolean
write_fault (OGRLayerH layer, const MlsDemoFault *fault)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  OGRGeometryH point = OGR_G_CreateGeometry (wkbPoint);
  MlsLabel labels[MLS_DEMO_N_DATES];

  OGR_G_SetPoint_2D (point, 0, mls_grid_to_metres (fault->where.x),
                     mls_grid_to_metres (fault->where.y));
  OGR_F_SetGeometryDirectly (feature, point);
  OGR_F_SetFieldString (feature, OGR_F_GetFieldIndex (feature, "kind"), fault_kinds[fault->kind]);
  OGR_F_SetFieldString (feature, OGR_F_GetFieldIndex (feature, "vintage"),
                        fault_vintages[fault->dates]);
  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    labels[date] = mls_land_label (fault->right[date]);
  set_codes (feature, labels);

  return create_feature (layer, feature);
}

static gboolean
write_faults (GDALDatasetH dataset, const GArray *faults)
{
  OGRLayerH layer = create_layer (dataset, "fault", wkbPoint);

  if (layer == NULL || !add_field (layer, "kind") || !add_field (layer, "vintage") ||
      !add_code_fields (layer))
    return FALSE;

  for (guint i = 0; i < faults->len; i++)
    if (!write_fault (layer, &g_array_index (faults, MlsDemoFault, i)))
      return FALSE;

  return TRUE;
}

static gboolean
write_faces (GDALDatasetH dataset, MlsDemo *demo)
{
  OGRLayerH layer = create_layer (dataset, "truth", wkbPolygon);
  MlsDemoVisitor visitor = { .truth = write_face };

  return layer != NULL && add_code_fields (layer) && mls_demo_visit (demo, &visitor, layer);
}

static gboolean
write_file (MlsDemo *demo, const GArray *faults, const char *path)
{
  GDALDatasetH dataset =
      GDALCreate (GDALGetDriverByName ("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
  gboolean written;

  if (dataset == NULL)
    return FALSE;

  written = GDALDatasetStartTransaction (dataset, FALSE) == OGRERR_NONE &&
            (!mls_demo_has_photos (demo) || write_faces (dataset, demo)) &&
            write_faults (dataset, faults) && GDALDatasetCommitTransaction (dataset) == OGRERR_NONE;
  GDALClose (dataset);

  return written;
}

/**
 * mls_truth_write:
 * @demo: a territory
 * @faults: (element-type MlsDemoFault): those of its coverage
 * @path: the GeoPackage to make
 * @error: %MLS_DEMO_ERROR_FILE
 *
 * Writes what the photos show, as far as there are photos, in the layer "truth", and where the
 * coverage departs from it in the layer "fault", with the right codes.
 *
 * Returns: whether it is written; if not, there is no file
 */
gboolean
mls_truth_write (MlsDemo *demo, const GArray *faults, const char *path, GError **error)
{
  g_autofree char *failure = NULL;
  MlsGdalScope scope;
  gboolean written;

  mls_imagery_init ();
  mls_gdal_scope_begin (&scope);
  written = write_file (demo, faults, path);
  failure = mls_gdal_scope_end (&scope);

  if (written && failure == NULL)
    return TRUE;

  g_unlink (path);
  g_set_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_FILE, "“%s”: %s", path,
               failure != NULL ? failure : "cannot be written");

  return FALSE;
}
