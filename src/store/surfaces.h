#pragma once

#include "assembly/soup.h"
#include "geometry/crs-transform.h"

#include <ogr_api.h>

G_BEGIN_DECLS

/* Polygons of features of a layer on their way into a soup, in the project's system. */
typedef struct _MlsSurfaces MlsSurfaces;

MlsSurfaces *mls_surfaces_new   (MlsSoup               *soup,
                                 const char            *layer,
                                 MlsCrsTransform       *transform,
                                 gboolean               swaps);
void         mls_surfaces_free  (MlsSurfaces           *self);
gboolean     mls_surfaces_add   (MlsSurfaces           *self,
                                 const MlsSoupFeature  *feature,
                                 OGRGeometryH           geometry,
                                 GError               **error);
guint        mls_surfaces_get_n (const MlsSurfaces     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSurfaces, mls_surfaces_free)

G_END_DECLS
