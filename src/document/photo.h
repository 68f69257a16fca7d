#pragma once

#include "imagery/display.h"
#include "imagery/mosaic.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What is found of an image, or a folder of images, before it becomes one of a project's photos. */
typedef struct
{
  char       *source;
  char       *title;    /* its name, and the days it was taken where that is known */
  char       *crs_name; /* (nullable) */
  gboolean    infrared; /* it shows nothing else */
  gboolean    is_slow;  /* from afar: it is on a disk and has no overviews */
  MlsDisplay  display;
  MlsExtent   extent;   /* in the project's reference system, m */
  guint       n_points; /* that place it, 0 if it has a georeference */
  double      residual_m;
  guint       n_files;
  guint       n_left;   /* files of the folder that cannot be shown */
  GError     *why_left; /* (nullable): what is wrong with one of them */
} MlsPhoto;

MlsPhoto *mls_photo_find    (const char          *source,
                             const char          *project_crs,
                             const MlsDisplay    *display,
                             MlsMosaicProgress    progress,
                             gpointer             user_data,
                             GCancellable        *cancellable,
                             GError             **error);
void      mls_photo_free    (MlsPhoto            *self);
gboolean  mls_photo_add     (const MlsPhoto      *self,
                             MlsStore            *store,
                             const char          *vintage,
                             gint64              *id,
                             GError             **error);
gboolean  mls_photo_renew   (const MlsPhoto      *self,
                             MlsStore            *store,
                             gint64               id,
                             GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPhoto, mls_photo_free)

G_END_DECLS
