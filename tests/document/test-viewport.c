#include "document/viewport.h"

#include <locale.h>
#include <math.h>

static const MlsPaneSize pane = { 1280, 800, 1 };

static void
count (MlsViewport *viewport, guint *n)
{
  (*n)++;
}

static void
test_scale_means_96_px_an_inch (void)
{
  g_autoptr (MlsViewport) viewport = mls_viewport_new ();

  g_assert_cmpfloat (mls_viewport_get_scale (viewport), ==, 2500);
  g_assert_cmpfloat_with_epsilon (mls_viewport_get_m_per_px (viewport), 0.66145833333333333, 1e-15);

  mls_viewport_set_calibration (viewport, 1.25);
  g_assert_cmpfloat_with_epsilon (mls_viewport_get_m_per_px (viewport), 0.52916666666666667, 1e-15);
}

static void
test_signals (void)
{
  g_autoptr (MlsViewport) viewport = mls_viewport_new ();
  guint n = 0;

  g_signal_connect (viewport, "changed", G_CALLBACK (count), &n);

  mls_viewport_set (viewport, 10, 20, 1000);
  g_assert_cmpuint (n, ==, 1);
  mls_viewport_set (viewport, 10, 20, 1000);
  g_assert_cmpuint (n, ==, 1);
  mls_viewport_pan (viewport, 1, 0);
  mls_viewport_zoom_at (viewport, 5, 5, 2500);
  mls_viewport_set_calibration (viewport, 2);
  g_assert_cmpuint (n, ==, 4);
}

static void
test_usual_scales (void)
{
  static const double up[] = { 500, 1000, 1500, 2500, 5000, 10000, 25000, 50000, 100000 };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (up); i++)
    {
      g_assert_cmpfloat (mls_scale_step (up[i], 1), ==, up[i + 1]);
      g_assert_cmpfloat (mls_scale_step (up[i + 1], -1), ==, up[i]);
      g_assert_cmpfloat (mls_scale_step (up[i] * (1 + 1e-12), 1), ==, up[i + 1]);
      g_assert_cmpfloat (mls_scale_step ((up[i] + up[i + 1]) / 2, 1), ==, up[i + 1]);
      g_assert_cmpfloat (mls_scale_step ((up[i] + up[i + 1]) / 2, -1), ==, up[i]);
    }

  g_assert_cmpfloat (mls_scale_step (2500, 3), ==, 25000);
  g_assert_cmpfloat (mls_scale_step (2500, 0), ==, 2500);
  g_assert_cmpfloat (mls_scale_step (1, -1), ==, MLS_VIEWPORT_MIN_SCALE);
  g_assert_cmpfloat (mls_scale_step (1e9, 1), ==, MLS_VIEWPORT_MAX_SCALE);
}

/* The wheel goes out and in under a pointer: the ground under it stays, and so comes back. */
static void
test_zoom_at_a_point (void)
{
  g_autoptr (MlsViewport) viewport = mls_viewport_new ();
  const double dx = 411.5;
  const double dy = -233.25;
  double x, y, px, east, north;

  mls_viewport_set (viewport, 705123.456, 7012345.678, 2500);
  px = mls_viewport_get_m_per_px (viewport);
  east = 705123.456 + dx * px;
  north = 7012345.678 - dy * px;

  for (int i = 0; i < 1000; i++)
    {
      mls_viewport_zoom_at (viewport, dx, dy,
                            mls_scale_step (mls_viewport_get_scale (viewport), i % 10 < 5 ? 1 : -1));
      mls_viewport_get_centre (viewport, &x, &y);
      px = mls_viewport_get_m_per_px (viewport);
      g_assert_cmpfloat_with_epsilon (x + dx * px, east, 1e-5);
      g_assert_cmpfloat_with_epsilon (y - dy * px, north, 1e-5);
    }

  g_assert_cmpfloat (mls_viewport_get_scale (viewport), ==, 2500);
  g_assert_cmpfloat_with_epsilon (x, 705123.456, 1e-5);
  g_assert_cmpfloat_with_epsilon (y, 7012345.678, 1e-5);
}

/* A pane starts on a whole device px, less than one px from where it should. */
static void
test_whole_pixels (void)
{
  g_autoptr (MlsViewport) viewport = mls_viewport_new ();

  for (int i = 0; i < 1000; i++)
    {
      MlsPaneSize size = { g_test_rand_int_range (1, 3000), g_test_rand_int_range (1, 3000),
                           g_test_rand_int_range (1, 4) };
      MlsTransform transform;
      double device, x, y;

      mls_viewport_set (viewport, g_test_rand_double_range (-1e6, 1e6), g_test_rand_double_range (0, 8e6),
                        g_test_rand_double_range (100, 100000));
      transform = mls_viewport_get_transform (viewport, size);
      device = transform.m_per_px / size.scale_factor;

      g_assert_cmpfloat_with_epsilon (transform.west / device, round (transform.west / device), 1e-6);
      g_assert_cmpfloat_with_epsilon (transform.north / device, round (transform.north / device), 1e-6);

      mls_viewport_get_centre (viewport, &x, &y);
      g_assert_cmpfloat (fabs (mls_transform_x (&transform, x) - size.width / 2.0), <, 0.52);
      g_assert_cmpfloat (fabs (mls_transform_y (&transform, y) - size.height / 2.0), <, 0.52);
    }
}

/* Moving by whole px moves the picture by as many, for any pane, and back. */
static void
test_pan_keeps_pixels (void)
{
  g_autoptr (MlsViewport) viewport = mls_viewport_new ();
  const MlsPaneSize odd = { 641, 399, 1 };
  MlsTransform before, after;

  mls_viewport_set (viewport, 705000, 7012000, 2500);
  before = mls_viewport_get_transform (viewport, odd);
  for (int i = 0; i < 300; i++)
    {
      mls_viewport_pan (viewport, 7, -3);
      after = mls_viewport_get_transform (viewport, odd);
      g_assert_cmpfloat_with_epsilon (mls_transform_x (&after, before.west), 7 * (i + 1), 1e-4);
      g_assert_cmpfloat_with_epsilon (mls_transform_y (&after, before.north), -3 * (i + 1), 1e-4);
    }
}

static void
test_fit (void)
{
  g_autoptr (MlsViewport) viewport = mls_viewport_new ();
  MlsExtent land = { 700000, 7000000, 700840, 7000400 };
  MlsExtent shown;

  mls_viewport_fit (viewport, &land, pane);
  g_assert_cmpfloat (mls_viewport_get_scale (viewport), ==, 2500);
  shown = mls_viewport_get_extent (viewport, pane);
  g_assert_true (mls_extent_contains (&shown, &land));

  land.max_x += 10;
  mls_viewport_fit (viewport, &land, pane);
  g_assert_cmpfloat (mls_viewport_get_scale (viewport), ==, 5000);
}

static void
test_limits (void)
{
  g_autoptr (MlsViewport) viewport = mls_viewport_new ();
  double x, y;

  mls_viewport_set (viewport, 1e300, -1e300, 0);
  mls_viewport_get_centre (viewport, &x, &y);
  g_assert_cmpfloat (x, ==, mls_grid_to_metres (MLS_GRID_LIMIT - MLS_GRID_LIMIT % 1000));
  g_assert_cmpfloat (y, ==, -x);
  g_assert_cmpfloat (mls_viewport_get_scale (viewport), ==, MLS_VIEWPORT_MIN_SCALE);

  mls_viewport_zoom_at (viewport, 1e9, 1e9, 1e12);
  g_assert_cmpfloat (mls_viewport_get_scale (viewport), ==, MLS_VIEWPORT_MAX_SCALE);
}

static void
test_working_scales (void)
{
  g_assert_false (mls_scale_is_working (1499));
  g_assert_true (mls_scale_is_working (1500));
  g_assert_true (mls_scale_is_working (2000));
  g_assert_true (mls_scale_is_working (2500 * (1 + 1e-12)));
  g_assert_false (mls_scale_is_working (2501));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/viewport/scale", test_scale_means_96_px_an_inch);
  g_test_add_func ("/document/viewport/signals", test_signals);
  g_test_add_func ("/document/viewport/usual-scales", test_usual_scales);
  g_test_add_func ("/document/viewport/zoom-at-a-point", test_zoom_at_a_point);
  g_test_add_func ("/document/viewport/whole-pixels", test_whole_pixels);
  g_test_add_func ("/document/viewport/pan-keeps-pixels", test_pan_keeps_pixels);
  g_test_add_func ("/document/viewport/fit", test_fit);
  g_test_add_func ("/document/viewport/limits", test_limits);

  g_test_add_func ("/viewport/working-scales", test_working_scales);

  return g_test_run ();
}
