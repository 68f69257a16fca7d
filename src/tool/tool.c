#include "tool/tool-private.h"

static const MlsToolClass *const classes[] = {
  [MLS_TOOL_LINE] = &mls_tool_line,   [MLS_TOOL_SELECT] = &mls_tool_select,
  [MLS_TOOL_VERTEX] = &mls_tool_vertex, [MLS_TOOL_MERGE] = &mls_tool_merge,
  [MLS_TOOL_PICK] = &mls_tool_pick,   [MLS_TOOL_CURE] = &mls_tool_cure,
  [MLS_TOOL_MEASURE] = &mls_tool_measure, [MLS_TOOL_PAINT] = &mls_tool_paint,
};

G_STATIC_ASSERT (G_N_ELEMENTS (classes) == MLS_N_TOOLS);

/**
 * mls_tool_new:
 * @kind: which tool
 *
 * Returns: (transfer full): the tool, idle
 */
MlsTool *
mls_tool_new (MlsToolKind kind)
{
  MlsTool *tool = g_new0 (MlsTool, 1);

  g_assert ((guint) kind < MLS_N_TOOLS);

  tool->klass = classes[kind];
  tool->kind = kind;
  tool->points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  tool->strides = g_array_new (FALSE, FALSE, sizeof (guint));
  tool->trail = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  tool->run = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  return tool;
}

/**
 * mls_tool_free:
 * @tool: (transfer full): a tool
 */
void
mls_tool_free (MlsTool *tool)
{
  g_array_unref (tool->points);
  g_array_unref (tool->strides);
  g_array_unref (tool->trail);
  g_array_unref (tool->run);
  g_free (tool);
}

/**
 * mls_tool_get_kind:
 * @tool: a tool
 *
 * Returns: which tool it is
 */
MlsToolKind
mls_tool_get_kind (const MlsTool *tool)
{
  return tool->kind;
}

/**
 * mls_tool_name:
 * @kind: which tool
 *
 * Returns: its name in settings and actions
 */
const char *
mls_tool_name (MlsToolKind kind)
{
  g_return_val_if_fail ((guint) kind < MLS_N_TOOLS, NULL);

  return classes[kind]->name;
}

/**
 * mls_tool_sweeps:
 * @kind: which tool
 *
 * Returns: whether it acts on the regions that the hand passes over, and is not drawn to borders
 */
gboolean
mls_tool_sweeps (MlsToolKind kind)
{
  return kind == MLS_TOOL_MERGE || kind == MLS_TOOL_PAINT || kind == MLS_TOOL_SELECT;
}

/**
 * mls_tool_step:
 * @tool: a tool
 * @input: what the hand does
 *
 * Returns: what is to be done about it
 */
MlsReply
mls_tool_step (MlsTool *tool, const MlsInput *input)
{
  return tool->klass->step (tool, input);
}

/**
 * mls_tool_get_sketch:
 * @tool: a tool
 *
 * Returns: what it shows, valid until its next input
 */
MlsSketch
mls_tool_get_sketch (const MlsTool *tool)
{
  return (MlsSketch){ .points = (const MlsPoint *) (gpointer) tool->points->data,
                      .n_points = tool->points->len,
                      .n_placed = tool->n_placed,
                      .all = tool->all,
                      .run = (const MlsPoint *) (gpointer) tool->run->data,
                      .n_run = tool->run->len,
                      .by = tool->by };
}

/**
 * mls_tool_is_busy:
 * @tool: a tool
 *
 * Returns: whether it has something unfinished, of which Ctrl+Z takes back the last vertex
 */
gboolean
mls_tool_is_busy (const MlsTool *tool)
{
  return tool->n_placed > 0 || tool->by.x != 0 || tool->by.y != 0;
}

/**
 * mls_tool_is_finished:
 * @tool: a tool
 *
 * Returns: whether its sketch is whole, and stands only because what came of it was refused or
 *   waits for something
 */
gboolean
mls_tool_is_finished (const MlsTool *tool)
{
  return tool->state == MLS_TOOL_WAITING;
}

/**
 * mls_tool_set_sketch:
 * @tool: a line tool
 * @sketch: a sketch from before, not @tool's own: what was placed of it is drawn on
 */
void
mls_tool_set_sketch (MlsTool *tool, const MlsSketch *sketch)
{
  mls_tool_clear (tool);
  for (guint i = 0; i < sketch->n_placed; i++)
    mls_tool_place (tool, sketch->points[i]);
  tool->all = sketch->all;
  tool->state = sketch->n_placed > 0 ? MLS_TOOL_DRAWING : MLS_TOOL_IDLE;
}

/**
 * mls_tool_choose:
 * @tool: a vertex tool
 * @run: (array length=n_run) (nullable): vertices along a border, not @tool's own
 * @n_run: how many; none for none
 */
void
mls_tool_choose (MlsTool *tool, const MlsPoint *run, guint n_run)
{
  g_array_set_size (tool->run, 0);
  if (n_run > 0)
    g_array_append_vals (tool->run, run, n_run);
}

/**
 * mls_tool_place:
 * @tool: a tool
 * @point: a point that stays
 */
void
mls_tool_place (MlsTool *tool, MlsPoint point)
{
  mls_tool_stride (tool, &(MlsInput){ .point = point });
}

/**
 * mls_tool_stride:
 * @tool: a tool
 * @input: what the hand does
 *
 * Places the point and the way to it, which mls_tool_back() takes away together.
 */
void
mls_tool_stride (MlsTool *tool, const MlsInput *input)
{
  mls_tool_look (tool, input);
  g_array_append_val (tool->strides, tool->n_placed);
  tool->n_placed = tool->points->len;
}

/**
 * mls_tool_back:
 * @tool: a tool that draws
 *
 * Takes away what the last press placed, and draws on from there.
 *
 * Returns: whether anything was placed
 */
gboolean
mls_tool_back (MlsTool *tool)
{
  if (tool->n_placed == 0)
    return FALSE;

  tool->n_placed = g_array_index (tool->strides, guint, tool->strides->len - 1);
  g_array_set_size (tool->strides, tool->strides->len - 1);
  g_array_set_size (tool->points, tool->n_placed);
  tool->state = MLS_TOOL_DRAWING;
  if (tool->n_placed == 0)
    mls_tool_clear (tool);

  return TRUE;
}

/**
 * mls_tool_placed:
 * @tool: a tool
 * @i: which of the points placed
 *
 * Returns: that point
 */
MlsPoint
mls_tool_placed (const MlsTool *tool, guint i)
{
  return g_array_index (tool->points, MlsPoint, i);
}

/**
 * mls_tool_hand:
 * @tool: a tool that has points
 *
 * Returns: where the hand is
 */
MlsPoint
mls_tool_hand (const MlsTool *tool)
{
  return g_array_index (tool->points, MlsPoint, tool->points->len - 1);
}

static void
place_once (MlsTool *tool, MlsPoint place)
{
  for (guint i = 0; i < tool->n_placed; i++)
    if (mls_point_equal (mls_tool_placed (tool, i), place))
      return;

  mls_tool_place (tool, place);
}

/**
 * mls_tool_cross:
 * @tool: a tool that acts on regions
 * @input: what the hand does
 *
 * Places the regions that the hand has crossed, each once, and goes to the one where it is; outside the territory it
 * stays where it was.
 *
 * Returns: whether that is otherwise than before
 */
gboolean
mls_tool_cross (MlsTool *tool, const MlsInput *input)
{
  MlsPoint before = mls_tool_hand (tool);
  MlsPoint now = input->snap == MLS_SNAP_REGION ? input->point : before;
  guint n_before = tool->n_placed;

  for (guint i = 0; i < input->n_way; i++)
    place_once (tool, input->way[i]);
  place_once (tool, now);
  mls_tool_hover (tool, now);

  return tool->n_placed != n_before || !mls_point_equal (now, before);
}

/**
 * mls_tool_closes:
 * @tool: a tool that draws
 * @input: a press
 *
 * Returns: whether it is on the start of a line long enough to be closed
 */
gboolean
mls_tool_closes (const MlsTool *tool, const MlsInput *input)
{
  return tool->n_placed >= 3 &&
         mls_point_distance (input->raw, g_array_index (tool->points, MlsPoint, 0)) <= (double) input->tolerance;
}

/**
 * mls_tool_hover:
 * @tool: a tool
 * @point: where the hand is
 */
void
mls_tool_hover (MlsTool *tool, MlsPoint point)
{
  mls_tool_look (tool, &(MlsInput){ .point = point });
}

/**
 * mls_tool_look:
 * @tool: a tool
 * @input: where the hand is, and the way there
 */
void
mls_tool_look (MlsTool *tool, const MlsInput *input)
{
  g_array_set_size (tool->points, tool->n_placed);
  if (input->n_way > 0)
    g_array_append_vals (tool->points, input->way, input->n_way);
  g_array_append_val (tool->points, input->point);
}

/**
 * mls_tool_clear:
 * @tool: a tool; becomes idle
 */
void
mls_tool_clear (MlsTool *tool)
{
  g_array_set_size (tool->points, 0);
  g_array_set_size (tool->strides, 0);
  g_array_set_size (tool->trail, 0);
  g_array_set_size (tool->run, 0);
  tool->by = (MlsPoint){ 0, 0 };
  tool->freehand = FALSE;
  tool->n_placed = 0;
  tool->all = FALSE;
  tool->state = MLS_TOOL_IDLE;
}

/**
 * mls_tool_reply:
 * @tool: a tool
 * @flags: what is to be done
 * @kind: the gesture
 * @n_points: how many of the tool's points it takes
 *
 * Returns: the reply
 */
MlsReply
mls_tool_reply (const MlsTool *tool, MlsReplyFlags flags, MlsGestureKind kind, guint n_points)
{
  return (MlsReply){ flags, { kind, (const MlsPoint *) (gpointer) tool->points->data, n_points }, tool->all };
}
