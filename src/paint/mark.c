#include "paint/mark-private.h"

#include "paint/clip.h"

#include <math.h>
#include <string.h>

/* A smaller mark is drawn whole; a larger one in the cells its lines pass through, logical px. */
#define CELL 128

static MlsMark *
mark_alloc (MlsMarkKind kind, guint32 colour)
{
  MlsMark *mark = g_new0 (MlsMark, 1);

  g_atomic_ref_count_init (&mark->ref_count);
  mark->kind = kind;
  mark->colour = colour;
  mark->box = MLS_BOX_EMPTY;
  mark->points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  mark->ends = g_array_new (FALSE, FALSE, sizeof (guint));

  return mark;
}

static void
add_ring (MlsMark *mark, const MlsPoint *points, gsize n_points)
{
  MlsBox box = mls_box_of_points (points, n_points);

  g_array_append_vals (mark->points, points, (guint) n_points);
  g_array_append_val (mark->ends, mark->points->len);
  mark->box = mls_box_union (&mark->box, &box);
}

static MlsMark *
of_rings (MlsMarkKind kind, guint32 colour, const MlsRing *rings, guint n_rings)
{
  MlsMark *mark = mark_alloc (kind, colour);

  for (guint i = 0; i < n_rings; i++)
    add_ring (mark, rings[i].points, rings[i].n_points);

  return mark;
}

static MlsMark *
of_point (MlsMarkKind kind, guint32 colour, MlsPoint point)
{
  MlsMark *mark = mark_alloc (kind, colour);

  add_ring (mark, &point, 1);

  return mark;
}

/**
 * mls_mark_new_outline:
 * @rings: (array length=n_rings): the borders of an area
 * @n_rings: how many
 * @colour: 0xrrggbb
 *
 * What is selected, or pointed at: the photo inside stays as it is.
 *
 * Returns: (transfer full): the mark
 */
MlsMark *
mls_mark_new_outline (const MlsRing *rings, guint n_rings, guint32 colour)
{
  return of_rings (MLS_MARK_OUTLINE, colour, rings, n_rings);
}

/**
 * mls_mark_new_side:
 * @rings: (array length=n_rings): the borders of an area
 * @n_rings: how many
 * @colour: 0xrrggbb
 *
 * The side that takes a code, while its line is being drawn: tinted, its border drawn.
 *
 * Returns: (transfer full): the mark
 */
MlsMark *
mls_mark_new_side (const MlsRing *rings, guint n_rings, guint32 colour)
{
  return of_rings (MLS_MARK_SIDE, colour, rings, n_rings);
}

/**
 * mls_mark_new_pending:
 * @rings: (array length=n_rings): the borders of an area
 * @n_rings: how many
 *
 * The side that waits for a code: hatched.
 *
 * Returns: (transfer full): the mark
 */
MlsMark *
mls_mark_new_pending (const MlsRing *rings, guint n_rings)
{
  return of_rings (MLS_MARK_PENDING, MLS_MARK_SKETCH_COLOUR, rings, n_rings);
}

/**
 * mls_mark_new_sketch:
 * @points: (array length=n_points): the line as it would be, at least 1
 * @n_points: how many
 * @n_placed: how many of the first are placed; the rest follows the pointer
 *
 * Returns: (transfer full): the mark
 */
MlsMark *
mls_mark_new_sketch (const MlsPoint *points, guint n_points, guint n_placed)
{
  MlsMark *mark;

  g_return_val_if_fail (n_points > 0 && n_placed <= n_points, NULL);

  mark = mark_alloc (MLS_MARK_SKETCH, MLS_MARK_SKETCH_COLOUR);
  mark->n_placed = n_placed;
  add_ring (mark, points, n_points);

  return mark;
}

/**
 * mls_mark_new_handles:
 * @points: (array length=n_points): vertices, at least 1
 * @n_points: how many
 *
 * What could be taken hold of.
 *
 * Returns: (transfer full): the mark
 */
MlsMark *
mls_mark_new_handles (const MlsPoint *points, guint n_points)
{
  MlsMark *mark = mark_alloc (MLS_MARK_HANDLES, MLS_MARK_GHOST_COLOUR);

  for (guint i = 0; i < n_points; i++)
    add_ring (mark, &points[i], 1);

  return mark;
}

/**
 * mls_mark_new_lines:
 * @lines: (element-type GArray): each of MlsPoint, at least 1
 * @colour: 0xrrggbb
 * @dashed: whether they are only what was there
 *
 * Borders that came, or went.
 *
 * Returns: (transfer full): the mark
 */
MlsMark *
mls_mark_new_lines (const GPtrArray *lines, guint32 colour, gboolean dashed)
{
  MlsMark *mark = mark_alloc (MLS_MARK_LINES, colour);

  mark->dashed = dashed;
  for (guint i = 0; i < lines->len; i++)
    {
      const GArray *line = g_ptr_array_index (lines, i);

      add_ring (mark, (const MlsPoint *) (gpointer) line->data, line->len);
    }

  return mark;
}

/**
 * mls_mark_new_snap:
 * @point: where a click would go
 * @snap: what it would be on
 *
 * Returns: (transfer full): the mark
 */
MlsMark *
mls_mark_new_snap (MlsPoint point, MlsMarkSnap snap)
{
  gboolean is_own = snap == MLS_MARK_SNAP_VERTEX || snap == MLS_MARK_SNAP_BORDER;
  MlsMark *mark = of_point (MLS_MARK_SNAP, is_own ? MLS_MARK_SNAP_COLOUR : MLS_MARK_FIGURE_COLOUR, point);

  mark->snap = snap;

  return mark;
}

/**
 * mls_mark_new_finding:
 * @point: where something is to be looked at
 * @colour: 0xrrggbb
 *
 * Returns: (transfer full): the mark
 */
MlsMark *
mls_mark_new_finding (MlsPoint point, guint32 colour)
{
  return of_point (MLS_MARK_FINDING, colour, point);
}

/**
 * mls_mark_new_square:
 * @centre: its middle
 * @area_m2: an area, such as the smallest a region may have
 *
 * Returns: (transfer full): the outline of a square of that area
 */
MlsMark *
mls_mark_new_square (MlsPoint centre, double area_m2)
{
  gint64 half = llround (sqrt (area_m2) / 2 * MLS_MM_PER_M);
  const MlsPoint corners[] = { { centre.x - half, centre.y - half },
                               { centre.x + half, centre.y - half },
                               { centre.x + half, centre.y + half },
                               { centre.x - half, centre.y + half } };
  MlsRing ring = { corners, G_N_ELEMENTS (corners) };

  return of_rings (MLS_MARK_SQUARE, MLS_MARK_GHOST_COLOUR, &ring, 1);
}

/**
 * mls_mark_new_ghost:
 * @point: where the pointer is in another pane
 *
 * Returns: (transfer full): the mark
 */
MlsMark *
mls_mark_new_ghost (MlsPoint point)
{
  return of_point (MLS_MARK_GHOST, MLS_MARK_GHOST_COLOUR, point);
}

/**
 * mls_mark_ref:
 * @mark: a mark
 *
 * Returns: (transfer full): @mark, counted once more
 */
MlsMark *
mls_mark_ref (MlsMark *mark)
{
  g_atomic_ref_count_inc (&mark->ref_count);

  return mark;
}

/**
 * mls_mark_unref:
 * @mark: (transfer full): a mark
 */
void
mls_mark_unref (MlsMark *mark)
{
  if (!g_atomic_ref_count_dec (&mark->ref_count))
    return;

  g_array_unref (mark->points);
  g_array_unref (mark->ends);
  g_free (mark);
}

static gboolean
same_bytes (GArray *a, GArray *b, gsize size)
{
  return a->len == b->len && memcmp (a->data, b->data, a->len * size) == 0;
}

/**
 * mls_mark_equal:
 * @a: a mark
 * @b: another
 *
 * Returns: whether both look the same in the same place
 */
gboolean
mls_mark_equal (const MlsMark *a, const MlsMark *b)
{
  return a == b || (a->kind == b->kind && a->colour == b->colour && a->snap == b->snap &&
                    a->n_placed == b->n_placed && a->dashed == b->dashed &&
                    same_bytes (a->points, b->points, sizeof (MlsPoint)) &&
                    same_bytes (a->ends, b->ends, sizeof (guint)));
}

/* The whole px it may touch within @window; of no width when it touches none. */
static cairo_rectangle_t
bounds_in (const MlsMark *mark, const MlsTransform *transform, const cairo_rectangle_t *window)
{
  MlsExtent extent = mls_extent_of_box (&mark->box);
  double west =
      MAX (floor (mls_transform_x (transform, extent.min_x) - MLS_MARK_REACH_PX), window->x);
  double north =
      MAX (floor (mls_transform_y (transform, extent.max_y) - MLS_MARK_REACH_PX), window->y);
  double east = MIN (ceil (mls_transform_x (transform, extent.max_x) + MLS_MARK_REACH_PX),
                     window->x + window->width);
  double south = MIN (ceil (mls_transform_y (transform, extent.min_y) + MLS_MARK_REACH_PX),
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
  double reach = MLS_MARK_REACH_PX;
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
use_segments (Cells *cells, const MlsMark *mark, const MlsTransform *transform)
{
  double reach = MLS_MARK_REACH_PX;
  cairo_rectangle_t near = { cells->bounds.x - reach, cells->bounds.y - reach,
                             cells->bounds.width + 2 * reach, cells->bounds.height + 2 * reach };
  guint start = 0;

  for (guint r = 0; r < mark->ends->len; r++)
    {
      guint end = g_array_index (mark->ends, guint, r);

      for (guint i = start; i < end; i++)
        {
          MlsClipLine line =
              mls_clip_segment (mark->points, i, i + 1 < end ? i + 1 : start, transform);

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
                                 MIN (CELL, cells->bounds.width - x),
                                 MIN (CELL, cells->bounds.height - y) };

      if (cells->used[i])
        g_array_append_val (out, cell);
    }

  return out;
}

static gboolean
is_filled (const MlsMark *mark)
{
  return mark->kind == MLS_MARK_SIDE || mark->kind == MLS_MARK_PENDING;
}

/**
 * mls_mark_cells:
 * @mark: a mark
 * @transform: from m to logical px
 * @window: what is seen, logical px
 *
 * Returns: (transfer full) (element-type cairo_rectangle_t): the rectangles to draw it in, of whole
 *   px, apart from each other; none when it is out of sight
 */
GArray *
mls_mark_cells (const MlsMark           *mark,
                const MlsTransform      *transform,
                const cairo_rectangle_t *window)
{
  Cells cells = { .bounds = bounds_in (mark, transform, window) };
  g_autofree gboolean *used = NULL;

  if (cells.bounds.width == 0)
    return g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));

  if (is_filled (mark) || cells.bounds.width * cells.bounds.height <= 4 * CELL * CELL)
    {
      GArray *whole = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));

      return g_array_append_val (whole, cells.bounds);
    }

  cells.columns = (int) ceil (cells.bounds.width / CELL);
  cells.rows = (int) ceil (cells.bounds.height / CELL);
  cells.used = used = g_new0 (gboolean, cells.columns * cells.rows);
  use_segments (&cells, mark, transform);

  return cells_used (&cells);
}
