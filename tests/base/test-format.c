#include "base/format.h"

static void
expect_area (double area_m2, const char *expected)
{
  g_autofree char *text = mls_format_area (area_m2);

  g_assert_cmpstr (text, ==, expected);
}

/* What is too small by half a square millimetre does not read as the minimum; what is told exactly is told
 * as it is. */
static void
test_area (void)
{
  expect_area (152.658, "152.6\u00a0m²");
  expect_area (152.7, "152.7\u00a0m²");
  expect_area (0.3, "0.3\u00a0m²");
  expect_area (300, "300\u00a0m²");
  expect_area (300 - 5e-7, "299.9\u00a0m²");
  expect_area (2500 - 5e-7, "2\u202f499\u00a0m²");
  expect_area (2500, "2\u202f500\u00a0m²");
  expect_area (20000 - 5e-7, "1.99\u00a0ha");
  expect_area (20000, "2.00\u00a0ha");
  expect_area (-12.39, "\u221212.3\u00a0m²");
}

/* Whoever thinks in one unit is told all in that; what is cut off stays below a minimum. */
static void
test_area_units (void)
{
  mls_format_set_area_unit (MLS_AREA_UNIT_M2);
  expect_area (152.658, "152.6\u00a0m²");
  expect_area (20000 - 5e-7, "19\u202f999\u00a0m²");
  expect_area (1234567.8, "1\u202f234\u202f567\u00a0m²");

  mls_format_set_area_unit (MLS_AREA_UNIT_HECTARE);
  expect_area (300, "0.0300\u00a0ha");
  expect_area (300 - 5e-7, "0.0299\u00a0ha");
  expect_area (1234567.8, "123.4567\u00a0ha");
  expect_area (-0.4, "0.0000\u00a0ha");

  mls_format_set_area_unit (MLS_AREA_UNIT_BY_SIZE);
  expect_area (20000, "2.00\u00a0ha");
}

static void
test_degrees (void)
{
  g_autofree char *north = mls_format_degrees (48.8566134);
  g_autofree char *west = mls_format_degrees (-1.9999996);
  g_autofree char *none = mls_format_degrees (-0.0000001);

  g_assert_cmpstr (north, ==, "48.856613°");
  g_assert_cmpstr (west, ==, "\u22122.000000°");
  g_assert_cmpstr (none, ==, "0.000000°");
}

static void
expect_rest (double elapsed_s, double from, double fraction, const char *expected)
{
  g_autofree char *text = mls_format_rest (elapsed_s, from, fraction);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_rest (void)
{
  expect_rest (4.9, 0, 0.1, NULL);
  expect_rest (10, 0, 0, NULL);
  expect_rest (10, 0, 1, NULL);
  expect_rest (10, 0, 0.25, "30 s to go");
  expect_rest (60, 0, 0.4, "2 min to go");
  expect_rest (3600, 0, 0.1, "540 min to go");
  expect_rest (10, 0.5, 0.5, NULL);
  expect_rest (10, 0.5, 0.6, "40 s to go");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/format/area", test_area);
  g_test_add_func ("/base/format/area-units", test_area_units);
  g_test_add_func ("/base/format/degrees", test_degrees);
  g_test_add_func ("/base/format/rest", test_rest);

  return g_test_run ();
}
