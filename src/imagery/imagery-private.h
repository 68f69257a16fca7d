#pragma once

#include "imagery/imagery.h"
#include "imagery/mosaic.h"

G_BEGIN_DECLS

/* One image of a set. */
typedef struct
{
  MlsImagerySource  source;
  MlsTone           tone;
  char             *how;      /* what its name lacks to find it by */
  gboolean          is_remote;

  GMutex            mutex;    /* guards all that follows */
  gboolean          is_image; /* it is no folder */
  MlsMosaic        *mosaic;   /* (nullable): the folder it is, once its files are known */
} MlsImagerySourceState;

struct _MlsImagery
{
  gatomicrefcount        ref_count;
  char                  *project_crs;
  MlsImagerySourceState *sources;
  guint                  n_sources;
};

gboolean mls_imagery_find_mosaic (MlsImagery    *self,
                                  guint          index,
                                  MlsMosaic    **out,
                                  GCancellable  *cancellable,
                                  GError       **error);

G_END_DECLS
