#pragma once

#include "base/extent.h"

G_BEGIN_DECLS

/* From the ground to a picture and back: px go east and south from the picture's north-west corner. */
typedef struct
{
  double west;     /* m, of px 0 */
  double north;    /* m, of px 0 */
  double m_per_px;
} MlsTransform;

static inline double
mls_transform_x (const MlsTransform *transform, double east_m)
{
  return (east_m - transform->west) / transform->m_per_px;
}

static inline double
mls_transform_y (const MlsTransform *transform, double north_m)
{
  return (transform->north - north_m) / transform->m_per_px;
}

static inline double
mls_transform_east (const MlsTransform *transform, double x_px)
{
  return transform->west + x_px * transform->m_per_px;
}

static inline double
mls_transform_north (const MlsTransform *transform, double y_px)
{
  return transform->north - y_px * transform->m_per_px;
}

/* The ground of a rectangle of px. */
static inline MlsExtent
mls_transform_extent (const MlsTransform *transform, double x, double y, double width, double height)
{
  return (MlsExtent){ mls_transform_east (transform, x), mls_transform_north (transform, y + height),
                      mls_transform_east (transform, x + width), mls_transform_north (transform, y) };
}

G_END_DECLS
