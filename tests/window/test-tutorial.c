/* The tutorial, from its first step to its last, by the hand and in both languages. */

#include "job.h"
#include "vertices.h"

#include <gdal.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>

/* How far a vertex is dragged. */
#define ASIDE_PX 12

/* Notches of the wheel from which one vertex is told from the next. */
#define NEARER 3

/* A chapter before the last is done when what leads on does not skip it. */
static void
expect_done (MlsJob *job)
{
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Next"));
}

static void
go_on (MlsJob *job)
{
  expect_done (job);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Next"));
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Skip"));
}

static void
draw_and_correct (MlsJob *job)
{
  int n = mls_job_count_operations (job);

  mls_editor_draw (job->editor, 0, job->line);
  mls_screen_type (job->screen, "611111");
  mls_job_expect_last (job, "split", n + 1);
  go_on (job);

  mls_editor_draw (job->editor, 0, job->corner);
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Cure (Enter)"));
  mls_screen_key (job->screen, "Return");
  mls_job_expect_value (job, "1", "SELECT max(id) > 0 FROM operation");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, _("Cure (Enter)"));
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 3);
  go_on (job);
}

static void
move_vertex (MlsJob *job)
{
  MlsVertices run = mls_vertices_find (job);
  double x, y, length, along[2], before[2], after[2];

  mls_screen_key (job->screen, "w");
  mls_editor_find (job->editor, 0, run.first, &x, &y);
  mls_editor_find (job->editor, 0, run.before, &before[0], &before[1]);
  mls_editor_find (job->editor, 0, run.second, &after[0], &after[1]);
  for (int i = 0; i < 2; i++)
    along[i] = after[i] - before[i];
  length = hypot (along[0], along[1]);
  mls_screen_move (job->screen, x, y);
  mls_screen_scroll (job->screen, -NEARER);
  mls_wait_idle (1);
  /* Across the border. */
  mls_screen_drag (job->screen, x, y, x - along[1] / length * ASIDE_PX, y + along[0] / length * ASIDE_PX, 1);
  go_on (job);
}

static void
compare (MlsJob *job)
{
  mls_screen_hold_key (job->screen, "b");
  mls_wait_idle (0.5);
  mls_screen_release_key (job->screen, "b");
  mls_screen_key (job->screen, "Control_L+2");
  mls_editor_wait_panes (job->editor, 2);
  mls_job_save_picture (job, "tutorial-compare");
  go_on (job);
}

static void
work_off (MlsJob *job)
{
  mls_screen_key (job->screen, "Control_L+1");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, _("Findings"));
  mls_job_wait_list (job);
  mls_screen_key (job->screen, "Right");
  mls_wait_idle (0.5);
  mls_screen_key (job->screen, "Shift_L+Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, _("Reason for the exception"));
  mls_screen_type (job->screen, "seen");
  mls_screen_key (job->screen, "Return");
  go_on (job);
}

static void
judge (MlsJob *job)
{
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Open a Sample"));
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Leave the sample"));
  mls_wait_idle (0.5);
  mls_screen_key (job->screen, "o");
  mls_wait_idle (0.5);
  mls_screen_key (job->screen, "g");
  mls_screen_key (job->screen, "o");
  expect_done (job);
  mls_job_save_picture (job, "tutorial-judge");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Next"));
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, _("Leave the sample"));
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Begin Again"));
}

static void
deliver (MlsJob *job)
{
  AtspiAccessible *entry;

  mls_screen_key (job->screen, "Control_L+Shift_L+s");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, _("Name of this version of the project"));
  mls_screen_type (job->screen, "first");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_value (job, "first", "SELECT name FROM version");

  mls_job_choose (job, _("_Deliveries and reports"), _("_Versions and deliveries…"));
  entry = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, _("Name"));
  mls_widget_set_text (entry, "lot 1");
  g_object_unref (entry);
  mls_job_press (job, _("Seal"));
  mls_editor_wait_label (job->editor, _("That was all of it. F1 helps with what is at hand; the guide is in the menu."));
  mls_job_save_picture (job, "tutorial-end");
  mls_screen_key (job->screen, "Escape");
}

/* All of the map, as the file has it. */
#define MAP \
  "SELECT group_concat (fid || hex (geom) || quote (cs21) || quote (us21) || quote (cs24) || quote (us24)) " \
  "FROM (SELECT * FROM coverage ORDER BY fid)"

static void
test_all (MlsJob *job, gconstpointer data)
{
  g_autofree char *map = mls_project_file_read (job->path, MAP);

  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, _("Tutorial"));
  mls_job_save_picture (job, "tutorial");
  draw_and_correct (job);
  move_vertex (job);
  compare (job);
  work_off (job);
  judge (job);
  deliver (job);

  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Begin Again"));
  mls_editor_wait_label (job->editor, _("Draw and code"));
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, _("Skip"));
  g_assert_true (mls_project_file_comes_to (job->path, MAP, map));
  draw_and_correct (job);
}

/* Left, it stays away, and comes back where it was left; a chapter is skipped, and gone back to. */
static void
test_leave (MlsJob *job, gconstpointer data)
{
  MlsProgram *program = mls_editor_get_program (job->editor);

  mls_editor_wait_label (job->editor, "Draw and code");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Skip");
  mls_editor_wait_label (job->editor, "Correct");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Skip");
  mls_editor_wait_label (job->editor, "Vertices");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Chapter before");
  mls_editor_wait_label (job->editor, "Correct");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Leave the tutorial");
  mls_widget_wait_gone (program, ATSPI_ROLE_INVALID, "Tutorial");

  mls_job_stop (job);
  mls_job_start (job);
  program = mls_editor_get_program (job->editor);
  mls_widget_wait_gone (program, ATSPI_ROLE_PUSH_BUTTON, "Skip");
  mls_job_choose (job, "Help", "Tutorial");
  mls_editor_wait_label (job->editor, "Correct");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Skip");
}

/* A finding is settled by the comment that it misses, too. */
static void
test_comment (MlsJob *job, gconstpointer data)
{
  static const char *const before[] = { "Draw and code", "Correct", "Vertices", "Compare dates" };
  int n = mls_job_count_operations (job);

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      mls_editor_wait_label (job->editor, before[i]);
      mls_editor_click_widget (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Skip");
    }
  mls_editor_wait_label (job->editor, "Click Findings above the list");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Findings");
  mls_job_wait_list (job);
  mls_screen_key (job->screen, "Right");
  mls_editor_wait_label (job->editor, "1 of ");
  mls_screen_key (job->screen, "y");
  mls_screen_type (job->screen, "seen");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "note", n + 1);
  expect_done (job);
}

/* A project of one's own is not the demo: nothing is shown over it, and it stays open while the demo comes into a window of
 * its own. */
static void
set_up_own (MlsJob *job, gconstpointer name)
{
  mls_job_set_up_closed (job, name);
  mls_project_file_execute (job->path, "DELETE FROM setting WHERE key = 'demo.field'");
  mls_job_start (job);
}

static gboolean
has_ended (gpointer program)
{
  return mls_program_has_exited (program, NULL);
}

static void
test_own (MlsJob *job, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "millesime", "demo", NULL);
  g_autofree char *project = g_build_filename (folder, "demo.gpkg", NULL);
  g_autofree char *made = mls_editor_make_project ("taught");

  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2021");
  g_assert_null (mls_widget_find (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Skip"));

  g_mkdir_with_parents (folder, 0755);
  g_assert_cmpint (g_rename (made, project), ==, 0);
  mls_job_choose (job, "Help", "Tutorial");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Skip");
  g_assert_nonnull (mls_widget_find (mls_editor_get_program (job->editor), ATSPI_ROLE_FRAME, "own"));
  g_assert_nonnull (mls_widget_find (mls_editor_get_program (job->editor), ATSPI_ROLE_FRAME, "demo"));
  mls_screen_key (job->screen, "Control_L+q");
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, has_ended, mls_editor_get_program (job->editor)));
  g_clear_pointer (&job->editor, mls_editor_free);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/tutorial/en", MlsJob, "demo", mls_job_set_up, test_all, mls_job_tear_down);
  g_test_add ("/window/tutorial/fr", MlsJob, "demo", mls_job_set_up_french, test_all, mls_job_tear_down);
  g_test_add ("/window/tutorial/leave", MlsJob, "leave", mls_job_set_up, test_leave, mls_job_tear_down);
  g_test_add ("/window/tutorial/comment", MlsJob, "comment", mls_job_set_up, test_comment, mls_job_tear_down);
  g_test_add ("/window/tutorial/own", MlsJob, "own", set_up_own, test_own, mls_job_tear_down);

  return g_test_run ();
}
