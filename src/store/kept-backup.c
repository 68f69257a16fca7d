#include "store/kept-backup.h"

#include "store/backup.h"
#include "store/error.h"
#include "store/format.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Which copies are kept: the newest, then the last one of each day, then of each week. */
#define N_NEWEST 3
#define N_DAYS   7
#define N_WEEKS  4

/* To the millisecond, as operations tell it: what was done after a copy must not look as if it were in it. */
#define TIME_FORMAT "%Y%m%dT%H%M%S"
#define ENDING      ".gpkg"

/* What was begun and is that old, in seconds, nobody is writing any more. */
#define ABANDONED (24 * 60 * 60)

/**
 * mls_backup_free:
 * @backup: (transfer full): a copy that was made
 */
void
mls_backup_free (MlsBackup *backup)
{
  g_free (backup->path);
  g_date_time_unref (backup->time);
  g_free (backup);
}

/**
 * mls_backup_folder:
 * @root: where copies of all projects are
 * @project: a project file
 *
 * Returns: (transfer full): where those of this one are: two projects of one name have two
 */
char *
mls_backup_folder (const char *root, const char *project)
{
  g_autofree char *resolved = mls_database_resolve (project);
  g_autofree char *name = g_path_get_basename (resolved);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, resolved, -1);
  g_autofree char *folder = NULL;

  if (g_str_has_suffix (name, ENDING))
    name[strlen (name) - strlen (ENDING)] = '\0';
  folder = g_strdup_printf ("%s-%.8s", name, sum);

  return g_build_filename (root, folder, NULL);
}

/* "20261130T101200123Z" */
static char *
print_time (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *seconds = g_date_time_format (utc, TIME_FORMAT);

  return g_strdup_printf ("%s%03dZ", seconds, g_date_time_get_microsecond (utc) / 1000);
}

/* The time in "NAME-20261130T101200123Z.gpkg"; %NULL for a file that is none of ours. */
static GDateTime *
read_time (const char *name)
{
  int year, month, day, hour, minute, second, thousandth, end = 0;
  const char *dash = strrchr (name, '-');

  if (dash == NULL ||
      sscanf (dash, "-%4d%2d%2dT%2d%2d%2d%3dZ" ENDING "%n", &year, &month, &day, &hour, &minute, &second, &thousandth,
              &end) != 7 ||
      end == 0 || dash[end] != '\0')
    return NULL;

  return g_date_time_new_utc (year, month, day, hour, minute, second + thousandth / 1000.0);
}

static int
compare_times (gconstpointer left, gconstpointer right)
{
  const MlsBackup *const *a = left, *const *b = right;

  return -g_date_time_compare ((*a)->time, (*b)->time);
}

/**
 * mls_backup_list:
 * @folder: where copies of a project are
 *
 * Returns: (transfer full) (element-type MlsBackup): those that are there, the newest first
 */
GPtrArray *
mls_backup_list (const char *folder)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_backup_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      GDateTime *time = read_time (name);
      MlsBackup *backup;
      GStatBuf status;

      if (time == NULL)
        continue;

      backup = g_new0 (MlsBackup, 1);
      backup->path = g_build_filename (folder, name, NULL);
      backup->time = time;
      backup->bytes = g_stat (backup->path, &status) == 0 ? status.st_size : 0;
      g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_times);

  return backups;
}

/* Days since some day, by the clock on the wall. */
static gint64
day_of (GDateTime *time)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);

  return (g_date_time_to_unix (local) + g_date_time_get_utc_offset (local) / G_TIME_SPAN_SECOND) / (24 * 60 * 60);
}

/* By the calendar: what is the last of its week stays that as it grows older. The first of all days was a Thursday. */
static gint64
week_of (gint64 day)
{
  return (day + 3) / 7;
}

/**
 * mls_backup_surplus:
 * @backups: (element-type MlsBackup): the newest first
 * @now: the time
 *
 * The newest three stay, the last one of each of seven days, and the last one of each of four weeks.
 *
 * Returns: (transfer container) (element-type MlsBackup): those that need not be kept
 */
GPtrArray *
mls_backup_surplus (GPtrArray *backups, GDateTime *now)
{
  GPtrArray *surplus = g_ptr_array_new ();
  gint64 today = day_of (now), last_day = G_MAXINT64, last_week = G_MAXINT64;

  for (guint i = 0; i < backups->len; i++)
    {
      MlsBackup *backup = g_ptr_array_index (backups, i);
      gint64 day = day_of (backup->time), week = week_of (day);
      gboolean is_of_day = day != last_day && today - day < N_DAYS;
      gboolean is_of_week = week != last_week && week_of (today) - week < N_WEEKS;

      last_day = day;
      last_week = week;
      if (i >= N_NEWEST && !is_of_day && !is_of_week)
        g_ptr_array_add (surplus, backup);
    }

  return surplus;
}

static gboolean
fail_at (const char *path, GError **error)
{
  g_set_error (error, MLS_STORE_ERROR, errno == ENOSPC ? MLS_STORE_ERROR_FULL : MLS_STORE_ERROR_IO,
               _("“%s” cannot be written: %s"), path, g_strerror (errno));

  return FALSE;
}

/* Where a program was killed in the midst of a copy that is left behind, under the name of no copy. */
static void
clear_abandoned (const char *folder, GDateTime *now)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      if (g_str_has_suffix (name, ENDING ".part") && g_stat (path, &status) == 0 &&
          g_date_time_to_unix (now) - status.st_mtime > ABANDONED)
        g_unlink (path);
    }
}

static void
thin_out (const char *folder, GDateTime *now)
{
  g_autoptr (GPtrArray) backups = mls_backup_list (folder);
  g_autoptr (GPtrArray) surplus = mls_backup_surplus (backups, now);

  for (guint i = 0; i < surplus->len; i++)
    g_unlink (((const MlsBackup *) g_ptr_array_index (surplus, i))->path);
}

/**
 * mls_backup_keep:
 * @folder: where copies of a project are; it is made if it is not there
 * @project: the project file
 * @now: the time
 * @progress: (scope call) (nullable): asked whether to go on
 * @user_data: for @progress
 * @path: (out) (optional): the copy
 * @error: as for mls_backup_make()
 *
 * Makes one more copy, which only can be read, and takes away those that need not be kept, but only once the new one is there.
 *
 * Returns: whether it is there
 */
gboolean
mls_backup_keep (const char           *folder,
                 const char           *project,
                 GDateTime            *now,
                 MlsStoreProgressFunc  progress,
                 gpointer              user_data,
                 char                **path,
                 GError              **error)
{
  g_autofree char *time = print_time (now);
  g_autofree char *base = g_path_get_basename (folder);
  g_autofree char *name = g_strconcat (base, "-", time, ENDING, NULL);
  g_autofree char *copy = g_build_filename (folder, name, NULL);
  g_autoptr (MlsDatabase) from = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_at (folder, error);

  from = mls_database_open (project, MLS_DATABASE_READ_ONLY, error);
  if (from == NULL || !mls_format_check (from, error) || !mls_backup_make (from, copy, progress, user_data, error))
    return FALSE;

  g_chmod (copy, 0444);
  clear_abandoned (folder, now);
  thin_out (folder, now);
  if (path != NULL)
    *path = g_steal_pointer (&copy);

  return TRUE;
}

/**
 * mls_backup_bring:
 * @backup: a copy
 * @project: the project that it is of
 * @path: (out): a file beside that, which did not exist
 * @error: a #MLS_STORE_ERROR
 *
 * Copies it to where it can be worked on; the project stays as it is, and so does the copy.
 *
 * Returns: whether it is there
 */
gboolean
mls_backup_bring (const MlsBackup *backup, const char *project, char **path, GError **error)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (backup->time);
  g_autofree char *time = g_date_time_format (local, "%Y-%m-%d %Hh%M");
  g_autofree char *stem = g_strndup (project, strlen (project) - (g_str_has_suffix (project, ENDING) ? strlen (ENDING) : 0));
  g_autofree char *beside = g_strdup_printf ("%s (%s)" ENDING, stem, time);
  g_autoptr (GFile) from = g_file_new_for_path (backup->path);
  g_autoptr (GFile) to = g_file_new_for_path (beside);
  g_autoptr (GError) reason = NULL;

  if (g_file_copy (from, to, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &reason))
    {
      *path = g_steal_pointer (&beside);
      return TRUE;
    }

  g_set_error_literal (error, MLS_STORE_ERROR,
                       g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS)     ? MLS_STORE_ERROR_EXISTS
                       : g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? MLS_STORE_ERROR_FULL
                                                                                   : MLS_STORE_ERROR_IO,
                       reason->message);
  return FALSE;
}
