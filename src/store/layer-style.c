/* The styles that a file has for its layers, where QGIS looks for them. */

#include "store/layer-style.h"

#include "store/sql.h"
#include "style/qml.h"

/* Tells our styles from those that somebody has saved in QGIS. */
#define OURS "Millésime"

/**
 * mls_layer_style_clear:
 * @database: a GeoPackage, in a transaction
 * @error: a #MLS_STORE_ERROR
 *
 * Makes room for our styles, all of which are gone; those of others stay.
 *
 * Returns: whether it could
 */
gboolean
mls_layer_style_clear (MlsDatabase *database, GError **error)
{
  return mls_database_exec (database, mls_sql_layer_style, error) &&
         mls_database_exec (database, "DELETE FROM layer_styles WHERE description = '" OURS "'", error);
}

/**
 * mls_layer_style_add:
 * @database: a GeoPackage after mls_layer_style_clear()
 * @layer: a layer of it whose geometry is "geom"
 * @name: what QGIS is to call the style
 * @style: the style
 * @is_default: whether the layer opens with it, if somebody has not made another style the default
 * @error: a #MLS_STORE_ERROR
 *
 * Gives a layer one more style.
 *
 * Returns: whether it could
 */
gboolean
mls_layer_style_add (MlsDatabase     *database,
                     const char      *layer,
                     const char      *name,
                     const MlsStyle  *style,
                     gboolean         is_default,
                     GError         **error)
{
  g_autofree char *qml = mls_style_to_qml (style);

  return mls_database_run (database, error,
                           "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
                           "styleName, styleQML, useAsDefault, description) SELECT '', '', ?1, 'geom', ?2, ?3, ?4 AND NOT "
                           "EXISTS (SELECT 1 FROM layer_styles WHERE f_table_name = ?1 AND useAsDefault), '" OURS "'",
                           "sssi", layer, name, qml, (gint64) (is_default != 0));
}
