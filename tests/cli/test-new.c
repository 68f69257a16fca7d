#include "program.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* First maps by recipes, as a script makes them. */

typedef struct
{
  char *folder;
  char *project;
  char *recipe;
} Fixture;

static const char recipe[] =
  "[project]\ncrs = EPSG:2154\nvintages = 2024\n"
  "[territory]\nfile = territory.csv\ncrs = EPSG:2154\n"
  "[skeleton buildings]\nfile = buildings.csv\ncrs = EPSG:2154\ncover = CS1.1.1\n"
  "[skeleton roads]\nfile = roads.csv\ncrs = EPSG:2154\nwidth = w\ncover = CS1.1.2\nuse = US4.1.2\n";

static void
write_text (Fixture *fixture, const char *name, const char *text)
{
  g_free (folder_write (fixture->folder, name, text));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->project = g_build_filename (fixture->folder, "map.gpkg", NULL);
  fixture->recipe = folder_write (fixture->folder, "recipe.ini", recipe);
  write_text (fixture, "territory.csv",
              "WKT,id\n\"POLYGON ((700000 6600000, 700200 6600000, 700200 6600200, 700000 6600200, 700000 6600000))\",1\n");
  write_text (fixture, "buildings.csv",
              "WKT,id\n\"POLYGON ((700010 6600010, 700020 6600010, 700020 6600020, 700010 6600020, 700010 6600010))\",1\n"
              "\"POLYGON ((700050 6600010, 700054 6600010, 700054 6600020, 700050 6600020, 700050 6600010))\",2\n");
  write_text (fixture, "roads.csv", "WKT,w\n\"LINESTRING (700000 6600100, 700200 6600100)\",6\n");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->project);
  g_free (fixture->recipe);
  folder_remove (fixture->folder);
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” lacks “%s”", text, part);
}

static void
assert_alone (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "map.gpkg") && !g_str_equal (name, "map.gpkg"))
      g_error ("“%s” is left", name);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) answer = program_run ("new", fixture->project, "--recipe", fixture->recipe, "--author", "tester", NULL);

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpstr (answer->out, ==,
                   "buildings\tCS1.1.1 –\tfeatures: 2, used: 1, too small for their class: 1\n"
                   "roads\tCS1.1.2 US4.1.2\tfeatures: 1, used: 1\n"
                   "Too small, left without a code: 1, 40.0000000 m²\n"
                   "CS1.1.1\t100.0000000 m²\n"
                   "CS1.1.2\t1200.0000000 m²\n"
                   "US4.1.2\t1200.0000000 m²\n"
                   "Without a code\t38700.0000000 m²\n"
                   "Territory\t40000.0000000 m²\n"
                   "Faces: 4\n");
  assert_alone (fixture);
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) answer = program_run ("new", fixture->project, "--recipe", fixture->recipe, "--author", "tester", "--json", NULL);

  g_assert_cmpint (answer->status, ==, 0);
  assert_contains (answer->out, "\"territory\":{\"parts\":1,\"holes\":0,\"area_m2\":40000.0000000}");
  assert_contains (answer->out, "{\"layer\":\"buildings\",\"cover\":\"CS1.1.1\",\"use\":null,\"features\":2,\"used\":1,\"too_small\":1,"
                                "\"covered\":0,\"outside\":0,\"no_place\":0,\"no_width\":0,\"no_ground\":0,\"no_geometry\":0,\"reprojected\":false}");
  assert_contains (answer->out, "\"left_without_code\":{\"regions\":1,\"area_m2\":40.0000000}");
  assert_contains (answer->out, "{\"vintage\":\"24\",\"dimension\":\"use\",\"code\":\"US4.1.2\",\"area_m2\":1200.0000000}");
  assert_contains (answer->out, "\"uncoded\":[{\"vintage\":\"24\",\"area_m2\":38700.0000000}]");
  assert_contains (answer->out, "\"faces\":4");
}

/* What is said on the command line holds, whatever the recipe says; the map is sound. */
static void
test_options (Fixture *fixture, gconstpointer data)
{
  g_autofree char *half = folder_write (fixture->folder, "half.csv",
                                        "WKT,id\n\"POLYGON ((700000 6600000, 700100 6600000, 700100 6600200, 700000 6600200, 700000 6600000))\",1\n");
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) info = NULL;
  g_autoptr (Answer) check = NULL;

  /* A text tells no system: that of the recipe's territory is not that of another. */
  answer = program_run ("new", fixture->project, "--recipe", fixture->recipe, "--territory", half, "--author", "tester", NULL);
  g_assert_cmpint (answer->status, ==, 2);
  assert_contains (answer->err, "coordinate reference system");
  answer_free (g_steal_pointer (&answer));
  assert_alone (fixture);

  answer = program_run ("new", fixture->project, "--recipe", fixture->recipe, "--vintage", "2018", "--vintage", "21", "--author", "tester", NULL);
  g_assert_cmpint (answer->status, ==, 0);
  info = program_run ("info", fixture->project, "--json", NULL);
  assert_contains (info->out, "\"18\"");
  assert_contains (info->out, "\"21\"");
  check = program_run ("check", fixture->project, NULL);
  g_assert_cmpint (check->status, ==, 0);
  assert_contains (check->out, "0 errors");
}

/* A project that is there is not written over; a recipe or a layer that is not there is said in one line. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;

  g_assert_true (g_file_set_contents (fixture->project, "mine", -1, NULL));
  answer = program_run ("new", fixture->project, "--recipe", fixture->recipe, "--author", "tester", NULL);
  g_assert_cmpint (answer->status, ==, 2);
  assert_contains (answer->err, "exists already");
  g_unlink (fixture->project);

  answer_free (g_steal_pointer (&answer));
  answer = program_run ("new", fixture->project, "--recipe", "/nowhere.ini", "--author", "tester", NULL);
  g_assert_cmpint (answer->status, ==, 3);
  assert_contains (answer->err, "/nowhere.ini");

  answer_free (g_steal_pointer (&answer));
  answer = program_run ("new", fixture->project, "--json", "--author", "tester", NULL);
  g_assert_cmpint (answer->status, ==, 2);
  g_assert_false (g_file_test (fixture->project, G_FILE_TEST_EXISTS));
}

/* Real layers of others: every place has one face, and nothing is too small. */
static void
test_real (Fixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("MLS_SHARED");
  g_autofree char *urban = g_build_filename (shared != NULL ? shared : "", "data", "plu_fr", "41175_PLU_20140603", "ZONE_URBA.shp", NULL);
  g_autofree char *text = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) check = NULL;

  if (shared == NULL || !g_file_test (urban, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("MLS_SHARED is not set, or has no plu_fr");
      return;
    }

  /* Zones of a town plan are the territory, and those where one builds are what is there. */
  text = g_strdup_printf ("[project]\ncrs = EPSG:2154\nvintages = 24\n[territory]\nfile = %s\n"
                          "[skeleton town]\nfile = %s\nwhere = TYPEZONE = 'U'\ncover = CS1.2.2\n", urban, urban);
  write_text (fixture, "recipe.ini", text);
  answer = program_run ("new", fixture->project, "--recipe", fixture->recipe, "--author", "tester", NULL);
  g_test_message ("%s%s", answer->out, answer->err);
  g_assert_cmpint (answer->status, ==, 0);
  check = program_run ("check", fixture->project, NULL);
  g_assert_cmpint (check->status, ==, 0);
  assert_contains (check->out, "0 errors");
}

/* Fields as farmers declare them, with overlaps and gaps of their own, are what is there already: all are kept, and every
 * place has one. */
static void
test_real_coverage (Fixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("MLS_SHARED");
  g_autofree char *fields = g_build_filename (shared != NULL ? shared : "", "data", "rpg_hdf", "rpga_extract_d59.gpkg", NULL);
  g_autofree char *text = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) check = NULL;

  if (shared == NULL || !g_file_test (fields, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("MLS_SHARED is not set, or has no rpg_hdf");
      return;
    }

  text = g_strdup_printf ("[project]\nvintages = 21\n[territory]\nfile = %s\n[coverage]\nfile = %s\nmap = cs21=CODE_GROUP\n", fields,
                          fields);
  write_text (fixture, "recipe.ini", text);
  answer = program_run ("new", fixture->project, "--recipe", fixture->recipe, "--author", "tester", NULL);
  g_test_message ("%s%s", answer->out, answer->err);
  g_assert_cmpint (answer->status, ==, 0);
  assert_contains (answer->out, "extrait_localisation_rpga\tpolygons: 4605\n");
  check = program_run ("check", fixture->project, NULL);
  g_assert_cmpint (check->status, ==, 0);
  assert_contains (check->out, "0 errors");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/cli/new/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("text", test_text);
  ADD ("json", test_json);
  ADD ("options", test_options);
  ADD ("refused", test_refused);
  ADD ("real", test_real);
  ADD ("real-coverage", test_real_coverage);

  return g_test_run ();
}
