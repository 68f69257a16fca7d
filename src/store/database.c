#include "store/database.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/text.h"
#include "store/error.h"
#include "store/spatial-function.h"
#include "store/stand-in.h"

/* How long to wait for another program's transaction, ms: longer than a save in QGIS takes, shorter
 * than it takes to think that the program hangs. */
#define BUSY_TIMEOUT 3000

/* How often to ask whether to go on, in steps of SQLite's machine. */
#define STEPS 2000000

static MlsStoreError
error_code (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_ERROR: /* a table is not what it should be */
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return MLS_STORE_ERROR_DAMAGED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return MLS_STORE_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return MLS_STORE_ERROR_BUSY;
    case SQLITE_FULL:
      return MLS_STORE_ERROR_FULL;
    case SQLITE_CONSTRAINT:
      return MLS_STORE_ERROR_REFUSED;
    case SQLITE_INTERRUPT: /* see mls_database_watch() */
      return MLS_STORE_ERROR_CANCELLED;
    default:
      return MLS_STORE_ERROR_IO;
    }
}

/* An R-tree calls itself damaged where the disk failed under it, which SQLite knows still. */
static int
find_cause (MlsDatabase *self, int code)
{
  int cause = code == SQLITE_CORRUPT_VTAB ? sqlite3_exec (self->handle, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL)
                                          : SQLITE_OK;

  return cause != SQLITE_OK ? cause : code;
}

static void
set_gone (MlsDatabase *self, GError **error)
{
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_GONE, _("“%s” was removed or renamed: nothing is written to it"),
               self->name);
}

/**
 * mls_database_set_error:
 * @self: a connection
 * @code: what SQLite answered last
 * @error: set to a #MLS_STORE_ERROR whose message names the file
 */
void
mls_database_set_error (MlsDatabase *self, int code, GError **error)
{
  g_autofree char *detail = mls_text_line (sqlite3_errmsg (self->handle), -1);
  MlsStoreError kind = error_code (find_cause (self, code));

  if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY)
    {
      g_set_error (error, MLS_STORE_ERROR, kind,
                   _("“%s” was left in the middle of being written and has "
                     "to be opened for writing first"), self->name);
      return;
    }

  if (code == SQLITE_READONLY_DBMOVED)
    {
      set_gone (self, error);
      return;
    }

  switch ((guint) kind)
    {
    case MLS_STORE_ERROR_DAMAGED:
      g_set_error (error, MLS_STORE_ERROR, kind, _("“%s” is damaged (%s)"), self->name, detail);
      break;
    case MLS_STORE_ERROR_READ_ONLY:
      g_set_error (error, MLS_STORE_ERROR, kind, _("“%s” cannot be written"), self->name);
      break;
    case MLS_STORE_ERROR_BUSY:
      g_set_error (error, MLS_STORE_ERROR, kind, _("“%s” is being written by another program"),
                   self->name);
      break;
    case MLS_STORE_ERROR_CANCELLED:
      mls_store_fail_cancelled (error);
      break;
    case MLS_STORE_ERROR_FULL:
      g_set_error (error, MLS_STORE_ERROR, kind, _("The disk of “%s” is full; nothing was written"),
                   self->name);
      break;
    default:
      g_set_error (error, MLS_STORE_ERROR, kind, "“%s”: %s", self->name, detail);
      break;
    }
}

/* A file that comes by mail may hold a schema made to do harm: its views and triggers get no
 * functions but harmless ones, and nobody writes its schema but through SQL. */
static gboolean
harden (MlsDatabase *self, GError **error)
{
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  return mls_spatial_functions_register (self, error) &&
         mls_database_exec (self, "PRAGMA cell_size_check = ON", error);
}

static int
open_flags (MlsDatabaseMode mode)
{
  const int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;

  switch (mode)
    {
    case MLS_DATABASE_READ_ONLY:
    case MLS_DATABASE_READ_ORIGINAL:
      return common | SQLITE_OPEN_READONLY;
    case MLS_DATABASE_READ_WRITE:
      return common | SQLITE_OPEN_READWRITE;
    case MLS_DATABASE_CREATE:
    case MLS_DATABASE_PRIVATE:
      return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case MLS_DATABASE_MEMORY:
      return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
    }

  g_assert_not_reached ();
}

static gboolean
may_only_read (MlsDatabaseMode mode)
{
  return (open_flags (mode) & SQLITE_OPEN_READONLY) != 0;
}

static gboolean
may_make (MlsDatabaseMode mode)
{
  return (open_flags (mode) & SQLITE_OPEN_CREATE) != 0;
}

static int
connect_to (MlsDatabase *self, MlsDatabaseMode mode, const char *parameters)
{
  g_autofree char *escaped =
      g_uri_escape_string (self->file, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, TRUE);
  g_autofree char *uri = g_strconcat ("file:", escaped, parameters, NULL);
  int code;

  g_clear_pointer (&self->handle, sqlite3_close);
  code = sqlite3_open_v2 (uri, &self->handle, open_flags (mode), NULL);

  if (code != SQLITE_OK)
    return code;

  /* SQLite reads nothing before the first statement: a file that is none of its own shows here. */
  sqlite3_extended_result_codes (self->handle, 1);
  return sqlite3_exec (self->handle, "PRAGMA schema_version", NULL, NULL, NULL);
}

static gboolean
lacks_shared_memory (int code)
{
  return (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY;
}

/* A file left in WAL mode, in a folder that cannot be written, has no shared memory beside it and
 * cannot get one. Nobody can be writing it either, and nobody was when the machine stopped. */
static gboolean
has_no_journal (MlsDatabase *self)
{
  g_autofree char *wal = g_strconcat (self->file, "-wal", NULL);
  g_autofree char *journal = g_strconcat (self->file, "-journal", NULL);

  return !g_file_test (wal, G_FILE_TEST_EXISTS) && !g_file_test (journal, G_FILE_TEST_EXISTS);
}

/* SQLite reads what is missing of the last page as zeros. Where there is a journal, that brings it back. */
static gboolean
is_cut_short (MlsDatabase *self)
{
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  gint64 page_size;

  return self->file != NULL && g_stat (self->file, &status) == 0 && has_no_journal (self) &&
         mls_database_get_integer (self, &page_size, &error, "PRAGMA page_size", NULL) && status.st_size > page_size &&
         status.st_size % page_size != 0;
}

/**
 * mls_database_resolve:
 * @path: a file that may exist
 *
 * Returns: (transfer full): its absolute name without symbolic links, the same for whoever asks
 */
char *
mls_database_resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *resolved = real != NULL ? g_strdup (real) : g_canonicalize_filename (path, NULL);

  free (real);

  return resolved;
}

/**
 * mls_database_open:
 * @path: a file
 * @mode: how; %MLS_DATABASE_CREATE and %MLS_DATABASE_PRIVATE make the file if it is missing
 * @error: a #MLS_STORE_ERROR; a message names the file
 *
 * Reading a file and its folder may both be forbidden to write. To be used on one thread at a time.
 *
 * Returns: (transfer full): the connection, or %NULL
 */
MlsDatabase *
mls_database_open (const char *path, MlsDatabaseMode mode, GError **error)
{
  g_autoptr (MlsDatabase) self = g_new0 (MlsDatabase, 1);
  int code;

  self->path = mls_database_resolve (path);
  self->file = mode == MLS_DATABASE_READ_ORIGINAL ? g_strdup (self->path) : mls_stand_in_find (self->path);
  self->name = g_filename_display_basename (path);

  if (!may_make (mode) && !g_file_test (self->file, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_MISSING,
                   _("There is no file “%s”"), path);
      return NULL;
    }

  if (mode != MLS_DATABASE_MEMORY && g_file_test (self->file, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, _("“%s” is a folder"), path);
      return NULL;
    }

  code = connect_to (self, mode, mode == MLS_DATABASE_PRIVATE ? "?nolock=1" : "");
  if (may_only_read (mode) && lacks_shared_memory (code) && has_no_journal (self))
    code = connect_to (self, mode, "?immutable=1");

  if (code == SQLITE_NOTADB)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN, _("“%s” is not a GeoPackage"),
                   self->name);
      return NULL;
    }

  if (code != SQLITE_OK)
    {
      mls_database_set_error (self, code, error);
      return NULL;
    }

  if (is_cut_short (self))
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED, _("“%s” is damaged (%s)"), self->name,
                   _("its end is missing"));
      return NULL;
    }

  if (!harden (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_database_free:
 * @self: (transfer full) (nullable): a connection
 */
void
mls_database_free (MlsDatabase *self)
{
  if (self == NULL)
    return;

  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self->file);
  g_free (self->name);
  g_free (self);
}

/**
 * mls_database_exec:
 * @self: a connection
 * @sql: statements without parameters
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether all of them ran
 */
gboolean
mls_database_exec (MlsDatabase *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;

  mls_database_set_error (self, code, error);
  return FALSE;
}

/**
 * mls_database_prepare:
 * @self: a connection
 * @sql: one statement
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the statement, or %NULL
 */
sqlite3_stmt *
mls_database_prepare (MlsDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    mls_database_set_error (self, code, error);

  return statement;
}

static int
on_watch (void *user_data)
{
  MlsDatabase *self = user_data;

  return !self->watch (self->watch_data);
}

/**
 * mls_database_watch:
 * @self: a connection
 * @func: (nullable): asked now and then while a statement runs whether it is still wanted; %NULL for no longer
 * @user_data: for @func
 *
 * A statement that is not wanted any more fails with %MLS_STORE_ERROR_CANCELLED.
 */
void
mls_database_watch (MlsDatabase *self, MlsDatabaseWatchFunc func, gpointer user_data)
{
  self->watch = func;
  self->watch_data = user_data;
  sqlite3_progress_handler (self->handle, func != NULL ? STEPS : 0, func != NULL ? on_watch : NULL, self);
}

/**
 * mls_database_step:
 * @self: a connection
 * @statement: a statement of it
 * @row: (out) (optional): whether there is a row to read
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: %FALSE if the statement failed
 */
gboolean
mls_database_step (MlsDatabase *self, sqlite3_stmt *statement, gboolean *row, GError **error)
{
  int code = sqlite3_step (statement);

  if (row != NULL)
    *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;

  mls_database_set_error (self, code, error);
  return FALSE;
}

static void
bind_all (sqlite3_stmt *statement, const char *types, va_list arguments)
{
  for (int i = 1; *types != '\0'; types++, i++)
    switch (*types)
      {
      case 'i':
        sqlite3_bind_int64 (statement, i, va_arg (arguments, gint64));
        break;
      case 'd':
        sqlite3_bind_double (statement, i, va_arg (arguments, double));
        break;
      case 's':
        sqlite3_bind_text (statement, i, va_arg (arguments, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'n':
        sqlite3_bind_null (statement, i);
        break;
      default:
        g_assert_not_reached ();
      }
}

/**
 * mls_statement_bind:
 * @statement: a statement that is not running
 * @types: a letter a parameter: i #gint64, d double, s a text or %NULL (copied), n SQL's NULL and
 *   no argument
 * @...: the values
 */
void
mls_statement_bind (sqlite3_stmt *statement, const char *types, ...)
{
  va_list arguments;

  va_start (arguments, types);
  bind_all (statement, types, arguments);
  va_end (arguments);
}

/**
 * mls_statement_dup_text:
 * @statement: a statement at a row
 * @column: a column of it
 *
 * Returns: (transfer full) (nullable): its text, made valid UTF-8 if it is not; %NULL for SQL's
 *   NULL
 */
char *
mls_statement_dup_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

/**
 * mls_statement_intern:
 * @statement: a statement at a row
 * @column: a column of it
 *
 * Returns: its text, made valid UTF-8 if it is not, as a number that tells it from others; 0 if it has none
 */
GQuark
mls_statement_intern (sqlite3_stmt *statement, int column)
{
  g_autofree char *text = mls_statement_dup_text (statement, column);

  return text != NULL && *text != '\0' ? g_quark_from_string (text) : 0;
}

/**
 * mls_database_run:
 * @self: a connection
 * @error: a #MLS_STORE_ERROR
 * @sql: one statement that gives no rows
 * @types: (nullable): its parameters, see mls_statement_bind()
 * @...: the values
 *
 * Returns: whether it ran
 */
gboolean
mls_database_run (MlsDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (sqlite3_stmt) statement = mls_database_prepare (self, sql, error);
  va_list arguments;

  if (statement == NULL)
    return FALSE;

  va_start (arguments, types);
  bind_all (statement, types != NULL ? types : "", arguments);
  va_end (arguments);

  return mls_database_step (self, statement, NULL, error);
}

/**
 * mls_database_list:
 * @self: a connection
 * @sql: a query without parameters
 * @read: (scope call): makes something of each row
 * @free: frees one
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what was made of its rows, in order; or %NULL
 */
GPtrArray *
mls_database_list (MlsDatabase *self, const char *sql, MlsRowFunc read, GDestroyNotify free, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (self, sql, error);
  gboolean row;

  if (query == NULL)
    return NULL;

  while (mls_database_step (self, query, &row, error))
    {
      if (!row)
        return g_steal_pointer (&list);

      g_ptr_array_add (list, read (query));
    }

  return NULL;
}

/**
 * mls_database_get_integer:
 * @self: a connection
 * @out: (out): the first column of the first row; 0 if it is NULL or there is no row
 * @error: a #MLS_STORE_ERROR
 * @sql: one query
 * @types: (nullable): its parameters, see mls_statement_bind()
 * @...: the values
 *
 * Returns: whether it ran
 */
gboolean
mls_database_get_integer (MlsDatabase  *self,
                          gint64       *out,
                          GError      **error,
                          const char   *sql,
                          const char   *types,
                          ...)
{
  g_autoptr (sqlite3_stmt) statement = mls_database_prepare (self, sql, error);
  va_list arguments;
  gboolean row;

  if (statement == NULL)
    return FALSE;

  va_start (arguments, types);
  bind_all (statement, types != NULL ? types : "", arguments);
  va_end (arguments);

  if (!mls_database_step (self, statement, &row, error))
    return FALSE;

  *out = row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

/**
 * mls_database_name_error:
 * @self: a connection
 * @error: what is wrong with something that was read
 *
 * Has @error begin with the name of the file. It may quote what is no text in a damaged one.
 */
void
mls_database_name_error (MlsDatabase *self, GError *error)
{
  g_autofree char *readable = mls_text_line (error->message, -1);

  g_free (error->message);
  error->message = g_strdup_printf ("“%s”: %s", self->name, readable);
}

/**
 * mls_database_check_there:
 * @self: a connection
 * @error: %MLS_STORE_ERROR_GONE
 *
 * A file that was removed goes on to be written where nobody finds it, and one that was moved leaves behind what is not in
 * it yet.
 *
 * Returns: whether its file still is the one of its name
 */
gboolean
mls_database_check_there (MlsDatabase *self, GError **error)
{
  int moved = 0;

  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved != 0)
    set_gone (self, error);

  return moved == 0;
}

/**
 * mls_database_dup_columns:
 * @self: a connection
 * @table: a table
 * @item: what to write for each of its columns, whose name stands for "@column@"
 * @error: a #MLS_STORE_ERROR
 *
 * Columns may be in another order in a file that was migrated.
 *
 * Returns: (transfer full): that for all of them, with commas; or %NULL
 */
char *
mls_database_dup_columns (MlsDatabase *self, const char *table, const char *item, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    self, "SELECT group_concat (replace (?2, '@column@', name), ', ') FROM pragma_table_info (?1)", error);
  gboolean row;

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "ss", table, item);

  return mls_database_step (self, query, &row, error) ? mls_statement_dup_text (query, 0) : NULL;
}

/**
 * mls_database_begin:
 * @self: a connection that writes
 * @error: %MLS_STORE_ERROR_BUSY if another program is writing
 *
 * Opens a transaction that no other one can get in front of.
 *
 * Returns: whether it is open
 */
gboolean
mls_database_begin (MlsDatabase *self, GError **error)
{
  return mls_database_exec (self, "BEGIN IMMEDIATE", error);
}

/**
 * mls_database_commit:
 * @self: a connection with an open transaction
 * @error: %MLS_STORE_ERROR_GONE if its file has lost its name, or another #MLS_STORE_ERROR
 *
 * Returns: whether what was written is on disk; if not, it is taken back
 */
gboolean
mls_database_commit (MlsDatabase *self, GError **error)
{
  if (mls_database_check_there (self, error) && mls_database_exec (self, "COMMIT", error))
    return TRUE;

  mls_database_rollback (self);
  return FALSE;
}

/**
 * mls_database_rollback:
 * @self: a connection
 *
 * Takes back what the open transaction wrote. Some errors have SQLite do so by itself; but where a disk has failed it
 * leaves that to whoever reads next, which is done here: a file must not need its journal once its program has ended.
 */
void
mls_database_rollback (MlsDatabase *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  if (sqlite3_db_readonly (self->handle, "main") == 0)
    sqlite3_exec (self->handle, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);
}

/**
 * mls_database_end:
 * @self: a connection with an open transaction
 * @done: whether what it is for was done; else @error tells why not
 * @error: a #MLS_STORE_ERROR
 *
 * Commits what was done, or takes back what could not be.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_database_end (MlsDatabase *self, gboolean done, GError **error)
{
  if (done)
    return mls_database_commit (self, error);

  mls_database_rollback (self);
  return FALSE;
}
