#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Vector files to read, in a folder of the test's own. Written as GeoJSON, or as what GDAL makes of that. */

#define LAMBERT_93 "urn:ogc:def:crs:EPSG::2154"

void  source_begin (void);
void  source_end   (void);
char *source_path  (const char        *name);
char *source_write (const char        *name,
                    const char        *crs,
                    const char        *features);
char *source_points
                   (const char        *name,
                    guint              n_points);
char *source_make  (const char        *name,
                    const char        *from,
                    const char *const *options);

G_END_DECLS
