#include "drawn.h"
#include "sample.h"
#include "store/error.h"
#include "store/sample-merge.h"

#include <gdal.h>
#include <locale.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

/* Review files of others, written by GDAL. */

typedef struct
{
  const char *driver;
  const char *ending;
  int         epsg;
  const char *fields; /* names with commas */
} Format;

/* A row: where it lies, in metres from the corner of the first unit, and its values with |. */
typedef struct
{
  double      x;
  double      y;
  double      width;
  const char *values;
} Entry;

static OGRGeometryH
make_ground (const Entry *entry, OGRSpatialReferenceH target)
{
  OGRSpatialReferenceH lambert = OSRNewSpatialReference (NULL);
  OGRGeometryH ground;
  g_autofree char *wkt = NULL;
  char *text;
  double x = BOARD_X / 1000.0 + entry->x, y = BOARD_Y / 1000.0 + entry->y;
  char number[4][G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (number[0], sizeof number[0], x);
  g_ascii_dtostr (number[1], sizeof number[1], y);
  g_ascii_dtostr (number[2], sizeof number[2], x + entry->width);
  g_ascii_dtostr (number[3], sizeof number[3], y + entry->width);
  wkt = entry->width > 0
          ? g_strdup_printf ("POLYGON ((%s %s, %s %s, %s %s, %s %s, %s %s))", number[0], number[1], number[2], number[1],
                             number[2], number[3], number[0], number[3], number[0], number[1])
          : g_strdup_printf ("POINT (%s %s)", number[0], number[1]);
  text = wkt;
  OSRImportFromEPSG (lambert, 2154);
  OSRSetAxisMappingStrategy (lambert, OAMS_TRADITIONAL_GIS_ORDER);
  g_assert_cmpint (OGR_G_CreateFromWkt (&text, lambert, &ground), ==, OGRERR_NONE);
  if (target != NULL)
    g_assert_cmpint (OGR_G_TransformTo (ground, target), ==, OGRERR_NONE);
  OSRRelease (lambert);

  return ground;
}

static OGRSpatialReferenceH
make_reference (int epsg)
{
  OGRSpatialReferenceH reference = OSRNewSpatialReference (NULL);

  OSRImportFromEPSG (reference, epsg);
  OSRSetAxisMappingStrategy (reference, OAMS_TRADITIONAL_GIS_ORDER);

  return reference;
}

static void
add_fields (OGRLayerH layer, const char *names)
{
  g_auto (GStrv) fields = g_strsplit (names, ",", -1);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      OGRFieldDefnH field = OGR_Fld_Create (fields[i], OFTString);

      g_assert_cmpint (OGR_L_CreateField (layer, field, TRUE), ==, OGRERR_NONE);
      OGR_Fld_Destroy (field);
    }
}

static void
add_feature (OGRLayerH layer, const Entry *entry, OGRSpatialReferenceH target)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  g_auto (GStrv) values = g_strsplit (entry->values, "|", -1);

  for (int field = 0; values[field] != NULL; field++)
    if (*values[field] != '\0')
      OGR_F_SetFieldString (feature, field, values[field]);
  if (entry->width >= 0)
    OGR_F_SetGeometryDirectly (feature, make_ground (entry, target));
  g_assert_cmpint (OGR_L_CreateFeature (layer, feature), ==, OGRERR_NONE);
  OGR_F_Destroy (feature);
}

/* A system of 0 is none. */
static void
add_layer (GDALDatasetH dataset, const char *name, const Format *format, const Entry *entries, guint n_entries)
{
  OGRSpatialReferenceH reference = format->epsg != 0 ? make_reference (format->epsg) : NULL;
  gboolean is_lambert = format->epsg == 2154 || reference == NULL;
  OGRLayerH layer =
    GDALDatasetCreateLayer (dataset, name, reference, entries[0].width > 0 ? wkbPolygon : wkbPoint, NULL);

  g_assert_nonnull (layer);
  add_fields (layer, format->fields);
  for (guint i = 0; i < n_entries; i++)
    add_feature (layer, &entries[i], is_lambert ? NULL : reference);
  if (reference != NULL)
    OSRRelease (reference);
}

static GDALDatasetH
create_form (const Drawn *drawn, const Format *format, char **path)
{
  g_autofree char *name = g_strconcat ("form.", format->ending, NULL);
  GDALDatasetH dataset;

  *path = g_build_filename (drawn->folder, name, NULL);
  GDALAllRegister ();
  dataset = GDALCreate (GDALGetDriverByName (format->driver), *path, 0, 0, 0, GDT_Unknown, NULL);
  g_assert_nonnull (dataset);

  return dataset;
}

static char *
write_form (const Drawn *drawn, const Format *format, const Entry *entries, guint n_entries)
{
  char *path;
  GDALDatasetH dataset = create_form (drawn, format, &path);

  add_layer (dataset, "form", format, entries, n_entries);
  GDALClose (dataset);

  return path;
}

static void
merge_form (const char *into, const char *form, const char *controller, const char *expected, const char *told)
{
  g_autoptr (MlsSampleFile) file = drawn_open (into);
  g_auto (MlsMergeOutcome) outcome;
  g_autoptr (GError) error = NULL;
  g_autofree char *outcome_text = NULL;

  mls_merge_outcome_init (&outcome);
  mls_sample_file_merge (file, form, drawn_text (controller), &outcome, &error);
  g_assert_no_error (error);
  outcome_text = drawn_tell_outcome (&outcome);
  g_assert_cmpstr (outcome_text, ==, expected);
  drawn_assert_told (into, told);
}

/* The partners’ form as it is, without anything of ours, in each format and another system: by place. */
static void
test_formats (void)
{
  static const Format formats[] = {
    { "GPKG", "gpkg", 2154, "fid_1,ETAT_CQP,Code_Remplac,erreur_geom,com_cqp,data_exo,valid_cqe,com_cqe" },
    { "ESRI Shapefile", "shp", 2154, "fid_1,etat_cqp,code_rempl,erreur_geo,com_cqp,data_exo,valid_cqe,com_cqe" },
    { "GeoJSON", "geojson", 4326, "fid_1,etat_cqp,code_remplac,erreur_geom,com_cqp,data_exo,valid_cqe,com_cqe" },
    { "ESRI Shapefile", "shp", 4326, "fid_1,etat_cqp,code_rempl,erreur_geo,com_cqp,data_exo,valid_cqe,com_cqe" },
  };
  static const Entry entries[] = {
    { 41, 1, 18, "7|ok|||| BD TOPO ||" },
    { 19, 0, 20, "8| Erreur |CS2.1.0|non|un étang||erreur|vu" },
    { 60, 0, 20, "9|erreur||oui||||" },
    { 80, 0, 20, "10|nsp||||||" },
    { 100, 0, 20, "11|noverif||||||" },
  };
  static const char told[] = "2 Eve wrong>CS2.1.0 not-judged (un étang) confirmed by -\n3 Eve right not-judged\n"
                             "4 Eve not-judged not-judged geometric\n5 Eve no-opinion not-judged\n";

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      Drawn drawn;
      g_autofree char *path = NULL;

      drawn_begin (&drawn, 6, MLS_DIMENSION_COVER, FALSE);
      path = write_form (&drawn, &formats[i], entries, G_N_ELEMENTS (entries));
      merge_form (drawn.path, path, NULL, "0 0 0 0 0 4 nobody:2 nobody:3 nobody:4 nobody:5", "");
      merge_form (drawn.path, path, "Eve", "4 0 0 0 0 0", told);
      merge_form (drawn.path, path, "Eve", "0 0 4 0 0 0", told);
      drawn_end (&drawn);
    }
}

/* Rows that cannot be understood, each told of; the others are read. */
static void
test_rows (void)
{
  static const Format format = { "GPKG", "gpkg", 2154,
                                 "unite,etat_cqp,code_remplac,omission,controleur,valid_cqe,etat_autre,remplac_autre" };
  static const Entry entries[] = {
    { 20, 0, 20, "2|peut-être|||Eve|||" },              /* no such state */
    { 20, 0, 20, "3|ok|||Eve|||" },                     /* it lies where unit 2 is */
    { 40, 500, 20, "3|erreur|||Eve|||" },               /* there is nothing there */
    { 40, 0, -1, "3|erreur|CS9.9|1|Eve|||" },           /* without a place, of an unknown code */
    { 0, 0, 20, "1|ok|||Zoé|||" },                      /* her own */
    { 60, 0, 20, "4|ok|CS2.1.0||Eve|erreur||" },        /* it says both */
    { 80, 0, 20, "5|ok||||erreur||" },                  /* nobody's, and confirmed */
    { 80, 0, 20, "5|ok|||Eve|erreur|erreur|US5.4.0" },  /* the second level confirms an error of the other code */
    { 100, 0, 20, "6|ok|||Eve|erreur||" },              /* … and here one that nobody has found */
    { 95, 0, 1, "99|ok|||Eve|||" },                     /* a small one: all of it is in unit 5, which Eve has judged */
    { 97, 0, 6, "|nsp|||Noé|||" },                      /* half in unit 5 */
    { 40, 0, -1, "3.5|ok|||Eve|||" },                   /* no number of a unit, … */
    { 40, 0, -1, "1e30|ok|||Eve|||" },                  /* … as little as this */
  };
  Drawn drawn;
  g_autofree char *path = NULL;

  drawn_begin (&drawn, 6, MLS_DIMENSION_COVER, FALSE);
  path = write_form (&drawn, &format, entries, G_N_ELEMENTS (entries));
  merge_form (drawn.path, path, NULL,
              "5 0 0 0 1 7 unknown-state:2 moved:2 no-unit:3 contradiction:4 second-level:5 second-level:6 moved:5 no-unit:0 "
              "no-unit:0 no-unit:0 own-edit:1 unknown-code:3 nobody:5 conflict:5",
              "2 Eve right not-judged\n3 Eve wrong>CS9.9 not-judged omission\n4 Eve wrong>CS2.1.0 not-judged confirmed by -\n"
              "5 Eve right wrong>US5.4.0 confirmed by -\n5 Eve right not-judged\n6 Eve right not-judged\n");
  drawn_end (&drawn);
}

/* Maintenance is told by points. */
static void
test_points (void)
{
  static const Format format = { "GPKG", "gpkg", 2154, "code_remplac" };
  static const Entry entries[] = { { 10, 10, 0, "CS2.1.0" }, { 25, 10, 0, "CS5.0.0" } };
  Drawn drawn;
  g_autofree char *path = NULL;

  drawn_begin (&drawn, 3, MLS_DIMENSION_USE, FALSE);
  path = write_form (&drawn, &format, entries, G_N_ELEMENTS (entries));
  merge_form (drawn.path, path, "Eve", "1 0 0 0 0 1 no-unit:0 unknown-code:2", "2 Eve not-judged wrong>CS5.0.0\n");
  drawn_end (&drawn);
}

/* Whatever layer of a file says something is heard, each in its own system, with its own columns. */
static void
test_layers (void)
{
  static const Format other = { "GPKG", "gpkg", 2154, "nom" };
  static const Format states = { "GPKG", "gpkg", 2154, "etat_cqp" };
  static const Format codes = { "GPKG", "gpkg", 4326, "nom,code_remplac,etat_cqp" };
  static const Entry elsewhere[] = { { 0, 0, 20, "ok" } };
  static const Entry first[] = { { 20, 0, 20, "ok" } };
  static const Entry second[] = { { 40, 0, 20, "x|CS2.1.0|erreur" }, { 60, 0, 20, "ok||nsp" } };
  Drawn drawn;
  g_autofree char *path = NULL;
  GDALDatasetH dataset;

  drawn_begin (&drawn, 6, MLS_DIMENSION_COVER, FALSE);
  dataset = create_form (&drawn, &states, &path);
  add_layer (dataset, "bâti", &other, elsewhere, G_N_ELEMENTS (elsewhere));
  add_layer (dataset, "lundi", &states, first, G_N_ELEMENTS (first));
  add_layer (dataset, "mardi", &codes, second, G_N_ELEMENTS (second));
  GDALClose (dataset);
  merge_form (drawn.path, path, "Eve", "3 0 0 0 0 0",
              "2 Eve right not-judged\n3 Eve wrong>CS2.1.0 not-judged\n4 Eve no-opinion not-judged\n");
  drawn_end (&drawn);
}

/* A layer that does not say where on Earth it is, lies where the sample does; that a GeoPackage calls it a system is none. */
static void
test_no_system (void)
{
  static const Format formats[] = { { "GPKG", "gpkg", 0, "etat_cqp" }, { "ESRI Shapefile", "shp", 0, "etat_cqp" } };
  static const Entry entries[] = { { 20, 0, 20, "ok" } };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      Drawn drawn;
      g_autofree char *path = NULL;

      drawn_begin (&drawn, 3, MLS_DIMENSION_COVER, FALSE);
      path = write_form (&drawn, &formats[i], entries, G_N_ELEMENTS (entries));
      merge_form (drawn.path, path, "Eve", "1 0 0 0 0 0", "2 Eve right not-judged\n");
      drawn_end (&drawn);
    }
}

static void
assert_refused (const char *into, const char *form, GQuark domain, int code)
{
  g_autoptr (MlsSampleFile) file = drawn_open (into);
  g_auto (MlsMergeOutcome) outcome;
  g_autoptr (GError) error = NULL;

  mls_merge_outcome_init (&outcome);
  g_assert_false (mls_sample_file_merge (file, form, 0, &outcome, &error));
  g_test_message ("%s", error->message);
  g_assert_null (strchr (error->message, '\n'));
  if (domain != 0)
    g_assert_error (error, domain, code);
}

static void
test_refused (void)
{
  static const Format format = { "GPKG", "gpkg", 2154, "nom,surface" };
  static const Format empty = { "ESRI Shapefile", "shp", 2154, "etat_cqp" };
  static const Entry entries[] = { { 10, 10, 5, "a|b" } };
  Drawn drawn;
  g_autofree char *path = NULL;
  g_autofree char *none = NULL;
  g_autofree char *cut = NULL;

  drawn_begin (&drawn, 3, MLS_DIMENSION_COVER, FALSE);
  path = write_form (&drawn, &format, entries, 1);
  assert_refused (drawn.path, path, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_MAP);
  assert_refused (drawn.path, "/nowhere/form.shp", 0, 0);
  none = write_form (&drawn, &empty, entries, 0);
  merge_form (drawn.path, none, "Eve", "0 0 0 0 0 0", "");
  cut = g_build_filename (drawn.folder, "cut.gpkg", NULL);
  g_assert_true (g_file_set_contents (cut, "SQLite format 3", -1, NULL));
  assert_refused (drawn.path, cut, 0, 0);
  drawn_end (&drawn);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/sample-form/formats", test_formats);
  g_test_add_func ("/store/sample-form/rows", test_rows);
  g_test_add_func ("/store/sample-form/points", test_points);
  g_test_add_func ("/store/sample-form/layers", test_layers);
  g_test_add_func ("/store/sample-form/no-system", test_no_system);
  g_test_add_func ("/store/sample-form/refused", test_refused);

  return g_test_run ();
}
