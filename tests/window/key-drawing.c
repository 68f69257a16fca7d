/* What the keys of drawing do: to the line in hand, which the project keeps, and to the map. */

#include "key-probe.h"

#include <math.h>

#define M_PER_PX (2500 * 0.0254 / 96)

#define SKETCH "SELECT value FROM draft WHERE key = 'sketch'"

#define ABSORBING "Enter does it, Esc leaves it"

/* A line in hand, which the project keeps. */

static void
expect_points (MlsJob *job, guint n_points)
{
  g_autofree char *n_spaces = n_points > 0 ? g_strdup_printf ("%u", 2 * n_points - 1) : NULL;

  mls_job_expect_value (job, n_spaces, "SELECT length(value) - length(replace(value, ' ', '')) "
                                       "FROM draft WHERE key = 'sketch'");
}

static MlsGround
read_point (MlsJob *job)
{
  g_autofree char *text = NULL;
  char *rest;
  MlsGround point;

  expect_points (job, 1);
  text = mls_project_file_read (job->path, SKETCH);
  point.east = g_ascii_strtod (text, &rest);
  point.north = g_ascii_strtod (rest, NULL);

  return point;
}

static void
drop_line (MlsJob *job)
{
  mls_screen_key (job->screen, "Escape");
  expect_points (job, 0);
}

static void
begin_line (MlsJob *job, guint n_points)
{
  mls_screen_key (job->screen, "l");
  for (guint i = 0; i < n_points; i++)
    mls_editor_click (job->editor, 0, job->line[i]);
  expect_points (job, n_points);
}

/* A line across the field waits for another. */
static void
take_pair_of_field (MlsJob *job)
{
  mls_screen_key (job->screen, "l");
  mls_screen_type (job->screen, "630113");
  mls_key_probe_expect_pair (job, "CS6.3.0", "US1.1.3");
}

static void
pick_here (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_screen_type (job->screen, "411700");
  mls_key_probe_expect_pair (job, "CS4.1.1", "US7.0.0");
  mls_editor_move (job->editor, 0, job->sides[0]);
  mls_key_hand_press (job->screen, key);
  mls_key_probe_expect_pair (job, "CS6.3.0", "US1.1.3");
}

typedef struct
{
  MlsJob     *job;
  const char *before;
} Side;

static gboolean
is_other_side (gpointer user_data)
{
  const Side *side = user_data;
  g_autofree char *now = mls_editor_read_label (side->job->editor, "This side ");

  return now != NULL && g_strcmp0 (now, side->before) != 0;
}

static void
take_other_side (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  g_autofree char *before = NULL;
  Side side = { job };

  take_pair_of_field (job);
  begin_line (job, 1);
  mls_editor_move (job->editor, 0, job->line[1]);
  mls_editor_wait_label (job->editor, "This side ");
  side.before = before = mls_editor_read_label (job->editor, "This side ");
  mls_key_hand_press (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_other_side, &side));
  drop_line (job);
}

static double
distance (MlsGround a, MlsGround b)
{
  return hypot (a.east - b.east, a.north - b.north);
}

/* The vertex of the field that is furthest from those before and after it. */
static MlsGround
find_lonely_vertex (MlsJob *job)
{
  g_autoptr (GPtrArray) rings = mls_project_file_rings (job->path, job->sides[0], job->sides[0]);
  const GArray *ring = g_ptr_array_index (rings, 0);
  MlsGround found = { 0, 0 };
  double furthest = 0;

  for (guint i = 1; i + 1 < ring->len; i++)
    {
      MlsGround vertex = g_array_index (ring, MlsGround, i);
      double alone = MIN (distance (vertex, g_array_index (ring, MlsGround, i - 1)),
                          distance (vertex, g_array_index (ring, MlsGround, i + 1)));

      if (alone > furthest)
        found = vertex;
      furthest = MAX (furthest, alone);
    }

  return found;
}

/* What was said before makes room at once. */
static void
toggle_snapping (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_key_probe_see (job, key, probe);
  mls_key_hand_press (job->screen, key);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Snapping is on");
  mls_key_probe_expect_gone (job, probe);
}

/* Over a border the next segment is held to its direction, elsewhere to none. */
static void
hold_parallel (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_editor_move (job->editor, 0, find_lonely_vertex (job));
  mls_key_probe_see (job, key, probe);
  mls_editor_move (job->editor, 0, job->sides[0]);
  mls_key_hand_press (job->screen, key);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "There is no border under the pointer");
}

/* Beside a vertex the hand is drawn to it. */
static void
draw_unsnapped (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  MlsGround vertex = find_lonely_vertex (job);
  MlsGround hand = { vertex.east + 3 * M_PER_PX, vertex.north + 2 * M_PER_PX };
  MlsGround point;

  mls_screen_key (job->screen, "l");
  mls_editor_click (job->editor, 0, hand);
  point = read_point (job);
  g_assert_cmpfloat (distance (point, vertex), <, 1e-9);
  drop_line (job);

  mls_screen_hold_key (job->screen, "Control_L");
  mls_editor_click (job->editor, 0, hand);
  mls_screen_release_key (job->screen, "Control_L");
  point = read_point (job);
  g_assert_cmpfloat (distance (point, hand), <, 2 * M_PER_PX);
  g_assert_cmpfloat (distance (point, vertex), >, M_PER_PX);
  drop_line (job);
}

static void
cut_all (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  begin_line (job, 1);
  mls_editor_click_more (job->editor, 0, job->line[1]);
  mls_job_expect_value (job, "all", "SELECT substr(value, 1, 3) FROM draft WHERE key = 'sketch'");
  drop_line (job);
}

static void
take_back (MlsJob *job, int n_operations)
{
  mls_screen_key (job->screen, "Control_L+z");
  mls_job_expect_last (job, "undo", n_operations);
  mls_screen_key (job->screen, "l");
}

static void
select_two (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Region");
  mls_editor_click_more (job->editor, 0, mls_job_beside_field (job, 0));
  mls_editor_wait_label (job->editor, "2 regions");
  mls_editor_click_more (job->editor, 0, mls_job_beside_field (job, 0));
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "Region");
  mls_screen_key (job->screen, "l");
}

static void
merge_selected (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
  mls_editor_click_more (job->editor, 0, mls_job_beside_field (job, 0));
  mls_key_hand_press (job->screen, key);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, probe->sees);
  mls_screen_key (job->screen, "Return");
  mls_job_expect_last (job, "merge", n + 1);
  take_back (job, n + 2);
}

static void
merge_across (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  int n = mls_job_count_operations (job);
  MlsGround beside = mls_job_beside_field (job, 0);

  mls_screen_key (job->screen, "c");
  mls_editor_move (job->editor, 0, job->sides[0]);
  mls_screen_press (job->screen, 1);
  mls_editor_move (job->editor, 0, job->line[0]);
  mls_editor_move (job->editor, 0, beside);
  mls_screen_release (job->screen, 1);
  mls_job_expect_last (job, "merge", n + 1);
  take_back (job, n + 2);
}

static void
finish_line (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  take_pair_of_field (job);
  begin_line (job, 2);
  mls_key_probe_expect_gone (job, probe);
  mls_editor_finish (job->editor, 0, job->line[1]);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, probe->sees);
  drop_line (job);
}

/* Around a corner, in which a vertex stays. */
static void
draw_freehand (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_screen_key (job->screen, "l");
  mls_editor_move (job->editor, 0, job->line[0]);
  mls_screen_press (job->screen, 1);
  mls_editor_move (job->editor, 0, (MlsGround){ job->line[1].east, job->line[0].north });
  mls_editor_move (job->editor, 0, job->line[1]);
  mls_screen_release (job->screen, 1);
  expect_points (job, 3);
  drop_line (job);
}

static void
remove_vertex (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  begin_line (job, 2);
  mls_key_hand_press (job->screen, key);
  expect_points (job, 1);
  drop_line (job);
}

static gboolean
has_moved (gpointer user_data)
{
  const Side *sketch = user_data;
  g_autofree char *now = mls_project_file_read (sketch->job->path, SKETCH);

  return g_strcmp0 (now, sketch->before) != 0;
}

static void
nudge (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  const double px = round (M_PER_PX * 1000) / 1000;
  MlsGround before, after;
  g_autofree char *sketch = NULL;
  Side side = { job };
  g_autofree char *name = NULL;
  g_autoptr (GVariant) by = NULL;
  int east, north;

  g_assert_true (g_action_parse_detailed_name (key->action, &name, &by, NULL));
  g_variant_get (by, "(ii)", &east, &north);
  begin_line (job, 1);
  before = read_point (job);
  side.before = sketch = mls_project_file_read (job->path, SKETCH);
  mls_key_hand_press (job->screen, key);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, has_moved, &side));
  after = read_point (job);
  g_assert_cmpfloat_with_epsilon (after.east - before.east, px * east, 1e-6);
  g_assert_cmpfloat_with_epsilon (after.north - before.north, px * north, 1e-6);
  drop_line (job);
}

static void
drop_sketch (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  begin_line (job, 1);
  mls_key_hand_press (job->screen, key);
  expect_points (job, 0);
}

/* What is written. */

static void
select_field (MlsJob *job)
{
  mls_screen_key (job->screen, "v");
  mls_editor_click (job->editor, 0, job->sides[0]);
}

static void
absorb (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  select_field (job);
  mls_key_probe_see (job, key, probe);
  mls_key_probe_expect_gone (job, probe);
  mls_screen_key (job->screen, "l");
}

/* The field is absorbed by a neighbour, with @key to agree. */
static int
merge_field (MlsJob *job, const MlsKey *key)
{
  int n = mls_job_count_operations (job);

  select_field (job);
  mls_screen_key (job->screen, "Delete");
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, ABSORBING);
  mls_key_hand_press (job->screen, key);
  mls_job_expect_last (job, "merge", n + 1);

  return n + 1;
}

static void
cure (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  int n = merge_field (job, key);

  take_back (job, n + 1);
}

static void
undo (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  int n = merge_field (job, mls_keys_of_action ("win.cure"));

  mls_key_hand_press (job->screen, key);
  mls_job_expect_last (job, "undo", n + 1);
  mls_screen_key (job->screen, "l");
}

static void
redo (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  int n = merge_field (job, mls_keys_of_action ("win.cure"));

  take_back (job, n + 1);
  mls_key_hand_press (job->screen, key);
  mls_job_expect_last (job, "redo", n + 2);
  take_back (job, n + 3);
}

static void
see_history (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  int n = merge_field (job, mls_keys_of_action ("win.cure"));

  mls_key_probe_see (job, key, probe);
  mls_screen_key (job->screen, "Escape");
  mls_key_probe_expect_gone (job, probe);
  take_back (job, n + 1);
}

static void
except (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  mls_screen_key (job->screen, "l");
  mls_screen_type (job->screen, "611111");
  mls_key_probe_expect_pair (job, "CS6.1.1", "US1.1.1");
  mls_editor_draw (job->editor, 0, job->corner);
  mls_editor_expect (job->editor, ATSPI_ROLE_PUSH_BUTTON, "Keep… (Shift+Enter)");
  mls_key_probe_see (job, key, probe);
  mls_key_probe_expect_gone (job, probe);
  drop_line (job);
}

const MlsKeyProbe mls_key_probes_drawing[] = {
  { "win.tool::line", mls_key_probe_see_pressed, "Draw a line: split, reshape, island", ATSPI_ROLE_PUSH_BUTTON, .before = "v" },
  { "win.tool::select", mls_key_probe_see_pressed, "Select a region", ATSPI_ROLE_PUSH_BUTTON, .after = "l" },
  { "win.tool::vertex", mls_key_probe_see_pressed, "Move, insert or remove vertices", ATSPI_ROLE_PUSH_BUTTON, .after = "l" },
  { "win.tool::merge", mls_key_probe_see_pressed, "Merge regions into their neighbour", ATSPI_ROLE_PUSH_BUTTON, .after = "l" },
  { "win.tool::paint", mls_key_probe_see_pressed, "Paint codes over regions", ATSPI_ROLE_PUSH_BUTTON, .after = "l" },
  { "win.pick-here", pick_here },
  { "win.other-side", take_other_side },
  { "win.snapping", toggle_snapping, "Snapping is off" },
  { "win.tracing", mls_key_probe_see, "Lines lead along borders", .after = "t" },
  { "win.livewire", mls_key_probe_see, "Lines follow edges of the photo; straight while Ctrl is held", .after = "Shift_L+t" },
  { "win.square", mls_key_probe_see, "Segments are at right angles to the one before", .after = "Shift_L+a" },
  { "win.strips", mls_key_probe_see, "Lines draw strips of 5,0\u00a0m; Shift+R changes that", .after = "r" },
  { "win.completing", mls_key_probe_see, "Existing borders close what is drawn; X takes the other side", .after = "Shift_L+x" },
  { "win.strip-width", mls_key_probe_see, "Width of strips, in metres", ATSPI_ROLE_TEXT, .after = "Escape" },
  { "win.parallel", hold_parallel, "The next segment is parallel to this border" },
  { "win.segment", mls_key_probe_see, "Next segment: metres, then degrees; < before degrees alone", ATSPI_ROLE_TEXT,
    .after = "Escape" },
  { "win.gauge", mls_key_probe_see, "The square at the pointer is 300\u00a0m², the least for these codes", .after = "n" },
  { "Ctrl held", draw_unsnapped },
  { "Shift and last click", cut_all },
  { "Left button held", draw_freehand },
  { "Drag across", merge_across },
  { "win.merge-selected", merge_selected, "Merge" },
  { "Shift and click", select_two },
  { "Right click", finish_line, "Pick a code for this side: type it, or take a favourite" },
  { "win.remove-last-vertex", remove_vertex },
  { "win.nudge((-1,0))", nudge },
  { "win.nudge((1,0))", nudge },
  { "win.nudge((0,1))", nudge },
  { "win.nudge((0,-1))", nudge },
  { "win.drop-sketch", drop_sketch },
  { "win.absorb", absorb, ABSORBING, .after = "Escape" },
  { "win.cure", cure },
  { "win.except", except, "Reason for the exception", ATSPI_ROLE_TEXT, .after = "Escape" },
  { "win.carry-over", mls_key_probe_see, "There is no correction to carry over", .after = "Escape" },
  { "win.undo", undo },
  { "win.redo", redo },
  { "win.history", see_history, "Undo 1 edit", ATSPI_ROLE_PUSH_BUTTON },
  { NULL },
};
