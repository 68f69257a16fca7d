#include "geometry/width.h"

#include <locale.h>

static void
add_rectangle (MlsShape *shape, gint64 west, gint64 south, gint64 east, gint64 north, gboolean hole)
{
  const MlsPoint points[] = { { west, south }, { east, south }, { east, north }, { west, north } };

  for (int i = 0; i < 4; i++)
    mls_shape_add_point (shape, points[hole ? 3 - i : i]);
  mls_shape_end_ring (shape);
}

/* A rectangle has room for a disc as wide as its shorter side. */
static void
test_rectangle (void)
{
  g_autoptr (MlsShape) shape = mls_shape_new ();

  add_rectangle (shape, 700000000, 6600000000, 700008000, 6600080000, FALSE);
  g_assert_false (mls_shape_is_narrow (shape, 7999));
  g_assert_true (mls_shape_is_narrow (shape, 8001));
}

/* Walls of 3 m around a yard: in a corner there is room for 2 · 3 · √2 / (1 + √2) = 3.5147 m, between the two
 * sides outside and the corner of the yard. */
static void
test_corner (void)
{
  g_autoptr (MlsShape) shape = mls_shape_new ();

  add_rectangle (shape, 0, 0, 20000, 20000, FALSE);
  add_rectangle (shape, 3000, 3000, 17000, 17000, TRUE);
  g_assert_false (mls_shape_is_narrow (shape, 3514));
  g_assert_true (mls_shape_is_narrow (shape, 3522));
}

/* A hole that touches the outer ring. */
static void
test_touching_hole (void)
{
  g_autoptr (MlsShape) shape = mls_shape_new ();
  const MlsPoint hole[] = { { 0, 10000 }, { 10000, 14000 }, { 10000, 6000 } };

  add_rectangle (shape, 0, 0, 12000, 20000, FALSE);
  for (int i = 0; i < 3; i++)
    mls_shape_add_point (shape, hole[i]);
  mls_shape_end_ring (shape);
  g_assert_false (mls_shape_is_narrow (shape, 6000));
  g_assert_true (mls_shape_is_narrow (shape, 12001));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/width/rectangle", test_rectangle);
  g_test_add_func ("/geometry/width/corner", test_corner);
  g_test_add_func ("/geometry/width/touching-hole", test_touching_hole);

  return g_test_run ();
}
