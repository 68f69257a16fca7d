/* The line tool: click by click, straight or the way that is shown, finished by a right click, a double click or Enter, closed by a
 * click on its start. Nothing but the operator's wish ends a sketch: what is refused stays. */

#include "tool/tool-private.h"

static MlsPoint
point_at (const MlsTool *tool, guint i)
{
  return g_array_index (tool->points, MlsPoint, i);
}

static MlsReply
show (const MlsTool *tool)
{
  MlsReplyFlags flags = tool->points->len >= 2 ? MLS_REPLY_SKETCH | MLS_REPLY_PREVIEW : MLS_REPLY_SKETCH;

  return mls_tool_reply (tool, flags, MLS_GESTURE_LINE, tool->points->len);
}

/* What is shown while Shift is down is what a press with it would do. */
static MlsReply
hover (MlsTool *tool, const MlsInput *input)
{
  MlsReply reply;

  mls_tool_look (tool, input);
  reply = show (tool);
  reply.all |= input->shift;

  return reply;
}

static MlsReply
finish (MlsTool *tool, const MlsInput *input)
{
  g_array_set_size (tool->points, tool->n_placed);
  if (tool->n_placed < 2)
    return MLS_REPLY_NOTHING;

  tool->all |= input->shift;
  tool->state = MLS_TOOL_WAITING;

  return mls_tool_reply (tool, MLS_REPLY_SKETCH | MLS_REPLY_COMMIT, MLS_GESTURE_LINE, tool->n_placed);
}

static MlsReply
press (MlsTool *tool, const MlsInput *input)
{
  /* The first press of a double click has placed the last vertex. */
  if (input->twice && tool->n_placed >= 2)
    return finish (tool, input);

  tool->all |= input->shift;
  if (mls_tool_closes (tool, input))
    {
      if (mls_point_equal (input->point, point_at (tool, 0)))
        mls_tool_stride (tool, input);
      else
        mls_tool_place (tool, point_at (tool, 0));
      return finish (tool, input);
    }

  if (tool->n_placed > 0 && mls_point_equal (point_at (tool, tool->n_placed - 1), input->point))
    return MLS_REPLY_NOTHING;

  mls_tool_stride (tool, input);
  tool->state = MLS_TOOL_DRAWING;

  return show (tool);
}

static MlsReply
line_step (MlsTool *tool, const MlsInput *input)
{
  switch (input->kind)
    {
    case MLS_INPUT_MOVE:
    case MLS_INPUT_DRAG:
      return tool->state == MLS_TOOL_DRAWING ? hover (tool, input) : MLS_REPLY_NOTHING;
    case MLS_INPUT_PRESS:
      return press (tool, input);
    case MLS_INPUT_RELEASE:
      return MLS_REPLY_NOTHING;
    case MLS_INPUT_FINISH:
      return finish (tool, input);
    case MLS_INPUT_BACK:
      return mls_tool_back (tool) ? show (tool) : MLS_REPLY_NOTHING;
    case MLS_INPUT_CANCEL:
    case MLS_INPUT_DONE:
      mls_tool_clear (tool);
      return MLS_REPLY_REDRAW;
    }

  g_assert_not_reached ();
}

const MlsToolClass mls_tool_line = { "line", line_step };
