#include "store/version.h"

#include "store/error.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/**
 * mls_version_free:
 * @version: (transfer full) (nullable): a version
 */
void
mls_version_free (MlsVersion *version)
{
  if (version == NULL)
    return;

  g_free (version->name);
  g_free (version->author);
  g_free (version->at);
  g_free (version->message);
  g_free (version);
}

static gboolean
check_name (MlsStore *self, const char *name, GError **error)
{
  gint64 n_there;

  if (name[0] == '\0')
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                           _("A version needs a name"));
      return FALSE;
    }

  if (!mls_database_get_integer (self->database, &n_there, error,
                                 "SELECT count (*) FROM version WHERE name = ?", "s", name))
    return FALSE;

  if (n_there > 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS,
                 _("There is a version “%s” already"), name);

  return n_there == 0;
}

/* Its state must not go on changing: what other programs write from here on is another
 * operation. */
static gboolean
write_version (MlsStore   *self,
               const char *name,
               const char *author,
               const char *message,
               gint64     *operation,
               GError    **error)
{
  return check_name (self, name, error) && mls_writing_mark (self->writing, 0, error) &&
         mls_operation_last (self->database, operation, error) &&
         mls_database_run (self->database, error,
                           "INSERT INTO version (name, author, message, operation_id) "
                           "VALUES (?, ?, ?, ?)",
                           "sssi", name, author, message, *operation);
}

/**
 * mls_store_add_version:
 * @self: a project open for writing
 * @name: what to call its state
 * @author: who does
 * @message: (nullable): what there is to say
 * @operation: (out) (optional): the operation right after which that state is
 * @error: %MLS_STORE_ERROR_EXISTS if there is a version of that name, %MLS_STORE_ERROR_ARGUMENT if
 *   @name is empty, or any other #MLS_STORE_ERROR
 *
 * Names the project's state. That is no operation, and is not undone.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_add_version (MlsStore   *self,
                       const char *name,
                       const char *author,
                       const char *message,
                       gint64     *operation,
                       GError    **error)
{
  gint64 last;

  g_return_val_if_fail (author != NULL, FALSE);

  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return FALSE;

  if (!write_version (self, name, author, message, &last, error))
    {
      mls_database_rollback (self->database);
      return FALSE;
    }

  if (operation != NULL)
    *operation = last;
  return mls_database_commit (self->database, error);
}

/**
 * mls_store_find_version:
 * @self: a project
 * @name: what a state was named
 * @operation: (out): the operation right after which that state is
 * @error: %MLS_STORE_ERROR_NOTHING if none has that name, or any other #MLS_STORE_ERROR
 *
 * Returns: whether there is one
 */
gboolean
mls_store_find_version (MlsStore *self, const char *name, gint64 *operation, GError **error)
{
  if (!mls_database_get_integer (self->database, operation, error,
                                 "SELECT max (operation_id) FROM version WHERE name = ?", "s", name))
    return FALSE;

  if (*operation == 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is no version “%s”"), name);

  return *operation != 0;
}

static MlsVersion *
read_row (sqlite3_stmt *row)
{
  MlsVersion *version = g_new0 (MlsVersion, 1);

  version->id = sqlite3_column_int64 (row, 0);
  version->name = mls_statement_dup_text (row, 1);
  version->author = mls_statement_dup_text (row, 2);
  version->at = mls_statement_dup_text (row, 3);
  version->message = mls_statement_dup_text (row, 4);
  version->operation = sqlite3_column_int64 (row, 5);

  return version;
}

/**
 * mls_store_list_versions:
 * @self: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsVersion): its versions, oldest first, or %NULL
 */
GPtrArray *
mls_store_list_versions (MlsStore *self, GError **error)
{
  g_autoptr (GPtrArray) versions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) mls_version_free);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    self->database, "SELECT id, name, author, at, message, operation_id FROM version ORDER BY id",
    error);
  gboolean row;

  if (query == NULL)
    return NULL;

  while (mls_database_step (self->database, query, &row, error))
    {
      if (!row)
        return g_steal_pointer (&versions);

      g_ptr_array_add (versions, read_row (query));
    }

  return NULL;
}
