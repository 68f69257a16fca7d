#include "store/style-table.h"

#include "store/layer-style.h"
#include "store/sql.h"

/**
 * mls_style_table_write:
 * @path: a GeoPackage that nobody else has open, without a table of styles
 * @styles: (array length=n_styles): styles of its layers, whose geometry is "geom"
 * @n_styles: how many
 * @error: a #MLS_STORE_ERROR
 *
 * Gives it the table that QGIS looks for, in one transaction.
 *
 * Returns: whether it has all of them
 */
gboolean
mls_style_table_write (const char *path, const MlsTableStyle *styles, guint n_styles, GError **error)
{
  g_autoptr (MlsDatabase) database = mls_database_open (path, MLS_DATABASE_READ_WRITE, error);

  if (database == NULL || !mls_database_exec (database, "BEGIN IMMEDIATE", error) ||
      !mls_database_exec (database, mls_sql_layer_style, error))
    return FALSE;

  for (guint i = 0; i < n_styles; i++)
    if (!mls_layer_style_add (database, styles[i].layer, styles[i].name, styles[i].style, styles[i].is_default, error))
      return FALSE;

  return mls_database_exec (database, "COMMIT", error);
}
