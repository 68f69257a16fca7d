#include "store/layer-style.h"

#include "style/qml.h"

/* Tells our styles from those that somebody has saved in QGIS. */
#define OURS "Millésime"

/**
 * mls_layer_style_add:
 * @database: a GeoPackage that has the table of styles, open for writing
 * @layer: a layer of it whose geometry is "geom"
 * @name: what QGIS is to call the style
 * @style: the style
 * @is_default: whether the layer opens with it
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
                           "styleName, styleQML, useAsDefault, description) VALUES ('', '', ?, 'geom', ?, ?, ?, '" OURS "')",
                           "sssi", layer, name, qml, (gint64) (is_default != 0));
}
