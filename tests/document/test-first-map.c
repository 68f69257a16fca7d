#include "document/first-map.h"

#include "quality/check.h"
#include "remove-tree.h"
#include "store/check.h"
#include "store/error.h"
#include "store/image-link.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* First maps of made-up layers: texts that GDAL reads, in Lambert-93 with metres counted from a corner. A row is
 * "P x y, x y, …; x y, …|VALUE" for a polygon with holes, "L …" for a line, or WKT as it is. */

#define CORNER_X 700000
#define CORNER_Y 6600000

/* All recipes begin so: a square of 200 m. */
#define HEAD "[project]\ncrs = EPSG:2154\nvintages = 2024\n"
#define SQUARE "P 0 0, 200 0, 200 200, 0 200|1"
#define TERRITORY "[territory]\nfile = territory.csv\ncrs = EPSG:2154\n"
#define BUILDINGS "[skeleton buildings]\nfile = buildings.csv\ncrs = EPSG:2154\ncover = CS1.1.1\n"
#define ROADS "[skeleton roads]\nfile = roads.csv\ncrs = EPSG:2154\nwidth = value\ncover = CS1.1.2\nuse = US4.1.2\n"

typedef struct
{
  char        *folder;
  char        *project;
  MlsFirstMap *map;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("mls-first-map-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->project = g_build_filename (fixture->folder, "map.gpkg", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->map, mls_first_map_free);
  g_free (fixture->project);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static void
append_ring (GString *text, const char *ring, gboolean closes)
{
  g_auto (GStrv) places = g_strsplit (ring, ",", -1);
  guint n = g_strv_length (places);

  g_string_append_c (text, '(');
  for (guint i = 0; i < n + (closes ? 1 : 0); i++)
    {
      char *rest;
      double x = g_ascii_strtod (places[i % n], &rest);
      double y = g_ascii_strtod (rest, NULL);
      char number[2][G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", g_ascii_formatd (number[0], 39, "%.3f", CORNER_X + x),
                              g_ascii_formatd (number[1], 39, "%.3f", CORNER_Y + y));
    }
  g_string_append_c (text, ')');
}

static void
append_row (GString *text, const char *row)
{
  g_auto (GStrv) parts = g_strsplit (row, "|", 2);
  g_auto (GStrv) rings = g_strsplit (parts[0] + 2, ";", -1);
  gboolean is_polygon = g_str_has_prefix (row, "P ");

  g_string_append_c (text, '"');
  if (is_polygon || g_str_has_prefix (row, "L "))
    {
      g_string_append (text, is_polygon ? "POLYGON (" : "LINESTRING ");
      for (guint i = 0; rings[i] != NULL; i++)
        {
          g_string_append (text, i > 0 ? ", " : "");
          append_ring (text, rings[i], is_polygon);
        }
      g_string_append (text, is_polygon ? ")" : "");
    }
  else
    g_string_append (text, parts[0]);
  g_string_append_printf (text, "\",\"%s\"\n", parts[1] != NULL ? parts[1] : "");
}

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
write_layer (Fixture *fixture, const char *name, const char *const *rows)
{
  g_autoptr (GString) text = g_string_new ("WKT,value\n");

  for (; *rows != NULL; rows++)
    append_row (text, *rows);
  write_file (fixture, name, text->str);
}

#define LAYER(name, ...) write_layer (fixture, name, (const char *const[]){ __VA_ARGS__, NULL })

static gboolean
make (Fixture *fixture, const char *recipe, GCancellable *cancellable, GError **error)
{
  const MlsImportProgress progress = { cancellable, NULL, NULL };
  g_autofree char *path = g_build_filename (fixture->folder, "recipe.ini", NULL);

  write_file (fixture, "recipe.ini", recipe);
  g_clear_pointer (&fixture->map, mls_first_map_free);
  fixture->map = g_new0 (MlsFirstMap, 1);
  fixture->map->project = g_strdup (fixture->project);
  fixture->map->author = g_strdup ("tester");
  fixture->map->recipe = mls_recipe_load (path, error);

  return fixture->map->recipe != NULL && mls_first_map_make (fixture->map, &progress, error);
}

static gboolean
describe_face (const MlsFace *face, gpointer user_data)
{
  GString *text = g_string_new (NULL);
  g_autofree char *area = mls_area2_to_text (mls_face_area2 (face));

  for (guint v = 0; v < face->n_vintages; v++)
    {
      const char *cover = g_quark_to_string (face->labels[v].field[MLS_FIELD_COVER]);
      const char *use = g_quark_to_string (face->labels[v].field[MLS_FIELD_USE]);

      g_string_append_printf (text, "%s %s ", cover != NULL ? cover : "-", use != NULL ? use : "-");
    }
  *strchr (area, '.') = '\0';
  g_string_append_printf (text, "%s\n", area);
  g_ptr_array_add (user_data, g_string_free (text, FALSE));

  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A partition, without an error, of these faces: codes, and whole m². */
static void
assert_map (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (fixture->project, MLS_STORE_READ_ONLY, &error);
  g_autoptr (GArray) flaws = NULL;
  g_autoptr (GArray) findings = NULL;

  g_assert_no_error (error);
  mls_store_each_face (store, describe_face, lines, &error);
  g_assert_no_error (error);
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, g_ptr_array_index (lines, i));
  g_assert_cmpstr (text->str, ==, expected);

  flaws = mls_store_check_partition (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);
  findings = mls_check_project (store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpint (g_array_index (findings, MlsFinding, i).severity, !=, MLS_SEVERITY_ERROR);
}

static void
assert_made (Fixture *fixture, const char *recipe, const char *expected)
{
  g_autoptr (GError) error = NULL;

  make (fixture, recipe, NULL, &error);
  g_assert_no_error (error);
  assert_map (fixture, expected);
}

/* Refused in one line, and nothing is left of it: only what was there before. */
static void
assert_refused (Fixture *fixture, const char *recipe, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = g_strconcat (fixture->project, ".import", NULL);
  g_autofree char *lock = g_strconcat (fixture->project, "-lock", NULL);

  g_assert_false (make (fixture, recipe, NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_false (g_file_test (fixture->project, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

static guint
fate (const Fixture *fixture, guint layer, MlsFate kind)
{
  return ((const MlsSkeletonLayer *) g_ptr_array_index (fixture->map->report->layers, layer))->n[kind];
}

/* Buildings over roads, as the recipe has them; the rest has no code. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("buildings.csv", "P 90 95, 110 95, 110 105, 90 105|");
  LAYER ("roads.csv", "L 0 100, 200 100|6");

  assert_made (fixture, HEAD TERRITORY BUILDINGS ROADS,
               "- - 19360\n- - 19360\nCS1.1.1 - 200\nCS1.1.2 US4.1.2 540\nCS1.1.2 US4.1.2 540\n");
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_USED), ==, 1);
  g_assert_true (fixture->map->report->territory == mls_area2_from_m2 (40000));
  g_assert_true (g_array_index (fixture->map->report->uncoded, MlsArea2, 0) == mls_area2_from_m2 (38720));
}

static void
test_other_order (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("buildings.csv", "P 90 95, 110 95, 110 112, 90 112|");
  LAYER ("roads.csv", "L 0 100, 200 100|6");

  /* 40 m² of the building are south of the road: no building is so small. */
  assert_made (fixture, HEAD TERRITORY ROADS BUILDINGS,
               "- - 19220\n- - 19400\nCS1.1.1 - 180\nCS1.1.2 US4.1.2 1200\n");
  g_assert_cmpuint (fixture->map->report->specks.n[MLS_SPECK_FREED], ==, 1);
  g_assert_true (fixture->map->report->specks.area2[MLS_SPECK_FREED] == mls_area2_from_m2 (40));
}

/* One that is too small is told; one in the street’s other one; one far away. */
static void
test_fates (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("buildings.csv", "P 10 10, 20 10, 20 20, 10 20|", "P 12 12, 18 12, 18 18, 12 18|", "P 50 50, 57 50, 57 57, 50 57|",
         "P 900 900, 950 900, 950 950, 900 950|", "L 0 0, 10 0|", "POINT (700010 6600010)|", "POINT EMPTY|");

  assert_made (fixture, HEAD TERRITORY BUILDINGS, "- - 39900\nCS1.1.1 - 100\n");
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_USED), ==, 1);
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_COVERED), ==, 1);
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_TOO_SMALL), ==, 1);
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_OUTSIDE), ==, 1);
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_NO_WIDTH), ==, 1);
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_OTHER_KIND), ==, 1);
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_NO_GEOMETRY), ==, 1);
}

/* Widths as people write them; what is none is the default, or leaves the line out. */
static void
test_widths (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("roads.csv", "L 0 20, 200 20|4,5", "L 0 40, 200 40|-3", "L 0 60, 200 60|0", "L 0 80, 200 80|large", "L 0 100, 200 100|90000",
         "L 0 120, 200 120|", "L 0 140, 200 140| 5 ", "L 0 160, 200 160|nan");

  assert_made (fixture, HEAD TERRITORY ROADS, "- - 11500\n- - 23050\n- - 3550\nCS1.1.2 US4.1.2 1000\nCS1.1.2 US4.1.2 900\n");
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_USED), ==, 2);
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_NO_WIDTH), ==, 6);
}

static void
test_default_width (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("roads.csv", "L 0 20, 200 20|4,5", "L 0 40, 200 40|0");

  assert_made (fixture, HEAD TERRITORY ROADS "default_width = 3\n",
               "- - 31700\n- - 3250\n- - 3550\nCS1.1.2 US4.1.2 600\nCS1.1.2 US4.1.2 900\n");
}

/* A number in the place of a column is how wide all of them are. */
static void
test_fixed_width (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("roads.csv", "L 0 100, 200 100|x");

  assert_made (fixture, HEAD TERRITORY "[skeleton rails]\nfile = roads.csv\ncrs = EPSG:2154\nwidth = 10\ncover = CS1.2.1\nuse = US4.2.1\n",
               "- - 19000\n- - 19000\nCS1.2.1 US4.2.1 2000\n");
}

/* A crossing is one face, whatever it is made of; a line that crosses itself has each place once. */
static void
test_network (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("roads.csv", "L 0 100, 100 100|10", "L 100 100, 200 100|10", "L 100 0, 100 100|10", "L 100 100, 100 200|10");

  assert_made (fixture, HEAD TERRITORY ROADS, "- - 9025\n- - 9025\n- - 9025\n- - 9025\nCS1.1.2 US4.1.2 3900\n");

  /* Three corners of it are cut off, each by (5 √2 − 5.5)² m². */
  LAYER ("roads.csv", "L 0 50, 150 50, 150 150, 50 150, 50 0|10");
  assert_made (fixture, HEAD TERRITORY ROADS, "- - 2025\n- - 24982\n- - 8100\nCS1.1.2 US4.1.2 4892\n");
}

/* Ground of one class side by side is one face, also of terraced houses each of which is too small. */
static void
test_terrace (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("buildings.csv", "P 10 10, 14 10, 14 20, 10 20|", "P 14 10, 18 10, 18 20, 14 20|", "P 18.04 10, 22 10, 22 20, 18.04 20|");

  assert_made (fixture, HEAD TERRITORY BUILDINGS, "- - 39880\nCS1.1.1 - 120\n");
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_USED), ==, 3);
}

/* What is there already lies beneath, and what is left of it keeps its codes; slivers go to the closest in theme. */
static void
test_coverage (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("roads.csv", "L 0 100, 200 100|6");
  write_file (fixture, "old.csv",
              "WKT,cs24,us24\n"
              "\"POLYGON ((700000 6600000, 700200 6600000, 700200 6600104, 700000 6600104, 700000 6600000))\",CS6.3.0,US1.1.3\n"
              "\"POLYGON ((700000 6600104, 700200 6600104, 700200 6600300, 700000 6600300, 700000 6600104))\",CS4.1.2,US1.2.0\n");

  /* One metre of the field is left north of the road, along all of it: it touches the edge and stays. */
  assert_made (fixture, HEAD TERRITORY ROADS "[coverage]\nfile = old.csv\ncrs = EPSG:2154\n",
               "CS1.1.2 US4.1.2 1200\nCS4.1.2 US1.2.0 19200\nCS6.3.0 US1.1.3 19400\nCS6.3.0 US1.1.3 200\n");
}

/* Of what is there already some features, other columns than one would guess, and a date that it alone has. */
static void
test_coverage_chosen (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("roads.csv", "L 0 100, 200 100|6");
  write_file (fixture, "old.csv",
              "WKT,cs24,vieux,kind\n"
              "\"POLYGON ((700000 6600000, 700200 6600000, 700200 6600100, 700000 6600100, 700000 6600000))\",CS6.3.0,CS4.1.2,yes\n"
              "\"POLYGON ((700000 6600100, 700200 6600100, 700200 6600300, 700000 6600300, 700000 6600100))\",CS4.1.2,CS6.3.0,no\n");

  assert_made (fixture, HEAD TERRITORY ROADS "vintages = 2019\n"
               "[coverage]\nfile = old.csv\ncrs = EPSG:2154\nwhere = kind = 'yes'\nmap = cs19=VIEUX\n",
               "- - - - 19400\nCS1.1.2 US4.1.2 - - 1200\nCS4.1.2 - - - 19400\n");
  g_unlink (fixture->project);
  assert_refused (fixture, HEAD TERRITORY "[coverage]\nfile = old.csv\ncrs = EPSG:2154\nwhere = kind = = 1\n", "which features");
  assert_refused (fixture, HEAD TERRITORY "[coverage]\nfile = old.csv\ncrs = EPSG:2154\nmap = cs19=ancien\n", "ancien");
  assert_refused (fixture, HEAD TERRITORY "[coverage]\nfile = old.csv\nlayer = new\ncrs = EPSG:2154\n", "new");
}

/* Parts, holes, parts that overlap, and one that crosses itself: a territory all the same. In either half of the last the
 * road has 40 m², and the 32 m² between it and the corner. */
static void
test_territory (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", "P 0 0, 100 0, 100 100, 0 100; 20 20, 60 20, 60 60, 20 60|", "P 50 50, 150 50, 150 100, 50 100|",
         "P 300 0, 400 100, 400 0, 300 100|");
  LAYER ("roads.csv", "L -50 10, 500 10|4");

  assert_made (fixture, HEAD TERRITORY ROADS,
               "- - 2428\n- - 2428\n- - 800\n- - 9800\nCS1.1.2 US4.1.2 400\nCS1.1.2 US4.1.2 72\nCS1.1.2 US4.1.2 72\n");
  g_assert_cmpuint (fixture->map->report->n_holes, ==, 1);
}

static void
test_no_territory (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", "POLYGON EMPTY|");
  LAYER ("buildings.csv", "P 10 10, 20 10, 20 20, 10 20|");
  assert_refused (fixture, HEAD TERRITORY BUILDINGS, "no territory");

  LAYER ("territory.csv", "L 0 0, 10 0|");
  assert_refused (fixture, HEAD TERRITORY BUILDINGS, "no territory");
  assert_refused (fixture, HEAD BUILDINGS, "territory");
  assert_refused (fixture, HEAD "[territory]\nfile = absent.gpkg\n" BUILDINGS, "absent.gpkg");
}

/* Without a skeleton, and with one that lies elsewhere: a map of what is to be coded. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  assert_made (fixture, HEAD TERRITORY, "- - 40000\n");

  LAYER ("roads.csv", "L 5000 10, 5500 10|4");
  g_unlink (fixture->project);
  assert_made (fixture, HEAD TERRITORY ROADS, "- - 40000\n");
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_OUTSIDE), ==, 1);
}

/* Degrees, another system, none at all. */
static void
test_systems (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("buildings.csv", "POLYGON ((3 46.5, 3.0005 46.5, 3.0005 46.5005, 3 46.5005, 3 46.5))|");
  assert_refused (fixture, HEAD TERRITORY "[skeleton b]\nfile = buildings.csv\ncover = CS1.1.1\n",
                  "coordinate reference system");

  /* The centre of Lambert-93 lies there. */
  assert_made (fixture, HEAD TERRITORY "[skeleton b]\nfile = buildings.csv\ncrs = EPSG:4326\ncover = CS1.1.1\n",
               "- - 37870\nCS1.1.1 - 2129\n");
  g_assert_true (((const MlsSkeletonLayer *) g_ptr_array_index (fixture->map->report->layers, 0))->is_moved);

  g_unlink (fixture->project);
  LAYER ("territory.csv", "POLYGON ((3 46.5, 3.01 46.5, 3.01 46.51, 3 46.51, 3 46.5))|");
  assert_refused (fixture, "[project]\nvintages = 24\n[territory]\nfile = territory.csv\ncrs = EPSG:4326\n", "metres");

  /* Degrees taken for metres, and metres for degrees. */
  assert_refused (fixture, HEAD TERRITORY, "another system");
  LAYER ("territory.csv", SQUARE);
  assert_refused (fixture, HEAD "[territory]\nfile = territory.csv\ncrs = EPSG:4326\n", "another system");
}

/* Heights are left out, curves become lines, a coordinate that is none leaves its feature out. */
static void
test_geometries (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("buildings.csv", "POLYGON Z ((700010 6600010 5, 700020 6600010 6, 700020 6600020 7, 700010 6600020 8, 700010 6600010 5))|",
         "CURVEPOLYGON (CIRCULARSTRING (700050 6600050, 700060 6600060, 700070 6600050, 700060 6600040, 700050 6600050))|",
         "GEOMETRYCOLLECTION (POLYGON ((700100 6600100, 700110 6600100, 700110 6600110, 700100 6600100)), POINT (700000 6600000))|",
         "POLYGON ((700010 6600150, 700030 6600170, 700030 6600150, 700010 6600170, 700010 6600150))|",
         "POLYGON ((1e30 6600150, 700030 6600170, 700030 6600150, 1e30 6600150))|");

  assert_made (fixture, HEAD TERRITORY BUILDINGS, "- - 39336\nCS1.1.1 - 100\nCS1.1.1 - 100\nCS1.1.1 - 100\nCS1.1.1 - 313\nCS1.1.1 - 50\n");
  g_assert_cmpuint (fate (fixture, 0, MLS_FATE_USED), ==, 4);
}

/* Which features is said as SQL says it. */
static void
test_where (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("buildings.csv", "P 10 10, 20 10, 20 20, 10 20|church", "P 30 10, 40 10, 40 20, 30 20|shed");

  assert_made (fixture, HEAD TERRITORY BUILDINGS "where = value <> 'shed'\n", "- - 39900\nCS1.1.1 - 100\n");
  g_unlink (fixture->project);
  assert_refused (fixture, HEAD TERRITORY BUILDINGS "where = nonsense = = 3\n", "which features");
}

/* A layer may be of one date alone. */
static void
test_vintages (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("buildings.csv", "P 10 10, 20 10, 20 20, 10 20|");

  assert_made (fixture, "[project]\ncrs = EPSG:2154\nvintages = 21; 2024\n" TERRITORY BUILDINGS "vintages = 24\n",
               "- - - - 39900\n- - CS1.1.1 - 100\n");
  g_unlink (fixture->project);
  assert_refused (fixture, HEAD TERRITORY BUILDINGS "vintages = 18\n", "no vintage");
  assert_refused (fixture, "[project]\ncrs = EPSG:2154\n" TERRITORY, "vintages");
  assert_refused (fixture, "[project]\nvintages = last year\n" TERRITORY, "last year");
}

static void
test_codes (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("buildings.csv", "P 10 10, 20 10, 20 20, 10 20|");

  assert_refused (fixture, HEAD TERRITORY "[skeleton b]\nfile = buildings.csv\ncrs = EPSG:2154\ncover = CS9.9.9\n", "no cover");
  assert_refused (fixture, HEAD TERRITORY "[skeleton b]\nfile = buildings.csv\ncrs = EPSG:2154\ncover = CS1\n", "no cover");
  assert_refused (fixture, HEAD TERRITORY "[skeleton b]\nfile = buildings.csv\ncrs = EPSG:2154\ncover = CS3.2.2\nuse = US5.1.1\n",
                  "may not stand together");
}

/* What is there is kept until the new one is whole, and a layer is not written over by its own map. */
static void
test_exists (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  LAYER ("territory.csv", SQUARE);
  assert_made (fixture, HEAD TERRITORY, "- - 40000\n");
  LAYER ("territory.csv", "POLYGON EMPTY|");
  g_assert_false (make (fixture, HEAD TERRITORY, NULL, &error));
  assert_map (fixture, "- - 40000\n");

  g_clear_error (&error);
  g_assert_false (make (fixture, HEAD "[territory]\nfile = map.gpkg\n", NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);
  assert_map (fixture, "- - 40000\n");
}

/* Given up at any moment: nothing is left. */

typedef struct
{
  GCancellable *cancellable;
  guint         n;
  guint         last;
} Patience;

static void
lose_patience (double fraction, const char *what, gpointer user_data)
{
  Patience *patience = user_data;

  if (patience->n++ == patience->last)
    g_cancellable_cancel (patience->cancellable);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *recipe = g_build_filename (fixture->folder, "recipe.ini", NULL);
  g_autofree char *aside = g_strconcat (fixture->project, ".import", NULL);
  gboolean made = FALSE;
  guint tries = 0;

  for (guint i = 0; i < 1500; i++)
    g_ptr_array_add (rows, g_strdup_printf ("P %u %u, %u %u, %u %u|", i % 50 * 4, i / 50 * 6, i % 50 * 4 + 3, i / 50 * 6, i % 50 * 4 + 3,
                                            i / 50 * 6 + 5));
  g_ptr_array_add (rows, NULL);
  LAYER ("territory.csv", SQUARE);
  write_layer (fixture, "buildings.csv", (const char *const *) rows->pdata);
  write_file (fixture, "recipe.ini", HEAD TERRITORY BUILDINGS);

  for (; !made; tries++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Patience patience = { cancellable, 0, tries };
      const MlsImportProgress progress = { cancellable, lose_patience, &patience };
      g_autoptr (MlsFirstMap) map = g_new0 (MlsFirstMap, 1);
      g_autoptr (GError) error = NULL;

      map->project = g_strdup (fixture->project);
      map->author = g_strdup ("tester");
      map->recipe = mls_recipe_load (recipe, NULL);
      made = mls_first_map_make (map, &progress, &error);
      g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
      if (made)
        break;

      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
      g_assert_false (g_file_test (fixture->project, G_FILE_TEST_EXISTS));
    }
  g_assert_cmpuint (tries, >, 4);
}

/* Words that are none are told of, with where they stand. */
static void
test_recipe_words (Fixture *fixture, gconstpointer data)
{
  LAYER ("territory.csv", SQUARE);
  LAYER ("buildings.csv", "P 10 10, 20 10, 20 20, 10 20|");

  assert_refused (fixture, HEAD TERRITORY BUILDINGS "widht = 5\n", "widht");
  assert_refused (fixture, HEAD TERRITORY "[bones roads]\nfile = x\n", "[bones roads]");
  assert_refused (fixture, HEAD TERRITORY BUILDINGS "default_width = 3,5\n", "3,5");
  assert_refused (fixture, HEAD TERRITORY BUILDINGS "default_width = -1\n", "-1");
  assert_refused (fixture, HEAD TERRITORY BUILDINGS "default_width = 501\n", "501");
  assert_refused (fixture, HEAD TERRITORY BUILDINGS "width = breadth\n", "breadth");
  assert_refused (fixture, HEAD TERRITORY BUILDINGS "layer = towers\n", "towers");
  assert_refused (fixture, HEAD TERRITORY "[skeleton b]\nfile = buildings.csv\n", "cover");
  assert_refused (fixture, HEAD TERRITORY "[skeleton b]\ncover = CS1.1.1\n", "file");
  assert_refused (fixture, HEAD TERRITORY "[photo a]\nfile = a.tif\nkind = blue\n", "blue");
  assert_refused (fixture, "no recipe at all\n", "recipe");
  assert_refused (fixture, HEAD TERRITORY "[photo a]\nfile = absent.tif\n", "absent.tif");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/first-map/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("order", test_order);
  ADD ("other-order", test_other_order);
  ADD ("fates", test_fates);
  ADD ("widths", test_widths);
  ADD ("default-width", test_default_width);
  ADD ("fixed-width", test_fixed_width);
  ADD ("network", test_network);
  ADD ("terrace", test_terrace);
  ADD ("coverage", test_coverage);
  ADD ("coverage-chosen", test_coverage_chosen);
  ADD ("territory", test_territory);
  ADD ("no-territory", test_no_territory);
  ADD ("nothing", test_nothing);
  ADD ("systems", test_systems);
  ADD ("geometries", test_geometries);
  ADD ("where", test_where);
  ADD ("vintages", test_vintages);
  ADD ("codes", test_codes);
  ADD ("exists", test_exists);
  ADD ("cancelled", test_cancelled);
  ADD ("recipe-words", test_recipe_words);

  return g_test_run ();
}
