/* What lies over the panes of a map: selection, findings, the sketch and what it would do. */

#include "view/map-private.h"

#include "coverage/dissect.h"

#define REFUSED_COLOUR   0xff5a4d
#define ALLOWED_COLOUR   0x6ee06e
#define FINDING_COLOUR   0xff9f1a
#define POINT_OUT_COLOUR 0xff4fd8
#define GONE_COLOUR      0xffffff
#define ZONE_COLOUR      0x4a7dff
#define CHECKED_COLOUR   0x20c997

/* From here on squares of a zone are small, and several are seen. */
#define FAR_SCALE (2.5 * MLS_WORKING_SCALE)

/* How long a place is pointed out: until the eye has found it. */
#define POINT_OUT_MS 3000

/* Segments of a line that are drawn together. */
#define LINE_PIECE 32

static void
take (GPtrArray *marks, MlsMark *mark)
{
  g_ptr_array_add (marks, mark);
}

static void
mark_selection (GPtrArray *marks, const MlsSelection *selection)
{
  for (guint i = 0; i < selection->outline->len; i++)
    {
      MlsShape *area = g_ptr_array_index (selection->outline, i);

      take (marks, mls_mark_new_outline (mls_shape_get_rings (area), mls_shape_n_rings (area),
                                         selection->left ? REFUSED_COLOUR : MLS_MARK_SELECTION_COLOUR));
    }
}

static MlsMark *
mark_shape (const MlsFace *face, const MlsProposal *proposal)
{
  g_autofree MlsRing *rings = mls_face_dup_rings (face);

  if (mls_proposal_is_pending (proposal))
    return mls_mark_new_pending (rings, face->n_rings);

  return mls_mark_new_side (rings, face->n_rings, proposal->refusal != NULL ? REFUSED_COLOUR : ALLOWED_COLOUR);
}

/* The side that takes the label, as far as it is small enough to be seen at a glance. */
static void
mark_proposal (GPtrArray *marks, const MlsProposal *proposal)
{
  g_autoptr (GPtrArray) shapes = proposal->plan != NULL ? mls_plan_shapes (proposal->plan) : NULL;

  for (guint i = 0; shapes != NULL && i < shapes->len && i < 64; i++)
    take (marks, mark_shape (g_ptr_array_index (shapes, i), proposal));
}

static void
mark_crossed (GPtrArray *marks, const MlsCrossed *crossed, MlsMark *(*mark_new) (const MlsRing *, guint, guint32),
              guint32 colour)
{
  for (guint i = 0; i < crossed->outline->len; i++)
    {
      MlsShape *area = g_ptr_array_index (crossed->outline, i);

      take (marks, mark_new (mls_shape_get_rings (area), mls_shape_n_rings (area), colour));
    }
}

/* What is painted, in the colour it will have. */
static guint32
colour_of_pair (MlsMap *self)
{
  MlsColouring colouring = mls_map_colouring (self, mls_workspace_get_pane (self->workspace));
  MlsPair pair = mls_workspace_get_pair (self->workspace);
  MlsLabel label = { { 0 } };

  label.field[MLS_FIELD_COVER] = pair.cover;
  label.field[MLS_FIELD_USE] = pair.use;

  return mls_colouring_fill (&colouring, &label);
}

/* Whether what is crossed may take anything at all is told by the proposal. */
static void
mark_swept (MlsMap *self, GPtrArray *marks, const MlsProposal *proposal)
{
  const GPtrArray *crossed = mls_workspace_get_crossed (self->workspace);
  gboolean paints = mls_workspace_get_tool (self->workspace) == MLS_TOOL_PAINT;
  gboolean refused = proposal == NULL || proposal->refusal != NULL;

  for (guint i = 0; i < crossed->len; i++)
    {
      const MlsCrossed *region = g_ptr_array_index (crossed, i);

      if (!paints)
        mark_crossed (marks, region, mls_mark_new_outline, MLS_MARK_SELECTION_COLOUR);
      else if (region->left || refused)
        mark_crossed (marks, region, mls_mark_new_side, REFUSED_COLOUR);
      else
        mark_crossed (marks, region, mls_mark_new_side, colour_of_pair (self));
    }
}

static MlsMarkSnap
mark_of (MlsSnapKind kind)
{
  switch (kind)
    {
    case MLS_SNAP_VERTEX:
      return MLS_MARK_SNAP_VERTEX;
    case MLS_SNAP_BORDER:
      return MLS_MARK_SNAP_BORDER;
    case MLS_SNAP_FIGURE_VERTEX:
      return MLS_MARK_SNAP_FIGURE_VERTEX;
    case MLS_SNAP_FIGURE_LINE:
      return MLS_MARK_SNAP_FIGURE_LINE;
    case MLS_SNAP_REGION:
    case MLS_SNAP_NONE:
      break;
    }

  g_assert_not_reached ();
}

/* The vertices chosen, where they would be. */
static void
mark_run (GPtrArray *marks, const MlsSketch *sketch)
{
  g_autofree MlsPoint *points = g_new (MlsPoint, sketch->n_run);

  for (guint i = 0; i < sketch->n_run; i++)
    points[i] = (MlsPoint){ sketch->run[i].x + sketch->by.x, sketch->run[i].y + sketch->by.y };
  take (marks, mls_mark_new_sketch (points, sketch->n_run, sketch->n_run));
}

/* A line in pieces: those that stay as they are need not be drawn again while it goes on. */
static void
mark_line (GPtrArray *marks, const MlsSketch *sketch)
{
  guint from = 0;

  for (; from + LINE_PIECE < sketch->n_placed; from += LINE_PIECE)
    take (marks, mls_mark_new_sketch (sketch->points + from, LINE_PIECE + 1, LINE_PIECE + 1));
  take (marks, mls_mark_new_sketch (sketch->points + from, sketch->n_points - from, sketch->n_placed - from));
}

static void
mark_sketch (MlsMap *self, GPtrArray *marks)
{
  MlsSketch sketch = mls_workspace_get_sketch (self->workspace);
  MlsSnap snap = mls_workspace_get_snap (self->workspace);
  const GArray *handles = mls_workspace_get_handles (self->workspace);

  if (handles->len > 0 && self->has_pointer)
    take (marks, mls_mark_new_handles ((const MlsPoint *) (gpointer) handles->data, handles->len));
  if (sketch.n_run > 0)
    mark_run (marks, &sketch);
  if (mls_tool_sweeps (mls_workspace_get_tool (self->workspace)))
    return;
  if (sketch.n_points > 0 && sketch.n_placed > 0)
    mark_line (marks, &sketch);
  if (snap.kind != MLS_SNAP_NONE && self->has_pointer)
    take (marks, mls_mark_new_snap (snap.point, mark_of (snap.kind)));
}

/* How small a region may be, to be held beside what is on the photo. */
static void
mark_gauge (MlsMap *self, GPtrArray *marks)
{
  MlsArea2 gauge = mls_workspace_get_gauged (self->workspace) ? mls_workspace_get_gauge (self->workspace) : 0;

  if (gauge > 0 && self->has_pointer)
    take (marks, mls_mark_new_square (self->pointer, mls_area2_to_m2 (gauge)));
}

static void
take_square (GArray *points, MlsBox box)
{
  const MlsPoint corners[] = {
    { box.min_x, box.min_y }, { box.max_x, box.min_y }, { box.max_x, box.max_y }, { box.min_x, box.max_y }
  };

  g_array_append_vals (points, corners, G_N_ELEMENTS (corners));
}

/* All squares that have come as far as @state, as one mark. */
static void
mark_squares (GPtrArray *marks, const MlsZoneProgress *progress, MlsCellState state, guint32 colour)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autofree MlsRing *rings = NULL;
  guint n_rings;

  for (guint i = 0; i < mls_zone_progress_get_n (progress); i++)
    if (mls_zone_progress_state (progress, i) == state)
      take_square (points, mls_zone_progress_box (progress, i));

  n_rings = points->len / 4;
  rings = g_new (MlsRing, n_rings);
  for (guint r = 0; r < n_rings; r++)
    rings[r] = (MlsRing){ &g_array_index (points, MlsPoint, 4 * r), 4 };
  if (n_rings > 0)
    take (marks, mls_mark_new_side (rings, n_rings, colour));
}

/* From near the square in the middle, where it ends; from afar those that are done, tinted. */
static void
mark_progress (MlsMap *self, GPtrArray *marks, const MlsZoneProgress *progress)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  MlsPoint middle;
  guint i;

  if (mls_viewport_get_scale (mls_workspace_get_viewport (self->workspace)) > FAR_SCALE)
    {
      mark_squares (marks, progress, MLS_CELL_DONE, ZONE_COLOUR);
      mark_squares (marks, progress, MLS_CELL_CHECKED, CHECKED_COLOUR);
    }
  else if (mls_viewport_get_middle (mls_workspace_get_viewport (self->workspace), &middle) &&
           mls_zone_progress_find (progress, middle, &i))
    {
      take_square (points, mls_zone_progress_box (progress, i));
      take (marks, mls_mark_new_outline (&(MlsRing){ (const MlsPoint *) (gpointer) points->data, 4 }, 1,
                                         mls_zone_progress_state (progress, i) == MLS_CELL_CHECKED ? CHECKED_COLOUR
                                                                                                    : ZONE_COLOUR));
    }
}

/* Where whoever edits works. */
static void
mark_zone (MlsMap *self, GPtrArray *marks)
{
  MlsProject *project = mls_workspace_get_project (self->workspace);
  const MlsWorkZone *zone = &mls_project_get_rules (project)->zone;
  const MlsZoneProgress *progress = mls_project_get_zone_progress (project);
  const MlsRing *rings;
  guint n_rings;

  if (progress != NULL)
    mark_progress (self, marks, progress);
  if (zone->ground == NULL)
    return;

  rings = mls_zone_get_rings (zone->ground, &n_rings);
  take (marks, mls_mark_new_outline (rings, n_rings, ZONE_COLOUR));
}

/* The photo alone has nothing over it. */
static GPtrArray *
all_marks (MlsMap *self)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_mark_unref);
  const GPtrArray *selected = mls_workspace_get_selected (self->workspace);
  const MlsProposal *proposal = mls_workspace_get_proposal (self->workspace);

  if (self->look == MLS_LOOK_BARE)
    return marks;

  mark_zone (self, marks);
  for (guint i = 0; self->places != NULL && i < self->places->len; i++)
    take (marks, mls_mark_new_finding (g_array_index (self->places, MlsPoint, i), FINDING_COLOUR));
  if (self->outline != NULL)
    take (marks, mls_mark_ref (self->outline));
  if (proposal != NULL && mls_workspace_get_tool (self->workspace) != MLS_TOOL_PAINT)
    mark_proposal (marks, proposal);
  mark_swept (self, marks, proposal);
  for (guint i = 0; i < selected->len; i++)
    mark_selection (marks, g_ptr_array_index (selected, i));
  for (guint i = 0; self->imprint != NULL && i < self->imprint->len; i++)
    take (marks, mls_mark_ref (g_ptr_array_index (self->imprint, i)));
  mark_gauge (self, marks);
  mark_sketch (self, marks);
  if (self->pointed_out != NULL)
    take (marks, mls_mark_ref (self->pointed_out));

  return marks;
}

/**
 * mls_map_update_marks:
 * @self: a map
 *
 * Puts over each pane what is in hand; the pointer is echoed in the panes beside the one it is over.
 */
void
mls_map_update_marks (MlsMap *self)
{
  g_autoptr (GPtrArray) marks = NULL;
  gboolean echoes;
  guint in_hand;

  if (self->workspace == NULL)
    return;

  marks = all_marks (self);
  echoes = self->has_pointer && mls_workspace_get_comparison (self->workspace) == MLS_COMPARE_BESIDE;
  in_hand = mls_workspace_get_pane (self->workspace);
  for (guint i = 0; i < MLS_MAX_PANES; i++)
    {
      if (self->panes[i].canvas == NULL)
        continue;

      mls_canvas_set_marks (self->panes[i].canvas, (MlsMark *const *) marks->pdata, marks->len);
      mls_canvas_set_ghost (self->panes[i].canvas,
                            echoes && i != in_hand ? &self->pointer : NULL);
    }
}

static gboolean
end_point_out (gpointer user_data)
{
  MlsMap *self = user_data;

  self->point_source = 0;
  g_clear_pointer (&self->pointed_out, mls_mark_unref);
  mls_map_update_marks (self);

  return G_SOURCE_REMOVE;
}

static MlsMark *
mark_faces (const MlsFace *const *faces, guint n_faces)
{
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (MlsRing));

  for (guint i = 0; i < n_faces; i++)
    for (guint r = 0; r < faces[i]->n_rings; r++)
      {
        MlsRing ring = mls_face_ring (faces[i], r);

        g_array_append_val (rings, ring);
      }

  return mls_mark_new_outline ((const MlsRing *) (gpointer) rings->data, rings->len, POINT_OUT_COLOUR);
}

/* In the place of what was pointed out before. */
static void
point_out (MlsMap *self, MlsMark *mark)
{
  g_clear_handle_id (&self->point_source, g_source_remove);
  g_clear_pointer (&self->pointed_out, mls_mark_unref);

  self->pointed_out = mark;
  self->point_source = g_timeout_add (POINT_OUT_MS, end_point_out, self);
  mls_map_update_marks (self);
}

/**
 * mls_map_point_out:
 * @self: a map with a workspace
 * @point: a place that one was led to
 * @face: (nullable): the face it was for, to be outlined
 *
 * Marks it for a moment.
 */
void
mls_map_point_out (MlsMap *self, MlsPoint point, const MlsFace *face)
{
  point_out (self, face != NULL ? mark_faces (&face, 1) : mls_mark_new_finding (point, POINT_OUT_COLOUR));
}

/**
 * mls_map_point_out_faces:
 * @self: a map with a workspace
 * @faces: (array length=n_faces): some
 * @n_faces: how many
 *
 * Outlines them for a moment.
 */
void
mls_map_point_out_faces (MlsMap *self, const MlsFace *const *faces, guint n_faces)
{
  point_out (self, mark_faces (faces, n_faces));
}

/**
 * mls_map_set_imprint:
 * @self: a map
 * @imprint: (nullable): what an operation did
 *
 * Shows it in every pane and until it is told otherwise: ground that was labelled anew and borders that came drawn through,
 * those that went dashed over them. What was pointed out is so no more.
 */
void
mls_map_set_imprint (MlsMap *self, const MlsImprint *imprint)
{
  g_clear_pointer (&self->imprint, g_ptr_array_unref);
  if (imprint != NULL)
    {
      g_clear_handle_id (&self->point_source, g_source_remove);
      g_clear_pointer (&self->pointed_out, mls_mark_unref);
      self->imprint = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_mark_unref);
      if (imprint->ground->len > 0)
        g_ptr_array_add (self->imprint, mark_faces ((const MlsFace *const *) imprint->ground->pdata, imprint->ground->len));
      if (imprint->come->len > 0)
        g_ptr_array_add (self->imprint, mls_mark_new_lines (imprint->come, POINT_OUT_COLOUR, FALSE));
      if (imprint->gone->len > 0)
        g_ptr_array_add (self->imprint, mls_mark_new_lines (imprint->gone, GONE_COLOUR, TRUE));
    }
  mls_map_update_marks (self);
}
