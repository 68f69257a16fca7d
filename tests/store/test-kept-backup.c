/* Which copies of a project are kept, and how one comes back. */

#include "sample.h"
#include "store/error.h"
#include "store/kept-backup.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static const Board board = { 6, 6, 20, 4, 0 };

static char *
file_in (const Sample *sample, const char *name)
{
  return g_build_filename (sample->folder, name, NULL);
}

static void
assert_project (const char *path)
{
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsDelta) delta = NULL;

  g_assert_no_error (error);
  face = mls_store_face (store, 7, &error);
  delta = sample_recode (face, "CS2.1.0", "US1.1.3");
  sample_apply (store, delta);
  mls_store_close (store, &error);
  g_assert_no_error (error);
}

static GDateTime *
at (const char *text)
{
  return g_date_time_new_from_iso8601 (text, NULL);
}

/* One that is kept is read-only, found again, and brought to where it can be worked on. */
static void
test_kept (void)
{
  Sample sample;
  g_autofree char *root = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *brought = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GDateTime) now = at ("2026-11-30T10:12:34.567Z");
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  sample_begin (&sample, &board);
  root = file_in (&sample, "kept");
  folder = mls_backup_folder (root, sample.path);
  g_assert_true (mls_backup_keep (folder, sample.path, now, NULL, NULL, &path, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (path, "-20261130T101234567Z.gpkg"));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0444);

  backups = mls_backup_list (folder);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_cmpint (ABS (g_date_time_difference (((MlsBackup *) g_ptr_array_index (backups, 0))->time, now)), <, 1000);
  g_assert_cmpint (((MlsBackup *) g_ptr_array_index (backups, 0))->bytes, ==, status.st_size);
  g_assert_true (mls_backup_bring (g_ptr_array_index (backups, 0), sample.path, &brought, &error));
  g_assert_no_error (error);
  assert_project (brought);
  g_assert_false (mls_backup_bring (g_ptr_array_index (backups, 0), sample.path, &again, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);
  sample_end (&sample);
}

static void
test_folders (void)
{
  g_autofree char *a = mls_backup_folder ("/kept", "/nowhere/a/map.gpkg");
  g_autofree char *b = mls_backup_folder ("/kept", "/nowhere/b/map.gpkg");
  g_autofree char *again = mls_backup_folder ("/kept", "/nowhere/a/map.gpkg");

  g_assert_true (g_str_has_prefix (a, "/kept/map-"));
  g_assert_cmpstr (a, !=, b);
  g_assert_cmpstr (a, ==, again);
}

static MlsBackup *
backup_at (gint64 minutes_ago, GDateTime *now)
{
  MlsBackup *backup = g_new0 (MlsBackup, 1);

  backup->time = g_date_time_add_minutes (now, (gint) -minutes_ago);

  return backup;
}

/* As they come in a year of work, an hour apart: never more than so many, the newest always, none ever of a week's that
 * was the last of its day too late. */
static void
test_rotation (void)
{
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_backup_free);
  g_autoptr (GDateTime) now = at ("2026-01-05T08:00:00Z");
  gint64 oldest_minutes = 0;

  for (guint hour = 0; hour < 24 * 120; hour++)
    {
      g_autoptr (GDateTime) then = g_steal_pointer (&now);
      g_autoptr (GPtrArray) surplus = NULL;
      const MlsBackup *newest, *oldest;

      now = g_date_time_add_hours (then, 1);
      g_ptr_array_insert (backups, 0, backup_at (0, now));
      surplus = mls_backup_surplus (backups, now);
      for (guint i = 0; i < surplus->len; i++)
        g_assert_true (g_ptr_array_remove (backups, g_ptr_array_index (surplus, i)));

      newest = g_ptr_array_index (backups, 0);
      oldest = g_ptr_array_index (backups, backups->len - 1);
      g_assert_true (g_date_time_equal (newest->time, now));
      g_assert_cmpuint (backups->len, <=, 3 + 7 + 4);
      oldest_minutes = g_date_time_difference (now, oldest->time) / G_TIME_SPAN_MINUTE;
      if (hour > 24 * 60)
        g_assert_cmpint (oldest_minutes, >=, 14 * 24 * 60);
    }
  g_assert_cmpuint (backups->len, >=, 3 + 5);
}

/* What a program that was killed has left goes a day later, and not while another one may be writing it. */
static void
test_abandoned (void)
{
  Sample sample;
  g_autofree char *folder = NULL;
  g_autofree char *part = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) soon = g_date_time_add_hours (now, 23);
  g_autoptr (GDateTime) later = g_date_time_add_hours (now, 25);

  sample_begin (&sample, &board);
  folder = file_in (&sample, "kept");
  part = file_in (&sample, "kept/map-20261130T101234567Z.gpkg.part");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (part, "x", -1, NULL));
  g_assert_true (mls_backup_keep (folder, sample.path, soon, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_true (mls_backup_keep (folder, sample.path, later, NULL, NULL, NULL, NULL));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  sample_end (&sample);
}

/* Files of others in that folder are none of ours. */
static void
test_strangers (void)
{
  Sample sample;
  static const char *const names[] = { "map-20261130T101234567Z.gpkg.part", "map-20261130.gpkg", "notes.txt", "map.gpkg",
                                       "map-20261399T101234567Z.gpkg" };
  g_autoptr (GPtrArray) backups = NULL;

  sample_begin (&sample, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = file_in (&sample, names[i]);

      g_assert_true (g_file_set_contents (path, "x", -1, NULL));
    }
  backups = mls_backup_list (sample.folder);
  g_assert_cmpuint (backups->len, ==, 0);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kept-backup/kept", test_kept);
  g_test_add_func ("/kept-backup/folders", test_folders);
  g_test_add_func ("/kept-backup/rotation", test_rotation);
  g_test_add_func ("/kept-backup/abandoned", test_abandoned);
  g_test_add_func ("/kept-backup/strangers", test_strangers);

  return g_test_run ();
}
