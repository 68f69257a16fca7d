/* A project that was taken from a network's disk in a copy: it is gone on with, and brought back by closing the window, or by
 * the next one after a crash. How a copy is taken is looked at in store/test-working-copy.c. */

#include "job.h"

#include "store/working-copy.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>

static void
set_up (MlsJob *job, gconstpointer name)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "millesime", "copies", NULL);
  g_autoptr (MlsWorkingCopy) copy = NULL;
  g_autoptr (GError) error = NULL;

  mls_job_set_up_closed (job, name);
  copy = mls_working_copy_take (folder, job->path, "operator", NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
split (MlsJob *job)
{
  mls_editor_click (job->editor, 0, job->line[0]);
  mls_editor_click (job->editor, 0, job->line[1]);
  mls_editor_finish (job->editor, 0, job->sides[0]);
  mls_screen_type (job->screen, "611111");
  mls_editor_wait_label (job->editor, "Saved on this computer, ");
}

static gboolean
is_taken (MlsJob *job)
{
  g_autofree char *mark = g_strconcat (job->path, "-taken", NULL);

  return g_file_test (mark, G_FILE_TEST_EXISTS);
}

static void
expect_operations (MlsJob *job, int n)
{
  g_autofree char *count = mls_project_file_read (job->path, "SELECT count(*) FROM operation");

  g_assert_cmpint (atoi (count), ==, n);
}

/* Nothing is written there before the window is closed, or somebody asks for it. */
static void
test_closed (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_job_start (job);
  g_assert_true (is_taken (job));
  split (job);
  mls_job_save_picture (job, "copy-edited");
  expect_operations (job, n);
  mls_job_stop (job);
  expect_operations (job, n + 1);
  g_assert_false (is_taken (job));
}

/* What a crash left is gone on with. */
static void
test_killed (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_job_start (job);
  split (job);
  mls_job_kill (job);
  expect_operations (job, n);
  g_assert_true (is_taken (job));
  mls_job_start (job);
  mls_editor_wait_label (job->editor, "What was done last time is still on this computer");
  mls_job_save_picture (job, "copy-again");
  mls_job_stop (job);
  expect_operations (job, n + 1);
  g_assert_false (is_taken (job));
}

static gboolean
has_ended (gpointer program)
{
  int status;

  return mls_program_has_exited (program, &status);
}

/* Others were there: both their edit and ours are, once that is asked for. */
static void
test_changed (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_job_start (job);
  split (job);
  mls_project_file_execute (job->path, "UPDATE coverage SET comment24 = 'theirs' WHERE fid = 1");
  mls_screen_key (job->screen, "Control_L+w");
  mls_editor_wait_label (job->editor, "The project is not brought back");
  mls_job_save_picture (job, "copy-changed");
  expect_operations (job, n + 1);
  mls_screen_key (job->screen, "Tab");
  mls_screen_key (job->screen, "Return");
  g_assert_true (mls_wait_for (30, has_ended, mls_editor_get_program (job->editor)));
  mls_job_kill (job);
  expect_operations (job, n + 2);
  g_assert_false (is_taken (job));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

#define ADD(name, func) g_test_add ("/window/copy/" name, MlsJob, "copy-" name, set_up, func, mls_job_tear_down)
  ADD ("closed", test_closed);
  ADD ("killed", test_killed);
  ADD ("changed", test_changed);
#undef ADD

  return g_test_run ();
}
