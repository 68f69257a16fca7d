/* The tools of one click: pick the pair of a region, cure it. */

#include "tool/tool-private.h"

static MlsReply
click (MlsTool *tool, const MlsInput *input, MlsReplyFlags flags, MlsGestureKind kind)
{
  if (input->kind != MLS_INPUT_PRESS)
    return MLS_REPLY_NOTHING;

  mls_tool_hover (tool, input->raw);

  return mls_tool_reply (tool, flags, kind, 1);
}

static MlsReply
pick_step (MlsTool *tool, const MlsInput *input)
{
  return click (tool, input, MLS_REPLY_PICK, MLS_GESTURE_RECODE);
}

static MlsReply
cure_step (MlsTool *tool, const MlsInput *input)
{
  return click (tool, input, MLS_REPLY_COMMIT, MLS_GESTURE_CURE);
}

const MlsToolClass mls_tool_pick = { "pick", pick_step };
const MlsToolClass mls_tool_cure = { "cure", cure_step };
