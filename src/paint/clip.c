#include "paint/clip.h"

/**
 * mls_clip_segment:
 * @points: (element-type MlsPoint): points on the grid
 * @from: the index of one
 * @to: the index of another
 * @transform: from m to px
 *
 * Returns: the line between them, px
 */
MlsClipLine
mls_clip_segment (GArray *points, guint from, guint to, const MlsTransform *transform)
{
  MlsPoint a = g_array_index (points, MlsPoint, from);
  MlsPoint b = g_array_index (points, MlsPoint, to);

  return (MlsClipLine){ mls_transform_x (transform, mls_grid_to_metres (a.x)),
                        mls_transform_y (transform, mls_grid_to_metres (a.y)),
                        mls_transform_x (transform, mls_grid_to_metres (b.x)),
                        mls_transform_y (transform, mls_grid_to_metres (b.y)) };
}

/* One side of a window: keeps the part of [t0, t1] where @at + t · @by is not negative. */
static gboolean
clip_side (double at, double by, double *t0, double *t1)
{
  if (by > 0)
    *t0 = MAX (*t0, -at / by);
  else if (by < 0)
    *t1 = MIN (*t1, -at / by);
  else if (at < 0)
    return FALSE;

  return *t0 <= *t1;
}

/**
 * mls_clip_line:
 * @line: (inout): a line, px; out, the part of it in @window
 * @window: a rectangle, px
 *
 * Returns: %FALSE, with @line untouched, if no part of it is in @window
 */
gboolean
mls_clip_line (MlsClipLine *line, const cairo_rectangle_t *window)
{
  double dx = line->x1 - line->x0;
  double dy = line->y1 - line->y0;
  double t0 = 0;
  double t1 = 1;

  if (!clip_side (line->x0 - window->x, dx, &t0, &t1) ||
      !clip_side (window->x + window->width - line->x0, -dx, &t0, &t1) ||
      !clip_side (line->y0 - window->y, dy, &t0, &t1) ||
      !clip_side (window->y + window->height - line->y0, -dy, &t0, &t1))
    return FALSE;

  *line = (MlsClipLine){ line->x0 + t0 * dx, line->y0 + t0 * dy, line->x0 + t1 * dx,
                         line->y0 + t1 * dy };

  return TRUE;
}

typedef struct
{
  double x;
  double y;
} Px;

/* What a px is worth on one side of a window: inside where positive. Sides 0 west, 1 east, 2 north,
 * 3 south. */
static double
inside_of (Px px, const cairo_rectangle_t *window, int side)
{
  switch (side)
    {
    case 0:
      return px.x - window->x;
    case 1:
      return window->x + window->width - px.x;
    case 2:
      return px.y - window->y;
    default:
      return window->y + window->height - px.y;
    }
}

/* Cuts a polygon by one side of a window. */
static GArray *
cut_side (GArray *polygon, const cairo_rectangle_t *window, int side)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Px));

  for (guint i = 0; i < polygon->len; i++)
    {
      Px a = g_array_index (polygon, Px, i);
      Px b = g_array_index (polygon, Px, (i + 1) % polygon->len);
      double inside_a = inside_of (a, window, side);
      double inside_b = inside_of (b, window, side);

      if (inside_a >= 0)
        g_array_append_val (out, a);
      if ((inside_a >= 0) != (inside_b >= 0))
        {
          double t = inside_a / (inside_a - inside_b);
          Px cut = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };

          g_array_append_val (out, cut);
        }
    }

  return out;
}

/**
 * mls_clip_ring:
 * @cr: where to draw
 * @points: (array length=n_points): a ring on the grid
 * @n_points: how many
 * @transform: from m to px
 * @window: what is to be filled, px
 *
 * Adds a closed path to @cr that fills as the ring does within @window.
 */
void
mls_clip_ring (cairo_t                 *cr,
               const MlsPoint          *points,
               guint                    n_points,
               const MlsTransform      *transform,
               const cairo_rectangle_t *window)
{
  g_autoptr (GArray) polygon = g_array_sized_new (FALSE, FALSE, sizeof (Px), n_points);

  for (guint i = 0; i < n_points; i++)
    {
      Px px = { mls_transform_x (transform, mls_grid_to_metres (points[i].x)),
                mls_transform_y (transform, mls_grid_to_metres (points[i].y)) };

      g_array_append_val (polygon, px);
    }

  for (int side = 0; side < 4; side++)
    {
      GArray *cut = cut_side (polygon, window, side);

      g_array_unref (polygon);
      polygon = cut;
    }

  /* Closing a path leaves the pen where that began: the next ring is no part of it. */
  cairo_new_sub_path (cr);
  for (guint i = 0; i < polygon->len; i++)
    cairo_line_to (cr, g_array_index (polygon, Px, i).x, g_array_index (polygon, Px, i).y);
  cairo_close_path (cr);
}
