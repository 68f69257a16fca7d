/* From the hand to the file: snapping, the tool, the preview, the commit. */

#include "document/workspace-private.h"

#include "store/error.h"
#include "store/undo.h"

#include <glib/gi18n-lib.h>

/* How far from the hand a vertex or border is still meant. */
#define SNAP_PX 10

/**
 * mls_workspace_intent:
 * @self: a workspace
 *
 * Returns: what the operator means besides the gesture
 */
MlsIntent
mls_workspace_intent (MlsWorkspace *self)
{
  guint n_vintages = mls_project_get_rules (self->project)->n_vintages;

  return (MlsIntent){
    .vintage = mls_workspace_get_vintage (self),
    .dimension = self->dimension,
    .correction = self->correction,
    .vintages = n_vintages >= MLS_MAX_VINTAGES ? ~G_GUINT64_CONSTANT (0) : MLS_VINTAGE (n_vintages) - 1,
    .pair = self->pair,
    .takes = self->takes,
  };
}

/* Tries @gesture out; what is shown of it is the proposal. */
static void
try_out (MlsWorkspace *self, const MlsGesture *gesture, gboolean all)
{
  MlsIntent intent = mls_workspace_intent (self);
  g_autoptr (GError) error = NULL;

  intent.all = all;
  g_clear_pointer (&self->proposal, mls_proposal_free);
  self->proposal = mls_project_propose (self->project, gesture, &intent, &error);
  if (error != NULL)
    mls_workspace_say (self, error->message);
}

/* What X could turn round: kept only for lines. */
static void
remember_line (MlsWorkspace *self, const MlsIntent *intent, gint64 operation)
{
  self->last.operation = self->asked_kind == MLS_GESTURE_LINE ? operation : 0;
  self->last.intent = *intent;
  g_array_set_size (self->last.points, 0);
  g_array_append_vals (self->last.points, self->asked.points->data, self->asked.points->len);
}

/* An edit is in the file: the sketch has become it, and what was dropped before is past. */
static void
finish_edit (MlsWorkspace *self, MlsVerb verb, MlsProposal *proposal)
{
  MlsReply reply = mls_tool_step (self->tool, &(MlsInput){ .kind = MLS_INPUT_DONE });

  (void) reply;
  g_array_set_size (self->dropped.points, 0);
  mls_workspace_journal (self);
  g_signal_emit (self, mls_workspace_signals[MLS_WORKSPACE_COMMITTED], 0, (guint) verb, proposal);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

/* Writes @plan, which is @proposal's own or its cure. */
static gboolean
write_plan (MlsWorkspace *self, MlsProposal *proposal, const MlsPlan *plan, gint64 *operation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  double scale = mls_viewport_get_scale (self->viewport);

  applied = mls_project_commit (self->project, plan, scale, operation, &error);
  if (applied == NULL)
    {
      mls_workspace_say (self, error->message);
      return FALSE;
    }

  finish_edit (self, plan->verb, proposal);

  return TRUE;
}

static void
refuse (MlsWorkspace *self)
{
  g_signal_emit (self, mls_workspace_signals[MLS_WORKSPACE_REFUSED], 0, self->proposal);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

static gboolean
has_author (MlsWorkspace *self)
{
  const char *author = mls_project_get_author (self->project);

  return author != NULL && author[0] != '\0';
}

/* Whether something may be written now. Where nobody is named yet @deed waits until somebody is;
 * everything stays as it is meanwhile. */
static gboolean
may_write (MlsWorkspace *self, MlsDeed deed)
{
  if (mls_project_is_read_only (self->project))
    {
      mls_workspace_say (self, _("The project is open for reading only"));
      return FALSE;
    }

  if (has_author (self))
    return TRUE;

  self->waiting = deed;
  mls_workspace_emit (self, MLS_WORKSPACE_AUTHOR_WANTED);

  return FALSE;
}

/* What is judged is the file as it is now, whoever wrote to it. */
static gboolean
look_at_file (MlsWorkspace *self)
{
  g_autoptr (GError) error = NULL;

  if (!mls_project_notice (self->project, &error))
    mls_workspace_say (self, error->message);

  return error == NULL;
}

/* Does what was asked for, or shows why not. A line that waits for a pair stays. */
static void
do_asked (MlsWorkspace *self)
{
  MlsGesture gesture = { self->asked_kind, (const MlsPoint *) (gpointer) self->asked.points->data, self->asked.points->len };
  g_autoptr (MlsProposal) proposal = NULL;
  MlsIntent intent;
  gint64 operation;

  if (!may_write (self, do_asked) || !look_at_file (self))
    return;

  try_out (self, &gesture, self->asked.all);
  if (self->proposal == NULL)
    return;

  if (!mls_proposal_is_ok (self->proposal))
    {
      refuse (self);
      return;
    }

  intent = mls_workspace_intent (self);
  intent.all = self->asked.all;
  proposal = g_steal_pointer (&self->proposal);
  if (write_plan (self, proposal, proposal->plan, &operation))
    remember_line (self, &intent, operation);
}

/* The points are a tool's, which the edit will change. */
static void
commit (MlsWorkspace *self, const MlsGesture *gesture, gboolean all)
{
  g_array_set_size (self->asked.points, 0);
  g_array_append_vals (self->asked.points, gesture->points, (guint) gesture->n_points);
  self->asked_kind = gesture->kind;
  self->asked.all = all;
  do_asked (self);
}

static void
pick (MlsWorkspace *self, MlsPoint point)
{
  const MlsFace *face = mls_patch_face_at (mls_project_get_patch (self->project), point);

  if (face != NULL)
    mls_workspace_set_pair (self, mls_label_pair (&face->labels[mls_workspace_get_vintage (self)]));
}

static void
act (MlsWorkspace *self, MlsReply reply)
{
  if ((reply.flags & MLS_REPLY_SELECT) != 0)
    mls_workspace_select (self, &reply.gesture.points[0]);
  if ((reply.flags & MLS_REPLY_PICK) != 0)
    pick (self, reply.gesture.points[0]);
  if ((reply.flags & MLS_REPLY_PREVIEW) != 0)
    try_out (self, &reply.gesture, reply.all);
  else if ((reply.flags & MLS_REPLY_SKETCH) != 0 && (reply.flags & MLS_REPLY_COMMIT) == 0)
    g_clear_pointer (&self->proposal, mls_proposal_free);
  if ((reply.flags & MLS_REPLY_COMMIT) != 0)
    commit (self, &reply.gesture, reply.all);
  if ((reply.flags & MLS_REPLY_SKETCH) != 0)
    mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

static const MlsPoint *
vertex_in_hand (MlsWorkspace *self)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);

  return mls_workspace_get_tool (self) == MLS_TOOL_VERTEX && sketch.n_placed > 0 ? sketch.points : NULL;
}

static void
snap_hand (MlsWorkspace *self, const MlsHand *hand, MlsInput *input)
{
  MlsSnap before = self->snap;

  self->snap = (MlsSnap){ MLS_SNAP_NONE, hand->point };
  if (self->snapping && !hand->free)
    self->snap = mls_snap (mls_project_get_patch (self->project), hand->point,
                           &(MlsSnapTargets){ input->tolerance, mls_workspace_get_vintage (self),
                                              self->dimension, vertex_in_hand (self) });

  input->snap = self->snap.kind;
  input->point = self->snap.point;
  if (before.kind != self->snap.kind || !mls_point_equal (before.point, self->snap.point))
    mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
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

/**
 * mls_workspace_hand:
 * @self: a workspace
 * @hand: what the hand does over the pane in hand
 *
 * The one entrance for pointer and keys: snaps, asks the tool, previews or commits.
 */
void
mls_workspace_hand (MlsWorkspace *self, const MlsHand *hand)
{
  MlsInput input = {
    .kind = hand->kind,
    .raw = hand->point,
    .point = hand->point,
    .tolerance = (gint64) (SNAP_PX * hand->m_per_px * MLS_MM_PER_M),
    .twice = hand->twice,
    .shift = hand->shift,
  };
  guint placed = mls_tool_get_sketch (self->tool).n_placed;
  gboolean points = hand->kind == MLS_INPUT_MOVE || hand->kind == MLS_INPUT_PRESS ||
                    hand->kind == MLS_INPUT_DRAG || hand->kind == MLS_INPUT_RELEASE;

  if (points && self->snap.kind != MLS_SNAP_NONE && hand->kind == MLS_INPUT_RELEASE)
    input.point = self->snap.point;
  else if (points)
    snap_hand (self, hand, &input);

  if (hand->kind == MLS_INPUT_CANCEL)
    keep_dropped (self);
  if (placed == 0)
    self->takes = MLS_TAKES_SMALLER;

  act (self, mls_tool_step (self->tool, &input));
  if (mls_tool_get_sketch (self->tool).n_placed != placed)
    mls_workspace_journal (self);
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

/**
 * mls_workspace_look_again:
 * @self: a workspace
 *
 * Tries the sketch out once more, when what it means has changed.
 */
void
mls_workspace_look_again (MlsWorkspace *self)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);

  if (mls_workspace_get_tool (self) != MLS_TOOL_LINE || sketch.n_points < 2)
    return;

  try_out (self, &(MlsGesture){ MLS_GESTURE_LINE, sketch.points, sketch.n_points }, sketch.all);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

static gboolean
line_is_pending (MlsWorkspace *self)
{
  return mls_workspace_get_tool (self) == MLS_TOOL_LINE && mls_tool_is_finished (self->tool) &&
         self->proposal != NULL && self->proposal->plan != NULL && self->proposal->plan->pending;
}

/**
 * mls_workspace_give_pair:
 * @self: a workspace
 * @pair: a pair the operator has picked
 *
 * Makes it the current pair, and gives it to what waits for one: a line drawn, or with the select
 * tool the region selected.
 */
void
mls_workspace_give_pair (MlsWorkspace *self, MlsPair pair)
{
  gboolean pending = line_is_pending (self);

  mls_workspace_set_pair (self, pair);
  if (pending)
    {
      MlsSketch sketch = mls_tool_get_sketch (self->tool);

      commit (self, &(MlsGesture){ MLS_GESTURE_LINE, sketch.points, sketch.n_placed }, sketch.all);
    }
  else if (mls_workspace_get_tool (self) == MLS_TOOL_SELECT && self->selection != NULL)
    {
      MlsPoint point = self->selection->point;

      commit (self, &(MlsGesture){ MLS_GESTURE_RECODE, &point, 1 }, FALSE);
    }
}

/* The last line, done once more with its sides exchanged. */
static void
turn_last_line (MlsWorkspace *self)
{
  g_autoptr (MlsOperation) next = mls_store_next_undo (mls_project_get_store (self->project), NULL);
  g_autoptr (MlsDelta) undone = NULL;
  g_autoptr (GError) error = NULL;
  MlsGesture line = { MLS_GESTURE_LINE, (const MlsPoint *) (gpointer) self->last.points->data, self->last.points->len };
  g_autoptr (MlsProposal) proposal = NULL;
  MlsIntent intent = self->last.intent;
  gint64 operation;

  if (next == NULL || next->id != self->last.operation)
    return;

  undone = mls_project_undo (self->project, &operation, &error);
  if (undone == NULL)
    {
      mls_workspace_say (self, error->message);
      return;
    }

  intent.takes = intent.takes == MLS_TAKES_LARGER ? MLS_TAKES_SMALLER : MLS_TAKES_LARGER;
  proposal = mls_project_propose (self->project, &line, &intent, &error);
  if (proposal != NULL && mls_proposal_is_ok (proposal) &&
      write_plan (self, proposal, proposal->plan, &operation))
    {
      self->last.operation = operation;
      self->last.intent = intent;
      return;
    }

  /* The other side may not have it: what was there before is done again. */
  if (proposal != NULL && proposal->refusal != NULL)
    mls_workspace_say (self, proposal->refusal->message);
  g_clear_pointer (&undone, mls_delta_unref);
  undone = mls_project_redo (self->project, &operation, NULL);
}

/**
 * mls_workspace_go_on:
 * @self: a workspace whose project now has an author
 *
 * Does what waited for that.
 */
void
mls_workspace_go_on (MlsWorkspace *self)
{
  MlsDeed deed = self->waiting;

  self->waiting = NULL;
  if (deed != NULL)
    deed (self);
}

/**
 * mls_workspace_exchange_sides:
 * @self: a workspace
 *
 * The other side of the line takes the label: of the sketch, or right after it was done of that.
 */
void
mls_workspace_exchange_sides (MlsWorkspace *self)
{
  if (!mls_tool_is_busy (self->tool))
    {
      turn_last_line (self);
      return;
    }

  self->takes = self->takes == MLS_TAKES_LARGER ? MLS_TAKES_SMALLER : MLS_TAKES_LARGER;
  mls_workspace_look_again (self);
}

/**
 * mls_workspace_accept:
 * @self: a workspace
 *
 * Enter: takes the cure that is offered, or finishes the sketch.
 */
void
mls_workspace_accept (MlsWorkspace *self)
{
  g_autoptr (MlsProposal) proposal = NULL;
  gint64 operation;

  if (self->proposal == NULL || self->proposal->cure == NULL)
    {
      mls_workspace_hand (self, &(MlsHand){ .kind = MLS_INPUT_FINISH });
      return;
    }

  if (!may_write (self, mls_workspace_accept))
    return;

  proposal = g_steal_pointer (&self->proposal);
  write_plan (self, proposal, proposal->cure, &operation);
}

static void
except_for_reason (MlsWorkspace *self)
{
  g_autoptr (MlsProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  gint64 operation;

  if (self->proposal == NULL || self->proposal->refusal == NULL || !may_write (self, except_for_reason))
    return;

  proposal = g_steal_pointer (&self->proposal);
  applied = mls_project_commit_exception (self->project, proposal, self->reason,
                                          mls_viewport_get_scale (self->viewport), &operation, &error);
  if (applied != NULL)
    finish_edit (self, proposal->plan->verb, proposal);
  else
    mls_workspace_say (self, error->message);
}

/**
 * mls_workspace_except:
 * @self: a workspace
 * @reason: why
 *
 * Keeps what was refused as an exception.
 */
void
mls_workspace_except (MlsWorkspace *self, const char *reason)
{
  g_free (self->reason);
  self->reason = g_strdup (reason);
  except_for_reason (self);
}

/**
 * mls_workspace_cure_at:
 * @self: a workspace
 * @point: a point of a region that is too small
 */
void
mls_workspace_cure_at (MlsWorkspace *self, MlsPoint point)
{
  commit (self, &(MlsGesture){ MLS_GESTURE_CURE, &point, 1 }, FALSE);
}

/**
 * mls_workspace_pick:
 * @self: a workspace
 * @point: where the pair to pick is
 */
void
mls_workspace_pick (MlsWorkspace *self, MlsPoint point)
{
  pick (self, point);
}

static void
say_unless_nothing (MlsWorkspace *self, const GError *error, const char *nothing)
{
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING))
    mls_workspace_say (self, nothing);
  else
    mls_workspace_say (self, error->message);
}

/* The sketch dropped last is in hand again, with the line tool. */
static gboolean
bring_back_sketch (MlsWorkspace *self)
{
  GArray *points = self->dropped.points;
  MlsSketch sketch = { (const MlsPoint *) (gpointer) points->data, points->len, points->len, self->dropped.all };

  if (points->len == 0)
    return FALSE;

  mls_workspace_set_tool (self, MLS_TOOL_LINE);
  mls_tool_set_sketch (self->tool, &sketch);
  g_array_set_size (points, 0);
  mls_workspace_journal (self);
  mls_workspace_look_again (self);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);

  return TRUE;
}

typedef MlsDelta *(*HistoryFunc) (MlsProject *project, gint64 *operation, GError **error);

static void
go_in_history (MlsWorkspace *self, HistoryFunc func, const char *nothing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  gint64 operation;

  applied = func (self->project, &operation, &error);
  if (applied == NULL)
    say_unless_nothing (self, error, nothing);
}

/**
 * mls_workspace_undo:
 * @self: a workspace
 *
 * Ctrl+Z: takes back the last vertex of the sketch, brings back one just dropped, else undoes the
 * last edit.
 */
void
mls_workspace_undo (MlsWorkspace *self)
{
  if (mls_tool_is_busy (self->tool))
    mls_workspace_hand (self, &(MlsHand){ .kind = MLS_INPUT_BACK });
  else if (!bring_back_sketch (self) && may_write (self, mls_workspace_undo))
    go_in_history (self, mls_project_undo, _("There is nothing to undo"));
}

/**
 * mls_workspace_redo:
 * @self: a workspace
 */
void
mls_workspace_redo (MlsWorkspace *self)
{
  if (may_write (self, mls_workspace_redo))
    go_in_history (self, mls_project_redo, _("There is nothing to redo"));
}
