#include "program.h"

#include <locale.h>
#include <string.h>

/* The dates of a project, as the command line lists, adds, changes and drops them. */

typedef struct
{
  char *folder;
  char *project;
} Case;

static void
set_up (Case *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->project = g_build_filename (self->folder, "demo.gpkg", NULL);
  program_do ("demo", self->folder, "--faces", "500", "--no-photos", NULL);
}

static void
tear_down (Case *self, gconstpointer data)
{
  g_free (self->project);
  folder_remove (self->folder);
}

static void
assert_says (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
assert_listed (const Case *self, const char *expected)
{
  g_autoptr (Answer) answer = program_run ("vintage", self->project, NULL);

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpstr (answer->out, ==, expected);
}

static void
assert_left (Answer *answer, int status, const char *says)
{
  g_assert_cmpint (answer->status, ==, status);
  assert_says (answer->err, says);
  answer_free (answer);
}

static void
test_dates (Case *self, gconstpointer data)
{
  g_autoptr (Answer) added = NULL;

  assert_listed (self, "21\t2021\topen\t2021\n24\t2024\topen\t2024\n");
  added = program_run ("vintage", self->project, "add", "2027", "--copy", "24", "--title", "after", "--author", "tester",
                       "--json", NULL);
  g_assert_cmpint (added->status, ==, 0);
  assert_says (added->out, "\"code\":\"27\",\"year\":2027,\"title\":\"after\",\"state\":\"open\"");
  assert_says (added->out, "\"copied_from\":\"24\"");
  program_do ("vintage", self->project, "add", "15", "--author", "tester", NULL);
  program_do ("vintage", self->project, "set", "27", "year=26", "title=", "--author", "tester", NULL);
  program_do ("vintage", self->project, "set", "21", "state=frozen", "title=delivered", "--author", "tester", NULL);
  assert_listed (self, "15\t2015\topen\t2015\n21\t2021\tfrozen\tdelivered\n24\t2024\topen\t2024\n"
                       "26\t2026\topen\t2026\n");
  program_do ("vintage", self->project, "drop", "15", "--author", "tester", NULL);
  program_do ("vintage", self->project, "drop", "26", "--author", "tester", NULL);
  assert_listed (self, "21\t2021\tfrozen\tdelivered\n24\t2024\topen\t2024\n");
  program_do ("check", self->project, NULL);
}

/* What the script may not do to a frozen date it still may do to another, cutting the face of both. */
static void
test_frozen (Case *self, gconstpointer data)
{
  g_autofree char *script = folder_write (self->folder, "script",
                                          "vintage 21\nkind change\ndimension pair\npair CS6.1.1 US1.1.1\n"
                                          "set 652080.568 6962002.781 CS6.1.1 US1.1.1\nkind correction\n"
                                          "set 652080.568 6962002.781 CS6.1.1 US1.1.1\nvintage 24\nkind change\n"
                                          "set 652080.568 6962002.781 CS6.1.1 US1.1.1\n");
  g_autoptr (Answer) answer = NULL;
  g_auto (GStrv) lines = NULL;

  program_do ("vintage", self->project, "set", "21", "state=frozen", "--author", "tester", NULL);
  answer = program_edit (self->project, script);
  lines = g_strsplit (answer->out, "\n", -1);
  g_assert_cmpint (answer->status, ==, 1);
  assert_says (lines[0], "\"ok\":false,\"rule\":\"frozen\"");
  assert_says (lines[1], "\"ok\":false,\"rule\":\"frozen\"");
  assert_says (lines[2], "\"ok\":true");
}

static void
test_misuse (Case *self, gconstpointer data)
{
  assert_left (program_run ("vintage", self->project, "add", "24", "--author", "tester", NULL), 2, "24");
  assert_left (program_run ("vintage", self->project, "add", "x", "--author", "tester", NULL), 2, "x");
  assert_left (program_run ("vintage", self->project, "add", "27", "--copy", "99", "--author", "tester", NULL), 2, "99");
  assert_left (program_run ("vintage", self->project, "add", NULL), 2, "add");
  assert_left (program_run ("vintage", self->project, "set", "99", "state=open", "--author", "tester", NULL), 2, "99");
  assert_left (program_run ("vintage", self->project, "set", "24", "state=shut", "--author", "tester", NULL), 2, "shut");
  assert_left (program_run ("vintage", self->project, "set", "24", "colour=red", "--author", "tester", NULL), 2, "colour");
  assert_left (program_run ("vintage", self->project, "set", "24", "position=1", "--author", "tester", NULL), 2, "position");
  assert_left (program_run ("vintage", self->project, "drop", "24", "--author", "tester", NULL), 1, "2024");
  assert_left (program_run ("vintage", self->project, "sell", NULL), 2, "sell");
  assert_left (program_run ("vintage", self->project, "add", "27", "--from", "nothing.gpkg", "--author", "tester", NULL), 3,
               "nothing.gpkg");
  assert_left (program_run ("vintage", self->project, "add", "27", "--from", self->project, "--copy", "24", "--author",
                            "tester", NULL), 2, "--copy");
  assert_left (program_run ("vintage", self->project, "add", "27", "--from", self->project, "--layer", "coverage",
                            "--tolerance", "wide", "--author", "tester", NULL), 2, "wide");
  assert_left (program_run ("vintage", self->project, "add", "27", "--from", self->project, "--layer", "coverage",
                            "--author", "tester", NULL), 2, "2027");
  assert_listed (self, "21\t2021\topen\t2021\n24\t2024\topen\t2024\n");
}

/* The real files of @name, or NULL, which skips the test. */
static char *
real_file (const char *name)
{
  const char *shared = g_getenv ("MLS_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "data", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);

  g_test_skip ("no shared data");
  return NULL;
}

/* Both dates of one map, each from a file of its own: what changes between them is what its makers published, to the
 * rounding of their areas, and no border is cut. */
static void
test_two_dates (Case *self, gconstpointer data)
{
  g_autofree char *source = real_file ("n2k_cz");
  g_autofree char *project = g_build_filename (self->folder, "n2k.gpkg", NULL);
  g_autoptr (Answer) added = NULL;

  if (source == NULL)
    return;

  program_do ("new", project, "--crs", "EPSG:3035", "--vintage", "06", "--author", "tester", NULL);
  answer_free (program_run ("import", project, source, "--map", "cs06=MAES_4_06", "--author", "tester", NULL));
  added = program_run ("vintage", project, "add", "2012", "--from", source, "--map", "cs12=MAES_4_12", "--author", "tester",
                       NULL);
  g_assert_cmpstr (added->err, ==, "");
  g_assert_cmpstr (added->out, ==,
                   "12\t2012\topen\t2012\nPolygons: 1027\nPolygons whose border was brought onto existing ones: 0\n"
                   "Faces that were cut: 0\nSlight changes dropped: 0\nSlight changes that stay: 0\n"
                   "Coded as before:\t123768723.7674480 m²\nChanged:\t907401.4332145 m²\n"
                   "Coded for the first time:\t0.0000000 m²\nNot covered:\t0.0000000 m²\n"
                   "Area of the territory:\t124676125.2006625 m²\n");
}

/* CLC of 2024 over that of 2018: unchanged ground stays, the five changes are cut out of three faces. */
static void
test_clc (Case *self, gconstpointer data)
{
  g_autofree char *source = real_file ("clc_malta/clc2024_mt.gpkg");
  g_autofree char *project = g_build_filename (self->folder, "clc.gpkg", NULL);
  g_autoptr (Answer) again = NULL;
  g_autoptr (Answer) added = NULL;
  g_autoptr (Answer) checked = NULL;

  if (source == NULL)
    return;

  program_do ("new", project, "--crs", "EPSG:32633", "--vintage", "18", "--author", "tester", NULL);
  answer_free (program_run ("import", project, source, "--layer", "clc18_mt", "--map", "cs18=code_18", "--clean",
                            "--author", "tester", NULL));
  again = program_run ("vintage", project, "add", "2019", "--from", source, "--layer", "clc18_mt", "--map", "cs19=code_18",
                       "--author", "tester", "--json", NULL);
  g_assert_cmpstr (again->err, ==, "");
  assert_says (again->out, "\"cut\":0,\"added\":0,");
  assert_says (again->out, "\"changed_m2\":0,");
  added = program_run ("vintage", project, "add", "2024", "--from", source, "--layer", "clc24_mt", "--map", "cs24=code_24",
                       "--author", "tester", "--json", NULL);
  g_assert_cmpstr (added->err, ==, "");
  assert_says (added->out, "\"compared\":\"19\",\"faces\":161,\"cut\":3,\"added\":5,");
  assert_says (added->out, "\"changed_m2\":250349.4");
  checked = program_run ("check", project, NULL);
  assert_says (checked->out, "\n0 errors, ");
}

/* The other reference system, and a territory that is not the same. */
static void
test_other_system (Case *self, gconstpointer data)
{
  g_autofree char *first = real_file ("clc_malta/clc2018_mt.gpkg");
  g_autofree char *second = real_file ("clc_malta/clc2024_mt.gpkg");
  g_autofree char *project = g_build_filename (self->folder, "clc.gpkg", NULL);
  g_autoptr (Answer) added = NULL;
  g_autoptr (Answer) checked = NULL;

  if (first == NULL || second == NULL)
    return;

  program_do ("new", project, "--crs", "EPSG:23033", "--vintage", "18", "--author", "tester", NULL);
  answer_free (program_run ("import", project, first, "--layer", "clc18_mt", "--map", "cs18=CODE_18", "--author", "tester",
                            NULL));
  added = program_run ("vintage", project, "add", "2024", "--from", second, "--layer", "clc24_mt", "--map",
                       "cs24=code_24", "--tolerance", "5", "--minimum", "50000", "--author", "tester", NULL);
  g_assert_cmpstr (added->err, ==, "");
  g_assert_cmpint (added->status, ==, 0);
  checked = program_run ("check", project, NULL);
  assert_says (checked->out, "\n0 errors, ");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/cli/vintage/dates", Case, NULL, set_up, test_dates, tear_down);
  g_test_add ("/cli/vintage/frozen", Case, NULL, set_up, test_frozen, tear_down);
  g_test_add ("/cli/vintage/misuse", Case, NULL, set_up, test_misuse, tear_down);
  g_test_add ("/cli/vintage/two-dates", Case, NULL, set_up, test_two_dates, tear_down);
  g_test_add ("/cli/vintage/clc", Case, NULL, set_up, test_clc, tear_down);
  g_test_add ("/cli/vintage/other-system", Case, NULL, set_up, test_other_system, tear_down);

  return g_test_run ();
}
