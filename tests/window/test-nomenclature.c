/* The nomenclature of a project is looked at and changed as a hand does it: what is changed shows on the map at once, is in
 * the file, and is taken back; what makes no sense is told where it is written, and changes nothing. */

#include "job.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>

#define COLOUR "SELECT colour FROM cover WHERE code = 'CS6.3.0' AND until IS NULL"
#define LABEL  "SELECT label_en FROM cover WHERE code = 'CS6.3.0' AND until IS NULL"
#define MINIMUM "SELECT minimum FROM cover WHERE code = 'CS6.3.0' AND until IS NULL"
#define N_TRANSITIONS "SELECT count (*) FROM transition WHERE until IS NULL"
#define LAST_TRANSITION \
  "SELECT dimension || ' ' || from_code || ' ' || to_code || ' ' || transition FROM transition WHERE until IS NULL ORDER BY id DESC"

static AtspiAccessible *
wait_for (MlsJob *job, AtspiRole role, const char *name)
{
  return mls_widget_wait (mls_editor_get_program (job->editor), role, name);
}

static void
expect_gone (MlsJob *job, AtspiRole role, const char *name)
{
  mls_widget_wait_gone (mls_editor_get_program (job->editor), role, name);
}

static void
write_into (MlsJob *job, const char *entry, const char *text)
{
  AtspiAccessible *widget = wait_for (job, ATSPI_ROLE_TEXT, entry);

  mls_widget_click (mls_editor_get_program (job->editor), widget);
  mls_screen_key (job->screen, "Control_L+a");
  mls_screen_key (job->screen, "BackSpace");
  mls_screen_type (job->screen, text);
  g_object_unref (widget);
}

static void
give (MlsJob *job, const char *entry, const char *text)
{
  write_into (job, entry, text);
  mls_screen_key (job->screen, "Return");
}

static void
open_dialog (MlsJob *job)
{
  mls_job_choose (job, "Project", "Nomenclature…");
  g_object_unref (wait_for (job, ATSPI_ROLE_TEXT, "English label"));
}

static void
go_to_page (MlsJob *job, const char *title)
{
  g_autoptr (GObject) dialog = G_OBJECT (wait_for (job, ATSPI_ROLE_FRAME, "Nomenclature"));
  g_autoptr (GObject) page = G_OBJECT (mls_widget_find_below (ATSPI_ACCESSIBLE (dialog), ATSPI_ROLE_INVALID, title));

  g_assert_nonnull (page);
  mls_widget_click (mls_editor_get_program (job->editor), ATSPI_ACCESSIBLE (page));
}

/* The class of arable land, in the list and in the form. */
static void
find_arable (MlsJob *job)
{
  AtspiAccessible *search = wait_for (job, ATSPI_ROLE_INVALID, "Find a class");

  mls_widget_click (mls_editor_get_program (job->editor), search);
  mls_screen_type (job->screen, "cs6.3.0");
  g_object_unref (search);
  mls_widget_expect_text (mls_editor_get_program (job->editor), "English label", "Arable land");
}

static void
close_dialog (MlsJob *job)
{
  mls_screen_key (job->screen, "Escape");
  expect_gone (job, ATSPI_ROLE_TEXT, "English label");
}

static void
close_favourites (MlsJob *job)
{
  mls_screen_key (job->screen, "Escape");
  expect_gone (job, ATSPI_ROLE_TEXT, "Favourite F2");
}

static guint
count_other_pixels (MlsJob *job, cairo_surface_t *before)
{
  cairo_surface_t *after = mls_job_look_still (job);
  cairo_rectangle_int_t map;
  guint n;

  mls_editor_get_map (job->editor, 0, &map);
  n = mls_picture_differs (before, after, &map);
  cairo_surface_destroy (after);

  return n;
}

/* Another colour is on the map, another label in the list of codes, as soon as they are given; both are taken back. */
static void
test_class (MlsJob *job, gconstpointer data)
{
  g_autofree char *colour = mls_project_file_read (job->path, COLOUR);
  g_autofree char *label = mls_project_file_read (job->path, LABEL);
  cairo_surface_t *before;

  mls_screen_key (job->screen, "f");
  before = mls_job_look_still (job);
  open_dialog (job);
  mls_job_save_picture (job, "nomenclature");
  find_arable (job);
  give (job, "Colour", "#2040ff");
  mls_job_expect_value (job, "#2040ff", COLOUR);
  give (job, "English label", "Ploughed fields");
  mls_job_expect_value (job, "Ploughed fields", LABEL);
  give (job, "Minimum area, m²", "450,5");
  mls_job_expect_value (job, "450.5", MINIMUM);
  mls_job_save_picture (job, "nomenclature-changed");
  close_dialog (job);
  g_assert_cmpuint (count_other_pixels (job, before), >, 20000);
  cairo_surface_destroy (before);
  mls_screen_type (job->screen, "630");
  mls_editor_wait_label (job->editor, "Ploughed fields");
  mls_job_save_picture (job, "nomenclature-followed");
  mls_screen_key (job->screen, "Escape");

  mls_job_expect_value (job, "1", "SELECT count (*) FROM cover WHERE code = 'CS6.3.0' AND until IS NOT NULL");
  g_assert_cmpstr (colour, !=, "#2040ff");
  g_assert_cmpstr (label, !=, "Ploughed fields");
}

/* Step by step, the newest first, and no further than where the dialog began. */
static void
test_taken_back (MlsJob *job, gconstpointer data)
{
  g_autofree char *colour = mls_project_file_read (job->path, COLOUR);
  g_autofree char *minimum = mls_project_file_read (job->path, MINIMUM);

  open_dialog (job);
  find_arable (job);
  give (job, "Colour", "00ff7f");
  mls_job_expect_value (job, "#00ff7f", COLOUR);
  give (job, "Minimum area, m²", "");
  mls_job_expect_value (job, NULL, MINIMUM);
  mls_job_press (job, "Take back the last change made here");
  mls_job_expect_value (job, minimum, MINIMUM);
  mls_job_expect_value (job, "#00ff7f", COLOUR);
  mls_job_press (job, "Take back the last change made here");
  mls_job_expect_value (job, colour, COLOUR);

  write_into (job, "English label", "Not meant");
  close_dialog (job);
  mls_wait_idle (0.5);
  mls_job_expect_value (job, "Arable land", LABEL);
}

/* What is wrong is said by the field, and stands there until it is right. */
static void
test_bad_class (MlsJob *job, gconstpointer data)
{
  static const char bad_colour[] = "A colour is # and six digits or letters from a to f";
  static const char bad_minimum[] = "A minimum is a number of square metres, from 0 on";
  g_autofree char *colour = mls_project_file_read (job->path, COLOUR);
  g_autofree char *minimum = mls_project_file_read (job->path, MINIMUM);

  open_dialog (job);
  find_arable (job);
  give (job, "Colour", "#12");
  g_object_unref (wait_for (job, ATSPI_ROLE_TEXT, bad_colour));
  give (job, "Minimum area, m²", "-3");
  g_object_unref (wait_for (job, ATSPI_ROLE_TEXT, bad_minimum));
  mls_job_save_picture (job, "nomenclature-refused");
  mls_job_expect_value (job, colour, COLOUR);
  mls_job_expect_value (job, minimum, MINIMUM);

  give (job, bad_minimum, "3e20");
  g_object_unref (wait_for (job, ATSPI_ROLE_TEXT, bad_minimum));
  mls_job_expect_value (job, minimum, MINIMUM);
  give (job, bad_minimum, "12");
  mls_job_expect_value (job, "12.0", MINIMUM);
  give (job, bad_colour, "#123456");
  mls_job_expect_value (job, "#123456", COLOUR);
  close_dialog (job);
}

/* What is at hand is written there as well: known codes that go together, at once; an empty place is as the nomenclature has
 * it. */
static void
test_favourites (MlsJob *job, gconstpointer data)
{
  open_dialog (job);
  go_to_page (job, "Favourites");
  give (job, "Favourite F2", "cs3.1.1 us1.1.6");
  mls_editor_wait_label (job->editor, "3.1.1 1.1.6");
  give (job, "Favourite F3", "CS9.9.9 US1.1.1");
  g_object_unref (wait_for (job, ATSPI_ROLE_TEXT, "These are no codes of the nomenclature"));
  mls_job_save_picture (job, "nomenclature-favourites");
  give (job, "These are no codes of the nomenclature", "CS3.1.1 US1.1.1");
  g_object_unref (wait_for (job, ATSPI_ROLE_TEXT, "These codes do not go together in 2024"));
  mls_editor_wait_label (job->editor, "6.1.1 1.1.1");
  give (job, "Favourite F2", "");
  mls_editor_wait_label (job->editor, "6.3.0 1.1.3");
  close_favourites (job);
  mls_editor_wait_label (job->editor, "6.1.1 1.1.1");
}

/* A row is taken when both its ends are something, and what another row says already is not. */
static void
test_transitions (MlsJob *job, gconstpointer data)
{
  mls_project_file_execute (job->path, "UPDATE transition SET until = since");
  mls_job_start (job);
  open_dialog (job);
  go_to_page (job, "Transitions");
  mls_editor_wait_label (job->editor, "Any change is possible");

  mls_job_press (job, "Add a transition");
  write_into (job, "From", "CS1.1.1");
  write_into (job, "To", "CS9");
  mls_editor_wait_label (job->editor, "There is no class or family “CS9”");
  mls_job_save_picture (job, "nomenclature-transitions");
  mls_job_expect_value (job, "0", N_TRANSITIONS);
  write_into (job, "To", "water");
  mls_job_expect_value (job, "cover CS1.1.1 water suspicious", LAST_TRANSITION);
  mls_editor_wait_label (job->editor, "Buildings → the family “Water”");

  mls_job_press (job, "Take this transition out");
  mls_job_expect_value (job, "0", N_TRANSITIONS);
  mls_job_press (job, "Take back the last change made here");
  mls_job_expect_value (job, "cover CS1.1.1 water suspicious", LAST_TRANSITION);
  mls_screen_key (job->screen, "Escape");
  expect_gone (job, ATSPI_ROLE_PUSH_BUTTON, "Add a transition");
}

#define YEARS \
  "SELECT group_concat (coalesce (valid_from, '') || '-' || coalesce (valid_until, ''), ' ') FROM (SELECT valid_from, valid_until " \
  "FROM pair WHERE cover = 'CS6.3.0' AND use = 'US1.1.3' AND state = 'valid' AND until IS NULL ORDER BY valid_from)"

static void
find_pair (MlsJob *job)
{
  AtspiAccessible *search;

  go_to_page (job, "Pairs");
  search = wait_for (job, ATSPI_ROLE_INVALID, "Find a pair");
  mls_widget_click (mls_editor_get_program (job->editor), search);
  mls_screen_type (job->screen, "cs6.3.0 us1.1.3");
  g_object_unref (search);
  mls_editor_wait_label (job->editor, "Arable land × Annual crops");
}

static void
close_pairs (MlsJob *job)
{
  mls_screen_key (job->screen, "Escape");
  expect_gone (job, ATSPI_ROLE_TEXT, "Last year");
}

/* A pair ends, and begins again; each is taken back, and what is being written when the window is left is not meant. */
static void
test_pairs (MlsJob *job, gconstpointer data)
{
  open_dialog (job);
  find_pair (job);
  give (job, "Last year", "2020");
  mls_job_expect_value (job, "-2020", YEARS);
  mls_job_press (job, "Add other years");
  write_into (job, "First year", "2023");
  mls_job_save_picture (job, "nomenclature-pairs");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_value (job, "-2020 2023-", YEARS);
  mls_editor_wait_label (job->editor, "from 2023");
  mls_job_press (job, "Take these years out");
  mls_job_expect_value (job, "-2020", YEARS);
  mls_job_press (job, "Take back the last change made here");
  mls_job_expect_value (job, "-2020 2023-", YEARS);
  mls_job_press (job, "Take back the last change made here");
  mls_job_expect_value (job, "-2020", YEARS);
  mls_job_press (job, "Take back the last change made here");
  mls_job_expect_value (job, "-", YEARS);

  mls_editor_wait_label (job->editor, "all years");
  write_into (job, "Last year", "2019");
  close_pairs (job);
  mls_wait_idle (0.5);
  mls_job_expect_value (job, "-", YEARS);
}

/* What is wrong with years is told in their field, and is not taken; a pair that is no longer given is tolerated. */
static void
test_bad_pairs (MlsJob *job, gconstpointer data)
{
  static const char no_year[] = "A year is a whole number; nothing is without limit";
  static const char no_end[] = "These years end before they begin";
  static const char overlap[] = "The pair has these years already: until 2020";

  open_dialog (job);
  find_pair (job);
  give (job, "Last year", "soon");
  g_object_unref (wait_for (job, ATSPI_ROLE_TEXT, no_year));
  mls_job_expect_value (job, "-", YEARS);
  write_into (job, no_year, "2020");
  give (job, "First year", "2021");
  g_object_unref (wait_for (job, ATSPI_ROLE_TEXT, no_end));
  mls_job_save_picture (job, "nomenclature-years-refused");
  mls_job_expect_value (job, "-", YEARS);
  give (job, "First year", "");
  mls_job_expect_value (job, "-2020", YEARS);

  mls_job_press (job, "Add other years");
  give (job, "First year", "2018");
  g_object_unref (wait_for (job, ATSPI_ROLE_TEXT, overlap));
  mls_job_expect_value (job, "-2020", YEARS);
  mls_job_press (job, "Cancel");
  expect_gone (job, ATSPI_ROLE_TEXT, overlap);
  mls_job_expect_value (job, "-2020", YEARS);

  mls_editor_click_widget (job->editor, ATSPI_ROLE_INVALID, "May be given");
  mls_job_expect_value (job, NULL, YEARS);
  mls_editor_wait_label (job->editor, "until 2020, tolerated");
  close_pairs (job);
}

/* Another program at the same project */

#define OTHER_EDIT  "UPDATE coverage SET comment24 = 'vu' WHERE fid IN (SELECT fid FROM coverage ORDER BY fid LIMIT 3)"
#define OTHER_LABEL "UPDATE cover SET label_fr = 'Labours' WHERE code = 'CS6.3.0' AND until IS NULL"

static void
edit_elsewhere (MlsJob *job, const char *sql)
{
  mls_project_file_execute (job->path, sql);
  mls_project_file_execute (job->path, OTHER_EDIT);
  mls_editor_wait_label (job->editor, "Another program has changed 3 polygons");
}

/* Another program writes the project, and a label of the same class, while one is half written here: both are kept. */
static void
test_meanwhile (MlsJob *job, gconstpointer data)
{
  mls_job_wait_list (job);
  open_dialog (job);
  find_arable (job);
  write_into (job, "English label", "Ploughed");
  edit_elsewhere (job, OTHER_LABEL);
  mls_widget_expect_text (mls_editor_get_program (job->editor), "French label", "Labours");
  mls_screen_type (job->screen, " fields");
  mls_screen_key (job->screen, "Return");
  mls_job_expect_value (job, "Ploughed fields", LABEL);
  mls_job_expect_value (job, "Labours", "SELECT label_fr FROM cover WHERE code = 'CS6.3.0' AND until IS NULL");
  mls_job_press (job, "Take back the last change made here");
  mls_job_expect_value (job, "Arable land", LABEL);
  mls_widget_expect_text (mls_editor_get_program (job->editor), "English label", "Arable land");
}

/* So are years, and others that are only being added. */
static void
test_pairs_meanwhile (MlsJob *job, gconstpointer data)
{
  mls_job_wait_list (job);
  open_dialog (job);
  find_pair (job);
  give (job, "Last year", "2020");
  mls_job_expect_value (job, "-2020", YEARS);
  mls_job_press (job, "Add other years");
  write_into (job, "First year", "2022");
  edit_elsewhere (job, OTHER_LABEL);
  mls_screen_key (job->screen, "Return");
  mls_job_expect_value (job, "-2020 2022-", YEARS);
  write_into (job, "Last year", "2030");
  close_pairs (job);
  open_dialog (job);
  find_pair (job);
  mls_job_expect_value (job, "-2020 2022-", YEARS);
}

/* A transition that is half written has its end to come. */
static void
test_transitions_meanwhile (MlsJob *job, gconstpointer data)
{
  mls_project_file_execute (job->path, "UPDATE transition SET until = since");
  mls_job_start (job);
  mls_job_wait_list (job);
  open_dialog (job);
  go_to_page (job, "Transitions");
  mls_job_press (job, "Add a transition");
  write_into (job, "From", "CS1.1.1");
  edit_elsewhere (job, OTHER_LABEL);
  write_into (job, "To", "water");
  mls_job_expect_value (job, "cover CS1.1.1 water suspicious", LAST_TRANSITION);
}

/* Folders */

static void
look_at (MlsJob *job, const char *page)
{
  AtspiAccessible *tab = wait_for (job, ATSPI_ROLE_INVALID, page);

  mls_widget_click (mls_editor_get_program (job->editor), tab);
  g_object_unref (tab);
}

/* A path is not typed: nothing between two letters of it is to be looked at. */
static void
set_text (MlsJob *job, const char *field, const char *text)
{
  AtspiAccessible *widget = wait_for (job, ATSPI_ROLE_TEXT, field);

  mls_widget_set_text (widget, text);
  g_object_unref (widget);
}

static char *
beside_project (MlsJob *job, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (job->path);

  return g_build_filename (folder, name, NULL);
}

/* The tables of a folder with another code for arable land. */
static void
recode_tables (const char *folder)
{
  static const char *const tables[] = { "cover.csv", "pair.csv", "symbol.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_build_filename (folder, tables[i], NULL);
      g_autoptr (GString) text = NULL;
      g_autofree char *contents = NULL;

      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      text = g_string_new (contents);
      g_string_replace (text, "CS6.3.0", "CS6.3.9", 0);
      g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
    }
}

static gboolean
is_sensitive (MlsJob *job, const char *button)
{
  AtspiAccessible *widget = wait_for (job, ATSPI_ROLE_PUSH_BUTTON, button);
  gboolean sensitive = mls_widget_has_state (widget, ATSPI_STATE_SENSITIVE);

  g_object_unref (widget);

  return sensitive;
}

#define TARGET "New folder for the tables"
#define FOLDER "… or a folder of tables"
#define TABLE  "Table of what becomes of which code, if there is one"

/* It is written to a folder; that, with one code renamed, takes its place, after it was told what becomes of how much. */
static void
test_replace (MlsJob *job, gconstpointer data)
{
  g_autofree char *folder = beside_project (job, "tables");
  g_autofree char *table = beside_project (job, "becomes.csv");
  g_autofree char *n_arable = mls_project_file_read (job->path, "SELECT count (*) FROM coverage WHERE cs24 = 'CS6.3.0'");

  open_dialog (job);
  look_at (job, "Export and replace");
  set_text (job, TARGET, folder);
  mls_job_press (job, "Export");
  mls_editor_wait_label (job->editor, "Written to ");
  recode_tables (folder);

  set_text (job, FOLDER, folder);
  mls_job_press (job, "Look");
  mls_editor_wait_label (job->editor, "CS6.3.0 US1.1.3 → CS6.3.0 US1.1.3");
  mls_editor_wait_label (job->editor, "not known");
  mls_editor_wait_label (job->editor, "Over all dates ");
  mls_job_save_picture (job, "nomenclature-unknown");
  g_assert_false (is_sensitive (job, "Replace the nomenclature"));

  g_assert_true (g_file_set_contents (table, "dimension,from,to\ncover,CS6.3.0,CS6.3.9\n", -1, NULL));
  set_text (job, TABLE, table);
  mls_job_press (job, "Look");
  mls_editor_wait_label (job->editor, "CS6.3.0 US1.1.3 → CS6.3.9 US1.1.3");
  mls_job_save_picture (job, "nomenclature-plan");
  g_assert_true (is_sensitive (job, "Replace the nomenclature"));
  mls_job_press (job, "Replace the nomenclature");
  mls_job_expect_value (job, n_arable, "SELECT count (*) FROM coverage WHERE cs24 = 'CS6.3.9'");
  mls_job_expect_value (job, "migrate", "SELECT verb FROM operation ORDER BY id DESC LIMIT 1");
  mls_editor_wait_label (job->editor, "The project has the other nomenclature");
  mls_screen_key (job->screen, "Escape");
  mls_screen_key (job->screen, "Escape");
  expect_gone (job, ATSPI_ROLE_PUSH_BUTTON, "Export");
  mls_screen_type (job->screen, "639");
  mls_editor_wait_label (job->editor, "Arable land");
}

static void
expect_refused (MlsJob *job, const char *button, const char *problem)
{
  mls_job_press (job, button);
  g_object_unref (wait_for (job, ATSPI_ROLE_TEXT, problem));
}

/* What is wrong with a folder or a table is told in its field, with file and line; nothing is written. */
static void
test_bad_folder (MlsJob *job, gconstpointer data)
{
  g_autofree char *table = beside_project (job, "becomes.csv");
  g_autofree char *there = beside_project (job, "there");
  int n = mls_job_count_operations (job);

  g_assert_cmpint (g_mkdir (there, 0777), ==, 0);
  open_dialog (job);
  look_at (job, "Export and replace");
  set_text (job, TARGET, "tables");
  expect_refused (job, "Export", "A folder is named by its whole path, from / on");
  set_text (job, "A folder is named by its whole path, from / on", there);
  expect_refused (job, "Export", "there: File exists");

  set_text (job, FOLDER, "/nowhere/at/all");
  expect_refused (job, "Look", "There is no nomenclature “/nowhere/at/all”");
  set_text (job, "There is no nomenclature “/nowhere/at/all”", "");
  g_assert_true (g_file_set_contents (table, "dimension,from,to\ncover,CS1.1.1,CS8.8.8\n", -1, NULL));
  set_text (job, TABLE, table);
  expect_refused (job, "Look", "becomes.csv:2: the nomenclature has no cover “CS8.8.8” that may be given");
  mls_job_save_picture (job, "nomenclature-bad-table");
  mls_screen_key (job->screen, "Escape");
  expect_gone (job, ATSPI_ROLE_PUSH_BUTTON, "Export");
  g_assert_cmpint (mls_job_count_operations (job), ==, n);
}

#define ADD(name, set_up, func) \
  g_test_add ("/window/nomenclature/" name, MlsJob, "nomenclature", set_up, func, mls_job_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  GDALAllRegister ();
  mls_driver_init (&argc, &argv);

  ADD ("class", mls_job_set_up, test_class);
  ADD ("taken-back", mls_job_set_up, test_taken_back);
  ADD ("bad-class", mls_job_set_up, test_bad_class);
  ADD ("favourites", mls_job_set_up, test_favourites);
  ADD ("transitions", mls_job_set_up_closed, test_transitions);
  ADD ("pairs", mls_job_set_up, test_pairs);
  ADD ("bad-pairs", mls_job_set_up, test_bad_pairs);
  ADD ("meanwhile", mls_job_set_up, test_meanwhile);
  ADD ("pairs-meanwhile", mls_job_set_up, test_pairs_meanwhile);
  ADD ("transitions-meanwhile", mls_job_set_up_closed, test_transitions_meanwhile);
  ADD ("replace", mls_job_set_up, test_replace);
  ADD ("bad-folder", mls_job_set_up, test_bad_folder);

  return g_test_run ();
}
