/* The merge tool: from the region that goes to the neighbour it joins, by two clicks or one drag. */

#include "tool/tool-private.h"

static MlsReply
preview (MlsTool *tool, const MlsInput *input)
{
  mls_tool_hover (tool, input->raw);

  return mls_tool_reply (tool, MLS_REPLY_SKETCH | MLS_REPLY_PREVIEW, MLS_GESTURE_MERGE, 2);
}

static MlsReply
join (MlsTool *tool, const MlsInput *input)
{
  mls_tool_hover (tool, input->raw);
  tool->state = MLS_TOOL_WAITING;

  return mls_tool_reply (tool, MLS_REPLY_SKETCH | MLS_REPLY_COMMIT, MLS_GESTURE_MERGE, 2);
}

static MlsReply
merge_step (MlsTool *tool, const MlsInput *input)
{
  switch (input->kind)
    {
    case MLS_INPUT_MOVE:
      return tool->state == MLS_TOOL_ARMED ? preview (tool, input) : MLS_REPLY_NOTHING;
    case MLS_INPUT_DRAG:
      if (tool->state != MLS_TOOL_ARMED && tool->state != MLS_TOOL_DRAWING)
        return MLS_REPLY_NOTHING;
      tool->state = MLS_TOOL_DRAWING;
      return preview (tool, input);
    case MLS_INPUT_PRESS:
      if (tool->state == MLS_TOOL_ARMED)
        return join (tool, input);
      mls_tool_clear (tool);
      mls_tool_place (tool, input->raw);
      tool->state = MLS_TOOL_ARMED;
      return MLS_REPLY_REDRAW;
    case MLS_INPUT_RELEASE:
      return tool->state == MLS_TOOL_DRAWING ? join (tool, input) : MLS_REPLY_NOTHING;
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
