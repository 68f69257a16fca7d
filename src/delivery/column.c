#include "delivery/column.h"

static void
column_free (gpointer data)
{
  MlsColumn *column = data;

  g_free (column->name);
  g_free (column->title);
  g_free (column->given);
  g_free (column);
}

/**
 * mls_columns_new:
 *
 * Returns: (transfer full) (element-type MlsColumn): no columns
 */
GPtrArray *
mls_columns_new (void)
{
  return g_ptr_array_new_with_free_func (column_free);
}

/**
 * mls_columns_add:
 * @columns: (element-type MlsColumn): columns
 * @name: what the next one is called …
 * @ending: … and ends with, such as a date; may be ""
 * @kind: of what kind that is
 *
 * Returns: (transfer none): it, without a title
 */
MlsColumn *
mls_columns_add (GPtrArray *columns, const char *name, const char *ending, MlsColumnKind kind)
{
  MlsColumn *column = g_new0 (MlsColumn, 1);

  column->name = g_strconcat (name, ending, NULL);
  column->given = g_strdup (column->name);
  column->kind = kind;
  g_ptr_array_add (columns, column);

  return column;
}
