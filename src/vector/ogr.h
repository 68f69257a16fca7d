#pragma once

#include <gdal.h>
#include <glib.h>
#include <ogr_api.h>

G_BEGIN_DECLS

/* What layers of others say of themselves, whoever reads them. */

void         mls_ogr_init            (void);
GDALDatasetH mls_ogr_open            (const char  *path,
                                      GError     **error);
char        *mls_ogr_dup_text        (const char  *text);
char        *mls_ogr_dup_crs         (OGRLayerH    layer);
gboolean     mls_ogr_has_north_first (OGRLayerH    layer);

G_END_DECLS
