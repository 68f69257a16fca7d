/* A lead of control draws a sample, hands parts of it out, and takes it in hand, all in the window. */

#include "cli.h"
#include "job.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>

#define SEED "Seed: the same number draws the same regions"

#define DIFFICULT "CS6.3.0"

#define TOLD     "To be drawn: "
#define DRAW     "Draw"
#define HAND_OUT "Hand Out"
#define FOR_WHOM "For whom: what they have made themselves is left out"

/* As the form tells it beforehand. */
#define DRAWN                                                                                                         \
  "SELECT '" TOLD "' || sum (n_drawn) || ' regions of ' || sum (n_regions + n_left) || ', in ' || count (*) || "        \
  "' classes' FROM stratum"

/* Beside the project, named after it. */
static char *
beside (MlsJob *job, const char *ending)
{
  g_autofree char *stem = g_strndup (job->path, strlen (job->path) - strlen (".gpkg"));

  return g_strconcat (stem, ending, NULL);
}

static void
set_entry (MlsJob *job, AtspiRole role, const char *name, const char *text)
{
  AtspiAccessible *entry = mls_widget_wait (mls_editor_get_program (job->editor), role, name);

  mls_widget_set_text (entry, text);
  g_object_unref (entry);
}

static void
expect (const char *path, const char *expected, const char *sql)
{
  if (!mls_project_file_comes_to (path, sql, expected))
    {
      g_autofree char *value = mls_project_file_read (path, sql);

      g_error ("“%s”, not “%s”: %s", value, expected, sql);
    }
}

static void
set_number (MlsJob *job, const char *name, double value)
{
  AtspiAccessible *spin = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_SPIN_BUTTON, name);

  g_assert_true (atspi_value_set_current_value (ATSPI_VALUE (spin), value, NULL));
  g_object_unref (spin);
}

/* Three times the share of a difficult class, and more to reach than is usual. */
static void
share_more (MlsJob *job)
{
  set_number (job, "Times the share of " DIFFICULT, 3);
  mls_editor_wait_label (job->editor, DIFFICULT " × 3");
  set_number (job, "Of all of them, %", 92.5);
}

/* What is told beforehand is what is drawn then. */
static void
test_draw (MlsJob *job, gconstpointer data)
{
  g_autofree char *sample = beside (job, "-cover-2024.controle.gpkg");
  g_autofree char *part = beside (job, "-cover-2024.controle-Chloé.gpkg");
  g_autofree char *told = NULL;
  g_autofree char *drawn = NULL;

  g_remove (sample);
  g_remove (part);
  mls_job_choose (job, "Quality control", "Draw a sample…");
  set_entry (job, ATSPI_ROLE_TEXT, SEED, "seven");
  mls_editor_wait_label (job->editor, "A seed is a whole number");
  set_entry (job, ATSPI_ROLE_TEXT, SEED, "7");
  mls_editor_wait_label (job->editor, TOLD);
  mls_job_save_picture (job, "sample-form");
  share_more (job);
  told = mls_editor_read_label (job->editor, TOLD);
  mls_job_press (job, DRAW);
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Judge It");
  mls_job_save_picture (job, "sample-drawn");
  drawn = mls_project_file_read (sample, DRAWN);
  g_assert_cmpstr (told, ==, drawn);
  expect (sample, "7", "SELECT seed FROM sample");
  expect (sample, "92.5|85.0", "SELECT agreed || '|' || agreed_class FROM sample");
  expect (sample, "1", "SELECT drawing LIKE '%--more " DIFFICULT "=3 %' FROM sample");
  expect (sample, "operator", "SELECT author FROM sample");

  set_entry (job, ATSPI_ROLE_TEXT, FOR_WHOM, "Chloé");
  mls_job_press (job, HAND_OUT);
  mls_editor_wait_label (job->editor, "Written beside the sample: ");
  mls_job_save_picture (job, "sample-handed-out");

  expect (part, "142", "SELECT count (*) FROM unit");

  mls_job_press (job, "Judge It");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Leave the sample");
  mls_editor_wait_label (job->editor, "Unit 1 ·");
}

/* The first part, below all of it in the list. */
static void
choose_first_part (MlsJob *job)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  AtspiAccessible *row = mls_widget_wait (program, ATSPI_ROLE_LABEL, "Part");

  mls_widget_click (program, row);
  mls_screen_key (job->screen, "Down");
  mls_screen_key (job->screen, "Return");
  mls_editor_wait_label (job->editor, "Part 1");
  g_object_unref (row);
}

/* Parts go out any day: of the sample in hand at once, of another one once it is chosen. */
static void
test_hand_out (MlsJob *job, gconstpointer data)
{
  g_autofree char *sample = beside (job, ".controle.gpkg");
  g_autofree char *first = beside (job, ".controle-1.gpkg");
  g_autofree char *second = beside (job, ".controle-Eve.gpkg");

  g_remove (sample);
  g_remove (first);
  g_remove (second);
  mls_cli_run ("sample", job->path, "--dimension=cover", "--vintage=24", "--seed=7", "-o", sample, NULL);
  mls_job_choose (job, "Quality control", "Hand a sample out…");
  mls_widget_choose_file (mls_editor_get_program (job->editor), sample);
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, HAND_OUT);
  mls_job_press (job, HAND_OUT);
  mls_editor_wait_label (job->editor, "Choose a part, or say whom it is for");
  choose_first_part (job);
  mls_job_press (job, HAND_OUT);
  mls_editor_wait_label (job->editor, "Written beside the sample: ");
  mls_job_save_picture (job, "sample-hand-out");
  expect (first, "1|1", "SELECT min (part) || '|' || max (part) FROM unit");
  mls_job_press (job, "Judge It");
  mls_editor_wait_label (job->editor, "Unit 1 ·");

  mls_job_choose (job, "Quality control", "Hand a sample out…");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, HAND_OUT);
  g_assert_null (mls_widget_find (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Judge It"));
  set_entry (job, ATSPI_ROLE_TEXT, FOR_WHOM, "Eve");
  mls_job_press (job, HAND_OUT);
  mls_editor_wait_label (job->editor, "Written beside the sample: ");
  expect (second, "142", "SELECT count (*) FROM unit");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, HAND_OUT);
}

static void
type_into (MlsJob *job, const char *name, const char *text)
{
  AtspiAccessible *entry = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, name);

  mls_widget_click (mls_editor_get_program (job->editor), entry);
  mls_screen_type (job->screen, text);
  mls_screen_key (job->screen, "Return");
  g_object_unref (entry);
}

/* A part that was judged elsewhere, with and without a name, comes back to the sample in hand. */
static void
test_merge (MlsJob *job, gconstpointer data)
{
  g_autofree char *sample = beside (job, ".controle.gpkg");
  g_autofree char *part = beside (job, ".noe.gpkg");

  g_remove (sample);
  g_remove (part);
  mls_cli_run ("sample", job->path, "--dimension=cover", "--vintage=24", "--seed=7", "-o", sample, NULL);
  mls_cli_run ("sample", "export", sample, "-o", part, NULL);
  mls_project_file_execute (part, "UPDATE controle SET etat_cqp = 'erreur', controleur = 'Noé' WHERE unite <= 3");
  mls_project_file_execute (part, "UPDATE controle SET etat_cqp = 'erreur' WHERE unite = 4");
  mls_project_file_execute (part, "UPDATE controle SET etat_cqp = 'ok', controleur = 'operator' WHERE unite = 5");
  mls_editor_judge (job->editor, job->path, sample, NULL);
  mls_editor_wait_label (job->editor, "0 of ");
  mls_job_choose (job, "Quality control", "Bring judgements back…");
  mls_job_press (job, "Add Files…");
  mls_widget_choose_file (mls_editor_get_program (job->editor), part);
  mls_editor_wait_label (job->editor, "4 added · 0 changed · 0 the same · 0 older · 0 in conflict · 1 left out");
  mls_editor_wait_label (job->editor, "1 of ");
  mls_job_save_picture (job, "sample-merged");
  expect (sample, "3", "SELECT count (*) FROM controle WHERE controleur = 'Noé' AND etat_cqp = 'erreur'");

  type_into (job, "Whose are the rows without a name?", "Eve");
  mls_editor_wait_label (job->editor, "1 added · 0 changed · 4 the same · 0 older · 0 in conflict · 0 left out");
  expect (sample, "4", "SELECT unite FROM controle WHERE controleur = 'Eve'");
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Add Files…");
}

/* What is judged of a sample is printed. */
static void
test_print (MlsJob *job, gconstpointer data)
{
  g_autofree char *sample = beside (job, ".controle.gpkg");
  g_autofree char *report = beside (job, ".controle.pdf");

  g_remove (sample);
  g_remove (report);
  mls_cli_run ("sample", job->path, "--dimension=cover", "--vintage=24", "--seed=7", "-o", sample, NULL);
  mls_editor_judge (job->editor, job->path, sample, NULL);
  mls_editor_wait_label (job->editor, "Unit 1 ·");
  mls_screen_key (job->screen, "o");
  mls_editor_wait_label (job->editor, "Unit 2 ·");
  mls_job_press (job, "What the sample says of the map");
  mls_job_press (job, "Report as PDF…");
  mls_job_press (job, "_Save Save");
  mls_editor_wait_label (job->editor, "Report written: ");
  mls_job_save_picture (job, "sample-printed");
  g_assert_true (g_file_test (report, G_FILE_TEST_EXISTS));
  mls_screen_key (job->screen, "Escape");
  mls_widget_wait_gone (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, "Report as PDF…");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/sample/draw", MlsJob, "sample-draw", mls_job_set_up, test_draw, mls_job_tear_down);
  g_test_add ("/window/sample/hand-out", MlsJob, "sample-hand-out", mls_job_set_up, test_hand_out, mls_job_tear_down);
  g_test_add ("/window/sample/merge", MlsJob, "sample-merge", mls_job_set_up, test_merge, mls_job_tear_down);
  g_test_add ("/window/sample/print", MlsJob, "sample-print", mls_job_set_up, test_print, mls_job_tear_down);

  return g_test_run ();
}
