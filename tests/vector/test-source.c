#include "source-file.h"
#include "vector/error.h"
#include "vector/facts.h"
#include "vector/name-field.h"
#include "vector/source.h"
#include "vector/source-stamp.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>

#define LAMBERT "EPSG:2154"

#define SQUARE "{\"type\":\"Polygon\",\"coordinates\":[[[700000,6600000],[700010,6600000],[700010,6600010],[700000,6600010],[700000,6600000]]]}"
#define ROAD   "{\"type\":\"LineString\",\"coordinates\":[[700000.0004,6600000],[700030,6600040.5],[700030,6600040.5],[700060,6600000]]}"
#define PLACE  "{\"type\":\"Point\",\"coordinates\":[700005,6600005]}"

static const MlsBox everywhere = { -MLS_GRID_LIMIT, -MLS_GRID_LIMIT, MLS_GRID_LIMIT, MLS_GRID_LIMIT };

/* "AREA Orçay 700000000,6600000000 …" of each figure, one a line. */
static void
describe (const MlsFigure *figure, gpointer text)
{
  static const char *const kinds[] = { "POINT", "LINE", "AREA" };

  g_string_append_printf (text, "%s %s", kinds[figure->kind], figure->name != NULL ? figure->name : "–");
  for (guint p = 0; p < figure->n_parts; p++)
    {
      g_string_append (text, p > 0 ? " |" : "");
      for (guint i = 0; i < figure->parts[p].n_points; i++)
        g_string_append_printf (text, " %" G_GINT64_FORMAT ",%" G_GINT64_FORMAT,
                                figure->parts[p].points[i].x - 700000000, figure->parts[p].points[i].y - 6600000000);
    }
  g_string_append (text, "\n");
}

static char *
describe_all (const MlsFigures *figures)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < mls_figures_get_n (figures); i++)
    describe (mls_figures_get (figures, i), text);

  return g_string_free (text, FALSE);
}

static MlsFigures *
read_all (const MlsVectorSource *source, guint n_left)
{
  g_auto (MlsVectorOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  MlsFigures *figures = mls_vector_read (source, LAMBERT, NULL, &outcome, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (outcome.failure);
  g_assert_cmpuint (outcome.n_left, ==, n_left);

  return figures;
}

static void
assert_reads (const MlsVectorSource *source, guint n_left, const char *expected)
{
  g_autoptr (MlsFigures) figures = read_all (source, n_left);
  g_autofree char *text = describe_all (figures);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_refused (const MlsVectorSource *source, int code, const char *part)
{
  g_auto (MlsVectorOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFigures) figures = mls_vector_read (source, LAMBERT, NULL, &outcome, NULL, NULL, NULL, &error);

  g_assert_null (figures);
  g_assert_error (error, MLS_VECTOR_ERROR, code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” is not in “%s”", part, error->message);
}

/* What lies in a file comes onto the grid, each kind as what it is; points that fall together are one. */
static void
test_kinds (void)
{
  g_autofree char *path = source_write ("kinds.geojson", LAMBERT_93,
                                        SQUARE "\t{\"nom\":\"Orçay\"}\n" ROAD "\t{\"nom\":\" \"}\n" PLACE "\t{\"nom\":null}");

  assert_reads (&(MlsVectorSource){ path, NULL, "nom" }, 0,
                "AREA Orçay 0,0 10000,0 10000,10000 0,10000\n"
                "LINE – 0,0 30000,40500 60000,0\n"
                "POINT – 5000,5000\n");
}

/* Parts, holes and collections; what has no place on the ground is left out, and counted. */
static void
test_parts (void)
{
  g_autofree char *path = source_write (
    "parts.geojson", LAMBERT_93,
    "{\"type\":\"MultiLineString\",\"coordinates\":[[[700000,6600000],[700001,6600000]],[[700002,6600000],[700002.0001,6600000]]]}\n"
    "{\"type\":\"Polygon\",\"coordinates\":[[[700000,6600000],[700010,6600000],[700000,6600010],[700000,6600000]],"
    "[[700001,6600001],[700002,6600001],[700001,6600002],[700001,6600001]]]}\n"
    "{\"type\":\"GeometryCollection\",\"geometries\":[" PLACE ",{\"type\":\"LineString\",\"coordinates\":[[1e300,6600000],[700000,6600000]]}]}\n"
    "{\"type\":\"MultiPoint\",\"coordinates\":[[700000,6600000],[700001,6600000,12.5]]}\n"
    "null\n"
    "{\"type\":\"Polygon\",\"coordinates\":[]}");

  assert_reads (&(MlsVectorSource){ path }, 2,
                "LINE – 0,0 1000,0\n"
                "AREA – 0,0 10000,0 0,10000 | 1000,1000 2000,1000 1000,2000\n"
                "POINT – 5000,5000\n"
                "POINT – 0,0 | 1000,0\n");
}

static const char *const as_gpkg[] = { "-f", "GPKG", "-nln", "roads", NULL };
static const char *const as_shape[] = { "-f", "ESRI Shapefile", "-lco", "ENCODING=ISO-8859-1", NULL };
static const char *const as_gml[] = { "-f", "GML", NULL };
static const char *const as_degrees[] = { "-f", "GPKG", "-t_srs", "EPSG:4326", NULL };

/* The same through each format, whatever its letters and its system. */
static void
test_formats (void)
{
  static const char expected[] = "LINE Allée de l’Île 0,0 30000,40500 60000,0\n";
  static const char plain[] = "LINE Allée de l'Île 0,0 30000,40500 60000,0\n";
  g_autofree char *json = source_write ("formats.geojson", LAMBERT_93, ROAD "\t{\"nom\":\"Allée de l’Île\"}");
  g_autofree char *latin = source_write ("latin.geojson", LAMBERT_93, ROAD "\t{\"nom\":\"Allée de l'Île\"}");
  g_autofree char *gpkg = source_make ("formats.gpkg", json, as_gpkg);
  g_autofree char *shape = source_make ("latin.shp", latin, as_shape);
  g_autofree char *gml = source_make ("formats.gml", json, as_gml);
  g_autofree char *degrees = source_make ("degrees.gpkg", json, as_degrees);

  assert_reads (&(MlsVectorSource){ gpkg, "roads", "nom" }, 0, expected);
  assert_reads (&(MlsVectorSource){ shape, NULL, "nom" }, 0, plain);
  assert_reads (&(MlsVectorSource){ gml, NULL, "nom" }, 0, expected);
  assert_reads (&(MlsVectorSource){ degrees, NULL, "nom" }, 0, expected);
}

/* What GDAL brings along to read some formats would write all numbers of the program in English. */
static void
test_comma (void)
{
  g_autofree char *json = source_write ("comma.geojson", LAMBERT_93, ROAD);
  g_autofree char *gpkg = source_make ("comma.gpkg", json, as_gpkg);
  g_autofree char *number = NULL;

  g_assert_nonnull (setlocale (LC_NUMERIC, "fr_FR.UTF-8"));
  assert_reads (&(MlsVectorSource){ gpkg }, 0, "LINE – 0,0 30000,40500 60000,0\n");
  number = g_strdup_printf ("%.1f", 0.5);
  g_assert_cmpstr (number, ==, "0,5");
}

/* Nothing is written beside a file that is only read. */
static void
test_untouched (void)
{
  g_autofree char *json = source_write ("untouched.geojson", LAMBERT_93, ROAD);
  g_autofree char *gml = source_make ("untouched.gml", json, as_gml);
  g_autofree char *schema = source_path ("untouched.xsd");
  g_autofree char *learnt = source_path ("untouched.gfs");

  g_assert_cmpint (g_unlink (schema), ==, 0);
  assert_reads (&(MlsVectorSource){ gml }, 0, "LINE – 0,0 30000,40500 60000,0\n");
  g_assert_false (g_file_test (learnt, G_FILE_TEST_EXISTS));
}

/* An arc is drawn as lines that begin and end where it does. */
static void
test_curve (void)
{
  g_autofree char *curves = source_path ("curve.csv");
  g_autoptr (MlsFigures) figures = NULL;
  const MlsFigurePart *arc;

  g_assert_true (g_file_set_contents (curves, "id,WKT\n1,\"CIRCULARSTRING(700000 6600000, 700010 6600010, 700020 6600000)\"\n",
                                      -1, NULL));
  figures = read_all (&(MlsVectorSource){ curves, .assume_project_crs = TRUE }, 0);
  g_assert_cmpuint (mls_figures_get_n (figures), ==, 1);
  arc = mls_figures_get (figures, 0)->parts;
  g_assert_cmpuint (arc->n_points, >, 20);
  g_assert_true (mls_point_equal (arc->points[0], (MlsPoint){ 700000000, 6600000000 }));
  g_assert_true (mls_point_equal (arc->points[arc->n_points - 1], (MlsPoint){ 700020000, 6600000000 }));
}

/* Which layer is meant, and what is known of each. */
static void
test_layers (void)
{
  static const char *const more[] = { "-f", "GPKG", "-nln", "places", "-update", NULL };
  g_autofree char *roads = source_write ("r.geojson", LAMBERT_93, ROAD "\t{\"id\":1,\"code\":\"a\",\"NAME_1\":\"x\"}");
  g_autofree char *places = source_write ("p.geojson", LAMBERT_93, PLACE "\t{\"toponyme\":\"y\",\"nom\":\"z\"}");
  g_autofree char *path = source_make ("layers.gpkg", roads, as_gpkg);
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (GError) error = NULL;
  const MlsVectorFacts *facts;

  g_free (source_make ("layers.gpkg", places, more));
  layers = mls_vector_list (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (layers->len, ==, 2);

  facts = g_ptr_array_index (layers, 0);
  g_assert_cmpstr (facts->layer, ==, "roads");
  g_assert_cmpint (facts->kind, ==, MLS_FIGURE_LINE);
  g_assert_cmpint (facts->n_features, ==, 1);
  g_assert_cmpstr (facts->crs_name, ==, "RGF93 v1 / Lambert-93");
  g_assert_cmpstr (facts->name_field, ==, "NAME_1");
  facts = g_ptr_array_index (layers, 1);
  g_assert_cmpint (facts->kind, ==, MLS_FIGURE_POINT);
  g_assert_cmpstr (facts->name_field, ==, "nom");
  g_assert_cmpuint (g_strv_length (facts->fields), ==, 2);

  g_assert_null (mls_vector_find (path, NULL, &error));
  g_assert_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_LAYER);
  g_assert_nonnull (strstr (error->message, "roads, places"));
  g_clear_error (&error);
  g_assert_null (mls_vector_find (path, "rivers", &error));
  g_assert_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_NO_LAYER);
  assert_refused (&(MlsVectorSource){ path, "rivers" }, MLS_VECTOR_ERROR_NO_LAYER, "“rivers”");
  assert_reads (&(MlsVectorSource){ path, "places", "nom" }, 0, "POINT z 5000,5000\n");
}

/* A file that was given another name is still read: its only layer has the name of the file. */
static void
test_renamed (void)
{
  g_autofree char *path = source_write ("renamed.geojson", LAMBERT_93, PLACE);
  g_autoptr (MlsVectorFacts) facts = mls_vector_find (path, "before", NULL);

  g_assert_cmpstr (facts->layer, ==, "renamed");
  assert_reads (&(MlsVectorSource){ path, "before" }, 0, "POINT – 5000,5000\n");
}

/* What cannot be read is refused, and the message says of which file. */
static void
test_refused (void)
{
  g_autofree char *missing = source_path ("missing.shp");
  g_autofree char *noise = source_path ("noise.gpkg");
  g_autofree char *bare = source_path ("bare.csv");
  g_autofree char *table = source_path ("table.csv");
  g_autofree char *json = source_write ("refused.geojson", LAMBERT_93, PLACE);
  g_autofree char *cut = source_make ("cut.gpkg", json, as_gpkg);

  g_assert_true (g_file_set_contents (noise, "noise", -1, NULL));
  g_assert_true (g_file_set_contents (bare, "id,WKT\n1,POINT(700000 6600000)\n", -1, NULL));
  g_assert_true (g_file_set_contents (table, "a,b\n1,2\n", -1, NULL));

  assert_refused (&(MlsVectorSource){ missing }, MLS_VECTOR_ERROR_OPEN, "missing.shp");
  assert_refused (&(MlsVectorSource){ noise }, MLS_VECTOR_ERROR_OPEN, "noise.gpkg");
  assert_refused (&(MlsVectorSource){ bare }, MLS_VECTOR_ERROR_NO_CRS, "bare.csv");
  assert_refused (&(MlsVectorSource){ table }, MLS_VECTOR_ERROR_NO_LAYER, "table.csv");
  assert_refused (&(MlsVectorSource){ json, NULL, "nom" }, MLS_VECTOR_ERROR_FIELD, "“nom”");
  assert_reads (&(MlsVectorSource){ bare, .assume_project_crs = TRUE }, 0, "POINT – 0,0\n");
}

static void
note_so_far (MlsFigures *so_far, gpointer text)
{
  MlsBox box = mls_figures_get_box (so_far);

  g_string_append_printf (text, "%u points, %" G_GINT64_FORMAT " m\n", mls_figures_get_n (so_far),
                          (box.max_x - box.min_x) / 1000);
}

/* Of a large layer there is something to look at before all of it is read. */
static void
test_so_far (void)
{
  g_autofree char *path = source_points ("points.geojson", 20000);
  g_auto (MlsVectorOutcome) outcome = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFigures) figures =
    mls_vector_read (&(MlsVectorSource){ path }, LAMBERT, NULL, &outcome, note_so_far, text, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, "8192 points, 8191 m\n16384 points, 16383 m\n");
  g_assert_cmpuint (mls_figures_get_n (figures), ==, 20000);
}

/* Of a file that has an index, no more than what lies near is read. */
static void
test_box (void)
{
  g_autoptr (GString) features = g_string_new (NULL);
  g_autofree char *json = NULL, *gpkg = NULL, *degrees = NULL;
  const char *paths[3];

  for (int i = 0; i < 100; i++)
    g_string_append_printf (features, "%s{\"type\":\"Point\",\"coordinates\":[%d,6600000]}", i > 0 ? "\n" : "",
                            700000 + 100 * i);
  paths[0] = json = source_write ("many.geojson", LAMBERT_93, features->str);
  paths[1] = gpkg = source_make ("many.gpkg", json, as_gpkg);
  paths[2] = degrees = source_make ("many-degrees.gpkg", json, as_degrees);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (MlsVectorOutcome) outcome = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsFigures) figures = mls_vector_read (&(MlsVectorSource){ paths[i] }, LAMBERT,
                                                        &(MlsBox){ 700090000, 6599900000, 700310000, 6600100000 },
                                                        &outcome, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (outcome.n_features, ==, 3);
      g_assert_cmpint (mls_figures_get (figures, 0)->box.min_x, ==, 700100000);
    }
}

static void
test_cancelled (void)
{
  g_autofree char *json = source_write ("cancelled.geojson", LAMBERT_93, PLACE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (MlsVectorOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mls_vector_read (&(MlsVectorSource){ json }, LAMBERT, &everywhere, &outcome, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A file that is broken off: what is there is shown, and what is missing is told. */
static void
test_broken (void)
{
  g_autoptr (GString) features = g_string_new (ROAD);
  g_autofree char *json = NULL, *shape = NULL, *contents = NULL;
  g_auto (MlsVectorOutcome) outcome = { 0 };
  g_autoptr (MlsFigures) figures = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  for (int i = 0; i < 49; i++)
    g_string_append (features, "\n" ROAD);
  json = source_write ("broken.geojson", LAMBERT_93, features->str);
  shape = source_make ("broken.shp", json, (const char *const[]){ "-f", "ESRI Shapefile", NULL });
  g_assert_true (g_file_get_contents (shape, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (shape, contents, (gssize) (length / 2), NULL));

  figures = mls_vector_read (&(MlsVectorSource){ shape }, LAMBERT, NULL, &outcome, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mls_figures_get_n (figures), >=, 20);
  g_assert_cmpuint (mls_figures_get_n (figures), <, 30);
  g_assert_nonnull (outcome.failure);
}

static void
test_name_field (void)
{
  static const struct
  {
    const char *const fields[4];
    const char *expected;
  } cases[] = {
    { { "code", "LIBELLE", "nom" }, "nom" },     { { "insee", "NOM_COM" }, "NOM_COM" },
    { { "code", "nom_inconnu" }, "nom_inconnu" }, { { "code", "insee" }, NULL },
    { { NULL }, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (mls_name_field_guess (cases[i].fields), ==, cases[i].expected);
}

/* Real files of others, where they are at hand. */
static void
test_real (void)
{
  static const char *const files[][2] = { { "clc_malta/clc2018_mt.gpkg", "clc18_mt" },
                                          { "n2k_cz/n2k_du001z_lclu_v99_20190108.shp", NULL } };
  const char *shared = g_getenv ("MLS_SHARED");

  if (shared == NULL)
    {
      g_test_skip ("there is no shared data");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (shared, "data", files[i][0], NULL);
      g_auto (MlsVectorOutcome) outcome = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (MlsVectorFacts) facts = mls_vector_find (path, files[i][1], &error);
      g_autoptr (MlsFigures) figures = NULL;

      g_assert_no_error (error);
      figures = mls_vector_read (&(MlsVectorSource){ path, files[i][1] }, "EPSG:3035", NULL, &outcome, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (mls_figures_get_n (figures), ==, facts->n_features);
      g_assert_cmpuint (outcome.n_left, ==, 0);
    }
}

/* What is no file is not waited for. */
static void
test_pipe (void)
{
  g_autofree char *pipe = source_path ("pipe.geojson");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_null (mls_vector_list (pipe, &error));
  g_assert_error (error, MLS_VECTOR_ERROR, MLS_VECTOR_ERROR_OPEN);
  g_assert_nonnull (strstr (error->message, "pipe.geojson"));
}

/* Puts a text into a file of a folder, and returns what the other path looks like then. */
static guint64
stamp_after (const char *folder, const char *name, const char *text, const char *path)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (file, text, -1, NULL));

  return mls_vector_stamp (path);
}

/* A source is another one when any of its files is; what is beside it, or only waits, is nothing of it. */
static void
test_stamp (void)
{
  g_autofree char *folder = source_path ("stamped");
  g_autofree char *shape = g_build_filename (folder, "a.shp", NULL);
  g_autofree char *package = g_build_filename (folder, "b.gpkg", NULL);
  guint64 first, all;

  g_assert_cmpuint (mls_vector_stamp (folder), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_assert_cmpuint (mls_vector_stamp (shape), ==, 0);

  first = stamp_after (folder, "a.shp", "1", shape);
  g_assert_cmpuint (first, !=, 0);
  g_assert_cmpuint (stamp_after (folder, "other.dbf", "1", shape), ==, first);
  g_assert_cmpuint (stamp_after (folder, "a.dbf", "1", shape), !=, first);
  first = mls_vector_stamp (shape);
  g_assert_cmpuint (stamp_after (folder, "a.shp", "22", shape), !=, first);

  first = stamp_after (folder, "b.gpkg", "1", package);
  g_assert_cmpuint (stamp_after (folder, "b.gpkg-wal", "", package), ==, first);
  all = mls_vector_stamp (folder);
  g_assert_cmpuint (stamp_after (folder, "b.gpkg-wal", "1", package), !=, first);
  g_assert_cmpuint (mls_vector_stamp (folder), !=, all);
  g_assert_cmpuint (mls_vector_stamp (folder), ==, mls_vector_stamp (folder));
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  source_begin ();

  g_test_add_func ("/vector/source/kinds", test_kinds);
  g_test_add_func ("/vector/source/parts", test_parts);
  g_test_add_func ("/vector/source/formats", test_formats);
  g_test_add_func ("/vector/source/comma", test_comma);
  g_test_add_func ("/vector/source/untouched", test_untouched);
  g_test_add_func ("/vector/source/curve", test_curve);
  g_test_add_func ("/vector/source/layers", test_layers);
  g_test_add_func ("/vector/source/renamed", test_renamed);
  g_test_add_func ("/vector/source/refused", test_refused);
  g_test_add_func ("/vector/source/box", test_box);
  g_test_add_func ("/vector/source/so-far", test_so_far);
  g_test_add_func ("/vector/source/cancelled", test_cancelled);
  g_test_add_func ("/vector/source/broken", test_broken);
  g_test_add_func ("/vector/source/stamp", test_stamp);
  g_test_add_func ("/vector/source/pipe", test_pipe);
  g_test_add_func ("/vector/source/name-field", test_name_field);
  g_test_add_func ("/vector/source/real", test_real);

  result = g_test_run ();
  source_end ();

  return result;
}
