/* The vertex tool: choose a vertex of a shared border by a click, and the run from there to another with Shift; drag
 * what is chosen, or nudge it by keys. A double click on a border puts a vertex there. */

#include "tool/tool-private.h"

static MlsPoint
chosen (const MlsTool *tool, guint i)
{
  return g_array_index (tool->run, MlsPoint, i);
}

/* The one of them that the hand has taken hold of. */
static MlsPoint
held (const MlsTool *tool)
{
  return g_array_index (tool->points, MlsPoint, 0);
}

static gboolean
is_chosen (const MlsTool *tool, MlsPoint vertex)
{
  for (guint i = 0; i < tool->run->len; i++)
    if (mls_point_equal (chosen (tool, i), vertex))
      return TRUE;

  return FALSE;
}

static MlsPoint
moved (MlsPoint point, MlsPoint by)
{
  return (MlsPoint){ point.x + by.x, point.y + by.y };
}

static gboolean
has_moved (const MlsTool *tool)
{
  return tool->by.x != 0 || tool->by.y != 0;
}

/* What was to become of the run is not; it stays chosen. */
static MlsReply
let_go (MlsTool *tool)
{
  g_autoptr (GArray) run = g_array_copy (tool->run);

  mls_tool_clear (tool);
  mls_tool_choose (tool, (const MlsPoint *) (gpointer) run->data, run->len);

  return MLS_REPLY_REDRAW;
}

static MlsReply
clear (MlsTool *tool)
{
  mls_tool_clear (tool);

  return MLS_REPLY_REDRAW;
}

static MlsReply
move_run (MlsTool *tool, MlsReplyFlags flags)
{
  gboolean one = tool->run->len == 1;
  MlsPoint first = chosen (tool, 0), last = chosen (tool, tool->run->len - 1);

  tool->asked[0] = first;
  tool->asked[1] = one ? moved (first, tool->by) : last;
  tool->asked[2] = tool->by;

  return (MlsReply){ MLS_REPLY_SKETCH | flags,
                     { .kind = one ? MLS_GESTURE_MOVE_VERTEX : MLS_GESTURE_MOVE_VERTICES,
                       .points = tool->asked,
                       .n_points = one ? 2 : 3 } };
}

/* The first vertex, the way, and where the hand is. Returns FALSE where no border leads: nothing is taken in. */
static gboolean
take_in (MlsTool *tool, const MlsInput *input)
{
  tool->state = MLS_TOOL_CHOOSING;
  if (input->snap != MLS_SNAP_VERTEX || (tool->run->len > 0 && input->way == NULL))
    return FALSE;

  g_array_set_size (tool->run, MIN (tool->run->len, 1));
  if (tool->run->len > 0)
    g_array_append_vals (tool->run, input->way, input->n_way);
  if (!is_chosen (tool, input->point))
    g_array_append_val (tool->run, input->point);

  return TRUE;
}

static MlsReply
insert (MlsTool *tool, const MlsInput *input)
{
  mls_tool_clear (tool);
  mls_tool_place (tool, input->point);

  return mls_tool_reply (tool, MLS_REPLY_COMMIT, MLS_GESTURE_INSERT_VERTEX, 1);
}

static MlsReply
press (MlsTool *tool, const MlsInput *input)
{
  MlsReply reply = let_go (tool);

  if (input->twice && input->snap == MLS_SNAP_BORDER)
    return insert (tool, input);
  if (input->shift)
    {
      take_in (tool, input);
      return reply;
    }
  if (input->snap != MLS_SNAP_VERTEX)
    return clear (tool);

  if (!is_chosen (tool, input->point))
    mls_tool_choose (tool, &input->point, 1);
  mls_tool_place (tool, input->point);
  tool->state = MLS_TOOL_ARMED;

  return reply;
}

static MlsReply
drag (MlsTool *tool, const MlsInput *input, MlsReplyFlags flags)
{
  MlsPoint from = held (tool);

  mls_tool_hover (tool, input->point);
  tool->by = (MlsPoint){ input->point.x - from.x, input->point.y - from.y };

  return move_run (tool, flags);
}

static MlsReply
release (MlsTool *tool, const MlsInput *input)
{
  if (tool->state == MLS_TOOL_DRAWING && !mls_point_equal (input->point, held (tool)))
    {
      tool->state = MLS_TOOL_WAITING;
      return drag (tool, input, MLS_REPLY_COMMIT);
    }

  /* A press that went nowhere was a click: on one of many, that one is meant. */
  if (tool->state == MLS_TOOL_ARMED)
    {
      MlsPoint vertex = held (tool);

      mls_tool_choose (tool, &vertex, 1);
    }

  return let_go (tool);
}

static gboolean
is_held (const MlsTool *tool)
{
  return tool->state == MLS_TOOL_ARMED || tool->state == MLS_TOOL_CHOOSING || tool->state == MLS_TOOL_DRAWING;
}

/* From where a refusal has left it the run goes on. */
static MlsReply
nudge (MlsTool *tool, MlsPoint by)
{
  MlsPoint so_far = tool->by;

  if (tool->run->len == 0 || is_held (tool))
    return MLS_REPLY_NOTHING;

  let_go (tool);
  tool->by = moved (so_far, by);
  if (!has_moved (tool))
    return MLS_REPLY_REDRAW;

  tool->state = MLS_TOOL_NUDGED;

  return move_run (tool, MLS_REPLY_PREVIEW);
}

static MlsReply
settle (MlsTool *tool)
{
  if (tool->state != MLS_TOOL_NUDGED)
    return MLS_REPLY_NOTHING;

  tool->state = MLS_TOOL_WAITING;

  return move_run (tool, MLS_REPLY_COMMIT);
}

/* The run is where it was to go, or is the vertex that was put there. */
static MlsReply
done (MlsTool *tool)
{
  for (guint i = 0; i < tool->run->len; i++)
    g_array_index (tool->run, MlsPoint, i) = moved (chosen (tool, i), tool->by);
  if (tool->run->len == 0 && tool->n_placed == 1)
    mls_tool_choose (tool, (const MlsPoint *) (gpointer) tool->points->data, 1);

  return let_go (tool);
}

static MlsReply
vertex_step (MlsTool *tool, const MlsInput *input)
{
  switch (input->kind)
    {
    case MLS_INPUT_PRESS:
      return press (tool, input);
    case MLS_INPUT_DRAG:
      if (tool->state == MLS_TOOL_CHOOSING)
        return take_in (tool, input) ? MLS_REPLY_REDRAW : MLS_REPLY_NOTHING;
      if (tool->state != MLS_TOOL_ARMED && tool->state != MLS_TOOL_DRAWING)
        return MLS_REPLY_NOTHING;
      tool->state = MLS_TOOL_DRAWING;
      return drag (tool, input, MLS_REPLY_PREVIEW);
    case MLS_INPUT_RELEASE:
      return release (tool, input);
    case MLS_INPUT_NUDGE:
      return nudge (tool, input->by);
    case MLS_INPUT_FINISH:
      return settle (tool);
    case MLS_INPUT_CANCEL:
      return mls_tool_is_busy (tool) ? let_go (tool) : clear (tool);
    case MLS_INPUT_BACK:
      return let_go (tool);
    case MLS_INPUT_DONE:
      return done (tool);
    case MLS_INPUT_MOVE:
      return MLS_REPLY_NOTHING;
    }

  g_assert_not_reached ();
}

const MlsToolClass mls_tool_vertex = { "vertex", vertex_step };
