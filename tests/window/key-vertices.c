/* What the keys of vertices do: to a border of the field, which is put back each time. */

#include "key-probe.h"
#include "vertices.h"

#include <math.h>

/* Notches of the wheel from which vertices are further from each other than the hand is drawn. */
#define NEARER 4

static MlsGround
middle (MlsGround a, MlsGround b)
{
  return (MlsGround){ (a.east + b.east) / 2, (a.north + b.north) / 2 };
}

static MlsVertices
choose_one (MlsJob *job)
{
  MlsVertices run = mls_vertices_find (job);

  mls_screen_key (job->screen, "w");
  mls_editor_click (job->editor, 0, run.first);

  return run;
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
  MlsVertices run = choose_one (job);

  choose_to (job, run.second);
  remove_both (job);
}

static void
choose_by_drag (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  MlsVertices run = mls_vertices_find (job);

  mls_screen_key (job->screen, "w");
  mls_editor_move (job->editor, 0, run.first);
  mls_screen_hold_key (job->screen, "Shift_L");
  mls_screen_press (job->screen, 1);
  mls_editor_move (job->editor, 0, middle (run.first, run.second));
  mls_editor_move (job->editor, 0, run.second);
  mls_screen_release (job->screen, 1);
  mls_screen_release_key (job->screen, "Shift_L");
  remove_both (job);
}

typedef struct
{
  MlsJob     *job;
  const char *before;
} Scale;

static gboolean
is_other_scale (gpointer user_data)
{
  const Scale *scale = user_data;
  g_autofree char *now = mls_editor_read_label (scale->job->editor, "1:");

  return now != NULL && g_strcmp0 (now, scale->before) != 0;
}

static void
zoom (MlsJob *job, int notches)
{
  g_autofree char *before = mls_editor_read_label (job->editor, "1:");
  Scale scale = { job, before };

  mls_screen_scroll (job->screen, notches);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_other_scale, &scale));
}

/* Seen from near, or a vertex close by would draw the hand to it. The wheel zooms at the pointer, which stays. */
static void
insert (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  MlsVertices run = mls_vertices_find (job);
  int n = mls_job_count_operations (job);

  mls_screen_key (job->screen, "w");
  mls_editor_move (job->editor, 0, middle (run.first, run.second));
  zoom (job, -NEARER);
  for (guint i = 0; i < 2; i++)
    {
      mls_screen_press (job->screen, 1);
      mls_screen_release (job->screen, 1);
    }
  expect_and_undo (job, "insert-vertex", n);
  zoom (job, NEARER);
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
    if (mls_vertices_passes (g_ptr_array_index (rings, i), vertex))
      return TRUE;

  return FALSE;
}

/* Pressed twice, it is one edit by twice as far. */
static void
nudge (MlsJob *job, const MlsKey *key, const MlsKeyProbe *probe)
{
  const double px = round (2500 * 0.0254 / 96 * 1000) / 1000;
  int n = mls_job_count_operations (job);
  MlsVertices run = choose_one (job);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) by = NULL;
  int east, north;

  g_assert_true (g_action_parse_detailed_name (key->action, &name, &by, NULL));
  g_variant_get (by, "(ii)", &east, &north);
  mls_key_hand_press (job->screen, key);
  mls_key_hand_press (job->screen, key);
  mls_job_expect_last (job, "move-vertex", n + 1);
  g_assert_true (is_where_nudged (job, (MlsGround){ run.first.east + 2 * px * east,
                                                    run.first.north + 2 * px * north }));
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
  MlsVertices run = choose_one (job);

  choose_to (job, run.after);
  mls_key_probe_see (job, key, probe);
  mls_screen_key (job->screen, "Escape");
  mls_key_probe_expect_gone (job, probe);
  mls_screen_key (job->screen, "l");
}

const MlsKeyProbe mls_key_probes_vertices[] = {
  { "Click, Shift and click", choose_by_clicks },
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
