#include "store/backup.h"

#include "store/disk.h"
#include "store/error.h"
#include "store/link.h"
#include "store/store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Pages between two looks at whether it is still wanted: a megabyte. */
#define STEP 256

/* How often, and how long, to wait for whoever writes the file just now, ms. */
#define N_WAITS 60
#define WAIT    50

static gboolean
go_on (sqlite3_backup *backup, MlsStoreProgressFunc func, gpointer user_data)
{
  int n = sqlite3_backup_pagecount (backup);

  return func == NULL || n == 0 || func (1 - (double) sqlite3_backup_remaining (backup) / n, user_data);
}

/* Returns what SQLite says at the end, %SQLITE_INTERRUPT if it was given up. */
static int
copy_pages (sqlite3_backup *backup, MlsStoreProgressFunc func, gpointer user_data)
{
  int n_waits = 0;

  for (;;)
    {
      int code = sqlite3_backup_step (backup, STEP);

      if (code == SQLITE_DONE)
        return SQLITE_OK;

      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        {
          if (++n_waits > N_WAITS)
            return code;
          sqlite3_sleep (WAIT);
        }
      else if (code != SQLITE_OK)
        return code;

      if (!go_on (backup, func, user_data))
        return SQLITE_INTERRUPT;
    }
}

/* Which of the two files failed is told by the one that knows of an error. */
static void
set_error (MlsDatabase *from, MlsDatabase *to, int code, GError **error)
{
  if (code == SQLITE_INTERRUPT)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED, _("Cancelled; there is no copy"));
  else
    mls_database_set_error (sqlite3_errcode (to->handle) == SQLITE_OK ? from : to, code, error);
}

static gboolean
copy (MlsDatabase *from, MlsDatabase *to, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  int code;

  if (backup == NULL)
    {
      mls_database_set_error (to, sqlite3_errcode (to->handle), error);
      return FALSE;
    }

  code = copy_pages (backup, func, user_data);
  sqlite3_backup_finish (backup);
  if (code != SQLITE_OK)
    set_error (from, to, code, error);

  return code == SQLITE_OK;
}

/* Where a file says of itself that it is written with a WAL, and how it says that it is not. */
#define HEADER_VERSIONS 18
#define NO_WAL "\1\1"

/* A copy says so if the other one does; SQLite would have to make that WAL to take it back. */
static gboolean
forget_wal (const char *path, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gboolean written = fd >= 0 && pwrite (fd, NO_WAL, 2, HEADER_VERSIONS) == 2;

  if (!written)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, "“%s”: %s", path, g_strerror (errno));
  if (fd >= 0)
    close (fd);

  return written;
}

/* Beside a write-ahead log a reader keeps nobody from writing, and may hold on to one state for as long as it likes. Beside a
 * rollback journal it would: there what others commit begins the copy anew. */
static gboolean
hold_state (MlsDatabase *from, GError **error)
{
  g_autoptr (sqlite3_stmt) mode = mls_database_prepare (from, "PRAGMA journal_mode", error);
  gboolean row;

  if (mode == NULL || !mls_database_step (from, mode, &row, error))
    return FALSE;

  return g_strcmp0 ((const char *) sqlite3_column_text (mode, 0), "wal") != 0 ||
         mls_database_exec (from, "BEGIN; SELECT 1 FROM sqlite_schema", error);
}

static gboolean
copy_one_state (MlsDatabase *from, MlsDatabase *to, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  gboolean is_own = sqlite3_get_autocommit (from->handle) != 0;
  gboolean copied = (!is_own || hold_state (from, error)) && copy (from, to, func, user_data, error);

  if (is_own)
    mls_database_rollback (from);

  return copied;
}

/* Read again from the disk: what cannot be is no copy. */
static gboolean
verify (const char *path, const char *name, GError **error)
{
  g_autoptr (MlsDatabase) copy = mls_database_open (path, MLS_DATABASE_READ_ONLY, error);
  g_autoptr (sqlite3_stmt) query =
    copy != NULL ? mls_database_prepare (copy, "PRAGMA quick_check (1)", error) : NULL;
  g_autofree char *text = NULL;
  gboolean row;

  if (query == NULL || !mls_database_step (copy, query, &row, error))
    return FALSE;

  text = mls_statement_dup_text (query, 0);
  if (g_strcmp0 (text, "ok") == 0)
    return TRUE;

  g_strdelimit (text, "\n", ' ');
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED, _("“%s” is damaged (%s)"), name, text);
  return FALSE;
}

/**
 * mls_backup_fill:
 * @from: a connection, to be left alone meanwhile
 * @path: a file that does not exist
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_CANCELLED, %MLS_STORE_ERROR_DAMAGED if what was copied does not read well, or another
 *   #MLS_STORE_ERROR
 *
 * Writes all that is committed into a file of its own, page by page, and reads that again. Others may read and write meanwhile;
 * beside a rollback journal what they commit begins it anew.
 *
 * Returns: whether it is whole, and on the disk; if not, there is no @path
 */
gboolean
mls_backup_fill (MlsDatabase *from, const char *path, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_autoptr (MlsDatabase) to = mls_database_open (path, MLS_DATABASE_PRIVATE, error);
  gboolean filled;

  if (to == NULL)
    return FALSE;

  /* Nobody needs half of it back. */
  filled = mls_database_exec (to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", error) &&
           copy_one_state (from, to, func, user_data, error);
  g_clear_pointer (&to, mls_database_free);
  filled = filled && forget_wal (path, error) && mls_disk_sync (path, error) && verify (path, from->name, error);
  if (!filled)
    g_unlink (path);

  return filled;
}

/* Gives what is written at @part its name. */
static gboolean
finish (const char *part, const char *path, gboolean whole, GError **error)
{
  if (whole && mls_disk_replace (part, path, error))
    return TRUE;

  g_unlink (part);
  return FALSE;
}

static char *
part_of (const char *path)
{
  char *part = g_strconcat (path, ".part", NULL);

  g_unlink (part);

  return part;
}

/**
 * mls_backup_make:
 * @from: a connection, to be left alone meanwhile
 * @path: a file; what is there is replaced, in one step, when all is written
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: as mls_backup_fill()
 *
 * Returns: whether @path is what @from is; if not, it is what it was
 */
gboolean
mls_backup_make (MlsDatabase *from, const char *path, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_autofree char *part = part_of (path);

  return finish (part, path, mls_backup_fill (from, part, func, user_data, error), error);
}

static gboolean
lead_links (MlsStore *self, const char *part, const char *path, GError **error)
{
  g_autoptr (MlsDatabase) copy = mls_database_open (part, MLS_DATABASE_READ_WRITE, error);

  return copy != NULL && mls_database_begin (copy, error) &&
         mls_links_lead (copy, mls_store_get_path (self), path, error) && mls_database_commit (copy, error);
}

/* It would lose its own name. */
static gboolean
check_target (MlsStore *self, const char *path, GError **error)
{
  if (strcmp (path, mls_store_get_path (self)) != 0 || !mls_store_is_there (self, NULL))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” cannot be a copy of itself"), self->database->name);
  return FALSE;
}

/**
 * mls_store_save_copy:
 * @self: a project
 * @path: a file that is not it; what is there is replaced, in one step, when all is written
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_EXISTS if it is it after all, else as mls_backup_fill()
 *
 * Writes all of it into another file, which finds its photos and layers from where it lies. That also works when the file
 * of @self has lost its name.
 *
 * Returns: whether @path is a project like @self; if not, it is what it was
 */
gboolean
mls_store_save_copy (MlsStore *self, const char *path, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_autofree char *resolved = mls_database_resolve (path);
  g_autofree char *part = part_of (resolved);

  return check_target (self, resolved, error) &&
         finish (part, resolved,
                 mls_backup_fill (self->database, part, func, user_data, error) && lead_links (self, part, resolved, error),
                 error);
}
