#include "tool/snap.h"

#include "fields.h"

#include <locale.h>

typedef struct
{
  double       x;
  double       y;
  gint64       tolerance;
  guint        vintage;
  MlsDimension dimension;
  MlsSnapKind  kind;
  double       to_x;
  double       to_y;
} Case;

/* A vertex before a border, and only of what separates something in what is shown. */
static const Case cases[] = {
  { 250, 50, 8000, 0, MLS_DIMENSION_COVER, MLS_SNAP_NONE, 250, 50 },
  { 203, 50, 8000, 0, MLS_DIMENSION_COVER, MLS_SNAP_BORDER, 200, 50 },
  { 203, 50, 2999, 0, MLS_DIMENSION_COVER, MLS_SNAP_NONE, 203, 50 },
  { 203, 50, 3000, 0, MLS_DIMENSION_COVER, MLS_SNAP_BORDER, 200, 50 },
  { 203, 50, 8000, 0, MLS_DIMENSION_PAIR, MLS_SNAP_BORDER, 200, 50 },
  { 203, 50, 8000, 0, MLS_DIMENSION_USE, MLS_SNAP_NONE, 203, 50 },
  { 203, 50, 8000, 1, MLS_DIMENSION_COVER, MLS_SNAP_NONE, 203, 50 },
  { 103, 50, 8000, 0, MLS_DIMENSION_COVER, MLS_SNAP_NONE, 103, 50 },
  { 103, 50, 8000, 1, MLS_DIMENSION_COVER, MLS_SNAP_BORDER, 100, 50 },

  { 201, 94, 8000, 0, MLS_DIMENSION_COVER, MLS_SNAP_VERTEX, 200, 100 },
  { 201, 94, 4000, 0, MLS_DIMENSION_COVER, MLS_SNAP_BORDER, 200, 94 },
  { 199, 106, 8000, 1, MLS_DIMENSION_COVER, MLS_SNAP_VERTEX, 200, 100 },

  { 50, 3, 8000, 0, MLS_DIMENSION_USE, MLS_SNAP_BORDER, 50, 0 },
  { -2, -2, 8000, 0, MLS_DIMENSION_USE, MLS_SNAP_VERTEX, 0, 0 },
};

static void
test_targets (void)
{
  g_autoptr (MlsMemory) memory = fields_new ();
  MlsSource source = mls_memory_source (memory);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (MlsPatch) patch = mls_patch_new (source, 2);
      MlsSnapTargets targets = { c->tolerance, c->vintage, c->dimension, NULL };
      MlsSnap snap = mls_snap (patch, at (c->x, c->y), &targets);
      MlsPoint to = at (c->to_x, c->to_y);

      g_test_message ("case %u", i + 1);
      g_assert_cmpint (snap.kind, ==, c->kind);
      g_assert_cmpint (snap.point.x, ==, to.x);
      g_assert_cmpint (snap.point.y, ==, to.y);
    }
}

/* A vertex in hand is not drawn back to itself, nor to the borders it carries along. */
static void
test_moving (void)
{
  g_autoptr (MlsMemory) memory = fields_new ();
  MlsSource source = mls_memory_source (memory);
  g_autoptr (MlsPatch) patch = mls_patch_new (source, 2);
  MlsPoint run[] = { at (200, 100), at (300, 100) };
  MlsSnapTargets targets = { 8000, 0, MLS_DIMENSION_COVER, run, 1 };
  MlsSnap snap = mls_snap (patch, at (201, 98), &targets);

  g_assert_cmpint (snap.kind, ==, MLS_SNAP_NONE);
  g_assert_true (mls_point_equal (snap.point, at (201, 98)));

  snap = mls_snap (patch, at (296, 97), &targets);
  g_assert_cmpint (snap.kind, ==, MLS_SNAP_VERTEX);
  g_assert_true (mls_point_equal (snap.point, at (300, 100)));

  /* Nor to the others that are moved with it. */
  targets.n_moving = 2;
  g_assert_cmpint (mls_snap (patch, at (296, 97), &targets).kind, ==, MLS_SNAP_NONE);
}

/* A road through the second field, from its middle on, and a pole in the third. */
static MlsFigures *
figures_new (void)
{
  MlsFigures *figures = mls_figures_new ();
  const MlsPoint road[] = { at (110, 20), at (150, 20), at (150, 60) };
  const MlsPoint pole = at (250, 50);
  const guint n_road = 3, n_pole = 1;

  mls_figures_add (figures, MLS_FIGURE_LINE, NULL, road, &n_road, 1);
  mls_figures_add (figures, MLS_FIGURE_POINT, NULL, &pole, &n_pole, 1);
  mls_figures_index (figures);

  return figures;
}

/* What is of the coverage comes before what is only looked at. */
static void
test_figures (void)
{
  static const Case drawn[] = {
    { 120, 23, 5000, 0, MLS_DIMENSION_COVER, MLS_SNAP_FIGURE_LINE, 120, 20 },
    { 148, 22, 5000, 0, MLS_DIMENSION_COVER, MLS_SNAP_FIGURE_VERTEX, 150, 20 },
    { 252, 51, 5000, 0, MLS_DIMENSION_COVER, MLS_SNAP_FIGURE_VERTEX, 250, 50 },
    { 252, 51, 2000, 0, MLS_DIMENSION_COVER, MLS_SNAP_NONE, 252, 51 },
    { 120, 19, 20000, 0, MLS_DIMENSION_COVER, MLS_SNAP_BORDER, 120, 0 },
    { 111, 21, 12000, 1, MLS_DIMENSION_COVER, MLS_SNAP_BORDER, 100, 21 },
    { 111, 21, 12000, 0, MLS_DIMENSION_COVER, MLS_SNAP_FIGURE_VERTEX, 110, 20 },
  };
  g_autoptr (MlsMemory) memory = fields_new ();
  g_autoptr (MlsFigures) figures = figures_new ();
  const MlsFigures *all = figures;

  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    {
      const Case *c = &drawn[i];
      g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 2);
      MlsSnapTargets targets = { c->tolerance, c->vintage, c->dimension, NULL, 0, &all, 1 };
      MlsSnap snap = mls_snap (patch, at (c->x, c->y), &targets);

      g_test_message ("case %u", i + 1);
      g_assert_cmpint (snap.kind, ==, c->kind);
      g_assert_true (mls_point_equal (snap.point, at (c->to_x, c->to_y)));
      g_assert_cmpint (mls_snap_is_own (snap.kind), ==, c->kind == MLS_SNAP_BORDER);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool/snap/targets", test_targets);
  g_test_add_func ("/tool/snap/moving", test_moving);
  g_test_add_func ("/tool/snap/figures", test_figures);

  return g_test_run ();
}
