#include "store/shelf.h"

#include "store/database.h"
#include "store/error.h"

#include <glib/gstdio.h>
#include <utime.h>

struct _MlsShelf
{
  char         *path;
  char         *kind;

  GMutex        mutex;    /* for all below */
  MlsDatabase  *database; /* (nullable): nothing can be kept at all */
  sqlite3_stmt *get;
  sqlite3_stmt *put;
};

static const char tables[] =
  "CREATE TABLE IF NOT EXISTS shelf (kind TEXT NOT NULL);"
  "CREATE TABLE IF NOT EXISTS origin (id INTEGER PRIMARY KEY, path TEXT NOT NULL);"
  "CREATE TABLE IF NOT EXISTS piece (level INTEGER, \"column\" INTEGER, \"row\" INTEGER, "
  "operation INTEGER NOT NULL, stamp INTEGER NOT NULL, bytes BLOB NOT NULL, "
  "PRIMARY KEY (level, \"column\", \"row\")) WITHOUT ROWID;";

/* No piece is worth a wait for the disk: a file that a power cut spoils is made again. Another window on
 * the same project reads on while pieces are written. */
static const char settings[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;";

static void
shut (MlsShelf *self)
{
  g_clear_pointer (&self->get, sqlite3_finalize);
  g_clear_pointer (&self->put, sqlite3_finalize);
  g_clear_pointer (&self->database, mls_database_free);
}

static gboolean
is_of_kind (MlsShelf *self, gboolean *is_new)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (self->database, "SELECT kind FROM shelf", NULL);
  gboolean row;

  if (query == NULL || !mls_database_step (self->database, query, &row, NULL))
    return FALSE;

  *is_new = !row;

  return !row || g_strcmp0 ((const char *) sqlite3_column_text (query, 0), self->kind) == 0;
}

static gboolean
prepare (MlsShelf *self)
{
  gboolean is_new;

  if (!mls_database_exec (self->database, tables, NULL) || !is_of_kind (self, &is_new) ||
      (is_new && !mls_database_run (self->database, NULL, "INSERT INTO shelf VALUES (?)", "s", self->kind)))
    return FALSE;

  self->get = mls_database_prepare (
    self->database, "SELECT operation, stamp, bytes FROM piece WHERE level = ? AND \"column\" = ? AND \"row\" = ?",
    NULL);
  self->put = mls_database_prepare (self->database, "INSERT OR REPLACE INTO piece VALUES (?, ?, ?, ?, ?, ?)",
                                    NULL);

  return self->get != NULL && self->put != NULL;
}

static gboolean
open_as (MlsShelf *self, MlsDatabaseMode mode)
{
  self->database = mls_database_open (self->path, mode, NULL);
  if (self->database != NULL && mls_database_exec (self->database, settings, NULL) && prepare (self))
    return TRUE;

  shut (self);

  return FALSE;
}

/**
 * mls_shelf_remove: (skip)
 * @path: the file of a shelf
 *
 * Nothing of it is left, with what SQLite has beside it.
 */
void
mls_shelf_remove (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
}

/* On the disk if that can be, in a file made again if need be, in memory else. */
static void
open_somewhere (MlsShelf *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  g_mkdir_with_parents (folder, 0700);
  if (open_as (self, MLS_DATABASE_CREATE))
    return;

  mls_shelf_remove (self->path);
  if (!open_as (self, MLS_DATABASE_CREATE))
    open_as (self, MLS_DATABASE_MEMORY);
}

/**
 * mls_shelf_new:
 * @path: its file, which may exist; one of another kind is replaced
 * @kind: what is kept: what was kept as another kind is not to be found
 *
 * Returns: (transfer full): a shelf
 */
MlsShelf *
mls_shelf_new (const char *path, const char *kind)
{
  MlsShelf *self = g_new0 (MlsShelf, 1);

  self->path = g_strdup (path);
  self->kind = g_strdup (kind);
  g_mutex_init (&self->mutex);
  open_somewhere (self);

  return self;
}

/**
 * mls_shelf_free:
 * @self: (transfer full): a shelf
 */
void
mls_shelf_free (MlsShelf *self)
{
  shut (self);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self->kind);
  g_free (self);
}

/**
 * mls_shelf_set_origin:
 * @self: a shelf
 * @path: the project that what is kept was worked out from
 *
 * A shelf whose project is gone is of no use, see mls_shelf_tidy(). It is in use from now on.
 */
void
mls_shelf_set_origin (MlsShelf *self, const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->database == NULL)
    return;

  mls_database_run (self->database, NULL, "INSERT OR REPLACE INTO origin VALUES (1, ?)", "s", path);
  utime (self->path, NULL);
}

/* What SQLite calls damaged is of no use to anybody, and a disk that is full or fails needs the room itself: from
 * then on memory keeps what comes. */
static void
take_failure (MlsShelf *self, const GError *error)
{
  gboolean is_damaged = g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED);

  if (!is_damaged && !g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FULL) &&
      !g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO))
    return;

  shut (self);
  mls_shelf_remove (self->path);
  if (is_damaged)
    open_somewhere (self);
  else
    open_as (self, MLS_DATABASE_MEMORY);
}

static void
bind_key (sqlite3_stmt *statement, const MlsShelfKey *key)
{
  sqlite3_bind_int (statement, 1, key->level);
  sqlite3_bind_int (statement, 2, key->column);
  sqlite3_bind_int (statement, 3, key->row);
}

/**
 * mls_shelf_get:
 * @self: a shelf
 * @key: a piece
 * @operation: (out): as of which operation it is
 * @stamp: (out): the stamp of that operation
 *
 * Returns: (transfer full) (nullable): the piece, if it is there
 */
GBytes *
mls_shelf_get (MlsShelf *self, const MlsShelfKey *key, gint64 *operation, gint64 *stamp)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = NULL;
  gboolean row;

  if (self->database == NULL)
    return NULL;

  bind_key (self->get, key);
  if (!mls_database_step (self->database, self->get, &row, &error))
    {
      sqlite3_reset (self->get);
      take_failure (self, error);
      return NULL;
    }

  if (row)
    {
      *operation = sqlite3_column_int64 (self->get, 0);
      *stamp = sqlite3_column_int64 (self->get, 1);
      bytes = g_bytes_new (sqlite3_column_blob (self->get, 2), (gsize) sqlite3_column_bytes (self->get, 2));
    }
  sqlite3_reset (self->get);

  return bytes;
}

static gboolean
write_piece (MlsShelf          *self,
             const MlsShelfKey *key,
             gint64             operation,
             gint64             stamp,
             GBytes            *bytes,
             GError           **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gboolean done;

  bind_key (self->put, key);
  sqlite3_bind_int64 (self->put, 4, operation);
  sqlite3_bind_int64 (self->put, 5, stamp);
  sqlite3_bind_blob (self->put, 6, data, (int) length, SQLITE_TRANSIENT);
  done = mls_database_step (self->database, self->put, NULL, error);
  sqlite3_reset (self->put);
  sqlite3_clear_bindings (self->put);

  return done;
}

/**
 * mls_shelf_put:
 * @self: a shelf
 * @key: a piece
 * @operation: as of which operation it is
 * @stamp: the stamp of that operation
 * @bytes: what it is, in place of what was kept of it
 */
void
mls_shelf_put (MlsShelf *self, const MlsShelfKey *key, gint64 operation, gint64 stamp, GBytes *bytes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GError) error = NULL;

  if (self->database == NULL || write_piece (self, key, operation, stamp, bytes, &error))
    return;

  take_failure (self, error);
  if (self->database != NULL)
    write_piece (self, key, operation, stamp, bytes, NULL);
}
