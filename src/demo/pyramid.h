#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A GeoTIFF in true colour being written from north to south, with all its overviews at once. */
typedef struct _MlsPyramid MlsPyramid;

#define MLS_PYRAMID_BLOCK 512 /* px, the side of a tile */

/* Where a picture lies, in Lambert-93. */
typedef struct
{
  double west;  /* m, of its upper left corner */
  double north;
  double pixel; /* m */
  int    width; /* px */
  int    height;
} MlsPyramidPlace;

MlsPyramid *mls_pyramid_new    (const char             *path,
                                const MlsPyramidPlace  *place,
                                const char             *taken,
                                GError                **error);
gboolean    mls_pyramid_write  (MlsPyramid             *pyramid,
                                const guint8           *rgb,
                                gsize                   stride,
                                int                     n_rows,
                                GError                **error);
gboolean    mls_pyramid_finish (MlsPyramid             *pyramid,
                                GError                **error);
void        mls_pyramid_free   (MlsPyramid             *pyramid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPyramid, mls_pyramid_free)

G_END_DECLS
