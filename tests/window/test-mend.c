/* Another program has broken the project and drawn in it: that is asked about, and mended as is wanted. */

#include "cli.h"
#include "job.h"
#include "wait.h"

#include <gdal.h>
#include <locale.h>
#include <string.h>

static void
break_project (MlsJob *job)
{
  mls_project_file_execute (job->path, "DROP TRIGGER coverage_update");
  mls_project_file_execute (job->path, "DROP TRIGGER coverage_delete");
}

/* A face laid over another one, and one that is gone. */
static void
redraw (MlsJob *job)
{
  break_project (job);
  mls_project_file_execute (job->path, "UPDATE coverage SET geom = (SELECT geom FROM coverage WHERE fid = 5) WHERE fid = 9");
  mls_project_file_execute (job->path, "DELETE FROM coverage WHERE fid = 20");
}

static void
expect_dialog (MlsJob *job, const char *what)
{
  mls_editor_wait_label (job->editor, "Another Program Has Broken the Project");
  mls_editor_wait_label (job->editor, what);
  mls_wait_idle (1);
}

/* What was drawn is an edit that is told, listed and undone. */
static void
test_bring_in (MlsJob *job, gconstpointer data)
{
  g_autofree char *said = NULL;

  redraw (job);
  mls_job_start (job);
  expect_dialog (job, "Another program has broken");
  mls_job_save_picture (job, "mend-asked");
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "Mended: nothing that was done before can be undone\nThe ground of 1 polygon was found again\n1 outline of ");
  mls_wait_idle (2);
  mls_job_save_picture (job, "mend-done");
  mls_job_expect_value (job, "foreign", "SELECT verb FROM operation ORDER BY id DESC LIMIT 1");
  mls_job_expect_value (job, "mend", "SELECT verb FROM operation ORDER BY id DESC LIMIT 1 OFFSET 1");
  mls_job_expect_value (job, "1", "SELECT count (*) FROM finding WHERE rule = 'foreign-lost'");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "List what is found");
  mls_job_wait_list (job);
  mls_wait_idle (2);
  mls_job_save_picture (job, "mend-list");
  mls_job_press (job, "Undo");
  mls_editor_wait_label (job->editor, "Done here on ");
  said = mls_editor_read_label (job->editor, "Done here on ");
  g_assert_nonnull (strstr (said, " by another program: "));
  mls_job_press (job, "Undo");
  mls_job_expect_value (job, "undo", "SELECT verb FROM operation ORDER BY id DESC LIMIT 1");
}

/* Or it is left out. */
static void
test_take_back (MlsJob *job, gconstpointer data)
{
  redraw (job);
  mls_job_start (job);
  expect_dialog (job, "Another program has broken");
  mls_job_press (job, "Mend _Without Outlines Mend Without Outlines");
  mls_editor_wait_label (job->editor, "Mended: ");
  mls_wait_idle (1);
  mls_job_expect_value (job, "0", "SELECT count (*) FROM operation WHERE verb = 'foreign'");
}

/* Nobody has to: it stays open to be read. */
static void
test_closed (MlsJob *job, gconstpointer data)
{
  break_project (job);
  mls_job_start (job);
  expect_dialog (job, "Another program has broken");
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (1);
  mls_editor_wait_label (job->editor, "Another program has broken");
  mls_job_expect_value (job, "0", "SELECT count (*) FROM operation WHERE verb = 'mend'");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/mend/bring-in", MlsJob, "mend", mls_job_set_up_closed, test_bring_in, mls_job_tear_down);
  g_test_add ("/window/mend/take-back", MlsJob, "mend", mls_job_set_up_closed, test_take_back, mls_job_tear_down);
  g_test_add ("/window/mend/closed", MlsJob, "mend", mls_job_set_up_closed, test_closed, mls_job_tear_down);

  return g_test_run ();
}
