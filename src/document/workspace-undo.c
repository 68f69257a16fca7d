/* What was done is done otherwise, taken back, done again, or given a name. */

#include "document/workspace-private.h"

#include "coverage/error.h"
#include "store/error.h"
#include "store/undo.h"
#include "store/version.h"

#include <glib/gi18n-lib.h>

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

  if (next == NULL || next->id != self->last.operation || !mls_workspace_may_write (self, turn_last_line))
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
      mls_workspace_write_plan (self, proposal, proposal->plan, &operation))
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
 * mls_workspace_exchange_sides:
 * @self: a workspace
 *
 * The other side of the line takes the label: of the sketch, or right after it was done of that.
 */
void
mls_workspace_exchange_sides (MlsWorkspace *self)
{
  mls_workspace_settle (self);
  if (!mls_tool_is_busy (self->tool))
    {
      turn_last_line (self);
      return;
    }

  self->takes = self->takes == MLS_TAKES_LARGER ? MLS_TAKES_SMALLER : MLS_TAKES_LARGER;
  mls_workspace_look_again (self);
}

static void
say_unless_nothing (MlsWorkspace *self, const GError *error, const char *nothing)
{
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING))
    mls_workspace_say (self, nothing);
  else
    mls_workspace_say (self, error->message);
}

/**
 * mls_workspace_bring_back_sketch:
 * @self: a workspace
 *
 * Returns: whether there is one that was dropped; it is in hand again, with the line tool
 */
gboolean
mls_workspace_bring_back_sketch (MlsWorkspace *self)
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

static gboolean
go_in_history (MlsWorkspace *self, HistoryFunc func, const char *nothing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  gint64 operation;

  applied = func (self->project, &operation, &error);
  if (applied == NULL)
    say_unless_nothing (self, error, nothing);

  return applied != NULL;
}

static gboolean
undo_one (MlsWorkspace *self)
{
  return go_in_history (self, mls_project_undo, _("There is nothing to undo"));
}

static gboolean
redo_one (MlsWorkspace *self)
{
  return go_in_history (self, mls_project_redo, _("There is nothing to redo"));
}

/* What was done before the operator's eyes, today, by their own hand: nothing to be shown first. */
static gboolean
is_at_hand (MlsWorkspace *self, const MlsOperation *operation)
{
  gboolean in_sight = mls_box_is_empty (&self->sight) || mls_box_is_empty (&operation->box) ||
                      mls_box_intersects (&self->sight, &operation->box);

  return in_sight && g_strcmp0 (operation->author, mls_project_get_author (self->project)) == 0 &&
         mls_operation_is_today (operation);
}

/* Whether what Ctrl+Z takes back has been seen; if not, it is shown. */
static gboolean
has_seen_next (MlsWorkspace *self)
{
  g_autoptr (MlsOperation) next = mls_store_next_undo (mls_project_get_store (self->project), NULL);

  if (next == NULL || next->id == self->shown || is_at_hand (self, next))
    return TRUE;

  self->shown = next->id;
  g_signal_emit (self, mls_workspace_signals[MLS_WORKSPACE_SHOWN], 0, next);

  return FALSE;
}

/**
 * mls_workspace_undo:
 * @self: a workspace
 *
 * Ctrl+Z: takes back the last vertex of the sketch, brings back one just dropped, else undoes the
 * last edit. One out of sight, of an earlier day or of another author is shown first, and undone by
 * the next Ctrl+Z.
 */
void
mls_workspace_undo (MlsWorkspace *self)
{
  mls_workspace_settle (self);
  if (mls_tool_is_busy (self->tool))
    mls_workspace_hand (self, &(MlsHand){ .kind = MLS_INPUT_BACK });
  else if (!mls_workspace_bring_back_sketch (self) && mls_workspace_may_write (self, mls_workspace_undo) &&
           mls_workspace_look_at_file (self) && has_seen_next (self))
    undo_one (self);
}

/**
 * mls_workspace_redo:
 * @self: a workspace
 */
void
mls_workspace_redo (MlsWorkspace *self)
{
  mls_workspace_settle (self);
  if (mls_workspace_may_write (self, mls_workspace_redo))
    redo_one (self);
}

static void
travel (MlsWorkspace *self)
{
  gboolean (*step) (MlsWorkspace *) = self->n_steps < 0 ? undo_one : redo_one;

  if (!mls_workspace_may_write (self, travel) || !mls_workspace_look_at_file (self))
    return;

  for (int n = ABS (self->n_steps); n > 0; n--)
    if (!step (self))
      return;
}

/**
 * mls_workspace_travel:
 * @self: a workspace
 * @n_steps: how many of mls_store_redo_steps() to do again; below 0, how many of mls_store_undo_steps() to take back
 *
 * Goes through the history by what was seen of it before, so that nothing is shown first. A sketch in hand stays.
 */
void
mls_workspace_travel (MlsWorkspace *self, int n_steps)
{
  mls_workspace_settle (self);
  self->n_steps = n_steps;
  travel (self);
}

static void
name_version (MlsWorkspace *self)
{
  g_autoptr (GError) error = NULL;

  if (!mls_workspace_may_write (self, name_version))
    return;

  if (mls_store_add_version (mls_project_get_store (self->project), self->text,
                             mls_project_get_author (self->project), NULL, NULL, &error))
    g_signal_emit (self, mls_workspace_signals[MLS_WORKSPACE_NAMED], 0, self->text);
  else
    mls_workspace_say (self, error->message);
}

static gboolean
may_lead_back (MlsWorkspace *self, MlsDeed deed)
{
  mls_workspace_settle (self);

  return mls_workspace_may_write (self, deed) && mls_workspace_look_at_file (self);
}

static void
take_back_unwanted (MlsWorkspace *self)
{
  g_autoptr (GArray) unwanted = g_array_copy (self->unwanted);

  mls_workspace_take_back (self, (const gint64 *) (gpointer) unwanted->data, unwanted->len);
}

/**
 * mls_workspace_take_back:
 * @self: a workspace
 * @operations: (array length=n_operations): operations, however long ago
 * @n_operations: at least 1
 *
 * Takes them back by a new one, whatever came after them; or says why that cannot be, and where.
 *
 * Returns: whether they are taken back
 */
gboolean
mls_workspace_take_back (MlsWorkspace *self, const gint64 *operations, guint n_operations)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  MlsRevertClash clash = { 0 };

  g_array_set_size (self->unwanted, 0);
  g_array_append_vals (self->unwanted, operations, n_operations);
  if (!may_lead_back (self, take_back_unwanted))
    return FALSE;

  applied = mls_project_revert (self->project, operations, n_operations, NULL, &clash, &error);
  if (applied == NULL && (clash.later != 0 || g_error_matches (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_CLASH)))
    g_signal_emit (self, mls_workspace_signals[MLS_WORKSPACE_CLASHED], 0, &clash, error->message);
  else if (applied == NULL)
    mls_workspace_say (self, error->message);

  return applied != NULL;
}

static void
bring_back_state (MlsWorkspace *self)
{
  mls_workspace_bring_back (self, self->state, g_steal_pointer (&self->zone));
}

/**
 * mls_workspace_bring_back:
 * @self: a workspace
 * @state: an operation, the state right after which comes back
 * @zone: (transfer full) (nullable): where; %NULL for everywhere
 *
 * Brings it back by a new operation; or says why that cannot be.
 *
 * Returns: whether it is there again
 */
gboolean
mls_workspace_bring_back (MlsWorkspace *self, gint64 state, MlsZone *zone)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = NULL;

  g_clear_pointer (&self->zone, mls_zone_free);
  self->zone = zone;
  self->state = state;
  if (!may_lead_back (self, bring_back_state))
    return FALSE;

  applied = mls_project_restore (self->project, state, zone, NULL, &error);
  if (applied == NULL)
    mls_workspace_say (self, error->message);

  return applied != NULL;
}

/**
 * mls_workspace_name_version:
 * @self: a workspace
 * @name: what to call the project as it is now
 */
void
mls_workspace_name_version (MlsWorkspace *self, const char *name)
{
  mls_workspace_settle (self);
  mls_workspace_keep_text (self, name);
  name_version (self);
}
