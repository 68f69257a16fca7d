#pragma once

#include "base/grid.h"
#include "geometry/crs.h"

G_BEGIN_DECLS

/* The figure of the Earth that a projection is of, to measure on without what the projection stretches.
 * One thread at a time may use it. */
typedef struct _MlsEllipsoid MlsEllipsoid;

MlsEllipsoid *mls_ellipsoid_new     (const MlsCrs    *crs,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void          mls_ellipsoid_free    (MlsEllipsoid    *self);
gboolean      mls_ellipsoid_measure (MlsEllipsoid    *self,
                                     const MlsPoint  *points,
                                     guint            n_points,
                                     double          *length_m,
                                     double          *area_m2);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsEllipsoid, mls_ellipsoid_free)

G_END_DECLS
