/* Vertices moved by keys, as little as the eye can see. Keys that follow each other are one edit. */

#include "document/workspace-private.h"

#include <math.h>

/* Longer than a keyboard waits before it repeats a key that is held. */
#define REST_MS 800

static void
nudge_sketch (MlsWorkspace *self, MlsPoint by)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);
  g_autofree MlsPoint *points = g_memdup2 (sketch.points, sketch.n_placed * sizeof *points);

  if (sketch.n_placed == 0)
    return;

  points[sketch.n_placed - 1].x += by.x;
  points[sketch.n_placed - 1].y += by.y;
  sketch.points = points;
  mls_tool_set_sketch (self->tool, &sketch);
  mls_workspace_journal (self);
  mls_workspace_look_again (self);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

static gboolean
rest (gpointer user_data)
{
  MlsWorkspace *self = user_data;

  mls_workspace_settle (self);

  return G_SOURCE_REMOVE;
}

/* Where nothing is chosen, the vertex under the hand. */
static void
nudge_vertices (MlsWorkspace *self, MlsPoint by)
{
  guint n_chosen = mls_tool_get_sketch (self->tool).n_run;

  if (n_chosen == 0 && self->snap.kind == MLS_SNAP_VERTEX)
    mls_tool_choose (self->tool, &self->snap.point, 1);
  if (n_chosen == 0 && self->snap.kind != MLS_SNAP_VERTEX)
    return;

  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MS, rest, self);
  mls_workspace_act (self, mls_tool_step (self->tool, &(MlsInput){ .kind = MLS_INPUT_NUDGE, .by = by }));
}

/**
 * mls_workspace_nudge:
 * @self: a workspace
 * @east: px to the east, as the map is shown
 * @north: px to the north
 *
 * Moves the last vertex of the line in hand, or with the vertex tool the vertices chosen, else the one under the
 * hand: those once the keys have rested, as one edit.
 */
void
mls_workspace_nudge (MlsWorkspace *self, int east, int north)
{
  double px = fmax (1, round (mls_viewport_get_m_per_px (self->viewport) * MLS_MM_PER_M));
  MlsPoint by = { (gint64) px * east, (gint64) px * north };

  switch (mls_workspace_get_tool (self))
    {
    case MLS_TOOL_LINE:
      nudge_sketch (self, by);
      return;
    case MLS_TOOL_VERTEX:
      nudge_vertices (self, by);
      return;
    case MLS_TOOL_SELECT:
    case MLS_TOOL_MERGE:
    case MLS_TOOL_PICK:
    case MLS_TOOL_CURE:
    case MLS_TOOL_MEASURE:
    case MLS_TOOL_PAINT:
    case MLS_N_TOOLS:
      return;
    }
}

/**
 * mls_workspace_settle:
 * @self: a workspace
 *
 * Does what keys have moved, if anything. Called once they have rested, and before whatever else is done, so that
 * nothing is lost.
 */
void
mls_workspace_settle (MlsWorkspace *self)
{
  if (self->rest_source == 0)
    return;

  g_clear_handle_id (&self->rest_source, g_source_remove);
  mls_workspace_act (self, mls_tool_step (self->tool, &(MlsInput){ .kind = MLS_INPUT_FINISH }));
}
