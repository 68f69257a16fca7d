/* The regions selected: one, or several at once. */

#include "document/workspace-private.h"

#include "coverage/dissect.h"

#include <glib/gi18n-lib.h>

/* A region larger than this is outlined as far as it was followed. */
#define MAX_OUTLINED_POINTS (4 * MLS_FOLLOWED_POINTS)

static void
selection_free (gpointer data)
{
  MlsSelection *selection = data;

  g_ptr_array_unref (selection->outline);
  g_hash_table_unref (selection->faces);
  g_free (selection);
}

static GPtrArray *
selections_new (void)
{
  return g_ptr_array_new_with_free_func (selection_free);
}

/**
 * mls_workspace_init_selection:
 * @self: a workspace being made
 */
void
mls_workspace_init_selection (MlsWorkspace *self)
{
  self->selected = selections_new ();
}

/**
 * mls_workspace_get_selected:
 * @self: a workspace
 *
 * Returns: (transfer none) (element-type MlsSelection): the regions selected, in the order in which they were, until
 *   that changes
 */
const GPtrArray *
mls_workspace_get_selected (MlsWorkspace *self)
{
  return self->selected;
}

/**
 * mls_workspace_get_selection:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): the region selected last, until that changes
 */
const MlsSelection *
mls_workspace_get_selection (MlsWorkspace *self)
{
  guint n = self->selected->len;

  return n > 0 ? g_ptr_array_index (self->selected, n - 1) : NULL;
}

/**
 * mls_workspace_outline:
 * @region: a region
 * @box: (out): around it
 *
 * Returns: (transfer full) (element-type MlsShape): the rings around all its cells together
 */
GPtrArray *
mls_workspace_outline (const MlsRegion *region, MlsBox *box)
{
  g_autoptr (MlsDissection) dissection = mls_dissection_new ();
  GPtrArray *outline;

  *box = MLS_BOX_EMPTY;
  for (guint i = 0; i < region->cells->len; i++)
    {
      const MlsFace *face = ((const MlsCell *) g_ptr_array_index (region->cells, i))->shape;

      *box = mls_box_union (box, &face->box);
      for (guint r = 0; r < face->n_rings; r++)
        mls_dissection_add_ring (dissection, mls_face_ring (face, r));
    }

  outline = mls_dissection_run (dissection);

  return outline != NULL ? outline : g_ptr_array_new ();
}

/* The fields that are not the same in all of @region. */
static guint
differing_fields (const MlsRegion *region)
{
  guint differs = 0;

  for (guint i = 0; i < region->cells->len; i++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      if (((const MlsCell *) g_ptr_array_index (region->cells, i))->labels[region->vintage].field[f] !=
          region->label.field[f])
        differs |= MLS_FIELD (f);

  return differs;
}

/**
 * mls_workspace_faces_of:
 * @region: a region
 *
 * Returns: (transfer full) (element-type gint64): the ids of its faces, as a set
 */
GHashTable *
mls_workspace_faces_of (const MlsRegion *region)
{
  GHashTable *faces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < region->cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (region->cells, i);

      g_hash_table_add (faces, g_memdup2 (&cell->parent->id, sizeof cell->parent->id));
    }

  return faces;
}

static MlsSelection *
selection_new (MlsWorkspace *self, MlsPoint point, guint since)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (mls_project_get_patch (self->project));
  MlsCell *cell = mls_overlay_cell_at (overlay, point);
  g_autoptr (MlsRegion) region = NULL;
  MlsSelection *selection;

  if (cell == NULL)
    return NULL;

  region = mls_region_new_changed (overlay, cell, since, mls_workspace_get_vintage (self), mls_workspace_get_dimension (self),
                                   (MlsRegionLimit){ .n_points = MAX_OUTLINED_POINTS });
  selection = g_new0 (MlsSelection, 1);
  selection->point = point;
  selection->vintage = region->vintage;
  selection->since = region->since;
  selection->dimension = region->dimension;
  selection->label = region->label;
  selection->differs = differing_fields (region);
  selection->area2 = region->area2;
  selection->at_least = region->at_least;
  selection->faces = mls_workspace_faces_of (region);
  selection->outline = mls_workspace_outline (region, &selection->box);

  return selection;
}

/* What was offered was for what was selected before. */
static void
selection_changed (MlsWorkspace *self)
{
  gboolean offered = self->offering;

  if (offered)
    mls_workspace_drop_proposal (self);
  mls_workspace_emit (self, MLS_WORKSPACE_SELECTION_CHANGED);
  if (offered)
    mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

/* Which of those selected has the ground at @point; as many as there are if none has. */
static guint
find_selected (MlsWorkspace *self, MlsPoint point)
{
  const MlsFace *face = mls_patch_face_at (mls_project_get_patch (self->project), point);
  guint i = 0;

  while (i < self->selected->len &&
         (face == NULL || !g_hash_table_contains (((MlsSelection *) g_ptr_array_index (self->selected, i))->faces, &face->id)))
    i++;

  return i;
}

/* (nullable): the region at a place, where it was not selected before and can be. */
static MlsSelection *
add (MlsWorkspace *self, MlsPoint point, guint since)
{
  MlsSelection *selection = NULL;

  if (find_selected (self, point) == self->selected->len)
    selection = selection_new (self, point, since);
  if (selection != NULL)
    g_ptr_array_add (self->selected, selection);

  return selection;
}

/**
 * mls_workspace_select:
 * @self: a workspace
 * @point: (nullable): a point of the region to select; %NULL for none
 *
 * Selects the region there in the vintage edited and the dimension shown, and no other.
 */
void
mls_workspace_select (MlsWorkspace *self, const MlsPoint *point)
{
  g_ptr_array_set_size (self->selected, 0);
  if (point != NULL)
    add (self, *point, mls_workspace_get_vintage (self));
  selection_changed (self);
}

/**
 * mls_workspace_select_change:
 * @self: a workspace
 * @point: a point of the ground to select
 * @since: a vintage
 *
 * Selects the ground there that changed alike from @since to the vintage edited, in the dimension shown.
 */
void
mls_workspace_select_change (MlsWorkspace *self, MlsPoint point, guint since)
{
  g_ptr_array_set_size (self->selected, 0);
  add (self, point, since);
  selection_changed (self);
}

/**
 * mls_workspace_select_more:
 * @self: a workspace
 * @points: (array length=n_points): points of regions
 * @n_points: how many
 *
 * Selects the regions there, besides those that are selected.
 */
void
mls_workspace_select_more (MlsWorkspace *self, const MlsPoint *points, gsize n_points)
{
  gboolean added = FALSE;

  for (gsize i = 0; i < n_points; i++)
    added = add (self, points[i], mls_workspace_get_vintage (self)) != NULL || added;

  if (added)
    selection_changed (self);
}

/**
 * mls_workspace_select_or_not:
 * @self: a workspace
 * @point: a point of a region
 *
 * Selects the region there besides those that are selected, or no longer.
 */
void
mls_workspace_select_or_not (MlsWorkspace *self, MlsPoint point)
{
  guint i = find_selected (self, point);

  if (i == self->selected->len)
    {
      mls_workspace_select_more (self, &point, 1);
      return;
    }

  g_ptr_array_remove_index (self->selected, i);
  selection_changed (self);
}

/**
 * mls_workspace_select_there:
 * @self: a workspace
 * @point: a point
 *
 * What is selected stays so if the region there is of it; else that one is, and no other.
 */
void
mls_workspace_select_there (MlsWorkspace *self, MlsPoint point)
{
  if (find_selected (self, point) == self->selected->len)
    mls_workspace_select (self, &point);
}

/**
 * mls_workspace_select_again:
 * @self: a workspace in which something has changed
 * @as_regions: whether ground that changed is to be the region there
 *
 * What was selected may be other regions now, or one; those that an edit has just left are known by their places.
 */
void
mls_workspace_select_again (MlsWorkspace *self, gboolean as_regions)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->selected);

  self->selected = selections_new ();
  for (guint i = 0; i < before->len; i++)
    {
      const MlsSelection *was = g_ptr_array_index (before, i);
      MlsSelection *is = add (self, was->point, as_regions ? mls_workspace_get_vintage (self) : was->since);

      if (is != NULL)
        is->left = mls_workspace_has_left (self, is->point);
    }

  if (before->len > 0)
    selection_changed (self);
}

/* A place in each region selected, in their order. */
static MlsPoint *
selected_places (MlsWorkspace *self)
{
  MlsPoint *places = g_new (MlsPoint, self->selected->len);

  for (guint i = 0; i < self->selected->len; i++)
    places[i] = ((const MlsSelection *) g_ptr_array_index (self->selected, i))->point;

  return places;
}

/**
 * mls_workspace_merge_selected:
 * @self: a workspace
 *
 * Shows what comes of it if the regions selected join the one selected last; once more, or Enter, does it.
 */
void
mls_workspace_merge_selected (MlsWorkspace *self)
{
  g_autofree MlsPoint *places = selected_places (self);

  if (mls_tool_is_busy (self->tool))
    return;

  if (self->selected->len < 2)
    mls_workspace_say (self, _("First select several regions: they join the last"));
  else
    mls_workspace_offer (self, &(MlsGesture){ MLS_GESTURE_MERGE, places, self->selected->len });
}

/**
 * mls_workspace_commit_selected:
 * @self: a workspace with something selected
 * @gesture: what is to be done with it, without its points
 *
 * Does it with all of it that may be, as one edit, and says why the rest is left.
 */
void
mls_workspace_commit_selected (MlsWorkspace *self, const MlsGesture *gesture)
{
  g_autofree MlsPoint *points = selected_places (self);
  MlsGesture of_all = *gesture;

  of_all.points = points;
  of_all.n_points = self->selected->len;
  mls_workspace_stroke (self, &of_all);
}

/**
 * mls_workspace_selected_box:
 * @self: a workspace
 *
 * Returns: around all that is selected; empty if nothing is
 */
MlsBox
mls_workspace_selected_box (MlsWorkspace *self)
{
  MlsBox box = MLS_BOX_EMPTY;

  for (guint i = 0; i < self->selected->len; i++)
    box = mls_box_union (&box, &((const MlsSelection *) g_ptr_array_index (self->selected, i))->box);

  return box;
}
