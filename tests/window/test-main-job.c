/* The main job, from the first look to the next day: what an operator does with hand and eye, and
 * after each step what the file says. */

#include "job.h"

#include <gdal.h>
#include <locale.h>

#define N_AREA "SELECT CAST(sum(surf_m2) AS INTEGER) FROM coverage"

static void
expect_step (MlsJob *job, guint step)
{
  g_autofree char *name = g_strdup_printf ("Step %u is done", step);

  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, name);
}

/* The four things of the card, each ticked by the real edit; then the program is left and begun
 * again, and takes back what was done before. */
static void
test_first_steps (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  g_autofree char *area = mls_project_file_read (job->path, N_AREA);

  mls_editor_draw (job->editor, 0, job->line);
  expect_step (job, 1);
  mls_job_save_picture (job, "steps-1-drawn");
  mls_job_expect_last (job, "import", n);
  mls_screen_type (job->screen, "611111");
  expect_step (job, 2);
  mls_job_expect_last (job, "split", n + 1);
  mls_job_expect_sides (job, "24", 1);
  mls_job_expect_sides (job, "21", 0);
  mls_job_save_picture (job, "steps-2-coded");

  mls_editor_draw (job->editor, 0, job->corner);
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Show");
  mls_job_save_picture (job, "steps-3-refused");
  mls_job_expect_last (job, "split", n + 1);
  mls_screen_key (job->screen, "Return");
  expect_step (job, 3);
  g_assert_cmpint (mls_job_count_operations (job), ==, n + 2);
  mls_job_save_picture (job, "steps-3-cured");

  mls_screen_key (job->screen, "Control_L+z");
  expect_step (job, 4);
  mls_job_expect_last (job, "undo", n + 3);
  mls_job_expect_sides (job, "24", 1);
  mls_job_save_picture (job, "steps-4-undone");

  mls_job_stop (job);
  mls_project_file_check (job->path);
  mls_job_start (job);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 4);
  mls_job_expect_sides (job, "24", 0);
  mls_screen_key (job->screen, "Control_L+Shift_L+z");
  mls_job_expect_last (job, "redo", n + 5);
  mls_job_expect_sides (job, "24", 1);
  mls_project_file_await (job->path, N_AREA, area);
}

static void
test_code_then_draw (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_screen_type (job->screen, "611111");
  mls_editor_draw (job->editor, 0, job->line);
  mls_job_expect_last (job, "split", n + 1);
  mls_job_expect_sides (job, "24", 1);
}

/* Both dates of a field side by side, an edit in the older. */
static void
test_two_dates (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "Control_L+2");
  mls_editor_wait_panes (job->editor, 2);
  mls_editor_pan (job->editor, 1, -160, -60);
  mls_screen_type (job->screen, "611111");
  mls_wait_idle (1);
  mls_job_save_picture (job, "two-dates");
  mls_editor_draw (job->editor, 1, job->line);
  mls_job_expect_last (job, "split", n + 1);
  mls_job_expect_sides (job, "21", 1);
  mls_job_expect_sides (job, "24", 0);
  mls_job_save_picture (job, "two-dates-edited");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

#define ADD(name, func) \
  g_test_add ("/window/main-job/" name, MlsJob, name, mls_job_set_up, func, mls_job_tear_down)
  ADD ("first-steps", test_first_steps);
  ADD ("code-then-draw", test_code_then_draw);
  ADD ("two-dates", test_two_dates);
#undef ADD

  return g_test_run ();
}
