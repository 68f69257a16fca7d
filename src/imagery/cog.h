#pragma once

#include <gdal.h>
#include <glib.h>

G_BEGIN_DECLS

/* Cloud-optimised GeoTIFF: what is said of the images comes first in the file, then their tiles, from the coarsest
 * image to the finest, so that a reader over a network needs few questions. */

gboolean mls_cog_write (const char        *tiff,
                        const char        *path,
                        GDALProgressFunc   progress,
                        gpointer           user_data,
                        GError           **error);

G_END_DECLS
