/* The select tool: the region that is clicked, and all that are crossed from there with the button down. With Shift it comes
 * to those selected before, or leaves them. */

#include "tool/tool-private.h"

static MlsReply
reply (const MlsTool *tool, MlsReplyFlags flags)
{
  return mls_tool_reply (tool, flags, MLS_GESTURE_RECODE, tool->points->len);
}

/* Where the hand is, not what it was drawn to. */
static MlsReply
press (MlsTool *tool, const MlsInput *input)
{
  mls_tool_clear (tool);
  tool->state = MLS_TOOL_ARMED;
  g_array_append_val (tool->trail, input->point);
  mls_tool_hover (tool, input->raw);

  return reply (tool, input->shift ? MLS_REPLY_TOGGLE : MLS_REPLY_SELECT);
}

/* The region that was pressed in is selected already, or was meant to be no more. */
static void
cross (MlsTool *tool, MlsPoint place)
{
  if (!mls_point_equal (place, g_array_index (tool->trail, MlsPoint, 0)))
    g_array_append_val (tool->points, place);
}

static MlsReply
drag (MlsTool *tool, const MlsInput *input)
{
  if (tool->state != MLS_TOOL_ARMED || input->snap != MLS_SNAP_REGION)
    return MLS_REPLY_NOTHING;

  g_array_set_size (tool->points, 0);
  for (guint i = 0; i < input->n_way; i++)
    cross (tool, input->way[i]);
  cross (tool, input->point);

  return tool->points->len > 0 ? reply (tool, MLS_REPLY_ADD) : MLS_REPLY_NOTHING;
}

static MlsReply
select_step (MlsTool *tool, const MlsInput *input)
{
  switch (input->kind)
    {
    case MLS_INPUT_PRESS:
      return press (tool, input);
    case MLS_INPUT_DRAG:
      return drag (tool, input);
    case MLS_INPUT_RELEASE:
    case MLS_INPUT_CANCEL:
      mls_tool_clear (tool);
      return MLS_REPLY_NOTHING;
    case MLS_INPUT_MOVE:
    case MLS_INPUT_NUDGE:
    case MLS_INPUT_FINISH:
    case MLS_INPUT_BACK:
    case MLS_INPUT_DONE:
      return MLS_REPLY_NOTHING;
    }

  g_assert_not_reached ();
}

const MlsToolClass mls_tool_select = { "select", select_step };
