/* What became of what: read in the matrix, walked through by key, listed from there, and followed while the map is edited. */

#include "job.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>

#define AREA(where)  "SELECT printf('%.2f', sum(surf_m2) / 1e4) FROM coverage" where
#define SHARE(where) "SELECT printf('%.2f', 100 * sum(surf_m2) / (SELECT sum(surf_m2) FROM coverage)) FROM coverage" where
#define CHANGED      " WHERE substr(cs21, 1, 3) != substr(cs24, 1, 3)"
#define BUILT        " WHERE cs21 LIKE 'CS6%' AND cs24 LIKE 'CS1%'"
#define CELL         "CS6  Herbaceous or low vegetation → CS1  Sealed or stabilised surfaces"

/* As the program writes it under the tests' locale. */
static char *
read_number (MlsJob *job, const char *sql)
{
  char *number = mls_project_file_read (job->path, sql);

  return g_strdelimit (number, ".", ',');
}

static void
expect_state (MlsJob *job)
{
  g_autofree char *all = read_number (job, AREA (""));
  g_autofree char *changed = read_number (job, AREA (CHANGED));
  g_autofree char *share = read_number (job, SHARE (CHANGED));
  g_autofree char *state = g_strdup_printf ("%s ha in all, %s ha of them changed: %s %%", all, changed, share);

  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, state);
}

static void
expect_cell (MlsJob *job, const char *names, const char *area, const char *share)
{
  g_autofree char *told = g_strdup_printf ("%s: %s ha, %s %%", names, area, share);

  mls_editor_expect (job->editor, ATSPI_ROLE_TABLE, told);
}

static void
open_matrix (MlsJob *job)
{
  g_autofree char *all = read_number (job, AREA (""));

  mls_screen_key (job->screen, "Control_L+m");
  expect_cell (job, "Total → Total", all, "100,00");
}

/* The last row and the first column. */
static void
go_to_built (MlsJob *job)
{
  g_autofree char *area = read_number (job, AREA (BUILT));
  g_autofree char *share = read_number (job, SHARE (BUILT));

  mls_screen_key (job->screen, "Page_Down");
  mls_screen_key (job->screen, "Right");
  expect_cell (job, CELL, area, share);
}

static void
expect_codes (MlsJob *job, MlsGround place, const char *vintage, const char *prefix)
{
  g_autofree char *codes = mls_project_file_codes (job->path, place, vintage);

  g_assert_true (g_str_has_prefix (codes, prefix));
}

/* Enter on a cell lists its changes, beside the map, which comes forward; what is edited there is in the figures at once. */
static void
test_cell (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  MlsGround place;
  double scale;

  open_matrix (job);
  expect_state (job);
  go_to_built (job);
  mls_job_save_picture (job, "matrix");

  mls_screen_key (job->screen, "Return");
  mls_job_wait_list (job);
  before = read_number (job, AREA (CHANGED));
  mls_screen_type (job->screen, "411700");
  mls_editor_draw (job->editor, 0, job->line);
  mls_job_expect_last (job, "split", n + 1);
  after = read_number (job, AREA (CHANGED));
  g_assert_cmpstr (before, !=, after);
  expect_state (job);

  mls_screen_key (job->screen, "Right");
  mls_editor_wait_label (job->editor, "1 of ");
  mls_editor_read_view (job->editor, &place, &scale);
  g_assert_cmpfloat (scale, ==, 2500);
  expect_codes (job, place, "21", "CS6");
  expect_codes (job, place, "24", "CS1");
  mls_job_save_picture (job, "matrix-listed");

  mls_screen_key (job->screen, "Control_L+z");
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);
  expect_state (job);
}

/* What each class was and is, as bars and as streams. */
static void
test_charts (MlsJob *job, gconstpointer data)
{
  g_autofree char *spoken = NULL;
  static const char *const classes[] = { "CS1", "CS3", "CS4", "CS5", "CS6" };
  g_autoptr (GString) dated = g_string_new ("Classes at each date");
  GString *text = g_string_new ("Balance of the classes");

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autofree char *was = g_strconcat (AREA (" WHERE cs21 LIKE '"), classes[i], "%'", NULL);
      g_autofree char *is = g_strconcat (AREA (" WHERE cs24 LIKE '"), classes[i], "%'", NULL);
      g_autofree char *before = read_number (job, was);
      g_autofree char *after = read_number (job, is);

      g_string_append_printf (text, "; %s: %s ha → %s ha", classes[i], before, after);
      g_string_append_printf (dated, "; %s: %s → %s", classes[i], before, after);
    }
  spoken = g_string_free (text, FALSE);

  open_matrix (job);
  mls_screen_key (job->screen, "Control_L+Page_Down");
  mls_editor_expect (job->editor, ATSPI_ROLE_IMAGE, spoken);
  mls_job_save_picture (job, "matrix-balance");
  mls_screen_key (job->screen, "Control_L+Page_Down");
  mls_editor_expect (job->editor, ATSPI_ROLE_IMAGE, "What became of what, as streams");
  mls_job_save_picture (job, "matrix-flows");
  mls_screen_key (job->screen, "Control_L+Page_Down");
  mls_editor_expect (job->editor, ATSPI_ROLE_IMAGE, dated->str);
  mls_job_save_picture (job, "matrix-series");
}

/* The whole territory as an area of a reference layer. */
static void
set_up_layer (MlsJob *job, gconstpointer name)
{
  g_autofree char *file = NULL;
  g_autofree char *layer = NULL;
  g_autofree char *add = NULL;

  mls_job_set_up_closed (job, name);
  file = g_strconcat (job->path, ".csv", NULL);
  layer = mls_project_file_read (job->path,
                                 "SELECT printf('WKT,name' || char(10) || '\"POLYGON ((%.0f %.0f,%.0f %.0f,%.0f %.0f,%.0f %.0f,%.0f %.0f))\",Villers' "
                                 "|| char(10), a, b, c, b, c, d, a, d, a, b) FROM (SELECT min(minx) - 9 AS a, min(miny) - 9 AS b, "
                                 "max(maxx) + 9 AS c, max(maxy) + 9 AS d FROM rtree_coverage_geom)");
  g_assert_true (g_file_set_contents (file, layer, -1, NULL));
  add = g_strdup_printf ("INSERT INTO reference_layer (uri, title, position, colour, width, fill, name_field, over, shown, snapping, "
                         "labelled, assume_crs) VALUES ('%s', 'Communes', 1, 0, 1, 0, 'name', 1, 1, 0, 0, 1)", file);
  mls_project_file_execute (job->path, add);
  mls_job_start (job);
}

static void
tear_down_layer (MlsJob *job, gconstpointer name)
{
  g_autofree char *file = g_strconcat (job->path, ".csv", NULL);

  mls_job_tear_down (job, name);
  g_unlink (file);
}

/* Layers stand behind the other grounds. */
static void
choose_layer (MlsJob *job)
{
  mls_screen_key (job->screen, "Shift_L+Tab");
  mls_screen_key (job->screen, "space");
  mls_wait_idle (0.5);
  for (guint i = 0; i < 3; i++)
    mls_screen_key (job->screen, "Down");
  mls_screen_key (job->screen, "Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_COMBO_BOX, "Which area");
}

/* Beside them stand their areas. */
static void
test_area (MlsJob *job, gconstpointer data)
{
  open_matrix (job);
  choose_layer (job);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Villers");
  expect_state (job);
  mls_job_save_picture (job, "matrix-area");
}

static double
read_middle (MlsJob *job, const char *axis)
{
  g_autofree char *sql = g_strdup_printf ("SELECT (min(min%s) + max(max%s)) / 2 FROM rtree_coverage_geom", axis, axis);
  g_autofree char *middle = mls_project_file_read (job->path, sql);

  return g_ascii_strtod (middle, NULL);
}

/* Each area has a row, with what it was and is, and what lies in none has one; Enter on one shows it on the map. */
static void
test_areas (MlsJob *job, gconstpointer data)
{
  g_autofree char *all = read_number (job, AREA (""));
  g_autofree char *changed = read_number (job, AREA (CHANGED));
  g_autofree char *was = read_number (job, AREA (" WHERE cs21 LIKE 'CS1%'"));
  g_autofree char *is = read_number (job, AREA (" WHERE cs24 LIKE 'CS1%'"));
  MlsGround before, centre;
  double scale;

  mls_editor_read_view (job->editor, &before, &scale);
  open_matrix (job);
  mls_screen_key (job->screen, "Control_L+Page_Up");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "No Areas Chosen");
  mls_screen_key (job->screen, "Control_L+Page_Down");
  choose_layer (job);
  mls_screen_key (job->screen, "Control_L+Page_Up");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "elsewhere");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, all);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, changed);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, was);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, is);
  mls_job_save_picture (job, "matrix-areas");

  for (guint i = 0; i < 2; i++)
    mls_screen_key (job->screen, "Tab");
  mls_screen_key (job->screen, "Return");
  mls_wait_idle (0.5);
  mls_screen_key (job->screen, "Escape");
  mls_editor_read_view (job->editor, &centre, &scale);
  g_assert_cmpfloat (scale, >, 2500);
  g_assert_cmpfloat_with_epsilon (centre.east, read_middle (job, "x"), scale / 500);
  g_assert_cmpfloat_with_epsilon (centre.north, read_middle (job, "y"), scale / 500);
  mls_job_save_picture (job, "matrix-area-shown");
}

/* It stays open beside the map, where it was left, and goes with the project. */
static void
test_beside (MlsJob *job, gconstpointer data)
{
  open_matrix (job);
  go_to_built (job);
  mls_screen_key (job->screen, "Control_L+c");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Table copied");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "Table copied");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_COMBO_BOX, "Level of the classes");
  open_matrix (job);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/matrix/cell", MlsJob, "cell", mls_job_set_up, test_cell, mls_job_tear_down);
  g_test_add ("/window/matrix/charts", MlsJob, "charts", mls_job_set_up, test_charts, mls_job_tear_down);
  g_test_add ("/window/matrix/area", MlsJob, "area", set_up_layer, test_area, tear_down_layer);
  g_test_add ("/window/matrix/areas", MlsJob, "areas", set_up_layer, test_areas, tear_down_layer);
  g_test_add ("/window/matrix/beside", MlsJob, "beside", mls_job_set_up, test_beside, mls_job_tear_down);

  return g_test_run ();
}
