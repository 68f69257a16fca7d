#include "geometry/share.h"

#include <locale.h>

static void
add_box (MlsFigures *figures, gint64 west, gint64 south, gint64 east, gint64 north)
{
  const MlsPoint points[] = { { west, south }, { east, south }, { east, north }, { west, north } };
  const guint n = 4;

  mls_figures_add (figures, MLS_FIGURE_AREA, NULL, points, &n, 1);
}

static void
assert_share (const GArray *shares, guint i, guint area, gint64 area2)
{
  const MlsShare *share = &g_array_index (shares, MlsShare, i);

  g_assert_cmpuint (i, <, shares->len);
  g_assert_cmpuint (share->area, ==, area);
  g_assert_cmpint ((gint64) share->area2, ==, area2);
}

/* A frame of 30 by 30 with a hole of 10 by 10 in its middle. */
static const MlsPoint outside[] = { { 0, 0 }, { 30, 0 }, { 30, 30 }, { 0, 30 } };
static const MlsPoint hole[] = { { 10, 10 }, { 10, 20 }, { 20, 20 }, { 20, 10 } };
static const MlsRing frame[] = { { outside, 4 }, { hole, 4 } };

/* Halves of a frame, and what lies in neither; a line shares no ground. */
static void
test_frame (void)
{
  g_autoptr (MlsFigures) areas = mls_figures_new ();
  g_autoptr (GArray) shares = NULL;
  const MlsPoint line[] = { { 0, 0 }, { 30, 30 } };
  const guint n = 2;

  add_box (areas, -10, -10, 15, 40);
  mls_figures_add (areas, MLS_FIGURE_LINE, NULL, line, &n, 1);
  add_box (areas, 15, -10, 25, 40);
  add_box (areas, 100, 100, 110, 110);
  mls_figures_index (areas);
  shares = mls_polygon_share (frame, 2, areas);

  g_assert_cmpuint (shares->len, ==, 2);
  assert_share (shares, 0, 0, 2 * (15 * 30 - 5 * 10));
  assert_share (shares, 1, 2, 2 * (10 * 30 - 5 * 10));
}

/* A place that several claim is the first one's, whichever is larger. */
static void
test_claimed (void)
{
  g_autoptr (MlsFigures) areas = mls_figures_new ();
  g_autoptr (GArray) shares = NULL;

  add_box (areas, 0, 0, 12, 30);
  add_box (areas, -5, -5, 35, 35);
  add_box (areas, 0, 0, 30, 30);
  mls_figures_index (areas);
  shares = mls_polygon_share (frame, 2, areas);

  g_assert_cmpuint (shares->len, ==, 2);
  assert_share (shares, 0, 0, 2 * (12 * 30 - 2 * 10));
  assert_share (shares, 1, 1, 2 * (18 * 30 - 8 * 10));
}

/* Without a limit near, all is one area's: the one that is whole around it, and not the one with a hole there. */
static void
test_inside (void)
{
  g_autoptr (MlsFigures) areas = mls_figures_new ();
  const MlsPoint points[] = { { -90, -90 }, { 90, -90 }, { 90, 90 },  { -90, 90 },
                              { -50, -50 }, { -50, 50 }, { 50, 50 }, { 50, -50 } };
  const guint lengths[] = { 4, 4 };
  g_autoptr (GArray) shares = NULL;

  mls_figures_add (areas, MLS_FIGURE_AREA, NULL, points, lengths, 2);
  add_box (areas, -100, -100, 100, 100);
  mls_figures_index (areas);
  shares = mls_polygon_share (frame, 2, areas);

  g_assert_cmpuint (shares->len, ==, 1);
  assert_share (shares, 0, 1, 2 * (30 * 30 - 10 * 10));
}

/* Limits that cross a square off the grid: parts of a third of a square millimetre are settled so that they add up. */
static void
test_rounded (void)
{
  g_autoptr (MlsFigures) areas = mls_figures_new ();
  g_autoptr (GArray) shares = NULL;
  const MlsPoint square[] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
  const MlsRing ring = { square, 4 };
  const MlsPoint west[] = { { -3, -1 }, { 0, -1 }, { 1, 2 }, { -3, 2 } };
  const MlsPoint east[] = { { 0, -1 }, { 4, -1 }, { 4, 2 }, { 1, 2 } };
  const guint n = 4;

  mls_figures_add (areas, MLS_FIGURE_AREA, NULL, west, &n, 1);
  mls_figures_add (areas, MLS_FIGURE_AREA, NULL, east, &n, 1);
  mls_figures_index (areas);
  shares = mls_polygon_share (&ring, 1, areas);

  /* The limit runs from (1/3, 0) to (2/3, 1): one half each. */
  g_assert_cmpuint (shares->len, ==, 2);
  assert_share (shares, 0, 0, 1);
  assert_share (shares, 1, 1, 1);
}

static MlsPoint
stray (gint64 x, gint64 y)
{
  return (MlsPoint){ x + g_test_rand_int_range (-400, 400), y + g_test_rand_int_range (-400, 400) };
}

#define N 6

/* Crooked fields side by side, some with a corner on their neighbour's limit that this one does not have. */
static MlsFigures *
make_fields (void)
{
  MlsFigures *areas = mls_figures_new ();
  MlsPoint corner[N + 1][N + 1];
  const guint n = 5;

  for (gint64 i = 0; i <= N; i++)
    for (gint64 j = 0; j <= N; j++)
      corner[i][j] = stray (1000 * i, 1000 * j);

  for (guint i = 0; i < N; i++)
    for (guint j = 0; j < N; j++)
      {
        MlsPoint a = corner[i][j];
        MlsPoint b = corner[i + 1][j];
        const MlsPoint points[] = { a, { (a.x + b.x) / 2, (a.y + b.y) / 2 }, b, corner[i + 1][j + 1], corner[i][j + 1] };

        mls_figures_add (areas, MLS_FIGURE_AREA, NULL, points, &n, 1);
      }
  mls_figures_index (areas);

  return areas;
}

/* What fields without a gap between them share of a polygon inside is all of it, to the last half mm²; gaps that
 * rounding opens between them are no wider than a millimetre. */
static void
test_fields (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (MlsFigures) areas = make_fields ();
      const MlsPoint points[] = { stray (1000, 1000), stray (5000, 1000), stray (3000, 3000), stray (5000, 5000), stray (1000, 5000) };
      const MlsRing ring = { points, G_N_ELEMENTS (points) };
      MlsArea2 total = mls_ring_area2 (ring);
      g_autoptr (GArray) shares = mls_polygon_share (&ring, 1, areas);
      MlsArea2 shared = 0;

      for (guint i = 0; i < shares->len; i++)
        {
          g_assert_true (g_array_index (shares, MlsShare, i).area2 > 0);
          shared += g_array_index (shares, MlsShare, i).area2;
        }
      g_assert_true (shared <= total);
      g_assert_true (total - shared <= 2 * 1000 * N * N);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/share/claimed", test_claimed);
  g_test_add_func ("/geometry/share/fields", test_fields);
  g_test_add_func ("/geometry/share/frame", test_frame);
  g_test_add_func ("/geometry/share/inside", test_inside);
  g_test_add_func ("/geometry/share/rounded", test_rounded);

  return g_test_run ();
}
