#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* What all our files have in common as GeoPackages. */

/* Fills a new file, in a transaction. */
typedef gboolean (*MlsGeopackageFunc) (MlsDatabase *database, gpointer user_data, GError **error);

gboolean mls_geopackage_make        (const char          *path,
                                     MlsGeopackageFunc    fill,
                                     gpointer             user_data,
                                     GError             **error);
gboolean mls_geopackage_set_crs     (MlsDatabase         *database,
                                     const char          *crs,
                                     gint64              *srs_id,
                                     GError             **error);
char    *mls_geopackage_dup_crs     (MlsDatabase         *database,
                                     gint64               srs_id,
                                     GError             **error);

gboolean mls_geopackage_set_format  (MlsDatabase         *database,
                                     gint64               format,
                                     GError             **error);
gboolean mls_geopackage_get_format  (MlsDatabase         *database,
                                     gint64              *format,
                                     GError             **error);
gboolean mls_geopackage_check       (MlsDatabase         *database,
                                     const char *const   *tables,
                                     const char          *foreign,
                                     gint64               newest,
                                     GError             **error);
gboolean mls_geopackage_admit_triggers
                                    (MlsDatabase         *database,
                                     const char          *table,
                                     GError             **error);

G_END_DECLS
