#include "base/extent.h"

#include <math.h>

/**
 * mls_extent_is_empty:
 * @extent: an extent
 *
 * Returns: whether it covers no ground; an extent with a NaN covers none
 */
gboolean
mls_extent_is_empty (const MlsExtent *extent)
{
  return !(extent->min_x < extent->max_x && extent->min_y < extent->max_y);
}

/**
 * mls_extent_is_finite:
 * @extent: an extent
 *
 * Returns: whether its four sides are numbers one can compute with
 */
gboolean
mls_extent_is_finite (const MlsExtent *extent)
{
  return isfinite (extent->min_x) && isfinite (extent->min_y) &&
         isfinite (extent->max_x) && isfinite (extent->max_y);
}

/**
 * mls_extent_contains:
 * @outer: an extent
 * @inner: another
 *
 * Returns: whether nothing of @inner lies outside @outer
 */
gboolean
mls_extent_contains (const MlsExtent *outer, const MlsExtent *inner)
{
  return mls_extent_is_empty (inner) ||
         (outer->min_x <= inner->min_x && inner->max_x <= outer->max_x &&
          outer->min_y <= inner->min_y && inner->max_y <= outer->max_y);
}

/**
 * mls_extent_union:
 * @a: an extent
 * @b: another; either may be %MLS_EXTENT_EMPTY
 *
 * Returns: the smallest extent that holds both
 */
MlsExtent
mls_extent_union (const MlsExtent *a, const MlsExtent *b)
{
  return (MlsExtent){ MIN (a->min_x, b->min_x), MIN (a->min_y, b->min_y),
                      MAX (a->max_x, b->max_x), MAX (a->max_y, b->max_y) };
}

/**
 * mls_extent_intersection:
 * @a: an extent
 * @b: another
 *
 * Returns: the ground they share, empty when there is none
 */
MlsExtent
mls_extent_intersection (const MlsExtent *a, const MlsExtent *b)
{
  return (MlsExtent){ MAX (a->min_x, b->min_x), MAX (a->min_y, b->min_y),
                      MIN (a->max_x, b->max_x), MIN (a->max_y, b->max_y) };
}

/**
 * mls_extent_of_box:
 * @box: a box that is not empty
 *
 * Returns: the same rectangle in m
 */
MlsExtent
mls_extent_of_box (const MlsBox *box)
{
  return (MlsExtent){ mls_grid_to_metres (box->min_x), mls_grid_to_metres (box->min_y),
                      mls_grid_to_metres (box->max_x), mls_grid_to_metres (box->max_y) };
}

/**
 * mls_extent_to_box:
 * @extent: an extent in m
 * @out: (out): a box of the grid that holds it with no more than 1 mm to spare, in mm
 *
 * Returns: %FALSE when @extent is empty or reaches off the grid
 */
gboolean
mls_extent_to_box (const MlsExtent *extent, MlsBox *out)
{
  double limit = (double) MLS_GRID_LIMIT;
  double min_x = floor (extent->min_x * MLS_MM_PER_M);
  double min_y = floor (extent->min_y * MLS_MM_PER_M);
  double max_x = ceil (extent->max_x * MLS_MM_PER_M);
  double max_y = ceil (extent->max_y * MLS_MM_PER_M);

  if (mls_extent_is_empty (extent) || !(min_x >= -limit && min_y >= -limit) ||
      !(max_x <= limit && max_y <= limit))
    return FALSE;

  *out = (MlsBox){ (gint64) min_x, (gint64) min_y, (gint64) max_x, (gint64) max_y };
  return TRUE;
}
