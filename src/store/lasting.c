#include "store/lasting.h"

/**
 * mls_lasting_end:
 * @database: a project, in a transaction
 * @table: a table with id, origin, since and until
 * @ids: (array length=n_ids): rows that end
 * @n_ids: how many
 * @operation: what ends them
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether that is written
 */
gboolean
mls_lasting_end (MlsDatabase *database, const char *table, const gint64 *ids, guint n_ids, gint64 operation, GError **error)
{
  g_autofree char *end = g_strdup_printf ("UPDATE %s SET until = ? WHERE id = ? AND until IS NULL", table);

  for (guint i = 0; i < n_ids; i++)
    if (!mls_database_run (database, error, end, "ii", operation, ids[i]))
      return FALSE;

  return TRUE;
}

/**
 * mls_lasting_take_back:
 * @database: a project, in a transaction
 * @table: a table with id, origin, since and until
 * @columns: its other columns, with commas
 * @target: an operation that is taken back
 * @operation: the operation that does so
 * @error: a #MLS_STORE_ERROR
 *
 * The rows that @target began end, those that ended with it begin again.
 *
 * Returns: whether that is written
 */
gboolean
mls_lasting_take_back (MlsDatabase *database,
                       const char  *table,
                       const char  *columns,
                       gint64       target,
                       gint64       operation,
                       GError     **error)
{
  g_autofree char *again = g_strdup_printf (
    "INSERT INTO %s (origin, %s, since) SELECT coalesce (origin, id), %s, ?2 FROM %s WHERE until = ?1", table, columns,
    columns, table);
  g_autofree char *end = g_strdup_printf ("UPDATE %s SET until = ?2 WHERE until IS NULL AND (since = ?1 OR "
                                          "origin IN (SELECT id FROM %s WHERE since = ?1))",
                                          table, table);

  return mls_database_run (database, error, again, "ii", target, operation) &&
         mls_database_run (database, error, end, "ii", target, operation);
}
