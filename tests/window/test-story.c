/* One place through time: what it is at each date, with its photo, and what was done to it. */

#include "job.h"

#include <gdal.h>
#include <locale.h>

static void
open_story (MlsJob *job, MlsGround place)
{
  mls_editor_move (job->editor, 0, place);
  mls_screen_key (job->screen, "Shift_L+h");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Edits here");
}

/* Both dates of a field that was recoded, by whom; the older one is edited then. */
static void
test_dates (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_screen_type (job->screen, "411700");
  mls_job_expect_last (job, "recode", n + 1);

  open_story (job, job->sides[0]);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2021");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2024");
  mls_editor_wait_label (job->editor, "CS4.1.1 ");
  mls_editor_wait_label (job->editor, "CS6.3.0 ");
  mls_editor_wait_label (job->editor, "Recode · operator · ");
  mls_editor_wait_label (job->editor, "Import · ");
  mls_wait_idle (1);
  mls_job_save_picture (job, "story");

  /* The oldest comes first, and is edited. */
  mls_screen_key (job->screen, "Return");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "Edits here");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2021 · change\nOrthophoto 2021");
  mls_job_expect_last (job, "recode", n + 1);
}

/* A date that has neither codes there nor a photo says so. */
static void
set_up_bare (MlsJob *job, gconstpointer name)
{
  mls_job_set_up_closed (job, name);
  mls_project_file_execute (job->path, "DELETE FROM imagery WHERE vintage = '21'");
  mls_project_file_execute (job->path, "UPDATE coverage SET cs21 = NULL, us21 = NULL, doute21 = NULL, source21 = NULL, "
                                       "comment21 = NULL, photovol21 = NULL");
  mls_job_start (job);
}

static void
test_bare (MlsJob *job, gconstpointer data)
{
  open_story (job, job->sides[0]);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Not mapped at this date");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "No photo of this date");
  mls_wait_idle (1);
  mls_job_save_picture (job, "story-bare");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "Edits here");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/story/dates", MlsJob, "dates", mls_job_set_up, test_dates, mls_job_tear_down);
  g_test_add ("/window/story/bare", MlsJob, "bare", set_up_bare, test_bare, mls_job_tear_down);

  return g_test_run ();
}
