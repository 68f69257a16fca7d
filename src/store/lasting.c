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

static void
bind_values (sqlite3_stmt *statement, sqlite3_stmt *row)
{
  for (int i = 0; i < sqlite3_column_count (row); i++)
    sqlite3_bind_value (statement, i + 2, sqlite3_column_value (row, i));
}

/* Runs @change with @here in ?1 and the columns of each row of @query from ?2 on. */
static gboolean
change_for_each (MlsDatabase  *from,
                 sqlite3_stmt *query,
                 MlsDatabase  *to,
                 sqlite3_stmt *change,
                 gint64        here,
                 GError      **error)
{
  gboolean row;

  while (mls_database_step (from, query, &row, error))
    {
      if (!row)
        return TRUE;

      sqlite3_bind_int64 (change, 1, here);
      bind_values (change, query);
      if (!mls_database_step (to, change, NULL, error))
        return FALSE;
      sqlite3_reset (change);
    }

  return FALSE;
}

static gboolean
bring (MlsDatabase *from, MlsDatabase *to, const char *select, const char *change, gint64 there, gint64 here, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (from, select, error);
  g_autoptr (sqlite3_stmt) write = query != NULL ? mls_database_prepare (to, change, error) : NULL;

  if (write == NULL)
    return FALSE;

  mls_statement_bind (query, "i", there);

  return change_for_each (from, query, to, write, here, error);
}

/* "?3, ?4, …" for each of the columns, or "a IS ?3 AND b IS ?4 …" */
static char *
parameters_of (const char *columns, gboolean compared)
{
  g_auto (GStrv) names = g_strsplit (columns, ", ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    if (compared)
      g_string_append_printf (text, "%s%s IS ?%u", i > 0 ? " AND " : "", names[i], i + 3);
    else
      g_string_append_printf (text, "%s?%u", i > 0 ? ", " : "", i + 3);

  return g_string_free (text, FALSE);
}

/**
 * mls_lasting_bring:
 * @from: a copy of the project
 * @to: the project, in a transaction
 * @table: a table with vintage, dimension, x, y, since and until, besides what @columns names
 * @columns: its columns but id, origin, since and until, with commas
 * @there: an operation of the copy
 * @here: the operation of the project that it becomes
 * @error: a #MLS_STORE_ERROR
 *
 * The rows that @there began there begin here, and those that ended there end here: they are told by their place, and what
 * they are of. One that began there again is the one here that says the same.
 *
 * Returns: whether that is written
 */
gboolean
mls_lasting_bring (MlsDatabase *from,
                   MlsDatabase *to,
                   const char  *table,
                   const char  *columns,
                   gint64       there,
                   gint64       here,
                   GError     **error)
{
  g_autofree char *parameters = parameters_of (columns, FALSE);
  g_autofree char *same = parameters_of (columns, TRUE);
  g_autofree char *ended = g_strdup_printf ("SELECT vintage, dimension, x, y FROM %s WHERE until = ?1", table);
  g_autofree char *end = g_strdup_printf (
    "UPDATE %s SET until = ?1 WHERE until IS NULL AND vintage = ?2 AND dimension IS ?3 AND x = ?4 AND y = ?5", table);
  g_autofree char *begun = g_strdup_printf ("SELECT origin, %s FROM %s WHERE since = ?1", columns, table);
  g_autofree char *begin = g_strdup_printf (
    "INSERT INTO %s (since, origin, %s) SELECT ?1, iif (?2 IS NULL, NULL, "
    "(SELECT coalesce (origin, id) FROM %s WHERE %s ORDER BY id DESC LIMIT 1)), %s",
    table, columns, table, same, parameters);

  return bring (from, to, ended, end, there, here, error) && bring (from, to, begun, begin, there, here, error);
}
