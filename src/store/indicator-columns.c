/* The columns of cover, use and pair that are called like indicators. */

#include "store/nomenclature-private.h"

/**
 * mls_nomenclature_dup_current:
 * @database: a project or a sample
 * @table: a table of the nomenclature
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what is so of rows that are true now; or %NULL. In files that were made before a table had a
 *   past all rows are
 */
char *
mls_nomenclature_dup_current (MlsDatabase *database, const char *table, GError **error)
{
  gint64 n;

  if (!mls_database_get_integer (database, &n, error,
                                 "SELECT count (*) FROM pragma_table_info (?) WHERE name = 'until'", "s", table))
    return NULL;

  return g_strdup (n > 0 ? "until IS NULL" : "1");
}

/**
 * mls_nomenclature_end_rows:
 * @database: a project, in a transaction
 * @table: a table of the nomenclature
 * @operation: from which one on none of its rows is true any more
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether they are ended; those that would never have been true are gone
 */
gboolean
mls_nomenclature_end_rows (MlsDatabase *database, const char *table, gint64 operation, GError **error)
{
  g_autofree char *gone = g_strdup_printf ("DELETE FROM \"%s\" WHERE until IS NULL AND since = ?", table);
  g_autofree char *ended = g_strdup_printf ("UPDATE \"%s\" SET until = ? WHERE until IS NULL", table);

  return mls_database_run (database, error, gone, "i", operation) && mls_database_run (database, error, ended, "i", operation);
}

/**
 * mls_indicator_columns_find:
 * @database: a project or a sample
 * @table: cover, use or pair; others have no such columns
 * @nomenclature: with its indicators
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type utf8): the names of indicators that are columns of @table, or %NULL
 */
GPtrArray *
mls_indicator_columns_find (MlsDatabase *database, const char *table, const MlsNomenclature *nomenclature, GError **error)
{
  const GArray *indicators = mls_nomenclature_indicators (nomenclature);
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  for (guint i = 0; i < indicators->len; i++)
    {
      const char *name = g_quark_to_string (g_array_index (indicators, MlsIndicatorClass, i).indicator);
      gint64 n;

      if (!mls_database_get_integer (database, &n, error, "SELECT count (*) FROM pragma_table_info (?) WHERE name = ?",
                                     "ss", table, name))
        return NULL;
      if (n > 0)
        g_ptr_array_add (columns, (gpointer) name);
    }

  return g_steal_pointer (&columns);
}

static gboolean
is_counted (const MlsNomenclature *nomenclature, const char *table, MlsIndicator indicator)
{
  MlsDimension dimension;
  guint n = 0;
  const MlsClass *const *classes = NULL;

  if (!mls_dimension_from_name (table, &dimension))
    return FALSE;

  if (dimension == MLS_DIMENSION_PAIR)
    {
      for (guint i = 0; i < mls_nomenclature_n_pair_rules (nomenclature); i++)
        if (mls_indicator_codes_find (mls_nomenclature_pair_rule (nomenclature, i)->counted, indicator) != 0)
          return TRUE;
      return FALSE;
    }

  classes = mls_nomenclature_classes (nomenclature, dimension, &n);
  for (guint i = 0; i < n; i++)
    if (mls_indicator_codes_find (classes[i]->counted, indicator) != 0)
      return TRUE;

  return FALSE;
}

static gboolean
add_column (MlsDatabase *database, const char *table, const char *name, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE \"%s\" ADD COLUMN \"%s\" TEXT", table, name);

  return mls_database_exec (database, sql, error);
}

/**
 * mls_indicator_columns_add:
 * @database: a project or a sample, in a transaction
 * @table: cover, use or pair
 * @nomenclature: what is to be written there
 * @error: a #MLS_STORE_ERROR
 *
 * Gives @table the columns that it lacks for @nomenclature.
 *
 * Returns: (transfer full) (element-type utf8): as mls_indicator_columns_find()
 */
GPtrArray *
mls_indicator_columns_add (MlsDatabase *database, const char *table, const MlsNomenclature *nomenclature, GError **error)
{
  const GArray *indicators = mls_nomenclature_indicators (nomenclature);
  g_autoptr (GPtrArray) columns = mls_indicator_columns_find (database, table, nomenclature, error);

  for (guint i = 0; columns != NULL && i < indicators->len; i++)
    {
      MlsIndicator indicator = g_array_index (indicators, MlsIndicatorClass, i).indicator;
      const char *name = g_quark_to_string (indicator);

      if (g_ptr_array_find (columns, name, NULL) || !is_counted (nomenclature, table, indicator))
        continue;
      if (!add_column (database, table, name, error))
        return NULL;
      g_ptr_array_add (columns, (gpointer) name);
    }

  return g_steal_pointer (&columns);
}

/**
 * mls_indicator_columns_join:
 * @columns: (element-type utf8): columns
 * @marks: whether their values are wanted, and not their names
 *
 * Returns: (transfer full): them behind others, each after a comma
 */
char *
mls_indicator_columns_join (const GPtrArray *columns, gboolean marks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    if (marks)
      g_string_append (text, ", ?");
    else
      g_string_append_printf (text, ", \"%s\"", (const char *) g_ptr_array_index (columns, i));

  return g_string_free (text, FALSE);
}

/**
 * mls_indicator_columns_bind:
 * @columns: (element-type utf8): columns
 * @statement: a statement
 * @n_before: how many values it has before theirs
 * @codes: (nullable): what something is counted as
 */
void
mls_indicator_columns_bind (const GPtrArray *columns, sqlite3_stmt *statement, int n_before, const MlsIndicatorCode *codes)
{
  for (guint i = 0; i < columns->len; i++)
    {
      MlsIndicator indicator = g_quark_from_string (g_ptr_array_index (columns, i));
      const char *code = g_quark_to_string (mls_indicator_codes_find (codes, indicator));

      sqlite3_bind_text (statement, n_before + 1 + (int) i, code, -1, SQLITE_STATIC);
    }
}

/**
 * mls_indicator_columns_read:
 * @columns: (element-type utf8): columns
 * @row: a row
 * @n_before: how many columns it has before theirs
 * @codes: (element-type MlsIndicatorCode): written over
 *
 * Returns: (transfer none): what the row is counted as, valid until @codes is changed
 */
const MlsIndicatorCode *
mls_indicator_columns_read (const GPtrArray *columns, sqlite3_stmt *row, int n_before, GArray *codes)
{
  g_array_set_size (codes, 0);
  for (guint i = 0; i < columns->len; i++)
    {
      const MlsIndicatorCode code = { g_quark_from_string (g_ptr_array_index (columns, i)),
                                      mls_statement_intern (row, n_before + (int) i) };

      if (code.code != 0)
        g_array_append_val (codes, code);
    }

  return (const MlsIndicatorCode *) (gpointer) codes->data;
}
