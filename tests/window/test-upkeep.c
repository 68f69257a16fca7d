/* What is done with the file rather than with the map: deliveries sealed and verified, a history made shorter, the file
 * checked. */

#include "cli.h"
#include "job.h"

#include <gdal.h>
#include <locale.h>

/* Where a menu lies on the screen GTK 4.8 does not tell: its buttons are pressed without the pointer. */
static void
press_item (MlsJob *job, const char *name)
{
  AtspiAccessible *item = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, name);

  mls_widget_press (item);
  mls_wait_idle (0.5);
  g_object_unref (item);
}

static void
choose (MlsJob *job, const char *name)
{
  mls_screen_key (job->screen, "F10");
  mls_wait_idle (0.5);
  press_item (job, name);
  mls_wait_idle (0.5);
}

static void
press (MlsJob *job, const char *name)
{
  AtspiAccessible *widget = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, name);

  mls_widget_press (widget);
  g_object_unref (widget);
}

static void
fill_in (MlsJob *job, const char *name, const char *text)
{
  AtspiAccessible *entry = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, name);

  mls_widget_set_text (entry, text);
  g_object_unref (entry);
}

static void
recode_field (MlsJob *job, const char *digits)
{
  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_screen_type (job->screen, digits);
}

static void
expect (MlsJob *job, const char *text)
{
  mls_editor_wait_label (job->editor, text);
}

/* Sealed, listed with its short fingerprint, and the same when it is verified, there and by the command line. */
static void
test_delivery (MlsJob *job, gconstpointer data)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *shortened = NULL;

  choose (job, "Versions and Deliveries…");
  expect (job, "None has been named yet");
  fill_in (job, "Name", "lot 1");
  fill_in (job, "Message", "To the region");
  press (job, "Seal");
  mls_job_expect_value (job, "lot 1 operator To the region",
                        "SELECT name || ' ' || author || ' ' || message FROM version WHERE fingerprint NOT NULL");
  fingerprint = mls_project_file_read (job->path, "SELECT fingerprint FROM version");
  shortened = g_strdup_printf ("%.4s %.4s %.4s", fingerprint, fingerprint + 4, fingerprint + 8);
  expect (job, shortened);
  press (job, "Verify that “lot 1” is what was sealed");
  expect (job, "“lot 1” is what it was when it was sealed.");
  mls_job_save_picture (job, "delivery-verified");
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (0.5);
  mls_job_save_picture (job, "deliveries");
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (0.5);
  mls_cli_run ("verify", job->path, "lot 1", NULL);
}

/* What is told before is what becomes of it; what has a name is there afterwards, and undo has nothing to undo. */
static void
test_compact (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  g_autofree char *fold = NULL;

  recode_field (job, "411700");
  mls_job_expect_last (job, "recode", n + 1);
  mls_screen_key (job->screen, "Escape");
  recode_field (job, "630113");
  mls_job_expect_last (job, "recode", n + 2);
  mls_screen_key (job->screen, "Escape");
  choose (job, "The Project’s File…");
  expect (job, "Nothing is as old as that.");
  mls_job_save_picture (job, "file");
  {
    AtspiAccessible *choice = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_INVALID, "Compact");

    mls_widget_click (mls_editor_get_program (job->editor), choice);
    g_object_unref (choice);
  }
  mls_wait_idle (0.5);
  for (guint i = 0; i < 3; i++)
    mls_screen_key (job->screen, "Down");
  mls_screen_key (job->screen, "Return");
  expect (job, "2 operations become 1");
  mls_job_save_picture (job, "file-compact");
  press (job, "Compact…");
  expect (job, "Compact the History?");
  mls_job_save_picture (job, "file-compact-asked");
  mls_screen_key (job->screen, "Alt_L+o");
  expect (job, "Compacted");
  fold = g_strdup_printf ("%d compact recode 2", n + 2);
  mls_job_expect_value (job, fold, "SELECT id || ' ' || verb || ' ' || summary FROM operation ORDER BY id DESC LIMIT 1");
  mls_job_save_picture (job, "file-compacted");
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (0.5);
  press (job, "Check the File");
  expect (job, "The file is sound, and so is its whole history.");
  mls_job_save_picture (job, "file-sound");
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (0.5);

  mls_screen_key (job->screen, "Control_L+z");
  mls_wait_idle (0.5);
  mls_job_expect_last (job, "compact", n + 1);
  recode_field (job, "411700");
  mls_job_expect_last (job, "recode", n + 2);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/upkeep/delivery", MlsJob, "delivery", mls_job_set_up, test_delivery, mls_job_tear_down);
  g_test_add ("/window/upkeep/compact", MlsJob, "compact", mls_job_set_up, test_compact, mls_job_tear_down);

  return g_test_run ();
}
