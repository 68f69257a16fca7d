#include "coverage/error.h"
#include "fault-vfs.h"
#include "sample.h"
#include "store/check.h"
#include "store/error.h"
#include "store/import.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <ogr_srs_api.h>
#include <string.h>

/* Layers of other programs are made with GDAL. */

typedef struct
{
  Sample sample;
  char  *source;
} Fixture;

static void
fixture_begin (Fixture *fixture, const char *name)
{
  sample_begin (&fixture->sample, NULL);
  fixture->source = g_build_filename (fixture->sample.folder, name, NULL);
}

static void
fixture_end (Fixture *fixture)
{
  g_clear_pointer (&fixture->source, g_free);
  sample_end (&fixture->sample);
}

static OGRSpatialReferenceH
new_reference (int epsg)
{
  OGRSpatialReferenceH reference;

  if (epsg == 0)
    return NULL;

  reference = OSRNewSpatialReference (NULL);
  g_assert_cmpint (OSRImportFromEPSG (reference, epsg), ==, OGRERR_NONE);
  OSRSetAxisMappingStrategy (reference, OAMS_TRADITIONAL_GIS_ORDER);

  return reference;
}

/* How a layer is made: features are a WKT geometry, then a value for each column. */
typedef struct
{
  const char        *driver;
  const char        *name;
  int                epsg;    /* 0: none */
  OGRwkbGeometryType type;
  const char        *columns; /* "cs21 us21"; "n:cs21" holds a whole number */
} Layer;

static const Layer plain = { "GPKG", "map", 2154, wkbPolygon, "cs21 us21" };

static void
add_columns (OGRLayerH layer, const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, " ", -1);

  for (char **name = names; *name != NULL; name++)
    {
      gboolean number = g_str_has_prefix (*name, "n:");
      OGRFieldDefnH field = OGR_Fld_Create (*name + (number ? 2 : 0), number ? OFTInteger : OFTString);

      g_assert_cmpint (OGR_L_CreateField (layer, field, TRUE), ==, OGRERR_NONE);
      OGR_Fld_Destroy (field);
    }
}

static void
add_feature (OGRLayerH layer, const char *const *values)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  OGRGeometryH geometry = NULL;
  char *wkt = (char *) values[0];

  if (*wkt != '\0')
    {
      g_assert_cmpint (OGR_G_CreateFromWkt (&wkt, NULL, &geometry), ==, OGRERR_NONE);
      OGR_F_SetGeometryDirectly (feature, geometry);
    }

  for (int i = 0; i < OGR_F_GetFieldCount (feature); i++)
    if (values[i + 1] != NULL)
      OGR_F_SetFieldString (feature, i, values[i + 1]);

  g_assert_cmpint (OGR_L_CreateFeature (layer, feature), ==, OGRERR_NONE);
  OGR_F_Destroy (feature);
}

/* Adds a layer to a new file, or to one that is there. @values end with NULL in the place of a
 * geometry. */
static void
write_layer (const char *path, const Layer *made, const char *const *values)
{
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);
  GDALDatasetH dataset = there ? GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL)
                               : GDALCreate (GDALGetDriverByName (made->driver), path, 0, 0, 0, GDT_Unknown, NULL);
  OGRSpatialReferenceH reference = new_reference (made->epsg);
  OGRLayerH layer;
  int n_columns;

  g_assert_nonnull (dataset);
  layer = GDALDatasetCreateLayer (dataset, made->name, reference, made->type, NULL);
  g_assert_nonnull (layer);
  add_columns (layer, made->columns);
  n_columns = OGR_FD_GetFieldCount (OGR_L_GetLayerDefn (layer));

  for (; *values != NULL; values += n_columns + 1)
    add_feature (layer, values);

  if (reference != NULL)
    OSRRelease (reference);
  GDALClose (dataset);
}

#define WRITE(path, layer, ...) write_layer (path, layer, (const char *const[]){ __VA_ARGS__, NULL })

/* Squares of 100 m in Lambert-93, side by side. */
#define WEST "POLYGON ((700000 6600000, 700100 6600000, 700100 6600100, 700000 6600100, 700000 6600000))"
#define EAST "POLYGON ((700100 6600000, 700200 6600000, 700200 6600100, 700100 6600100, 700100 6600000))"

static gboolean
run (Fixture *fixture, const char *layer, const char *map, const MlsImportOptions *options, GError **error)
{
  static const MlsImportOptions plain_options = { .author = "tester" };
  const MlsImportProgress progress = { NULL, NULL, NULL };
  g_autoptr (MlsImport) import = mls_import_new (fixture->source, layer, error);

  if (import == NULL || (map != NULL && !mls_import_set_map (import, 0, map, error)))
    return FALSE;

  return mls_import_run (import, fixture->sample.store, options != NULL ? options : &plain_options,
                         &progress, error);
}

/* "id: codes of each vintage", a face a line, as the project has it after it was opened again. */
static gboolean
describe_face (const MlsFace *face, gpointer user_data)
{
  GString *text = user_data;

  g_string_append_printf (text, "%" G_GINT64_FORMAT ":", face->id);
  for (guint i = 0; i < face->n_vintages; i++)
    for (int field = 0; field < MLS_N_FIELDS; field++)
      if (face->labels[i].field[field] != 0)
        g_string_append_printf (text, " %s", g_quark_to_string (face->labels[i].field[field]));
  g_string_append_c (text, '\n');

  return TRUE;
}

static void
assert_faces (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) flaws = NULL;
  g_autoptr (GError) error = NULL;

  sample_reopen (&fixture->sample);
  mls_store_each_face (fixture->sample.store, describe_face, text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, expected);

  flaws = mls_store_check_partition (fixture->sample.store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);
}

/* Nothing is left of an import that failed. */
static void
assert_untouched (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  guint n_vintages;

  assert_faces (fixture, "");
  mls_store_get_vintages (fixture->sample.store, &n_vintages);
  g_assert_cmpuint (n_vintages, ==, 2);
  g_assert_cmpint (mls_store_last_operation (fixture->sample.store, &error), ==, 1);
}

static void
assert_refused (Fixture *fixture, const char *map, int code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (run (fixture, NULL, map, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, MLS_STORE_ERROR, code);
  g_assert_nonnull (strstr (error->message, message));
  g_assert_null (strchr (error->message, '\n'));
  assert_untouched (fixture);
}

static void
test_plain (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &plain, WEST, "CS6.3.0", "US1.1.3", EAST, " cs1.1.1", "us5.4.0");
  run (&fixture, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_faces (&fixture, "1: CS6.3.0 US1.1.3\n2: CS1.1.1 US5.4.0\n");
  fixture_end (&fixture);
}

/* Several vintages, one of them new to the project and older than its others. */
static void
test_vintages (void)
{
  const Layer layer = { "GPKG", "map", 2154, wkbPolygon, "cs15 cs24 comment24 us24" };
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  const MlsVintage *vintages;
  guint n_vintages;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &layer, WEST, "CS6.3.0", "CS1.1.1", "vu sur place", "US1.1.3");
  run (&fixture, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_faces (&fixture, "1: CS6.3.0 CS1.1.1 US1.1.3 vu sur place\n");

  vintages = mls_store_get_vintages (fixture.sample.store, &n_vintages);
  g_assert_cmpuint (n_vintages, ==, 3);
  g_assert_cmpstr (vintages[0].code, ==, "15");
  g_assert_cmpint (vintages[0].year, ==, 2015);
  fixture_end (&fixture);
}

/* Codes nobody knows, and a pair that ended: kept, and told. */
static void
test_tolerated (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImport) import = NULL;
  g_autoptr (MlsNomenclature) nomenclature = NULL;
  const Layer layer = { "GPKG", "map", 2154, wkbPolygon, "cs21 us21 cs24 us24" };
  const MlsImportOptions options = { .author = "tester" };
  const MlsImportProgress progress = { NULL, NULL, NULL };
  const MlsImportReport *report;
  MlsPair ended;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &layer, WEST, "CS0.0.0", "US1.1.3", "CS1.1.1", "US5.4.0",
         EAST, "CS6.3.0", "US1.1.3", "cs0.0.0", NULL);
  import = mls_import_new (fixture.source, NULL, &error);
  mls_import_run (import, fixture.sample.store, &options, &progress, &error);
  g_assert_no_error (error);

  report = mls_import_get_report (import);
  g_assert_cmpuint (report->n_faces, ==, 2);
  g_assert_cmpuint (report->codes->len, ==, 1);
  g_assert_cmpuint (report->n_pairs, ==, 2);
  assert_faces (&fixture, "1: CS0.0.0 US1.1.3 CS1.1.1 US5.4.0\n2: CS6.3.0 US1.1.3 CS0.0.0\n");

  nomenclature = mls_store_read_nomenclature (fixture.sample.store, &error);
  g_assert_no_error (error);
  ended = (MlsPair){ g_quark_from_string ("CS1.1.1"), g_quark_from_string ("US5.4.0") };
  g_assert_cmpint (mls_nomenclature_pair_state (nomenclature, ended, 2021), ==, MLS_CODE_VALID);
  g_assert_cmpint (mls_nomenclature_pair_state (nomenclature, ended, 2024), ==, MLS_CODE_TOLERATED);
  g_assert_cmpint (mls_nomenclature_code_state (nomenclature, MLS_DIMENSION_COVER,
                                                g_quark_from_string ("CS0.0.0")), ==, MLS_CODE_TOLERATED);
  fixture_end (&fixture);
}

/* Parts become faces, heights go, a feature without a geometry is counted. */
static void
test_shapes (void)
{
  const Layer layer = { "GPKG", "map", 2154, wkbUnknown, "cs21" };
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &layer,
         "MULTIPOLYGON (((700000 6600000, 700100 6600000, 700100 6600100, 700000 6600100, 700000 6600000)),"
         "((700200 6600000, 700300 6600000, 700300 6600100, 700200 6600100, 700200 6600000)))",
         "CS6.3.0",
         "POLYGON Z ((700100 6600000 5, 700200 6600000 5, 700200 6600100 6, 700100 6600100 7, 700100 6600000 5))",
         "CS1.1.1", "", "CS1.1.1", "POLYGON EMPTY", "CS1.1.1");
  run (&fixture, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_faces (&fixture, "1: CS1.1.1\n2: CS6.3.0\n3: CS6.3.0\n");
  fixture_end (&fixture);
}

/* Two neighbours along an arc, which each has its own way round. */
static void
test_curves (void)
{
  const Layer layer = { "GPKG", "map", 2154, wkbCurvePolygon, "cs21" };
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &layer,
         "CURVEPOLYGON (COMPOUNDCURVE ((700100 6600100, 700000 6600100, 700000 6600000, 700100 6600000),"
         "CIRCULARSTRING (700100 6600000, 700137 6600048, 700100 6600100)))",
         "CS6.3.0",
         "CURVEPOLYGON (COMPOUNDCURVE ((700100 6600000, 700200 6600000, 700200 6600100, 700100 6600100),"
         "CIRCULARSTRING (700100 6600100, 700137 6600048, 700100 6600000)))",
         "CS1.1.1");
  run (&fixture, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_faces (&fixture, "1: CS6.3.0\n2: CS1.1.1\n");
  fixture_end (&fixture);
}

/* Whole numbers are codes as well, and what a shapefile writes without telling its encoding. */
static void
test_shapefile (void)
{
  const Layer layer = { "ESRI Shapefile", "map", 2154, wkbPolygon, "n:MAES_1_12 COMMENT_12" };
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.shp");
  WRITE (fixture.source, &layer, WEST, "6210", "hêtre", EAST, NULL, NULL);
  run (&fixture, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_faces (&fixture, "1: 6210 hêtre\n2:\n");
  fixture_end (&fixture);
}

/* Nothing is written beside a file that is only read. */
static void
test_gml (void)
{
  const Layer layer = { "GML", "map", 2154, wkbPolygon, "cs21 us21" };
  Fixture fixture;
  g_autofree char *folder = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *learnt = NULL;
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.gml");
  folder = g_path_get_dirname (fixture.source);
  schema = g_build_filename (folder, "map.xsd", NULL);
  learnt = g_build_filename (folder, "map.gfs", NULL);
  WRITE (fixture.source, &layer, WEST, "CS6.3.0", "US1.1.3", EAST, "CS1.1.1", "US5.4.0");
  g_assert_cmpint (g_unlink (schema), ==, 0);
  run (&fixture, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_faces (&fixture, "1: CS6.3.0 US1.1.3\n2: CS1.1.1 US5.4.0\n");
  g_assert_false (g_file_test (learnt, G_FILE_TEST_EXISTS));
  fixture_end (&fixture);
}

static void
test_no_year (void)
{
  const Layer layer = { "GPKG", "map", 2154, wkbPolygon, "code_cs" };
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &layer, WEST, "CS6.3.0");
  assert_refused (&fixture, NULL, MLS_STORE_ERROR_NO_MAP, "do not tell of which year");

  run (&fixture, NULL, "cs24=CODE_CS", NULL, &error);
  g_assert_no_error (error);
  assert_faces (&fixture, "1: CS6.3.0\n");
  fixture_end (&fixture);
}

static void
test_reproject (void)
{
  const Layer layer = { "GPKG", "map", 4326, wkbPolygon, "cs21" };
  const MlsImportOptions options = { .author = "tester", .reproject = TRUE };
  const MlsImportOptions contrary = { .author = "tester", .crs = "EPSG:2154" };
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &layer, "POLYGON ((3 46.5, 3.01 46.5, 3.01 46.51, 3 46.51, 3 46.5))", "CS6.3.0",
         "POLYGON ((3.01 46.5, 3.02 46.5, 3.02 46.51, 3.01 46.51, 3.01 46.5))", "CS1.1.1");
  assert_refused (&fixture, NULL, MLS_STORE_ERROR_OTHER_CRS, "is in WGS 84 and the project in RGF93");

  g_assert_false (run (&fixture, NULL, NULL, &contrary, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "“map” is in WGS 84, as it says itself, not in RGF93 v1 / Lambert-93"));
  g_clear_error (&error);

  run (&fixture, NULL, NULL, &options, &error);
  g_assert_no_error (error);
  assert_faces (&fixture, "1: CS6.3.0\n2: CS1.1.1\n");
  fixture_end (&fixture);
}

static void
test_without_crs (void)
{
  const Layer layer = { "ESRI Shapefile", "map", 0, wkbPolygon, "cs21" };
  const MlsImportOptions options = { .author = "tester", .crs = "EPSG:2154" };
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.shp");
  WRITE (fixture.source, &layer, WEST, "CS6.3.0");
  assert_refused (&fixture, NULL, MLS_STORE_ERROR_NO_CRS, "does not tell its coordinate reference system");

  run (&fixture, NULL, NULL, &options, &error);
  g_assert_no_error (error);
  assert_faces (&fixture, "1: CS6.3.0\n");
  fixture_end (&fixture);
}

/* A GeoPackage always names a system; "undefined" is none. */
static void
test_undefined_crs (void)
{
  const MlsImportOptions options = { .author = "tester", .crs = "EPSG:2154" };
  const Layer layer = { "GPKG", "map", 0, wkbPolygon, "cs21" };
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &layer, WEST, "CS6.3.0");
  sample_execute (fixture.source, "UPDATE gpkg_geometry_columns SET srs_id = -1");
  assert_refused (&fixture, NULL, MLS_STORE_ERROR_NO_CRS, "does not tell its coordinate reference system");

  run (&fixture, NULL, NULL, &options, &error);
  g_assert_no_error (error);
  assert_faces (&fixture, "1: CS6.3.0\n");
  fixture_end (&fixture);
}

static void
test_no_columns (void)
{
  const Layer layer = { "GPKG", "map", 2154, wkbPolygon, "" };
  Fixture fixture;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &layer, WEST);
  assert_refused (&fixture, NULL, MLS_STORE_ERROR_FOREIGN, "“map” has no columns");
  fixture_end (&fixture);
}

static void
test_layers (void)
{
  const Layer lines = { "GPKG", "lines", 2154, wkbLineString, "cs21" };
  const Layer other = { "GPKG", "other", 2154, wkbPolygon, "cs21" };
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &lines, "LINESTRING (0 0, 1 1)", "CS6.3.0");
  assert_refused (&fixture, NULL, MLS_STORE_ERROR_FOREIGN, "has no layer of polygons");

  WRITE (fixture.source, &plain, WEST, "CS6.3.0", "US1.1.3");
  WRITE (fixture.source, &other, EAST, "CS1.1.1");
  assert_refused (&fixture, NULL, MLS_STORE_ERROR_ARGUMENT, "one has to be named: map, other");

  g_assert_false (run (&fixture, "lines", NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "is no layer of polygons"));
  g_clear_error (&error);
  g_assert_false (run (&fixture, "nothing", NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "has no layer “nothing”"));
  g_clear_error (&error);

  run (&fixture, "other", NULL, NULL, &error);
  g_assert_no_error (error);
  assert_faces (&fixture, "1: CS1.1.1\n");
  fixture_end (&fixture);
}

static void
test_bad_files (void)
{
  Fixture fixture;
  g_autofree char *bytes = NULL;
  gsize length;

  fixture_begin (&fixture, "map.gpkg");
  assert_refused (&fixture, NULL, MLS_STORE_ERROR_MISSING, "There is no file");

  g_assert_true (g_file_set_contents (fixture.source, "This is no map.\n", -1, NULL));
  assert_refused (&fixture, NULL, MLS_STORE_ERROR_FOREIGN, "cannot be read: ");
  g_unlink (fixture.source);

  write_layer (fixture.source, &plain, (const char *const[]){ NULL });
  assert_refused (&fixture, NULL, MLS_STORE_ERROR_FOREIGN, "is empty");
  assert_refused (&fixture, "cs21=nothing", MLS_STORE_ERROR_ARGUMENT, "no column “nothing”");
  g_unlink (fixture.source);

  /* Half a file. */
  WRITE (fixture.source, &plain, WEST, "CS6.3.0", "US1.1.3", EAST, "CS6.3.0", "US1.1.3");
  g_assert_true (g_file_get_contents (fixture.source, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (fixture.source, bytes, (gssize) length / 2, NULL));
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (run (&fixture, NULL, NULL, NULL, &error));
    g_test_message ("%s", error->message);
    assert_untouched (&fixture);
  }
  fixture_end (&fixture);
}

static void
test_bad_features (void)
{
  const Layer any = { "GPKG", "map", 2154, wkbUnknown, "cs21" };
  static const struct
  {
    const char *wkt;
    const char *message;
  } cases[] = {
    { "LINESTRING (0 0, 1 1)", "Feature 2 of “map” is no polygon but a Line String" },
    { "GEOMETRYCOLLECTION (POINT (1 2))", "Feature 2 of “map” is no polygon but a Point" },
    { "POLYGON ((700100 6600000, 1e30 6600000, 700200 6600100, 700100 6600000))", "Feature 2 has a coordinate" },
    { "POLYGON ((700300 6600000, 700400 6600100, 700400 6600000, 700300 6600120, 700300 6600000))",
      "do not fit together in 1 place: overlap at (" },
    { WEST, "do not fit together in 1 place: overlap at (" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      g_autoptr (GError) error = NULL;

      fixture_begin (&fixture, "map.gpkg");
      WRITE (fixture.source, &any, WEST, "CS6.3.0", cases[i].wkt, "CS1.1.1");
      g_assert_false (run (&fixture, NULL, NULL, NULL, &error));
      g_assert_nonnull (strstr (error->message, cases[i].message));
      assert_untouched (&fixture);
      fixture_end (&fixture);
    }
}

/* A coordinate that is no number: GDAL does not write one, so it is put into the file. */
static void
test_not_a_number (void)
{
  const Layer layer = { "ESRI Shapefile", "map", 2154, wkbPolygon, "cs21" };
  const double north = 6600100;
  const double nothing = g_ascii_strtod ("nan", NULL);
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;
  gsize at;

  fixture_begin (&fixture, "map.shp");
  WRITE (fixture.source, &layer, WEST, "CS6.3.0", EAST, "CS6.3.0");
  g_assert_true (g_file_get_contents (fixture.source, &bytes, &length, NULL));
  for (at = length - sizeof north; memcmp (bytes + at, &north, sizeof north) != 0;)
    at--;
  memcpy (bytes + at, &nothing, sizeof nothing);
  g_assert_true (g_file_set_contents (fixture.source, bytes, (gssize) length, NULL));

  g_assert_false (run (&fixture, NULL, NULL, NULL, &error));
  g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE);
  g_assert_nonnull (strstr (error->message, "Feature 1 has a coordinate that is not a number"));
  assert_untouched (&fixture);
  fixture_end (&fixture);
}

/* A disk that is full after so many writes: whether the import is stopped by it. */
static gboolean
import_on_full_disk (Fixture *fixture, guint after)
{
  g_autoptr (GError) error = NULL;
  gboolean done;
  gboolean met;

  fault_vfs_arm (FAULT_FULL, after);
  done = run (fixture, NULL, NULL, NULL, &error);
  met = fault_vfs_struck ();
  fault_vfs_arm (FAULT_NONE, 0);
  if (done)
    return FALSE;

  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FULL);
  g_assert_true (met);
  g_assert_null (strchr (error->message, '\n'));
  assert_untouched (fixture);
  return TRUE;
}

static void
test_full_disk (void)
{
  const Layer layer = { "ESRI Shapefile", "map", 2154, wkbPolygon, "cs24 cs15" };
  Fixture fixture;
  guint after = 0;

  fixture_begin (&fixture, "map.shp");
  WRITE (fixture.source, &layer, WEST, "CS6.3.0", "CS6.3.0", EAST, "CS1.1.1", "CS6.3.0");

  while (import_on_full_disk (&fixture, after))
    after++;

  g_test_message ("full after each of %u writes", after);
  g_assert_cmpuint (after, >, 20);
  assert_faces (&fixture, "1: CS6.3.0 CS6.3.0\n2: CS6.3.0 CS1.1.1\n");
  fixture_end (&fixture);
}

#define TINY 16

/* Lines from 0.1 mm to 2 mm apart, now and then metres. */
static void
make_tiny_steps (double *steps, double start)
{
  for (guint i = 0; i <= TINY; i++)
    {
      steps[i] = start;
      start += g_test_rand_int_range (0, 4) > 0 ? g_test_rand_double_range (0.0001, 0.002)
                                                : g_test_rand_double_range (1, 100);
    }
}

/* Off its line, but never so far as to meet its neighbours. */
static double
displaced (const double *steps, guint i)
{
  double before = i > 0 ? steps[i] - steps[i - 1] : 1;
  double after = i < TINY ? steps[i + 1] - steps[i] : 1;

  return steps[i] + MIN (before, after) * g_test_rand_double_range (-0.3, 0.3);
}

static char *
tiny_cell (double nodes[TINY + 1][TINY + 1][2], guint i, guint j)
{
  const guint corners[][2] = { { i, j }, { i + 1, j }, { i + 1, j + 1 }, { i, j + 1 }, { i, j } };
  GString *text = g_string_new ("POLYGON ((");

  for (guint k = 0; k < G_N_ELEMENTS (corners); k++)
    {
      char x[G_ASCII_DTOSTR_BUF_SIZE];
      char y[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (x, sizeof x, nodes[corners[k][0]][corners[k][1]][0]);
      g_ascii_dtostr (y, sizeof y, nodes[corners[k][0]][corners[k][1]][1]);
      g_string_append_printf (text, "%s%s %s", k > 0 ? ", " : "", x, y);
    }
  g_string_append (text, "))");

  return g_string_free (text, FALSE);
}

static gboolean
add_area (const MlsFace *face, gpointer user_data)
{
  *(MlsArea2 *) user_data += mls_face_area2 (face);

  return TRUE;
}

static gboolean
add_edge_area (const MlsEdge *edge, gpointer user_data)
{
  MlsPoint origin = { BOARD_X, BOARD_Y };

  for (gsize i = 0; i + 1 < edge->n_points; i++)
    {
      MlsPoint a = edge->points[i];
      MlsPoint b = edge->points[i + 1];

      *(MlsArea2 *) user_data += (MlsArea2) (a.x - origin.x) * (b.y - origin.y) -
                                 (MlsArea2) (b.x - origin.x) * (a.y - origin.y);
    }

  return TRUE;
}

/* The faces are a partition, and have the ground within the territory's edge to the last mm². */
static void
assert_exact (Fixture *fixture)
{
  g_autoptr (GArray) flaws = NULL;
  g_autoptr (GError) error = NULL;
  MlsArea2 faces = 0;
  MlsArea2 edges = 0;

  sample_reopen (&fixture->sample);
  flaws = mls_store_check_partition (fixture->sample.store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);

  mls_store_each_face (fixture->sample.store, add_area, &faces, NULL);
  mls_store_each_edge (fixture->sample.store, add_edge_area, &edges, NULL);
  g_assert_cmpint ((gint64) faces, >, 0);
  g_assert_true (faces == edges);
}

/* Polygons that fit in double precision, with details finer than the grid. */
static void
test_tiny_details (void)
{
  const MlsImportOptions options = { .author = "tester" };
  const MlsImportProgress progress = { NULL, NULL, NULL };
  guint n_repaired = 0;

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (MlsImport) import = NULL;
      g_autoptr (GError) error = NULL;
      double nodes[TINY + 1][TINY + 1][2];
      double x[TINY + 1];
      double y[TINY + 1];
      Fixture fixture;

      make_tiny_steps (x, 700000);
      make_tiny_steps (y, 6600000);
      for (guint i = 0; i <= TINY; i++)
        for (guint j = 0; j <= TINY; j++)
          {
            nodes[i][j][0] = displaced (x, i);
            nodes[i][j][1] = displaced (y, j);
          }

      for (guint i = 0; i < TINY; i++)
        for (guint j = 0; j < TINY; j++)
          {
            g_ptr_array_add (values, tiny_cell (nodes, i, j));
            g_ptr_array_add (values, g_strdup ((i + j) % 2 == 0 ? "CS6.3.0" : "CS6.1.1"));
            g_ptr_array_add (values, g_strdup ("US1.1.3"));
          }
      g_ptr_array_add (values, NULL);

      fixture_begin (&fixture, "map.gpkg");
      write_layer (fixture.source, &plain, (const char *const *) values->pdata);
      import = mls_import_new (fixture.source, NULL, &error);
      mls_import_run (import, fixture.sample.store, &options, &progress, &error);
      g_assert_no_error (error);
      n_repaired += mls_import_get_report (import)->n_remarks[MLS_REMARK_REPAIRED];
      assert_exact (&fixture);
      fixture_end (&fixture);
    }

  g_test_message ("%u repaired", n_repaired);
  g_assert_cmpuint (n_repaired, >, 0);
}

static void
cancel_at (double fraction, const char *what, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancelled (void)
{
  const MlsImportOptions options = { .author = "tester" };
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const MlsImportProgress progress = { cancellable, cancel_at, cancellable };
  g_autoptr (MlsImport) import = NULL;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &plain, WEST, "CS6.3.0", "US1.1.3");
  import = mls_import_new (fixture.source, NULL, &error);
  g_assert_false (mls_import_run (import, fixture.sample.store, &options, &progress, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  assert_untouched (&fixture);
  fixture_end (&fixture);
}

static void
test_twice (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.gpkg");
  WRITE (fixture.source, &plain, WEST, "CS6.3.0", "US1.1.3");
  run (&fixture, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (run (&fixture, NULL, NULL, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);
  assert_faces (&fixture, "1: CS6.3.0 US1.1.3\n");
  fixture_end (&fixture);
}

/* A file of others beside the project, if it is there. */
static char *
shared_data (const char *name)
{
  const char *shared = g_getenv ("MLS_SHARED");
  char *path = shared != NULL ? g_build_filename (shared, "data", name, NULL) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_clear_pointer (&path, g_free);
      g_test_skip ("no shared data");
    }

  return path;
}

/* Two dates of one dimension over 1 027 polygons, in another system than ours. */
static void
test_n2k (void)
{
  g_autofree char *source = shared_data ("n2k_cz");
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *crs = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImport) import = NULL;
  g_autoptr (MlsNomenclature) nomenclature = sample_nomenclature ();
  g_autoptr (GArray) flaws = NULL;
  const MlsImportOptions options = { .author = "tester" };
  const MlsImportProgress progress = { NULL, NULL, NULL };
  MlsStoreOptions made = { .nomenclature = nomenclature, .author = "tester" };
  MlsStore *store;

  if (source == NULL)
    return;

  import = mls_import_new (source, NULL, &error);
  g_assert_no_error (error);
  folder = g_dir_make_tmp ("mls-import-XXXXXX", NULL);
  path = g_build_filename (folder, "n2k.gpkg", NULL);
  made.crs = crs = mls_import_layer_dup_crs (mls_import_get_layer (import, 0));
  store = mls_store_create (path, &made, &error);
  g_assert_no_error (error);

  mls_import_run (import, store, &options, &progress, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mls_import_get_report (import)->n_faces, ==, 1027);
  g_assert_cmpuint (mls_import_get_report (import)->codes->len, ==, 20);
  for (int kind = 0; kind < MLS_N_REMARKS; kind++)
    g_assert_cmpuint (mls_import_get_report (import)->n_remarks[kind], ==, 0);

  flaws = mls_store_check_partition (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);

  mls_store_close (store, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
}

/* Parcels drawn one by one: refused with their places. */
static void
test_rpg (void)
{
  g_autofree char *source = shared_data ("rpg_hdf/rpga_extract_d59.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsImport) import = NULL;
  const MlsImportOptions options = { .author = "tester" };
  const MlsImportProgress progress = { NULL, NULL, NULL };
  Fixture fixture;

  if (source == NULL)
    return;

  fixture_begin (&fixture, "unused");
  import = mls_import_new (source, NULL, &error);
  mls_import_set_map (import, 0, "cs21=CODE_CULTU", &error);
  g_assert_no_error (error);
  g_assert_false (mls_import_run (import, fixture.sample.store, &options, &progress, &error));
  g_assert_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_SOURCE);
  g_test_message ("%s", error->message);
  g_assert_cmpuint (mls_import_get_report (import)->misfits->len, >, 500);
  assert_untouched (&fixture);
  fixture_end (&fixture);
}

typedef struct
{
  gint64   last;
  MlsPoint centre;
} Walk;

static gboolean
step_to (const MlsFace *face, gpointer user_data)
{
  Walk *walk = user_data;
  MlsPoint centre = mls_box_centre (&face->box);

  g_assert_cmpint (face->id, ==, walk->last + 1);
  if (walk->last > 0)
    g_assert_cmpint (ABS (centre.x - walk->centre.x) + ABS (centre.y - walk->centre.y), ==, 100000);
  *walk = (Walk){ face->id, centre };

  return TRUE;
}

/* Faces are numbered along Hilbert's curve, whatever their order was: on a board of 16 × 16 each is
 * beside the one before. */
static void
test_order (void)
{
  enum { SIDE = 16, N = SIDE * SIDE };
  const char *values[3 * N + 1] = { NULL };
  Fixture fixture;
  Walk walk = { 0 };
  g_autoptr (GError) error = NULL;

  fixture_begin (&fixture, "map.gpkg");
  for (int i = 0; i < N; i++)
    {
      int place = i * 101 % N;
      int x = 700000 + 100 * (place % SIDE);
      int y = 6600000 + 100 * (place / SIDE);

      values[3 * i] = g_strdup_printf ("POLYGON ((%1$d %2$d, %3$d %2$d, %3$d %4$d, %1$d %4$d, %1$d %2$d))", x, y,
                                       x + 100, y + 100);
      values[3 * i + 1] = "CS6.3.0";
      values[3 * i + 2] = "US1.1.3";
    }
  write_layer (fixture.source, &plain, values);
  run (&fixture, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  mls_store_each_face (fixture.sample.store, step_to, &walk, &error);
  g_assert_cmpint (walk.last, ==, N);
  for (int i = 0; i < N; i++)
    g_free ((char *) values[3 * i]);
  fixture_end (&fixture);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();
  GDALAllRegister ();

  g_test_add_func ("/store/import/order", test_order);
  g_test_add_func ("/store/import/plain", test_plain);
  g_test_add_func ("/store/import/vintages", test_vintages);
  g_test_add_func ("/store/import/tolerated", test_tolerated);
  g_test_add_func ("/store/import/shapes", test_shapes);
  g_test_add_func ("/store/import/curves", test_curves);
  g_test_add_func ("/store/import/shapefile", test_shapefile);
  g_test_add_func ("/store/import/gml", test_gml);
  g_test_add_func ("/store/import/no-year", test_no_year);
  g_test_add_func ("/store/import/reproject", test_reproject);
  g_test_add_func ("/store/import/without-crs", test_without_crs);
  g_test_add_func ("/store/import/undefined-crs", test_undefined_crs);
  g_test_add_func ("/store/import/no-columns", test_no_columns);
  g_test_add_func ("/store/import/layers", test_layers);
  g_test_add_func ("/store/import/bad-files", test_bad_files);
  g_test_add_func ("/store/import/bad-features", test_bad_features);
  g_test_add_func ("/store/import/not-a-number", test_not_a_number);
  g_test_add_func ("/store/import/full-disk", test_full_disk);
  g_test_add_func ("/store/import/tiny-details", test_tiny_details);
  g_test_add_func ("/store/import/cancelled", test_cancelled);
  g_test_add_func ("/store/import/twice", test_twice);
  g_test_add_func ("/store/import/n2k", test_n2k);
  g_test_add_func ("/store/import/rpg", test_rpg);

  return g_test_run ();
}
