/* The vertices that a vertex tool could take hold of: those around the region under the hand, before any is within reach. */

#include "document/workspace-private.h"

/* Where a pixel is larger than this, m, some 1:10 000, they would run into one another. */
#define MOST_M_PER_PX 2.65

/**
 * mls_workspace_init_handles:
 * @self: a workspace being made
 */
void
mls_workspace_init_handles (MlsWorkspace *self)
{
  self->handles = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
}

/**
 * mls_workspace_clear_handles:
 * @self: a workspace being disposed of
 */
void
mls_workspace_clear_handles (MlsWorkspace *self)
{
  g_clear_pointer (&self->handles, g_array_unref);
  g_clear_pointer (&self->handles_faces, g_hash_table_unref);
}

/* What a view of the past shows cannot be taken hold of, and of a blind sample the map's borders tell too much. */
static gboolean
has_handles (MlsWorkspace *self, const MlsHand *hand)
{
  return mls_workspace_get_tool (self) == MLS_TOOL_VERTEX && hand->m_per_px > 0 && hand->m_per_px <= MOST_M_PER_PX &&
         !mls_workspace_shows_past (self) && !mls_workspace_get_blind (self);
}

static void
take_rings (GArray *handles, MlsShape *area)
{
  const MlsRing *rings = mls_shape_get_rings (area);

  for (guint r = 0; r < mls_shape_n_rings (area); r++)
    g_array_append_vals (handles, rings[r].points, (guint) rings[r].n_points);
}

/* Around the region of @face. Of one too large to be followed to its end they are of as much of it as was. */
static void
collect (MlsWorkspace *self, const MlsFace *face)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (mls_project_get_patch (self->project));
  g_autoptr (MlsRegion) region
    = mls_region_new (overlay, mls_overlay_cell_of (overlay, face), mls_workspace_get_vintage (self),
                      mls_workspace_get_dimension (self), (MlsRegionLimit){ .n_points = MLS_FOLLOWED_POINTS });
  MlsBox box;
  g_autoptr (GPtrArray) outline = mls_workspace_outline (region, &box);

  for (guint i = 0; i < outline->len; i++)
    take_rings (self->handles, g_ptr_array_index (outline, i));
  self->handles_faces = mls_workspace_faces_of (region);
}

static void
forget (MlsWorkspace *self)
{
  g_array_set_size (self->handles, 0);
  g_clear_pointer (&self->handles_faces, g_hash_table_unref);
}

/* The region that has them is the one there. */
static gboolean
is_there (MlsWorkspace *self, const MlsFace *face)
{
  return self->handles_faces != NULL ? face != NULL && g_hash_table_contains (self->handles_faces, &face->id) : face == NULL;
}

static const MlsFace *
face_under (MlsWorkspace *self, const MlsHand *hand)
{
  return has_handles (self, hand) ? mls_patch_face_at (mls_project_get_patch (self->project), hand->point) : NULL;
}

/* Whoever hovers over all of a large map keeps no more of it in memory than who edits. */
static void
find_handles (MlsWorkspace *self, const MlsHand *hand)
{
  const MlsFace *face = face_under (self, hand);

  self->handles_hand = *hand;
  if (is_there (self, face))
    return;

  forget (self);
  mls_project_trim (self->project);
  face = face_under (self, hand);
  if (face != NULL)
    collect (self, face);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

/**
 * mls_workspace_find_handles:
 * @self: a workspace
 * @hand: where the hand is
 *
 * While it has hold of one the others stay as they are.
 */
void
mls_workspace_find_handles (MlsWorkspace *self, const MlsHand *hand)
{
  if (!mls_tool_is_busy (self->tool))
    find_handles (self, hand);
}

/**
 * mls_workspace_find_handles_again:
 * @self: a workspace whose tool, or what is under its hand, is another one
 */
void
mls_workspace_find_handles_again (MlsWorkspace *self)
{
  MlsHand hand = self->handles_hand;

  forget (self);
  find_handles (self, &hand);
}

/**
 * mls_workspace_get_handles:
 * @self: a workspace
 *
 * Returns: (transfer none) (element-type MlsPoint): the vertices that the tool in hand could take hold of near the hand,
 *   until the next input or change
 */
const GArray *
mls_workspace_get_handles (MlsWorkspace *self)
{
  return self->handles;
}
