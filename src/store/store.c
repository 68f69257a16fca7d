#include "store/store-private.h"

#include <glib/gi18n-lib.h>

#include "store/disk.h"
#include "store/error.h"
#include "store/format.h"
#include "store/geopackage.h"
#include "store/nomenclature.h"
#include "store/project-style.h"
#include "store/schema.h"
#include "store/stand-in.h"
#include "store/structure.h"
#include "store/tolerate.h"
#include "store/taken.h"

#include <string.h>

#define DEFAULT_CRS "EPSG:2154"

/* Pages kept in memory, in kB. */
#define CACHE_KB 16384

static MlsStore *
store_new (MlsStoreMode mode)
{
  MlsStore *self = g_new0 (MlsStore, 1);

  self->mode = mode;

  return self;
}

/* Reads the columns anew and drops every statement made for the old ones. */
gboolean
mls_store_reload (MlsStore *self, GError **error)
{
  g_clear_pointer (&self->writing, mls_writing_free);

  if (self->reading == NULL)
    self->reading = mls_reading_new (self->database, error);
  else if (!mls_reading_reload (self->reading, error))
    return FALSE;

  if (self->reading == NULL)
    return FALSE;

  if (self->mode == MLS_STORE_READ_WRITE)
    self->writing = mls_writing_new (self->database, mls_reading_get_layout (self->reading));

  return TRUE;
}

/* How a project is open: every commit reaches the disk before it is answered, and readers see the
 * state before it until then. WAL needs memory that all who have the file open share, which those on
 * other machines do not: on a network's disk the journal is the old one, whose readers and writer wait
 * for each other, a tile's time. */
gboolean
mls_store_start_journal (MlsStore *self, GError **error)
{
  const char *mode = mls_disk_is_remote (self->database->file) ? "DELETE" : "WAL";
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode = %s; PRAGMA synchronous = FULL; "
                                          "PRAGMA cache_size = -" G_STRINGIFY (CACHE_KB),
                                          mode);

  return mls_database_exec (self->database, sql, error);
}

/* Pages kept in memory while all of a project is written, in kB: enough for the whole R-tree of a million faces. */
#define WHOLE_CACHE_KB 262144

/* Without readers the file can be written in place, which takes half as long: what is appended needs no journal,
 * while WAL would write every page twice. With some it stays as it is. Until mls_store_start_journal (). */
void
mls_store_leave_wal (MlsStore *self)
{
  sqlite3_exec (self->database->handle,
                "PRAGMA journal_mode = DELETE; PRAGMA cache_size = -" G_STRINGIFY (WHOLE_CACHE_KB), NULL, NULL, NULL);
}

/* How long to wait for readers when closing, ms. */
#define CLOSING_TIMEOUT 300

/* Back to one single file. A reader may prevent that, and then the last one to close does it. */
static gboolean
end_journal (MlsDatabase *database, GError **error)
{
  sqlite3_busy_timeout (database->handle, CLOSING_TIMEOUT);
  if (!mls_database_exec (database, "PRAGMA wal_checkpoint (TRUNCATE)", error))
    return FALSE;

  sqlite3_exec (database->handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  return TRUE;
}

/* Tells other programs when the layers last changed; a courtesy, no more. */
static void
date_contents (MlsDatabase *database)
{
  mls_database_exec (database,
                     "WITH latest AS (SELECT at FROM operation ORDER BY id DESC LIMIT 1) "
                     "UPDATE gpkg_contents SET last_change = (SELECT at FROM latest) "
                     "WHERE table_name IN ('coverage', 'territory', 'operation', 'exception') "
                     "AND last_change < (SELECT at FROM latest)",
                     NULL);
}

/* Tidies up behind a writer that could not because of a reader, which now is gone. Who may not
 * write there, or finds a writer, leaves it as it is. */
void
mls_store_tidy (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (MlsLock) lock = NULL;
  g_autoptr (MlsDatabase) database = NULL;

  if (!g_file_test (wal, G_FILE_TEST_EXISTS) || (lock = mls_lock_take (path, NULL)) == NULL)
    return;

  database = mls_database_open (path, MLS_DATABASE_READ_WRITE, NULL);
  if (database != NULL)
    end_journal (database, NULL);
}

static gboolean
insert_vintages (MlsDatabase           *database,
                 const MlsStoreOptions *options,
                 gint64                 operation,
                 GError               **error)
{
  for (guint i = 0; i < options->n_vintages; i++)
    if (!mls_vintage_insert (database, &options->vintages[i], operation, error))
      return FALSE;

  return TRUE;
}

static gboolean
fill_new (MlsDatabase *database, gpointer user_data, GError **error)
{
  const MlsStoreOptions *options = user_data;
  const MlsOperationFacts facts = { .author = options->author, .verb = MLS_VERB_CREATE };
  g_autoptr (MlsLayout) none = NULL;
  g_autoptr (MlsLayout) layout = NULL;
  gint64 operation;

  if (!mls_schema_create (database, options->crs != NULL ? options->crs : DEFAULT_CRS, error) ||
      (none = mls_layout_read (database, error)) == NULL ||
      (operation = mls_operation_append (database, none, &facts, NULL, error)) == 0 ||
      !insert_vintages (database, options, operation, error) ||
      (options->nomenclature != NULL &&
       !mls_nomenclature_save (database, options->nomenclature, operation, error)))
    return FALSE;

  layout = mls_layout_read (database, error);

  return layout != NULL && mls_schema_create_tables (database, layout, error) &&
         mls_schema_set_triggers (database, layout, error);
}

/**
 * mls_store_create:
 * @path: a file that does not exist
 * @options: what to make it with
 * @error: %MLS_STORE_ERROR_EXISTS, %MLS_STORE_ERROR_ARGUMENT, or what the disk says
 *
 * Returns: (transfer full): a new project without faces, open for writing, or %NULL
 */
MlsStore *
mls_store_create (const char *path, const MlsStoreOptions *options, GError **error)
{
  g_return_val_if_fail (options->author != NULL, NULL);

  if (!mls_geopackage_make (path, fill_new, (gpointer) options, error))
    return NULL;

  return mls_store_open (path, MLS_STORE_READ_WRITE, error);
}

/* Whether a file is a project, found out without touching it: a connection that writes would tidy
 * up after whoever used it last. What only writing can tell, as after a crash, is no answer. */
static gboolean
look_at (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (MlsDatabase) database = NULL;

  database = mls_database_open (path, MLS_DATABASE_READ_ONLY, &reason);
  if (database != NULL)
    return mls_format_check (database, error);

  if (g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/**
 * mls_store_is_project:
 * @path: any file
 *
 * Returns: whether it is a project, be it of a newer format; whether it can be opened is not tried
 */
gboolean
mls_store_is_project (const char *path)
{
  g_autoptr (GError) error = NULL;

  return look_at (path, &error) || g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NEWER) ||
         g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_BROKEN);
}

/* While nothing looked at codes any may have come. */
static gboolean
renew_structure (MlsDatabase *database, const MlsLayout *layout, GError **error)
{
  const MlsVintage *vintages = (const MlsVintage *) (gpointer) layout->vintages->data;
  gint64 last;

  return mls_operation_last (database, &last, error) &&
         mls_labels_tolerate (database, vintages, layout->vintages->len, last, error) &&
         mls_structure_renew (database, layout, error);
}

/* What an older program made is brought up to date; what another one has taken away keeps the project from being written. */
static gboolean
check_structure (MlsDatabase *database, GError **error)
{
  g_autoptr (MlsLayout) layout = mls_layout_read (database, error);
  MlsStructureState state;

  if (layout == NULL || !mls_structure_check (database, layout, &state, error))
    return FALSE;
  if (state == MLS_STRUCTURE_WHOLE)
    return TRUE;

  return mls_database_begin (database, error) &&
         mls_database_end (database, renew_structure (database, layout, error), error);
}

/* Before a file is of our format only its tables are known. */
static gboolean
bring_up_to_date (MlsDatabase *database, GError **error)
{
  gint64 format;

  return mls_geopackage_get_format (database, &format, error) &&
         (format != MLS_STORE_FORMAT || check_structure (database, error)) &&
         mls_geopackage_admit_triggers (database, "coverage", error) && mls_format_migrate (database, error) &&
         (format == MLS_STORE_FORMAT || check_structure (database, error));
}

static MlsStore *
open_to_write (const char *path, GError **error)
{
  g_autoptr (MlsStore) self = store_new (MLS_STORE_READ_WRITE);
  g_autofree char *resolved = mls_database_resolve (path);
  g_autofree char *file = mls_stand_in_find (resolved);
  gboolean changed;

  if (!look_at (path, error) || (strcmp (file, resolved) == 0 && !mls_taken_check (resolved, error)))
    return NULL;

  self->lock = mls_lock_take (file, error);
  if (self->lock == NULL)
    return NULL;

  self->database = mls_database_open (resolved, MLS_DATABASE_READ_WRITE, error);
  if (self->database == NULL || !mls_format_check (self->database, error))
    return NULL;

  if (sqlite3_db_readonly (self->database->handle, "main") != 0)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY, _("“%s” cannot be written"),
                   self->database->name);
      return NULL;
    }

  if (!bring_up_to_date (self->database, error) || !mls_store_start_journal (self, error) ||
      !mls_store_reload (self, error) || !mls_store_notice (self, &changed, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* What cannot be read because a column is gone says so. */
static gboolean
load_to_read (MlsStore *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (MlsLayout) layout = NULL;
  MlsStructureState state;

  if (mls_store_reload (self, &reason))
    return TRUE;

  layout = mls_layout_read (self->database, NULL);
  if (layout != NULL && !mls_structure_check (self->database, layout, &state, error))
    return FALSE;

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static MlsStore *
open_to_read (const char *path, GError **error)
{
  g_autoptr (MlsStore) self = store_new (MLS_STORE_READ_ONLY);
  gboolean changed;

  self->database = mls_database_open (path, MLS_DATABASE_READ_ONLY, error);
  if (self->database == NULL || !mls_format_check (self->database, error) ||
      !mls_format_adapt (self->database, error) || !load_to_read (self, error) ||
      !mls_store_notice (self, &changed, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_store_open:
 * @path: a project file
 * @mode: whether to write it; only one may at a time, while any number read
 * @error: %MLS_STORE_ERROR_MISSING, %MLS_STORE_ERROR_FOREIGN, %MLS_STORE_ERROR_NEWER,
 *   %MLS_STORE_ERROR_DAMAGED, %MLS_STORE_ERROR_LOCKED with a message that tells who writes it, or
 *   %MLS_STORE_ERROR_READ_ONLY: then it may still be opened to read
 *
 * A file that is refused is not changed in any way.
 *
 * Returns: (transfer full): the project, or %NULL
 */
MlsStore *
mls_store_open (const char *path, MlsStoreMode mode, GError **error)
{
  switch (mode)
    {
    case MLS_STORE_READ_WRITE:
      return open_to_write (path, error);
    case MLS_STORE_READ_ONLY:
      return open_to_read (path, error);
    }

  g_assert_not_reached ();
}

/**
 * mls_store_close:
 * @self: (transfer full): a project
 * @error: a #MLS_STORE_ERROR
 *
 * Brings the file back to one single one and frees @self.
 *
 * Returns: %FALSE if the file could not be brought back to one; nothing is lost, and the next one
 *   to close it does that
 */
gboolean
mls_store_close (MlsStore *self, GError **error)
{
  g_autofree char *path = self->database != NULL ? g_strdup (self->database->file) : NULL;
  gboolean closed = TRUE;

  g_clear_pointer (&self->reading, mls_reading_free);
  g_clear_pointer (&self->writing, mls_writing_free);
  if (self->database != NULL && self->mode == MLS_STORE_READ_WRITE)
    {
      mls_project_style_update (self->database, NULL);
      date_contents (self->database);
      closed = end_journal (self->database, error);
    }
  g_clear_pointer (&self->database, mls_database_free);
  g_clear_pointer (&self->lock, mls_lock_release);
  if (path != NULL && self->mode == MLS_STORE_READ_ONLY)
    mls_store_tidy (path);
  g_free (self);

  return closed;
}

/**
 * mls_store_free:
 * @self: (transfer full) (nullable): a project
 *
 * Closes it where nobody can be told how that went.
 */
void
mls_store_free (MlsStore *self)
{
  if (self != NULL)
    mls_store_close (self, NULL);
}

/* Set @error if @self is open to read, or its file is not there any more. */
gboolean
mls_store_check_writable (const MlsStore *self, GError **error)
{
  if (self->mode == MLS_STORE_READ_WRITE)
    return mls_database_check_there (self->database, error);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY, _("“%s” is open read-only"),
               self->database->name);
  return FALSE;
}

const MlsLayout *
mls_store_layout (const MlsStore *self)
{
  return mls_reading_get_layout (self->reading);
}

/**
 * mls_store_get_path:
 * @self: a project
 *
 * Returns: its file, absolute and without symbolic links
 */
const char *
mls_store_get_path (const MlsStore *self)
{
  return self->database->path;
}

/**
 * mls_store_is_there:
 * @self: a project
 * @error: %MLS_STORE_ERROR_GONE
 *
 * Returns: whether its file still is the one of its name; if not, nothing can be written to it, and it is saved as a copy
 */
gboolean
mls_store_is_there (const MlsStore *self, GError **error)
{
  return mls_database_check_there (self->database, error);
}

/**
 * mls_store_tell_author:
 * @self: a project
 * @author: (nullable): whose edits the next ones are
 *
 * Tells whoever wants to write the file meanwhile.
 */
void
mls_store_tell_author (MlsStore *self, const char *author)
{
  if (self->lock != NULL)
    mls_lock_tell (self->lock, author);
}

/**
 * mls_store_get_mode:
 * @self: a project
 *
 * Returns: how it was opened
 */
MlsStoreMode
mls_store_get_mode (const MlsStore *self)
{
  return self->mode;
}

/**
 * mls_store_dup_crs:
 * @self: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the WKT of its coordinate reference system, or %NULL
 */
char *
mls_store_dup_crs (MlsStore *self, GError **error)
{
  return mls_geopackage_dup_crs (self->database, mls_store_layout (self)->srs_id, error);
}

/**
 * mls_store_srs_id:
 * @self: a project
 *
 * Returns: the number that the file has its reference system under: that of EPSG, if it is one of those
 */
gint32
mls_store_srs_id (const MlsStore *self)
{
  return mls_store_layout (self)->srs_id;
}

/**
 * mls_store_get_vintages:
 * @self: a project
 * @n_vintages: (out): how many
 *
 * Returns: (array length=n_vintages): its vintages in the order of a face's labels, valid until one
 *   is added or mls_store_notice() tells of a change
 */
const MlsVintage *
mls_store_get_vintages (const MlsStore *self, guint *n_vintages)
{
  const MlsLayout *layout = mls_store_layout (self);

  *n_vintages = layout->vintages->len;

  return (const MlsVintage *) (gpointer) layout->vintages->data;
}

/**
 * mls_store_source:
 * @self: a project
 *
 * Returns: its faces as they are, for planners; as long as no vintage is added all of the same
 *   vintages
 */
MlsSource
mls_store_source (MlsStore *self)
{
  return mls_reading_source (self->reading);
}

/**
 * mls_store_face:
 * @self: a project
 * @id: a face's id
 * @error: %MLS_STORE_ERROR_NOTHING if there is none of that id, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the face, or %NULL
 */
MlsFace *
mls_store_face (MlsStore *self, gint64 id, GError **error)
{
  return mls_reading_face (self->reading, id, error);
}

/**
 * mls_store_each_face:
 * @self: a project
 * @func: (scope call): gets each face, in the order of their ids
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; a face that cannot be read is named
 *
 * Returns: whether all could be read
 */
gboolean
mls_store_each_face (MlsStore *self, MlsFaceFunc func, gpointer user_data, GError **error)
{
  return mls_reading_each_face (self->reading, func, user_data, error);
}

/**
 * mls_store_each_edge:
 * @self: a project
 * @func: (scope call): gets each piece of the territory's edge
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether all could be read
 */
gboolean
mls_store_each_edge (MlsStore *self, MlsEdgeFunc func, gpointer user_data, GError **error)
{
  return mls_reading_edges (self->reading, NULL, func, user_data, error);
}
