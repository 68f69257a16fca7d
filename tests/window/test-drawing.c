/* How a line is drawn, by pointer and keys: along edges of the photo, at right angles, of a length that is typed. */

#include "job.h"
#include "wait.h"

#include <gdal.h>
#include <locale.h>

/* A lane winds from the one to the other, some 50 m. */
static const MlsGround bend[2] = { { 652149.7, 6962328.4 }, { 652104.6, 6962299.7 } };
static const MlsGround aside = { 652110, 6962330 };

/* How many vertices of the sketch the file has. */
#define N_VERTICES \
  "SELECT coalesce (max ((length (value) - length (replace (value, ' ', '')) + 1) / 2), 0) FROM draft WHERE key = 'sketch'"

static int
count_vertices (MlsJob *job)
{
  g_autofree char *n = mls_project_file_read (job->path, N_VERTICES);

  return atoi (n);
}

static void
go_to_bend (MlsJob *job)
{
  MlsGround centre;
  double scale;

  mls_screen_key (job->screen, "Control_L+g");
  mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, "Go to");
  mls_screen_type (job->screen, "652130 6962315");
  mls_screen_key (job->screen, "Return");
  mls_wait_idle (1);
  mls_editor_read_view (job->editor, &centre, &scale);
}

/* Clicks at the end of the bend; before the ways to it are known the line goes straight, and that click is taken back. */
static gboolean
click_led (gpointer user_data)
{
  MlsJob *job = user_data;

  mls_editor_click (job->editor, 0, bend[1]);
  mls_wait_idle (0.3);
  if (count_vertices (job) > 4)
    return TRUE;

  mls_screen_key (job->screen, "BackSpace");
  mls_job_expect_value (job, "1", N_VERTICES);

  return FALSE;
}

/* Between two clicks the line follows the lane's edge, as one piece; with Ctrl it goes straight; the key takes it back. */
static void
test_livewire (MlsJob *job, gconstpointer data)
{
  g_autofree char *one_more = NULL;
  g_autofree char *as_many = NULL;
  int n_led;

  go_to_bend (job);
  mls_screen_key (job->screen, "Shift_L+t");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Lines follow edges of the photo; straight while Ctrl is held");
  mls_editor_click (job->editor, 0, bend[0]);
  mls_job_expect_value (job, "1", N_VERTICES);
  g_assert_true (mls_wait_for (20, click_led, job));
  n_led = count_vertices (job);
  as_many = g_strdup_printf ("%d", n_led);
  one_more = g_strdup_printf ("%d", n_led + 1);
  mls_job_save_picture (job, "livewire");

  mls_editor_move (job->editor, 0, aside);
  mls_screen_hold_key (job->screen, "Control_L");
  mls_editor_click (job->editor, 0, bend[0]);
  mls_screen_release_key (job->screen, "Control_L");
  mls_job_expect_value (job, one_more, N_VERTICES);
  mls_screen_key (job->screen, "BackSpace");
  mls_job_expect_value (job, as_many, N_VERTICES);
  mls_screen_key (job->screen, "BackSpace");
  mls_job_expect_value (job, "1", N_VERTICES);

  mls_screen_key (job->screen, "Shift_L+t");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Lines lead straight again");
  mls_editor_click (job->editor, 0, bend[1]);
  mls_job_expect_value (job, "2", N_VERTICES);
}

/* A square of 10 m: right angles by a key, a length typed, each shown before the click. */
static void
test_square (MlsJob *job, gconstpointer data)
{
  MlsGround from = job->sides[0];
  MlsGround east = { from.east + 30, from.north + 2 }, north = { from.east + 12, from.north + 25 };

  mls_screen_key (job->screen, "s");
  mls_screen_key (job->screen, "Shift_L+a");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Segments are at right angles to the one before");
  mls_editor_click (job->editor, 0, from);
  mls_job_expect_value (job, "1", N_VERTICES);
  mls_editor_move (job->editor, 0, east);
  mls_screen_key (job->screen, "Shift_L+d");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Next segment: metres, then degrees; < before degrees alone");
  mls_screen_type (job->screen, "10");
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "10,0\u00a0m, bearing 90,0°");
  mls_editor_click (job->editor, 0, east);
  mls_job_expect_value (job, "2", N_VERTICES);

  mls_editor_move (job->editor, 0, north);
  mls_screen_key (job->screen, "Shift_L+d");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Next segment: metres, then degrees; < before degrees alone");
  mls_screen_type (job->screen, "10");
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "10,0\u00a0m, angle 90,0°");
  mls_job_save_picture (job, "right-angles");
  mls_editor_click (job->editor, 0, north);
  mls_job_expect_value (job, "3", N_VERTICES);
  mls_screen_key (job->screen, "Shift_L+a");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Segments are at any angle again");
}

/* A question with an answer standing in it comes after one without: no warning of the toolkit, which ends a tested
 * program. */
static void
test_questions (MlsJob *job, gconstpointer data)
{
  static const char *const segment = "Next segment: metres, then degrees; < before degrees alone";

  mls_screen_key (job->screen, "Shift_L+d");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, segment);
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, segment);
  mls_screen_key (job->screen, "Shift_L+r");
  mls_wait_idle (1.5);
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Width of strips, in metres");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/drawing/livewire", MlsJob, "livewire", mls_job_set_up, test_livewire, mls_job_tear_down);

  g_test_add ("/window/drawing/questions", MlsJob, "questions", mls_job_set_up, test_questions, mls_job_tear_down);
  g_test_add ("/window/drawing/square", MlsJob, "square", mls_job_set_up, test_square, mls_job_tear_down);

  return g_test_run ();
}
