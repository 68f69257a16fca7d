/* A map of covers alone, CORINE Land Cover: drawn in, coded, undone and counted as any other, and nothing in the window speaks of
 * uses. */

#include "cli.h"
#include "job.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* Squares of a kilometre, from the south-west, row by row; each a class that 25 ha are enough for. */
#define SIDE    1000
#define WEST    650000
#define SOUTH   6860000
#define COLUMNS 4

static const char *const before[] = { "112", "121", "211", "231", "311", "312", "324", "512", "242", "243", "211", "141" };
static const char *const after[] =  { "112", "121", "112", "231", "311", "324", "324", "512", "242", "243", "211", "142" };

#define CODE_AT_9 "SELECT cs24 FROM coverage WHERE cs18 = '243'"

static char *
write_squares (const char *folder)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
                                           "\"urn:ogc:def:crs:EPSG::2154\"}},\"features\":[");
  char *path = g_build_filename (folder, "squares.geojson", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      guint west = WEST + SIDE * (i % COLUMNS), south = SOUTH + SIDE * (i / COLUMNS);

      g_string_append_printf (text, "%s{\"type\":\"Feature\",\"properties\":{\"cs18\":\"%s\",\"cs24\":\"%s\"},\"geometry\":{"
                              "\"type\":\"Polygon\",\"coordinates\":[[[", i > 0 ? "," : "", before[i], after[i]);
      g_string_append_printf (text, "%1$u,%2$u],[%3$u,%2$u],[%3$u,%4$u],[%1$u,%4$u],[%1$u,%2$u]]]}}", west, south, west + SIDE,
                              south + SIDE);
    }
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));

  return path;
}

static void
set_up (MlsJob *job, gconstpointer name)
{
  g_autofree char *squares = write_squares (g_get_tmp_dir ());
  MlsGround centre;
  double scale;

  job->path = g_build_filename (g_get_tmp_dir (), "covers.gpkg", NULL);
  g_remove (job->path);
  mls_cli_run ("new", job->path, "--nomenclature", "clc", "--author", "operator", NULL);
  mls_cli_run ("import", job->path, squares, "--author", "operator", NULL);
  mls_job_start (job);
  mls_editor_read_view (job->editor, &centre, &scale);
}

static void
set_up_french (MlsJob *job, gconstpointer name)
{
  mls_editor_speak ("fr");
  set_up (job, name);
}

static MlsGround
middle_of (guint square)
{
  return (MlsGround){ WEST + SIDE * (square % COLUMNS) + SIDE / 2.0, SOUTH + SIDE * (square / COLUMNS) + SIDE / 2.0 };
}

/* As a label or a name of anything, at the beginning or after another word. */
static void
expect_no_use (MlsJob *job, const char *const *words)
{
  g_autofree char *tree = mls_widget_describe (mls_editor_get_program (job->editor));

  for (; *words != NULL; words++)
    if (strstr (tree, *words) != NULL)
      g_error ("The window speaks of uses, as “%s” (%s), in\n%s", *words, mls_screen_save (job->screen, "covers-use"), tree);
}

static const char *const english[] = { "\"Use\"", "\"Uses\"", "No use", "cover and use", "\"Pairs\"", NULL };
static const char *const french[] = { "\"Usage\"", "\"Usages\"", "usage choisi", "couvert et usage", "\"Couples\"", NULL };

/* Coded by its three digits, by a favourite that the nomenclature brings along, and divided. */
static void
test_edit (MlsJob *job, gconstpointer data)
{
  const MlsGround across[2] = { { WEST + 1.3 * SIDE, SOUTH + 3.1 * SIDE }, { WEST + 1.6 * SIDE, SOUTH + 1.9 * SIDE } };
  int n = mls_job_count_operations (job);

  mls_editor_wait_label (job->editor, "2024 · change · cover");
  expect_no_use (job, english);
  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, middle_of (9));
  mls_screen_type (job->screen, "231");
  mls_job_expect_last (job, "recode", n + 1);
  mls_job_expect_value (job, "231", CODE_AT_9);
  mls_job_save_picture (job, "covers");
  expect_no_use (job, english);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_value (job, "243", CODE_AT_9);

  mls_screen_key (job->screen, "F3");
  mls_job_expect_value (job, "121", CODE_AT_9);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_value (job, "243", CODE_AT_9);

  mls_screen_key (job->screen, "Escape");
  mls_screen_key (job->screen, "l");
  mls_screen_type (job->screen, "312");
  mls_editor_draw (job->editor, 0, across);
  mls_job_expect_value (job, "split", "SELECT verb FROM operation ORDER BY id DESC LIMIT 1");
  mls_job_expect_value (job, "1", "SELECT count (*) FROM coverage WHERE cs18 = '243' AND cs24 = '312'");
}

/* What is counted, drawn as a sample and gone through is of covers. */
static void
test_windows (MlsJob *job, gconstpointer data)
{
  mls_screen_key (job->screen, "Control_L+h");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Whole History…");
  expect_no_use (job, english);
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (0.3);

  mls_job_choose (job, "Quality control", "Draw a sample…");
  mls_editor_wait_label (job->editor, "To be drawn: ");
  mls_job_save_picture (job, "covers-sample");
  expect_no_use (job, english);
  mls_job_press (job, "Cancel");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Draw");
  mls_wait_idle (0.3);

  mls_job_choose (job, "Project", "Nomenclature…");
  g_object_unref (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "English label"));
  mls_job_save_picture (job, "covers-nomenclature");
  expect_no_use (job, english);
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "English label");

  mls_screen_key (job->screen, "Control_L+m");
  g_object_unref (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "Level 1"));
  mls_job_save_picture (job, "covers-matrix");
  expect_no_use (job, english);
}

static void
test_french (MlsJob *job, gconstpointer data)
{
  mls_editor_wait_label (job->editor, "2024 · évolution · couvert");
  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, middle_of (9));
  mls_wait_idle (0.5);
  mls_job_save_picture (job, "covers");
  expect_no_use (job, french);
}

#define ADD(name, set_up, func) g_test_add ("/window/covers/" name, MlsJob, "covers", set_up, func, mls_job_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  GDALAllRegister ();
  mls_driver_init (&argc, &argv);

  ADD ("edit", set_up, test_edit);
  ADD ("windows", set_up, test_windows);
  ADD ("french", set_up_french, test_french);

  return g_test_run ();
}
