/* Drawing along the edges of the photo: the way from one click to the next is found in what is seen. */

#include "document/workspace-private.h"

static void
on_ways_known (gpointer owner)
{
  mls_workspace_hand_again (owner);
}

/**
 * mls_workspace_init_livewire:
 * @self: a workspace that is being made
 */
void
mls_workspace_init_livewire (MlsWorkspace *self)
{
  self->edge_guide = mls_edge_guide_new (on_ways_known, self);
}

/**
 * mls_workspace_get_livewire:
 * @self: a workspace
 *
 * Returns: whether a line leads along edges of the photo from one click to the next
 */
gboolean
mls_workspace_get_livewire (MlsWorkspace *self)
{
  return self->livewire;
}

/**
 * mls_workspace_set_livewire:
 * @self: a workspace
 * @livewire: whether a line leads along edges of the photo from one click to the next, where there are any; the segment
 *   in hand, too
 */
void
mls_workspace_set_livewire (MlsWorkspace *self, gboolean livewire)
{
  self->livewire = !!livewire;
  mls_workspace_hand_again (self);
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_set_photo:
 * @self: a workspace
 * @photo: (nullable): what the pane in hand shows under the faces
 */
void
mls_workspace_set_photo (MlsWorkspace *self, MlsImagery *photo)
{
  mls_edge_guide_set_photo (self->edge_guide, photo);
}

/* A hand that is held down draws by itself, and one that is to be free goes straight. */
static gboolean
is_led (MlsWorkspace *self, const MlsHand *hand)
{
  return self->livewire && !hand->free && (hand->kind == MLS_INPUT_MOVE || hand->kind == MLS_INPUT_PRESS) &&
         hand->m_per_px < MLS_WORKSPACE_AFAR_M_PER_PX && mls_workspace_get_tool (self) == MLS_TOOL_LINE &&
         !mls_tool_is_finished (self->tool) && mls_tool_get_sketch (self->tool).n_placed > 0;
}

/**
 * mls_workspace_follow_edge:
 * @self: a workspace
 * @hand: what the hand does
 * @input: (inout): what the tool is told of it, already snapped; over the start of the line it goes there
 *
 * Returns: (transfer full) (nullable) (element-type MlsPoint): with livewire, the way along edges from the last point
 *   placed to where the hand is; %NULL where it goes straight
 */
GArray *
mls_workspace_follow_edge (MlsWorkspace *self, const MlsHand *hand, MlsInput *input)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);

  if (!is_led (self, hand))
    return NULL;

  if (mls_tool_closes (self->tool, input))
    input->point = sketch.points[0];
  mls_edge_guide_start (self->edge_guide, sketch.points[sketch.n_placed - 1], hand->m_per_px);

  return mls_edge_guide_lead (self->edge_guide, input->point);
}

/**
 * mls_workspace_start_edge:
 * @self: a workspace
 * @hand: a press that was done
 *
 * Has the ways from there found while the hand goes on.
 */
void
mls_workspace_start_edge (MlsWorkspace *self, const MlsHand *hand)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);

  if (is_led (self, hand))
    mls_edge_guide_start (self->edge_guide, sketch.points[sketch.n_placed - 1], hand->m_per_px);
}
