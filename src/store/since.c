#include "store/since.h"

#include "base/format.h"
#include "coverage/delta-part.h"
#include "store/error.h"
#include "store/folded.h"
#include "store/past.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* Operations after a state that stand. A redo undoes an undo: a chain of these, as far as it lies after the state, comes to
 * something where it is of an odd number. */
#define STANDING                                                                                                             \
  "WITH RECURSIVE chain (head, author, undoes, n) AS ("                                                                      \
  "SELECT id, author, undoes, 1 FROM operation WHERE id > ?1 AND NOT EXISTS "                                                \
  "(SELECT 1 FROM operation AS later WHERE later.undoes = operation.id) "                                                    \
  "UNION ALL SELECT head, chain.author, operation.undoes, n + 1 FROM chain JOIN operation ON operation.id = chain.undoes "    \
  "WHERE operation.id > ?1) "                                                                                                \
  "SELECT head, author FROM chain GROUP BY head HAVING max (n) % 2 = 1"

/* Operations held against ground, in which something has changed. */
typedef struct
{
  MlsStore      *store;
  const MlsZone *zone;    /* (nullable): everywhere */
  GHashTable    *faces;   /* (element-type gint64): those that go together with that ground */
  GHashTable    *authors; /* (element-type utf8): of the operations that are of it */
  gint64         state;
  gint64         last;    /* the newest operation */

  MlsStoreProgressFunc func; /* (nullable) */
  gpointer             user_data;
  double               done;      /* as it was told */
} Look;

/* How much of the work it is to find the faces. */
#define FACES_SHARE 0.3

/**
 * mls_since_check:
 * @self: a project
 * @state: an operation
 * @error: %MLS_STORE_ERROR_REFUSED if an import or a new date has come since, or any other #MLS_STORE_ERROR
 *
 * A state from before an import or a vintage would bring back other labels than there were.
 *
 * Returns: whether the state right after it may come back
 */
gboolean
mls_since_check (MlsStore *self, gint64 state, GError **error)
{
  g_autoptr (MlsOperation) there = mls_store_operation (self, state, error);
  g_autofree char *number = mls_format_id (state);
  gint64 barrier = 0;

  if (there == NULL || !mls_folded_check (self->database, state, error) ||
      !mls_database_get_integer (self->database, &barrier, error,
                                                  "SELECT max (id) FROM operation WHERE barrier AND id > ?", "i", state))
    return FALSE;

  if (barrier != 0)
    {
      g_autofree char *wall = mls_format_id (barrier);

      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
                   _("The state after operation %s cannot be brought back: operation %s has changed what the file is of"),
                   number, wall);
    }

  return barrier == 0;
}

/**
 * mls_since_read:
 * @self: a project
 * @state: an operation
 * @zone: (nullable): where, with all that goes together there; %NULL for everywhere
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_CANCELLED if @func gave up, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what leads from the state right after it to what there is now; or %NULL
 */
MlsDelta *
mls_since_read (MlsStore              *self,
                gint64                 state,
                const MlsZone         *zone,
                MlsStoreProgressFunc   func,
                gpointer               user_data,
                GError               **error)
{
  gint64 last = mls_store_last_operation (self, error);
  const MlsSpan span = { state, last };
  g_autoptr (MlsDelta) done =
    last != 0 ? mls_past_read_difference (self->database, self->reading, &span, func, user_data, error) : NULL;

  if (done == NULL || zone == NULL)
    return g_steal_pointer (&done);

  return mls_delta_parts_in (done, zone);
}

static gint64
face_id (const MlsChange *change)
{
  return change->before != NULL ? change->before->id : change->after->id;
}

static gboolean
is_wanted (gpointer user_data)
{
  const Look *look = user_data;

  return look->func == NULL || look->func (look->done, look->user_data);
}

static gboolean
tell_faces (double fraction, gpointer user_data)
{
  Look *look = user_data;

  look->done = fraction * FACES_SHARE;

  return is_wanted (look);
}

static gboolean
gather_faces (Look *look, GError **error)
{
  g_autoptr (MlsDelta) done = mls_since_read (look->store, look->state, look->zone, tell_faces, look, error);

  for (guint i = 0; done != NULL && i < done->changes->len; i++)
    {
      gint64 id = face_id (&g_array_index (done->changes, MlsChange, i));

      g_hash_table_add (look->faces, g_memdup2 (&id, sizeof id));
    }

  return done != NULL;
}

static gboolean
is_of_ground (const Look *look, const MlsDelta *delta)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      gint64 id = face_id (&g_array_index (delta->changes, MlsChange, i));

      if (g_hash_table_contains (look->faces, &id))
        return TRUE;
    }

  return mls_delta_meets (delta, look->zone);
}

static gboolean
go_on (Look *look, gint64 operation, GError **error)
{
  double done = (double) (operation - look->state) / (double) MAX (look->last - look->state, 1);

  look->done = FACES_SHARE + done * (1 - FACES_SHARE);
  if (is_wanted (look))
    return TRUE;

  return mls_store_fail_cancelled (error);
}

static gboolean
look_at (Look *look, sqlite3_stmt *row, MlsSince *since, GError **error)
{
  MlsStore *self = look->store;
  g_autoptr (MlsDelta) delta = NULL;

  if (!go_on (look, sqlite3_column_int64 (row, 0), error))
    return FALSE;
  if (look->zone != NULL)
    {
      delta = mls_past_read_delta (self->database, self->reading, sqlite3_column_int64 (row, 0), error);
      if (delta == NULL)
        return FALSE;
      if (!is_of_ground (look, delta))
        return TRUE;
    }

  since->n_operations++;
  g_hash_table_add (look->authors, g_strdup ((const char *) sqlite3_column_text (row, 1)));

  return TRUE;
}

static gboolean
look_at_all (Look *look, MlsSince *since, GError **error)
{
  MlsDatabase *database = look->store->database;
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, STANDING, error);
  gboolean row = query != NULL;

  if (row)
    mls_statement_bind (query, "i", look->state);
  while (row)
    if (!mls_database_step (database, query, &row, error) || (row && !look_at (look, query, since, error)))
      return FALSE;

  since->n_authors = g_hash_table_size (look->authors);

  return query != NULL;
}

/**
 * mls_store_look_since:
 * @self: a project
 * @state: an operation
 * @zone: (nullable): where, with all that goes together there; %NULL for everywhere
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @since: (out): what mls_store_restore() would take back
 * @error: as for mls_store_restore(), but that nothing may have been done since; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Returns: whether that state may come back
 */
gboolean
mls_store_look_since (MlsStore              *self,
                      gint64                 state,
                      const MlsZone         *zone,
                      MlsStoreProgressFunc   func,
                      gpointer               user_data,
                      MlsSince              *since,
                      GError               **error)
{
  g_autoptr (GHashTable) faces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) authors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 last = mls_store_last_operation (self, error);
  Look look = { self, zone, faces, authors, state, last, func, user_data, 0 };
  gboolean looked;

  *since = (MlsSince){ 0 };
  if (last == 0 || !mls_since_check (self, state, error) || (zone != NULL && !gather_faces (&look, error)))
    return FALSE;

  mls_database_watch (self->database, is_wanted, &look);
  looked = look_at_all (&look, since, error);
  mls_database_watch (self->database, NULL, NULL);

  return looked;
}
