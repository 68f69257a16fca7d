/* The measuring tool: click by click, its figures live; a right click, a double click or a click on its start ends
 * it, and what was measured stands until the next click. Nothing is asked of anybody. */

#include "tool/tool-private.h"

static MlsReply
finish (MlsTool *tool)
{
  if (tool->n_placed < 2)
    return MLS_REPLY_NOTHING;

  g_array_set_size (tool->points, tool->n_placed);
  tool->state = MLS_TOOL_WAITING;

  return MLS_REPLY_REDRAW;
}

static MlsReply
press (MlsTool *tool, const MlsInput *input)
{
  /* The first press of a double click has placed the last point. */
  if (input->twice)
    return tool->state == MLS_TOOL_DRAWING ? finish (tool) : MLS_REPLY_NOTHING;
  if (tool->state == MLS_TOOL_WAITING)
    mls_tool_clear (tool);

  if (mls_tool_closes (tool, input))
    {
      mls_tool_place (tool, g_array_index (tool->points, MlsPoint, 0));
      return finish (tool);
    }

  mls_tool_place (tool, input->point);
  tool->state = MLS_TOOL_DRAWING;

  return MLS_REPLY_REDRAW;
}

static MlsReply
measure_step (MlsTool *tool, const MlsInput *input)
{
  switch (input->kind)
    {
    case MLS_INPUT_MOVE:
    case MLS_INPUT_DRAG:
      if (tool->state != MLS_TOOL_DRAWING)
        return MLS_REPLY_NOTHING;
      mls_tool_hover (tool, input->point);
      return MLS_REPLY_REDRAW;
    case MLS_INPUT_PRESS:
      return press (tool, input);
    case MLS_INPUT_RELEASE:
    case MLS_INPUT_NUDGE:
      return MLS_REPLY_NOTHING;
    case MLS_INPUT_FINISH:
      return finish (tool);
    case MLS_INPUT_BACK:
      return mls_tool_back (tool) ? MLS_REPLY_REDRAW : MLS_REPLY_NOTHING;
    case MLS_INPUT_CANCEL:
    case MLS_INPUT_DONE:
      mls_tool_clear (tool);
      return MLS_REPLY_REDRAW;
    }

  g_assert_not_reached ();
}

const MlsToolClass mls_tool_measure = { "measure", measure_step };
