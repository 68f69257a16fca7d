#include "document/workspace.h"
#include "fixture.h"
#include "sample.h"

#include "imagery/init.h"

#include <locale.h>
#include <math.h>

/* One field of 100 m, and a photo of it with pixels of half a metre: a round pond of 30 m in the middle. */
static const Board board = { 1, 1, 100, 1, 0 };

#define POND_M 30

typedef struct
{
  Sample        sample;
  MlsProject   *project;
  MlsWorkspace *workspace;
  MlsImagery   *photo;
} Desk;

static double
pond (int band, int x, int y, gpointer data)
{
  double east = (x + 0.5) / 2 - 50, north = 50 - (y + 0.5) / 2;

  return hypot (east, north) < POND_M ? 60 + 10 * band : 150 - 20 * band;
}

static void
desk_begin (Desk *desk)
{
  const double place[] = { BOARD_X / 1000.0, 0.5, 0, BOARD_Y / 1000.0 + 100, 0, -0.5 };
  const Fixture image = { .width = 200, .height = 200, .geotransform = place, .pixel = pond };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture_begin ();
  path = fixture_write ("pond.tif", &image);
  desk->photo = mls_imagery_new (FIXTURE_CRS, &(MlsImagerySource){ path }, 1);
  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  desk->workspace = mls_workspace_new (desk->project);
  mls_workspace_set_snapping (desk->workspace, FALSE);
  mls_workspace_set_photo (desk->workspace, desk->photo);
  mls_workspace_set_livewire (desk->workspace, TRUE);
}

static void
desk_end (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&desk->workspace);
  mls_project_close (desk->project, &error);
  g_assert_no_error (error);
  g_clear_object (&desk->project);
  mls_imagery_unref (desk->photo);
  sample_end (&desk->sample);
  fixture_end ();
}

static MlsPoint
at (double x, double y)
{
  return (MlsPoint){ BOARD_X + llround (x * 1000), BOARD_Y + llround (y * 1000) };
}

static void
hand (Desk *desk, MlsInputKind kind, double x, double y, gboolean is_free)
{
  mls_workspace_hand (desk->workspace,
                      &(MlsHand){ .kind = kind, .point = at (x, y), .m_per_px = 0.5, .free = is_free });
}

static MlsSketch
sketch_of (Desk *desk)
{
  return mls_workspace_get_sketch (desk->workspace);
}

static void
note (gboolean *noted)
{
  *noted = TRUE;
}

/* Until the ways are found that lead from the last click: the hand need not move for them to be seen. */
static void
await_ways (Desk *desk)
{
  gboolean changed = FALSE;
  gulong id = g_signal_connect_swapped (desk->workspace, "sketch-changed", G_CALLBACK (note), &changed);

  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (desk->workspace, id);
}

static void
assert_round_the_pond (Desk *desk)
{
  MlsSketch sketch = sketch_of (desk);

  g_assert_cmpuint (sketch.n_points, >, 6);
  for (guint i = 0; i < sketch.n_points; i++)
    g_assert_cmpfloat (fabs (mls_point_distance (sketch.points[i], at (50, 50)) - POND_M * 1000), <, 700);
}

/* From the south of the pond to its east the line goes round it, once the ways are known; a click keeps that piece whole,
 * a step back takes it whole. */
static void
test_follows (void)
{
  Desk desk;
  guint n_led;

  desk_begin (&desk);
  hand (&desk, MLS_INPUT_PRESS, 50, 20, FALSE);
  hand (&desk, MLS_INPUT_MOVE, 80, 50, FALSE);
  g_assert_cmpuint (sketch_of (&desk).n_points, ==, 2);
  await_ways (&desk);
  assert_round_the_pond (&desk);

  n_led = sketch_of (&desk).n_points;
  hand (&desk, MLS_INPUT_PRESS, 80, 50, FALSE);
  hand (&desk, MLS_INPUT_RELEASE, 80, 50, FALSE);
  g_assert_cmpuint (sketch_of (&desk).n_placed, ==, n_led);
  hand (&desk, MLS_INPUT_MOVE, 50, 80, FALSE);
  await_ways (&desk);
  assert_round_the_pond (&desk);
  g_assert_cmpuint (sketch_of (&desk).n_points, >, n_led + 4);

  hand (&desk, MLS_INPUT_BACK, 0, 0, FALSE);
  g_assert_cmpuint (sketch_of (&desk).n_placed, ==, 1);
  desk_end (&desk);
}

/* Straight while the hand is to be free, freehand while a button is down, and where there is nothing to follow. */
static void
test_goes_straight (void)
{
  Desk desk;

  desk_begin (&desk);
  hand (&desk, MLS_INPUT_PRESS, 50, 20, FALSE);
  hand (&desk, MLS_INPUT_MOVE, 80, 50, FALSE);
  await_ways (&desk);
  hand (&desk, MLS_INPUT_MOVE, 80, 50, TRUE);
  g_assert_cmpuint (sketch_of (&desk).n_points, ==, 2);
  hand (&desk, MLS_INPUT_MOVE, 10, 10, FALSE);
  g_assert_cmpuint (sketch_of (&desk).n_points, ==, 2);
  hand (&desk, MLS_INPUT_MOVE, 80, 50, FALSE);
  assert_round_the_pond (&desk);
  hand (&desk, MLS_INPUT_DRAG, 80, 50, FALSE);
  g_assert_cmpuint (sketch_of (&desk).n_points, ==, 2);

  hand (&desk, MLS_INPUT_MOVE, 80, 50, FALSE);
  mls_workspace_set_livewire (desk.workspace, FALSE);
  g_assert_cmpuint (sketch_of (&desk).n_points, ==, 2);

  mls_workspace_set_livewire (desk.workspace, TRUE);
  assert_round_the_pond (&desk);
  mls_workspace_set_photo (desk.workspace, NULL);
  hand (&desk, MLS_INPUT_MOVE, 80, 50, FALSE);
  g_assert_cmpuint (sketch_of (&desk).n_points, ==, 2);
  desk_end (&desk);
}

/* A click on the start closes the line along the edge, too: an island as the pond is. */
static void
test_closes (void)
{
  static const double clicks[][2] = { { 50, 20 }, { 80, 50 }, { 50, 80 }, { 20, 50 }, { 50, 21 } };
  Desk desk;
  MlsSketch sketch;

  desk_begin (&desk);
  hand (&desk, MLS_INPUT_PRESS, clicks[0][0], clicks[0][1], FALSE);
  for (guint i = 1; i < G_N_ELEMENTS (clicks); i++)
    {
      hand (&desk, MLS_INPUT_MOVE, clicks[i][0], clicks[i][1], FALSE);
      await_ways (&desk);
      hand (&desk, MLS_INPUT_PRESS, clicks[i][0], clicks[i][1], FALSE);
    }

  sketch = sketch_of (&desk);
  g_assert_cmpuint (sketch.n_placed, ==, sketch.n_points);
  g_assert_true (mls_point_equal (sketch.points[0], sketch.points[sketch.n_points - 1]));
  g_assert_cmpuint (sketch.n_points, >, 20);
  assert_round_the_pond (&desk);
  desk_end (&desk);
}

/* A photo that is not there leads nowhere, and one is not looked for again at each motion. */
static void
test_no_photo (void)
{
  Desk desk;
  g_autoptr (MlsImagery) missing = mls_imagery_new (FIXTURE_CRS, &(MlsImagerySource){ "/nowhere/photo.tif" }, 1);

  desk_begin (&desk);
  mls_workspace_set_photo (desk.workspace, missing);
  hand (&desk, MLS_INPUT_PRESS, 50, 20, FALSE);
  for (guint i = 0; i < 20; i++)
    {
      g_usleep (10000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      hand (&desk, MLS_INPUT_MOVE, 80, 50 + i / 10.0, FALSE);
      g_assert_cmpuint (sketch_of (&desk).n_points, ==, 2);
    }
  desk_end (&desk);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  mls_imagery_init ();

  g_test_add_func ("/document/livewire/follows", test_follows);
  g_test_add_func ("/document/livewire/goes-straight", test_goes_straight);
  g_test_add_func ("/document/livewire/closes", test_closes);
  g_test_add_func ("/document/livewire/no-photo", test_no_photo);

  return g_test_run ();
}
