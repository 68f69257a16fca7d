#include "coverage/overlay.h"

#include "coverage/dissect.h"
#include "coverage/edge-changes.h"
#include "coverage/refusal.h"
#include "coverage/segment-table.h"
#include "coverage/way.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _MlsOverlay
{
  gatomicrefcount  ref_count;

  MlsPatch        *patch;
  GPtrArray       *cells;    /* (element-type MlsCell) every cell met, cut ones first met first */
  GHashTable      *whole;    /* face → its cell, for faces in one piece */
  GHashTable      *replaced; /* faces of which cells with other rings stand here */
  MlsSegmentTable *segments; /* directed segment → the cut cell on its left */
  MlsSegmentTable *course;   /* directed segments of the line, both ways */
  GArray          *courses;  /* (element-type MlsCourse) the line */
  MlsEdgeChanges  *edges;
};

static void
cell_free (gpointer data)
{
  MlsCell *cell = data;

  mls_face_unref (cell->shape);
  g_free (cell->labels);
  g_array_unref (cell->ground);
  g_free (cell);
}

/**
 * mls_overlay_new:
 * @patch: what lies below
 *
 * Returns: (transfer full): an overlay that changes nothing yet
 */
MlsOverlay *
mls_overlay_new (MlsPatch *patch)
{
  MlsOverlay *overlay = g_new0 (MlsOverlay, 1);

  g_atomic_ref_count_init (&overlay->ref_count);
  overlay->patch = mls_patch_ref (patch);
  overlay->cells = g_ptr_array_new_with_free_func (cell_free);
  overlay->whole = g_hash_table_new (NULL, NULL);
  overlay->replaced = g_hash_table_new (NULL, NULL);
  overlay->segments = mls_segment_table_new ();
  overlay->course = mls_segment_table_new ();
  overlay->courses = g_array_new (FALSE, FALSE, sizeof (MlsCourse));
  overlay->edges = mls_edge_changes_new (patch);

  return overlay;
}

/**
 * mls_overlay_ref:
 * @overlay: an overlay
 *
 * Returns: (transfer full): @overlay, counted once more
 */
MlsOverlay *
mls_overlay_ref (MlsOverlay *overlay)
{
  g_atomic_ref_count_inc (&overlay->ref_count);

  return overlay;
}

/**
 * mls_overlay_unref:
 * @overlay: (transfer full): an overlay
 */
void
mls_overlay_unref (MlsOverlay *overlay)
{
  if (!g_atomic_ref_count_dec (&overlay->ref_count))
    return;

  mls_segment_table_free (overlay->segments);
  mls_segment_table_free (overlay->course);
  g_array_unref (overlay->courses);
  mls_edge_changes_free (overlay->edges);
  g_hash_table_unref (overlay->whole);
  g_hash_table_unref (overlay->replaced);
  g_ptr_array_unref (overlay->cells);
  mls_patch_unref (overlay->patch);
  g_free (overlay);
}

/**
 * mls_overlay_patch:
 * @overlay: an overlay
 *
 * Returns: (transfer none): what lies below
 */
MlsPatch *
mls_overlay_patch (MlsOverlay *overlay)
{
  return overlay->patch;
}

static MlsCell *
add_cell (MlsOverlay *overlay, MlsFace *shape, const MlsFace *parent)
{
  MlsCell *cell = g_new0 (MlsCell, 1);

  cell->shape = shape;
  cell->parent = parent;
  cell->labels = g_memdup2 (parent->labels, parent->n_vintages * sizeof (MlsLabel));
  cell->area2 = mls_face_area2 (shape);
  cell->cut = shape != parent;
  cell->ground = g_array_sized_new (FALSE, FALSE, sizeof (MlsGround), 1);
  g_array_append_val (cell->ground, ((MlsGround){ parent, cell->area2 }));
  g_ptr_array_add (overlay->cells, cell);

  return cell;
}

static void
index_cell (MlsOverlay *overlay, MlsCell *cell)
{
  for (guint r = 0; r < cell->shape->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (cell->shape, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        mls_segment_table_set (overlay->segments, ring.points[j], ring.points[i], cell);
    }
}

static void
add_piece (MlsOverlay *overlay, const MlsFace *parent, const MlsRing *rings, guint n_rings)
{
  MlsFace *shape = mls_face_new (parent->id, rings, n_rings, parent->labels, parent->n_vintages);

  index_cell (overlay, add_cell (overlay, shape, parent));
}

static void
add_ring_borders (MlsDissection *dissection, MlsNoding *noding, MlsRing ring)
{
  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    {
      MlsPoint a = ring.points[j];
      MlsPoint b = ring.points[i];
      const GArray *chain = mls_borders_chain_of (mls_noding_borders (noding), a, b);
      gboolean forward = mls_point_compare (a, b) < 0;

      if (chain == NULL)
        {
          mls_dissection_add_border (dissection, a, b);
          continue;
        }

      for (guint k = 1; k < chain->len; k++)
        mls_dissection_add_border (
            dissection, g_array_index (chain, MlsPoint, forward ? k - 1 : chain->len - k),
            g_array_index (chain, MlsPoint, forward ? k : chain->len - k - 1));
    }
}

/* The areas @face falls into. */
static GPtrArray *
dissect_face (MlsOverlay *overlay, MlsNoding *noding, const MlsFace *face)
{
  g_autoptr (MlsDissection) dissection = mls_dissection_new ();

  for (guint r = 0; r < face->n_rings; r++)
    add_ring_borders (dissection, noding, mls_face_ring (face, r));

  for (guint i = 0; i < overlay->courses->len; i++)
    {
      const MlsCourse *course = &g_array_index (overlay->courses, MlsCourse, i);

      if (course->runs == MLS_RUNS_INSIDE && course->face == face)
        mls_dissection_add_chord (dissection, course->a, course->b);
    }

  return mls_dissection_run (dissection);
}

static gboolean
cut_face (MlsOverlay *overlay, MlsNoding *noding, const MlsFace *face, GError **error)
{
  g_autoptr (GPtrArray) areas = dissect_face (overlay, noding, face);

  if (areas == NULL || areas->len == 0)
    {
      g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE,
                   "Face %" G_GINT64_FORMAT " would vanish on the grid", face->id);
      return FALSE;
    }

  g_hash_table_add (overlay->replaced, (gpointer) face);
  for (guint i = 0; i < areas->len; i++)
    {
      MlsShape *area = g_ptr_array_index (areas, i);

      add_piece (overlay, face, mls_shape_get_rings (area), mls_shape_n_rings (area));
    }

  return TRUE;
}

/* Leads the territory's edge along @chain, where it went straight from @a to @b. */
static gboolean
lead_edge (MlsOverlay *overlay, const MlsChain *chain, MlsPoint a, MlsPoint b)
{
  g_autoptr (GArray) was = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) is = mls_point_equal (chain->low, a) ? g_array_ref (chain->points) : mls_way_reversed (chain->points);

  g_array_append_val (was, a);
  g_array_append_val (was, b);

  return mls_edge_changes_lead (overlay->edges, was, is);
}

/* Takes up what the line did to one border: both faces are to be made anew, or the one and the
 * territory's edge. */
static gboolean
take_chain (MlsOverlay *overlay, const MlsChain *chain, GHashTable *touched, GError **error)
{
  const MlsFace *left = mls_patch_left_of (overlay->patch, chain->low, chain->high);
  const MlsFace *right = mls_patch_left_of (overlay->patch, chain->high, chain->low);
  MlsPoint a = left != NULL ? chain->low : chain->high;
  MlsPoint b = left != NULL ? chain->high : chain->low;

  if (left != NULL)
    g_hash_table_add (touched, (gpointer) left);
  if (right != NULL)
    g_hash_table_add (touched, (gpointer) right);

  if ((left == NULL || right == NULL) && !lead_edge (overlay, chain, a, b))
    {
      g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_EDGE,
                   _("The border at (%.3f, %.3f) is neither shared nor the territory's edge"),
                   mls_grid_to_metres (a.x), mls_grid_to_metres (a.y));
      return FALSE;
    }

  return mls_patch_check (overlay->patch, error);
}

/* Near the tip of a sharp corner both its sides round to the same places, and the faces lose the tip: the stored
 * edge would run there and back. */
static gboolean
check_edges (const MlsOverlay *overlay, GError **error)
{
  g_autoptr (MlsSegmentTable) walked = mls_segment_table_new ();
  const GArray *edges = mls_edge_changes_rows (overlay->edges);

  for (guint i = 0; i < edges->len; i++)
    {
      const GArray *after = g_array_index (edges, MlsEdgeChange, i).after;

      for (guint k = 1; k < after->len; k++)
        {
          MlsPoint a = g_array_index (after, MlsPoint, k - 1);
          MlsPoint b = g_array_index (after, MlsPoint, k);

          if (mls_segment_table_get (walked, b, a) != NULL)
            {
              g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE,
                           _("The territory's edge is too sharp at (%.3f, %.3f) to be cut there"),
                           mls_grid_to_metres (a.x), mls_grid_to_metres (a.y));
              return FALSE;
            }
          mls_segment_table_set (walked, a, b, walked);
        }
    }

  return TRUE;
}

/**
 * mls_overlay_cut:
 * @overlay: an overlay that changes nothing yet
 * @noding: a line noded with the overlay's patch
 * @error: %MLS_REFUSAL_TOO_FINE, %MLS_REFUSAL_EDGE, or the source's error
 *
 * Cuts the faces the line crosses, and gives the faces beside it the vertices it made. Labels stay.
 *
 * Returns: %FALSE if that cannot be done
 */
gboolean
mls_overlay_cut (MlsOverlay *overlay, MlsNoding *noding, GError **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) faces = NULL;
  const GArray *chains = mls_borders_chains (mls_noding_borders (noding));

  g_return_val_if_fail (overlay->cells->len == 0, FALSE);

  g_array_unref (overlay->courses);
  overlay->courses = mls_noding_course (noding);
  for (guint i = 0; i < overlay->courses->len; i++)
    {
      const MlsCourse *course = &g_array_index (overlay->courses, MlsCourse, i);

      if (course->face != NULL)
        g_hash_table_add (touched, (gpointer) course->face);
      mls_segment_table_set (overlay->course, course->a, course->b, overlay);
      mls_segment_table_set (overlay->course, course->b, course->a, overlay);
    }

  for (guint i = 0; i < chains->len; i++)
    if (!take_chain (overlay, &g_array_index (chains, MlsChain, i), touched, error))
      return FALSE;
  if (!check_edges (overlay, error))
    return FALSE;

  faces = mls_face_set_sorted (touched);
  for (guint i = 0; i < faces->len; i++)
    if (!cut_face (overlay, noding, g_ptr_array_index (faces, i), error))
      return FALSE;

  return mls_patch_check (overlay->patch, error);
}

/**
 * mls_overlay_replace:
 * @overlay: an overlay
 * @faces: (element-type MlsFace): of its patch, all with the same labels, that nothing has touched yet
 * @shape: what becomes of them, with the id and labels of the first
 * @ground: (transfer full) (element-type MlsGround): what @shape is of
 *
 * Gives @faces other rings, as one cell. What lies beside them must be replaced to match.
 */
void
mls_overlay_replace (MlsOverlay *overlay, const GPtrArray *faces, MlsFace *shape, GArray *ground)
{
  MlsCell *cell;

  for (guint i = 0; i < faces->len; i++)
    {
      g_return_if_fail (!g_hash_table_contains (overlay->whole, g_ptr_array_index (faces, i)));
      g_return_if_fail (g_hash_table_add (overlay->replaced, g_ptr_array_index (faces, i)));
    }

  cell = add_cell (overlay, mls_face_ref (shape), g_ptr_array_index (faces, 0));
  g_array_unref (cell->ground);
  cell->ground = ground;
  index_cell (overlay, cell);
}

/**
 * mls_overlay_course:
 * @overlay: an overlay
 *
 * Returns: (transfer none) (element-type MlsCourse): the final course of the line that cut it
 */
GArray *
mls_overlay_course (MlsOverlay *overlay)
{
  return overlay->courses;
}

/**
 * mls_overlay_is_course:
 * @overlay: an overlay
 * @a: one end of a segment
 * @b: its other end
 *
 * Returns: whether the line that cut it runs there
 */
gboolean
mls_overlay_is_course (MlsOverlay *overlay, MlsPoint a, MlsPoint b)
{
  return mls_segment_table_get (overlay->course, a, b) != NULL;
}

/**
 * mls_overlay_cell_of:
 * @overlay: an overlay
 * @face: a face of its patch
 *
 * Returns: (transfer none) (nullable): the cell @face is; %NULL if other rings have replaced it
 */
MlsCell *
mls_overlay_cell_of (MlsOverlay *overlay, const MlsFace *face)
{
  MlsCell *cell = g_hash_table_lookup (overlay->whole, face);

  if (cell == NULL && !g_hash_table_contains (overlay->replaced, face))
    {
      cell = add_cell (overlay, mls_face_ref (face), face);
      g_hash_table_insert (overlay->whole, (gpointer) face, cell);
    }

  return cell;
}

/**
 * mls_overlay_cell_at:
 * @overlay: an overlay
 * @point: any point
 *
 * Returns: (transfer none) (nullable): the cell that holds @point; on a border one that touches it;
 *   %NULL outside the territory
 */
MlsCell *
mls_overlay_cell_at (MlsOverlay *overlay, MlsPoint point)
{
  const MlsFace *face;
  MlsCell *touching = NULL;

  for (guint i = 0; i < overlay->cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (overlay->cells, i);
      MlsSide side = cell->cut ? mls_face_locate (cell->shape, point) : MLS_SIDE_OUTSIDE;

      if (side == MLS_SIDE_INSIDE)
        return cell;
      if (side == MLS_SIDE_BORDER && touching == NULL)
        touching = cell;
    }

  face = mls_patch_face_at (overlay->patch, point);

  return touching != NULL || face == NULL ? touching : mls_overlay_cell_of (overlay, face);
}

/**
 * mls_overlay_left_of:
 * @overlay: an overlay
 * @a: where a segment starts
 * @b: where it ends
 *
 * Returns: (transfer none) (nullable): the cell one of whose rings walks @a → @b; %NULL beyond the
 *   territory's edge
 */
MlsCell *
mls_overlay_left_of (MlsOverlay *overlay, MlsPoint a, MlsPoint b)
{
  MlsCell *cell = mls_segment_table_get (overlay->segments, a, b);
  const MlsFace *face;

  if (cell != NULL)
    return cell;

  face = mls_patch_left_of (overlay->patch, a, b);

  return face != NULL ? mls_overlay_cell_of (overlay, face) : NULL;
}

/* What a cell that is a whole face has beside it: the patch knows the faces, and of most of them nothing has
 * become yet. */
static void
each_beside_face (MlsOverlay *overlay, const MlsCell *cell, MlsNeighbourFunc func, gpointer user_data)
{
  const MlsFace *const *across = mls_patch_across (overlay->patch, cell->parent);
  const MlsFace *last = NULL;
  MlsCell *neighbour = NULL;

  for (guint r = 0; r < cell->shape->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (cell->shape, r);
      gsize offset = (gsize) (ring.points - cell->shape->points);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        {
          const MlsFace *face = across[offset + j];

          if (face != last || neighbour == NULL)
            neighbour = face != NULL ? mls_overlay_cell_of (overlay, face) : NULL;
          last = face;
          func (neighbour != NULL || face == NULL ? neighbour
                                                  : mls_segment_table_get (overlay->segments, ring.points[i],
                                                                           ring.points[j]),
                ring.points[j], ring.points[i], user_data);
        }
    }
}

/**
 * mls_overlay_each_neighbour:
 * @overlay: an overlay
 * @cell: one of its cells
 * @func: (scope call): called for each segment of @cell with the cell across it, %NULL beyond the
 *   territory's edge
 * @user_data: for @func
 */
void
mls_overlay_each_neighbour (MlsOverlay       *overlay,
                            const MlsCell    *cell,
                            MlsNeighbourFunc  func,
                            gpointer          user_data)
{
  if (!cell->cut)
    {
      each_beside_face (overlay, cell, func, user_data);
      return;
    }

  for (guint r = 0; r < cell->shape->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (cell->shape, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        func (mls_overlay_left_of (overlay, ring.points[i], ring.points[j]), ring.points[j],
              ring.points[i], user_data);
    }
}

/**
 * mls_overlay_cells:
 * @overlay: an overlay
 *
 * Returns: (transfer none) (element-type MlsCell): every cell met so far, those cut first
 */
GPtrArray *
mls_overlay_cells (MlsOverlay *overlay)
{
  return overlay->cells;
}

/**
 * mls_overlay_edges:
 * @overlay: an overlay
 *
 * Returns: (transfer none) (element-type MlsEdgeChange): pieces of the territory's edge that gained
 *   a vertex
 */
const GArray *
mls_overlay_edges (MlsOverlay *overlay)
{
  return mls_edge_changes_rows (overlay->edges);
}

/**
 * mls_cell_is_relabelled:
 * @cell: a cell
 *
 * Returns: whether it will have another label than its parent, in any vintage
 */
gboolean
mls_cell_is_relabelled (const MlsCell *cell)
{
  return memcmp (cell->labels, cell->parent->labels, cell->parent->n_vintages * sizeof (MlsLabel)) != 0;
}
