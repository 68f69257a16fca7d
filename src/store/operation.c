#include "store/operation.h"

#include "base/format.h"
#include "store/error.h"
#include "store/folded.h"

#include <glib/gi18n-lib.h>

/**
 * mls_operation_free:
 * @operation: (transfer full) (nullable): an operation
 */
void
mls_operation_free (MlsOperation *operation)
{
  if (operation == NULL)
    return;

  g_free (operation->at);
  g_free (operation->author);
  g_free (operation->verb);
  g_free (operation->kind);
  g_free (operation->dimension);
  g_free (operation->summary);
  g_free (operation);
}

/**
 * mls_operation_print_vintages: (skip)
 * @layout: columns of a project
 * @set: some of its vintages
 *
 * Returns: (transfer full): how a row of the history has them: "21 24"
 */
char *
mls_operation_print_vintages (const MlsLayout *layout, MlsVintageSet set)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < layout->vintages->len; i++)
    if ((set & MLS_VINTAGE (i)) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                              g_array_index (layout->vintages, MlsVintage, i).code);

  return g_string_free (text, FALSE);
}

/**
 * mls_operation_read_vintages: (skip)
 * @layout: columns of a project
 * @text: (nullable): vintages as a row of the history has them
 *
 * Returns: those of them that are there still
 */
MlsVintageSet
mls_operation_read_vintages (const MlsLayout *layout, const char *text)
{
  g_auto (GStrv) codes = g_strsplit (text != NULL ? text : "", " ", -1);
  MlsVintageSet set = 0;

  for (guint i = 0; i < layout->vintages->len; i++)
    if (g_strv_contains ((const char *const *) codes,
                         g_array_index (layout->vintages, MlsVintage, i).code))
      set |= MLS_VINTAGE (i);

  return set;
}

static void
bind_box (sqlite3_stmt *statement, int first, const MlsBox *box)
{
  if (box == NULL || mls_box_is_empty (box))
    return;

  sqlite3_bind_double (statement, first, mls_grid_to_metres (box->min_x));
  sqlite3_bind_double (statement, first + 1, mls_grid_to_metres (box->min_y));
  sqlite3_bind_double (statement, first + 2, mls_grid_to_metres (box->max_x));
  sqlite3_bind_double (statement, first + 3, mls_grid_to_metres (box->max_y));
}

/* Import, a new vintage, the making of a project or package and mending leave no history rows: what came before
 * cannot be brought back from them. Another nomenclature has no codes for it. */
static gboolean
is_barrier (const char *verb)
{
  static const char *const verbs[] = { MLS_VERB_CREATE, MLS_VERB_IMPORT, MLS_VERB_VINTAGE, MLS_VERB_CHECK_OUT, MLS_VERB_MEND,
                                       MLS_VERB_MIGRATE, NULL };

  return g_strv_contains (verbs, verb);
}

static void
bind_text (sqlite3_stmt *statement, int parameter, const char *text)
{
  if (text != NULL)
    sqlite3_bind_text (statement, parameter, text, -1, SQLITE_TRANSIENT);
}

/* What is made of a state that then has no history cannot be merged with it: dates and imports wait for the packages that
 * are out, and neither a package nor a shared project takes any. */
static gboolean
may_close (MlsDatabase *database, GError **error)
{
  gint64 n_out = 0, is_package = 0, is_shared = 0;

  if (!mls_database_get_integer (database, &n_out, error, "SELECT count (*) FROM package WHERE state = 'out'", NULL) ||
      !mls_database_get_integer (database, &is_package, error, "SELECT count (*) FROM setting WHERE key = 'package'", NULL) ||
      !mls_database_get_integer (database, &is_shared, error, "SELECT count (*) FROM setting WHERE key = 'team'", NULL))
    return FALSE;

  if (n_out > 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_WORK,
                 ngettext ("%d work package is out: bring it back or forget it first",
                           "%d work packages are out: bring them back or forget them first", (gulong) n_out),
                 (int) n_out);
  else if (is_package > 0)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_WORK,
                         _("That is done in the project which this work package is of"));
  else if (is_shared > 0)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_WORK,
                         _("That is done before a project is shared: the others could not follow"));

  return n_out == 0 && is_package == 0 && is_shared == 0;
}

/**
 * mls_operation_get_time:
 * @operation: an operation
 *
 * Returns: (transfer full) (nullable): when it was made, by the clock on the wall; %NULL if it does not tell
 */
GDateTime *
mls_operation_get_time (const MlsOperation *operation)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (operation->at, NULL);

  return at != NULL ? g_date_time_to_local (at) : NULL;
}

/**
 * mls_operation_is_today:
 * @operation: an operation
 *
 * Returns: whether it was made on this day, by the clock on the wall
 */
gboolean
mls_operation_is_today (const MlsOperation *operation)
{
  g_autoptr (GDateTime) at = mls_operation_get_time (operation);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return at != NULL && g_date_time_get_year (at) == g_date_time_get_year (now) &&
         g_date_time_get_day_of_year (at) == g_date_time_get_day_of_year (now);
}

/**
 * mls_operation_list_targets:
 * @operation: an operation
 *
 * Returns: (transfer full) (element-type gint64): the operations that it took back, or the one the state after which it
 *   brought back; empty for another
 */
GArray *
mls_operation_list_targets (const MlsOperation *operation)
{
  gboolean has_some = g_str_equal (operation->verb, MLS_VERB_REVERT) || g_str_equal (operation->verb, MLS_VERB_RESTORE);
  g_auto (GStrv) words = g_strsplit (has_some && operation->summary != NULL ? operation->summary : "", ", ", -1);
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id;

  for (char **word = words; *word != NULL; word++)
    if (g_ascii_string_to_signed (*word, 10, 1, G_MAXINT64, &id, NULL))
      g_array_append_val (targets, id);

  return targets;
}

/**
 * mls_operation_append:
 * @database: a project, in a transaction
 * @layout: its columns
 * @facts: what the operation says of itself
 * @box: (nullable): where it happens
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: the new operation's id, or 0
 */
gint64
mls_operation_append (MlsDatabase             *database,
                      const MlsLayout         *layout,
                      const MlsOperationFacts *facts,
                      const MlsBox            *box,
                      GError                 **error)
{
  g_autoptr (sqlite3_stmt) insert = mls_database_prepare (
    database,
    "INSERT INTO operation (author, verb, kind, vintages, dimension, summary, scale, undoes, "
    "barrier, min_x, min_y, max_x, max_y, at, origin) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif (?7, 0), nullif (?8, 0), ?9, ?10, ?11, ?12, ?13, "
    "coalesce (?14, strftime ('%Y-%m-%dT%H:%M:%fZ', 'now')), ?15)",
    error);
  g_autofree char *vintages = mls_operation_print_vintages (layout, facts->vintages);

  if (insert == NULL || (is_barrier (facts->verb) && !may_close (database, error)))
    return 0;

  mls_statement_bind (insert, "ssssssdii", facts->author, facts->verb, facts->kind, vintages,
                      facts->dimension, facts->summary, facts->scale, facts->undoes,
                      (gint64) is_barrier (facts->verb));
  bind_box (insert, 10, box);
  bind_text (insert, 14, facts->at);
  bind_text (insert, 15, facts->origin);
  if (!mls_database_step (database, insert, NULL, error))
    return 0;

  return sqlite3_last_insert_rowid (database->handle);
}

static gint64
column_grid (sqlite3_stmt *row, int column)
{
  MlsPoint point = { 0, 0 };

  mls_grid_from_metres (sqlite3_column_double (row, column), 0, &point);

  return point.x;
}

/**
 * mls_operation_read_box: (skip)
 * @row: a row of the history
 * @first: the column in it where the box begins
 *
 * Returns: the box; empty where the operation touched no place
 */
MlsBox
mls_operation_read_box (sqlite3_stmt *row, int first)
{
  if (sqlite3_column_type (row, first) == SQLITE_NULL)
    return MLS_BOX_EMPTY;

  return (MlsBox){ column_grid (row, first), column_grid (row, first + 1), column_grid (row, first + 2),
                   column_grid (row, first + 3) };
}

static MlsOperation *
read_row (sqlite3_stmt *row, const MlsLayout *layout)
{
  MlsOperation *operation = g_new0 (MlsOperation, 1);

  operation->id = sqlite3_column_int64 (row, 0);
  operation->at = mls_statement_dup_text (row, 1);
  operation->author = mls_statement_dup_text (row, 2);
  operation->verb = mls_statement_dup_text (row, 3);
  operation->kind = mls_statement_dup_text (row, 4);
  operation->vintages = mls_operation_read_vintages (layout, (const char *) sqlite3_column_text (row, 5));
  operation->dimension = mls_statement_dup_text (row, 6);
  operation->scale = sqlite3_column_double (row, 7);
  operation->summary = mls_statement_dup_text (row, 8);
  operation->undoes = sqlite3_column_int64 (row, 9);
  operation->barrier = sqlite3_column_int (row, 10) != 0;
  operation->box = mls_operation_read_box (row, 11);
  operation->undone_by = sqlite3_column_int64 (row, 15);

  return operation;
}

#define COLUMNS \
  "id, at, author, verb, kind, vintages, dimension, scale, summary, undoes, barrier, " \
  "min_x, min_y, max_x, max_y, (SELECT id FROM operation AS later WHERE later.undoes = operation.id)"

/**
 * mls_operation_read:
 * @database: a project
 * @layout: its columns
 * @id: an operation
 * @error: %MLS_STORE_ERROR_NOTHING if there is none, or any other #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the operation, or %NULL
 */
MlsOperation *
mls_operation_read (MlsDatabase *database, const MlsLayout *layout, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) query =
    mls_database_prepare (database, "SELECT " COLUMNS " FROM operation WHERE id = ?", error);
  gboolean row;

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "i", id);
  if (!mls_database_step (database, query, &row, error))
    return NULL;

  if (!row)
    {
      g_autofree char *number = mls_format_id (id);

      if (mls_folded_check (database, id, error))
        g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is no operation %s"), number);
      return NULL;
    }

  return read_row (query, layout);
}

/**
 * mls_operation_read_all:
 * @database: a project
 * @layout: its columns
 * @ids: (array length=n_ids): operations
 * @n_ids: how many
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsOperation): those of them that there are, in that order, or %NULL
 */
GPtrArray *
mls_operation_read_all (MlsDatabase     *database,
                        const MlsLayout *layout,
                        const gint64    *ids,
                        guint            n_ids,
                        GError         **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_operation_free);
  g_autoptr (sqlite3_stmt) query =
    mls_database_prepare (database, "SELECT " COLUMNS " FROM operation WHERE id = ?", error);

  if (query == NULL)
    return NULL;

  for (guint i = 0; i < n_ids; i++)
    {
      gboolean row;

      sqlite3_reset (query);
      mls_statement_bind (query, "i", ids[i]);
      if (!mls_database_step (database, query, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (operations, read_row (query, layout));
    }

  return g_steal_pointer (&operations);
}

/**
 * mls_operation_list:
 * @database: a project
 * @layout: its columns
 * @after: an operation, or 0
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsOperation): the operations after @after, oldest first,
 *   or %NULL
 */
GPtrArray *
mls_operation_list (MlsDatabase *database, const MlsLayout *layout, gint64 after, GError **error)
{
  g_autoptr (GPtrArray) operations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) mls_operation_free);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    database, "SELECT " COLUMNS " FROM operation WHERE id > ? ORDER BY id", error);
  gboolean row;

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "i", after);
  while (mls_database_step (database, query, &row, error))
    {
      if (!row)
        return g_steal_pointer (&operations);

      g_ptr_array_add (operations, read_row (query, layout));
    }

  return NULL;
}

/* The operations from the newest back to a barrier. All between one of @verb and what it takes back
 * are taken back themselves, so that these are passed over, however many they are. */
#define BACK_OVER(verb)                                                                            \
  "WITH RECURSIVE back (id, verb, undoes, barrier) AS ("                                           \
  "SELECT id, verb, undoes, barrier FROM operation WHERE id = (SELECT max (id) FROM operation) "   \
  "UNION ALL SELECT earlier.id, earlier.verb, earlier.undoes, earlier.barrier FROM back "          \
  "JOIN operation AS earlier ON earlier.id = (SELECT max (id) FROM operation WHERE id < "          \
  "min (back.id, iif (back.verb = '" verb "', back.undoes, back.id))) "                            \
  "WHERE NOT back.barrier AND back.verb <> '" MLS_VERB_COMPACT "') "

#define IS_NOT_UNDONE "NOT EXISTS (SELECT 1 FROM operation AS later WHERE later.undoes = back.id)"

#define UNDOABLE                                                                                   \
  BACK_OVER (MLS_VERB_UNDO) "SELECT id FROM back WHERE verb <> '" MLS_VERB_UNDO "' "               \
                            "AND verb <> '" MLS_VERB_COMPACT "' AND NOT barrier AND " IS_NOT_UNDONE

/* With 0 in the place of what ends them. */
#define REDOABLE                                                                                   \
  BACK_OVER (MLS_VERB_REDO) "SELECT iif (verb = '" MLS_VERB_UNDO "', id, 0) FROM back "            \
                            "WHERE verb NOT IN ('" MLS_VERB_UNDO "', '" MLS_VERB_REDO "') "        \
                            "OR (verb = '" MLS_VERB_UNDO "' AND " IS_NOT_UNDONE ")"

/**
 * mls_operation_find_undo:
 * @database: a project
 * @id: (out): the newest ordinary or redo operation that is not yet undone, or 0
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_operation_find_undo (MlsDatabase *database, gint64 *id, GError **error)
{
  return mls_database_get_integer (database, id, error, UNDOABLE " LIMIT 1", NULL);
}

/**
 * mls_operation_find_redo:
 * @database: a project
 * @id: (out): the newest undo that is not yet undone, if no ordinary operation came after it, or 0
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_operation_find_redo (MlsDatabase *database, gint64 *id, GError **error)
{
  return mls_database_get_integer (database, id, error, REDOABLE " LIMIT 1", NULL);
}

/* The first @n ids that @sql gives, up to a 0. */
static GArray *
read_ids (MlsDatabase *database, const char *sql, guint n, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, error);
  gboolean row = query != NULL;

  while (row && ids->len < n)
    {
      gint64 id;

      if (!mls_database_step (database, query, &row, error))
        return NULL;

      id = row ? sqlite3_column_int64 (query, 0) : 0;
      row = id != 0;
      if (row)
        g_array_append_val (ids, id);
    }

  return query != NULL ? g_steal_pointer (&ids) : NULL;
}

/**
 * mls_operation_list_undo:
 * @database: a project
 * @n: how many at most
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type gint64): what mls_operation_find_undo() finds, once and again after that was
 *   undone; or %NULL
 */
GArray *
mls_operation_list_undo (MlsDatabase *database, guint n, GError **error)
{
  return read_ids (database, UNDOABLE, n, error);
}

/**
 * mls_operation_list_redo:
 * @database: a project
 * @n: how many at most
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type gint64): what mls_operation_find_redo() finds, once and again after that was
 *   redone; or %NULL
 */
GArray *
mls_operation_list_redo (MlsDatabase *database, guint n, GError **error)
{
  return read_ids (database, REDOABLE, n, error);
}

/**
 * mls_operation_last:
 * @database: a project
 * @id: (out): the newest operation, or 0
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_operation_last (MlsDatabase *database, gint64 *id, GError **error)
{
  return mls_database_get_integer (database, id, error, "SELECT max (id) FROM operation", NULL);
}
