/* The vertex tool: drag a vertex of a shared border; a double click on a border puts one there, a
 * press with Shift takes one away. */

#include "tool/tool-private.h"

static MlsReply
press (MlsTool *tool, const MlsInput *input)
{
  mls_tool_clear (tool);
  mls_tool_place (tool, input->point);

  if (input->shift && input->snap == MLS_SNAP_VERTEX)
    return mls_tool_reply (tool, MLS_REPLY_COMMIT, MLS_GESTURE_REMOVE_VERTEX, 1);
  if (input->twice && input->snap == MLS_SNAP_BORDER)
    return mls_tool_reply (tool, MLS_REPLY_COMMIT, MLS_GESTURE_INSERT_VERTEX, 1);

  if (input->snap == MLS_SNAP_VERTEX)
    tool->state = MLS_TOOL_ARMED;
  else
    mls_tool_clear (tool);

  return MLS_REPLY_REDRAW;
}

static MlsReply
drag (MlsTool *tool, const MlsInput *input)
{
  if (tool->state != MLS_TOOL_ARMED && tool->state != MLS_TOOL_DRAWING)
    return MLS_REPLY_NOTHING;

  mls_tool_hover (tool, input->point);
  tool->state = MLS_TOOL_DRAWING;

  return mls_tool_reply (tool, MLS_REPLY_SKETCH | MLS_REPLY_PREVIEW, MLS_GESTURE_MOVE_VERTEX, 2);
}

static MlsReply
release (MlsTool *tool, const MlsInput *input)
{
  /* A press that went nowhere was a click. */
  if (tool->state != MLS_TOOL_DRAWING)
    {
      mls_tool_clear (tool);
      return MLS_REPLY_REDRAW;
    }

  mls_tool_hover (tool, input->point);
  tool->state = MLS_TOOL_WAITING;

  return mls_tool_reply (tool, MLS_REPLY_SKETCH | MLS_REPLY_COMMIT, MLS_GESTURE_MOVE_VERTEX, 2);
}

static MlsReply
vertex_step (MlsTool *tool, const MlsInput *input)
{
  switch (input->kind)
    {
    case MLS_INPUT_PRESS:
      return press (tool, input);
    case MLS_INPUT_DRAG:
      return drag (tool, input);
    case MLS_INPUT_RELEASE:
      return release (tool, input);
    case MLS_INPUT_CANCEL:
    case MLS_INPUT_DONE:
    case MLS_INPUT_BACK:
      mls_tool_clear (tool);
      return MLS_REPLY_REDRAW;
    case MLS_INPUT_MOVE:
    case MLS_INPUT_FINISH:
      return MLS_REPLY_NOTHING;
    }

  g_assert_not_reached ();
}

const MlsToolClass mls_tool_vertex = { "vertex", vertex_step };
