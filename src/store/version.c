#include "store/version.h"

#include "store/error.h"
#include "store/fingerprint.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
  g_free (version->fingerprint);
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

/* The newest state must not go on changing: what other programs write from here on is another operation. */
static gboolean
settle (MlsStore *self, gint64 *operation, GError **error)
{
  return mls_writing_mark (self->writing, 0, error) && mls_operation_last (self->database, operation, error);
}

static gboolean
write_row (MlsStore *self, const MlsVersion *version, GError **error)
{
  return check_name (self, version->name, error) &&
         mls_database_run (self->database, error,
                           "INSERT INTO version (name, author, message, operation_id, fingerprint) VALUES (?, ?, ?, ?, ?)",
                           "sssis", version->name, version->author, version->message, version->operation,
                           version->fingerprint);
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
  MlsVersion version = { .name = (char *) name, .author = (char *) author, .message = (char *) message };

  g_return_val_if_fail (author != NULL, FALSE);

  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return FALSE;

  if (!mls_database_end (self->database, settle (self, &version.operation, error) && write_row (self, &version, error), error))
    return FALSE;

  if (operation != NULL)
    *operation = version.operation;
  return TRUE;
}

/**
 * mls_store_settle:
 * @self: a project open for writing
 * @operation: (out): its newest operation, to which nothing will be added any more
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is so
 */
gboolean
mls_store_settle (MlsStore *self, gint64 *operation, GError **error)
{
  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return FALSE;

  return mls_database_end (self->database, settle (self, operation, error), error);
}

/**
 * mls_store_add_delivery:
 * @self: a project open for writing
 * @name: what to call it
 * @author: who delivers
 * @message: (nullable): what there is to say
 * @operation: an operation to which nothing will be added, the state right after which is delivered
 * @fingerprint: what mls_fingerprint_take() says of that state
 * @error: as for mls_store_add_version(), or %MLS_STORE_ERROR_NOTHING if there is no such operation
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_add_delivery (MlsStore   *self,
                        const char *name,
                        const char *author,
                        const char *message,
                        gint64      operation,
                        const char *fingerprint,
                        GError    **error)
{
  const MlsVersion version = { .name = (char *) name, .author = (char *) author, .message = (char *) message,
                               .operation = operation, .fingerprint = (char *) fingerprint };
  g_autoptr (MlsOperation) there = NULL;

  g_return_val_if_fail (author != NULL && strlen (fingerprint) == MLS_FINGERPRINT_LENGTH, FALSE);

  if (!mls_store_check_writable (self, error))
    return FALSE;

  there = mls_store_operation (self, operation, error);

  return there != NULL && write_row (self, &version, error);
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

static gpointer
read_row (sqlite3_stmt *row)
{
  MlsVersion *version = g_new0 (MlsVersion, 1);

  version->id = sqlite3_column_int64 (row, 0);
  version->name = mls_statement_dup_text (row, 1);
  version->author = mls_statement_dup_text (row, 2);
  version->at = mls_statement_dup_text (row, 3);
  version->message = mls_statement_dup_text (row, 4);
  version->operation = sqlite3_column_int64 (row, 5);
  version->fingerprint = mls_statement_dup_text (row, 6);

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
  return mls_database_list (self->database,
                            "SELECT id, name, author, at, message, operation_id, fingerprint FROM version ORDER BY id",
                            read_row, (GDestroyNotify) mls_version_free, error);
}
