#pragma once

#include "imagery/raster.h"

G_BEGIN_DECLS

/* A folder of images seen as one: which of its files lies where. It is made once and shared by all
 * who ask for it, kept with the user's caches, and made anew when files come or go. Any thread. */
typedef struct _MlsMosaic MlsMosaic;

typedef struct
{
  char      *path;
  MlsExtent  extent;     /* in the project's reference system, m */
  double     pixel_size; /* m */
} MlsMosaicMember;

/* How far it is: @fraction of the files have been looked at. */
typedef void (*MlsMosaicProgress) (double fraction, gpointer user_data);

gboolean               mls_mosaic_is_folder    (const char              *address);
MlsMosaic             *mls_mosaic_get          (const char              *folder,
                                                const char              *project_crs,
                                                const MlsRasterOptions  *options,
                                                MlsMosaicProgress        progress,
                                                gpointer                 user_data,
                                                GCancellable            *cancellable,
                                                GError                 **error);
MlsMosaic             *mls_mosaic_ref          (MlsMosaic               *self);
void                   mls_mosaic_unref        (MlsMosaic               *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMosaic, mls_mosaic_unref)

const MlsRasterFacts  *mls_mosaic_get_facts    (const MlsMosaic         *self);
guint                  mls_mosaic_get_n_files  (const MlsMosaic         *self);
const MlsMosaicMember *mls_mosaic_get_files    (const MlsMosaic         *self);
guint                  mls_mosaic_get_n_left   (const MlsMosaic         *self);
const GError          *mls_mosaic_get_why_left (const MlsMosaic         *self);

G_END_DECLS
