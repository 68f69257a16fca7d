/* Predicates are exact as far as the grid reaches, and say the same from whichever end they look. */

#include "geometry/predicate.h"

#include <locale.h>
#include <math.h>

/* The corners of the grid, where products are largest, and whatever lies between. */
static gint64
random_coordinate (gint64 reach)
{
  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      return reach;
    case 1:
      return -reach;
    default:
      return (gint64) ((2 * g_test_rand_double () - 1) * (double) reach);
    }
}

static MlsPoint
random_point (gint64 reach)
{
  return (MlsPoint){ random_coordinate (reach), random_coordinate (reach) };
}

static const gint64 reaches[] = { 3, 20, 1000, G_GINT64_CONSTANT (600000000), MLS_GRID_LIMIT };

static void
expect_same_point (MlsPoint a, MlsPoint b)
{
  g_assert_cmpint (a.x, ==, b.x);
  g_assert_cmpint (a.y, ==, b.y);
}

/* No further from the segment than half a diagonal of the grid. */
static void
expect_beside (MlsPoint point, MlsPoint a, MlsPoint b)
{
  MlsInt128 cross = mls_cross (a, b, point);

  g_assert_cmpfloat (fabs ((double) cross), <=, (G_SQRT2 / 2 + 1e-6) * mls_point_distance (a, b));
}

static void
expect_crossing (MlsPoint a, MlsPoint b, MlsPoint c, MlsPoint d)
{
  MlsPoint at = mls_segments_crossing (a, b, c, d);

  expect_beside (at, a, b);
  expect_beside (at, c, d);
  expect_same_point (at, mls_segments_crossing (b, a, c, d));
  expect_same_point (at, mls_segments_crossing (a, b, d, c));
  expect_same_point (at, mls_segments_crossing (b, a, d, c));
  expect_same_point (at, mls_segments_crossing (c, d, a, b));
  expect_same_point (at, mls_segments_crossing (d, c, b, a));
}

static void
test_meet (void)
{
  guint counts[4] = { 0 };

  for (gsize r = 0; r < G_N_ELEMENTS (reaches); r++)
    for (guint i = 0; i < 20000; i++)
      {
        MlsPoint a = random_point (reaches[r]), b = random_point (reaches[r]);
        MlsPoint c = random_point (reaches[r]), d = random_point (reaches[r]);
        MlsMeet meet = mls_segments_meet (a, b, c, d);

        if (mls_point_equal (a, b) || mls_point_equal (c, d))
          continue;

        counts[meet]++;
        g_assert_cmpint (meet, ==, mls_segments_meet (b, a, c, d));
        g_assert_cmpint (meet, ==, mls_segments_meet (c, d, a, b));
        g_assert_cmpint (meet, ==, mls_segments_meet (d, c, b, a));
        if (meet == MLS_MEET_CROSS)
          expect_crossing (a, b, c, d);
      }

  for (guint m = 0; m < 4; m++)
    g_assert_cmpuint (counts[m], >=, 100);
}

/* The middle of a square of the grid, four ways: up and to the right. */
static void
test_halves (void)
{
  static const MlsPoint corners[] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
  const gint64 far = MLS_GRID_LIMIT - 1;

  expect_same_point (mls_segments_crossing (corners[0], corners[2], corners[1], corners[3]), corners[2]);
  expect_same_point (mls_segments_crossing ((MlsPoint){ -1, -1 }, corners[0], (MlsPoint){ 0, -1 }, (MlsPoint){ -1, 0 }),
                     corners[0]);
  expect_same_point (mls_segments_crossing ((MlsPoint){ far, far }, (MlsPoint){ far + 1, far + 1 },
                                            (MlsPoint){ far + 1, far }, (MlsPoint){ far, far + 1 }),
                     (MlsPoint){ far + 1, far + 1 });
  expect_same_point (mls_point_nearest_on_segment ((MlsPoint){ 1, 0 }, corners[0], corners[2]), corners[2]);
  expect_same_point (mls_point_nearest_on_segment ((MlsPoint){ 1, 0 }, corners[2], corners[0]), corners[2]);
}

static void
test_nearest (void)
{
  for (gsize r = 0; r < G_N_ELEMENTS (reaches); r++)
    for (guint i = 0; i < 5000; i++)
      {
        MlsPoint a = random_point (reaches[r]), b = random_point (reaches[r]), p = random_point (reaches[r]);
        MlsPoint foot = mls_point_nearest_on_segment (p, a, b);

        expect_same_point (foot, mls_point_nearest_on_segment (p, b, a));
        if (!mls_point_equal (a, b))
          expect_beside (foot, a, b);
        g_assert_cmpfloat (mls_point_distance (foot, p), <=,
                           MIN (mls_point_distance (a, p), mls_point_distance (b, p)) + 1);
      }
}

/* Counter-clockwise from east, as angles are. */
static void
test_direction (void)
{
  for (gsize r = 0; r < G_N_ELEMENTS (reaches); r++)
    for (guint i = 0; i < 5000; i++)
      {
        MlsPoint centre = random_point (reaches[r]), a = random_point (reaches[r]), b = random_point (reaches[r]);
        double p = atan2 ((double) (a.y - centre.y), (double) (a.x - centre.x));
        double q = atan2 ((double) (b.y - centre.y), (double) (b.x - centre.x));
        int order;

        if (mls_point_equal (a, centre) || mls_point_equal (b, centre))
          continue;

        p += p < 0 ? 2 * G_PI : 0;
        q += q < 0 ? 2 * G_PI : 0;
        order = mls_direction_compare (centre, a, b);
        g_assert_cmpint (order, ==, -mls_direction_compare (centre, b, a));
        if (fabs (p - q) > 1e-9)
          g_assert_true ((order < 0) == (p < q));
      }
}

static void
test_triangle (void)
{
  static const MlsPoint a = { 0, 0 }, b = { 10, 1 }, c = { 5, 1 };

  g_assert_true (mls_point_in_triangle ((MlsPoint){ 6, 1 }, a, b, c));
  g_assert_false (mls_point_in_triangle ((MlsPoint){ 4, 1 }, a, b, c));
  g_assert_true (mls_point_in_triangle (a, a, b, c));
  g_assert_true (mls_point_in_triangle ((MlsPoint){ 6, 1 }, c, b, a));
  g_assert_true (mls_point_in_triangle ((MlsPoint){ 2, 0 }, a, (MlsPoint){ 4, 0 }, (MlsPoint){ 1, 0 }));
  g_assert_false (mls_point_in_triangle ((MlsPoint){ 5, 0 }, a, (MlsPoint){ 4, 0 }, (MlsPoint){ 1, 0 }));
}

/* To the millimetre on either side of the distance, straight from a segment, aslant from its end and from an oblique one:
 * 3-4-5, so that the distance is whole. */
static void
test_within (void)
{
  const MlsPoint a = { 0, 0 }, b = { 40000, 0 }, oblique = { 400000, 300000 };

  g_assert_true (mls_point_within ((MlsPoint){ 17, 20000 }, a, b, 20000));
  g_assert_false (mls_point_within ((MlsPoint){ 17, 20001 }, a, b, 20000));
  g_assert_true (mls_point_within ((MlsPoint){ -12000, -16000 }, a, b, 20000));
  g_assert_false (mls_point_within ((MlsPoint){ -12000, -16001 }, a, b, 20000));
  g_assert_true (mls_point_within ((MlsPoint){ 40000 + 12000, 16000 }, a, b, 20000));
  g_assert_false (mls_point_within ((MlsPoint){ 40000 + 12001, 16000 }, a, b, 20000));
  g_assert_true (mls_point_within ((MlsPoint){ 80000 - 12000, 60000 + 16000 }, a, oblique, 20000));
  g_assert_false (mls_point_within ((MlsPoint){ 80000 - 12000, 60000 + 16001 }, a, oblique, 20000));
  g_assert_true (mls_point_within (a, b, b, 40000));
  g_assert_false (mls_point_within (a, b, b, 39999));
  g_assert_false (mls_point_within ((MlsPoint){ 0, G_GINT64_CONSTANT (9000000000) }, (MlsPoint){ -G_GINT64_CONSTANT (9000000000), 0 },
                                    (MlsPoint){ G_GINT64_CONSTANT (9000000000), 1 }, 100000000));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/predicate/meet", test_meet);
  g_test_add_func ("/geometry/predicate/halves", test_halves);
  g_test_add_func ("/geometry/predicate/nearest", test_nearest);
  g_test_add_func ("/geometry/predicate/direction", test_direction);
  g_test_add_func ("/geometry/predicate/triangle", test_triangle);
  g_test_add_func ("/geometry/predicate/within", test_within);

  return g_test_run ();
}
