#include "store/set-aside.h"

#include "coverage/plan.h"
#include "store/blob.h"
#include "store/error.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

static const char *const settlements[] = {
  [MLS_SETTLEMENT_OPEN] = "open",
  [MLS_SETTLEMENT_TAKEN] = "taken",
  [MLS_SETTLEMENT_KEPT] = "kept",
  [MLS_SETTLEMENT_DROPPED] = "dropped",
};

/**
 * mls_settlement_name:
 * @settlement: what somebody has decided
 *
 * Returns: (transfer none): its name in files and scripts
 */
const char *
mls_settlement_name (MlsSettlement settlement)
{
  return settlements[settlement];
}

/**
 * mls_set_aside_free:
 * @aside: (transfer full) (nullable): what was set aside
 */
void
mls_set_aside_free (MlsSetAside *aside)
{
  if (aside == NULL)
    return;

  g_clear_pointer (&aside->operation, mls_operation_free);
  g_free (aside->origin);
  g_free (aside->reason);
  g_free (aside->settler);
  g_free (aside->settled_at);
  g_free (aside);
}

static gboolean
write_label (MlsStore *self, gint64 face, guint vintage, const MlsLabel *label, GError **error)
{
  const char *code = g_array_index (mls_store_layout (self)->vintages, MlsVintage, vintage).code;

  return mls_database_run (self->database, error,
                           "INSERT INTO set_aside_label (face, vintage, cover, use, doubt, source, comment, photovoltaic) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                           "isssssss", face, code, g_quark_to_string (label->field[MLS_FIELD_COVER]),
                           g_quark_to_string (label->field[MLS_FIELD_USE]),
                           g_quark_to_string (label->field[MLS_FIELD_DOUBT]),
                           g_quark_to_string (label->field[MLS_FIELD_SOURCE]),
                           g_quark_to_string (label->field[MLS_FIELD_COMMENT]),
                           g_quark_to_string (label->field[MLS_FIELD_PHOTOVOLTAIC]));
}

static gboolean
insert_face (MlsStore *self, gint64 aside, const MlsFace *face, gboolean after, GError **error)
{
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  g_autoptr (sqlite3_stmt) insert = mls_database_prepare (
    self->database, "INSERT INTO set_aside_face (set_aside, after, fid, geom) VALUES (?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;

  mls_blob_from_face (face, mls_store_layout (self)->srs_id, blob);
  mls_statement_bind (insert, "iii", aside, (gint64) after, face->id);
  sqlite3_bind_blob64 (insert, 4, blob->data, blob->len, SQLITE_STATIC);

  return mls_database_step (self->database, insert, NULL, error);
}

static gboolean
write_face (MlsStore *self, gint64 aside, const MlsFace *face, gboolean after, GError **error)
{
  gint64 id;

  if (face == NULL)
    return TRUE;

  if (!insert_face (self, aside, face, after, error))
    return FALSE;

  id = sqlite3_last_insert_rowid (self->database->handle);
  for (guint v = 0; v < face->n_vintages; v++)
    if (!write_label (self, id, v, &face->labels[v], error))
      return FALSE;

  return TRUE;
}

/**
 * mls_set_aside_write:
 * @self: a project, in a transaction
 * @origin: the package and its operation
 * @operation: that operation
 * @delta: what it did there, with the ids its faces have there
 * @place: where it clashes
 * @reason: why, in one line
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is kept
 */
gboolean
mls_set_aside_write (MlsStore           *self,
                     const char         *origin,
                     const MlsOperation *operation,
                     const MlsDelta     *delta,
                     MlsPoint            place,
                     const char         *reason,
                     GError            **error)
{
  gint64 id;

  if (!mls_database_run (self->database, error,
                         "INSERT INTO set_aside (origin, at, author, verb, kind, dimension, scale, summary, x, y, reason) "
                         "VALUES (?, ?, ?, ?, ?, ?, nullif (?, 0), ?, ?, ?, ?)",
                         "ssssssdsdds", origin, operation->at, operation->author, operation->verb, operation->kind,
                         operation->dimension, operation->scale, operation->summary, mls_grid_to_metres (place.x),
                         mls_grid_to_metres (place.y), reason))
    return FALSE;

  id = sqlite3_last_insert_rowid (self->database->handle);
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);

      if (!write_face (self, id, change->before, FALSE, error) || !write_face (self, id, change->after, TRUE, error))
        return FALSE;
    }

  return TRUE;
}

/* Who and when is left where it was taken back. */
static MlsSettlement
settlement_of (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (settlements); i++)
    if (g_strcmp0 (name, settlements[i]) == 0)
      return (MlsSettlement) i;

  return MLS_SETTLEMENT_OPEN;
}

#define SELECT \
  "SELECT id, origin, at, author, verb, kind, dimension, scale, summary, x, y, reason, state, settler, settled_at " \
  "FROM set_aside "

static gpointer
read_row (sqlite3_stmt *row)
{
  MlsSetAside *aside = g_new0 (MlsSetAside, 1);

  aside->id = sqlite3_column_int64 (row, 0);
  aside->origin = mls_statement_dup_text (row, 1);
  aside->operation = g_new0 (MlsOperation, 1);
  aside->operation->at = mls_statement_dup_text (row, 2);
  aside->operation->author = mls_statement_dup_text (row, 3);
  aside->operation->verb = mls_statement_dup_text (row, 4);
  aside->operation->kind = mls_statement_dup_text (row, 5);
  aside->operation->dimension = mls_statement_dup_text (row, 6);
  aside->operation->scale = sqlite3_column_double (row, 7);
  aside->operation->summary = mls_statement_dup_text (row, 8);
  aside->operation->box = MLS_BOX_EMPTY;
  mls_grid_from_metres (sqlite3_column_double (row, 9), sqlite3_column_double (row, 10), &aside->place);
  aside->reason = mls_statement_dup_text (row, 11);
  aside->settlement = settlement_of ((const char *) sqlite3_column_text (row, 12));
  if (aside->settlement != MLS_SETTLEMENT_OPEN)
    {
      aside->settler = mls_statement_dup_text (row, 13);
      aside->settled_at = mls_statement_dup_text (row, 14);
    }

  return aside;
}

/**
 * mls_store_list_set_aside:
 * @self: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsSetAside): all that was ever set aside, as it came; or %NULL
 */
GPtrArray *
mls_store_list_set_aside (MlsStore *self, GError **error)
{
  return mls_database_list (self->database, SELECT "ORDER BY id", read_row, (GDestroyNotify) mls_set_aside_free, error);
}

static gboolean
read_labels (MlsStore *self, gint64 face, MlsLabel *labels, GError **error)
{
  const MlsLayout *layout = mls_store_layout (self);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    self->database,
    "SELECT vintage, cover, use, doubt, source, comment, photovoltaic FROM set_aside_label WHERE face = ?", error);
  gboolean row = query != NULL;
  guint v;

  if (row)
    mls_statement_bind (query, "i", face);
  while (row && mls_database_step (self->database, query, &row, error))
    {
      if (!row)
        return TRUE;

      if (mls_layout_find_vintage (layout, (const char *) sqlite3_column_text (query, 0), &v))
        for (int field = 0; field < MLS_N_FIELDS; field++)
          labels[v].field[field] = mls_statement_intern (query, 1 + field);
    }

  return FALSE;
}

static MlsFace *
read_face (MlsStore *self, sqlite3_stmt *row, GError **error)
{
  MlsLabel labels[MLS_MAX_VINTAGES] = { 0 };

  if (!read_labels (self, sqlite3_column_int64 (row, 0), labels, error))
    return NULL;

  return mls_blob_to_face (sqlite3_column_blob (row, 3), (gsize) sqlite3_column_bytes (row, 3), sqlite3_column_int64 (row, 2),
                           0, labels, mls_store_layout (self)->vintages->len, error);
}

/* Faces by id, before and then after. */
static gboolean
read_rows (MlsStore *self, sqlite3_stmt *query, MlsDelta *delta, GError **error)
{
  g_autoptr (MlsFace) before = NULL;
  gboolean row;

  while (mls_database_step (self->database, query, &row, error))
    {
      gboolean after = row && sqlite3_column_int (query, 1) != 0;
      MlsFace *face = row ? read_face (self, query, error) : NULL;

      if (row && face == NULL)
        return FALSE;

      if (before != NULL && (!after || before->id != face->id))
        mls_delta_add (delta, g_steal_pointer (&before), NULL);
      if (after)
        mls_delta_add (delta, g_steal_pointer (&before), face);
      else
        before = face;
      if (!row)
        return TRUE;
    }

  return FALSE;
}

/**
 * mls_store_set_aside_delta:
 * @self: a project
 * @id: what was set aside
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what the operation did in its package, with the ids that faces have there; or %NULL
 */
MlsDelta *
mls_store_set_aside_delta (MlsStore *self, gint64 id, GError **error)
{
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    self->database, "SELECT id, after, fid, geom FROM set_aside_face WHERE set_aside = ? ORDER BY fid, after", error);

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "i", id);

  return read_rows (self, query, delta, error) ? g_steal_pointer (&delta) : NULL;
}

/**
 * mls_set_aside_verb:
 * @aside: what was set aside
 *
 * Returns: (transfer none): what it is where it is taken: itself, but for one that speaks of other operations of its package,
 *   which are none here
 */
const char *
mls_set_aside_verb (const MlsSetAside *aside)
{
  static const char *const of_others[] = { MLS_VERB_UNDO, MLS_VERB_REDO, MLS_VERB_REVERT, MLS_VERB_RESTORE, NULL };

  return g_strv_contains (of_others, aside->operation->verb) ? mls_verb_name (MLS_VERB_ADOPT) : aside->operation->verb;
}

/**
 * mls_store_read_set_aside:
 * @self: a project
 * @id: what was set aside
 * @error: %MLS_STORE_ERROR_NOTHING if it is not there, or another #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what is known of it, or %NULL
 */
MlsSetAside *
mls_store_read_set_aside (MlsStore *self, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (self->database, SELECT "WHERE id = ?", error);
  gboolean row = query != NULL;

  if (row)
    mls_statement_bind (query, "i", id);
  if (!row || !mls_database_step (self->database, query, &row, error))
    return NULL;

  if (!row)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("Nothing of that number is set aside"));

  return row ? read_row (query) : NULL;
}

/**
 * mls_set_aside_settle:
 * @database: a project, in a transaction
 * @facts: what an edit says of itself: what was set aside that it settles
 * @operation: the edit's operation
 * @error: %MLS_STORE_ERROR_NOTHING if that is not there or settled, or another #MLS_STORE_ERROR
 *
 * What was set aside is kept all the same.
 *
 * Returns: whether that is written
 */
gboolean
mls_set_aside_settle (MlsDatabase *database, const MlsOperationFacts *facts, gint64 operation, GError **error)
{
  const MlsSettling *settles = facts->settles;

  if (settles == NULL)
    return TRUE;

  if (!mls_database_run (database, error,
                         "UPDATE set_aside SET was = state, state = ?, since = ?, settler = ?, "
                         "settled_at = strftime ('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = ? AND state = 'open'",
                         "sisi", mls_settlement_name (settles->settlement), operation, settles->settler,
                         settles->set_aside))
    return FALSE;

  if (sqlite3_changes (database->handle) == 0)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("Nothing of that number waits to be settled"));

  return sqlite3_changes (database->handle) > 0;
}

/**
 * mls_set_aside_take_back:
 * @database: a project, in a transaction
 * @target: an operation that is taken back
 * @operation: the operation that does so
 * @error: a #MLS_STORE_ERROR
 *
 * What @target settled is as it was before, which is all that undoing an undo takes, too.
 *
 * Returns: whether that is written
 */
gboolean
mls_set_aside_take_back (MlsDatabase *database, gint64 target, gint64 operation, GError **error)
{
  return mls_database_run (database, error,
                           "UPDATE set_aside SET state = was, was = state, since = ?2 WHERE since = ?1", "ii", target,
                           operation);
}
