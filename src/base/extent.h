#pragma once

#include "base/box.h"

G_BEGIN_DECLS

/* A rectangle of the ground in m, for what has no grid: photos, tiles and windows. An empty extent
 * has min at or above max. */
typedef struct
{
  double min_x;
  double min_y;
  double max_x;
  double max_y;
} MlsExtent;

#define MLS_EXTENT_EMPTY ((MlsExtent){ G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE })

static inline double
mls_extent_width (const MlsExtent *extent)
{
  return extent->max_x - extent->min_x;
}

static inline double
mls_extent_height (const MlsExtent *extent)
{
  return extent->max_y - extent->min_y;
}

static inline gboolean
mls_extent_intersects (const MlsExtent *a, const MlsExtent *b)
{
  return a->min_x < b->max_x && b->min_x < a->max_x && a->min_y < b->max_y && b->min_y < a->max_y;
}

gboolean  mls_extent_is_empty     (const MlsExtent *extent);
gboolean  mls_extent_is_finite    (const MlsExtent *extent);
gboolean  mls_extent_contains     (const MlsExtent *outer,
                                   const MlsExtent *inner);
MlsExtent mls_extent_union        (const MlsExtent *a,
                                   const MlsExtent *b);
MlsExtent mls_extent_intersection (const MlsExtent *a,
                                   const MlsExtent *b);
MlsExtent mls_extent_of_box       (const MlsBox    *box);
gboolean  mls_extent_to_box       (const MlsExtent *extent,
                                   MlsBox          *out);

G_END_DECLS
