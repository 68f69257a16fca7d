/* Work packages: taken out, edited elsewhere, brought back, as a hand does it. */

#include "cli.h"
#include "job.h"
#include "wait.h"

#include <gdal.h>
#include <locale.h>
#include <unistd.h>

#define WHO  "Who works on it"
#define PATH "Path of a work package"

#define STATES "SELECT group_concat (author || ' ' || state, ', ') FROM package"

static AtspiAccessible *
wait_entry (MlsJob *job, const char *name)
{
  return mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, name);
}

static void
type_into (MlsJob *job, const char *name, const char *text)
{
  AtspiAccessible *entry = wait_entry (job, name);

  mls_widget_click (mls_editor_get_program (job->editor), entry);
  mls_screen_type (job->screen, text);
  mls_screen_key (job->screen, "Return");
  g_object_unref (entry);
}

static void
open_packages (MlsJob *job)
{
  mls_job_choose (job, "Project", "Work packages…");
  g_object_unref (wait_entry (job, WHO));
}

static void
leave_packages (MlsJob *job)
{
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, WHO);
}

/* What came of it is told, and read. */
static void
expect_told (MlsJob *job, const char *text)
{
  mls_editor_wait_label (job->editor, text);
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_LABEL, text);
}

/* Beside the project, after it and whom it is for. */
static char *
package_of (MlsJob *job, const char *who)
{
  g_autofree char *stem = g_strndup (job->path, strlen (job->path) - strlen (".gpkg"));

  return g_strdup_printf ("%s-%s.gpkg", stem, who);
}

/* Draws the demo's line, in a pair. */
static char *
script_of (MlsJob *job, const char *pair)
{
  GString *script = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_printf (script, "vintage 24\nkind change\npair %s\nline", pair);
  for (guint i = 0; i < G_N_ELEMENTS (job->line); i++)
    {
      g_string_append_printf (script, " %s", g_ascii_formatd (number, sizeof number, "%.3f", job->line[i].east));
      g_string_append_printf (script, " %s", g_ascii_formatd (number, sizeof number, "%.3f", job->line[i].north));
    }
  g_string_append_c (script, '\n');

  return g_string_free (script, FALSE);
}

/* What is in view goes out under a name, comes back with an edit of hers, and another one is waited for no more. */
static void
test_round (MlsJob *job, gconstpointer data)
{
  g_autofree char *package = package_of (job, "Anna");
  g_autofree char *other = package_of (job, "Bob");
  g_autofree char *script = script_of (job, MEADOW);

  open_packages (job);
  mls_editor_wait_label (job->editor, "None so far");
  mls_job_save_picture (job, "packages");
  type_into (job, WHO, "Anna");
  expect_told (job, "The work package is out");
  mls_editor_wait_label (job->editor, "out · taken out on ");
  g_assert_true (g_file_test (package, G_FILE_TEST_EXISTS));
  mls_job_expect_value (job, "Anna out", STATES);

  mls_cli_edit (package, "Anna", script);
  type_into (job, PATH, package);
  mls_editor_wait_label (job->editor, "1 edit is as it was");
  mls_job_save_picture (job, "packages-back");
  expect_told (job, "The work package is back");
  mls_job_expect_value (job, "Anna back", STATES);
  mls_job_expect_value (job, "Anna split", "SELECT author || ' ' || verb FROM operation ORDER BY id DESC LIMIT 1");

  /* What is no package changes nothing. */
  type_into (job, PATH, job->path);
  expect_told (job, "The project is as it was");

  type_into (job, WHO, "Bob");
  expect_told (job, "The work package is out");
  mls_job_expect_value (job, "Anna back, Bob out", STATES);
  mls_job_save_picture (job, "packages-out");
  mls_job_press (job, "Forget the work package of Bob");
  mls_job_expect_value (job, "Anna back, Bob forgotten", STATES);
  mls_job_save_picture (job, "packages-forgotten");

  leave_packages (job);
  unlink (package);
  unlink (other);
}

#define WOODS "CS4.1.2 US7.0.0"

#define SETTLED "SELECT group_concat (state || ' ' || coalesce (settler, '-'), ', ') FROM set_aside"
#define EDITS   "SELECT group_concat (author || ' ' || verb, ', ') FROM operation WHERE id > 2"

static void
expect_codes (MlsJob *job, guint side, const char *expected)
{
  g_autofree char *codes = mls_project_file_codes (job->path, job->sides[side], "24");

  g_assert_cmpstr (codes, ==, expected);
}

/* Anna parts the field, and here all of it becomes a meadow. */
static void
make_clash (MlsJob *job)
{
  g_autofree char *package = package_of (job, "Anna");
  g_autofree char *script = script_of (job, WOODS);

  open_packages (job);
  type_into (job, WHO, "Anna");
  expect_told (job, "The work package is out");
  leave_packages (job);
  mls_cli_edit (package, "Anna", script);

  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_screen_key (job->screen, "F3");
  mls_job_expect_value (job, "operator recode", EDITS);

  open_packages (job);
  type_into (job, PATH, package);
  mls_editor_wait_label (job->editor, "1 edit clashes with those of others");
  expect_told (job, "The work package is back");
  leave_packages (job);
  mls_job_expect_value (job, "open -", SETTLED);
  unlink (package);
}

/* The first in the list: seen from three sides. */
static void
go_to_clash (MlsJob *job)
{
  mls_job_wait_list (job);
  mls_editor_wait_label (job->editor, "Set aside: Split by Anna");
  mls_screen_key (job->screen, "Right");
  mls_editor_wait_panes (job->editor, 3);
  mls_editor_wait_label (job->editor, "2024 · before both");
  mls_editor_wait_label (job->editor, "2024 · theirs: Anna");
  mls_editor_wait_label (job->editor, "2024 · ours");
}

/* What clashes is taken by a key, and the map is theirs; taken back it is to be decided again, and is left as it is. */
static void
test_clash (MlsJob *job, gconstpointer data)
{
  make_clash (job);
  go_to_clash (job);
  cairo_surface_destroy (mls_job_look_still (job));
  mls_job_save_picture (job, "packages-clash");

  mls_screen_key (job->screen, "Return");
  mls_job_expect_value (job, "taken operator", SETTLED);
  mls_job_expect_value (job, "operator recode, Anna split", EDITS);
  mls_editor_wait_label (job->editor, "All that was set aside is settled");
  mls_editor_wait_panes (job->editor, 1);
  mls_job_expect_value (job, "1", "SELECT count (*) FROM coverage WHERE cs24 = 'CS4.1.2' AND "
                                  "since = (SELECT max (id) FROM operation)");

  /* Of another author: it is shown first. */
  mls_screen_key (job->screen, "Control_L+z");
  mls_wait_idle (0.5);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_value (job, "open operator", SETTLED);
  expect_codes (job, 0, MEADOW);
  expect_codes (job, 1, MEADOW);

  go_to_clash (job);
  mls_screen_key (job->screen, "Shift_L+Return");
  mls_job_expect_value (job, "kept operator", SETTLED);
  mls_editor_wait_panes (job->editor, 1);
  expect_codes (job, 0, MEADOW);
  expect_codes (job, 1, MEADOW);
}

#define ADD(name, func) \
  g_test_add ("/window/packages/" name, MlsJob, "packages", mls_job_set_up, func, mls_job_tear_down)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  ADD ("round", test_round);
  ADD ("clash", test_clash);

  return g_test_run ();
}
