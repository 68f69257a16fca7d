/* What is found again: where one left off, and a sketch that was in hand when the program was killed. */

#include "job.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>

/* Coordinates are told to 0.1 m. */
#define TOLD 0.11

static void
expect_view (MlsJob *job, MlsGround centre, double scale)
{
  MlsGround found;
  double found_scale;

  mls_editor_read_view (job->editor, &found, &found_scale);
  g_assert_cmpfloat (fabs (found.east - centre.east), <=, TOLD);
  g_assert_cmpfloat (fabs (found.north - centre.north), <=, TOLD);
  g_assert_cmpfloat (found_scale, ==, scale);
}

/* Two panes, the second in hand, at another place and scale, with another tool, view and pair. */
static void
change_everything (MlsJob *job)
{
  double x, y;

  mls_screen_type (job->screen, "611111");
  mls_screen_key (job->screen, "Control_L+2");
  mls_editor_wait_panes (job->editor, 2);
  mls_editor_pan (job->editor, 1, -120, -80);
  mls_editor_find (job->editor, 1, job->line[0], &x, &y);
  mls_screen_move (job->screen, x, y);
  mls_screen_scroll (job->screen, -1);
  mls_screen_key (job->screen, "a");
  mls_screen_key (job->screen, "c");
}

/* All that the window says of itself is the same the next day, and so is where it looks. */
static void
test_reopened (MlsJob *job, gconstpointer data)
{
  MlsGround centre;
  double scale;
  g_autofree char *before = NULL;

  change_everything (job);
  mls_editor_read_view (job->editor, &centre, &scale);
  g_assert_cmpfloat (scale, !=, 2500);
  before = mls_widget_describe (mls_editor_get_program (job->editor));
  mls_job_save_picture (job, "session-left");
  mls_job_stop (job);

  mls_job_start (job);
  mls_editor_wait_panes (job->editor, 2);
  expect_view (job, centre, scale);
  mls_job_save_picture (job, "session-reopened");
  mls_editor_expect_description (job->editor, before);
}

static cairo_rectangle_int_t
find_list (MlsJob *job)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  AtspiAccessible *widget = mls_widget_wait (program, ATSPI_ROLE_INVALID, "Findings");
  cairo_rectangle_int_t extents;

  g_assert_true (mls_widget_get_extents (program, widget, &extents));
  g_object_unref (widget);

  return extents;
}

/* The panel beside the map is as wide the next day as it was drawn. */
static void
test_side (MlsJob *job, gconstpointer data)
{
  cairo_rectangle_int_t at = find_list (job);
  const double handle = at.x - 10, y = at.y + 8;
  int drawn;

  mls_screen_drag (job->screen, handle, y, handle - 100, y, 1);
  mls_wait_idle (0.5);
  drawn = find_list (job).x;
  g_assert_cmpint (drawn, <, at.x - 50);
  mls_job_save_picture (job, "session-side");
  mls_job_stop (job);

  mls_job_start (job);
  g_assert_cmpint (find_list (job).x, ==, drawn);
}

/* Killed with a line of two vertices in hand, for the older vintage: the line and the vintage are there
 * again, and a right click and a code make an edit of them. */
static void
test_killed (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "Next");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2021 · change\nOrthophoto 2021");
  mls_editor_click (job->editor, 0, job->line[0]);
  mls_editor_click (job->editor, 0, job->line[1]);
  mls_job_expect_value (job, "1", "SELECT count(*) FROM draft WHERE value LIKE '% % % %'");
  mls_job_kill (job);

  mls_job_start (job);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2021 · change\nOrthophoto 2021");
  mls_job_save_picture (job, "session-sketch-again");
  mls_editor_finish (job->editor, 0, job->sides[0]);
  mls_screen_type (job->screen, "611111");
  mls_job_expect_last (job, "split", n + 1);
  mls_job_expect_sides (job, "21", 1);
  mls_job_expect_sides (job, "24", 0);
  mls_job_expect_value (job, "0", "SELECT count(*) FROM draft");
}

/* Somebody takes the file away meanwhile: that is said, nothing is drawn that is nowhere, and the work goes on in a copy. */
static void
test_removed (MlsJob *job, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (job->path, "-saved.gpkg", NULL);
  g_autofree char *away = g_strconcat (job->path, ".away", NULL);
  int n = mls_job_count_operations (job);

  mls_editor_click (job->editor, 0, job->line[0]);
  mls_editor_click (job->editor, 0, job->line[1]);
  mls_editor_finish (job->editor, 0, job->sides[0]);
  mls_screen_type (job->screen, "611111");
  mls_job_expect_last (job, "split", n + 1);
  mls_job_expect_value (job, "0", "SELECT count(*) FROM draft");
  g_assert_cmpint (g_rename (job->path, away), ==, 0);
  mls_screen_key (job->screen, "Control_L+z");
  mls_editor_wait_label (job->editor, "“removed.gpkg” was removed or renamed: nothing is written to it");
  mls_job_save_picture (job, "session-removed");

  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Save a copy…");
  g_object_unref (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "_Save Save"));
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_type (job->screen, copy);
  mls_screen_key (job->screen, "Return");
  g_object_unref (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_FRAME, "removed.gpkg-saved"));
  g_free (job->path);
  job->path = g_strdup (copy);
  mls_job_expect_last (job, "split", n + 1);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

#define ADD(name, func) \
  g_test_add ("/window/session/" name, MlsJob, name, mls_job_set_up, func, mls_job_tear_down)
  ADD ("reopened", test_reopened);
  ADD ("side", test_side);
  ADD ("killed", test_killed);
  ADD ("removed", test_removed);
#undef ADD

  return g_test_run ();
}
