/* A vertex moved by keys, as little as the eye can see. */

#include "document/workspace-private.h"

#include <math.h>

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

/* As a hand would, that is not drawn to anything on its way. */
static void
nudge_vertex (MlsWorkspace *self, MlsPoint by)
{
  MlsHand hand = { MLS_INPUT_PRESS, self->snap.point, mls_viewport_get_m_per_px (self->viewport), .free = TRUE };

  if (self->snap.kind != MLS_SNAP_VERTEX)
    return;

  mls_workspace_hand (self, &hand);
  hand.point = (MlsPoint){ hand.point.x + by.x, hand.point.y + by.y };
  hand.kind = MLS_INPUT_DRAG;
  mls_workspace_hand (self, &hand);
  hand.kind = MLS_INPUT_RELEASE;
  mls_workspace_hand (self, &hand);

  /* It stays in hand for the next key. */
  if (!mls_tool_is_finished (self->tool))
    self->snap = (MlsSnap){ MLS_SNAP_VERTEX, hand.point };
}

/**
 * mls_workspace_nudge:
 * @self: a workspace
 * @east: px to the east, as the map is shown
 * @north: px to the north
 *
 * Moves the last vertex of the line in hand, or with the vertex tool the vertex under the hand.
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
      nudge_vertex (self, by);
      return;
    case MLS_TOOL_SELECT:
    case MLS_TOOL_MERGE:
    case MLS_TOOL_PICK:
    case MLS_TOOL_CURE:
    case MLS_TOOL_MEASURE:
    case MLS_N_TOOLS:
      return;
    }
}
