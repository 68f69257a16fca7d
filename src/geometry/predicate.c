#include "geometry/predicate.h"

/**
 * mls_point_on_segment:
 * @point: any point
 * @a: one end
 * @b: the other end
 *
 * Returns: whether @point lies on the closed segment, its ends included
 */
gboolean
mls_point_on_segment (MlsPoint point, MlsPoint a, MlsPoint b)
{
  return MIN (a.x, b.x) <= point.x && point.x <= MAX (a.x, b.x) &&
         MIN (a.y, b.y) <= point.y && point.y <= MAX (a.y, b.y) && mls_turn (a, b, point) == 0;
}

/**
 * mls_point_in_triangle:
 * @point: any point
 * @a: a corner
 * @b: a corner
 * @c: a corner; the three may run either way round, or lie on one line
 *
 * Returns: whether @point lies in the closed triangle, its sides and corners included
 */
gboolean
mls_point_in_triangle (MlsPoint point, MlsPoint a, MlsPoint b, MlsPoint c)
{
  int way = mls_turn (a, b, c);

  if (way == 0)
    return mls_point_on_segment (point, a, b) || mls_point_on_segment (point, b, c) ||
           mls_point_on_segment (point, c, a);

  return mls_turn (a, b, point) * way >= 0 && mls_turn (b, c, point) * way >= 0 &&
         mls_turn (c, a, point) * way >= 0;
}

static MlsMeet
meet_on_one_line (MlsPoint a, MlsPoint b, MlsPoint c, MlsPoint d)
{
  MlsPoint first_low = mls_point_compare (a, b) < 0 ? a : b;
  MlsPoint first_high = mls_point_compare (a, b) < 0 ? b : a;
  MlsPoint second_low = mls_point_compare (c, d) < 0 ? c : d;
  MlsPoint second_high = mls_point_compare (c, d) < 0 ? d : c;
  MlsPoint low = mls_point_compare (first_low, second_low) > 0 ? first_low : second_low;
  MlsPoint high = mls_point_compare (first_high, second_high) < 0 ? first_high : second_high;
  int order = mls_point_compare (low, high);

  return order < 0 ? MLS_MEET_OVERLAP : order == 0 ? MLS_MEET_TOUCH : MLS_MEET_NOT;
}

/**
 * mls_segments_meet:
 * @a: one end of the first segment
 * @b: its other end
 * @c: one end of the second segment
 * @d: its other end
 *
 * Returns: how the two closed segments meet
 */
MlsMeet
mls_segments_meet (MlsPoint a, MlsPoint b, MlsPoint c, MlsPoint d)
{
  int abc, abd, cda, cdb;

  if (MAX (a.x, b.x) < MIN (c.x, d.x) || MAX (c.x, d.x) < MIN (a.x, b.x) ||
      MAX (a.y, b.y) < MIN (c.y, d.y) || MAX (c.y, d.y) < MIN (a.y, b.y))
    return MLS_MEET_NOT;

  abc = mls_turn (a, b, c);
  abd = mls_turn (a, b, d);
  if (abc * abd > 0)
    return MLS_MEET_NOT;

  cda = mls_turn (c, d, a);
  cdb = mls_turn (c, d, b);
  if (cda * cdb > 0)
    return MLS_MEET_NOT;

  if (abc == 0 && abd == 0 && cda == 0 && cdb == 0)
    return meet_on_one_line (a, b, c, d);

  return abc != 0 && abd != 0 && cda != 0 && cdb != 0 ? MLS_MEET_CROSS : MLS_MEET_TOUCH;
}

/* @numerator / @denominator to the nearest whole number, halves upwards: what is added to a
 * coordinate then rounds to the same point from wherever it is measured. */
static gint64
divide_rounded (MlsInt128 numerator, MlsInt128 denominator)
{
  MlsInt128 above = 2 * numerator + denominator;
  MlsInt128 below = 2 * denominator;

  if (below < 0)
    {
      above = -above;
      below = -below;
    }

  return (gint64) (above / below - (above % below < 0));
}

/**
 * mls_segments_crossing:
 * @a: one end of the first segment
 * @b: its other end
 * @c: one end of the second segment
 * @d: its other end; the two are known to meet as %MLS_MEET_CROSS
 *
 * The offset from @a is (b - a) · t with t = cda / (cda - cdb), cda and cdb being the crosses of
 * the ends of the first segment relative to the second. t's numerator and denominator need 72 bits
 * and b - a 36, so the product needs 108.
 *
 * Returns: the grid point nearest to the crossing, at most 0.71 mm from it; the same whichever
 *   segment and whichever end comes first
 */
MlsPoint
mls_segments_crossing (MlsPoint a, MlsPoint b, MlsPoint c, MlsPoint d)
{
  MlsInt128 cda = mls_cross (c, d, a);
  MlsInt128 cdb = mls_cross (c, d, b);

  g_return_val_if_fail (cda != cdb, a);

  return (MlsPoint){ a.x + divide_rounded (cda * (b.x - a.x), cda - cdb),
                     a.y + divide_rounded (cda * (b.y - a.y), cda - cdb) };
}

/* 0 for directions in [0°, 180°), 1 for [180°, 360°). */
static int
half_plane (MlsPoint centre, MlsPoint p)
{
  return p.y < centre.y || (p.y == centre.y && p.x < centre.x);
}

/**
 * mls_direction_compare:
 * @centre: where two directions start
 * @a: a point other than @centre
 * @b: a point other than @centre
 *
 * Returns: negative, 0 or positive as @centre → @a comes before, with or after @centre → @b
 *   going counter-clockwise from east
 */
int
mls_direction_compare (MlsPoint centre, MlsPoint a, MlsPoint b)
{
  int half_a = half_plane (centre, a);
  int half_b = half_plane (centre, b);

  return half_a != half_b ? half_a - half_b : -mls_turn (centre, a, b);
}

/**
 * mls_point_nearest_on_segment:
 * @point: any point
 * @a: one end of a segment
 * @b: its other end
 *
 * Returns: the grid point nearest to the point of the segment that is nearest to @point
 */
MlsPoint
mls_point_nearest_on_segment (MlsPoint point, MlsPoint a, MlsPoint b)
{
  MlsInt128 dx = b.x - a.x;
  MlsInt128 dy = b.y - a.y;
  MlsInt128 along = dx * (point.x - a.x) + dy * (point.y - a.y);
  MlsInt128 length2 = dx * dx + dy * dy;

  if (along <= 0 || length2 == 0)
    return a;
  if (along >= length2)
    return b;

  return (MlsPoint){ a.x + divide_rounded (along * dx, length2),
                     a.y + divide_rounded (along * dy, length2) };
}

static MlsInt128
square (MlsInt128 x)
{
  return x * x;
}

/**
 * mls_point_within:
 * @point: any point
 * @a: one end of a segment
 * @b: its other end
 * @distance: mm, up to 100 km
 *
 * Returns: whether some of the closed segment is no further than @distance from @point, exactly
 */
gboolean
mls_point_within (MlsPoint point, MlsPoint a, MlsPoint b, gint64 distance)
{
  MlsInt128 dx = b.x - a.x;
  MlsInt128 dy = b.y - a.y;
  MlsInt128 along = dx * (point.x - a.x) + dy * (point.y - a.y);
  MlsInt128 length2 = dx * dx + dy * dy;
  MlsInt128 cross;

  if (along <= 0 || length2 == 0)
    return square (point.x - a.x) + square (point.y - a.y) <= square (distance);
  if (along >= length2)
    return square (point.x - b.x) + square (point.y - b.y) <= square (distance);

  /* The cross product is length times distance: far beyond what its square may be, it is too far. */
  cross = mls_cross (a, b, point);

  return cross <= G_MAXINT64 && cross >= -G_MAXINT64 && square (cross) <= square (distance) * length2;
}
