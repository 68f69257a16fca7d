#pragma once

#include <gdal.h>
#include <glib.h>

G_BEGIN_DECLS

/* What is made of an image, at half its size, at a quarter of it, and so on. */
typedef struct
{
  const char *path;        /* what it is to become: overviews of the image, or a copy of it */
  gboolean    is_copy;     /* with the image as it is for its first level, and arranged to be read over a network */
  gboolean    is_lossless; /* numbers are kept as they are, also those of a photo */
} MlsPyramidPlan;

gboolean mls_pyramid_is_needed (GDALDatasetH           image);
gboolean mls_pyramid_make      (GDALDatasetH           image,
                                const MlsPyramidPlan  *plan,
                                GDALProgressFunc       progress,
                                gpointer               user_data,
                                gboolean              *out_is_kept,
                                GError               **error);

G_END_DECLS
