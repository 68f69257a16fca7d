/* Through the history with the slider: what is seen at each place, and a state that is brought back. */

#include "job.h"
#include "picture.h"

#include <gdal.h>
#include <locale.h>
#include <math.h>

/* Whether the line that was drawn is to be seen. */
typedef struct
{
  MlsJob  *job;
  gboolean is_there;
} Expected;

static gboolean
is_as_expected (gpointer data)
{
  const Expected *expected = data;
  const MlsGround *line = expected->job->line;
  MlsGround middle = { (line[0].east + line[1].east) / 2, (line[0].north + line[1].north) / 2 };
  double dx = line[1].east - line[0].east, dy = line[1].north - line[0].north;
  cairo_surface_t *now = mls_screen_look (expected->job->screen);
  gboolean is_there;
  double x, y;

  mls_editor_find (expected->job->editor, 0, middle, &x, &y);
  is_there = mls_picture_has_border (now, x, y, dy / hypot (dx, dy), dx / hypot (dx, dy));
  cairo_surface_destroy (now);

  return is_there == expected->is_there;
}

static void
expect_line (MlsJob *job, gboolean is_there)
{
  Expected expected = { job, is_there };

  mls_screen_move (job->screen, 1, 1);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_as_expected, &expected));
}

static void
open_bar (MlsJob *job)
{
  mls_screen_key (job->screen, "Shift_L+v");
  mls_wait_idle (0.5);
  mls_job_press (job, "Go through history");
  g_object_unref (mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_SLIDER, "History"));
  mls_wait_idle (0.5);
}

static void
get_slider (MlsJob *job, cairo_rectangle_int_t *out)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  AtspiAccessible *slider = mls_widget_wait (program, ATSPI_ROLE_SLIDER, "History");

  g_assert_true (mls_widget_get_extents (program, slider, out));
  g_object_unref (slider);
}

static void
recode (MlsJob *job, const char *digits, int n_operations)
{
  mls_screen_type (job->screen, digits);
  mls_editor_draw (job->editor, 0, job->line);
  mls_job_expect_last (job, "split", n_operations);
  mls_screen_key (job->screen, "Escape");
}

static void
wait_place (MlsJob *job, int at, int last)
{
  g_autofree char *text = g_strdup_printf ("%d / %d", at, last);

  mls_editor_wait_label (job->editor, text);
}

/* With the keys one operation at a time, with the pointer from one end to the other, and back with a button. */
static void
test_travel (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  cairo_rectangle_int_t slider;

  mls_editor_wait_label (job->editor, "2024 · change");
  recode (job, "611111", n + 1);

  open_bar (job);
  wait_place (job, n + 1, n + 1);
  mls_screen_key (job->screen, "Left");
  wait_place (job, n, n + 1);
  mls_editor_wait_label (job->editor, "2024 · as on ");
  mls_job_save_picture (job, "timeline-before");
  expect_line (job, FALSE);
  mls_job_press (job, "Back to Now");
  open_bar (job);
  mls_screen_key (job->screen, "Left");
  wait_place (job, n, n + 1);
  mls_screen_key (job->screen, "Right");
  wait_place (job, n + 1, n + 1);
  mls_editor_wait_label (job->editor, "2024 · change");
  expect_line (job, TRUE);

  get_slider (job, &slider);
  mls_screen_drag (job->screen, slider.x + slider.width - 12, slider.y + slider.height / 2, slider.x - 20,
                   slider.y + slider.height / 2, 1);
  wait_place (job, 1, n + 1);
  mls_screen_key (job->screen, "End");
  wait_place (job, n + 1, n + 1);
  mls_screen_key (job->screen, "Left");
  wait_place (job, n, n + 1);
  expect_line (job, FALSE);
  mls_screen_key (job->screen, "Escape");
  mls_editor_wait_label (job->editor, "2024 · change");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_SLIDER, "History");
  expect_line (job, TRUE);
  g_assert_cmpint (mls_job_count_operations (job), ==, n + 1);
}

/* The state before the line comes back as an operation of its own, which is undone. */
static void
test_bring_back (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_editor_wait_label (job->editor, "2024 · change");
  recode (job, "611111", n + 1);
  open_bar (job);
  mls_screen_key (job->screen, "Left");
  wait_place (job, n, n + 1);
  mls_job_press (job, "Bring Back…");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Takes back 1 operation by 1 author");
  mls_job_save_picture (job, "timeline-bring-back");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "Takes back 1 operation by 1 author");
  g_assert_cmpint (mls_job_count_operations (job), ==, n + 1);
  mls_job_press (job, "Bring Back…");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Takes back 1 operation by 1 author");
  mls_screen_key (job->screen, "Alt_L+b");
  mls_job_expect_last (job, "restore", n + 2);
  mls_editor_wait_label (job->editor, "2024 · change");
  expect_line (job, FALSE);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 3);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/timeline/travel", MlsJob, "travel", mls_job_set_up, test_travel, mls_job_tear_down);
  g_test_add ("/window/timeline/bring-back", MlsJob, "brought", mls_job_set_up, test_bring_back, mls_job_tear_down);

  return g_test_run ();
}
