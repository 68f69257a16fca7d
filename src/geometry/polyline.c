#include "geometry/polyline.h"

#include <math.h>

static MlsPoint
point_at (const GArray *points, gsize i)
{
  return g_array_index (points, MlsPoint, i);
}

/**
 * mls_polyline_straighten:
 * @points: (array length=n_points): a line
 * @n_points: at least 2
 * @tolerance: not used
 *
 * Returns: (transfer full) (element-type MlsPoint): its ends
 */
GArray *
mls_polyline_straighten (const MlsPoint *points, gsize n_points, gint64 tolerance)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  g_array_append_val (line, points[0]);
  g_array_append_val (line, points[n_points - 1]);

  return line;
}

/* The vertex between two others that is farthest from the straight way between them. */
static gsize
farthest_between (const MlsPoint *points, gsize from, gsize to, double *distance)
{
  gsize farthest = from;

  *distance = -1;
  for (gsize i = from + 1; i < to; i++)
    {
      double here = mls_point_distance_to_segment (points[i], points[from], points[to]);

      if (here > *distance)
        {
          *distance = here;
          farthest = i;
        }
    }

  return farthest;
}

/**
 * mls_polyline_simplify:
 * @points: (array length=n_points): a line; a closed one ends where it starts
 * @n_points: at least 2
 * @tolerance: mm
 *
 * Leaves out the vertices that the line does without, by the method of Douglas and Peucker (1973): what
 * is left of them is never farther than @tolerance from what was there.
 *
 * Returns: (transfer full) (element-type MlsPoint): the vertices that stay, both ends among them
 */
GArray *
mls_polyline_simplify (const MlsPoint *points, gsize n_points, gint64 tolerance)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) ahead = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize from = 0, to = n_points - 1;

  /* The ends of stretches still to be looked at, the nearest last. */
  g_array_append_val (line, points[0]);
  g_array_append_val (ahead, to);
  while (ahead->len > 0)
    {
      double distance;
      gsize middle;

      to = g_array_index (ahead, gsize, ahead->len - 1);
      middle = farthest_between (points, from, to, &distance);
      if (distance > (double) tolerance)
        {
          g_array_append_val (ahead, middle);
          continue;
        }

      g_array_append_val (line, points[to]);
      g_array_set_size (ahead, ahead->len - 1);
      from = to;
    }

  return line;
}

/* A corner, seen from its vertex: how far to go along both its sides for the arc to start and end there. */
typedef struct
{
  MlsPoint before;
  MlsPoint vertex;
  MlsPoint after;
  double   reach;   /* mm */
  double   depth;   /* mm that the arc passes the vertex by */
} Corner;

/* The arc is the parabola that touches both sides, a piece of the quadratic B-spline with the line as
 * its polygon. It passes the vertex by reach / 2 × cos (angle / 2), and neither takes more than half of a
 * side nor passes by more than @most. */
static Corner
measure_corner (MlsPoint before, MlsPoint vertex, MlsPoint after, double most)
{
  double a = mls_point_distance (vertex, before), b = mls_point_distance (vertex, after);
  double x = (double) (before.x - vertex.x) / a + (double) (after.x - vertex.x) / b;
  double y = (double) (before.y - vertex.y) / a + (double) (after.y - vertex.y) / b;
  double bend = hypot (x, y) / 4; /* depth for each mm of reach */
  double reach = MIN (a, b) / 2;

  if (bend * reach > most)
    reach = most / bend;

  return (Corner){ before, vertex, after, reach, bend * reach };
}

static void
append_new (GArray *line, MlsPoint point)
{
  if (line->len == 0 || !mls_point_equal (point_at (line, line->len - 1), point))
    g_array_append_val (line, point);
}

/* The point of the arc at @t, from 0 to 1. */
static MlsPoint
arc_point (const Corner *corner, double t)
{
  double a = corner->reach / mls_point_distance (corner->vertex, corner->before) * (1 - t) * (1 - t);
  double b = corner->reach / mls_point_distance (corner->vertex, corner->after) * t * t;

  return (MlsPoint){
    corner->vertex.x + llround (a * (double) (corner->before.x - corner->vertex.x) +
                                b * (double) (corner->after.x - corner->vertex.x)),
    corner->vertex.y + llround (a * (double) (corner->before.y - corner->vertex.y) +
                                b * (double) (corner->after.y - corner->vertex.y)),
  };
}

/* As many pieces as keep within a tenth of @most of the arc, which is depth / n² off it, but none shorter
 * than @most; a corner too small for any stays. */
static void
append_corner (GArray *line, const Corner *corner, double most)
{
  guint n_needed = (guint) ceil (sqrt (10 * corner->depth / most));
  guint n_fit = (guint) (2 * corner->reach / most);
  guint n = MIN (n_needed, n_fit);

  if (n == 0)
    append_new (line, corner->vertex);
  for (guint i = 0; n > 0 && i <= n; i++)
    append_new (line, arc_point (corner, (double) i / n));
}

/**
 * mls_polyline_smooth:
 * @points: (array length=n_points): a line; a closed one ends where it starts, and has a corner there
 * @n_points: at least 2
 * @tolerance: mm
 *
 * Rounds a line off. It is simplified by half of @tolerance, then each corner that is left gives way, by
 * at most the other half, to the parabola that touches both its sides: a piece of the quadratic B-spline
 * that cutting corners leads to (Chaikin 1974, Riesenfeld 1975). The arcs become chords not much shorter
 * than half of @tolerance.
 *
 * Returns: (transfer full) (element-type MlsPoint): a line between the same ends, within @tolerance of
 *   what was there but for rounding to the grid
 */
GArray *
mls_polyline_smooth (const MlsPoint *points, gsize n_points, gint64 tolerance)
{
  g_autoptr (GArray) plain = mls_polyline_simplify (points, n_points, tolerance / 2);
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  double most = MAX ((double) tolerance / 2, 1);

  /* Of a closed line both ends may be all that is left. */
  if (plain->len == 2)
    return g_steal_pointer (&plain);

  append_new (line, point_at (plain, 0));
  for (guint i = 1; i + 1 < plain->len; i++)
    {
      Corner corner = measure_corner (point_at (plain, i - 1), point_at (plain, i), point_at (plain, i + 1), most);

      append_corner (line, &corner, most);
    }
  append_new (line, point_at (plain, plain->len - 1));

  return g_steal_pointer (&line);
}
