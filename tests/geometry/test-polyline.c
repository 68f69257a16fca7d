/* Lines made simpler and rounder: never farther than was asked for from what they were. */

#include "geometry/polyline.h"

#include <locale.h>
#include <math.h>

#define EXTENT (200 * MLS_MM_PER_M)

/* What rounding to the grid may add. */
#define GRID_MM 1.0

static MlsPoint
at (const GArray *line, guint i)
{
  return g_array_index (line, MlsPoint, i);
}

static const MlsPoint *
points (const GArray *line)
{
  return (const MlsPoint *) (gpointer) line->data;
}

/* A way of steps of any length, now and then back to where it was, or closed. */
static GArray *
random_line (void)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  gint32 n = g_test_rand_int_range (2, 60), step = g_test_rand_bit () ? 20 : EXTENT;
  MlsPoint here = { 650000000, 6900000000 };

  for (gint32 i = 0; i < n; i++)
    {
      here.x += 1 + g_test_rand_int_range (-step, step);
      here.y += g_test_rand_int_range (-step, step);
      if (line->len == 0 || !mls_point_equal (here, at (line, line->len - 1)))
        g_array_append_val (line, here);
    }
  if (line->len > 3 && g_test_rand_bit ())
    g_array_append_val (line, ((MlsPoint[]){ at (line, 0) }[0]));
  if (line->len < 2)
    g_array_append_val (line, ((MlsPoint[]){ { here.x + 1, here.y } }[0]));

  return line;
}

static double
distance (MlsPoint p, const GArray *line)
{
  double nearest = G_MAXDOUBLE;

  for (guint i = 1; i < line->len; i++)
    {
      MlsPoint a = at (line, i - 1), b = at (line, i);
      double dx = (double) (b.x - a.x), dy = (double) (b.y - a.y);
      double t = ((double) (p.x - a.x) * dx + (double) (p.y - a.y) * dy) / (dx * dx + dy * dy);

      t = isfinite (t) ? CLAMP (t, 0, 1) : 0;
      nearest = MIN (nearest, hypot ((double) (p.x - a.x) - t * dx, (double) (p.y - a.y) - t * dy));
    }

  return nearest;
}

static void
expect_near (const GArray *a, const GArray *b, double tolerance)
{
  for (guint i = 0; i < a->len; i++)
    g_assert_cmpfloat (distance (at (a, i), b), <=, tolerance);
}

static void
expect_same_ends (const GArray *a, const GArray *b)
{
  g_assert_true (mls_point_equal (at (a, 0), at (b, 0)));
  g_assert_true (mls_point_equal (at (a, a->len - 1), at (b, b->len - 1)));
}

static void
test_simplify (void)
{
  for (guint k = 0; k < 2000; k++)
    {
      g_autoptr (GArray) line = random_line ();
      gint64 tolerance = 1 + g_test_rand_int_range (0, g_test_rand_bit () ? 10 : EXTENT);
      g_autoptr (GArray) plain = mls_polyline_simplify (points (line), line->len, tolerance);
      guint i = 0;

      expect_same_ends (line, plain);
      expect_near (line, plain, (double) tolerance);
      for (guint j = 0; j < plain->len; j++, i++)
        while (!mls_point_equal (at (line, i), at (plain, j)))
          g_assert_cmpuint (++i, <, line->len);
    }
}

static void
test_smooth (void)
{
  for (guint k = 0; k < 2000; k++)
    {
      g_autoptr (GArray) line = random_line ();
      gint64 tolerance = 2 + g_test_rand_int_range (0, g_test_rand_bit () ? 10 : EXTENT);
      g_autoptr (GArray) round = mls_polyline_smooth (points (line), line->len, tolerance);

      expect_same_ends (line, round);
      expect_near (line, round, (double) tolerance + GRID_MM);
      expect_near (round, line, (double) tolerance + GRID_MM);
      for (guint i = 1; i < round->len; i++)
        g_assert_false (mls_point_equal (at (round, i - 1), at (round, i)) && round->len > 2);
    }
}

/* A staircase of one metre steps becomes a straight line, a right angle an arc of four chords. */
static void
test_known (void)
{
  static const MlsPoint angle[] = { { 0, 100000 }, { 0, 0 }, { 100000, 0 } };
  g_autoptr (GArray) stairs = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) straight = NULL, arc = NULL;

  for (gint64 i = 0; i <= 20; i++)
    g_array_append_val (stairs, ((MlsPoint[]){ { (i + 1) / 2 * 1000, i / 2 * 1000 } }[0]));
  straight = mls_polyline_smooth (points (stairs), stairs->len, 2000);
  g_assert_cmpuint (straight->len, ==, 2);

  arc = mls_polyline_smooth (angle, G_N_ELEMENTS (angle), 4000);
  g_assert_cmpuint (arc->len, ==, 7);
  g_assert_true (mls_point_equal (at (arc, 3), (MlsPoint){ 1414, 1414 }));
  g_assert_true (mls_point_equal (at (arc, 1), (MlsPoint){ 0, 5657 }));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/polyline/simplify", test_simplify);
  g_test_add_func ("/geometry/polyline/smooth", test_smooth);
  g_test_add_func ("/geometry/polyline/known", test_known);

  return g_test_run ();
}
