/* A reviewer goes through what changed: accepts, sends back, remarks; what was sent back is corrected and verified. */

#include "job.h"

#include <gdal.h>
#include <locale.h>

/* What was built on meadows and crops, the largest first. */
#define BUILT   "from=6 to=1"
#define N_BUILT "5"

#define DECIDED \
  "SELECT coalesce(group_concat(review || coalesce(' ' || remark, ''), ', '), 'nothing') FROM decision WHERE until IS NULL"

static void
list_built (MlsJob *job)
{
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Changes");
  mls_job_wait_list (job);
  mls_screen_key (job->screen, "Control_L+Shift_L+f");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Filter of changes");
  mls_screen_type (job->screen, BUILT);
  mls_screen_key (job->screen, "Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, N_BUILT);
}

static void
answer (MlsJob *job, const char *question, const char *text)
{
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, question);
  mls_screen_type (job->screen, text);
  mls_screen_key (job->screen, "Return");
}

/* Each key decides and goes on; what was decided is told with the list and taken back like an edit. */
static void
test_keys (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  list_built (job);
  mls_screen_key (job->screen, "Right");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "1 of " N_BUILT);
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Accept (Enter)");
  mls_job_save_picture (job, "review-offered");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "accept", n + 1);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2 of " N_BUILT);
  mls_editor_wait_label (job->editor, "3\u202f970\u00a0m² · 1 of " N_BUILT " reviewed");

  mls_screen_key (job->screen, "Shift_L+Return");
  answer (job, "What is wrong with the change", "no house yet");
  mls_job_expect_last (job, "send-back", n + 2);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "3 of " N_BUILT);
  mls_editor_wait_label (job->editor, "3\u202f970\u00a0m² · 2 of " N_BUILT " reviewed");

  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Remark…");
  answer (job, "Remark on the change", "is it?");
  mls_job_expect_last (job, "remark", n + 3);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "3 of " N_BUILT);
  mls_job_save_picture (job, "review-decided");
  mls_job_expect_value (job, "accepted, sent-back no house yet, remarked is it?", DECIDED);

  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 4);
  mls_job_expect_value (job, "accepted, sent-back no house yet", DECIDED);

  /* The last three, and nothing is left but what is behind. */
  mls_screen_key (job->screen, "Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "4 of " N_BUILT);
  mls_screen_key (job->screen, "Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "5 of " N_BUILT);
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "3\u202f970\u00a0m² · 5 of " N_BUILT " reviewed");
  mls_editor_wait_label (job->editor, "All that is listed is reviewed");
  mls_job_expect_last (job, "accept", n + 7);
}

/* The pointer may lie over the list: what is in hand is what was gone to. */
static void
test_pointer (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  MlsProgram *program = mls_editor_get_program (job->editor);
  AtspiAccessible *places;
  cairo_rectangle_int_t place;

  list_built (job);
  mls_screen_key (job->screen, "Right");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "1 of " N_BUILT);
  places = mls_widget_wait (program, ATSPI_ROLE_LIST, "Places");
  g_assert_true (mls_widget_get_extents (program, places, &place));
  g_object_unref (places);
  mls_screen_move (job->screen, place.x + place.width / 2.0, place.y + 60);
  mls_screen_move (job->screen, place.x + place.width / 2.0, place.y + 66);
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "accept", n + 1);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2 of " N_BUILT);
}

/* Ground that was selected since is not what was gone to: Enter decides nothing of what nobody looks at. */
static void
test_elsewhere (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  MlsGround place;
  double scale;

  list_built (job);
  mls_screen_key (job->screen, "Right");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "1 of " N_BUILT);
  mls_editor_read_view (job->editor, &place, &scale);
  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, (MlsGround){ place.east + 150, place.north + 60 });
  mls_screen_key (job->screen, "Return");
  mls_wait_idle (1);
  g_assert_cmpint (mls_job_count_operations (job), ==, n);
  mls_job_expect_value (job, "nothing", DECIDED);
}

/* What was sent back is a finding until it is another; then the reviewer verifies it. */
static void
test_corrected (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  list_built (job);
  mls_screen_key (job->screen, "v");
  mls_screen_key (job->screen, "Right");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "1 of " N_BUILT);
  mls_screen_key (job->screen, "Shift_L+Return");
  answer (job, "What is wrong with the change", "a meadow still");
  mls_job_expect_last (job, "send-back", n + 1);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2 of " N_BUILT);
  mls_screen_key (job->screen, "Left");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "1 of " N_BUILT);
  mls_screen_type (job->screen, "611111");
  mls_job_expect_last (job, "recode", n + 2);

  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Findings");
  mls_job_wait_list (job);
  mls_screen_key (job->screen, "Left");
  mls_editor_wait_label (job->editor, "Corrected, to be verified: a meadow still");
  mls_job_save_picture (job, "review-corrected");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "accept", n + 3);
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Accept (Enter)");
  mls_job_expect_value (job, "accepted", DECIDED);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/review/keys", MlsJob, "keys", mls_job_set_up, test_keys, mls_job_tear_down);
  g_test_add ("/window/review/pointer", MlsJob, "pointer", mls_job_set_up, test_pointer, mls_job_tear_down);
  g_test_add ("/window/review/elsewhere", MlsJob, "elsewhere", mls_job_set_up, test_elsewhere, mls_job_tear_down);
  g_test_add ("/window/review/corrected", MlsJob, "corrected", mls_job_set_up, test_corrected, mls_job_tear_down);

  return g_test_run ();
}
