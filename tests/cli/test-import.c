#include "program.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* Layers are texts that GDAL reads: a table whose first column is the geometry. Such a table tells
 * no reference system. */

/* Squares of 100 m in Lambert-93, side by side. */
#define WEST "\"POLYGON ((700000 6600000, 700100 6600000, 700100 6600100, 700000 6600100, 700000 6600000))\""
#define EAST "\"POLYGON ((700100 6600000, 700200 6600000, 700200 6600100, 700100 6600100, 700100 6600000))\""

typedef struct
{
  char *folder;
  char *project;
  char *source;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = folder_new ();
  fixture->project = g_build_filename (fixture->folder, "map.gpkg", NULL);
  program_do ("new", fixture->project, "--vintage", "21", "--author", "tester", NULL);
}

/* There is one single file, and it is as the import left it. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->project, "-lock", NULL);
  g_autofree char *wal = g_strconcat (fixture->project, "-wal", NULL);

  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_free (fixture->source);
  g_free (fixture->project);
  folder_remove (fixture->folder);
}

static void
write_table (Fixture *fixture, const char *text)
{
  g_free (fixture->source);
  fixture->source = folder_write (fixture->folder, "layer.csv", text);
}

static Answer *
import (Fixture *fixture, const char *option, const char *value)
{
  return program_run ("import", fixture->project, fixture->source, "--author", "tester", "--crs", "EPSG:2154",
                      option, value, NULL);
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” lacks “%s”", text, part);
}

/* The part of what `info` tells that shows whether anything was written. */
static void
assert_info (Fixture *fixture, const char *part)
{
  g_autoptr (Answer) answer = program_run ("info", fixture->project, "--json", NULL);

  g_assert_cmpint (answer->status, ==, 0);
  assert_contains (answer->out, part);
}

static void
assert_refused (Fixture *fixture, const Answer *answer, int status, const char *message)
{
  g_test_message ("%s", answer->err);
  assert_contains (answer->err, message);
  g_assert_cmpint (answer->status, ==, status);
  g_assert_true (strchr (answer->err, '\n') == answer->err + strlen (answer->err) - 1);
  assert_info (fixture, "\"faces\":0,");
  assert_info (fixture, "\"operation\":1,\"room\"");
}

static void
test_plain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) check = NULL;

  write_table (fixture, "WKT,CS_2021,us21\n" WEST ",CS6.3.0,US1.1.3\n" EAST ", cs6.1.1,us1.1.1\n");
  answer = import (fixture, NULL, NULL);
  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpstr (answer->out, ==,
                   "Columns, as guessed: cs21=CS_2021,us21=us21\n"
                   "Polygons: 2\nFaces: 2\nRepairs: 0\n"
                   "Area of the polygons:\t20000.0000000 m²\nArea of the territory:\t20000.0000000 m²\n");
  g_assert_cmpint (answer->status, ==, 0);
  assert_info (fixture, "\"faces\":2,\"vertices\":8,\"area_m2\":20000,");

  check = program_run ("check", fixture->project, NULL);
  g_assert_cmpstr (check->out, ==, "0 errors, 0 warnings, 0 notes, 0 exceptions\n");
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;

  write_table (fixture, "WKT,a,b\n" WEST ",CS0.0.0,US1.1.3\n" EAST ",CS6.1.1,US1.1.1\n,CS6.1.1,US1.1.1\n");
  answer = program_run ("import", fixture->project, fixture->source, "--author", "tester", "--crs", "EPSG:2154",
                        "--map", "cs24=A,us24=b", "--json", NULL);
  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpstr (answer->out, ==,
                   "{\"ok\":true,\"sources\":[{\"layer\":\"layer\",\"map\":\"cs24=a,us24=b\"}],\"features\":3,"
                   "\"without_geometry\":1,"
                   "\"polygons\":2,\"faces\":2,\"repaired\":0,\"vanished\":0,\"parts\":0,\"identical\":0,\"hole\":0,"
                   "\"crossed\":0,\"moved\":0,\"noded\":0,\"overlap\":0,\"clipped\":0,\"gone\":0,\"filled\":0,\"gap\":0,"
                   "\"remarks\":[],\"tolerated_codes\":[{\"dimension\":\"cover\",\"code\":\"CS0.0.0\"}],"
                   "\"tolerated_pairs\":1,\"area_m2\":{\"source\":20000.0000000,\"rounding\":0.0000000,"
                   "\"crossed\":0.0000000,\"moved\":0.0000000,\"overlaps\":0.0000000,\"clipped\":0.0000000,"
                   "\"filled\":0.0000000,\"gaps\":0.0000000,\"partition\":20000.0000000}}\n");
  assert_info (fixture, "{\"code\":\"24\",\"year\":2024,");
}

/* A triangle 0.4 mm high, and a ring that turns over when it is rounded: each said with its place
 * and area. */
static void
test_repairs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;

  write_table (fixture, "WKT,cs21\n"
                        "\"POLYGON ((700000 6600000, 700100 6600000, 700100 6600100, 700050 6600100, 700000 6600100))\","
                        "CS6.3.0\n"
                        "\"POLYGON ((700000 6600100, 700050 6600100, 700050 6600100.0004))\",CS6.1.1\n");
  answer = import (fixture, NULL, NULL);
  g_assert_cmpint (answer->status, ==, 0);
  assert_contains (answer->out, "\nvanished\t700000 6600100\tFeature 2 vanished in rounding to the millimetre: "
                                "less than 0.1 m² lost\n");
  assert_contains (answer->out, "\nFaces: 1\nRepairs: 1\n");
}

/* A file that GDAL reads as it is, and what comes of it. */
typedef struct
{
  const char *text;
  const char *option;
  const char *value;
  int         status;
  const char *message;
} Case;

static const Case cases[] = {
  { "name,cs21\na,CS6.3.0\n", NULL, NULL, 3, "has no layer of polygons" },
  { "WKT,cs21\n", NULL, NULL, 3, "“layer” is empty" },
  { "WKT,cs21\n\"POINT (700000 6600000)\",CS6.3.0\n", NULL, NULL, 3, "Feature 1 of “layer” is no polygon but a Point" },
  { "WKT,cs21\n\"POLYGON ((700000 6600000, 1e999 6600000, 700100 6600100, 700000 6600000))\",CS6.3.0\n", NULL, NULL, 3,
    "Feature 1 has a coordinate that is not a number" },
  { "WKT,cs21\n\"POLYGON ((700000 6600000, nan nan, 700100 6600100, 700000 6600000))\",CS6.3.0\n", NULL, NULL, 3,
    "None of the features of “layer” has a polygon" },
  { "WKT,cs21\n" WEST ",CS6.3.0\n", "--map", "cs21=nothing", 2, "The layer has no column “nothing”" },
  { "WKT,cs21\n" WEST ",CS6.3.0\n", "--map", "cover=cs21", 2, "“cover=cs21” is not of the form cs21=COLUMN" },
  { "WKT,cs21\n" WEST ",CS6.3.0\n", "--layer", "nothing", 2, "has no layer “nothing”" },
  { "WKT,name\n" WEST ",CS6.3.0\n", NULL, NULL, 2, "it has WKT, name (--map cs21=…,us21=…)" },
  { "WKT,code_cs\n" WEST ",CS6.3.0\n", NULL, NULL, 0, "" },
  { "WKT,cs21\n\"MULTIPOLYGON (((700000 6600000, 700100 6600000, 700100 6600100)), ((700200 6600000, 700300 6600000, "
    "700300 6600100)))\",CS6.3.0\n", NULL, NULL, 0, "" },
  { "WKT,cs21\n\"POLYGON Z ((700000 6600000 1, 700100 6600000 2, 700100 6600100 3, 700000 6600000 1))\",CS6.3.0\n",
    NULL, NULL, 0, "" },
  { "WKT,cs21\n\"POLYGON ((700000 6600000, 700100 6600100, 700100 6600000, 700000 6600120, 700000 6600000))\",CS6.3.0\n",
    NULL, NULL, 1, "“layer”: The polygons do not fit together in 1 place: overlap at (70" },
  { "WKT,cs21\n" WEST ",CS6.3.0\n" WEST ",CS6.1.1\n", NULL, NULL, 1, "do not fit together in 1 place: overlap at (" },
};

static void
test_case (Fixture *fixture, gconstpointer data)
{
  const Case *test = data;
  g_autoptr (Answer) answer = NULL;

  write_table (fixture, test->text);
  answer = import (fixture, test->option, test->value);
  if (test->status != 0)
    {
      assert_refused (fixture, answer, test->status, test->message);
      return;
    }

  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;

  fixture->source = g_build_filename (fixture->folder, "nothing.shp", NULL);
  answer = import (fixture, NULL, NULL);
  assert_refused (fixture, answer, 3, "There is no file “");
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;

  fixture->source = folder_write (fixture->folder, "layer.shp", "This is no map.\n");
  answer = import (fixture, NULL, NULL);
  assert_refused (fixture, answer, 3, "layer.shp” cannot be read: ");
}

/* An import makes no project: a name that was mistyped would be one. */
static void
test_no_project (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;
  g_autofree char *other = g_build_filename (fixture->folder, "other.gpkg", NULL);

  write_table (fixture, "WKT,cs21\n" WEST ",CS6.3.0\n");
  answer = program_run ("import", other, fixture->source, "--author", "tester", NULL);
  assert_contains (answer->err, "There is no file “");
  assert_contains (answer->err, "(“millesime-cli new” makes a project)");
  g_assert_cmpint (answer->status, ==, 3);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) answer = NULL;

  write_table (fixture, "WKT,cs21\n" WEST ",CS6.3.0\n");
  answer = program_run ("import", fixture->project, fixture->source, "--crs", "EPSG:2154", NULL);
  assert_refused (fixture, answer, 2, "Edits carry a name");
}

static void
test_crs (Fixture *fixture, gconstpointer data)
{
  static const char degrees[] = "WKT,cs21\n\"POLYGON ((3 46.5, 3.01 46.5, 3.01 46.51, 3 46.51))\",CS6.3.0\n";
  g_autoptr (Answer) none = NULL;
  g_autoptr (Answer) other = NULL;
  g_autoptr (Answer) wrong = NULL;
  g_autoptr (Answer) asked = NULL;

  write_table (fixture, degrees);
  none = program_run ("import", fixture->project, fixture->source, "--author", "tester", NULL);
  assert_refused (fixture, none, 2, "does not tell its coordinate reference system (--crs EPSG:…)");

  other = program_run ("import", fixture->project, fixture->source, "--author", "tester", "--crs", "EPSG:4326", NULL);
  assert_refused (fixture, other, 2, "is in WGS 84 and the project in RGF93 v1 / Lambert-93: reprojecting it has to "
                                     "be asked for (--reproject)");

  wrong = program_run ("import", fixture->project, fixture->source, "--author", "tester", "--crs", "Lambert", NULL);
  assert_refused (fixture, wrong, 2, "“Lambert” defines no coordinate reference system");

  asked = program_run ("import", fixture->project, fixture->source, "--author", "tester", "--crs", "EPSG:4326",
                       "--reproject", NULL);
  g_assert_cmpstr (asked->err, ==, "");
  g_assert_cmpint (asked->status, ==, 0);
  assert_info (fixture, "\"faces\":1,");
}

static void
test_layers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "layers", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (Answer) unnamed = NULL;
  g_autoptr (Answer) named = NULL;

  g_mkdir (folder, 0777);
  first = folder_write (folder, "first.csv", "WKT,cs21\n" WEST ",CS6.3.0\n");
  second = folder_write (folder, "second.csv", "WKT,cs21\n" WEST ",CS6.3.0\n" EAST ",CS6.3.0\n");
  fixture->source = g_steal_pointer (&folder);

  unnamed = import (fixture, NULL, NULL);
  assert_refused (fixture, unnamed, 2, "has several layers of polygons, one has to be named: ");

  named = import (fixture, "--layer", "second");
  g_assert_cmpint (named->status, ==, 0);
  assert_contains (named->out, "\nidentical\t");
  assert_contains (named->out, "\nFaces: 2\nRepairs: 0\nNeighbours with the same labels: 1\n");
}

static void
test_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) second = NULL;

  write_table (fixture, "WKT,cs21\n" WEST ",CS6.3.0\n");
  first = import (fixture, NULL, NULL);
  g_assert_cmpint (first->status, ==, 0);

  second = import (fixture, NULL, NULL);
  assert_contains (second->err, "has faces already");
  g_assert_cmpint (second->status, ==, 2);
  assert_info (fixture, "\"operation\":2,\"room\"");
}

/* Ten places of more. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("WKT,cs21\n");
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) json = NULL;
  g_auto (GStrv) lines = NULL;

  for (int i = 0; i < 12; i++)
    for (int twice = 0; twice < 2; twice++)
      g_string_append_printf (text, "\"POLYGON ((%d 0, %d 0, %d 100, %d 100))\",CS6.3.0\n", 200 * i, 200 * i + 100,
                              200 * i + 100, 200 * i);
  write_table (fixture, text->str);

  answer = import (fixture, NULL, NULL);
  assert_refused (fixture, answer, 1, "“layer”: The polygons do not fit together in 12 places, first: overlap at (");
  lines = g_strsplit (answer->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 10 + 1);
  for (int i = 1; i <= 10; i++)
    g_assert_true (g_str_has_prefix (lines[i], "overlap\t"));

  json = program_run ("import", fixture->project, fixture->source, "--author", "tester", "--crs", "EPSG:2154",
                      "--json", NULL);
  assert_contains (json->out, "{\"ok\":false,\"sources\":[{\"layer\":\"layer\",\"map\":\"cs21=cs21\"}],"
                               "\"message\":\"“layer”: ");
  assert_contains (json->out, ",\"misfits\":12,\"places\":[{\"kind\":\"overlap\",\"x\":");
  g_assert_cmpint (json->status, ==, 1);
}

/* Two squares of which the second lies 2 m across the first, and 4 cm beside the one after it. */
#define ACROSS "\"POLYGON ((700098 6600000, 700199.96 6600000, 700199.96 6600100, 700098 6600100))\""
#define BEYOND "\"POLYGON ((700200 6600000, 700300 6600000, 700300 6600100, 700200 6600100))\""

static void
assert_clean (Fixture *fixture, guint n_faces)
{
  g_autofree char *faces = g_strdup_printf ("\"faces\":%u,", n_faces);
  g_autoptr (Answer) check = program_run ("check", fixture->project, NULL);

  assert_info (fixture, faces);
  assert_contains (check->out, "0 errors, ");
}

/* Refused, then cleaned: who comes first keeps the ground, what lies apart by less than 10 cm is one. */
static void
test_clean (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) refused = NULL;
  g_autoptr (Answer) answer = NULL;

  write_table (fixture, "WKT,cs21\n" WEST ",CS6.3.0\n" ACROSS ",CS6.1.1\n" BEYOND ",CS6.3.0\n");
  refused = import (fixture, NULL, NULL);
  assert_refused (fixture, refused, 1, "(--clean)");

  answer = import (fixture, "--clean", NULL);
  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpstr (answer->out, ==,
                   "Columns, as guessed: cs21=cs21\n"
                   "moved\t700200 6600000\tThe border of feature 3 was brought onto others: 4\u00a0m² changed\n"
                   "noded\t700098 6600000\tThe border of feature 1 got vertices where others meet it\n"
                   "noded\t700100 6600000\tThe border of feature 2 got vertices where others meet it\n"
                   "overlap\t700098 6600000\tFeature 2 lost 200\u00a0m² to feature 1\n"
                   "Polygons: 3\nFaces: 3\nRepairs: 0\n"
                   "Polygons whose border was brought onto others: 1\n"
                   "Polygons that got vertices where others meet them: 2\n"
                   "Overlaps: 1\n"
                   "Area of the polygons:\t30196.0000000 m²\n"
                   "  borders brought onto others:\t+4.0000000 m²\n"
                   "  overlaps:\t-200.0000000 m²\n"
                   "Area of the territory:\t30000.0000000 m²\n");
  assert_clean (fixture, 3);
}

/* What cleaning did is listed before any check, survives checks, and is settled by whoever takes note: all
 * of one place at once. */
static void
test_notes (Fixture *fixture, gconstpointer data)
{
  static const char overlap[] = "{\"severity\":\"note\",\"rule\":\"import-overlap\",\"area_m2\":-200,"
                                "\"x\":700098,\"y\":6600000,\"feature\":2,\"other\":1,\"state\":\"open\","
                                "\"message\":\"Feature 2 lost 200\u00a0m² to feature 1\"}\n";
  g_autofree char *script = folder_write (fixture->folder, "script", "except 700098 6600000 \"as agreed\"\n");
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) listed = NULL;
  g_autoptr (Answer) checked = NULL;
  g_autoptr (Answer) noted = NULL;
  g_autoptr (Answer) again = NULL;

  write_table (fixture, "WKT,cs21\n" WEST ",CS6.3.0\n" ACROSS ",CS6.1.1\n" BEYOND ",CS6.3.0\n");
  answer = import (fixture, "--clean", NULL);
  listed = program_run ("list", "findings", fixture->project, "--json", "--rule", "import-overlap", NULL);
  g_assert_cmpstr (listed->out, ==, overlap);

  checked = program_run ("check", fixture->project, "--json", NULL);
  assert_contains (checked->out, overlap);
  assert_contains (checked->out, "\"notes\":4,\"exceptions\":0,\"corrected\":0}\n");

  noted = program_edit (fixture->project, script);
  assert_contains (noted->out, "{\"line\":1,\"ok\":true,\"verb\":\"except\",\"operation\":");
  again = program_run ("check", fixture->project, "--json", NULL);
  assert_contains (again->out, "\"notes\":2,\"exceptions\":2,\"corrected\":0}\n");
}

static void
test_tolerance (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *option;
    const char *message;
  } wrong[] = {
    { "--clean=far", "“far” is no number of metres" },
    { "--clean=-1", "Tolerances go from 0 to 10 m" },
    { "--clean=nan", "“nan” is no number of metres" },
    { "--clean=11", "Tolerances go from 0 to 10 m" },
    { "--priority=rank", "--priority and --outline go with --clean" },
    { "--outline=nothing.shp", "--priority and --outline go with --clean" },
  };
  g_autoptr (Answer) answer = NULL;

  write_table (fixture, "WKT,cs21\n" WEST ",CS6.3.0\n" ACROSS ",CS6.1.1\n" BEYOND ",CS6.3.0\n");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (Answer) refused = import (fixture, wrong[i].option, NULL);

      assert_refused (fixture, refused, 2, wrong[i].message);
    }

  answer = import (fixture, "--clean=0.03", NULL);
  assert_contains (answer->out, "Area of the territory:\t29996.0000000 m²\n");
  assert_clean (fixture, 3);
}

static void
test_priority (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) wrong = NULL;
  g_autoptr (Answer) answer = NULL;

  write_table (fixture, "WKT,cs21,rank\n" WEST ",CS6.3.0,\n" ACROSS ",CS6.1.1,7\n");
  wrong = program_run ("import", fixture->project, fixture->source, "--author", "tester", "--crs", "EPSG:2154",
                       "--clean", "--priority", "order", NULL);
  assert_refused (fixture, wrong, 2, "“layer” has no column “order”");

  answer = program_run ("import", fixture->project, fixture->source, "--author", "tester", "--crs", "EPSG:2154",
                        "--clean", "--priority", "RANK", NULL);
  assert_contains (answer->out, "\tFeature 1 lost 200\u00a0m² to feature 2\n");
  assert_clean (fixture, 2);
}

/* Two sources of different vintages, the first before the second, clipped to a third. */
static void
test_sources (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = folder_write (fixture->folder, "other.csv", "WKT,code\n" ACROSS ",CS6.1.1\n");
  g_autofree char *outline = folder_write (fixture->folder, "outline.csv",
                                           "WKT,name\n\"POLYGON ((700050 6600000, 700300 6600000, 700300 6600050, "
                                           "700050 6600050))\",town\n");
  g_autoptr (Answer) twice = NULL;
  g_autoptr (Answer) answer = NULL;

  write_table (fixture, "WKT,code\n" WEST ",CS6.3.0\n");
  twice = program_run ("import", fixture->project, fixture->source, other, other, "--author", "tester",
                       "--map", "cs21=code", "--map", "cs24=code", NULL);
  assert_refused (fixture, twice, 2, "--layer and --map are said once for all sources, or once for each");

  answer = program_run ("import", fixture->project, fixture->source, other, "--author", "tester", "--crs", "EPSG:2154",
                        "--map", "cs21=code", "--map", "cs24=code", "--clean", "--outline", outline, NULL);
  g_assert_cmpstr (answer->err, ==, "");
  assert_contains (answer->out, "\tFeature 1 of “other” lost 100\u00a0m² to feature 1 of “layer”\n");
  assert_contains (answer->out, "\tFeature 1 of “layer” lost 7\u202f500\u00a0m² outside the outline\n");
  assert_contains (answer->out, "  clipped to the outline:\t-12598.0000000 m²\nArea of the territory:\t7498.0000000 m²\n");
  assert_clean (fixture, 2);
}

static guint
count_lines (char **lines, const char *prefix)
{
  guint n = 0;

  for (; *lines != NULL; lines++)
    n += g_str_has_prefix (*lines, prefix);

  return n;
}

/* Two dates of one dimension in another system than ours: exact, and every code kept; a few borders have vertices that
 * they do not need. */
static void
test_n2k (Fixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("MLS_SHARED");
  g_autofree char *project = g_build_filename (fixture->folder, "n2k.gpkg", NULL);
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) check = NULL;
  g_auto (GStrv) lines = NULL;

  fixture->source = g_build_filename (shared != NULL ? shared : "", "data", "n2k_cz", NULL);
  if (!g_file_test (fixture->source, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no shared data");
      return;
    }

  program_do ("new", project, "--crs", "EPSG:3035", "--author", "tester", NULL);
  answer = program_run ("import", project, fixture->source, "--author", "tester", NULL);
  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpstr (answer->out, ==,
                   "Columns, as guessed: cs06=MAES_4_06,comment06=COMMENT_06,cs12=MAES_4_12,comment12=COMMENT_12\n"
                   "Polygons: 1027\nFaces: 1027\nRepairs: 0\n"
                   "Codes kept as tolerated: 1110 1120 1210 1220 1310 1320 1400 2110 2210 2320 3110 3210 3310 3410 "
                   "3420 4100 4211 4212 9110 9210\n"
                   "Area of the polygons:\t124676127.0505480 m²\n"
                   "  rounding to the millimetre:\t-1.8498855 m²\n"
                   "Area of the territory:\t124676125.2006625 m²\n");
  g_assert_cmpint (answer->status, ==, 0);

  check = program_run ("check", project, NULL);
  g_assert_cmpint (check->status, ==, 0);
  lines = g_strsplit (check->out, "\n", -1);
  g_assert_cmpuint (count_lines (lines, "warning\ttolerated-code\t"), ==, 1995);
  g_assert_cmpuint (count_lines (lines, "warning\tmissing-label\t"), ==, 6);
  g_assert_cmpuint (count_lines (lines, "note\tvertices\t"), ==, 12);
  g_assert_cmpuint (count_lines (lines, "0 errors, 2001 warnings, 12 notes, 0 exceptions"), ==, 1);
}

#define ADD(name, func) g_test_add ("/cli/import/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("plain", test_plain);
  ADD ("json", test_json);
  ADD ("repairs", test_repairs);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/import/case/%" G_GSIZE_FORMAT, i);

      g_test_add (path, Fixture, &cases[i], set_up, test_case, tear_down);
    }
  ADD ("missing", test_missing);
  ADD ("foreign", test_foreign);
  ADD ("no-project", test_no_project);
  ADD ("nobody", test_nobody);
  ADD ("crs", test_crs);
  ADD ("layers", test_layers);
  ADD ("clean", test_clean);
  ADD ("notes", test_notes);
  ADD ("tolerance", test_tolerance);
  ADD ("priority", test_priority);
  ADD ("sources", test_sources);
  ADD ("twice", test_twice);
  ADD ("places", test_places);
  ADD ("n2k", test_n2k);

  return g_test_run ();
}
