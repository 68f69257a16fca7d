#include "document/first-look.h"

#include "sample.h"
#include "store/vintage.h"

#include <locale.h>

typedef struct
{
  Sample        sample;
  MlsProject   *project;
  MlsWorkspace *workspace;
} Desk;

static void
desk_open (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  desk->workspace = mls_workspace_new (desk->project);
  g_assert_false (mls_workspace_restore (desk->workspace));
  mls_first_look_take (desk->workspace);
}

static void
desk_close (Desk *desk)
{
  g_clear_object (&desk->workspace);
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

/* Whether all of the board is in a map of 900 by 700. */
static gboolean
sees_all (Desk *desk, const Board *board)
{
  MlsExtent seen = mls_viewport_get_extent (mls_workspace_get_viewport (desk->workspace), (MlsPaneSize){ 900, 700, 1 });
  MlsExtent all = { 700000, 6600000, 700000 + board->columns * board->side_m, 6600000 + board->rows * board->side_m };

  return mls_extent_contains (&seen, &all);
}

/* A small territory is shown whole; of a large one the middle, at the scale that is worked at. */
static void
test_territory (void)
{
  static const Board small = { 5, 4, 200, 1, 0 };
  static const Board large = { 5, 5, 10000, 1, 0 };
  Desk desk = { 0 };
  double x, y;

  sample_begin (&desk.sample, &small);
  desk_open (&desk);
  g_assert_true (sees_all (&desk, &small));
  g_assert_cmpfloat (mls_viewport_get_scale (mls_workspace_get_viewport (desk.workspace)), ==, 5000);
  desk_close (&desk);

  sample_begin (&desk.sample, &large);
  desk_open (&desk);
  g_assert_cmpfloat (mls_viewport_get_scale (mls_workspace_get_viewport (desk.workspace)), ==, 2500);
  mls_viewport_get_centre (mls_workspace_get_viewport (desk.workspace), &x, &y);
  g_assert_cmpfloat (x, ==, 725000);
  g_assert_cmpfloat (y, ==, 6625000);
  desk_close (&desk);
}

/* A vintage that waits to be filled is not begun with. */
static void
test_vintage (void)
{
  static const Board board = { 2, 2, 100, 1, 0 };
  const MlsVintage empty = { .code = "27", .year = 2027 };
  Desk desk = { 0 };
  g_autoptr (GError) error = NULL;

  sample_begin (&desk.sample, &board);
  mls_store_add_vintage (desk.sample.store, &empty, "Camille", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (mls_store_has_codes (desk.sample.store, 1));
  g_assert_false (mls_store_has_codes (desk.sample.store, 2));

  desk_open (&desk);
  g_assert_cmpint (mls_project_get_rules (desk.project)->vintages[mls_workspace_get_vintage (desk.workspace)].year, ==,
                   MAX (sample_vintages[0].year, sample_vintages[1].year));
  g_assert_cmpuint (mls_workspace_get_vintage_of (desk.workspace, 1), !=, mls_workspace_get_vintage (desk.workspace));
  desk_close (&desk);
}

/* Only the demo has a field that the first steps are about; it says itself where to look. */
static void
test_demo (void)
{
  static const Board board = { 5, 4, 100, 1, 0 };
  Desk desk = { 0 };
  MlsPoint field;
  double x, y;

  sample_begin (&desk.sample, &board);
  g_assert_true (mls_store_set_setting (desk.sample.store, "demo.view", "700120.5 6600130", NULL));
  desk_open (&desk);
  mls_viewport_get_centre (mls_workspace_get_viewport (desk.workspace), &x, &y);
  g_assert_cmpfloat (x, ==, 700120.5);
  g_assert_cmpfloat (y, ==, 6600130);
  g_assert_false (mls_first_look_get_field (desk.project, &field));
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/first-look/territory", test_territory);
  g_test_add_func ("/document/first-look/vintage", test_vintage);
  g_test_add_func ("/document/first-look/demo", test_demo);

  return g_test_run ();
}
