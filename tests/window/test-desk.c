/* What the window says and asks, and who hears the keys: all by hand, without a dialog. */

#include "job.h"

#include "store/store.h"

#include <gdal.h>
#include <locale.h>

/* No list of the history is higher. */
#define HISTORY_PX 340

/* Who edits is asked once, when there is something to write, and not before. */
static void
test_author (MlsJob *job, gconstpointer data)
{
  int n;

  job->editor = mls_editor_open (job->path, NULL);
  job->screen = mls_editor_get_screen (job->editor);
  n = mls_job_count_operations (job);

  mls_editor_draw (job->editor, 0, job->line);
  mls_editor_wait_label (job->editor, "Pick a code for this side:");
  mls_screen_type (job->screen, "611111");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Your name, written with each edit");
  mls_job_save_picture (job, "desk-author");
  mls_screen_type (job->screen, "Camille");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "split", n + 1);
  mls_job_expect_value (job, "Camille", "SELECT author FROM operation ORDER BY id DESC LIMIT 1");

  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 2);
}

/* Typing in an entry is typing; when it is done, by choosing or by Esc, keys are the map's again. So
 * they are when a menu closes; the one of the state obeys the keys it shows. */
static void
test_keys_come_back (MlsJob *job, gconstpointer data)
{
  mls_screen_key (job->screen, "Control_L+f");
  mls_screen_type (job->screen, "arable");
  mls_screen_key (job->screen, "Escape");
  mls_screen_key (job->screen, "k");
  mls_editor_wait_label (job->editor, "2024 · correction, all dates · cover and use");

  mls_screen_key (job->screen, "Shift_L+k");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Dates corrected: 2021");
  mls_job_save_picture (job, "desk-state");
  mls_screen_key (job->screen, "a");
  mls_editor_wait_label (job->editor, "2024 · correction, all dates · cover");
  mls_screen_key (job->screen, "Escape");
  mls_screen_key (job->screen, "Next");
  mls_editor_wait_label (job->editor, "2021 · correction, all dates · cover");

  mls_screen_key (job->screen, "F10");
  mls_wait_idle (0.3);
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (0.3);
  mls_screen_key (job->screen, "Prior");
  mls_editor_wait_label (job->editor, "2024 · correction, all dates · cover");
}

/* What the map shows of the classes is chosen in the menu of the state, and is there again the next
 * day. */
static void
test_looks (MlsJob *job, gconstpointer data)
{
  mls_screen_key (job->screen, "Shift_L+k");
  mls_job_press_item (job, "Codes in regions: Shown");
  mls_job_press_item (job, "Patterns: Hidden");
  mls_job_press_item (job, "Colours of indicator: 21 classes");
  mls_job_save_picture (job, "desk-looks");
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (0.5);
  mls_job_save_picture (job, "desk-codes");
  mls_job_stop (job);

  mls_job_expect_value (job, "1", "SELECT value LIKE '%lettered=1%' AND value LIKE '%patterned=0%' AND "
                                  "value LIKE '%indicator=post21%' FROM setting WHERE key = 'workspace'");
}

/* Del shows, Enter does; Ctrl+Shift+S names what there is then. */
static void
test_absorb_and_name (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_screen_key (job->screen, "Delete");
  mls_editor_wait_label (job->editor, "Enter does it, Esc leaves it");
  mls_job_save_picture (job, "desk-absorb");
  mls_screen_key (job->screen, "Escape");
  mls_screen_key (job->screen, "Delete");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "merge", n + 1);

  mls_screen_key (job->screen, "Control_L+s");
  mls_wait_idle (0.5);
  mls_job_save_picture (job, "desk-saved");
  mls_screen_key (job->screen, "Control_L+Shift_L+s");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Name of this version of the project");
  mls_screen_type (job->screen, "First pass");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_value (job, "First pass", "SELECT name FROM version");
}

/* What undo and redo would take back is listed, outlined on the map, and done several at once. */
static void
test_history (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_job_recode_field (job, "411700");
  mls_job_expect_last (job, "recode", n + 1);
  mls_job_recode_field (job, "630113");
  mls_job_expect_last (job, "recode", n + 2);

  mls_screen_key (job->screen, "Control_L+h");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Undo 1 edit");
  mls_screen_key (job->screen, "Down");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Undo 2 edits");
  mls_job_save_picture (job, "desk-history");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "undo", n + 4);
  mls_editor_wait_label (job->editor, "Undone: Recode");

  mls_screen_key (job->screen, "Control_L+h");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Redo 1 edit");
  mls_screen_key (job->screen, "Up");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Redo 2 edits");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "redo", n + 6);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n + 7);
}

/* The row of the history in hand is above the button that does it, and below the top of the list. */
static void
expect_row_in_view (MlsJob *job)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  AtspiAccessible *go = mls_widget_wait (program, ATSPI_ROLE_PUSH_BUTTON, "Undo 1 edit");
  g_autoptr (GPtrArray) rows = mls_widget_find_all (program, ATSPI_ROLE_LIST_ITEM, NULL);
  cairo_rectangle_int_t button, row = { 0 };
  int n_in_hand = 0;

  for (guint i = 0; i < rows->len; i++)
    if (mls_widget_has_state (rows->pdata[i], ATSPI_STATE_FOCUSED))
      {
        g_assert_true (mls_widget_get_extents (program, rows->pdata[i], &row));
        n_in_hand++;
      }
  g_assert_true (mls_widget_get_extents (program, go, &button));
  g_assert_cmpint (n_in_hand, ==, 1);
  g_assert_cmpint (row.y, >, button.y - HISTORY_PX);
  g_assert_cmpint (row.y + row.height, <=, button.y);
  g_object_unref (go);
}

/* The edit to be undone next is in view when the list opens, however many are undone above it. */
static void
test_long_history (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  for (int i = 1; i <= 14; i++)
    {
      mls_screen_key (job->screen, "j");
      mls_job_expect_last (job, "note", n + i);
    }
  mls_screen_key (job->screen, "Control_L+h");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Undo 1 edit");
  expect_row_in_view (job);
  for (int i = 0; i < 12; i++)
    mls_screen_key (job->screen, "Down");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "undo", n + 27);

  mls_screen_key (job->screen, "Control_L+h");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Undo 1 edit");
  mls_wait_idle (0.5);
  expect_row_in_view (job);
  mls_job_save_picture (job, "desk-long-history");
}

/* The right button asks what can be done at a place while no line is in hand: the region there is selected, and the place
 * stays the pointer's until the menu has gone. */
static void
test_menu (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);

  mls_editor_finish (job->editor, 0, job->sides[0]);
  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, "Write Its Comment");
  mls_job_save_picture (job, "desk-menu");
  mls_screen_key (job->screen, "j");
  mls_job_expect_last (job, "note", n + 1);
  mls_job_expect_value (job, "1", "SELECT count(*) FROM coverage WHERE doute24 = 1 AND since = "
                                  "(SELECT max(id) FROM operation)");

  mls_screen_key (job->screen, "Escape");
  mls_editor_move (job->editor, 0, job->sides[1]);
  mls_editor_finish (job->editor, 0, job->sides[0]);
  mls_job_press_item (job, "Pick Its Codes");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "No cover chosen");

  mls_screen_key (job->screen, "l");
  mls_editor_click (job->editor, 0, job->line[0]);
  mls_editor_finish (job->editor, 0, job->line[1]);
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "Write Its Comment");
}

/* Off the territory there is no region to do anything with. */
static void
test_menu_outside (MlsJob *job, gconstpointer data)
{
  const MlsGround outside = { 652000, 6961000 };

  mls_screen_key (job->screen, "Control_L+g");
  mls_screen_type (job->screen, "652000 6961000");
  mls_screen_key (job->screen, "Return");
  mls_wait_idle (1);
  mls_editor_look_at (job->editor, outside, 2500);
  mls_editor_finish (job->editor, 0, outside);
  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, "Copy the Coordinates");
  g_assert_null (mls_widget_find (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "Write Its Comment"));
}

/* Nothing is selected at first in a project that is not the demo. */
static void
set_up_plain (MlsJob *job, gconstpointer name)
{
  mls_job_set_up_closed (job, name);
  mls_project_file_execute (job->path, "DELETE FROM setting WHERE key = 'demo.field'");
  mls_job_start (job);
}

static int
get_top (MlsJob *job, const char *name)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  AtspiAccessible *widget = mls_widget_wait (program, ATSPI_ROLE_INVALID, name);
  cairo_rectangle_int_t extents;

  g_assert_true (mls_widget_get_extents (program, widget, &extents));
  g_object_unref (widget);

  return extents.y;
}

/* What is said in passing has any sign in it. */
static void
test_passing (MlsJob *job, gconstpointer data)
{
  mls_screen_key (job->screen, "Shift_L+d");
  mls_editor_expect (job->editor, ATSPI_ROLE_TEXT, "Next segment: metres, then degrees; < before degrees alone");
  mls_screen_type (job->screen, "far");
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "Not understood: type metres, then degrees, as in 25.5 90, or <90 alone");
}

/* The card of the tutorial is not there: it speaks of the demo's field. What stands below the region stays where it is when there comes to be one. */
static void
test_region (MlsJob *job, gconstpointer data)
{
  int top = get_top (job, "Changes");

  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "Tutorial");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2021");
  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "US1.1.3");
  g_assert_cmpint (get_top (job, "Changes"), ==, top);
}

/* What somebody else is editing is open for reading, and says who has it. */
static void
test_second (MlsJob *job, gconstpointer data)
{
  g_autoptr (MlsStore) first = mls_store_open (job->path, MLS_STORE_READ_WRITE, NULL);

  mls_store_tell_author (first, "Dominique");
  mls_job_start (job);
  mls_editor_wait_label (job->editor, "“second.gpkg” is open for editing by Dominique");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Read only");
  mls_job_save_picture (job, "desk-second");

  mls_screen_type (job->screen, "611111");
  mls_editor_draw (job->editor, 0, job->line);
  mls_editor_wait_label (job->editor, "The project is open for reading only");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

#define ADD(name, set_up, func) g_test_add ("/window/desk/" name, MlsJob, name, set_up, func, mls_job_tear_down)
  ADD ("author", mls_job_set_up_closed, test_author);
  ADD ("keys-come-back", mls_job_set_up, test_keys_come_back);
  ADD ("looks", mls_job_set_up, test_looks);
  ADD ("absorb-and-name", mls_job_set_up, test_absorb_and_name);
  ADD ("history", mls_job_set_up, test_history);
  ADD ("long-history", mls_job_set_up, test_long_history);
  ADD ("menu", mls_job_set_up, test_menu);
  ADD ("menu-outside", mls_job_set_up, test_menu_outside);
  ADD ("passing", mls_job_set_up, test_passing);
  ADD ("region", set_up_plain, test_region);
  ADD ("second", mls_job_set_up_closed, test_second);
#undef ADD

  return g_test_run ();
}
