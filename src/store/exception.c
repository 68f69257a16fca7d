#include "store/exception.h"

#include "store/lasting.h"
#include "store/store-private.h"

#define COLUMNS "rule, vintage, dimension, code, x, y, area_m2, reason"

static gboolean
write_exception (MlsDatabase        *database,
                 sqlite3_stmt       *insert,
                 const MlsLayout    *layout,
                 const MlsException *exception,
                 gint64              operation,
                 GError            **error)
{
  g_return_val_if_fail (exception->vintage < layout->vintages->len, FALSE);

  mls_statement_bind (insert, "ssssdddsi", g_quark_to_string (exception->rule),
                      g_array_index (layout->vintages, MlsVintage, exception->vintage).code,
                      mls_dimension_name (exception->dimension),
                      g_quark_to_string (exception->code), mls_grid_to_metres (exception->place.x),
                      mls_grid_to_metres (exception->place.y), exception->area_m2,
                      g_quark_to_string (exception->reason), operation);

  return mls_database_step (database, insert, NULL, error);
}

/**
 * mls_exceptions_write:
 * @database: a project, in a transaction
 * @layout: its columns
 * @facts: what an edit says of itself: the exceptions it needs, and those that lapse with it
 * @operation: the edit's operation
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether they are written
 */
gboolean
mls_exceptions_write (MlsDatabase             *database,
                      const MlsLayout         *layout,
                      const MlsOperationFacts *facts,
                      gint64                   operation,
                      GError                 **error)
{
  if (!mls_lasting_end (database, "exception", facts->lapsed, facts->n_lapsed, operation, error))
    return FALSE;

  for (guint i = 0; i < facts->n_exceptions; i++)
    {
      g_autoptr (sqlite3_stmt) insert = mls_database_prepare (
        database,
        "INSERT INTO exception (rule, vintage, dimension, code, x, y, area_m2, reason, since) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        error);

      if (insert == NULL ||
          !write_exception (database, insert, layout, &facts->exceptions[i], operation, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_exceptions_take_back:
 * @database: a project, in a transaction
 * @target: an operation that is taken back
 * @operation: the operation that does so
 * @error: a #MLS_STORE_ERROR
 *
 * The exceptions @target gave end, those that lapsed with it are given again.
 *
 * Returns: whether they are written
 */
gboolean
mls_exceptions_take_back (MlsDatabase *database, gint64 target, gint64 operation, GError **error)
{
  return mls_lasting_take_back (database, "exception", COLUMNS, target,
                                operation, error);
}

/**
 * mls_exceptions_bring:
 * @from: a work package
 * @to: its project, in a transaction
 * @there: an operation of the package
 * @here: what it becomes in the project
 * @error: a #MLS_STORE_ERROR
 *
 * The exceptions that @there gave are given here, those that ended with it end.
 *
 * Returns: whether they are written
 */
gboolean
mls_exceptions_bring (MlsDatabase *from, MlsDatabase *to, gint64 there, gint64 here, GError **error)
{
  return mls_lasting_bring (from, to, "exception", COLUMNS, there, here, error);
}

static MlsText
column_text (sqlite3_stmt *row, int column)
{
  return g_quark_from_string ((const char *) sqlite3_column_text (row, column));
}

/* FALSE if the row names no vintage or place that is any. */
static gboolean
read_row (sqlite3_stmt *row, const MlsLayout *layout, MlsException *exception)
{
  const char *code = (const char *) sqlite3_column_text (row, 3);

  exception->id = sqlite3_column_int64 (row, 0);
  exception->rule = column_text (row, 1);
  exception->code = column_text (row, 4);
  exception->area_m2 = sqlite3_column_double (row, 7);
  exception->reason = column_text (row, 8);
  exception->since = sqlite3_column_int64 (row, 9);
  exception->author = column_text (row, 10);

  return mls_dimension_from_name ((const char *) sqlite3_column_text (row, 2), &exception->dimension) &&
         mls_grid_from_metres (sqlite3_column_double (row, 5), sqlite3_column_double (row, 6), &exception->place) &&
         mls_layout_find_vintage (layout, code, &exception->vintage);
}

/* A row that undo brought back is whose it was first. */
#define HOLDING                                                                              \
  "SELECT id, rule, dimension, vintage, code, x, y, area_m2, reason, since, "                \
  "(SELECT author FROM exception AS first JOIN operation ON operation.id = first.since "     \
  "WHERE first.id = coalesce (exception.origin, exception.id)) FROM exception WHERE until IS NULL "

/* Takes @query, which may be %NULL with @error set. */
static GArray *
read_all (MlsStore *self, sqlite3_stmt *query, GError **error)
{
  g_autoptr (GArray) exceptions = g_array_new (FALSE, TRUE, sizeof (MlsException));
  g_autoptr (sqlite3_stmt) taken = query;
  gboolean row;

  if (query == NULL)
    return NULL;

  while (mls_database_step (self->database, query, &row, error))
    {
      MlsException exception = { 0 };

      if (!row)
        return g_steal_pointer (&exceptions);

      if (read_row (query, mls_store_layout (self), &exception))
        g_array_append_val (exceptions, exception);
    }

  return NULL;
}

/**
 * mls_store_list_exceptions:
 * @self: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsException): the exceptions that hold now, oldest first,
 *   or %NULL
 */
GArray *
mls_store_list_exceptions (MlsStore *self, GError **error)
{
  static const char everywhere[] = HOLDING "ORDER BY id";

  return read_all (self, mls_database_prepare (self->database, everywhere, error), error);
}

/**
 * mls_store_exceptions_in:
 * @self: a project
 * @box: a box
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsException): those that hold now for places in @box, in
 *   the same order, or %NULL
 */
GArray *
mls_store_exceptions_in (MlsStore *self, const MlsBox *box, GError **error)
{
  static const char inside[] = HOLDING "AND x BETWEEN ? AND ? AND y BETWEEN ? AND ? ORDER BY id";
  sqlite3_stmt *query = mls_database_prepare (self->database, inside, error);

  if (query != NULL)
    mls_statement_bind (query, "dddd", mls_grid_to_metres (box->min_x),
                        mls_grid_to_metres (box->max_x), mls_grid_to_metres (box->min_y),
                        mls_grid_to_metres (box->max_y));

  return read_all (self, query, error);
}
