#include "delivery/format.h"

#include "store/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Grid points in metres have three digits behind the point. */
static const char *const geojson_options[] = { "COORDINATE_PRECISION=3", NULL };
static const char *const shapefile_options[] = { "ENCODING=UTF-8", NULL };
static const char *const database_options[] = { "LAUNDER=NO", "GEOMETRY_NAME=geom", "FID=fid", NULL };
static const char *const no_options[] = { NULL };

static const char *const table_columns[] = { "fid", "geom", NULL };
static const char *const geopackage_tables[] = { "gpkg_", "rtree_", "sqlite_", "layer_styles", NULL };
static const char *const database_columns[] = { "fid", "geom", "ctid", "tableoid", "xmin", "xmax", "cmin", "cmax", NULL };
static const char *const database_tables[] = { "layer_styles", "spatial_ref_sys", NULL };

static const MlsFormat formats[] = {
  { .name = "gpkg", .ending = ".gpkg", .driver = "GPKG", .keeps_ids = TRUE, .several = TRUE, .options = no_options,
    .its_columns = table_columns, .its_layers = geopackage_tables },
  { .name = "shp", .ending = ".shp", .driver = "ESRI Shapefile", .name_room = 10, .text_room = 254,
    .options = shapefile_options },
  { .name = "fgb", .ending = ".fgb", .driver = "FlatGeobuf", .options = no_options },
  { .name = "geojson", .ending = ".geojson", .driver = "GeoJSON", .keeps_ids = TRUE, .options = geojson_options },
};

/* PostgreSQL cuts names at 63 bytes without a word. */
static const MlsFormat database = { .name = "postgis", .driver = "PostgreSQL", .several = TRUE, .name_room = 63,
                                    .layer_room = 63, .options = database_options,
                                    .its_columns = database_columns, .its_layers = database_tables };

/**
 * mls_format_of_file:
 * @path: a file
 * @error: %MLS_STORE_ERROR_ARGUMENT if its name does not tell
 *
 * Returns: (transfer none): the format that the end of its name tells, or %NULL
 */
const MlsFormat *
mls_format_of_file (const char *path, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      gsize length = strlen (path);
      gsize ending = strlen (formats[i].ending);

      if (length > ending && g_ascii_strcasecmp (path + length - ending, formats[i].ending) == 0)
        return &formats[i];
    }

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
               _("The name of “%s” does not tell its format: it should end in .gpkg, .shp, .fgb or .geojson"), path);
  return NULL;
}

/**
 * mls_format_of_name:
 * @name: a word
 *
 * Returns: (transfer none) (nullable): the format of files that options call so
 */
const MlsFormat *
mls_format_of_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return &formats[i];

  return NULL;
}

/**
 * mls_format_database:
 *
 * Returns: (transfer none): the one of layers in a PostGIS database
 */
const MlsFormat *
mls_format_database (void)
{
  return &database;
}
