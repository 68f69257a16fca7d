#include "tool/sweep.h"

#include "fields.h"

#include <locale.h>

static void
expect_places (MlsSweep *sweep, MlsPoint from, MlsPoint to, const MlsPoint *expected, guint n_expected)
{
  g_autoptr (GArray) places = mls_sweep_between (sweep, from, to);

  g_assert_cmpuint (places->len, ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    g_assert_true (mls_point_equal (g_array_index (places, MlsPoint, i), expected[i]));
}

/* A region is known by the first place in it that was met, wherever it is met again. */
static void
test_place (void)
{
  g_autoptr (MlsMemory) memory = fields_new ();
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 2);
  g_autoptr (MlsSweep) sweep = mls_sweep_new (patch, 0, MLS_DIMENSION_COVER);
  MlsPoint place;

  g_assert_true (mls_sweep_at (sweep, at (20, 30), &place));
  g_assert_true (mls_point_equal (place, at (20, 30)));
  g_assert_true (mls_sweep_at (sweep, at (190, 90), &place));
  g_assert_true (mls_point_equal (place, at (20, 30)));
  g_assert_cmpuint (mls_sweep_region (sweep, place)->cells->len, ==, 2);
  g_assert_true (mls_sweep_at (sweep, at (210, 90), &place));
  g_assert_true (mls_point_equal (place, at (210, 90)));
  g_assert_false (mls_sweep_at (sweep, at (310, 90), &place));
  g_assert_null (mls_sweep_region (sweep, at (211, 90)));
}

/* A quick hand leaves nothing out that it has crossed, in the order in which it did. */
static void
test_between (void)
{
  g_autoptr (MlsMemory) memory = fields_new ();
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 2);
  g_autoptr (MlsSweep) sweep = mls_sweep_new (patch, 1, MLS_DIMENSION_COVER);
  g_autoptr (MlsSweep) other = mls_sweep_new (patch, 0, MLS_DIMENSION_COVER);
  MlsPoint first, last;

  g_assert_true (mls_sweep_at (sweep, at (10, 50), &first));
  g_assert_true (mls_sweep_at (sweep, at (290, 50), &last));
  expect_places (sweep, at (10, 50), at (250, 60), (const MlsPoint[]){ first, last, last }, 3);
  expect_places (sweep, at (250, 60), at (50, 60), (const MlsPoint[]){ last, last, first }, 3);
  expect_places (sweep, at (50, 60), at (50, 60), &first, 1);
  expect_places (sweep, at (50, 60), at (350, 60), (const MlsPoint[]){ first, last, last }, 3);
  expect_places (sweep, at (-50, 60), at (-20, 60), NULL, 0);

  /* From before the territory through all of it, and between its fields where the first way led. */
  expect_places (other, at (-100, 50), at (400, 50), (const MlsPoint[]){ at (50, 50), at (50, 50), at (250, 50) }, 3);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool/sweep/place", test_place);
  g_test_add_func ("/tool/sweep/between", test_between);

  return g_test_run ();
}
