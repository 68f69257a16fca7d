/* What the next segment is held to: right angles, a length or an angle that was typed. */

#include "document/workspace-private.h"

/**
 * mls_workspace_get_square:
 * @self: a workspace
 *
 * Returns: whether segments are at right angles to the one before, or along it
 */
gboolean
mls_workspace_get_square (MlsWorkspace *self)
{
  return self->constraint.square;
}

/**
 * mls_workspace_set_square:
 * @self: a workspace
 * @square: whether segments are to be at right angles to the one before, or along it; the one in hand, too
 */
void
mls_workspace_set_square (MlsWorkspace *self, gboolean square)
{
  self->constraint.square = !!square;
  mls_workspace_hand_again (self);
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_hold_segment:
 * @self: a workspace
 * @text: the length of the next segment, in metres, and its angle, as mls_constraint_read() has them; nothing for any
 *
 * Holds the segment in hand, or the one that comes next, to it, until it is placed.
 *
 * Returns: whether that was understood; if not, nothing changes
 */
gboolean
mls_workspace_hold_segment (MlsWorkspace *self, const char *text)
{
  if (!mls_constraint_read (&self->constraint, text))
    return FALSE;

  mls_workspace_hand_again (self);

  return TRUE;
}

/**
 * mls_workspace_hold_parallel:
 * @self: a workspace
 *
 * Holds the segment in hand, or the one that comes next, parallel to the border under the hand, or the figure of a
 * reference layer, until it is placed.
 *
 * Returns: whether there is one; if not, it is parallel to none
 */
gboolean
mls_workspace_hold_parallel (MlsWorkspace *self)
{
  MlsPoint ends[2];
  gboolean found = self->last_hand.m_per_px > 0 && mls_workspace_find_segment (self, &self->last_hand, ends);

  self->constraint.parallel = FALSE;
  if (found)
    mls_constraint_follow (&self->constraint, ends[0], ends[1]);
  mls_workspace_hand_again (self);

  return found;
}

/**
 * mls_workspace_get_segment:
 * @self: a workspace
 * @out: (out): the straight segment in hand
 *
 * Returns: whether there is one
 */
gboolean
mls_workspace_get_segment (MlsWorkspace *self, MlsSegment *out)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);

  if (mls_workspace_get_tool (self) != MLS_TOOL_LINE || sketch.n_placed == 0 || sketch.n_points != sketch.n_placed + 1)
    return FALSE;

  *out = mls_segment_measure (sketch.points, sketch.n_placed, sketch.points[sketch.n_placed]);

  return TRUE;
}

/**
 * mls_workspace_constrain:
 * @self: a workspace
 * @hand: what the hand does
 * @input: (inout): what the tool is told of it: where the segment ends that it may draw, drawn to nothing
 *
 * Returns: whether the segment in hand is held to anything; over the start of the line, which closes it, it is not
 */
gboolean
mls_workspace_constrain (MlsWorkspace *self, const MlsHand *hand, MlsInput *input)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);

  if (!mls_constraint_holds (&self->constraint) || hand->free || hand->kind == MLS_INPUT_RELEASE ||
      mls_workspace_get_tool (self) != MLS_TOOL_LINE || sketch.n_placed == 0 || mls_tool_is_finished (self->tool) ||
      mls_tool_closes (self->tool, input))
    return FALSE;

  input->point = mls_constraint_apply (&self->constraint, sketch.points, sketch.n_placed, hand->point);
  input->snap = MLS_SNAP_NONE;
  self->snap = (MlsSnap){ MLS_SNAP_NONE, input->point };

  return TRUE;
}

/**
 * mls_workspace_release_segment:
 * @self: a workspace whose segment in hand has been placed, or dropped
 *
 * What was typed was for that one.
 */
void
mls_workspace_release_segment (MlsWorkspace *self)
{
  self->constraint = (MlsConstraint){ .square = self->constraint.square };
}
