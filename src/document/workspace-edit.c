/* From a gesture to the file: the preview, the commit, what is offered and kept instead. */

#include "document/workspace-private.h"

#include <glib/gi18n-lib.h>

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
  MlsVintageSet all = n_vintages >= MLS_MAX_VINTAGES ? ~(MlsVintageSet) 0 : MLS_VINTAGE (n_vintages) - 1;

  return (MlsIntent){
    .vintage = mls_workspace_get_vintage (self),
    .dimension = mls_workspace_get_dimension (self),
    .correction = self->correction,
    .vintages = self->named != 0 ? self->named : all,
    .named = self->named,
    .pair = self->pair,
    .takes = self->takes,
  };
}

/**
 * mls_workspace_drop_proposal:
 * @self: a workspace
 *
 * What was tried out means nothing any more.
 */
void
mls_workspace_drop_proposal (MlsWorkspace *self)
{
  g_clear_pointer (&self->proposal, mls_proposal_free);
  self->offering = FALSE;
}

/**
 * mls_workspace_try_out:
 * @self: a workspace
 * @gesture: what the hand is about
 * @all: whether a line cuts every region it crosses
 *
 * Tries @gesture out; what is shown of it is the proposal.
 */
void
mls_workspace_try_out (MlsWorkspace *self, const MlsGesture *gesture, gboolean all)
{
  MlsIntent intent = mls_workspace_intent (self);
  MlsGesture meant = mls_workspace_mean (self, gesture);
  g_autoptr (GError) error = NULL;

  intent.all = all;
  mls_workspace_drop_proposal (self);
  self->proposal = mls_project_propose (self->project, &meant, &intent, &error);
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
  mls_workspace_find_vertices (self);
  mls_workspace_note_crossed (self);
  mls_workspace_journal (self);
  g_signal_emit (self, mls_workspace_signals[MLS_WORKSPACE_COMMITTED], 0, (guint) verb, proposal);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

/**
 * mls_workspace_write_plan:
 * @self: a workspace whose project has an author
 * @proposal: what was proposed
 * @plan: its own plan, or its cure
 * @operation: (out): the operation it has become
 *
 * Returns: whether it is written; if not, that is said
 */
gboolean
mls_workspace_write_plan (MlsWorkspace *self, MlsProposal *proposal, const MlsPlan *plan, gint64 *operation)
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

/**
 * mls_workspace_refuse:
 * @self: a workspace
 *
 * Says that what is proposed may not be done as it is.
 */
void
mls_workspace_refuse (MlsWorkspace *self)
{
  g_signal_emit (self, mls_workspace_signals[MLS_WORKSPACE_REFUSED], 0, self->proposal);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

/**
 * mls_workspace_keep_text:
 * @self: a workspace
 * @text: what a deed that may have to wait is written with
 */
void
mls_workspace_keep_text (MlsWorkspace *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
}

static gboolean
has_author (MlsWorkspace *self)
{
  const char *author = mls_project_get_author (self->project);

  return author != NULL && author[0] != '\0';
}

/**
 * mls_workspace_may_write:
 * @self: a workspace
 * @deed: what waits until somebody is named, where nobody is yet; everything stays as it is meanwhile,
 *   and what waits already goes on waiting in its place
 *
 * Returns: whether something may be written now
 */
gboolean
mls_workspace_may_write (MlsWorkspace *self, MlsDeed deed)
{
  if (self->drafting)
    {
      mls_workspace_say (self, _("While a sample is judged nothing is written to the map: what is proposed is drawn with the line"));
      return FALSE;
    }

  if (mls_project_is_read_only (self->project))
    {
      mls_workspace_say (self, _("The project is open for reading only"));
      return FALSE;
    }

  if (mls_workspace_shows_past (self))
    {
      mls_workspace_say (self, _("This view shows the past: edits are made in one that shows what is now"));
      return FALSE;
    }

  if (has_author (self))
    return TRUE;

  if (self->waiting == NULL)
    self->waiting = deed;
  mls_workspace_emit (self, MLS_WORKSPACE_AUTHOR_WANTED);

  return FALSE;
}

/**
 * mls_workspace_look_at_file:
 * @self: a workspace
 *
 * What is judged is the file as it is now, whoever wrote to it.
 *
 * Returns: whether it can be told; if not, that is said
 */
gboolean
mls_workspace_look_at_file (MlsWorkspace *self)
{
  g_autoptr (GError) error = NULL;

  if (!mls_project_notice (self->project, &error))
    mls_workspace_say (self, error->message);

  return error == NULL;
}

static void
say_if_demoted (MlsWorkspace *self, const MlsProposal *proposal)
{
  g_autofree char *text = proposal->demoted ? mls_project_dup_correctors (self->project) : NULL;

  if (text != NULL)
    mls_workspace_say (self, text);
}

static MlsGesture
asked_gesture (const MlsWorkspace *self)
{
  return (MlsGesture){ .kind = self->asked_kind,
                       .points = (const MlsPoint *) (gpointer) self->asked.points->data,
                       .n_points = self->asked.points->len,
                       .measure = self->asked_measure,
                       .rule = self->asked_rule,
                       .note = self->asked_note };
}

/* Does what was asked for, or shows why not. A line that waits for a pair stays; nobody is asked who
 * they are before there is something to write. */
static void
do_asked (MlsWorkspace *self)
{
  const MlsGesture gesture = asked_gesture (self);
  g_autoptr (MlsProposal) proposal = NULL;
  MlsIntent intent;
  gint64 operation;

  if (!mls_workspace_look_at_file (self))
    return;

  mls_workspace_try_out (self, &gesture, self->asked.all);
  if (self->proposal == NULL)
    return;

  if (!mls_proposal_is_ok (self->proposal))
    {
      mls_workspace_refuse (self);
      return;
    }

  if (self->drafting)
    {
      mls_workspace_draft (self, &gesture, self->asked.all);
      return;
    }

  if (!mls_workspace_may_write (self, do_asked))
    return;

  intent = mls_workspace_intent (self);
  intent.all = self->asked.all;
  proposal = g_steal_pointer (&self->proposal);
  if (!mls_workspace_write_plan (self, proposal, proposal->plan, &operation))
    return;

  remember_line (self, &intent, operation);
  self->carry = intent;
  self->carry_to = proposal->verdict->carry_over;
  self->carried = operation;
  g_array_set_size (self->corrected, 0);
  g_array_append_vals (self->corrected, proposal->verdict->corrected->data, proposal->verdict->corrected->len);
  say_if_demoted (self, proposal);
}

/* The points are a tool's, which the edit will change. */
static void
ask_for (MlsWorkspace *self, const MlsGesture *gesture, gboolean all)
{
  MlsGesture meant = mls_workspace_mean (self, gesture);

  g_array_set_size (self->asked.points, 0);
  g_array_append_vals (self->asked.points, meant.points, (guint) meant.n_points);
  self->asked_kind = meant.kind;
  self->asked_measure = meant.measure;
  self->asked_rule = meant.rule;
  self->asked_note = meant.note;
  self->asked.all = all;
}

/**
 * mls_workspace_commit:
 * @self: a workspace
 * @gesture: what the hand has done
 * @all: whether a line cuts every region it crosses
 *
 * Does it if rules allow it; what is refused stays as the proposal.
 */
void
mls_workspace_commit (MlsWorkspace *self, const MlsGesture *gesture, gboolean all)
{
  if (self->waiting != NULL)
    {
      mls_workspace_emit (self, MLS_WORKSPACE_AUTHOR_WANTED);
      return;
    }

  ask_for (self, gesture, all);
  do_asked (self);
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

  mls_workspace_try_out (self, &(MlsGesture){ MLS_GESTURE_LINE, sketch.points, sketch.n_points }, sketch.all);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

/**
 * mls_workspace_mean_anew:
 * @self: a workspace in a state that gives what is drawn another meaning
 *
 * Says so, with the sketch tried out in that state.
 */
void
mls_workspace_mean_anew (MlsWorkspace *self)
{
  mls_workspace_look_again (self);
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

static gboolean
line_is_pending (MlsWorkspace *self)
{
  return mls_workspace_get_tool (self) == MLS_TOOL_LINE && mls_tool_is_finished (self->tool) &&
         self->proposal != NULL && mls_proposal_is_pending (self->proposal);
}

static gboolean
stroke_is_pending (MlsWorkspace *self)
{
  return mls_workspace_get_tool (self) == MLS_TOOL_PAINT && mls_tool_is_finished (self->tool) &&
         self->proposal != NULL && mls_proposal_rule (self->proposal) == MLS_REFUSAL_NO_PAIR;
}

/**
 * mls_workspace_give_pair:
 * @self: a workspace
 * @pair: a pair the operator has picked
 *
 * Makes it the current pair, and gives it to what waits for one: a line drawn, regions painted without one, or with the
 * select tool the regions selected.
 */
void
mls_workspace_give_pair (MlsWorkspace *self, MlsPair pair)
{
  gboolean pending = line_is_pending (self);
  gboolean stroke = stroke_is_pending (self);

  mls_workspace_settle (self);
  mls_workspace_set_pair (self, pair);
  if (stroke)
    mls_workspace_paint_again (self);
  if (pending)
    {
      MlsSketch sketch = mls_tool_get_sketch (self->tool);

      mls_workspace_commit (self, &(MlsGesture){ MLS_GESTURE_LINE, sketch.points, sketch.n_placed }, sketch.all);
    }
  else if (mls_workspace_get_tool (self) == MLS_TOOL_SELECT && self->selected->len > 0)
    mls_workspace_commit_selected (self, &(MlsGesture){ .kind = MLS_GESTURE_RECODE });
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
 * mls_workspace_give_up:
 * @self: a workspace whose project has got no author
 *
 * Leaves undone what waited for one.
 */
void
mls_workspace_give_up (MlsWorkspace *self)
{
  self->waiting = NULL;
}

/**
 * mls_workspace_accept:
 * @self: a workspace
 *
 * Enter: takes the cure of what is refused, does what is offered, or finishes the sketch.
 */
void
mls_workspace_accept (MlsWorkspace *self)
{
  g_autoptr (MlsProposal) proposal = NULL;
  gint64 operation;

  if (self->offering && self->proposal->cure == NULL)
    {
      do_asked (self);
      return;
    }

  if (self->proposal == NULL || self->proposal->cure == NULL)
    {
      mls_workspace_hand (self, &(MlsHand){ .kind = MLS_INPUT_FINISH });
      return;
    }

  if (!mls_workspace_may_write (self, mls_workspace_accept))
    return;

  proposal = g_steal_pointer (&self->proposal);
  mls_workspace_write_plan (self, proposal, proposal->cure, &operation);
}

static void
except_for_reason (MlsWorkspace *self)
{
  g_autoptr (MlsProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  gint64 operation;

  if (self->proposal == NULL || self->proposal->refusal == NULL ||
      !mls_workspace_may_write (self, except_for_reason))
    return;

  proposal = g_steal_pointer (&self->proposal);
  applied = mls_project_commit_exception (self->project, proposal, self->text,
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
  mls_workspace_keep_text (self, reason);
  except_for_reason (self);
}

static void
except_there (MlsWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  gint64 operation;

  if (mls_workspace_may_write (self, except_there) &&
      !mls_project_except (self->project, g_array_index (self->asked.points, MlsPoint, 0), self->rule, self->text,
                           &operation, &error))
    mls_workspace_say (self, error->message);
}

/**
 * mls_workspace_except_at:
 * @self: a workspace
 * @point: a point of ground that breaks a rule
 * @rule: (nullable): the name of that rule; %NULL for all that are as grave as any there
 * @reason: why it stays
 *
 * Gives what is there already an exception.
 */
void
mls_workspace_except_at (MlsWorkspace *self, MlsPoint point, const char *rule, const char *reason)
{
  mls_workspace_settle (self);
  self->rule = g_intern_string (rule);
  ask_for (self, &(MlsGesture){ MLS_GESTURE_CURE, &point, 1 }, FALSE);
  mls_workspace_keep_text (self, reason);
  except_there (self);
}

/**
 * mls_workspace_carry_over:
 * @self: a workspace
 *
 * Does the correction done last in the vintages where the same border or code was, if nothing else was done
 * since.
 */
void
mls_workspace_carry_over (MlsWorkspace *self)
{
  MlsGesture gesture = { MLS_GESTURE_CARRY_OVER, (const MlsPoint *) (gpointer) self->corrected->data, self->corrected->len };
  MlsIntent intent = mls_intent_carried (&self->carry, self->carry_to);
  g_autoptr (MlsProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operation;

  if (self->carry_to == 0 || self->carried != mls_store_last_operation (mls_project_get_store (self->project), NULL))
    {
      mls_workspace_say (self, _("There is no correction to carry over"));
      return;
    }

  if (!mls_workspace_may_write (self, mls_workspace_carry_over))
    return;

  self->carry_to = 0;
  proposal = mls_project_propose (self->project, &gesture, &intent, &error);
  if (error != NULL)
    {
      mls_workspace_say (self, error->message);
      return;
    }

  if (mls_proposal_is_ok (proposal))
    {
      mls_workspace_write_plan (self, proposal, proposal->plan, &operation);
      return;
    }

  mls_workspace_drop_proposal (self);
  self->proposal = g_steal_pointer (&proposal);
  mls_workspace_refuse (self);
}

static void
keep_there (MlsWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  gint64 operation;

  if (mls_workspace_may_write (self, keep_there) &&
      !mls_project_keep (self->project, g_array_index (self->asked.points, MlsPoint, 0), NULL, &operation, &error))
    mls_workspace_say (self, error->message);
}

/**
 * mls_workspace_keep_at:
 * @self: a workspace
 * @point: the place of a note
 *
 * Takes note of what is only to be known there.
 */
void
mls_workspace_keep_at (MlsWorkspace *self, MlsPoint point)
{
  mls_workspace_settle (self);
  ask_for (self, &(MlsGesture){ MLS_GESTURE_CURE, &point, 1 }, FALSE);
  keep_there (self);
}

/**
 * mls_workspace_show_offer:
 * @self: a workspace
 * @gesture: what the operator may want
 * @all: whether a line cuts every region it crosses
 *
 * Shows what it would do, which Enter then does.
 */
void
mls_workspace_show_offer (MlsWorkspace *self, const MlsGesture *gesture, gboolean all)
{
  mls_workspace_settle (self);
  ask_for (self, gesture, all);
  mls_workspace_try_out (self, gesture, all);
  self->offering = self->proposal != NULL;
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

/**
 * mls_workspace_offer:
 * @self: a workspace
 * @gesture: what the operator may want
 *
 * Shows what it would do; where that is shown already it is done.
 */
void
mls_workspace_offer (MlsWorkspace *self, const MlsGesture *gesture)
{
  if (self->offering && self->asked_kind == gesture->kind)
    do_asked (self);
  else
    mls_workspace_show_offer (self, gesture, FALSE);
}

/**
 * mls_workspace_is_offering:
 * @self: a workspace
 *
 * Returns: whether the proposal is of something that Enter would do, and not of a sketch
 */
gboolean
mls_workspace_is_offering (MlsWorkspace *self)
{
  return self->offering;
}

/**
 * mls_workspace_offer_cure:
 * @self: a workspace
 * @point: a point of ground that breaks a rule
 * @rule: the name of that rule
 *
 * Shows what would cure it, which Enter then does. A sketch in hand goes before.
 *
 * Returns: whether there is something to show
 */
gboolean
mls_workspace_offer_cure (MlsWorkspace *self, MlsPoint point, const char *rule)
{
  MlsGesture gesture = { .kind = MLS_GESTURE_CURE, .points = &point, .n_points = 1 };

  if (mls_tool_is_busy (self->tool) || mls_project_is_read_only (self->project) ||
      !mls_finding_rule_from_name (rule, &gesture.rule))
    return FALSE;

  mls_workspace_show_offer (self, &gesture, FALSE);
  if (self->proposal != NULL && self->proposal->plan == NULL)
    mls_workspace_drop_sketch (self);

  return self->offering;
}
