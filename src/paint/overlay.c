#include "paint/overlay-private.h"

#include "paint/clip.h"

#include <math.h>

/* A smaller overlay is drawn whole; a larger one in the cells its lines pass through, logical px. */
#define CELL 128

static MlsOverlay *
overlay_alloc (MlsOverlayKind kind, guint32 colour)
{
  MlsOverlay *overlay = g_new0 (MlsOverlay, 1);

  g_atomic_ref_count_init (&overlay->ref_count);
  overlay->kind = kind;
  overlay->colour = colour;
  overlay->box = MLS_BOX_EMPTY;
  overlay->points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  overlay->ends = g_array_new (FALSE, FALSE, sizeof (guint));

  return overlay;
}

static void
add_ring (MlsOverlay *overlay, const MlsPoint *points, gsize n_points)
{
  MlsBox box = mls_box_of_points (points, n_points);

  g_array_append_vals (overlay->points, points, (guint) n_points);
  g_array_append_val (overlay->ends, overlay->points->len);
  overlay->box = mls_box_union (&overlay->box, &box);
}

static MlsOverlay *
of_rings (MlsOverlayKind kind, guint32 colour, const MlsRing *rings, guint n_rings)
{
  MlsOverlay *overlay = overlay_alloc (kind, colour);

  for (guint i = 0; i < n_rings; i++)
    add_ring (overlay, rings[i].points, rings[i].n_points);

  return overlay;
}

static MlsOverlay *
of_point (MlsOverlayKind kind, guint32 colour, MlsPoint point)
{
  MlsOverlay *overlay = overlay_alloc (kind, colour);

  add_ring (overlay, &point, 1);

  return overlay;
}

/**
 * mls_overlay_new_outline:
 * @rings: (array length=n_rings): the borders of an area
 * @n_rings: how many
 * @colour: 0xrrggbb
 *
 * What is selected, or pointed at: the photo inside stays as it is.
 *
 * Returns: (transfer full): the overlay
 */
MlsOverlay *
mls_overlay_new_outline (const MlsRing *rings, guint n_rings, guint32 colour)
{
  return of_rings (MLS_OVERLAY_OUTLINE, colour, rings, n_rings);
}

/**
 * mls_overlay_new_side:
 * @rings: (array length=n_rings): the borders of an area
 * @n_rings: how many
 * @colour: 0xrrggbb
 *
 * The side that takes a code, while its line is being drawn: tinted, its border drawn.
 *
 * Returns: (transfer full): the overlay
 */
MlsOverlay *
mls_overlay_new_side (const MlsRing *rings, guint n_rings, guint32 colour)
{
  return of_rings (MLS_OVERLAY_SIDE, colour, rings, n_rings);
}

/**
 * mls_overlay_new_pending:
 * @rings: (array length=n_rings): the borders of an area
 * @n_rings: how many
 *
 * The side that waits for a code: hatched.
 *
 * Returns: (transfer full): the overlay
 */
MlsOverlay *
mls_overlay_new_pending (const MlsRing *rings, guint n_rings)
{
  return of_rings (MLS_OVERLAY_PENDING, MLS_OVERLAY_SKETCH_COLOUR, rings, n_rings);
}

/**
 * mls_overlay_new_sketch:
 * @points: (array length=n_points): the line as it would be, at least 1
 * @n_points: how many
 * @n_placed: how many of the first are placed; the rest follows the pointer
 *
 * Returns: (transfer full): the overlay
 */
MlsOverlay *
mls_overlay_new_sketch (const MlsPoint *points, guint n_points, guint n_placed)
{
  MlsOverlay *overlay;

  g_return_val_if_fail (n_points > 0 && n_placed <= n_points, NULL);

  overlay = overlay_alloc (MLS_OVERLAY_SKETCH, MLS_OVERLAY_SKETCH_COLOUR);
  overlay->n_placed = n_placed;
  add_ring (overlay, points, n_points);

  return overlay;
}

/**
 * mls_overlay_new_snap:
 * @point: where a click would go
 * @mark: what it would be on
 *
 * Returns: (transfer full): the overlay
 */
MlsOverlay *
mls_overlay_new_snap (MlsPoint point, MlsSnapMark mark)
{
  MlsOverlay *overlay = of_point (MLS_OVERLAY_SNAP, MLS_OVERLAY_SNAP_COLOUR, point);

  overlay->mark = mark;

  return overlay;
}

/**
 * mls_overlay_new_finding:
 * @point: where something is to be looked at
 * @colour: 0xrrggbb
 *
 * Returns: (transfer full): the overlay
 */
MlsOverlay *
mls_overlay_new_finding (MlsPoint point, guint32 colour)
{
  return of_point (MLS_OVERLAY_FINDING, colour, point);
}

/**
 * mls_overlay_new_square:
 * @centre: its middle
 * @area_m2: an area, such as the smallest a region may have
 *
 * Returns: (transfer full): the outline of a square of that area
 */
MlsOverlay *
mls_overlay_new_square (MlsPoint centre, double area_m2)
{
  gint64 half = llround (sqrt (area_m2) / 2 * MLS_MM_PER_M);
  const MlsPoint corners[] = { { centre.x - half, centre.y - half }, { centre.x + half, centre.y - half },
                               { centre.x + half, centre.y + half }, { centre.x - half, centre.y + half } };
  MlsRing ring = { corners, G_N_ELEMENTS (corners) };

  return of_rings (MLS_OVERLAY_SQUARE, MLS_OVERLAY_GHOST_COLOUR, &ring, 1);
}

/**
 * mls_overlay_new_ghost:
 * @point: where the pointer is in another pane
 *
 * Returns: (transfer full): the overlay
 */
MlsOverlay *
mls_overlay_new_ghost (MlsPoint point)
{
  return of_point (MLS_OVERLAY_GHOST, MLS_OVERLAY_GHOST_COLOUR, point);
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

  g_array_unref (overlay->points);
  g_array_unref (overlay->ends);
  g_free (overlay);
}

/* The whole px it may touch within @window; of no width when it touches none. */
static cairo_rectangle_t
bounds_in (const MlsOverlay *overlay, const MlsTransform *transform, const cairo_rectangle_t *window)
{
  MlsExtent extent = mls_extent_of_box (&overlay->box);
  double west = MAX (floor (mls_transform_x (transform, extent.min_x) - MLS_OVERLAY_REACH_PX), window->x);
  double north = MAX (floor (mls_transform_y (transform, extent.max_y) - MLS_OVERLAY_REACH_PX), window->y);
  double east = MIN (ceil (mls_transform_x (transform, extent.max_x) + MLS_OVERLAY_REACH_PX),
                     window->x + window->width);
  double south = MIN (ceil (mls_transform_y (transform, extent.min_y) + MLS_OVERLAY_REACH_PX),
                      window->y + window->height);

  if (west >= east || north >= south)
    return (cairo_rectangle_t){ 0, 0, 0, 0 };

  return (cairo_rectangle_t){ west, north, east - west, south - north };
}

/* The cells of a window, and which of them something is drawn in. */
typedef struct
{
  cairo_rectangle_t bounds;
  int               columns;
  int               rows;
  gboolean         *used;
} Cells;

static void
use_segment (Cells *cells, MlsClipLine line)
{
  double reach = MLS_OVERLAY_REACH_PX;
  const cairo_rectangle_t *bounds = &cells->bounds;
  int first_row = (int) ((MIN (line.y0, line.y1) - reach - bounds->y) / CELL);
  int last_row = (int) ((MAX (line.y0, line.y1) + reach - bounds->y) / CELL);

  for (int row = MAX (first_row, 0); row <= MIN (last_row, cells->rows - 1); row++)
    {
      cairo_rectangle_t strip = { bounds->x - reach, bounds->y + row * CELL - reach,
                                  bounds->width + 2 * reach, CELL + 2 * reach };
      MlsClipLine part = line;
      int first, last;

      if (!mls_clip_line (&part, &strip))
        continue;

      first = (int) ((MIN (part.x0, part.x1) - reach - bounds->x) / CELL);
      last = (int) ((MAX (part.x0, part.x1) + reach - bounds->x) / CELL);
      for (int column = MAX (first, 0); column <= MIN (last, cells->columns - 1); column++)
        cells->used[row * cells->columns + column] = TRUE;
    }
}

static void
use_segments (Cells *cells, const MlsOverlay *overlay, const MlsTransform *transform)
{
  double reach = MLS_OVERLAY_REACH_PX;
  cairo_rectangle_t near = { cells->bounds.x - reach, cells->bounds.y - reach,
                             cells->bounds.width + 2 * reach, cells->bounds.height + 2 * reach };
  guint start = 0;

  for (guint r = 0; r < overlay->ends->len; r++)
    {
      guint end = g_array_index (overlay->ends, guint, r);

      for (guint i = start; i < end; i++)
        {
          MlsClipLine line = mls_clip_segment (overlay->points, i, i + 1 < end ? i + 1 : start, transform);

          if (mls_clip_line (&line, &near))
            use_segment (cells, line);
        }
      start = end;
    }
}

static GArray *
cells_used (const Cells *cells)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));

  for (int i = 0; i < cells->columns * cells->rows; i++)
    {
      int x = i % cells->columns * CELL;
      int y = i / cells->columns * CELL;
      cairo_rectangle_t cell = { cells->bounds.x + x, cells->bounds.y + y,
                                 MIN (CELL, cells->bounds.width - x), MIN (CELL, cells->bounds.height - y) };

      if (cells->used[i])
        g_array_append_val (out, cell);
    }

  return out;
}

static gboolean
is_filled (const MlsOverlay *overlay)
{
  return overlay->kind == MLS_OVERLAY_SIDE || overlay->kind == MLS_OVERLAY_PENDING;
}

/**
 * mls_overlay_cells:
 * @overlay: an overlay
 * @transform: from m to logical px
 * @window: what is seen, logical px
 *
 * Returns: (transfer full) (element-type cairo_rectangle_t): the rectangles to draw it in, of whole
 *   px, apart from each other; none when it is out of sight
 */
GArray *
mls_overlay_cells (const MlsOverlay        *overlay,
                   const MlsTransform      *transform,
                   const cairo_rectangle_t *window)
{
  Cells cells = { .bounds = bounds_in (overlay, transform, window) };
  g_autofree gboolean *used = NULL;

  if (cells.bounds.width == 0)
    return g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));

  if (is_filled (overlay) || cells.bounds.width * cells.bounds.height <= 4 * CELL * CELL)
    {
      GArray *whole = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));

      return g_array_append_val (whole, cells.bounds);
    }

  cells.columns = (int) ceil (cells.bounds.width / CELL);
  cells.rows = (int) ceil (cells.bounds.height / CELL);
  cells.used = used = g_new0 (gboolean, cells.columns * cells.rows);
  use_segments (&cells, overlay, transform);

  return cells_used (&cells);
}
