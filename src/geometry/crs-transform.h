#pragma once

#include "base/extent.h"
#include "geometry/crs.h"

G_BEGIN_DECLS

/* The way from one coordinate reference system to another. Eastings (or longitudes, in degrees)
 * come first whatever the systems say of their axes. One thread at a time may use it. */
typedef struct _MlsCrsTransform MlsCrsTransform;

MlsCrsTransform *mls_crs_transform_new    (const MlsCrs     *from,
                                           const MlsCrs     *to,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void             mls_crs_transform_free   (MlsCrsTransform  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsCrsTransform, mls_crs_transform_free)

gboolean         mls_crs_transform_points (MlsCrsTransform  *self,
                                           double           *x,
                                           double           *y,
                                           gsize             n_points,
                                           GError          **error);
void             mls_crs_transform_back   (MlsCrsTransform  *self,
                                           double           *x,
                                           double           *y,
                                           gsize             n_points);
gboolean         mls_crs_transform_extent (MlsCrsTransform  *self,
                                           const MlsExtent  *extent,
                                           MlsExtent        *out,
                                           GError          **error);

G_END_DECLS
