/* The line tool: click by click, straight or the way that is shown, or freehand while the button is down; finished by a
 * right click, a double click or Enter, closed by a click on its start. Nothing but the operator's wish ends a sketch:
 * what is refused stays. */

#include "tool/tool-private.h"

#include "geometry/predicate.h"

/* A line drawn freehand is where the hand was to within this part of what a hand may be off: some 1.7 px. */
#define STREAM_PART 6

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

static MlsPoint
end_of_trail (const MlsTool *tool)
{
  return g_array_index (tool->trail, MlsPoint, tool->trail->len - 1);
}

static void
start_trail (MlsTool *tool, MlsPoint point)
{
  g_array_set_size (tool->trail, 0);
  g_array_append_val (tool->trail, point);
}

/* Whether the straight way from the last vertex to @to is where the hand was. */
static gboolean
keeps_to_trail (const MlsTool *tool, MlsPoint to, double reach)
{
  MlsPoint from = g_array_index (tool->trail, MlsPoint, 0);

  for (guint i = 1; i < tool->trail->len; i++)
    {
      MlsPoint was = g_array_index (tool->trail, MlsPoint, i);

      if (mls_point_distance (was, mls_point_nearest_on_segment (was, from, to)) > reach)
        return FALSE;
    }

  return TRUE;
}

/* Draws on to where the hand is. A vertex stays where the straight way would leave the trail. What a line of so many
 * vertices does is told when the hand lets go: until then it must not wait. */
static MlsReply
stream (MlsTool *tool, const MlsInput *input)
{
  if (!keeps_to_trail (tool, input->raw, (double) input->tolerance / STREAM_PART))
    {
      mls_tool_place (tool, end_of_trail (tool));
      start_trail (tool, end_of_trail (tool));
    }
  g_array_append_val (tool->trail, input->raw);
  mls_tool_hover (tool, input->raw);

  return MLS_REPLY_REDRAW;
}

/* Within the tolerance of where it was pressed the hand only clicks, and so it does along borders. */
static MlsReply
drag (MlsTool *tool, const MlsInput *input)
{
  if (tool->state != MLS_TOOL_DRAWING)
    return MLS_REPLY_NOTHING;
  if (tool->trail->len == 0)
    return hover (tool, input);

  tool->freehand |= input->n_way == 0 && mls_point_distance (g_array_index (tool->trail, MlsPoint, 0), input->raw) >
                                             (double) input->tolerance;
  if (tool->freehand)
    return stream (tool, input);

  g_array_append_val (tool->trail, input->raw);

  return hover (tool, input);
}

/* Ends what was drawn with the button down. Returns whether that was more than a click. */
static gboolean
let_go (MlsTool *tool, MlsPoint at)
{
  gboolean was_freehand = tool->freehand;

  if (was_freehand && !mls_point_equal (at, point_at (tool, tool->n_placed - 1)))
    mls_tool_place (tool, at);
  tool->freehand = FALSE;
  g_array_set_size (tool->trail, 0);

  return was_freehand;
}

static MlsReply
finish (MlsTool *tool, const MlsInput *input)
{
  if (tool->freehand)
    let_go (tool, end_of_trail (tool));
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

  start_trail (tool, input->point);
  if (tool->n_placed > 0 && mls_point_equal (point_at (tool, tool->n_placed - 1), input->point))
    return MLS_REPLY_NOTHING;

  mls_tool_stride (tool, input);
  tool->state = MLS_TOOL_DRAWING;

  return show (tool);
}

/* Where the hand lets go a line drawn freehand has its last vertex; on its start it is closed. */
static MlsReply
release (MlsTool *tool, const MlsInput *input)
{
  gboolean closes = mls_tool_closes (tool, input);

  if (!let_go (tool, closes ? point_at (tool, 0) : input->point))
    return MLS_REPLY_NOTHING;

  return closes ? finish (tool, input) : show (tool);
}

/* What goes on with the button down after it is only looking. */
static MlsReply
back (MlsTool *tool)
{
  tool->freehand = FALSE;
  g_array_set_size (tool->trail, 0);

  return mls_tool_back (tool) ? show (tool) : MLS_REPLY_NOTHING;
}

static MlsReply
line_step (MlsTool *tool, const MlsInput *input)
{
  switch (input->kind)
    {
    case MLS_INPUT_MOVE:
      return tool->state == MLS_TOOL_DRAWING ? hover (tool, input) : MLS_REPLY_NOTHING;
    case MLS_INPUT_DRAG:
      return drag (tool, input);
    case MLS_INPUT_PRESS:
      return press (tool, input);
    case MLS_INPUT_RELEASE:
      return release (tool, input);
    case MLS_INPUT_FINISH:
      return finish (tool, input);
    case MLS_INPUT_BACK:
      return back (tool);
    case MLS_INPUT_NUDGE:
      return MLS_REPLY_NOTHING;
    case MLS_INPUT_CANCEL:
    case MLS_INPUT_DONE:
      mls_tool_clear (tool);
      return MLS_REPLY_REDRAW;
    }

  g_assert_not_reached ();
}

const MlsToolClass mls_tool_line = { "line", line_step };
