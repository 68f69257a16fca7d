#include "base/extent.h"

#include <locale.h>
#include <math.h>

static void
test_empty (void)
{
  MlsExtent empty = MLS_EXTENT_EMPTY;
  MlsExtent square = { 0, 0, 10, 10 };
  MlsExtent line = { 0, 0, 10, 0 };
  MlsExtent nan = { 0, 0, NAN, 10 };
  MlsExtent all = mls_extent_union (&empty, &square);

  g_assert_true (mls_extent_is_empty (&empty));
  g_assert_true (mls_extent_is_empty (&line));
  g_assert_true (mls_extent_is_empty (&nan));
  g_assert_false (mls_extent_is_finite (&nan));
  g_assert_false (mls_extent_is_empty (&square));
  g_assert_cmpmem (&all, sizeof all, &square, sizeof square);
}

static void
test_intersection (void)
{
  MlsExtent a = { 0, 0, 10, 10 };
  MlsExtent b = { 5, -5, 15, 5 };
  MlsExtent beside = { 10, 0, 20, 10 };
  MlsExtent both = mls_extent_intersection (&a, &b);
  MlsExtent none = mls_extent_intersection (&a, &beside);

  g_assert_cmpfloat (both.min_x, ==, 5);
  g_assert_cmpfloat (both.min_y, ==, 0);
  g_assert_cmpfloat (mls_extent_width (&both), ==, 5);
  g_assert_cmpfloat (mls_extent_height (&both), ==, 5);
  g_assert_true (mls_extent_contains (&a, &both));
  g_assert_false (mls_extent_contains (&a, &b));
  g_assert_false (mls_extent_intersects (&a, &beside));
  g_assert_true (mls_extent_is_empty (&none));
}

static void
test_box (void)
{
  MlsBox box = { -1, 2, 652469123, 6862035001 };
  MlsExtent extent = mls_extent_of_box (&box);
  MlsExtent far = { 0, 0, 1e9, 1 };
  MlsBox back;

  g_assert_cmpfloat (extent.max_x, ==, 652469.123);
  g_assert_true (mls_extent_to_box (&extent, &back));
  g_assert_true (mls_box_contains (&back, &box));
  g_assert_cmpint (back.max_x - box.max_x, <=, 1);
  g_assert_cmpint (box.min_y - back.min_y, <=, 1);
  g_assert_false (mls_extent_to_box (&far, &back));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/extent/empty", test_empty);
  g_test_add_func ("/base/extent/intersection", test_intersection);
  g_test_add_func ("/base/extent/box", test_box);

  return g_test_run ();
}
