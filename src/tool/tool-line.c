/* The line tool: click by click, finished by a right click, a double click or Enter, closed by a
 * click on its start. Nothing but the operator's wish ends a sketch: what is refused stays, and what
 * is dropped comes back. */

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

static MlsReply
finish (MlsTool *tool)
{
  g_array_set_size (tool->points, tool->n_placed);
  if (tool->n_placed < 2)
    return MLS_REPLY_NOTHING;

  tool->state = MLS_TOOL_WAITING;

  return mls_tool_reply (tool, MLS_REPLY_SKETCH | MLS_REPLY_COMMIT, MLS_GESTURE_LINE, tool->n_placed);
}

/* Whether a press is on the start of a line long enough to be closed. */
static gboolean
closes (const MlsTool *tool, const MlsInput *input)
{
  return tool->n_placed >= 3 &&
         mls_point_distance (input->raw, point_at (tool, 0)) <= (double) input->tolerance;
}

static MlsReply
press (MlsTool *tool, const MlsInput *input)
{
  /* The first press of a double click has placed the last vertex. */
  if (input->twice && tool->n_placed >= 2)
    return finish (tool);

  tool->all |= input->shift;
  if (closes (tool, input))
    {
      mls_tool_place (tool, point_at (tool, 0));
      return finish (tool);
    }

  if (tool->n_placed > 0 && mls_point_equal (point_at (tool, tool->n_placed - 1), input->point))
    return MLS_REPLY_NOTHING;

  mls_tool_place (tool, input->point);
  tool->state = MLS_TOOL_DRAWING;

  return show (tool);
}

static MlsReply
back (MlsTool *tool)
{
  if (tool->n_placed == 0)
    return MLS_REPLY_NOTHING;

  tool->n_placed--;
  g_array_set_size (tool->points, tool->n_placed);
  tool->state = tool->n_placed > 0 ? MLS_TOOL_DRAWING : MLS_TOOL_IDLE;

  return show (tool);
}

static MlsReply
restore (MlsTool *tool)
{
  if (tool->n_placed > 0 || tool->dropped->len == 0)
    return MLS_REPLY_NOTHING;

  for (guint i = 0; i < tool->dropped->len; i++)
    mls_tool_place (tool, g_array_index (tool->dropped, MlsPoint, i));
  g_array_set_size (tool->dropped, 0);
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
      if (tool->state != MLS_TOOL_DRAWING)
        return MLS_REPLY_NOTHING;
      mls_tool_hover (tool, input->point);
      return show (tool);
    case MLS_INPUT_PRESS:
      return press (tool, input);
    case MLS_INPUT_RELEASE:
      return MLS_REPLY_NOTHING;
    case MLS_INPUT_FINISH:
      return finish (tool);
    case MLS_INPUT_BACK:
      return back (tool);
    case MLS_INPUT_CANCEL:
      mls_tool_drop (tool);
      return MLS_REPLY_REDRAW;
    case MLS_INPUT_RESTORE:
      return restore (tool);
    case MLS_INPUT_DONE:
      mls_tool_clear (tool);
      return MLS_REPLY_REDRAW;
    }

  g_assert_not_reached ();
}

const MlsToolClass mls_tool_line = { "line", line_step };
