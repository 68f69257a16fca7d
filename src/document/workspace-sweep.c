/* Tools that act on the regions the hand passes over: which these are, and of those to be painted which may be. */

#include "document/workspace-private.h"

#include <glib/gi18n-lib.h>

static void
crossed_free (gpointer data)
{
  MlsCrossed *crossed = data;

  g_ptr_array_unref (crossed->outline);
  g_free (crossed);
}

/**
 * mls_workspace_init_sweep:
 * @self: a workspace being made
 */
void
mls_workspace_init_sweep (MlsWorkspace *self)
{
  self->crossed = g_ptr_array_new_with_free_func (crossed_free);
  self->taken = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  self->left = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
}

/**
 * mls_workspace_clear_sweep:
 * @self: a workspace being disposed of
 */
void
mls_workspace_clear_sweep (MlsWorkspace *self)
{
  mls_workspace_end_sweep (self);
  g_clear_pointer (&self->crossed, g_ptr_array_unref);
  g_clear_pointer (&self->taken, g_array_unref);
  g_clear_pointer (&self->left, g_array_unref);
  g_clear_pointer (&self->left_reason, g_free);
}

/**
 * mls_workspace_end_sweep:
 * @self: a workspace
 *
 * What regions there were is past.
 */
void
mls_workspace_end_sweep (MlsWorkspace *self)
{
  g_clear_pointer (&self->sweep, mls_sweep_free);
}

static MlsSweep *
sweep_of (MlsWorkspace *self)
{
  if (self->sweep == NULL)
    self->sweep = mls_sweep_new (mls_project_get_patch (self->project), mls_workspace_get_vintage (self),
                                 mls_workspace_get_dimension (self));

  return self->sweep;
}

static void
begin_stroke (MlsWorkspace *self)
{
  g_array_set_size (self->taken, 0);
  g_array_set_size (self->left, 0);
  g_clear_pointer (&self->left_reason, g_free);
}

/**
 * mls_workspace_sweep_to:
 * @self: a workspace with a tool that acts on regions
 * @hand: what the hand does at a point
 * @input: (inout): for the tool
 *
 * Gives @input the region under the hand and those it has crossed to get there.
 *
 * Returns: (transfer full) (element-type MlsPoint): what the way of @input points to
 */
GArray *
mls_workspace_sweep_to (MlsWorkspace *self, const MlsHand *hand, MlsInput *input)
{
  gboolean down = hand->kind == MLS_INPUT_DRAG || hand->kind == MLS_INPUT_RELEASE;
  GArray *places;
  MlsPoint place;

  if (hand->kind == MLS_INPUT_PRESS && (!mls_tool_is_busy (self->tool) || mls_tool_is_finished (self->tool)))
    {
      mls_workspace_end_sweep (self);
      begin_stroke (self);
    }

  places = mls_sweep_between (sweep_of (self), down ? self->swept_to : hand->point, hand->point);
  self->swept_to = hand->point;
  if (down && places->len > 0)
    {
      input->way = (const MlsPoint *) (gpointer) places->data;
      input->n_way = places->len;
    }
  if (mls_sweep_at (sweep_of (self), hand->point, &place))
    {
      input->point = place;
      input->snap = MLS_SNAP_REGION;
    }

  return places;
}

static gboolean
has_place (const GArray *places, MlsPoint place)
{
  for (guint i = 0; i < places->len; i++)
    if (mls_point_equal (g_array_index (places, MlsPoint, i), place))
      return TRUE;

  return FALSE;
}

static MlsCrossed *
find_crossed (MlsWorkspace *self, MlsPoint place)
{
  for (guint i = 0; i < self->crossed->len; i++)
    {
      MlsCrossed *crossed = g_ptr_array_index (self->crossed, i);

      if (mls_point_equal (crossed->place, place))
        return crossed;
    }

  return NULL;
}

static MlsCrossed *
add_crossed (MlsWorkspace *self, MlsPoint place)
{
  const MlsRegion *region;
  MlsCrossed *crossed;
  MlsBox box;

  if (!mls_sweep_at (sweep_of (self), place, &place))
    return NULL;

  region = mls_sweep_region (self->sweep, place);
  crossed = g_new0 (MlsCrossed, 1);
  crossed->place = place;
  crossed->outline = mls_workspace_outline (region, &box);
  g_ptr_array_add (self->crossed, crossed);

  return crossed;
}

/* That the hand only hovers over one does not keep it. */
static void
forget_crossed (MlsWorkspace *self, const MlsSketch *sketch)
{
  for (guint i = self->crossed->len; i-- > 0;)
    {
      MlsPoint place = ((const MlsCrossed *) g_ptr_array_index (self->crossed, i))->place;
      gboolean stays = FALSE;

      for (guint k = 0; k < sketch->n_points && !stays; k++)
        stays = mls_point_equal (sketch->points[k], place);
      if (!stays)
        g_ptr_array_remove_index (self->crossed, i);
    }
}

/**
 * mls_workspace_note_crossed:
 * @self: a workspace whose sketch may have changed
 */
void
mls_workspace_note_crossed (MlsWorkspace *self)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);

  if (!mls_tool_sweeps (mls_workspace_get_tool (self)) || sketch.n_placed == 0)
    sketch.n_points = 0;

  forget_crossed (self, &sketch);
  for (guint i = 0; i < sketch.n_points; i++)
    {
      MlsCrossed *crossed = find_crossed (self, sketch.points[i]);

      if (crossed == NULL)
        crossed = add_crossed (self, sketch.points[i]);
      if (crossed != NULL)
        crossed->left = has_place (self->left, crossed->place);
    }
}

/**
 * mls_workspace_get_crossed:
 * @self: a workspace
 *
 * Returns: (transfer none) (element-type MlsCrossed): the regions that the sketch is of, with a tool that acts on
 *   regions; until the next input or change
 */
const GPtrArray *
mls_workspace_get_crossed (MlsWorkspace *self)
{
  return self->crossed;
}

/**
 * mls_workspace_dup_left:
 * @self: a workspace
 *
 * Returns: (transfer full) (nullable): for people, why some of what an edit is for stays as it is
 */
char *
mls_workspace_dup_left (MlsWorkspace *self)
{
  if (self->left->len == 0 || self->taken->len == 0)
    return NULL;

  /* Translators: %s is the reason. */
  return g_strdup_printf (_("Left as it was: %s"), self->left_reason);
}

/* Whether what @gesture is may be done at @places. */
static gboolean
can_do (MlsWorkspace *self, const MlsGesture *gesture, const GArray *places)
{
  MlsGesture there = *gesture;

  there.points = (const MlsPoint *) (gpointer) places->data;
  there.n_points = places->len;
  mls_workspace_try_out (self, &there, FALSE);

  return self->proposal != NULL && mls_proposal_is_ok (self->proposal);
}

/* Takes all that is taken, left or new, if it may be taken together: of what may not by itself some may with what comes
 * later, as the halves of a wood one of which would be too small alone. */
static gboolean
take_all (MlsWorkspace *self, const MlsGesture *gesture, const MlsPoint *places, guint n_places)
{
  g_autoptr (GArray) all = g_array_copy (self->taken);

  g_array_append_vals (all, places, n_places);
  g_array_append_vals (all, self->left->data, self->left->len);
  if (!can_do (self, gesture, all))
    return FALSE;

  g_array_set_size (self->left, 0);
  g_array_set_size (self->taken, 0);
  g_array_append_vals (self->taken, all->data, all->len);

  return TRUE;
}

static gboolean
take_or_leave (MlsWorkspace *self, const MlsGesture *gesture, MlsPoint place)
{
  g_autoptr (GArray) more = g_array_copy (self->taken);

  if (take_all (self, gesture, &place, 1))
    return TRUE;

  g_array_append_val (more, place);
  if (self->left->len > 0 && can_do (self, gesture, more))
    {
      g_array_append_val (self->taken, place);
      return TRUE;
    }

  g_array_append_val (self->left, place);
  if (self->proposal != NULL && self->proposal->refusal != NULL)
    {
      g_free (self->left_reason);
      self->left_reason = g_strdup (self->proposal->refusal->message);
    }

  return FALSE;
}

/* Those of @gesture that nothing is known of yet. */
static GArray *
find_new (MlsWorkspace *self, const MlsGesture *gesture)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (gsize i = 0; i < gesture->n_points; i++)
    if (!has_place (self->taken, gesture->points[i]) && !has_place (self->left, gesture->points[i]))
      g_array_append_val (places, gesture->points[i]);

  return places;
}

/**
 * mls_workspace_try_stroke:
 * @self: a workspace
 * @gesture: what is done with regions, in the order in which they were crossed
 *
 * Tries out to do it with as many of them as may be, all together; what may not is left.
 */
void
mls_workspace_try_stroke (MlsWorkspace *self, const MlsGesture *gesture)
{
  g_autoptr (GArray) places = find_new (self, gesture);
  gboolean taken = TRUE;

  if (places->len > 1 && take_all (self, gesture, (const MlsPoint *) (gpointer) places->data, places->len))
    return;

  for (guint i = 0; i < places->len; i++)
    taken = take_or_leave (self, gesture, g_array_index (places, MlsPoint, i));

  if (!taken && self->taken->len > 0)
    can_do (self, gesture, self->taken);
}

/**
 * mls_workspace_commit_stroke:
 * @self: a workspace
 * @gesture: what is done with regions
 *
 * Does as much of it as may be, as one edit, and says why the rest is left. If nothing may be done it is refused.
 */
void
mls_workspace_commit_stroke (MlsWorkspace *self, const MlsGesture *gesture)
{
  MlsGesture most = *gesture;
  g_autoptr (GArray) taken = NULL;
  g_autofree char *left = NULL;

  if (self->waiting == NULL)
    mls_workspace_try_stroke (self, gesture);
  taken = g_array_copy (self->taken);
  left = mls_workspace_dup_left (self);
  if (taken->len > 0)
    {
      most.points = (const MlsPoint *) (gpointer) taken->data;
      most.n_points = taken->len;
    }

  mls_workspace_commit (self, &most, FALSE);
  if (left != NULL)
    mls_workspace_say (self, left);
}

/**
 * mls_workspace_paint_again:
 * @self: a workspace with a stroke that waits, and now a pair
 */
void
mls_workspace_paint_again (MlsWorkspace *self)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);
  g_autofree MlsPoint *points = g_memdup2 (sketch.points, sketch.n_placed * sizeof *points);

  begin_stroke (self);
  mls_workspace_commit_stroke (self, &(MlsGesture){ MLS_GESTURE_RECODE, points, sketch.n_placed });
}

/**
 * mls_workspace_stroke:
 * @self: a workspace without a stroke in hand
 * @gesture: what is done with regions
 *
 * Does as much of it as may be, from its beginning to its end.
 */
void
mls_workspace_stroke (MlsWorkspace *self, const MlsGesture *gesture)
{
  begin_stroke (self);
  mls_workspace_commit_stroke (self, gesture);
  begin_stroke (self);
}

/**
 * mls_workspace_has_left:
 * @self: a workspace
 * @place: a place that a region is known by
 *
 * Returns: whether the stroke in hand leaves it
 */
gboolean
mls_workspace_has_left (MlsWorkspace *self, MlsPoint place)
{
  return has_place (self->left, place);
}
