#include "paint/line.h"

#include "paint/mix.h"

#include <math.h>

#define N_COLOURS 512

/* Pixels measured at once. */
#define BLOCK 4

typedef float  Pixels __attribute__ ((vector_size (BLOCK * sizeof (float))));
typedef gint32 PixelMask __attribute__ ((vector_size (BLOCK * sizeof (gint32))));

/* Distances are kept squared: a root for each pixel a line touches is enough. */
struct _MlsLineField
{
  int     width;
  int     height;
  int     pitch;          /* blocks from a row to the next */
  float   reach;          /* px from the middle of a line to where it leaves no trace */
  MlsMix  mix[N_COLOURS]; /* by distance, in reach / N_COLOURS */
  Pixels *distance2;      /* to the nearest line, px²; at least reach² where none reaches */
};

/**
 * mls_line_style_border:
 * @m_per_px: the scale of the map, m to a logical px
 *
 * From 1:5 000 on, borders come to lie so close that lines take ever more of the picture: down to
 * 1:50 000 they get thinner and lose their casing, and down to 1:250 000 fade to a shade.
 *
 * Returns: what borders look like at that scale
 */
MlsLineStyle
mls_line_style_border (double m_per_px)
{
  MlsLineStyle style = MLS_LINE_STYLE_BORDER;
  double far = CLAMP (log10 (m_per_px / 1.32), 0, 1);
  double farther = CLAMP (log10 (m_per_px / 13.2) / log10 (5), 0, 1);

  style.width *= 1 - 0.35 * far;
  style.casing *= 1 - far;
  style.opacity *= (1 - 0.3 * far) * (1 - 0.7 * farther);

  return style;
}

/* How much of a pixel a line of @half width covers that passes @distance from its centre. */
static double
coverage_at (double distance, double half)
{
  return CLAMP (half + 0.5 - distance, 0, 1);
}

static void
set_colours (MlsLineField *field, const MlsLineStyle *style)
{
  double half = style->width / 2;

  for (int i = 0; i < N_COLOURS; i++)
    {
      double distance = (double) field->reach * i / N_COLOURS;
      MlsMix mix = MLS_MIX_NOTHING;

      mix = mls_mix_over (&mix, style->casing_colour,
                          style->casing_opacity * coverage_at (distance, half + style->casing));
      field->mix[i] = mls_mix_over (&mix, style->colour,
                                    style->opacity * coverage_at (distance, half));
    }
}

/**
 * mls_line_field_new:
 * @width: columns
 * @height: rows
 * @style: what the lines look like
 *
 * Returns: (transfer full): a field without lines
 */
MlsLineField *
mls_line_field_new (int width, int height, const MlsLineStyle *style)
{
  MlsLineField *field;
  double reach = style->width / 2 + style->casing + 0.5;
  gsize n_distances;

  g_return_val_if_fail (reach <= MLS_LINE_MAX_REACH_PX, NULL);

  field = g_new (MlsLineField, 1);
  field->width = width;
  field->height = height;
  field->pitch = (width + BLOCK - 1) / BLOCK;
  field->reach = (float) reach;
  set_colours (field, style);

  n_distances = (gsize) field->pitch * height;
  field->distance2 = g_aligned_alloc (n_distances, sizeof (Pixels), sizeof (Pixels));
  for (gsize i = 0; i < n_distances; i++)
    field->distance2[i] = (Pixels){ 0 } + G_MAXFLOAT;

  return field;
}

/**
 * mls_line_field_free:
 * @field: (transfer full): a field
 */
void
mls_line_field_free (MlsLineField *field)
{
  g_aligned_free (field->distance2);
  g_free (field);
}

/* A straight line: from its middle, half its length both ways in a direction of length 1. */
typedef struct
{
  float x;
  float y;
  float half_length;
  float along_x;
  float along_y;
} Stroke;

static Stroke
stroke_between (float x0, float y0, float x1, float y1)
{
  float length = hypotf (x1 - x0, y1 - y0);
  Stroke stroke = { (x0 + x1) / 2, (y0 + y1) / 2, length / 2, 1, 0 };

  if (length > 0)
    {
      stroke.along_x = (x1 - x0) / length;
      stroke.along_y = (y1 - y0) / length;
    }

  return stroke;
}

static inline Pixels
smaller (Pixels a, Pixels b)
{
  PixelMask is_less = a < b;

  return (Pixels) (((PixelMask) a & is_less) | ((PixelMask) b & ~is_less));
}

static inline Pixels
positive (Pixels a)
{
  return (Pixels) ((PixelMask) a & (a > 0));
}

/* Takes the distances of one row, of the blocks from column @first to @last,
 * where they are less. */
static inline void
measure_row (const Stroke *stroke, Pixels *distance2, int first, int last, int row)
{
  static const Pixels offsets = { 0, 1, 2, 3 };
  float south = (float) row - stroke->y;
  float along_row = south * stroke->along_y;
  float across_row = south * stroke->along_x;

  for (int block = first / BLOCK; block <= last / BLOCK; block++)
    {
      Pixels east = offsets + ((float) (block * BLOCK) - stroke->x);
      Pixels across = across_row - east * stroke->along_y;
      Pixels along = along_row + east * stroke->along_x;
      Pixels beyond =
          positive (along - stroke->half_length) + positive (-along - stroke->half_length);

      distance2[block] = smaller (distance2[block], across * across + beyond * beyond);
    }
}

/**
 * mls_line_field_add:
 * @field: a field
 * @x0: where a line starts, px; the centre of the first pixel is 0, 0
 * @y0: same
 * @x1: where it ends; it has round ends
 * @y1: same
 *
 * Adds a line. Its ends may lie outside, not so far that float has no digits left for pixels.
 */
void
mls_line_field_add (MlsLineField *field, float x0, float y0, float x1, float y1)
{
  float reach = field->reach;
  float west = MAX (MIN (x0, x1) - reach, 0);
  float east = MIN (MAX (x0, x1) + reach, (float) (field->width - 1));
  float north = MAX (MIN (y0, y1) - reach, 0);
  float south = MIN (MAX (y0, y1) + reach, (float) (field->height - 1));
  float slope = 0;
  float half = G_MAXFLOAT;
  Stroke stroke;

  if (west > east || north > south)
    return;

  /* The pixels within reach of the whole straight line meet a row in x ± half. */
  stroke = stroke_between (x0, y0, x1, y1);
  if (fabsf (y1 - y0) > 16)
    {
      slope = stroke.along_x / stroke.along_y;
      half = reach / fabsf (stroke.along_y);
    }

  for (int row = (int) ceilf (north); row <= (int) south; row++)
    {
      float x = stroke.x + ((float) row - stroke.y) * slope;
      float from = MAX (west, x - half);
      float to = MIN (east, x + half);

      if (from <= to)
        measure_row (&stroke, field->distance2 + (gsize) row * field->pitch, (int) from, (int) to,
                     row);
    }
}

/**
 * mls_line_field_blend:
 * @field: a field
 * @rgb: (array): the picture, 3 bytes a pixel, of the size of @field
 * @stride: bytes from a row to the next
 *
 * Draws the lines of @field into @rgb.
 */
void
mls_line_field_blend (const MlsLineField *field, guint8 *rgb, gsize stride)
{
  float reach2 = field->reach * field->reach;
  float per_unit = N_COLOURS / field->reach;

  for (int row = 0; row < field->height; row++)
    {
      const float *distance2 = (const float *) (field->distance2 + (gsize) row * field->pitch);
      guint8 *pixels = rgb + (gsize) row * stride;

      for (int column = 0; column < field->width; column++)
        if (distance2[column] < reach2)
          mls_mix_pixel (
              pixels + 3 * column,
              &field->mix[MIN ((int) (sqrtf (distance2[column]) * per_unit), N_COLOURS - 1)]);
    }
}

/**
 * mls_line_field_blend_inside:
 * @field: a field
 * @inside: (array): a byte for each pixel, row by row: whether it may be drawn on
 * @rgb: (array): the picture, 3 bytes a pixel, of the size of @field
 * @stride: bytes from a row to the next
 *
 * Draws as much of the lines of @field into @rgb.
 */
void
mls_line_field_blend_inside (const MlsLineField *field, const guint8 *inside, guint8 *rgb, gsize stride)
{
  float reach2 = field->reach * field->reach;
  float per_unit = N_COLOURS / field->reach;

  for (int row = 0; row < field->height; row++)
    {
      const float *distance2 = (const float *) (field->distance2 + (gsize) row * field->pitch);
      guint8 *pixels = rgb + (gsize) row * stride;

      for (int column = 0; column < field->width; column++, inside++)
        if (*inside && distance2[column] < reach2)
          mls_mix_pixel (
              pixels + 3 * column,
              &field->mix[MIN ((int) (sqrtf (distance2[column]) * per_unit), N_COLOURS - 1)]);
    }
}
