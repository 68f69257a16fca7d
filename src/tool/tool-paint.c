/* The paint tool: the region that is clicked takes the current pair, or all that are crossed with the button down. */

#include "tool/tool-private.h"

static MlsReply
paint (MlsTool *tool, MlsReplyFlags flags)
{
  return mls_tool_reply (tool, MLS_REPLY_SKETCH | flags, MLS_GESTURE_RECODE, tool->n_placed);
}

static MlsReply
press (MlsTool *tool, const MlsInput *input)
{
  mls_tool_clear (tool);
  mls_tool_place (tool, input->point);
  tool->state = MLS_TOOL_DRAWING;

  return paint (tool, MLS_REPLY_PREVIEW);
}

static MlsReply
drag (MlsTool *tool, const MlsInput *input)
{
  guint n_before = tool->n_placed;

  if (tool->state != MLS_TOOL_DRAWING)
    return MLS_REPLY_NOTHING;

  return mls_tool_cross (tool, input) && tool->n_placed > n_before ? paint (tool, MLS_REPLY_PREVIEW) : MLS_REPLY_NOTHING;
}

static MlsReply
release (MlsTool *tool, const MlsInput *input)
{
  if (tool->state != MLS_TOOL_DRAWING)
    return MLS_REPLY_NOTHING;

  mls_tool_cross (tool, input);
  tool->state = MLS_TOOL_WAITING;

  return paint (tool, MLS_REPLY_COMMIT);
}

static MlsReply
paint_step (MlsTool *tool, const MlsInput *input)
{
  switch (input->kind)
    {
    case MLS_INPUT_PRESS:
      return press (tool, input);
    case MLS_INPUT_DRAG:
      return drag (tool, input);
    case MLS_INPUT_RELEASE:
      return release (tool, input);
    case MLS_INPUT_BACK:
    case MLS_INPUT_CANCEL:
    case MLS_INPUT_DONE:
      mls_tool_clear (tool);
      return MLS_REPLY_REDRAW;
    case MLS_INPUT_MOVE:
    case MLS_INPUT_NUDGE:
    case MLS_INPUT_FINISH:
      return MLS_REPLY_NOTHING;
    }

  g_assert_not_reached ();
}

const MlsToolClass mls_tool_paint = { "paint", paint_step };
