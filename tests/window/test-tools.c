/* The tools that act on what is there, by pointer and keys: vertices of a border, regions merged and painted. */

#include "vertices.h"

#include <gdal.h>
#include <locale.h>

static void
expect_codes (MlsJob *job, MlsGround ground, const char *expected)
{
  g_autofree char *codes = mls_project_file_codes (job->path, ground, "24");

  g_assert_cmpstr (codes, ==, expected);
}

static void
choose (MlsJob *job, const MlsVertices *run)
{
  mls_screen_key (job->screen, "w");
  mls_editor_click (job->editor, 0, run->first);
  mls_editor_click_more (job->editor, 0, run->after);
}

/* Three vertices go where the hand goes, then where a key that is held leads: each is one edit. */
static void
test_vertices (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  MlsVertices run = mls_vertices_find (job);
  MlsGround aside = { run.second.east - 8, run.second.north };

  choose (job, &run);
  mls_editor_move (job->editor, 0, run.second);
  mls_screen_press (job->screen, 1);
  mls_editor_move (job->editor, 0, (MlsGround){ run.second.east - 4, run.second.north });
  mls_editor_move (job->editor, 0, aside);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Move vertices");
  mls_job_save_picture (job, "vertices-dragged");
  mls_screen_release (job->screen, 1);
  mls_job_expect_last (job, "move-vertices", n + 1);

  /* No longer than it takes to repeat: each moment leads on, to the lane in the end. */
  mls_screen_hold_key (job->screen, "Left");
  mls_wait_idle (1);
  g_assert_cmpint (mls_job_count_operations (job), ==, n + 1);
  mls_screen_release_key (job->screen, "Left");
  mls_job_expect_last (job, "move-vertices", n + 2);
  mls_job_save_picture (job, "vertices-nudged");

  mls_screen_key (job->screen, "Shift_L+l");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Straighten");
  mls_job_save_picture (job, "vertices-straightened");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "straighten", n + 3);
  for (int i = 0; i < 3; i++)
    {
      mls_screen_key (job->screen, "Control_L+z");
      mls_job_expect_last (job, "undo", n + 4 + i);
    }
}

/* Presses where the line across the field begins, beside it, and leads to its other end. */
static void
drag_across (MlsJob *job)
{
  mls_editor_move (job->editor, 0, mls_job_beside_field (job, 0));
  mls_screen_press (job->screen, 1);
  mls_editor_move (job->editor, 0, job->sides[0]);
  mls_editor_move (job->editor, 0, mls_job_beside_field (job, 1));
}

/* All that was crossed joins the region where the hand came to, in one edit. */
static void
test_merge (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  g_autofree char *codes = mls_project_file_codes (job->path, mls_job_beside_field (job, 1), "24");

  mls_screen_key (job->screen, "c");
  drag_across (job);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Merge");
  mls_job_save_picture (job, "merge-across");
  mls_screen_release (job->screen, 1);
  mls_job_expect_last (job, "merge", n + 1);
  expect_codes (job, mls_job_beside_field (job, 0), codes);
  expect_codes (job, job->sides[0], codes);

  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);
  expect_codes (job, job->sides[0], ARABLE);
}

/* What is crossed takes the pair in hand, in one edit; drawn before it is coded, it waits for the code. */
static void
test_paint (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  g_autofree char *codes = mls_project_file_codes (job->path, mls_job_beside_field (job, 0), "24");

  mls_screen_key (job->screen, "e");
  drag_across (job);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Pick a code first");
  mls_screen_release (job->screen, 1);
  mls_screen_type (job->screen, "411700");
  mls_job_expect_last (job, "recode", n + 1);
  expect_codes (job, job->sides[0], "CS4.1.1 US7.0.0");
  expect_codes (job, mls_job_beside_field (job, 0), "CS4.1.1 US7.0.0");
  expect_codes (job, mls_job_beside_field (job, 1), "CS4.1.1 US7.0.0");
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);
  expect_codes (job, mls_job_beside_field (job, 0), codes);

  mls_screen_type (job->screen, "611111");
  drag_across (job);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Recode");
  mls_job_save_picture (job, "paint-across");
  mls_screen_key (job->screen, "Escape");
  mls_screen_release (job->screen, 1);
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_job_expect_last (job, "recode", n + 3);
  expect_codes (job, job->sides[0], MEADOW);
  expect_codes (job, mls_job_beside_field (job, 0), codes);
}

static void
expect_said (MlsJob *job, const char *columns, const char *expected)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) || ' ' || coalesce (group_concat (DISTINCT %s), '') FROM coverage WHERE comment24 = 'wet here'",
      columns);

  mls_job_expect_value (job, expected, sql);
}

static void
press_keys (MlsJob *job, const char *const *keys, guint n)
{
  for (guint i = 0; i < n; i++)
    mls_screen_key (job->screen, keys[i]);
}

static void
expect_entry (MlsJob *job, const char *name, const char *expected)
{
  mls_widget_expect_text (mls_editor_get_program (job->editor), name, expected);
}

/* Of the region selected doubt and photovoltaic are said by a key, source and comment written and kept by Enter, by Tab
 * or by going on elsewhere, or left by Esc; each is one edit. */
static void
test_notes (MlsJob *job, gconstpointer data)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  int n = mls_job_count_operations (job);
  AtspiAccessible *tick;

  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_screen_key (job->screen, "y");
  mls_screen_type (job->screen, "wet here");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "note", n + 1);
  expect_said (job, "cs24 || us24", "1 CS6.3.0US1.1.3");
  expect_said (job, "comment21", "1 ");

  mls_screen_key (job->screen, "j");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Doubt noted");
  expect_said (job, "doute24", "1 1");
  mls_job_save_picture (job, "note");

  mls_screen_key (job->screen, "u");
  mls_screen_type (job->screen, "visit");
  mls_screen_key (job->screen, "Escape");
  expect_entry (job, "Source", "RPG");
  mls_screen_key (job->screen, "u");
  mls_screen_type (job->screen, "visit");
  mls_editor_click (job->editor, 0, mls_job_beside_field (job, 0));
  mls_job_expect_last (job, "note", n + 3);
  expect_said (job, "source24", "1 visit");
  expect_entry (job, "Comment", "");

  mls_editor_click (job->editor, 0, job->sides[0]);
  tick = mls_widget_wait (program, ATSPI_ROLE_CHECK_BOX, "Photovoltaic");
  mls_widget_click (program, tick);
  mls_job_expect_last (job, "note", n + 4);
  expect_said (job, "photovol24", "1 1");
  g_object_unref (tick);
  press_keys (job, (const char *const[]){ "j", "Shift_L+j" }, 2);
  mls_job_expect_last (job, "note", n + 6);
  expect_said (job, "coalesce (doute24, '-') || coalesce (photovol24, '-') || source24", "1 --visit");

  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 7);
  expect_said (job, "photovol24", "1 1");
}

/* One by one or by a drag, what is selected takes the code that is typed in one edit, and is doubted in one. */
static void
test_select_several (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  g_autofree char *codes = mls_project_file_codes (job->path, mls_job_beside_field (job, 0), "24");
  g_autofree char *others = mls_project_file_codes (job->path, mls_job_beside_field (job, 1), "24");

  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, mls_job_beside_field (job, 0));
  mls_editor_click_more (job->editor, 0, job->sides[0]);
  mls_editor_click_more (job->editor, 0, mls_job_beside_field (job, 1));
  mls_editor_wait_label (job->editor, "3 regions");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "several");
  mls_job_save_picture (job, "select-several");
  mls_editor_click_more (job->editor, 0, mls_job_beside_field (job, 1));
  mls_editor_wait_label (job->editor, "2 regions");

  mls_screen_key (job->screen, "j");
  mls_job_expect_last (job, "note", n + 1);
  mls_screen_type (job->screen, "611111");
  mls_job_expect_last (job, "recode", n + 2);
  expect_codes (job, mls_job_beside_field (job, 0), MEADOW);
  expect_codes (job, job->sides[0], MEADOW);
  expect_codes (job, mls_job_beside_field (job, 1), others);

  press_keys (job, (const char *const[]){ "Control_L+z", "Control_L+z" }, 2);
  mls_job_expect_last (job, "undo", n + 4);
  expect_codes (job, mls_job_beside_field (job, 0), codes);

  drag_across (job);
  mls_screen_release (job->screen, 1);
  mls_editor_wait_label (job->editor, "3 regions");
  mls_screen_type (job->screen, "411700");
  mls_job_expect_last (job, "recode", n + 5);
  expect_codes (job, mls_job_beside_field (job, 1), "CS4.1.1 US7.0.0");
  expect_codes (job, job->sides[0], "CS4.1.1 US7.0.0");
}

/* Where a code that is given does not go with what stands beside it, the closest that does is a key away: for the pair in
 * hand, and for the region that is seen as a cover alone. */
static void
test_nearest_pair (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_screen_key (job->screen, "q");
  mls_screen_type (job->screen, "411");
  mls_editor_wait_label (job->editor, "Enter: ");
  mls_job_save_picture (job, "nearest-use");
  g_assert_cmpint (mls_job_count_operations (job), ==, n);
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "recode", n + 1);
  expect_codes (job, job->sides[0], "CS4.1.1 US1.2.4");
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);
  expect_codes (job, job->sides[0], ARABLE);

  mls_screen_key (job->screen, "a");
  mls_editor_wait_label (job->editor, "2024 · change · cover");
  mls_screen_type (job->screen, "411");
  mls_editor_wait_label (job->editor, "CS4.1.1 × US1.1.3 is no valid pair in 2024\nEnter: 1,10\u00a0ha join US1.2.4 ");
  mls_job_save_picture (job, "nearest-pair");
  g_assert_cmpint (mls_job_count_operations (job), ==, n + 2);
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "recode", n + 3);
  expect_codes (job, job->sides[0], "CS4.1.1 US1.2.4");
}

/* A correction is said of all dates with the same codes; nothing is said in the midst of a line. */
static void
test_note_correction (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_editor_click (job->editor, 0, mls_job_beside_field (job, 0));
  mls_editor_move (job->editor, 0, job->sides[0]);
  mls_screen_key (job->screen, "j");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "First finish what is drawn, or leave it with Esc");
  mls_screen_key (job->screen, "Escape");
  g_assert_cmpint (mls_job_count_operations (job), ==, n);

  press_keys (job, (const char *const[]){ "k", "y" }, 2);
  mls_screen_type (job->screen, "wet here");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "note", n + 1);
  expect_said (job, "cs21 || comment21", "1 CS6.3.0wet here");
}

/* The pair of what is clicked comes into the hand. */
static void
test_pick (MlsJob *job, gconstpointer data)
{
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "No cover chosen");
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Pick the pair under the pointer");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, "No cover chosen");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Arable land");
}

/* A region under its minimum goes to a neighbour by one click. */
static void
test_cure (MlsJob *job, gconstpointer data)
{
  int n;

  mls_project_file_execute (job->path, "UPDATE cover SET minimum = 20000 WHERE code = 'CS6.3.0'");
  mls_job_start (job);
  n = mls_job_count_operations (job);
  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "Cure a region that is too small");
  mls_editor_move (job->editor, 0, job->sides[1]);
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_job_expect_last (job, "cure", n + 1);
  mls_job_save_picture (job, "cured");
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);
  expect_codes (job, job->sides[0], ARABLE);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

#define ADD(name, func) \
  g_test_add ("/window/tools/" name, MlsJob, name, mls_job_set_up, func, mls_job_tear_down)
  ADD ("vertices", test_vertices);
  ADD ("merge", test_merge);
  ADD ("paint", test_paint);
  ADD ("note", test_notes);
  ADD ("select-several", test_select_several);
  ADD ("nearest-pair", test_nearest_pair);
  ADD ("note-correction", test_note_correction);
  ADD ("pick", test_pick);
#undef ADD
  g_test_add ("/window/tools/cure", MlsJob, "cure", mls_job_set_up_closed, test_cure, mls_job_tear_down);

  return g_test_run ();
}
