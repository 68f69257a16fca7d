#include "paint/figure-blend.h"

#include "paint/clip.h"
#include "paint/mix.h"

#include <math.h>

/* Figures smaller than this are a speck: their points are not even looked at. */
#define SPECK_PX 1.5

/* Points nearer to the last one drawn, in px, are passed over. */
#define STEP_PX 0.5

/* How much of the box of a speck is of the figure. */
#define SPECK_COVER 0.7

typedef struct
{
  const MlsFigureStyle  *style;
  const MlsFigureCanvas *canvas;
  MlsBox                 box;    /* the ground of the canvas, and of what reaches into it from around */
  cairo_rectangle_t      window; /* the same in px */
  MlsLineField          *lines;
  MlsLineField          *dots;
  cairo_surface_t       *cover;  /* (nullable): how much of each pixel is of areas */
  cairo_t               *cr;     /* (nullable): of that */
} Drawing;

typedef struct
{
  double x;
  double y;
} Px;

static Px
px_of (const Drawing *drawing, MlsPoint point)
{
  const MlsTransform *transform = &drawing->canvas->transform;

  return (Px){ mls_transform_x (transform, mls_grid_to_metres (point.x)),
               mls_transform_y (transform, mls_grid_to_metres (point.y)) };
}

/* A field counts from the middle of its first pixel, not from its corner. */
static void
add_line (Drawing *drawing, MlsLineField *field, Px a, Px b)
{
  MlsClipLine line = { a.x, a.y, b.x, b.y };

  if (mls_clip_line (&line, &drawing->window))
    mls_line_field_add (field, (float) (line.x0 - 0.5), (float) (line.y0 - 0.5), (float) (line.x1 - 0.5),
                        (float) (line.y1 - 0.5));
}

/* The run of segments of one piece, without what is too short to be seen. */
static void
trace_piece (Drawing *drawing, const MlsFigurePart *part, guint first, guint end)
{
  Px last = px_of (drawing, part->points[first]);

  for (guint i = first + 1; i <= end; i++)
    {
      Px next = px_of (drawing, part->points[i < part->n_points ? i : 0]);

      if (i < end && fabs (next.x - last.x) < STEP_PX && fabs (next.y - last.y) < STEP_PX)
        continue;

      add_line (drawing, drawing->lines, last, next);
      last = next;
    }
}

static void
trace_figure (Drawing *drawing, const MlsFigure *figure)
{
  for (guint p = 0; p < figure->n_parts; p++)
    {
      const MlsFigurePart *part = &figure->parts[p];
      guint n_segments = figure->kind == MLS_FIGURE_AREA ? part->n_points : part->n_points - 1;

      for (guint i = 0; i < part->n_pieces; i++)
        if (mls_box_intersects (&part->pieces[i], &drawing->box))
          trace_piece (drawing, part, i * MLS_FIGURE_PIECE, MIN ((i + 1) * MLS_FIGURE_PIECE, n_segments));
    }
}

/* Where areas touch, what each has of a pixel adds up: no seam is seen between them. */
static void
fill_figure (Drawing *drawing, const MlsFigure *figure)
{
  for (guint p = 0; p < figure->n_parts; p++)
    mls_clip_ring (drawing->cr, figure->parts[p].points, figure->parts[p].n_points, &drawing->canvas->transform,
                   &drawing->window);
  cairo_fill (drawing->cr);
}

static void
fill_speck (Drawing *drawing, Px low, Px high)
{
  int stride = cairo_image_surface_get_stride (drawing->cover);
  int x = (int) floor ((low.x + high.x) / 2);
  int y = (int) floor ((low.y + high.y) / 2);
  guint8 *pixel;

  if (x < 0 || y < 0 || x >= drawing->canvas->width || y >= drawing->canvas->height)
    return;

  pixel = cairo_image_surface_get_data (drawing->cover) + (gsize) y * (gsize) stride + x;
  *pixel = (guint8) MIN (*pixel + 255 * SPECK_COVER * (high.x - low.x) * (low.y - high.y), 255);
}

static void
draw_figure (const MlsFigure *figure, gpointer user_data)
{
  Drawing *drawing = user_data;
  Px low = px_of (drawing, (MlsPoint){ figure->box.min_x, figure->box.min_y });
  Px high = px_of (drawing, (MlsPoint){ figure->box.max_x, figure->box.max_y });
  gboolean is_speck = high.x - low.x < SPECK_PX && low.y - high.y < SPECK_PX;

  if (figure->kind == MLS_FIGURE_POINT)
    {
      for (guint p = 0; p < figure->n_parts; p++)
        {
          Px at = px_of (drawing, figure->parts[p].points[0]);

          add_line (drawing, drawing->dots, at, at);
        }
      return;
    }

  if (is_speck)
    add_line (drawing, drawing->lines, low, high);
  else
    trace_figure (drawing, figure);

  if (figure->kind != MLS_FIGURE_AREA || drawing->cover == NULL)
    return;
  if (is_speck)
    fill_speck (drawing, low, high);
  else
    fill_figure (drawing, figure);
}

static void
blend_cover (const Drawing *drawing)
{
  const MlsFigureCanvas *canvas = drawing->canvas;
  const MlsMix nothing = MLS_MIX_NOTHING;
  MlsMix mixes[256];

  for (int i = 0; i < 256; i++)
    mixes[i] = mls_mix_over (&nothing, drawing->style->colour, drawing->style->fill * i / 255);

  cairo_surface_flush (drawing->cover);
  for (int y = 0; y < canvas->height; y++)
    {
      const guint8 *cover = cairo_image_surface_get_data (drawing->cover) +
                            (gsize) y * (gsize) cairo_image_surface_get_stride (drawing->cover);
      guint8 *rgb = canvas->rgb + 3 * (gsize) y * (gsize) canvas->width;

      for (int x = 0; x < canvas->width; x++)
        if (cover[x] != 0)
          mls_mix_pixel (rgb + 3 * (gsize) x, &mixes[cover[x]]);
    }
}

static void
begin (Drawing *drawing, const MlsFigures *figures)
{
  const MlsFigureCanvas *canvas = drawing->canvas;
  double m_per_px = canvas->transform.m_per_px * canvas->hidpi;
  MlsLineStyle line = mls_figure_style_line (drawing->style, mls_grid_to_metres (mls_figures_get_size (figures)) / m_per_px,
                                             canvas->hidpi);
  MlsLineStyle dot = mls_figure_style_point (drawing->style, m_per_px, canvas->hidpi);

  drawing->window = (cairo_rectangle_t){ -MLS_LINE_MAX_REACH_PX, -MLS_LINE_MAX_REACH_PX,
                                         canvas->width + 2 * MLS_LINE_MAX_REACH_PX,
                                         canvas->height + 2 * MLS_LINE_MAX_REACH_PX };
  drawing->lines = mls_line_field_new (canvas->width, canvas->height, &line);
  drawing->dots = mls_line_field_new (canvas->width, canvas->height, &dot);
  if (drawing->style->fill <= 0)
    return;

  drawing->cover = cairo_image_surface_create (CAIRO_FORMAT_A8, canvas->width, canvas->height);
  drawing->cr = cairo_create (drawing->cover);
  cairo_set_operator (drawing->cr, CAIRO_OPERATOR_ADD);
  cairo_set_fill_rule (drawing->cr, CAIRO_FILL_RULE_EVEN_ODD);
}

static void
end (Drawing *drawing)
{
  gsize stride = 3 * (gsize) drawing->canvas->width;

  if (drawing->cover != NULL)
    {
      blend_cover (drawing);
      cairo_destroy (drawing->cr);
      cairo_surface_destroy (drawing->cover);
    }
  mls_line_field_blend (drawing->lines, drawing->canvas->rgb, stride);
  mls_line_field_blend (drawing->dots, drawing->canvas->rgb, stride);
  mls_line_field_free (drawing->lines);
  mls_line_field_free (drawing->dots);
}

/* FALSE where there is no ground of the grid. */
static gboolean
find_ground (Drawing *drawing)
{
  const MlsFigureCanvas *canvas = drawing->canvas;
  MlsExtent extent = mls_transform_extent (&canvas->transform, -MLS_LINE_MAX_REACH_PX, -MLS_LINE_MAX_REACH_PX,
                                           canvas->width + 2 * MLS_LINE_MAX_REACH_PX,
                                           canvas->height + 2 * MLS_LINE_MAX_REACH_PX);

  return mls_extent_to_box (&extent, &drawing->box);
}

/**
 * mls_figures_blend:
 * @figures: what is drawn
 * @style: how
 * @canvas: what is under it
 *
 * Draws what lies in a picture: areas, then lines and outlines, then dots. How features are thinned from afar
 * depends on all of them and the scale alone, so that tiles match. Any thread.
 */
void
mls_figures_blend (const MlsFigures *figures, const MlsFigureStyle *style, const MlsFigureCanvas *canvas)
{
  Drawing drawing = { .style = style, .canvas = canvas };

  if (!find_ground (&drawing))
    return;

  begin (&drawing, figures);
  mls_figures_each (figures, &drawing.box, draw_figure, &drawing);
  end (&drawing);
}
