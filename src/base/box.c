#include "base/box.h"

/**
 * mls_box_of_segment:
 * @a: one end
 * @b: the other end
 *
 * Returns: the smallest box that holds both
 */
MlsBox
mls_box_of_segment (MlsPoint a, MlsPoint b)
{
  return (MlsBox){ MIN (a.x, b.x), MIN (a.y, b.y), MAX (a.x, b.x), MAX (a.y, b.y) };
}

/**
 * mls_box_of_points:
 * @points: (array length=n_points): any points
 * @n_points: how many
 *
 * Returns: the smallest box that holds them all, empty for no points
 */
MlsBox
mls_box_of_points (const MlsPoint *points, gsize n_points)
{
  MlsBox box = MLS_BOX_EMPTY;

  for (gsize i = 0; i < n_points; i++)
    mls_box_extend (&box, points[i]);

  return box;
}

/**
 * mls_box_union:
 * @a: a box
 * @b: another; either may be empty
 *
 * Returns: the smallest box that holds both
 */
MlsBox
mls_box_union (const MlsBox *a, const MlsBox *b)
{
  return (MlsBox){ MIN (a->min_x, b->min_x), MIN (a->min_y, b->min_y),
                   MAX (a->max_x, b->max_x), MAX (a->max_y, b->max_y) };
}

/**
 * mls_box_intersection:
 * @a: a box
 * @b: another; either may be empty
 *
 * Returns: the largest box that lies in both; an empty one if none does
 */
MlsBox
mls_box_intersection (const MlsBox *a, const MlsBox *b)
{
  return mls_box_intersects (a, b) ? (MlsBox){ MAX (a->min_x, b->min_x), MAX (a->min_y, b->min_y),
                                               MIN (a->max_x, b->max_x), MIN (a->max_y, b->max_y) }
                                   : MLS_BOX_EMPTY;
}

/**
 * mls_box_grown:
 * @box: a box
 * @margin: mm to add on every side; negative shrinks
 *
 * Returns: the grown box; an empty box stays empty
 */
MlsBox
mls_box_grown (const MlsBox *box, gint64 margin)
{
  if (mls_box_is_empty (box))
    return *box;

  return (MlsBox){ box->min_x - margin, box->min_y - margin, box->max_x + margin, box->max_y + margin };
}

/**
 * mls_box_contains:
 * @outer: a box
 * @inner: another
 *
 * Returns: whether no point of @inner lies outside @outer
 */
gboolean
mls_box_contains (const MlsBox *outer, const MlsBox *inner)
{
  return mls_box_is_empty (inner) ||
         (outer->min_x <= inner->min_x && inner->max_x <= outer->max_x &&
          outer->min_y <= inner->min_y && inner->max_y <= outer->max_y);
}

/**
 * mls_box_centre:
 * @box: a box that is not empty
 *
 * Returns: the grid point nearest to its middle
 */
MlsPoint
mls_box_centre (const MlsBox *box)
{
  return (MlsPoint){ box->min_x + (box->max_x - box->min_x) / 2,
                     box->min_y + (box->max_y - box->min_y) / 2 };
}
