#include "store/store-private.h"

#include <glib/gi18n-lib.h>

#include "store/error.h"
#include "store/past.h"

/**
 * mls_store_last_operation:
 * @self: a project
 * @error: %MLS_STORE_ERROR_DAMAGED if there is none, not even the one that made the project, or any
 *   other #MLS_STORE_ERROR
 *
 * Returns: the newest operation, or 0 with @error set
 */
gint64
mls_store_last_operation (MlsStore *self, GError **error)
{
  gint64 last;

  if (!mls_operation_last (self->database, &last, error))
    return 0;

  if (last == 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED, _("“%s” has lost its history"),
                 self->database->name);
  return last;
}

/**
 * mls_store_operation:
 * @self: a project
 * @id: an operation
 * @error: %MLS_STORE_ERROR_NOTHING if there is none, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the operation, or %NULL
 */
MlsOperation *
mls_store_operation (MlsStore *self, gint64 id, GError **error)
{
  return mls_operation_read (self->database, mls_store_layout (self), id, error);
}

/**
 * mls_store_operations:
 * @self: a project
 * @after: an operation, or 0
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsOperation): the operations after @after, oldest first,
 *   or %NULL
 */
GPtrArray *
mls_store_operations (MlsStore *self, gint64 after, GError **error)
{
  return mls_operation_list (self->database, mls_store_layout (self), after, error);
}

/**
 * mls_store_operation_delta:
 * @self: a project
 * @id: an operation
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the faces it replaced and those it wrote, or %NULL; what a barrier did
 *   is not told
 */
MlsDelta *
mls_store_operation_delta (MlsStore *self, gint64 id, GError **error)
{
  return mls_past_read_delta (self->database, self->reading, id, error);
}

/* From here on, what other programs write is another operation of theirs. */
static gboolean
close_foreign_operation (MlsStore *self, GError **error)
{
  return self->mode == MLS_STORE_READ_ONLY ||
         mls_database_exec (self->database,
                            "UPDATE writer SET foreign_operation = NULL "
                            "WHERE foreign_operation NOT NULL",
                            error);
}

/* Who reads sees vintages that the writer adds. */
static gboolean
follow_schema (MlsStore *self, GError **error)
{
  gboolean outdated;

  return mls_reading_is_outdated (self->reading, &outdated, error) &&
         (!outdated || mls_store_reload (self, error));
}

/**
 * mls_store_notice:
 * @self: a project
 * @changed: (out): whether another program wrote to the file since the last call, or since it was
 *   opened
 * @error: %MLS_STORE_ERROR_GONE if it cannot be written any more, or another #MLS_STORE_ERROR
 *
 * To be asked when the window gets the focus back, and before an edit is planned. What was written
 * is in mls_store_operations() as an operation "foreign"; a reader may have seen a part of it,
 * under the same number. Vintages and faces got from @self before may be old ones then.
 *
 * Returns: whether it could look
 */
gboolean
mls_store_notice (MlsStore *self, gboolean *changed, GError **error)
{
  gint64 version;

  if ((self->mode == MLS_STORE_READ_WRITE && !mls_database_check_there (self->database, error)) ||
      !mls_database_get_integer (self->database, &version, error, "PRAGMA data_version", NULL))
    return FALSE;

  *changed = version != self->data_version;
  if (*changed && (!close_foreign_operation (self, error) || !follow_schema (self, error)))
    return FALSE;

  self->data_version = version;
  return TRUE;
}

/**
 * mls_store_faces_at:
 * @self: a project
 * @place: a place
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsFace): the faces that hold it, or once did, oldest first, each as the
 *   operation wrote it that it names; or %NULL
 */
GPtrArray *
mls_store_faces_at (MlsStore *self, MlsPoint place, GError **error)
{
  return mls_past_read_place (self->database, self->reading, place, error);
}
