#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every coordinate of a coverage lies on a grid of one millimetre of the project's projected CRS.
 * In memory it is an int64 count of millimetres; in a file it is the double nearest to k / 1000.
 * Below the limit the two say the same thing, so that saving and reading back changes no bit. */

/* The grid reaches this far from the origin, in mm: 2^34 mm = 17 180 km, more than any projected
 * CRS of a region needs. It bounds differences to 2^35 and products of two of them to 2^70, which
 * is what the exact predicates count on. */
#define MLS_GRID_LIMIT (G_GINT64_CONSTANT (1) << 34)

#define MLS_MM_PER_M 1000

typedef struct
{
  gint64 x;
  gint64 y;
} MlsPoint;

static inline gboolean
mls_point_equal (MlsPoint a, MlsPoint b)
{
  return a.x == b.x && a.y == b.y;
}

/**
 * mls_grid_to_metres:
 * @mm: a coordinate on the grid
 *
 * Returns: the double nearest to @mm / 1000, in m; mls_grid_from_metres() gives @mm back
 */
static inline double
mls_grid_to_metres (gint64 mm)
{
  return (double) mm / MLS_MM_PER_M;
}

/* The whole number below a / b, or that itself; @b is positive. */
static inline gint64
mls_floor_divide (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/* Orders points from west to east, then from south to north. */
static inline int
mls_point_compare (MlsPoint a, MlsPoint b)
{
  if (a.x != b.x)
    return a.x < b.x ? -1 : 1;

  return (a.y > b.y) - (a.y < b.y);
}

guint    mls_point_hash       (MlsPoint  point);
double   mls_point_distance   (MlsPoint  a,
                               MlsPoint  b);
double   mls_point_distance_to_segment
                              (MlsPoint  point,
                               MlsPoint  a,
                               MlsPoint  b);

gboolean mls_grid_from_metres (double    x,
                               double    y,
                               MlsPoint *out);
gboolean mls_grid_contains    (MlsPoint  point);

G_END_DECLS
