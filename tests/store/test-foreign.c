#include "sample.h"
#include "store/blob.h"
#include "store/error.h"
#include "store/undo.h"
#include "store/version.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <ogr_srs_api.h>
#include <string.h>

/* The project as other programs see it: through GDAL, and through SQLite alone. */

static const Board board = { 4, 3, 20, 2, 0 };

static void
closed_begin (Sample *sample)
{
  g_autoptr (GError) error = NULL;

  sample_begin (sample, &board);
  mls_store_close (g_steal_pointer (&sample->store), &error);
  g_assert_no_error (error);
}

static GDALDatasetH
open_in_gdal (const char *path, unsigned flags)
{
  GDALDatasetH dataset = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR | flags, NULL, NULL, NULL);

  g_assert_nonnull (dataset);

  return dataset;
}

static OGRErr
set_code (OGRLayerH layer, gint64 fid, const char *column, const char *code)
{
  OGRFeatureH feature = OGR_L_GetFeature (layer, fid);
  OGRErr result;

  g_assert_nonnull (feature);
  OGR_F_SetFieldString (feature, OGR_F_GetFieldIndex (feature, column), code);
  CPLErrorReset ();
  CPLPushErrorHandler (CPLQuietErrorHandler);
  result = OGR_L_SetFeature (layer, feature);
  CPLPopErrorHandler ();
  OGR_F_Destroy (feature);

  return result;
}

static void
assert_last_error (const char *text)
{
  g_test_message ("%s", CPLGetLastErrorMsg ());
  g_assert_nonnull (strstr (CPLGetLastErrorMsg (), text));
}

/* GDAL finds two layers with as many features, boxes and as much area as there are. */
static void
test_read (void)
{
  Sample sample;
  GDALDatasetH dataset;
  OGRLayerH layer;
  OGRFeatureH feature;
  OGREnvelope extent;
  double area = 0, told = 0;
  OGRSpatialReferenceH srs;

  closed_begin (&sample);
  CPLErrorReset ();
  dataset = open_in_gdal (sample.path, 0);
  g_assert_cmpstr (CPLGetLastErrorMsg (), ==, "");
  layer = GDALDatasetGetLayerByName (dataset, "coverage");
  g_assert_cmpint (OGR_L_GetFeatureCount (layer, TRUE), ==, 12);
  g_assert_cmpint (OGR_L_GetGeomType (layer), ==, wkbPolygon);
  g_assert_cmpstr (OGR_L_GetFIDColumn (layer), ==, "fid");
  srs = OGR_L_GetSpatialRef (layer);
  g_assert_cmpstr (OSRGetAuthorityCode (srs, NULL), ==, "2154");

  while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      area += OGR_G_Area (OGR_F_GetGeometryRef (feature));
      told += OGR_F_GetFieldAsDouble (feature, OGR_F_GetFieldIndex (feature, "surf_m2"));
      OGR_F_Destroy (feature);
    }
  g_assert_cmpfloat (area, ==, 12 * 400);
  g_assert_cmpfloat (told, ==, 12 * 400);

  g_assert_cmpint (OGR_L_GetExtent (layer, &extent, FALSE), ==, OGRERR_NONE);
  g_assert_cmpfloat (extent.MinX, ==, 700000);
  g_assert_cmpfloat (extent.MaxY, ==, 6600060);

  OGR_L_SetSpatialFilterRect (layer, 700001, 6600001, 700002, 6600002);
  g_assert_cmpint (OGR_L_GetFeatureCount (layer, TRUE), ==, 1);
  g_assert_true (OGR_L_TestCapability (layer, OLCFastSpatialFilter));

  layer = GDALDatasetGetLayerByName (dataset, "territory");
  g_assert_cmpint (OGR_L_GetGeomType (layer), ==, wkbLineString);
  g_assert_cmpint (OGR_L_GetFeatureCount (layer, TRUE), ==, 1);

  GDALClose (dataset);
  sample_end (&sample);
}

/* What any GeoPackage must be, as far as SQL can tell. */
static void
test_valid (void)
{
  static const struct
  {
    const char *sql;
    gint64      value;
  } checks[] = {
    { "PRAGMA application_id", 0x47504B47 },
    { "SELECT count (*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'", 0 },
    { "SELECT count (*) FROM pragma_foreign_key_check", 0 },
    { "SELECT count (*) FROM gpkg_spatial_ref_sys WHERE srs_id IN (-1, 0, 4326)", 3 },
    { "SELECT count (*) FROM gpkg_contents WHERE table_name NOT IN (SELECT name FROM sqlite_master)", 0 },
    { "SELECT count (*) FROM gpkg_contents WHERE srs_id NOT IN (SELECT srs_id FROM gpkg_spatial_ref_sys)", 0 },
    { "SELECT count (*) FROM gpkg_contents JOIN gpkg_geometry_columns USING (table_name, srs_id) "
      "WHERE data_type = 'features'", 3 },
    { "SELECT count (*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'", 2 },
    { "SELECT rtreecheck ('rtree_coverage_geom') = 'ok' AND rtreecheck ('rtree_territory_geom') = 'ok' "
      "AND rtreecheck ('rtree_coverage_history') = 'ok'", 1 },
    { "SELECT count (*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'coverage' "
      "AND name GLOB 'rtree_coverage_geom_*'", 6 },
    { "SELECT (SELECT count (*) FROM rtree_coverage_geom) - (SELECT count (*) FROM coverage)", 0 },
  };
  Sample sample;

  closed_begin (&sample);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_test_message ("%s", checks[i].sql);
      g_assert_cmpint (sample_query (sample.path, checks[i].sql), ==, checks[i].value);
    }
  sample_end (&sample);
}

static void
edit_somewhat (MlsStore *store)
{
  g_autoptr (MlsFace) face = mls_store_face (store, 5, NULL);
  g_autoptr (MlsDelta) split = sample_split (face, 1, 5);
  g_autoptr (MlsFace) other = mls_store_face (store, 6, NULL);
  g_autoptr (MlsDelta) recode = sample_recode (other, "CS2.1.0", "US1.1.3");

  sample_apply (store, split);
  sample_apply (store, recode);
  mls_delta_unref (mls_store_undo (store, "tester", NULL, NULL));
}

/* What GDAL's own validator has against it: nothing, if it is empty. Debian's Python has that, which
 * is not the first one everywhere. */
static char *
validate (const char *path)
{
  const char *command[] = { "/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "-k", "-q", path, NULL };
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, NULL, &error);
  g_assert_no_error (error);

  return g_strconcat (output, errors, NULL);
}

/* Also when it has been worked in. */
static void
test_validator (void)
{
  Sample sample;
  g_autofree char *complaints = NULL;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  edit_somewhat (sample.store);
  mls_store_close (g_steal_pointer (&sample.store), &error);
  g_assert_no_error (error);

  complaints = validate (sample.path);
  g_assert_cmpstr (complaints, ==, "");
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM gpkg_contents "
                                              "WHERE table_name IN ('coverage', 'operation') AND "
                                              "last_change = (SELECT max (at) FROM operation)"), ==, 2);
  sample_end (&sample);
}

/* A geometry, written by GDAL into a GeoPackage of its own. */
static GBytes *
blob_of_gdal (const char *folder, OGRGeometryH geometry)
{
  g_autofree char *path = g_build_filename (folder, "gdal.gpkg", NULL);
  GDALDatasetH dataset = GDALCreate (GDALGetDriverByName ("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
  OGRSpatialReferenceH srs = OSRNewSpatialReference (NULL);
  OGRLayerH layer;
  OGRFeatureH feature;
  sqlite3 *handle;
  sqlite3_stmt *query;
  GBytes *blob;

  OSRImportFromEPSG (srs, 2154);
  layer = GDALDatasetCreateLayer (dataset, "x", srs, OGR_G_GetGeometryType (geometry), NULL);
  feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  OGR_F_SetGeometryDirectly (feature, geometry);
  g_assert_cmpint (OGR_L_CreateFeature (layer, feature), ==, OGRERR_NONE);
  OGR_F_Destroy (feature);
  GDALClose (dataset);
  OSRRelease (srs);

  sqlite3_open (path, &handle);
  sqlite3_prepare_v2 (handle, "SELECT geom FROM x", -1, &query, NULL);
  g_assert_cmpint (sqlite3_step (query), ==, SQLITE_ROW);
  blob = g_bytes_new (sqlite3_column_blob (query, 0), (gsize) sqlite3_column_bytes (query, 0));
  sqlite3_finalize (query);
  sqlite3_close (handle);
  g_unlink (path);

  return blob;
}

static void
add_points (OGRGeometryH line, const MlsPoint *points, gsize n_points)
{
  for (gsize i = 0; i < n_points; i++)
    OGR_G_AddPoint_2D (line, mls_grid_to_metres (points[i].x), mls_grid_to_metres (points[i].y));
}

static OGRGeometryH
polygon_of_face (const MlsFace *face)
{
  OGRGeometryH polygon = OGR_G_CreateGeometry (wkbPolygon);

  for (guint r = 0; r < face->n_rings; r++)
    {
      OGRGeometryH line = OGR_G_CreateGeometry (wkbLinearRing);
      MlsRing ring = mls_face_ring (face, r);

      add_points (line, ring.points, ring.n_points);
      add_points (line, ring.points, 1);
      OGR_G_AddGeometryDirectly (polygon, line);
    }

  return polygon;
}

/* Byte for byte, with and without holes, on awkward decimals. */
static void
test_blob (void)
{
  Sample sample;

  closed_begin (&sample);
  for (int i = 0; i < 20; i++)
    {
      gint64 x = BOARD_X + g_test_rand_int_range (0, 1000000);
      gint64 y = BOARD_Y + g_test_rand_int_range (0, 1000000);
      MlsPoint outer[] = { { x, y }, { x + 99991, y + 7 }, { x + 99991, y + 99989 }, { x + 3, y + 99989 } };
      MlsPoint hole[] = { { x + 101, y + 103 }, { x + 1009, y + 103 }, { x + 1013, y + 1019 } };
      MlsPoint other[] = { { x + 2001, y + 2003 }, { x + 3001, y + 2003 }, { x + 3011, y + 3019 } };
      MlsRing rings[] = { { outer, 4 }, { hole, 3 }, { other, 3 } };
      g_autoptr (MlsFace) face = mls_face_new (1, rings, 1 + (guint) i % 3, NULL, 0);
      g_autoptr (MlsFace) back = NULL;
      g_autoptr (GByteArray) ours = g_byte_array_new ();
      g_autoptr (GBytes) theirs = blob_of_gdal (sample.folder, polygon_of_face (face));

      mls_blob_from_face (face, 2154, ours);
      g_assert_cmpmem (ours->data, ours->len, g_bytes_get_data (theirs, NULL), g_bytes_get_size (theirs));
      back = mls_blob_to_face (ours->data, ours->len, 1, 0, NULL, 0, NULL);
      g_assert_true (mls_face_same_rings (face, back));
    }
  sample_end (&sample);
}

/* So is a piece of the territory's edge. */
static void
test_line_blob (void)
{
  const MlsPoint points[] = { { BOARD_X + 17, BOARD_Y + 1 }, { -3, 99989 }, { BOARD_X + 101, -BOARD_Y } };
  OGRGeometryH line = OGR_G_CreateGeometry (wkbLineString);
  Sample sample;
  g_autoptr (GByteArray) ours = g_byte_array_new ();
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GArray) back = NULL;

  closed_begin (&sample);
  add_points (line, points, G_N_ELEMENTS (points));
  theirs = blob_of_gdal (sample.folder, line);
  mls_blob_from_line (points, G_N_ELEMENTS (points), 2154, ours);
  g_assert_cmpmem (ours->data, ours->len, g_bytes_get_data (theirs, NULL), g_bytes_get_size (theirs));
  back = mls_blob_to_line (ours->data, ours->len, NULL);
  g_assert_cmpmem (back->data, back->len * sizeof (MlsPoint), points, sizeof points);
  sample_end (&sample);
}

/* Another program's new code is taken, and in the history as its own operation, one for all it does
 * in a while; it can be undone. */
static void
test_label_edit (void)
{
  Sample sample;
  GDALDatasetH dataset;
  OGRLayerH layer;
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const MlsOperation *foreign;
  const MlsChange *change;

  closed_begin (&sample);
  before = sample_fingerprint (sample.path);
  dataset = open_in_gdal (sample.path, GDAL_OF_UPDATE);
  layer = GDALDatasetGetLayerByName (dataset, "coverage");
  g_assert_cmpint (set_code (layer, 5, "cs24", "CS2.1.0"), ==, OGRERR_NONE);
  g_assert_cmpint (set_code (layer, 5, "comment24", "from elsewhere"), ==, OGRERR_NONE);
  GDALDatasetStartTransaction (dataset, FALSE);
  g_assert_cmpint (set_code (layer, 6, "cs21", "CS2.1.0"), ==, OGRERR_NONE);
  GDALDatasetCommitTransaction (dataset);
  GDALClose (dataset);

  sample_reopen (&sample);
  operations = mls_store_operations (sample.store, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (operations->len, ==, 1);
  foreign = g_ptr_array_index (operations, 0);
  g_assert_cmpstr (foreign->verb, ==, MLS_VERB_FOREIGN);
  g_assert_cmpint (foreign->box.max_x - foreign->box.min_x, >=, 40000);

  delta = mls_store_operation_delta (sample.store, foreign->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (delta->changes->len, ==, 2);
  change = &g_array_index (delta->changes, MlsChange, 0);
  g_assert_cmpint (change->before->id, ==, 5);
  g_assert_cmpint (change->before->since, ==, 2);
  g_assert_cmpint (change->after->since, ==, foreign->id);
  g_assert_cmpstr (g_quark_to_string (change->after->labels[1].field[MLS_FIELD_COMMENT]), ==, "from elsewhere");
  g_assert_cmpint (sample_query (sample.path, "SELECT feature_count FROM gpkg_ogr_contents"), ==, 12);

  undone = mls_store_undo (sample.store, "tester", NULL, &error);
  g_assert_no_error (error);
  after = sample_fingerprint (sample.path);
  g_assert_cmpstr (before, ==, after);

  sample_end (&sample);
}

/* While the project is open it notices, and what comes after is another operation. */
static void
test_notice (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  gboolean changed;

  sample_begin (&sample, &board);
  for (int i = 0; i < 3; i++)
    {
      GDALDatasetH dataset = open_in_gdal (sample.path, GDAL_OF_UPDATE);
      OGRLayerH layer = GDALDatasetGetLayerByName (dataset, "coverage");

      g_assert_true (mls_store_notice (sample.store, &changed, &error));
      g_assert_false (changed && i == 0);
      g_assert_cmpint (set_code (layer, 5 + i, "cs24", "CS2.1.0"), ==, OGRERR_NONE);
      GDALClose (dataset);
      g_assert_true (mls_store_notice (sample.store, &changed, &error));
      g_assert_true (changed);
      g_assert_cmpint (mls_store_last_operation (sample.store, &error), ==, 3 + i);
    }
  sample_end (&sample);
}

static void
recode_in_gdal (const char *path, gint64 fid, const char *code)
{
  GDALDatasetH dataset = open_in_gdal (path, GDAL_OF_UPDATE);

  g_assert_cmpint (set_code (GDALDatasetGetLayerByName (dataset, "coverage"), fid, "cs24", code), ==, OGRERR_NONE);
  GDALClose (dataset);
}

/* A version is a state for ever: what another program goes on writing is not of it. */
static void
test_version (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  gint64 operation;

  sample_begin (&sample, &board);
  recode_in_gdal (sample.path, 5, "CS2.1.0");
  mls_store_add_version (sample.store, "delivered", "tester", NULL, &operation, &error);
  g_assert_no_error (error);
  g_assert_cmpint (operation, ==, 3);
  recode_in_gdal (sample.path, 6, "CS2.1.0");

  g_assert_cmpint (mls_store_last_operation (sample.store, &error), ==, 4);
  g_assert_cmpint (sample_query (sample.path, "SELECT since FROM coverage WHERE fid = 6"), ==, 4);
  sample_end (&sample);
}

static void
test_geometry_refused (void)
{
  Sample sample;
  GDALDatasetH dataset;
  OGRLayerH layer;
  OGRFeatureH feature;
  OGRGeometryH polygon = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  char wkt[] = "POLYGON ((700000 6600000,700010 6600000,700010 6600010,700000 6600000))";
  char *text = wkt;
  static const char *const layers[] = { "coverage", "territory" };

  closed_begin (&sample);
  before = sample_fingerprint (sample.path);
  dataset = open_in_gdal (sample.path, GDAL_OF_UPDATE);
  OGR_G_CreateFromWkt (&text, NULL, &polygon);
  CPLPushErrorHandler (CPLQuietErrorHandler);

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      layer = GDALDatasetGetLayerByName (dataset, layers[i]);
      feature = OGR_L_GetFeature (layer, 1);
      OGR_F_SetGeometry (feature, polygon);
      g_assert_cmpint (OGR_L_SetFeature (layer, feature), !=, OGRERR_NONE);
      assert_last_error ("geometry is edited in Millésime");
      OGR_F_SetFID (feature, OGRNullFID);
      g_assert_cmpint (OGR_L_CreateFeature (layer, feature), !=, OGRERR_NONE);
      assert_last_error ("geometry is edited in Millésime");
      g_assert_cmpint (OGR_L_DeleteFeature (layer, 1), !=, OGRERR_NONE);
      assert_last_error ("geometry is edited in Millésime");
      OGR_F_Destroy (feature);
    }

  layer = GDALDatasetGetLayerByName (dataset, "coverage");
  g_assert_cmpint (set_code (layer, 1, "since", "1"), !=, OGRERR_NONE);
  g_assert_cmpint (set_code (layer, 1, "surf_m2", "1"), !=, OGRERR_NONE);

  CPLPopErrorHandler ();
  OGR_G_DestroyGeometry (polygon);
  GDALClose (dataset);

  /* GDAL distrusts its count after a failure, and counts again next time. */
  sample_execute (sample.path, "UPDATE gpkg_ogr_contents SET feature_count = 12 WHERE table_name = 'coverage';"
                               "UPDATE gpkg_ogr_contents SET feature_count = 1 WHERE table_name = 'territory'");
  after = sample_fingerprint (sample.path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (sample_query (sample.path, "SELECT max (id) FROM operation"), ==, 2);
  sample_end (&sample);
}

static void
test_code_refused (void)
{
  Sample sample;
  GDALDatasetH dataset;
  OGRLayerH layer;
  gint64 fid;

  closed_begin (&sample);
  fid = sample_query (sample.path, "SELECT min (fid) FROM coverage WHERE cs21 = 'CS1.1.1' AND cs24 = 'CS1.1.1'");
  dataset = open_in_gdal (sample.path, GDAL_OF_UPDATE);
  layer = GDALDatasetGetLayerByName (dataset, "coverage");

  g_assert_cmpint (set_code (layer, 1, "cs24", "CS9.9.9"), !=, OGRERR_NONE);
  assert_last_error ("cs24 is no cover code");
  g_assert_cmpint (set_code (layer, 1, "us21", "us1.1.3"), !=, OGRERR_NONE);
  assert_last_error ("us21 is no use code");

  /* US5.4.0 goes with CS1.1.1 alone, and only until 2021. */
  g_assert_cmpint (set_code (layer, fid, "us24", "US5.4.0"), !=, OGRERR_NONE);
  assert_last_error ("cs24 and us24 are no pair allowed in 2024");
  g_assert_cmpint (set_code (layer, fid, "us21", "US5.4.0"), ==, OGRERR_NONE);
  g_assert_cmpint (set_code (layer, fid, "cs21", "CS2.1.0"), !=, OGRERR_NONE);
  assert_last_error ("cs21 and us21 are no pair allowed in 2021");
  GDALClose (dataset);

  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage_history"), ==, 1);
  sample_end (&sample);
}

static void
no_function (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  g_assert_not_reached ();
}

/* SQLite alone can change labels too, given the functions that any GeoPackage asks for; they are not
 * called for that. */
static void
test_plain (void)
{
  static const char *const functions[] = { "ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY" };
  Sample sample;
  sqlite3 *handle;
  char *message = NULL;

  closed_begin (&sample);
  sqlite3_open (sample.path, &handle);
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    sqlite3_create_function (handle, functions[i], 1, SQLITE_UTF8, NULL, no_function, NULL, NULL);

  g_assert_cmpint (sqlite3_exec (handle, "UPDATE coverage SET cs24 = 'CS6.3.0', us24 = NULL", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA recursive_triggers = ON;"
                                         "UPDATE coverage SET cs24 = 'CS5.0.0', us24 = 'US1.1.3'", NULL, NULL,
                                 NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE coverage SET fid = 100 WHERE fid = 1", NULL, NULL, &message), ==,
                   SQLITE_CONSTRAINT);
  g_assert_cmpstr (message, ==, "geometry is edited in Millésime");
  sqlite3_free (message);
  g_assert_cmpint (sqlite3_exec (handle, "DELETE FROM coverage", NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
  sqlite3_close (handle);

  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage_history"), ==, 12);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM rtree_coverage_history"), ==, 12);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage WHERE since = 3"), ==, 12);
  g_assert_cmpint (sample_query (sample.path, "SELECT operation IS NULL FROM writer"), ==, 1);
  sample_end (&sample);
}

/* However the statement is put. */
static void
test_no_way_round (void)
{
  static const char *const statements[] = {
    "UPDATE OR IGNORE coverage SET geom = (SELECT geom FROM coverage WHERE fid = 2) WHERE fid = 1",
    "UPDATE OR REPLACE coverage SET fid = 2 WHERE fid = 1",
    "UPDATE OR ROLLBACK coverage SET since = 1, cs24 = 'CS2.1.0' WHERE fid = 1",
    "UPDATE coverage SET surf_m2 = 0",
    "UPDATE coverage SET geom = NULL WHERE fid = 1",
    "REPLACE INTO coverage (fid, geom, since) SELECT fid, geom, since FROM coverage WHERE fid = 1",
    "INSERT OR IGNORE INTO coverage (geom, since) SELECT geom, since FROM coverage WHERE fid = 1",
    "INSERT INTO coverage (fid, geom, since) SELECT fid, geom, since FROM coverage WHERE fid = 1 "
    "ON CONFLICT (fid) DO UPDATE SET geom = NULL",
    "DELETE FROM coverage WHERE fid = 1",
    "UPDATE territory SET geom = NULL",
    "DELETE FROM territory",
  };
  Sample sample;
  sqlite3 *handle;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  closed_begin (&sample);
  before = sample_fingerprint (sample.path);
  handle = sample_connect (sample.path);
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_test_message ("%s", statements[i]);
      g_assert_cmpint (sqlite3_exec (handle, statements[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
      g_assert_cmpstr (sqlite3_errmsg (handle), ==, "geometry is edited in Millésime");
    }
  sqlite3_close (handle);

  after = sample_fingerprint (sample.path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (sample_query (sample.path, "SELECT max (id) FROM operation"), ==, 2);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage_history"), ==, 0);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  GDALAllRegister ();

  g_test_add_func ("/store/foreign/read", test_read);
  g_test_add_func ("/store/foreign/valid", test_valid);
  g_test_add_func ("/store/foreign/validator", test_validator);
  g_test_add_func ("/store/foreign/blob", test_blob);
  g_test_add_func ("/store/foreign/line-blob", test_line_blob);
  g_test_add_func ("/store/foreign/label-edit", test_label_edit);
  g_test_add_func ("/store/foreign/notice", test_notice);
  g_test_add_func ("/store/foreign/version", test_version);
  g_test_add_func ("/store/foreign/geometry-refused", test_geometry_refused);
  g_test_add_func ("/store/foreign/code-refused", test_code_refused);
  g_test_add_func ("/store/foreign/plain", test_plain);
  g_test_add_func ("/store/foreign/no-way-round", test_no_way_round);

  return g_test_run ();
}
