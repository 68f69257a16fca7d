#pragma once

#include "geometry/crs-transform.h"
#include "store/store.h"

G_BEGIN_DECLS

/* In which coordinate reference system a layer of others is, and how it gets from there into the project's. */
typedef struct
{
  const char *layer; /* what messages call it */
  const char *told;  /* (nullable): what its file says */
  const char *given; /* (nullable): what somebody says, where it does not */
} MlsLayerCrs;

MlsCrs  *mls_layer_crs_find (const MlsLayerCrs *self,
                             GError           **error);
gboolean mls_layer_crs_lead (const MlsLayerCrs *self,
                             MlsStore          *store,
                             gboolean           reproject,
                             MlsCrsTransform  **transform,
                             GError           **error);

G_END_DECLS
