/* What rules say of a vertex between the same two neighbours, whatever these are. */

#include "rules/border.h"

#include "geometry/predicate.h"

#include <math.h>

/* Between the two arms of a vertex, in degrees. */
static double
angle_at (MlsPoint before, MlsPoint vertex, MlsPoint after)
{
  MlsInt128 dot = (MlsInt128) (before.x - vertex.x) * (after.x - vertex.x) +
                  (MlsInt128) (before.y - vertex.y) * (after.y - vertex.y);

  return atan2 (fabs ((double) mls_cross (vertex, before, after)), (double) dot) * 180 / G_PI;
}

static double
shorter_arm (MlsPoint before, MlsPoint vertex, MlsPoint after)
{
  return MIN (mls_point_distance (before, vertex), mls_point_distance (vertex, after));
}

/**
 * mls_border_is_spike:
 * @limits: of the project
 * @before: the vertex before …
 * @vertex: … a vertex of a border …
 * @after: … and the one after it
 * @angle: (out): between its two arms, degrees
 * @length: (out): of the shorter arm, mm
 *
 * A spike is where a border goes out and comes back on itself: the arms of a vertex are at least as long as a limit says,
 * and no further apart than another one says. Shorter ones nobody sees, and larger angles are corners of the land.
 *
 * Returns: whether it is one
 */
gboolean
mls_border_is_spike (const MlsLimits *limits,
                     MlsPoint         before,
                     MlsPoint         vertex,
                     MlsPoint         after,
                     double          *angle,
                     double          *length)
{
  /* Most vertices go on: their arms are on different sides. */
  if (limits->spike_angle <= 0 || (MlsInt128) (before.x - vertex.x) * (after.x - vertex.x) +
                                          (MlsInt128) (before.y - vertex.y) * (after.y - vertex.y) <= 0)
    return FALSE;

  *angle = angle_at (before, vertex, after);
  *length = shorter_arm (before, vertex, after);

  return *angle <= limits->spike_angle && *length >= limits->spike_length;
}

/**
 * mls_border_is_needless:
 * @limits: of the project
 * @before: the vertex before …
 * @vertex: … a vertex of a border …
 * @after: … and the one after it
 * @spacing: (out): how far the nearer of the two is, mm
 *
 * A vertex is needless where it is closer to a neighbour than a limit says and its border would be as far away without it
 * as another one says, at most. A curve needs its vertices however smooth it is: they stand further apart.
 *
 * Returns: whether the border does not need it
 */
gboolean
mls_border_is_needless (const MlsLimits *limits,
                        MlsPoint         before,
                        MlsPoint         vertex,
                        MlsPoint         after,
                        double          *spacing)
{
  double base;

  if (limits->vertex_spacing <= 0)
    return FALSE;

  *spacing = shorter_arm (before, vertex, after);
  if (*spacing > limits->vertex_spacing)
    return FALSE;
  if (*spacing <= limits->vertex_offset)
    return TRUE;

  base = mls_point_distance (before, after);

  return base > *spacing && fabs ((double) mls_cross (before, after, vertex)) <= limits->vertex_offset * base;
}
