#include "geometry/ellipsoid.h"

#include <locale.h>

static MlsEllipsoid *
of (const char *definition)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsCrs) crs = mls_crs_new (definition, &error);
  MlsEllipsoid *ellipsoid;

  g_assert_no_error (error);
  ellipsoid = mls_ellipsoid_new (crs, &error);
  g_assert_no_error (error);

  return ellipsoid;
}

/* Along a parallel that a Lambert projection keeps true, and along one where it stretches by what its definition
 * says: 1 + 1/2 ((phi - phi0)^2 - d^2) to the second order, d half the angle between both. */
static void
test_length (void)
{
  g_autoptr (MlsEllipsoid) grs80 = of ("EPSG:2154");
  MlsPoint true_line[] = { { 700000000, 6876780300 }, { 701000000, 6876780300 } }; /* 49° N */
  MlsPoint middle[] = { { 700000000, 6600000000 }, { 701000000, 6600000000 } };    /* 46.5° N */
  double length, area;

  g_assert_true (mls_ellipsoid_measure (grs80, true_line, 2, &length, &area));
  g_assert_cmpfloat_with_epsilon (length, 1000, 0.01);
  g_assert_cmpfloat_with_epsilon (area, 0, 1e-3);

  g_assert_true (mls_ellipsoid_measure (grs80, middle, 2, &length, &area));
  g_assert_cmpfloat_with_epsilon (length, 1000 * (1 + 0.5 * 0.0436332 * 0.0436332), 0.02);
}

/* A square of a kilometre, whichever way it is gone round. */
static void
test_area (void)
{
  g_autoptr (MlsEllipsoid) grs80 = of ("EPSG:2154");
  MlsPoint square[] = { { 700000000, 6600000000 }, { 701000000, 6600000000 },
                        { 701000000, 6601000000 }, { 700000000, 6601000000 } };
  MlsPoint back[] = { square[3], square[2], square[1], square[0] };
  double length, area, other_length, other_area;

  g_assert_true (mls_ellipsoid_measure (grs80, square, 4, &length, &area));
  g_assert_true (mls_ellipsoid_measure (grs80, back, 4, &other_length, &other_area));
  g_assert_cmpfloat_with_epsilon (length, 3000 * 1.000952, 0.1);
  g_assert_cmpfloat_with_epsilon (area, 1e6 * 1.000952 * 1.000952, 100);
  g_assert_cmpfloat_with_epsilon (length, other_length, 1e-6);
  g_assert_cmpfloat_with_epsilon (area, other_area, 1e-3);
}

/* A pseudo-Mercator metre is shorter on the ground the further from the equator it is. */
static void
test_mercator (void)
{
  g_autoptr (MlsEllipsoid) wgs84 = of ("EPSG:3857");
  MlsPoint at_equator[] = { { 0, 0 }, { 1000000, 0 } };
  MlsPoint at_60[] = { { 0, G_GINT64_CONSTANT (8399737890) }, { 1000000, G_GINT64_CONSTANT (8399737890) } };
  double length, area;

  g_assert_true (mls_ellipsoid_measure (wgs84, at_equator, 2, &length, &area));
  g_assert_cmpfloat_with_epsilon (length, 1000, 1e-3);
  g_assert_true (mls_ellipsoid_measure (wgs84, at_60, 2, &length, &area));
  g_assert_cmpfloat_with_epsilon (length, 501.26, 0.01);
}

static void
test_few_points (void)
{
  g_autoptr (MlsEllipsoid) grs80 = of ("EPSG:2154");
  MlsPoint point = { 700000000, 6600000000 };
  double length, area;

  g_assert_true (mls_ellipsoid_measure (grs80, &point, 1, &length, &area));
  g_assert_cmpfloat (length, ==, 0);
  g_assert_cmpfloat (area, ==, 0);
  g_assert_true (mls_ellipsoid_measure (grs80, NULL, 0, &length, &area));
  g_assert_cmpfloat (length, ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/ellipsoid/length", test_length);
  g_test_add_func ("/geometry/ellipsoid/area", test_area);
  g_test_add_func ("/geometry/ellipsoid/mercator", test_mercator);
  g_test_add_func ("/geometry/ellipsoid/few-points", test_few_points);

  return g_test_run ();
}
