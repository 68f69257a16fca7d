/* What makes rings a face: exactly what makes them a valid polygon to GEOS, the oracle. */

#include "geometry/polygon.h"
#include "geometry/ring.h"
#include "oracle.h"

#include <locale.h>
#include <math.h>

#define MAX_RINGS  4
#define MAX_POINTS 1200

typedef struct
{
  MlsPoint points[MAX_RINGS][MAX_POINTS];
  MlsRing  rings[MAX_RINGS];
  guint    n_rings;
} Sample;

/* To GEOS a point that is given twice in a row is given once, to us it is a fault. */
static void
add_point (Sample *sample, gint64 x, gint64 y)
{
  MlsPoint *points = sample->points[sample->n_rings];
  MlsRing *ring = &sample->rings[sample->n_rings];
  MlsPoint point = { x, y };

  if (ring->n_points == 0 || (!mls_point_equal (points[ring->n_points - 1], point) && !mls_point_equal (points[0], point)))
    points[ring->n_points++] = point;
}

static void
start_ring (Sample *sample)
{
  sample->rings[sample->n_rings] = (MlsRing){ sample->points[sample->n_rings], 0 };
}

static gint64
greatest_divisor (gint64 a, gint64 b)
{
  return b == 0 ? ABS (a) : greatest_divisor (b, a % b);
}

/* Ends a ring, with a vertex wherever it passes a point of the grid: rings that touch at the vertex of
 * one and in the middle of a side of the other are a polygon to GEOS, and none to us. */
static void
end_ring (Sample *sample)
{
  MlsRing *ring = &sample->rings[sample->n_rings];
  g_autofree MlsPoint *corners = g_memdup2 (ring->points, ring->n_points * sizeof (MlsPoint));
  gsize n_corners = ring->n_points;

  ring->n_points = 0;
  for (gsize i = 0; i < n_corners; i++)
    {
      MlsPoint a = corners[i], b = corners[(i + 1) % n_corners];
      gint64 n = MAX (greatest_divisor (b.x - a.x, b.y - a.y), 1);

      for (gint64 k = 0; k < n; k++)
        add_point (sample, a.x + (b.x - a.x) / n * k, a.y + (b.y - a.y) / n * k);
    }
  sample->n_rings++;
}

static gint64
random_below (gint32 n)
{
  return g_test_rand_int_range (0, n);
}

/* A few points in a small square: many lie on each other and on each other's sides. */
static void
add_scribble (Sample *sample, gint64 x, gint64 y, gint32 side)
{
  guint n = (guint) g_test_rand_int_range (3, 7);

  start_ring (sample);
  while (n-- > 0)
    add_point (sample, x + random_below (side), y + random_below (side));
  end_ring (sample);
}

static void
add_square (Sample *sample, gint64 x, gint64 y, gint64 side)
{
  start_ring (sample);
  add_point (sample, x, y);
  add_point (sample, x + side, y);
  add_point (sample, x + side, y + side);
  add_point (sample, x, y + side);
  end_ring (sample);
}

/* A star around a middle, which crosses itself now and then. */
static void
add_star (Sample *sample, gint64 radius, guint n_points, double slip)
{
  start_ring (sample);
  for (guint i = 0; i < n_points; i++)
    {
      double angle = 2 * G_PI * (i + slip * g_test_rand_double ()) / n_points;
      double r = (double) radius * (0.5 + 0.5 * g_test_rand_double ());

      add_point (sample, llround (r * cos (angle)), llround (r * sin (angle)));
    }
  sample->n_rings++;
}

/* Counts what is a polygon and what is none. */
static void
compare (const Sample *sample, guint counts[2])
{
  MlsPoint where;
  MlsPolygonFault fault = mls_polygon_fault (sample->rings, sample->n_rings, &where);
  gboolean valid = oracle_is_polygon (sample->rings, sample->n_rings);

  if ((fault == MLS_POLYGON_SIMPLE) != valid)
    {
      for (guint r = 0; r < sample->n_rings; r++)
        for (guint i = 0; i < sample->rings[r].n_points; i++)
          g_test_message ("ring %u: %d %d", r, (int) sample->points[r][i].x, (int) sample->points[r][i].y);
      g_error ("We say that it %s", mls_polygon_fault_text (fault));
    }

  counts[valid]++;
}

static void
report (const guint counts[2], guint least)
{
  g_test_message ("%u polygons, %u others", counts[1], counts[0]);
  g_assert_cmpuint (counts[0], >=, least);
  g_assert_cmpuint (counts[1], >=, least);
}

static void
test_one_ring (void)
{
  guint counts[2] = { 0 };

  for (guint i = 0; i < 20000; i++)
    {
      Sample sample = { .n_rings = 0 };

      add_scribble (&sample, 0, 0, 6);
      compare (&sample, counts);
    }

  report (counts, 2000);
}

/* Holes in a square, which touch it and each other in all ways. */
static void
test_holes (void)
{
  guint counts[2] = { 0 };

  for (guint i = 0; i < 20000; i++)
    {
      Sample sample = { .n_rings = 0 };
      guint n_holes = (guint) g_test_rand_int_range (1, MAX_RINGS);

      add_square (&sample, 0, 0, 7);
      for (guint k = 0; k < n_holes; k++)
        if (g_test_rand_bit ())
          add_square (&sample, random_below (6), random_below (6), 1 + random_below (3));
        else
          add_scribble (&sample, random_below (5) - 1, random_below (5) - 1, 5);
      compare (&sample, counts);
    }

  report (counts, 1000);
}

/* So many segments that they are looked for by another way. */
static void
test_many_segments (void)
{
  guint counts[2] = { 0 };

  for (guint i = 0; i < 300; i++)
    {
      g_autofree Sample *sample = g_new0 (Sample, 1);

      add_star (sample, 100000000, 600 + (guint) random_below (600), 1.0 + 0.03 * g_test_rand_double ());
      add_scribble (sample, -30, -30, 60);
      compare (sample, counts);
    }

  report (counts, 30);
}

/* A ring that meets another one in vertices is told by those that do not; one that has no others does not lie in it. */
static void
test_lies_in (void)
{
  static const MlsPoint outer[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } };
  static const MlsPoint inside[] = { { 0, 0 }, { 10, 0 }, { 5, 5 } };
  static const MlsPoint outside[] = { { 0, 0 }, { 5, -5 }, { 10, 0 } };
  const MlsRing ring = { outer, G_N_ELEMENTS (outer) };

  g_assert_true (mls_ring_lies_in ((MlsRing){ inside, G_N_ELEMENTS (inside) }, ring));
  g_assert_false (mls_ring_lies_in ((MlsRing){ outside, G_N_ELEMENTS (outside) }, ring));
  g_assert_false (mls_ring_lies_in (ring, (MlsRing){ inside, G_N_ELEMENTS (inside) }));
  g_assert_false (mls_ring_lies_in (ring, ring));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/polygon/lies-in", test_lies_in);
  g_test_add_func ("/geometry/polygon/one-ring", test_one_ring);
  g_test_add_func ("/geometry/polygon/holes", test_holes);
  g_test_add_func ("/geometry/polygon/many-segments", test_many_segments);

  return g_test_run ();
}
