/* From pointer and keys to the tool: snapping, tracing, and what the tool answers. */

#include "document/workspace-private.h"

#include "coverage/walk.h"

#include <glib/gi18n-lib.h>

/* How far from the hand a vertex or border is still meant. */
#define SNAP_PX 10

/* A line drawn freehand, all of which is written each time, is kept this often. */
#define JOURNAL_US (250 * G_TIME_SPAN_MILLISECOND)

static gint64
tolerance_of (const MlsHand *hand)
{
  return (gint64) (SNAP_PX * hand->m_per_px * MLS_MM_PER_M);
}

/* What is known of a place is what is there now: of a pane that shows the past only what is measured is true. */
static gboolean
is_out_of_reach (MlsWorkspace *self)
{
  if (!mls_workspace_shows_past (self) || mls_workspace_get_tool (self) == MLS_TOOL_MEASURE)
    return FALSE;

  mls_workspace_say (self, _("This view shows the past: edits are made in one that shows what is now"));

  return TRUE;
}

/**
 * mls_workspace_pick:
 * @self: a workspace
 * @point: where the pair to pick is
 *
 * Makes the pair of the face there the current one.
 */
void
mls_workspace_pick (MlsWorkspace *self, MlsPoint point)
{
  const MlsFace *face;

  if (is_out_of_reach (self) || !mls_workspace_may_tell (self))
    return;

  face = mls_patch_face_at (mls_project_get_patch (self->project), point);

  if (face != NULL)
    mls_workspace_set_pair (self, mls_label_pair (&face->labels[mls_workspace_get_vintage (self)]));
}

/**
 * mls_workspace_act:
 * @self: a workspace
 * @reply: of its tool
 *
 * Does what the tool asks for.
 */
void
mls_workspace_act (MlsWorkspace *self, MlsReply reply)
{
  gboolean paints = mls_workspace_get_tool (self) == MLS_TOOL_PAINT;

  if ((reply.flags & MLS_REPLY_SELECT) != 0)
    mls_workspace_select (self, &reply.gesture.points[0]);
  if ((reply.flags & MLS_REPLY_ADD) != 0)
    mls_workspace_select_more (self, reply.gesture.points, reply.gesture.n_points);
  if ((reply.flags & MLS_REPLY_TOGGLE) != 0)
    mls_workspace_select_or_not (self, reply.gesture.points[0]);
  if ((reply.flags & MLS_REPLY_PICK) != 0)
    mls_workspace_pick (self, reply.gesture.points[0]);
  if ((reply.flags & MLS_REPLY_PREVIEW) != 0 && paints)
    mls_workspace_try_stroke (self, &reply.gesture);
  else if ((reply.flags & MLS_REPLY_PREVIEW) != 0)
    mls_workspace_try_out (self, &reply.gesture, reply.all);
  else if ((reply.flags & MLS_REPLY_SKETCH) != 0 && (reply.flags & MLS_REPLY_COMMIT) == 0)
    mls_workspace_drop_proposal (self);
  if ((reply.flags & MLS_REPLY_COMMIT) != 0 && paints)
    mls_workspace_commit_stroke (self, &reply.gesture);
  else if ((reply.flags & MLS_REPLY_COMMIT) != 0)
    mls_workspace_commit (self, &reply.gesture, reply.all);
  mls_workspace_note_crossed (self);
  if ((reply.flags & MLS_REPLY_SKETCH) != 0)
    mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

/* Whether the vertex tool looks for what to take hold of. */
static gboolean
takes_hold (MlsWorkspace *self)
{
  return mls_workspace_get_tool (self) == MLS_TOOL_VERTEX && mls_tool_get_sketch (self->tool).n_placed == 0;
}

/* Whether @hand is drawn to what is near. What a vertex tool takes hold of is there already. */
static gboolean
is_drawn (MlsWorkspace *self, const MlsHand *hand)
{
  return hand->m_per_px < MLS_WORKSPACE_AFAR_M_PER_PX && !mls_tool_sweeps (mls_workspace_get_tool (self)) &&
         ((self->snapping && !hand->free) || takes_hold (self));
}

/* The reference layers that draw what is drawn. Those that nobody sees do not, and what is there already is taken
 * hold of in the coverage alone. */
static GPtrArray *
list_figures (MlsWorkspace *self)
{
  GPtrArray *figures = g_ptr_array_new ();

  for (guint i = 0; self->referenced && !takes_hold (self) && i < mls_references_get_n (self->references); i++)
    {
      const MlsReferenceLayer *layer = mls_references_get (self->references, i);

      if (layer->figures != NULL && layer->link->shown && layer->link->snapping)
        g_ptr_array_add (figures, layer->figures);
    }

  return figures;
}

/* What may draw the hand; @figures are those of list_figures(). */
static MlsSnapTargets
targets_of (MlsWorkspace *self, const MlsHand *hand, const GPtrArray *figures)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);

  return (MlsSnapTargets){
    .tolerance = tolerance_of (hand),
    .vintage = mls_workspace_get_vintage (self),
    .dimension = mls_workspace_get_dimension (self),
    .moving = sketch.run,
    .n_moving = takes_hold (self) ? 0 : sketch.n_run,
    .figures = (const MlsFigures *const *) figures->pdata,
    .n_figures = figures->len,
  };
}

static MlsSnap
find_snap (MlsWorkspace *self, const MlsHand *hand)
{
  g_autoptr (GPtrArray) figures = list_figures (self);
  MlsSnapTargets targets = targets_of (self, hand, figures);

  return mls_snap (mls_project_get_patch (self->project), hand->point, &targets);
}

/**
 * mls_workspace_find_segment:
 * @self: a workspace
 * @hand: where the hand is
 * @ends: (out) (array fixed-size=2): the segment that is meant there
 *
 * Returns: whether there is one within its tolerance
 */
gboolean
mls_workspace_find_segment (MlsWorkspace *self, const MlsHand *hand, MlsPoint ends[2])
{
  g_autoptr (GPtrArray) figures = list_figures (self);
  MlsSnapTargets targets = targets_of (self, hand, figures);

  return hand->m_per_px < MLS_WORKSPACE_AFAR_M_PER_PX &&
         mls_snap_segment (mls_project_get_patch (self->project), hand->point, &targets, ends);
}

static void
snap_hand (MlsWorkspace *self, const MlsHand *hand, MlsInput *input)
{
  MlsSnap before = self->snap;

  self->snap = (MlsSnap){ MLS_SNAP_NONE, hand->point };
  if (is_drawn (self, hand))
    self->snap = find_snap (self, hand);

  input->snap = self->snap.kind;
  input->point = self->snap.point;
  if (before.kind != self->snap.kind || !mls_point_equal (before.point, self->snap.point))
    mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

/* While tracing, the way along borders from the last point placed to where the hand is; %NULL if either is on
 * none, or none leads there. */
static GArray *
trace_hand (MlsWorkspace *self, const MlsInput *input)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);
  MlsIntent intent = mls_workspace_intent (self);

  if (!self->tracing || mls_workspace_get_tool (self) != MLS_TOOL_LINE || mls_tool_is_finished (self->tool) ||
      sketch.n_placed == 0 || !mls_snap_is_own (input->snap))
    return NULL;

  return mls_walk_trace (mls_project_get_patch (self->project), sketch.points[sketch.n_placed - 1], input->point,
                         &intent, NULL);
}

/* The way that the segment in hand takes, along borders or along edges of the photo; %NULL if straight. */
static GArray *
lead_hand (MlsWorkspace *self, const MlsHand *hand, MlsInput *input)
{
  GArray *way = trace_hand (self, input);

  return way != NULL ? way : mls_workspace_follow_edge (self, hand, input);
}

/* With Shift, the run from the first vertex chosen to the one under the hand; that none leads there is said at a
 * press. */
static GArray *
trace_vertices (MlsWorkspace *self, const MlsInput *input)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);
  g_autoptr (GError) error = NULL;
  GArray *run;

  if (!takes_hold (self) || sketch.n_run == 0 || input->snap != MLS_SNAP_VERTEX ||
      !(input->shift || input->kind == MLS_INPUT_DRAG))
    return NULL;

  run = mls_workspace_find_run (self, sketch.run[0], input->point, &error);
  if (error != NULL && input->kind == MLS_INPUT_PRESS)
    mls_workspace_say (self, error->message);

  return run;
}

/* Gives @input what lies between the ends of @run. */
static void
lead_along_run (const GArray *run, MlsInput *input)
{
  input->way = (const MlsPoint *) (gpointer) run->data + 1;
  input->n_way = run->len > 2 ? run->len - 2 : 0;
}

/* Gives @input what lies between the ends of @way; from beside a border it starts on that. */
static void
lead_along (MlsWorkspace *self, const GArray *way, MlsInput *input)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);
  const MlsPoint *points = (const MlsPoint *) (gpointer) way->data;
  guint from = mls_point_equal (points[0], sketch.points[sketch.n_placed - 1]) ? 1 : 0;

  if (way->len < from + 2)
    return;

  input->way = points + from;
  input->n_way = way->len - 1 - from;
}

/* What Esc or another tool takes away, Ctrl+Z brings back. */
static void
keep_dropped (MlsWorkspace *self)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);

  if (mls_workspace_get_tool (self) != MLS_TOOL_LINE || sketch.n_placed == 0)
    return;

  g_array_set_size (self->dropped.points, 0);
  g_array_append_vals (self->dropped.points, sketch.points, sketch.n_placed);
  self->dropped.all = sketch.all;
}

static void
keep_sketch (MlsWorkspace *self, MlsInputKind kind)
{
  gboolean is_due = kind != MLS_INPUT_DRAG || g_get_monotonic_time () - self->journalled_at > JOURNAL_US;

  if (is_due && mls_tool_get_sketch (self->tool).n_placed != self->n_journalled)
    mls_workspace_journal (self);
}

/**
 * mls_workspace_hand:
 * @self: a workspace
 * @hand: what the hand does over the pane in hand
 *
 * The one entrance for pointer and keys: snaps, holds to what was typed, traces, follows edges, asks the tool, previews or commits.
 */
void
mls_workspace_hand (MlsWorkspace *self, const MlsHand *hand)
{
  MlsInput input = {
    .kind = hand->kind,
    .raw = hand->point,
    .point = hand->point,
    .tolerance = tolerance_of (hand),
    .twice = hand->twice,
    .shift = hand->shift || (hand->free && mls_workspace_get_tool (self) == MLS_TOOL_SELECT),
  };
  g_autoptr (GArray) way = NULL;
  g_autoptr (GArray) run = NULL;
  g_autoptr (GArray) places = NULL;
  guint n_placed;
  gboolean points = hand->kind == MLS_INPUT_MOVE || hand->kind == MLS_INPUT_PRESS ||
                    hand->kind == MLS_INPUT_DRAG || hand->kind == MLS_INPUT_RELEASE;

  if (hand->kind == MLS_INPUT_PRESS && is_out_of_reach (self))
    return;
  if (hand->kind != MLS_INPUT_MOVE)
    mls_workspace_settle (self);
  if (hand->kind == MLS_INPUT_PRESS)
    self->towards = 1;

  if (points && self->snap.kind != MLS_SNAP_NONE && hand->kind == MLS_INPUT_RELEASE)
    input.point = self->snap.point;
  else if (points)
    snap_hand (self, hand, &input);
  if (points)
    mls_workspace_find_handles (self, hand);

  if (points && !mls_workspace_constrain (self, hand, &input))
    way = lead_hand (self, hand, &input);
  if (way != NULL)
    lead_along (self, way, &input);
  if (points && hand->kind != MLS_INPUT_MOVE && hand->kind != MLS_INPUT_RELEASE)
    run = trace_vertices (self, &input);
  if (run != NULL)
    lead_along_run (run, &input);
  if (points && mls_tool_sweeps (mls_workspace_get_tool (self)) &&
      (hand->kind != MLS_INPUT_MOVE || mls_tool_is_busy (self->tool)))
    places = mls_workspace_sweep_to (self, hand, &input);

  if (hand->kind == MLS_INPUT_BACK || hand->kind == MLS_INPUT_CANCEL)
    mls_workspace_give_up (self);
  if (hand->kind == MLS_INPUT_CANCEL)
    {
      keep_dropped (self);
      mls_workspace_drop_proposal (self);
      mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
    }
  if (!mls_tool_is_busy (self->tool))
    self->takes = MLS_TAKES_SMALLER;

  self->last_hand = *hand;
  n_placed = mls_tool_get_sketch (self->tool).n_placed;
  mls_workspace_act (self, mls_tool_step (self->tool, &input));
  if (hand->kind == MLS_INPUT_FINISH || (n_placed > 0 && mls_tool_get_sketch (self->tool).n_placed != n_placed))
    mls_workspace_release_segment (self);
  keep_sketch (self, hand->kind);
  if (hand->kind == MLS_INPUT_PRESS)
    mls_workspace_start_edge (self, hand);
}

/**
 * mls_workspace_hand_again:
 * @self: a workspace
 *
 * What the hand does means something else now, although it has not moved.
 */
void
mls_workspace_hand_again (MlsWorkspace *self)
{
  MlsHand hand = self->last_hand;

  if (hand.kind == MLS_INPUT_MOVE && hand.m_per_px > 0)
    mls_workspace_hand (self, &hand);
}

/**
 * mls_workspace_drop_sketch:
 * @self: a workspace
 *
 * Drops what is unfinished, as Esc does.
 */
void
mls_workspace_drop_sketch (MlsWorkspace *self)
{
  mls_workspace_hand (self, &(MlsHand){ .kind = MLS_INPUT_CANCEL });
}
