/* All that was done: listed, asked for by words, shown on the map. */

#include "cli.h"
#include "job.h"

#include <gdal.h>
#include <locale.h>

/* A recode, a split, and a recode that is undone. */
static int
work (MlsJob *job)
{
  int n = mls_job_recode_and_split (job) - 2;

  mls_job_recode_field (job, "630113");
  mls_job_expect_last (job, "recode", n + 3);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 4);

  return n + 4;
}

static void
expect_count (MlsJob *job, int n)
{
  g_autofree char *count = g_strdup_printf (n == 1 ? "%d operation" : "%d operations", n);

  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, count);
}

static void
expect_operation (MlsJob *job, int id)
{
  g_autofree char *title = g_strdup_printf ("Operation %d · ", id);

  mls_editor_wait_label (job->editor, title);
}

static void
ask (MlsJob *job, const char *filter)
{
  mls_screen_key (job->screen, "Control_L+Shift_L+f");
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_key (job->screen, "BackSpace");
  mls_screen_type (job->screen, filter);
  mls_screen_key (job->screen, "Return");
}

/* Stepped through by keys, each with its areas and its outlines. */
static void
test_look (MlsJob *job, gconstpointer data)
{
  int n = work (job);

  mls_job_open_history (job);
  expect_count (job, n);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Undo: Recode");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2024 · operator · undone");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "New project");

  mls_screen_key (job->screen, "Down");
  expect_operation (job, n);
  mls_screen_key (job->screen, "Down");
  expect_operation (job, n - 1);
  mls_screen_key (job->screen, "Down");
  expect_operation (job, n - 2);
  mls_wait_idle (1);
  mls_job_save_picture (job, "history-split");

  /* Enter gives the keys to the map, where arrows step. */
  mls_screen_key (job->screen, "Return");
  mls_screen_key (job->screen, "Left");
  expect_operation (job, n - 1);

  /* What is done meanwhile comes on top. */
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 1);
  expect_count (job, n + 1);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Undo: Split");
  expect_operation (job, n - 1);
  mls_wait_idle (1);
  mls_job_save_picture (job, "history-followed");
}

/* By words, wrong ones, and what nobody did. */
static void
test_filter (MlsJob *job, gconstpointer data)
{
  int n = work (job);

  mls_job_open_history (job);
  expect_count (job, n);
  ask (job, "verb=recode");
  expect_count (job, 2);
  ask (job, "undone or to=CS4.1.1");
  expect_count (job, 2);
  mls_screen_key (job->screen, "Right");
  expect_operation (job, n - 1);

  ask (job, "verb");
  mls_editor_wait_label (job->editor, "Word 1, “verb”: “=” and a value go behind it");
  mls_wait_idle (1);
  mls_job_save_picture (job, "history-wrong");
  mls_screen_key (job->screen, "Escape");
  expect_count (job, 2);

  ask (job, "author=nobody");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Nothing that was done is like that");
  expect_count (job, 0);
  mls_job_save_picture (job, "history-none");
  ask (job, "");
  expect_count (job, n);
}

static void
expect_middle (MlsJob *job, MlsGround expected)
{
  MlsGround centre;
  double scale;

  mls_wait_idle (1);
  mls_editor_read_view (job->editor, &centre, &scale);
  g_assert_cmpfloat_with_epsilon (centre.east, expected.east, 1);
  g_assert_cmpfloat_with_epsilon (centre.north, expected.north, 1);
  g_assert_cmpfloat (scale, ==, 2500);
}

/* Two regions become one: what became of which, and where the border was. */
static void
test_merge (MlsJob *job, gconstpointer data)
{
  int n = work (job);

  mls_screen_key (job->screen, "c");
  mls_editor_click (job->editor, 0, job->sides[1]);
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_job_expect_last (job, "merge", n + 1);
  mls_screen_key (job->screen, "Escape");
  mls_job_open_history (job);
  expect_count (job, n + 1);
  mls_screen_key (job->screen, "Down");
  expect_operation (job, n + 1);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Dashed: borders as they were");
  mls_wait_idle (1);
  mls_job_save_picture (job, "history-merge");
}

/* An edit under others is taken back alone, and that like any other edit. */
static void
test_take_back (MlsJob *job, gconstpointer data)
{
  int n = work (job);

  mls_job_open_history (job);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_LABEL, "Split");
  expect_operation (job, n - 2);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Take Back");
  mls_job_expect_last (job, "revert", n + 1);
  mls_editor_wait_label (job->editor, "Taken back: Split");
  expect_count (job, n + 1);
  mls_wait_idle (1);
  mls_job_save_picture (job, "history-taken-back");
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Undo: Take back");
}

/* What a later edit was built on stays, and the button of what says so leads to that edit, which is listed then whatever was
 * asked for; taken back first, it lets the other one go too. */
static void
test_in_the_way (MlsJob *job, gconstpointer data)
{
  int n = work (job);
  g_autofree char *said = g_strdup_printf ("Operation %d cannot be taken back alone: operation %d has changed the same", n + 1, n + 2);
  g_autofree char *button = g_strdup_printf ("Show Operation %d", n + 2);

  mls_job_recode_field (job, "630113");
  mls_job_expect_last (job, "recode", n + 1);
  mls_job_recode_field (job, "411700");
  mls_job_expect_last (job, "recode", n + 2);
  mls_job_open_history (job);
  ask (job, "to=CS6.3.0");
  expect_count (job, 2);
  mls_screen_key (job->screen, "Right");
  expect_operation (job, n + 1);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Take Back");
  mls_editor_wait_label (job->editor, said);
  mls_wait_idle (1);
  mls_job_save_picture (job, "history-in-the-way");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, button);
  expect_operation (job, n + 2);
  expect_count (job, n + 2);

  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Take Back");
  mls_job_expect_last (job, "revert", n + 3);
}

/* Several are taken back at once, and told by their number. */
static void
test_several (MlsJob *job, gconstpointer data)
{
  int n = work (job);

  mls_job_open_history (job);
  expect_count (job, n);
  for (int i = 0; i < 3; i++)
    mls_screen_key (job->screen, "Down");
  expect_operation (job, n - 2);
  mls_screen_key (job->screen, "Shift_L+Down");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2 operations");
  mls_wait_idle (1);
  mls_job_save_picture (job, "history-several");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Take Back 2 Operations");
  mls_job_expect_last (job, "revert", n + 1);
  mls_editor_wait_label (job->editor, "Taken back: 2 operations");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Take back: 2 operations");
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);
}

/* A state comes back, which is told before it is done; one from before an import never does. */
static void
test_bring_back (MlsJob *job, gconstpointer data)
{
  int n = work (job);
  g_autofree char *told = g_strdup_printf ("Brought back: the state after operation %d", n - 4);
  g_autofree char *row = g_strdup_printf ("Bring back a state: after operation %d", n - 4);

  mls_job_open_history (job);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_LABEL, "Import");
  expect_operation (job, n - 4);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Bring Back…");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Takes back 2 operations by 1 author");
  mls_wait_idle (1);
  mls_job_save_picture (job, "history-bring-back");
  mls_screen_key (job->screen, "Alt_L+b");
  mls_job_expect_last (job, "restore", n + 1);
  mls_editor_wait_label (job->editor, told);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, row);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);

  mls_editor_click_widget (job->editor, ATSPI_ROLE_LABEL, "New project");
  expect_operation (job, 1);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Bring Back…");
  mls_editor_wait_label (job->editor, "The state after operation 1 cannot be brought back");
}

/* A click goes to the place and shows it, from where its story is told; Esc in the list leads back to editing. */
static void
test_click (MlsJob *job, gconstpointer data)
{
  int n = work (job);

  for (guint i = 0; i < 3; i++)
    mls_editor_pan (job->editor, 0, -400, 0);
  mls_job_open_history (job);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_LABEL, "Split");
  expect_operation (job, n - 2);
  expect_middle (job, (MlsGround){ 652821.1, 6962314.2 });
  mls_job_save_picture (job, "history-gone-to");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Story");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Edits here");
  mls_editor_wait_label (job->editor, "CS6.1.1 ");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "Edits here");

  mls_editor_click_widget (job->editor, ATSPI_ROLE_LABEL, "Import");
  expect_operation (job, n - 4);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "What was there before it is not kept");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "History");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Region");
}

/* Codes typed while the history is looked at are given, and lead back to editing. */
static void
test_typing (MlsJob *job, gconstpointer data)
{
  int n = work (job);

  mls_job_open_history (job);
  expect_count (job, n);
  mls_job_recode_field (job, "630113");
  mls_job_expect_last (job, "recode", n + 1);
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "History");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/history/look", MlsJob, "look", mls_job_set_up, test_look, mls_job_tear_down);
  g_test_add ("/window/history/filter", MlsJob, "filter", mls_job_set_up, test_filter, mls_job_tear_down);
  g_test_add ("/window/history/click", MlsJob, "click", mls_job_set_up, test_click, mls_job_tear_down);
  g_test_add ("/window/history/merge", MlsJob, "merge", mls_job_set_up, test_merge, mls_job_tear_down);
  g_test_add ("/window/history/take-back", MlsJob, "take-back", mls_job_set_up, test_take_back, mls_job_tear_down);
  g_test_add ("/window/history/in-the-way", MlsJob, "in-the-way", mls_job_set_up, test_in_the_way, mls_job_tear_down);
  g_test_add ("/window/history/several", MlsJob, "several", mls_job_set_up, test_several, mls_job_tear_down);
  g_test_add ("/window/history/bring-back", MlsJob, "bring-back", mls_job_set_up, test_bring_back, mls_job_tear_down);
  g_test_add ("/window/history/typing", MlsJob, "typing", mls_job_set_up, test_typing, mls_job_tear_down);

  return g_test_run ();
}
