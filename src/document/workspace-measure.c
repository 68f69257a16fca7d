/* Measuring: a short absence from what is in hand, which is there again afterwards. */

#include "document/workspace-private.h"

/**
 * mls_workspace_get_measure:
 * @self: a workspace
 * @out: (out): what its tool has measured so far
 *
 * Returns: whether it measures, and from more than one point
 */
gboolean
mls_workspace_get_measure (MlsWorkspace *self, MlsMeasure *out)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);

  if (mls_workspace_get_tool (self) != MLS_TOOL_MEASURE || sketch.n_points < 2)
    return FALSE;

  *out = mls_project_measure (self->project, sketch.points, sketch.n_points);

  return TRUE;
}

/**
 * mls_workspace_leave:
 * @self: a workspace
 *
 * Does what Esc does: leaves what is offered, and what was chosen for it as it is; else drops what is unfinished. Who
 * measures goes back to the tool, and the line, that was in hand before.
 */
void
mls_workspace_leave (MlsWorkspace *self)
{
  if (self->offering)
    {
      mls_workspace_drop_proposal (self);
      mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
      return;
    }

  if (mls_workspace_get_tool (self) != MLS_TOOL_MEASURE)
    {
      mls_workspace_drop_sketch (self);
      return;
    }

  mls_workspace_set_tool (self, self->before_measure);
  if (self->interrupted)
    mls_workspace_bring_back_sketch (self);
}
