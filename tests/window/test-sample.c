/* A lead of control draws a sample, hands parts of it out, and takes it in hand, all in the window. */

#include "job.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>

#define SEED "Seed: the same number draws the same regions"

#define TOLD     "To be drawn: "
#define DRAW     "Draw"
#define HAND_OUT "Hand Out"

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
press (MlsJob *job, const char *name)
{
  AtspiAccessible *widget = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, name);

  mls_widget_press (widget);
  g_object_unref (widget);
}

/* As the mouse does it. */
static void
open_menu (MlsJob *job, const char *item)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  const char *const steps[] = { "Quality control", item };

  mls_screen_key (job->screen, "F10");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      AtspiAccessible *step = mls_widget_wait (program, ATSPI_ROLE_MENU_ITEM, steps[i]);

      mls_widget_press (step);
      g_object_unref (step);
    }
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
  open_menu (job, "Draw a sample…");
  set_entry (job, ATSPI_ROLE_TEXT, SEED, "seven");
  mls_editor_wait_label (job->editor, "A seed is a whole number");
  set_entry (job, ATSPI_ROLE_TEXT, SEED, "7");
  mls_editor_wait_label (job->editor, TOLD);
  told = mls_editor_read_label (job->editor, TOLD);
  mls_job_save_picture (job, "sample-form");
  press (job, DRAW);
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Judge It");
  mls_job_save_picture (job, "sample-drawn");
  drawn = mls_project_file_read (sample, DRAWN);
  g_assert_cmpstr (told, ==, drawn);
  expect (sample, "7", "SELECT seed FROM sample");
  expect (sample, "operator", "SELECT author FROM sample");

  set_entry (job, ATSPI_ROLE_TEXT, "For whom: what they have made themselves is left out", "Chloé");
  press (job, HAND_OUT);
  mls_editor_wait_label (job->editor, "Written beside the sample: ");
  mls_job_save_picture (job, "sample-handed-out");

  expect (part, "142", "SELECT count (*) FROM unit");

  press (job, "Judge It");
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Leave the sample");
  mls_editor_wait_label (job->editor, "Unit 1 ·");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/sample/draw", MlsJob, "sample-draw", mls_job_set_up, test_draw, mls_job_tear_down);

  return g_test_run ();
}
