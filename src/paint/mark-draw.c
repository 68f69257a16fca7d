#include "paint/mark-private.h"

#include "paint/clip.h"

#include <math.h>

#define CASING_COLOUR  0x101418
#define CASING_OPACITY 0.65

/* One mark being drawn. */
typedef struct
{
  const MlsMark      *mark;
  const MlsTransform *transform;
  cairo_t            *cr;
  cairo_rectangle_t   window; /* beyond which lines need not be drawn */
} Drawing;

static void
set_colour (cairo_t *cr, guint32 colour, double opacity)
{
  cairo_set_source_rgba (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                         (colour & 0xff) / 255.0, opacity);
}

/* Strokes the path twice: dark and wide, then in its colour. */
static void
stroke_cased (cairo_t *cr, guint32 colour, double width)
{
  set_colour (cr, CASING_COLOUR, CASING_OPACITY);
  cairo_set_line_width (cr, width + 2);
  cairo_stroke_preserve (cr);

  set_colour (cr, colour, 1);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

static guint
ring_start (const MlsMark *mark, guint r)
{
  return r == 0 ? 0 : g_array_index (mark->ends, guint, r - 1);
}

static guint
ring_end (const MlsMark *mark, guint r)
{
  return g_array_index (mark->ends, guint, r);
}

/* Adds the segments of a ring that are in sight, those that follow each other as one line. */
static void
ring_path (const Drawing *drawing, guint start, guint end)
{
  gboolean joined = FALSE;

  for (guint i = start; i < end; i++)
    {
      MlsClipLine whole = mls_clip_segment (drawing->mark->points, i, i + 1 < end ? i + 1 : start,
                                            drawing->transform);
      MlsClipLine line = whole;

      if (!mls_clip_line (&line, &drawing->window))
        {
          joined = FALSE;
          continue;
        }

      if (!joined || line.x0 != whole.x0 || line.y0 != whole.y0)
        cairo_move_to (drawing->cr, line.x0, line.y0);
      cairo_line_to (drawing->cr, line.x1, line.y1);
      joined = line.x1 == whole.x1 && line.y1 == whole.y1;
    }
}

static void
stroke_rings (const Drawing *drawing, double width)
{
  for (guint r = 0; r < drawing->mark->ends->len; r++)
    ring_path (drawing, ring_start (drawing->mark, r), ring_end (drawing->mark, r));

  stroke_cased (drawing->cr, drawing->mark->colour, width);
}

static void
area_path (const Drawing *drawing)
{
  const MlsMark *mark = drawing->mark;

  for (guint r = 0; r < mark->ends->len; r++)
    mls_clip_ring (drawing->cr, &g_array_index (mark->points, MlsPoint, ring_start (mark, r)),
                   ring_end (mark, r) - ring_start (mark, r), drawing->transform,
                   &drawing->window);
}

static void
draw_side (const Drawing *drawing)
{
  cairo_set_fill_rule (drawing->cr, CAIRO_FILL_RULE_EVEN_ODD);
  area_path (drawing);
  set_colour (drawing->cr, drawing->mark->colour, 0.4);
  cairo_fill (drawing->cr);
  stroke_rings (drawing, 1.5);
}

/* Stripes from north-west to south-east, which keep their place on the ground: there, east + north
 * is a multiple of the gap. */
static void
draw_stripes (const Drawing *drawing)
{
  const double gap = 10;
  const cairo_rectangle_t *window = &drawing->window;
  double ground =
      (drawing->transform->west + drawing->transform->north) / drawing->transform->m_per_px;
  double first = window->y - fmod (ground, gap);

  first -= ceil ((first - (window->x - window->height)) / gap) * gap;

  for (double x = first; x < window->x + window->width; x += gap)
    {
      cairo_move_to (drawing->cr, x, window->y);
      cairo_line_to (drawing->cr, x + window->height, window->y + window->height);
    }
}

static void
draw_pending (const Drawing *drawing)
{
  cairo_save (drawing->cr);
  cairo_set_fill_rule (drawing->cr, CAIRO_FILL_RULE_EVEN_ODD);
  area_path (drawing);
  cairo_clip (drawing->cr);
  draw_stripes (drawing);
  stroke_cased (drawing->cr, drawing->mark->colour, 1.5);
  cairo_restore (drawing->cr);

  stroke_rings (drawing, 1.5);
}

static void
point_px (const Drawing *drawing, guint i, double *x, double *y)
{
  MlsPoint point = g_array_index (drawing->mark->points, MlsPoint, i);

  *x = mls_transform_x (drawing->transform, mls_grid_to_metres (point.x));
  *y = mls_transform_y (drawing->transform, mls_grid_to_metres (point.y));
}

static gboolean
is_in_sight (const Drawing *drawing, double x, double y)
{
  const cairo_rectangle_t *window = &drawing->window;

  return x >= window->x && x <= window->x + window->width && y >= window->y && y <= window->y + window->height;
}

static void
draw_handle (const Drawing *drawing, guint i)
{
  double half = i + 1 == drawing->mark->n_placed ? 4 : 3;
  double x, y;

  point_px (drawing, i, &x, &y);
  if (!is_in_sight (drawing, x, y))
    return;

  cairo_rectangle (drawing->cr, x - half, y - half, 2 * half, 2 * half);
  set_colour (drawing->cr, 0xffffff, 1);
  cairo_fill_preserve (drawing->cr);
  set_colour (drawing->cr, CASING_COLOUR, 1);
  cairo_set_line_width (drawing->cr, 1);
  cairo_stroke (drawing->cr);
}

/* Small, and as crisp as pixels are: many stand beside one another. */
static void
draw_handles (const Drawing *drawing)
{
  const double half = 2;

  for (guint i = 0; i < drawing->mark->points->len; i++)
    {
      double x, y;

      point_px (drawing, i, &x, &y);
      if (is_in_sight (drawing, x, y))
        cairo_rectangle (drawing->cr, floor (x) + 0.5 - half, floor (y) + 0.5 - half, 2 * half, 2 * half);
    }

  set_colour (drawing->cr, drawing->mark->colour, 1);
  cairo_fill_preserve (drawing->cr);
  set_colour (drawing->cr, CASING_COLOUR, 1);
  cairo_set_line_width (drawing->cr, 1);
  cairo_stroke (drawing->cr);
}

/* The line from point @first to point @last; a piece far out of sight is left out. */
static void
sketch_path (const Drawing *drawing, guint first, guint last)
{
  for (guint i = first; i < last; i++)
    {
      MlsClipLine line = mls_clip_segment (drawing->mark->points, i, i + 1, drawing->transform);

      if (!mls_clip_line (&line, &drawing->window))
        continue;

      if (i == first || !cairo_has_current_point (drawing->cr))
        cairo_move_to (drawing->cr, line.x0, line.y0);
      else
        cairo_line_to (drawing->cr, line.x0, line.y0);
      cairo_line_to (drawing->cr, line.x1, line.y1);
    }
}

/* Dashes start where a line does, so its pieces are not cut at the cell. */
static cairo_rectangle_t
far_around (const cairo_rectangle_t *window)
{
  const double far = 8192;

  return (cairo_rectangle_t){ floor (window->x / far - 1) * far, floor (window->y / far - 1) * far,
                              3 * far, 3 * far };
}

static void
draw_sketch (Drawing *drawing)
{
  static const double dashes[] = { 5, 4 };
  const MlsMark *mark = drawing->mark;
  guint last_placed = MAX (mark->n_placed, 1) - 1;

  drawing->window = far_around (&drawing->window);
  sketch_path (drawing, 0, last_placed);
  stroke_cased (drawing->cr, mark->colour, 2);

  cairo_save (drawing->cr);
  cairo_set_dash (drawing->cr, dashes, G_N_ELEMENTS (dashes), 0);
  sketch_path (drawing, last_placed, mark->points->len - 1);
  stroke_cased (drawing->cr, mark->colour, 2);
  cairo_restore (drawing->cr);

  for (guint i = 0; i < mark->n_placed; i++)
    draw_handle (drawing, i);
}

static void
draw_lines (Drawing *drawing)
{
  static const double dashes[] = { 6, 5 };
  const MlsMark *mark = drawing->mark;

  drawing->window = far_around (&drawing->window);
  for (guint r = 0; r < mark->ends->len; r++)
    {
      cairo_new_sub_path (drawing->cr);
      sketch_path (drawing, ring_start (mark, r), ring_end (mark, r) - 1);
    }

  cairo_save (drawing->cr);
  if (mark->dashed)
    cairo_set_dash (drawing->cr, dashes, G_N_ELEMENTS (dashes), 0);
  stroke_cased (drawing->cr, mark->colour, 2);
  cairo_restore (drawing->cr);
}

static void
draw_snap (const Drawing *drawing)
{
  double x, y;

  point_px (drawing, 0, &x, &y);
  switch (drawing->mark->snap)
    {
    case MLS_MARK_SNAP_VERTEX:
      cairo_rectangle (drawing->cr, x - 6, y - 6, 12, 12);
      break;
    case MLS_MARK_SNAP_BORDER:
      cairo_move_to (drawing->cr, x - 6, y - 6);
      cairo_line_to (drawing->cr, x + 6, y + 6);
      cairo_move_to (drawing->cr, x - 6, y + 6);
      cairo_line_to (drawing->cr, x + 6, y - 6);
      break;
    case MLS_MARK_SNAP_FIGURE_VERTEX:
      cairo_move_to (drawing->cr, x, y - 7);
      cairo_line_to (drawing->cr, x + 7, y);
      cairo_line_to (drawing->cr, x, y + 7);
      cairo_line_to (drawing->cr, x - 7, y);
      cairo_close_path (drawing->cr);
      break;
    case MLS_MARK_SNAP_FIGURE_LINE:
      cairo_move_to (drawing->cr, x - 7, y);
      cairo_line_to (drawing->cr, x + 7, y);
      cairo_move_to (drawing->cr, x, y - 7);
      cairo_line_to (drawing->cr, x, y + 7);
      break;
    }

  stroke_cased (drawing->cr, drawing->mark->colour, 2);
}

static void
draw_finding (const Drawing *drawing)
{
  double x, y;

  point_px (drawing, 0, &x, &y);
  cairo_arc (drawing->cr, x, y, 11, 0, 2 * G_PI);
  cairo_new_sub_path (drawing->cr);
  cairo_arc (drawing->cr, x, y, 1.5, 0, 2 * G_PI);
  stroke_cased (drawing->cr, drawing->mark->colour, 2.5);
}

static void
draw_square (Drawing *drawing)
{
  static const double dashes[] = { 3, 3 };

  drawing->window = far_around (&drawing->window);
  cairo_save (drawing->cr);
  cairo_set_dash (drawing->cr, dashes, G_N_ELEMENTS (dashes), 0);
  stroke_rings (drawing, 1.5);
  cairo_restore (drawing->cr);
}

static void
draw_ghost (const Drawing *drawing)
{
  static const double ways[4][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };
  double x, y;

  point_px (drawing, 0, &x, &y);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      cairo_move_to (drawing->cr, x + 3 * ways[i][0], y + 3 * ways[i][1]);
      cairo_line_to (drawing->cr, x + 12 * ways[i][0], y + 12 * ways[i][1]);
    }

  stroke_cased (drawing->cr, drawing->mark->colour, 1.5);
}

/**
 * mls_mark_draw:
 * @mark: a mark
 * @cr: where to draw
 * @transform: from m to the px of @cr
 * @cell: the part to draw, px: one that mls_mark_cells() gave, or all that is seen
 */
void
mls_mark_draw (const MlsMark           *mark,
               cairo_t                 *cr,
               const MlsTransform      *transform,
               const cairo_rectangle_t *cell)
{
  double reach = MLS_MARK_REACH_PX;
  Drawing drawing = { mark,
                      transform,
                      cr,
                      { cell->x - reach, cell->y - reach, cell->width + 2 * reach,
                        cell->height + 2 * reach } };

  cairo_save (cr);
  cairo_rectangle (cr, cell->x, cell->y, cell->width, cell->height);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);

  switch (mark->kind)
    {
    case MLS_MARK_OUTLINE:
      stroke_rings (&drawing, 2.5);
      break;
    case MLS_MARK_SIDE:
      draw_side (&drawing);
      break;
    case MLS_MARK_PENDING:
      draw_pending (&drawing);
      break;
    case MLS_MARK_SKETCH:
      draw_sketch (&drawing);
      break;
    case MLS_MARK_HANDLES:
      draw_handles (&drawing);
      break;
    case MLS_MARK_LINES:
      draw_lines (&drawing);
      break;
    case MLS_MARK_SNAP:
      draw_snap (&drawing);
      break;
    case MLS_MARK_FINDING:
      draw_finding (&drawing);
      break;
    case MLS_MARK_SQUARE:
      draw_square (&drawing);
      break;
    case MLS_MARK_GHOST:
      draw_ghost (&drawing);
      break;
    }

  cairo_restore (cr);
}
