/* The merge tool: a click in the region that goes, another in the one it joins; or from the one to the other with the
 * button down, and all that is crossed goes with the first. The region under the hand is the one that stays. */

#include "tool/tool-private.h"

/* One region alone is no merge yet. */
static MlsReply
show (MlsTool *tool, MlsReplyFlags flags)
{
  if (tool->n_placed == 1 && mls_point_equal (mls_tool_hand (tool), mls_tool_placed (tool, 0)))
    return MLS_REPLY_REDRAW;

  return mls_tool_reply (tool, MLS_REPLY_SKETCH | flags, MLS_GESTURE_MERGE, tool->n_placed + 1);
}

static MlsReply
hover (MlsTool *tool, const MlsInput *input)
{
  if (tool->points->len > tool->n_placed && mls_point_equal (mls_tool_hand (tool), input->point))
    return MLS_REPLY_NOTHING;

  mls_tool_hover (tool, input->point);

  return show (tool, MLS_REPLY_PREVIEW);
}

static MlsReply
join (MlsTool *tool, const MlsInput *input)
{
  mls_tool_hover (tool, input->point);
  tool->state = MLS_TOOL_WAITING;

  return mls_tool_reply (tool, MLS_REPLY_SKETCH | MLS_REPLY_COMMIT, MLS_GESTURE_MERGE, tool->n_placed + 1);
}

static MlsReply
cross (MlsTool *tool, const MlsInput *input)
{
  tool->state = MLS_TOOL_DRAWING;

  return mls_tool_cross (tool, input) ? show (tool, MLS_REPLY_PREVIEW) : MLS_REPLY_NOTHING;
}

/* A hand that has not left the first region has only clicked. */
static MlsReply
release (MlsTool *tool, const MlsInput *input)
{
  if (tool->state != MLS_TOOL_DRAWING)
    return MLS_REPLY_NOTHING;

  mls_tool_cross (tool, input);
  if (tool->n_placed > 1)
    return join (tool, &(MlsInput){ .point = mls_tool_hand (tool) });

  tool->state = MLS_TOOL_ARMED;

  return MLS_REPLY_NOTHING;
}

static MlsReply
merge_step (MlsTool *tool, const MlsInput *input)
{
  switch (input->kind)
    {
    case MLS_INPUT_MOVE:
      return tool->state == MLS_TOOL_ARMED ? hover (tool, input) : MLS_REPLY_NOTHING;
    case MLS_INPUT_DRAG:
      if (tool->state != MLS_TOOL_ARMED && tool->state != MLS_TOOL_DRAWING)
        return MLS_REPLY_NOTHING;
      return cross (tool, input);
    case MLS_INPUT_PRESS:
      if (tool->state == MLS_TOOL_ARMED)
        return join (tool, input);
      mls_tool_clear (tool);
      mls_tool_place (tool, input->point);
      tool->state = MLS_TOOL_ARMED;
      return MLS_REPLY_REDRAW;
    case MLS_INPUT_RELEASE:
      return release (tool, input);
    case MLS_INPUT_BACK:
    case MLS_INPUT_CANCEL:
    case MLS_INPUT_DONE:
      mls_tool_clear (tool);
      return MLS_REPLY_REDRAW;
    case MLS_INPUT_NUDGE:
    case MLS_INPUT_FINISH:
      return MLS_REPLY_NOTHING;
    }

  g_assert_not_reached ();
}

const MlsToolClass mls_tool_merge = { "merge", merge_step };
