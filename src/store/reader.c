#include "store/reader-private.h"

#include "base/format.h"
#include "store/error.h"
#include "store/folded.h"
#include "store/format.h"
#include "store/operation.h"
#include "store/past.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/**
 * mls_store_reader_new:
 * @path: a project file, which may be open elsewhere
 * @error: as for mls_store_open() to read
 *
 * To be used on one thread at a time, not only on the one that made it.
 *
 * Returns: (transfer full): a reader, or %NULL
 */
MlsStoreReader *
mls_store_reader_new (const char *path, GError **error)
{
  g_autoptr (MlsStoreReader) self = g_new0 (MlsStoreReader, 1);

  self->database = mls_database_open (path, MLS_DATABASE_READ_ONLY, error);
  if (self->database == NULL || !mls_format_check (self->database, error) ||
      !mls_format_adapt (self->database, error))
    return NULL;

  self->reading = mls_reading_new (self->database, error);
  if (self->reading == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_store_reader_free:
 * @self: (transfer full) (nullable): a reader
 */
void
mls_store_reader_free (MlsStoreReader *self)
{
  g_autofree char *path = NULL;

  if (self == NULL)
    return;

  path = self->database != NULL ? g_strdup (self->database->file) : NULL;
  g_clear_pointer (&self->reading, mls_reading_free);
  g_clear_pointer (&self->database, mls_database_free);
  if (path != NULL)
    mls_store_tidy (path);
  g_free (self);
}

/* A vintage may have been added since the last time. */
static gboolean
follow_schema (MlsStoreReader *self, GError **error)
{
  gboolean outdated;

  return mls_reading_is_outdated (self->reading, &outdated, error) &&
         (!outdated || mls_reading_reload (self->reading, error));
}

/**
 * mls_store_reader_begin:
 * @self: a reader
 * @operation: what to read is the state right after this operation; 0 for the newest
 * @last_operation: (out) (optional): the newest operation that what is read can show
 * @error: a #MLS_STORE_ERROR
 *
 * From here to mls_store_reader_end() everything read belongs together, whatever is written
 * meanwhile.
 *
 * Returns: whether reading may start; if not, there is nothing to end
 */
gboolean
mls_store_reader_begin (MlsStoreReader *self,
                        gint64          operation,
                        gint64         *last_operation,
                        GError        **error)
{
  gint64 last;

  if (!mls_database_exec (self->database, "BEGIN", error))
    return FALSE;

  /* The first look fixes the state. */
  if (!mls_operation_last (self->database, &last, error) || !follow_schema (self, error))
    {
      mls_database_rollback (self->database);
      return FALSE;
    }

  mls_reading_set_operation (self->reading, operation);
  if (last_operation != NULL)
    *last_operation = last;
  return TRUE;
}

/**
 * mls_store_reader_end:
 * @self: a reader after mls_store_reader_begin()
 */
void
mls_store_reader_end (MlsStoreReader *self)
{
  mls_database_rollback (self->database);
}

/**
 * mls_store_reader_count_faces:
 * @self: a reader
 * @n_faces: (out): how many faces the project has now
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_reader_count_faces (MlsStoreReader *self, gint64 *n_faces, GError **error)
{
  return mls_database_get_integer (
    self->database, n_faces, error,
    "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'coverage'", NULL);
}

/**
 * mls_store_reader_source:
 * @self: a reader
 *
 * Returns: what it reads, as a source of faces and edges; valid while @self is
 */
MlsSource
mls_store_reader_source (MlsStoreReader *self)
{
  return mls_reading_source (self->reading);
}

/**
 * mls_store_reader_face:
 * @self: a reader
 * @id: a face's id
 * @error: %MLS_STORE_ERROR_NOTHING if there is none of that id, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the face, or %NULL
 */
MlsFace *
mls_store_reader_face (MlsStoreReader *self, gint64 id, GError **error)
{
  return mls_reading_face (self->reading, id, error);
}

/**
 * mls_store_reader_each_face:
 * @self: a reader
 * @func: (scope call): gets each face, in the order of their ids
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; a face that cannot be read is named
 *
 * Returns: whether all could be read
 */
gboolean
mls_store_reader_each_face (MlsStoreReader *self,
                            MlsFaceFunc     func,
                            gpointer        user_data,
                            GError        **error)
{
  return mls_reading_each_face (self->reading, func, user_data, error);
}

/**
 * mls_store_reader_each_gist:
 * @self: a reader
 * @func: (scope call): gets the gist of each face, in the order of their ids
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; a face that cannot be read is named
 *
 * Returns: whether all could be read
 */
gboolean
mls_store_reader_each_gist (MlsStoreReader *self, MlsGistFunc func, gpointer user_data, GError **error)
{
  return mls_reading_each_gist (self->reading, func, user_data, error);
}

/**
 * mls_store_reader_each_edge:
 * @self: a reader
 * @func: (scope call): gets each piece of the territory's edge
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether all could be read
 */
gboolean
mls_store_reader_each_edge (MlsStoreReader *self,
                            MlsEdgeFunc     func,
                            gpointer        user_data,
                            GError        **error)
{
  return mls_reading_edges (self->reading, NULL, func, user_data, error);
}

/* All there is. */
#define EVERYWHERE \
  ((MlsBox){ -MLS_GRID_LIMIT, -MLS_GRID_LIMIT, MLS_GRID_LIMIT, MLS_GRID_LIMIT })

static MlsStep
step_of (const MlsOperation *operation)
{
  g_autofree char *text =
    g_strdup_printf ("%s %s %s", operation->at, operation->author, operation->verb);
  gboolean anywhere = operation->barrier || (g_str_equal (operation->verb, MLS_VERB_FOREIGN) &&
                                             mls_box_is_empty (&operation->box));

  return (MlsStep){ operation->id, (gint64) g_str_hash (text), anywhere ? EVERYWHERE : operation->box };
}

/* What another program is writing goes on under one number until Millésime looks. */
static gboolean
find_settled (MlsStoreReader *self, gint64 *settled, GError **error)
{
  return mls_database_get_integer (
    self->database, settled, error,
    "SELECT max (id) - (max (id) IS (SELECT foreign_operation FROM writer)) FROM operation", NULL);
}

/**
 * mls_store_reader_list_steps:
 * @self: a reader between begin and end
 * @after: an operation, or 0
 * @steps: (element-type MlsStep): gets the operations after it, oldest first
 * @settled: (out): the newest operation to which nothing will be added
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_reader_list_steps (MlsStoreReader *self,
                             gint64          after,
                             GArray         *steps,
                             gint64         *settled,
                             GError        **error)
{
  g_autoptr (GPtrArray) operations = NULL;

  operations = mls_operation_list (self->database, mls_reading_get_layout (self->reading), after, error);
  if (operations == NULL || !find_settled (self, settled, error))
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      MlsStep step = step_of (g_ptr_array_index (operations, i));

      g_array_append_val (steps, step);
    }

  return TRUE;
}

/**
 * mls_store_reader_operations:
 * @self: a reader between begin and end
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsOperation): all that was ever done, oldest first, or %NULL
 */
GPtrArray *
mls_store_reader_operations (MlsStoreReader *self, GError **error)
{
  return mls_operation_list (self->database, mls_reading_get_layout (self->reading), 0, error);
}

/**
 * mls_store_reader_read_operations:
 * @self: a reader between begin and end
 * @ids: (array length=n_ids): operations
 * @n_ids: how many
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsOperation): those of them that there are, in that order, or %NULL
 */
GPtrArray *
mls_store_reader_read_operations (MlsStoreReader *self, const gint64 *ids, guint n_ids, GError **error)
{
  return mls_operation_read_all (self->database, mls_reading_get_layout (self->reading), ids, n_ids, error);
}

/**
 * mls_store_reader_count_replaced:
 * @self: a reader between begin and end
 * @id: an operation
 * @n_faces: (out): how many faces it replaced or removed
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_reader_count_replaced (MlsStoreReader *self, gint64 id, gint64 *n_faces, GError **error)
{
  return mls_database_get_integer (self->database, n_faces, error,
                                   "SELECT count (*) FROM coverage_history WHERE until = ?", "i", id);
}

/**
 * mls_store_reader_delta:
 * @self: a reader between begin and end
 * @id: an operation that keeps history, as all do but barriers
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what it did, see mls_store_operation_delta(); or %NULL
 */
MlsDelta *
mls_store_reader_delta (MlsStoreReader *self, gint64 id, GError **error)
{
  return mls_past_read_delta (self->database, self->reading, id, error);
}

/* Before an import or another vintage there were other labels than there are after it. */
static gboolean
check_no_barrier (MlsStoreReader *self, gint64 from, gint64 to, GError **error)
{
  gint64 barrier;

  if (!mls_database_get_integer (self->database, &barrier, error,
                                 "SELECT max (id) FROM operation WHERE barrier AND id > ? AND id <= ?", "ii", from, to))
    return FALSE;

  if (barrier != 0)
    {
      g_autofree char *wall = mls_format_id (barrier);

      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
                   _("What differs cannot be told: operation %s in between has changed what the file is of"), wall);
    }

  return barrier == 0;
}

/**
 * mls_store_reader_difference:
 * @self: a reader between begin and end
 * @from: an operation
 * @to: another one, earlier or later
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_REFUSED if one in between keeps no history, %MLS_STORE_ERROR_CANCELLED if @func gave up, or any
 *   other #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what leads from the state right after one to that right after the other, or %NULL
 */
MlsDelta *
mls_store_reader_difference (MlsStoreReader       *self,
                             gint64                from,
                             gint64                to,
                             MlsStoreProgressFunc  func,
                             gpointer              user_data,
                             GError              **error)
{
  const MlsSpan span = { MIN (from, to), MAX (from, to) };
  g_autoptr (MlsDelta) delta = NULL;

  if (!mls_folded_check (self->database, from, error) || !mls_folded_check (self->database, to, error) ||
      !check_no_barrier (self, span.from, span.to, error))
    return NULL;

  delta = mls_past_read_difference (self->database, self->reading, &span, func, user_data, error);

  return delta == NULL || from <= to ? g_steal_pointer (&delta) : mls_delta_inverted (delta);
}

/**
 * mls_store_reader_faces_at:
 * @self: a reader between begin and end
 * @place: a place
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsFace): the faces that hold it, or once did, oldest first, as
 *   mls_store_faces_at() gives them; or %NULL
 */
GPtrArray *
mls_store_reader_faces_at (MlsStoreReader *self, MlsPoint place, GError **error)
{
  return mls_past_read_place (self->database, self->reading, place, error);
}

/**
 * mls_store_reader_get_vintages:
 * @self: a reader
 * @n_vintages: (out): how many
 *
 * Returns: (array length=n_vintages): the vintages in the order of a face's labels, valid until
 *   mls_store_reader_begin()
 */
const MlsVintage *
mls_store_reader_get_vintages (const MlsStoreReader *self, guint *n_vintages)
{
  const MlsLayout *layout = mls_reading_get_layout (self->reading);

  *n_vintages = layout->vintages->len;

  return (const MlsVintage *) (gpointer) layout->vintages->data;
}
