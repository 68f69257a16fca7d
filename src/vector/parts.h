#pragma once

#include "geometry/crs-transform.h"
#include "geometry/figures.h"

#include <ogr_api.h>

G_BEGIN_DECLS

/* The parts of one feature on their way onto the grid, kind by kind: a feature may have some of each. It keeps
 * its memory from one feature to the next. */
typedef struct _MlsParts MlsParts;

MlsParts *mls_parts_new   (MlsCrsTransform *transform,
                           gboolean         swaps);
void      mls_parts_free  (MlsParts        *self);
guint     mls_parts_place (MlsParts        *self,
                           OGRGeometryH     geometry,
                           const char      *name,
                           MlsFigures      *figures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsParts, mls_parts_free)

G_END_DECLS
