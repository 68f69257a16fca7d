/* What the keys of vertices do: to a border of the field, which is put back each time. */

#include "key-probe.h"

#include <math.h>

/* Notches of the wheel from which vertices are further from each other than the hand is drawn. */
#define NEARER 4

/* Two vertices after each other in which no other borders meet, and those before and after. */
typedef struct
{
  MlsGround before;
  MlsGround first;
  MlsGround second;
  MlsGround after;
} Stretch;

static double
distance (MlsGround a, MlsGround b)
{
  return hypot (a.east - b.east, a.north - b.north);
}

static gboolean
passes (const GArray *ring, MlsGround vertex)
{
  for (guint i = 0; i < ring->len; i++)
    if (distance (g_array_index (ring, MlsGround, i), vertex) < 0.0005)
      return TRUE;

  return FALSE;
}

/* Whether just two faces have the vertex. */
static gboolean
is_within_border (MlsJob *job, MlsGround vertex)
{
  const MlsGround low = { vertex.east - 1, vertex.north - 1 }, high = { vertex.east + 1, vertex.north + 1 };
  g_autoptr (GPtrArray) rings = mls_project_file_rings (job->path, low, high);
  guint n = 0;

  for (guint i = 0; i < rings->len; i++)
    n += passes (g_ptr_array_index (rings, i), vertex);

  return n == 2;
}

/* The one of the field whose vertices are furthest from each other. */
static Stretch
find_stretch (MlsJob *job)
{
  g_autoptr (GPtrArray) rings = mls_project_file_rings (job->path, job->sides[0], job->sides[0]);
  const GArray *ring = g_ptr_array_index (rings, 0);
  Stretch found = { { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 0 } };
  double widest = 0;

  for (guint i = 0; i + 3 < ring->len; i++)
    {
      const MlsGround *p = &g_array_index (ring, MlsGround, i);
      double width = MIN (distance (p[0], p[1]), MIN (distance (p[1], p[2]), distance (p[2], p[3])));

      if (width > widest && is_within_border (job, p[1]) && is_within_border (job, p[2]))
        {
          found = (Stretch){ p[0], p[1], p[2], p[3] };
          widest = width;
        }
    }
  g_assert_cmpfloat (widest, >, 0);

  return found;
}

static MlsGround
middle (MlsGround a, MlsGround b)
{
  return (MlsGround){ (a.east + b.east) / 2, (a.north + b.north) / 2 };
}

static Stretch
choose_one (MlsJob *job)
{
  Stretch stretch = find_stretch (job);

  mls_screen_key (job->screen, "w");
  mls_editor_click (job->editor, 0, stretch.first);

  return stretch;
}

static void
choose_to (MlsJob *job, MlsGround vertex)
{
  mls_screen_hold_key (job->screen, "Shift_L");
  mls_editor_click (job->editor, 0, vertex);
  mls_screen_release_key (job->screen, "Shift_L");
}

/* What was done is @verb, and is taken back. */
static void
expect_and_undo (MlsJob *job, const char *verb, int n_before)
{
  mls_job_expect_last (job, verb, n_before + 1);
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n_before + 2);
  mls_screen_key (job->screen, "l");
}

/* Two were chosen: they go together. */
static void
remove_both (MlsJob *job)
{
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "Delete");
  expect_and_undo (job, "remove-vertices", n);
}

static void
choose_by_clicks (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  Stretch stretch = choose_one (job);

  choose_to (job, stretch.second);
  remove_both (job);
}

static void
choose_by_drag (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  Stretch stretch = find_stretch (job);

  mls_screen_key (job->screen, "w");
  mls_editor_move (job->editor, 0, stretch.first);
  mls_screen_hold_key (job->screen, "Shift_L");
  mls_screen_press (job->screen, 1);
  mls_editor_move (job->editor, 0, middle (stretch.first, stretch.second));
  mls_editor_move (job->editor, 0, stretch.second);
  mls_screen_release (job->screen, 1);
  mls_screen_release_key (job->screen, "Shift_L");
  remove_both (job);
}

/* Seen from near, or a vertex close by would draw the hand to it. The wheel zooms at the pointer, which stays. */
static void
insert (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  Stretch stretch = find_stretch (job);
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "w");
  mls_editor_move (job->editor, 0, middle (stretch.first, stretch.second));
  mls_screen_scroll (job->screen, -NEARER);
  for (guint i = 0; i < 2; i++)
    {
      mls_screen_press (job->screen, 1);
      mls_screen_release (job->screen, 1);
    }
  expect_and_undo (job, "insert-vertex", n);
  mls_screen_scroll (job->screen, NEARER);
}

/* One way from the vertex, or the other. */
static void
extend (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  choose_one (job);
  mls_key_hand_press (job->screen, key);
  remove_both (job);
}

static gboolean
is_where_nudged (MlsJob *job, MlsGround vertex)
{
  const MlsGround low = { vertex.east - 1, vertex.north - 1 }, high = { vertex.east + 1, vertex.north + 1 };
  g_autoptr (GPtrArray) rings = mls_project_file_rings (job->path, low, high);

  for (guint i = 0; i < rings->len; i++)
    if (passes (g_ptr_array_index (rings, i), vertex))
      return TRUE;

  return FALSE;
}

/* Pressed twice, it is one edit by twice as far. */
static void
nudge (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  const double px = round (2500 * 0.0254 / 96 * 1000) / 1000;
  int n = mls_job_count_operations (job);
  Stretch stretch = choose_one (job);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) by = NULL;
  int east, north;

  g_assert_true (g_action_parse_detailed_name (key->action, &name, &by, NULL));
  g_variant_get (by, "(ii)", &east, &north);
  mls_key_hand_press (job->screen, key);
  mls_key_hand_press (job->screen, key);
  mls_job_expect_last (job, "move-vertex", n + 1);
  g_assert_true (is_where_nudged (job, (MlsGround){ stretch.first.east + 2 * px * east,
                                                    stretch.first.north + 2 * px * north }));
  expect_and_undo (job, "move-vertex", n);
}

static void
remove_chosen (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  int n = mls_job_count_operations (job);

  choose_one (job);
  mls_key_hand_press (job->screen, key);
  expect_and_undo (job, "remove-vertex", n);
}

/* It is shown first; Esc leaves it. */
static void
redraw (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  Stretch stretch = choose_one (job);

  choose_to (job, stretch.after);
  mls_key_probe_see (job, key, probe);
  mls_screen_key (job->screen, "Escape");
  mls_key_probe_expect_gone (job, probe);
  mls_screen_key (job->screen, "l");
}

const MlsKeyProbe mls_key_probes_vertices[] = {
  { "Click, then Shift and click", choose_by_clicks },
  { "Shift and drag", choose_by_drag },
  { "Double click", insert },
  { "win.extend(1)", extend },
  { "win.extend(-1)", extend },
  { "win.nudge((-1,0))", nudge },
  { "win.nudge((1,0))", nudge },
  { "win.nudge((0,1))", nudge },
  { "win.nudge((0,-1))", nudge },
  { "win.nudge((-10,0))", nudge },
  { "win.nudge((10,0))", nudge },
  { "win.nudge((0,10))", nudge },
  { "win.nudge((0,-10))", nudge },
  { "win.remove-vertices", remove_chosen },
  { "win.straighten", redraw, "Straighten" },
  { "win.simplify", redraw, "Simplify" },
  { "win.smooth", redraw, "Smooth" },
  { NULL },
};
