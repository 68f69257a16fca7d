/* The main job, from the first look to the next day: what an operator does with hand and eye, and
 * after each step what the file says. */

#include "job.h"

#include <gdal.h>
#include <locale.h>
#include <math.h>

#define N_AREA "SELECT CAST(sum(surf_m2) AS INTEGER) FROM coverage"

/* The ground that the line at the corner cuts off: behind its middle, as seen from the field. */
static MlsGround
cut_off (MlsJob *job)
{
  MlsGround middle = { (job->corner[0].east + job->corner[1].east) / 2, (job->corner[0].north + job->corner[1].north) / 2 };
  MlsGround field;
  double distance;

  mls_project_file_points (job->path, "demo.field", &field, 1);
  distance = hypot (middle.east - field.east, middle.north - field.north);

  return (MlsGround){ middle.east + (middle.east - field.east) * 3 / distance,
                      middle.north + (middle.north - field.north) * 3 / distance };
}

static void
expect_corner (MlsJob *job, const char *codes)
{
  g_autofree char *found = mls_project_file_codes (job->path, cut_off (job), "24");

  g_assert_cmpstr (found, ==, codes);
}

static void
expect_step (MlsJob *job, guint step)
{
  g_autofree char *name = g_strdup_printf ("Step %u is done", step);

  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, name);
}

/* Draws the line and types the code of a meadow, in this order. */
static void
split_field (MlsJob *job)
{
  int n = mls_job_count_operations (job);

  mls_editor_draw (job->editor, 0, job->line);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Pick a code for this side: type it, or take a favourite");
  mls_job_expect_last (job, "import", n);
  mls_screen_type (job->screen, "611111");
  mls_job_expect_last (job, "split", n + 1);
  mls_job_expect_sides (job, "24", 1);
  mls_job_expect_sides (job, "21", 0);
}

/* Cuts the corner: it is told which region would be how large, and what its minimum is; nothing is
 * written. */
static void
cut_corner (MlsJob *job)
{
  int n = mls_job_count_operations (job);

  mls_editor_draw (job->editor, 0, job->corner);
  mls_editor_wait_label (job->editor, "CS6.1.1 Mesic meadows in 2024 would be ");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Show");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Cure (Enter)");
  g_assert_cmpint (mls_job_count_operations (job), ==, n);
  expect_corner (job, ARABLE);
}

/* The photo of the other date is there while B is down, under the same borders and codes. */
static void
hold_photo (MlsJob *job)
{
  mls_screen_hold_key (job->screen, "b");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2024 · change\nOrthophoto 2021");
  mls_wait_idle (0.5);
  mls_job_save_picture (job, "steps-5-older-photo");
  mls_screen_release_key (job->screen, "b");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2024 · change\nOrthophoto 2024");
}

/* What the first two chapters of the tutorial are of, each ticked by the real edit. */
static void
test_first_steps (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  split_field (job);
  expect_step (job, 1);
  expect_step (job, 2);
  mls_job_save_picture (job, "steps-2-coded");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Next");

  cut_corner (job);
  mls_job_save_picture (job, "steps-3-refused");
  mls_screen_key (job->screen, "Return");
  expect_step (job, 1);
  mls_job_expect_last (job, "split", n + 2);
  expect_corner (job, "CS6.1.2 US1.1.1");

  mls_screen_key (job->screen, "Control_L+z");
  expect_step (job, 2);
  mls_job_expect_last (job, "undo", n + 3);
  expect_corner (job, ARABLE);
  mls_job_save_picture (job, "steps-4-undone");

  hold_photo (job);
  mls_screen_key (job->screen, "Right");
  mls_editor_wait_label (job->editor, "1 of ");
}

/* Another code than the card asks for leaves its step open, until the one asked for is given. */
static void
test_other_code (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_screen_type (job->screen, "411700");
  mls_editor_draw (job->editor, 0, job->line);
  mls_job_expect_last (job, "split", n + 1);
  expect_step (job, 1);
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "Step 2 is done");

  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);
  mls_screen_type (job->screen, "611111");
  mls_editor_draw (job->editor, 0, job->line);
  mls_job_expect_last (job, "split", n + 3);
  expect_step (job, 2);
}

/* What was done before the program was left is taken back after, and done again. */
static void
test_undo_again (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  g_autofree char *area = mls_project_file_read (job->path, N_AREA);

  split_field (job);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);
  mls_screen_key (job->screen, "Control_L+Shift_L+z");
  mls_job_expect_last (job, "redo", n + 3);
  mls_job_stop (job);
  mls_project_file_check (job->path);

  mls_job_start (job);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 4);
  mls_job_expect_sides (job, "24", 0);
  mls_job_expect_value (job, area, N_AREA);
  mls_screen_key (job->screen, "Control_L+Shift_L+z");
  mls_job_expect_last (job, "redo", n + 5);
  mls_job_expect_sides (job, "24", 1);
}

/* The other way round, with what was refused kept for a reason. */
static void
test_code_then_draw (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_screen_type (job->screen, "611111");
  mls_editor_draw (job->editor, 0, job->line);
  mls_job_expect_last (job, "split", n + 1);
  mls_job_expect_sides (job, "24", 1);

  cut_corner (job);
  mls_screen_key (job->screen, "Shift_L+Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Reason for the exception");
  mls_screen_type (job->screen, "Haie arrachée en 2023");
  mls_job_save_picture (job, "exception-asked");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "split", n + 2);
  expect_corner (job, "CS6.1.1 US1.1.1");
  mls_job_expect_value (job, "mmu CS6.1.1 Haie arrachée en 2023",
                        "SELECT rule || ' ' || code || ' ' || reason FROM exception WHERE until IS NULL");
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
  ADD ("other-code", test_other_code);
  ADD ("undo-again", test_undo_again);
  ADD ("code-then-draw", test_code_then_draw);
#undef ADD

  return g_test_run ();
}
