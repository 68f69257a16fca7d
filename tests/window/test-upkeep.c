/* What is done with the file rather than with the map: deliveries sealed and verified, a history made shorter, the file
 * checked. */

#include "cli.h"
#include "job.h"

#include "store/kept-backup.h"
#include "wait.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define PATIENCE_S 20

static void
fill_in (MlsJob *job, const char *name, const char *text)
{
  AtspiAccessible *entry = mls_widget_wait (mls_editor_get_program (job->editor), ATSPI_ROLE_TEXT, name);

  mls_widget_set_text (entry, text);
  g_object_unref (entry);
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

  mls_job_choose (job, "Deliveries and reports", "Versions and deliveries…");
  expect (job, "None has been named yet");
  fill_in (job, "Name", "lot 1");
  fill_in (job, "Message", "To the region");
  mls_job_press (job, "Seal");
  mls_job_expect_value (job, "lot 1 operator To the region",
                        "SELECT name || ' ' || author || ' ' || message FROM version WHERE fingerprint NOT NULL");
  fingerprint = mls_project_file_read (job->path, "SELECT fingerprint FROM version");
  shortened = g_strdup_printf ("%.4s %.4s %.4s", fingerprint, fingerprint + 4, fingerprint + 8);
  expect (job, shortened);
  mls_job_press (job, "Verify that “lot 1” is what was sealed");
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

  mls_job_recode_field (job, "411700");
  mls_job_expect_last (job, "recode", n + 1);
  mls_screen_key (job->screen, "Escape");
  mls_job_recode_field (job, "630113");
  mls_job_expect_last (job, "recode", n + 2);
  mls_screen_key (job->screen, "Escape");
  mls_job_choose (job, "Project", "The project’s file…");
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
  mls_job_press (job, "Compact…");
  expect (job, "Compact the History?");
  mls_job_save_picture (job, "file-compact-asked");
  mls_screen_key (job->screen, "Alt_L+o");
  expect (job, "Compacted");
  fold = g_strdup_printf ("%d compact recode 2", n + 2);
  mls_job_expect_value (job, fold, "SELECT id || ' ' || verb || ' ' || summary FROM operation ORDER BY id DESC LIMIT 1");
  mls_job_save_picture (job, "file-compacted");
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (0.5);
  mls_job_press (job, "Check the File");
  expect (job, "The file is sound, and so is its whole history.");
  mls_job_save_picture (job, "file-sound");
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (0.5);

  mls_screen_key (job->screen, "Control_L+z");
  mls_wait_idle (0.5);
  mls_job_expect_last (job, "compact", n + 1);
  mls_job_recode_field (job, "411700");
  mls_job_expect_last (job, "recode", n + 2);
}

/* Copies */

static char *
dup_root (void)
{
  return g_build_filename (g_get_user_data_dir (), "millesime", "backups", NULL);
}

static GPtrArray *
list_backups (MlsJob *job)
{
  g_autofree char *root = dup_root ();
  g_autofree char *folder = mls_backup_folder (root, job->path);

  return mls_backup_list (folder);
}

static char *
newest_backup (MlsJob *job)
{
  g_autoptr (GPtrArray) backups = list_backups (job);

  return backups->len > 0 ? g_strdup (((const MlsBackup *) g_ptr_array_index (backups, 0))->path) : NULL;
}

/* Waits until the newest copy has the operation. */
static void
wait_backup (MlsJob *job, const char *verb)
{
  for (int i = 0; i < 10 * PATIENCE_S; i++)
    {
      g_autofree char *path = newest_backup (job);
      g_autofree char *last =
        path != NULL ? mls_project_file_read (path, "SELECT verb FROM operation ORDER BY id DESC LIMIT 1") : NULL;

      if (g_strcmp0 (last, verb) == 0)
        return;
      mls_wait_idle (0.1);
    }
  g_error ("No backup has “%s”", verb);
}

/* Where the copy goes that is opened, of the newest backup or an older one. */
static char *
dup_brought (MlsJob *job, guint i)
{
  g_autoptr (GPtrArray) backups = list_backups (job);
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *stem = g_strndup (job->path, strlen (job->path) - strlen (".gpkg"));
  g_autofree char *at = NULL;

  g_assert_cmpuint (backups->len, ==, i + 1);
  local = g_date_time_to_local (((const MlsBackup *) g_ptr_array_index (backups, i))->time);
  at = g_date_time_format (local, "%Y-%m-%d %Hh%M");

  return g_strdup_printf ("%s (%s).gpkg", stem, at);
}

/* One when it is opened, and one at the end if something was done; from there it is gone back to. */
static void
test_backups (MlsJob *job, gconstpointer data)
{
  int n = mls_job_count_operations (job);
  g_autofree char *first = NULL;
  g_autofree char *brought = NULL;

  wait_backup (job, "import");
  first = newest_backup (job);
  mls_wait_idle (1.5);
  mls_job_recode_field (job, "411700");
  mls_job_expect_last (job, "recode", n + 1);
  mls_job_stop (job);
  wait_backup (job, "recode");
  g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS));

  /* Nothing was done since: no more are made. */
  mls_job_start (job);
  mls_job_choose (job, "Project", "The project’s file…");
  expect (job, "They are in ");
  mls_job_save_picture (job, "file-backups");
  brought = dup_brought (job, 1);
  g_unlink (brought);
  {
    g_autoptr (GPtrArray) buttons = mls_widget_find_all (mls_editor_get_program (job->editor), ATSPI_ROLE_PUSH_BUTTON, NULL);
    AtspiAccessible *last = NULL;

    for (guint i = 0; i < buttons->len; i++)
      {
        g_autofree char *name = atspi_accessible_get_name (g_ptr_array_index (buttons, i), NULL);

        if (name != NULL && g_str_has_prefix (name, "Open a copy of the backup of "))
          last = g_ptr_array_index (buttons, i);
      }
    g_assert_nonnull (last);
    mls_widget_press (last);
  }
  mls_wait_idle (2);
  {
    g_autofree char *verb = mls_project_file_read (brought, "SELECT verb FROM operation ORDER BY id DESC LIMIT 1");

    g_assert_cmpstr (verb, ==, "import");
  }
  mls_job_stop (job);
  mls_project_file_check (brought);
  g_unlink (brought);
}

/* Where they cannot be written that is said in a line, and the work goes on. */
static void
test_no_room (MlsJob *job, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "millesime", NULL);
  g_autofree char *aside = g_strconcat (folder, ".aside", NULL);
  int n = mls_job_count_operations (job);

  if (g_file_test (folder, G_FILE_TEST_EXISTS))
    g_assert_cmpint (g_rename (folder, aside), ==, 0);
  g_assert_true (g_file_set_contents (folder, "", -1, NULL));
  mls_job_start (job);
  expect (job, "No backup was made: ");
  mls_job_save_picture (job, "backup-none");
  mls_job_recode_field (job, "411700");
  mls_job_expect_last (job, "recode", n + 1);
  mls_job_stop (job);
  g_unlink (folder);
  if (g_file_test (aside, G_FILE_TEST_EXISTS))
    g_assert_cmpint (g_rename (aside, folder), ==, 0);
}

/* The page of the file where a table begins, or one of its rows. */
static void
spoil (MlsJob *job, const char *which_page)
{
  g_autofree char *number = mls_project_file_read (job->path, which_page);
  gsize page = (gsize) g_ascii_strtoll (number, NULL, 10);
  FILE *file = g_fopen (job->path, "r+b");
  char bytes[4096];

  memset (bytes, 0x5a, sizeof bytes);
  g_assert_cmpint (fseek (file, (long) ((page - 1) * sizeof bytes), SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (bytes, sizeof bytes, 1, file), ==, 1);
  fclose (file);
}

/* What is damaged is named, and the way back shown: in the project where that can be looked at, at the start where not. */
static void
test_damaged (MlsJob *job, gconstpointer data)
{
  g_autofree char *whole = NULL;
  g_autofree char *brought = NULL;
  gsize length;

  mls_job_start (job);
  wait_backup (job, "import");
  mls_job_stop (job);
  g_assert_true (g_file_get_contents (job->path, &whole, &length, NULL));

  spoil (job, "SELECT rootpage FROM sqlite_schema WHERE name = 'operation_origin'");
  mls_job_start (job);
  mls_job_choose (job, "Project", "The project’s file…");
  mls_job_press (job, "Check the File");
  expect (job, "“operation”: ");
  mls_job_save_picture (job, "file-damaged");
  mls_screen_key (job->screen, "Escape");
  mls_wait_idle (0.5);
  mls_job_stop (job);

  g_assert_true (g_file_set_contents (job->path, whole, (gssize) length, NULL));
  spoil (job, "SELECT rootpage FROM sqlite_schema WHERE name = 'vintage'");
  job->editor = mls_editor_launch (job->path, "operator");
  job->screen = mls_editor_get_screen (job->editor);
  mls_program_meet (mls_editor_get_program (job->editor));
  expect (job, "The Project Is Damaged");
  mls_wait_idle (0.5);
  mls_job_save_picture (job, "damaged");
  mls_screen_key (job->screen, "Return");
  mls_editor_expect (job->editor, ATSPI_ROLE_INVALID, "Map");
  brought = dup_brought (job, 0);
  g_assert_true (g_file_test (brought, G_FILE_TEST_EXISTS));

  /* What the driver takes for the window was the question. */
  mls_job_kill (job);
  g_unlink (brought);
  g_assert_true (g_file_set_contents (job->path, whole, (gssize) length, NULL));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/upkeep/delivery", MlsJob, "delivery", mls_job_set_up, test_delivery, mls_job_tear_down);
  g_test_add ("/window/upkeep/compact", MlsJob, "compact", mls_job_set_up, test_compact, mls_job_tear_down);
  g_test_add ("/window/upkeep/backups", MlsJob, "backups", mls_job_set_up, test_backups, mls_job_tear_down);
  g_test_add ("/window/upkeep/no-room", MlsJob, "no-room", mls_job_set_up_closed, test_no_room, mls_job_tear_down);
  g_test_add ("/window/upkeep/damaged", MlsJob, "damaged", mls_job_set_up_closed, test_damaged, mls_job_tear_down);

  return g_test_run ();
}
