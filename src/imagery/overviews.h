#pragma once

#include <gdal.h>
#include <glib.h>

G_BEGIN_DECLS

/* The overviews that an image lacks, in a file beside it. */

gboolean    mls_overviews_is_photo        (GDALDatasetH       image);
const char *mls_overviews_get_resampling  (GDALDatasetH       image);
gboolean    mls_overviews_are_needed      (GDALDatasetH       image);
gboolean    mls_overviews_make            (GDALDatasetH       image,
                                           const char        *path,
                                           GDALProgressFunc   progress,
                                           gpointer           user_data,
                                           gboolean          *out_is_kept,
                                           GError           **error);

G_END_DECLS
