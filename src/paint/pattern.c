#include "paint/pattern.h"

#include <math.h>
#include <string.h>

/* Closer symbols cannot be told from each other; larger pieces nobody needs. */
#define LEAST_PX 3
#define MOST_PX  512

/* Lines that are this near to a direction of the pixels are in it. */
#define STRAIGHT 0.01

static int
to_px (double mm, double px_per_mm)
{
  return (int) CLAMP (lround (mm * px_per_mm), LEAST_PX, MOST_PX);
}

/* How large the piece is that repeats. A line that leaves it on one side comes in on the other: so its angle is
 * what whole pixels allow. */
static void
find_size (const MlsSymbol *symbol, double px_per_mm, int *width, int *height)
{
  double sine = fabs (sin (symbol->angle * G_PI / 180));
  double cosine = fabs (cos (symbol->angle * G_PI / 180));

  if (symbol->shape != MLS_SYMBOL_HATCH || sine < STRAIGHT || cosine < STRAIGHT)
    {
      *width = to_px (symbol->across_mm, px_per_mm);
      *height = to_px (symbol->down_mm, px_per_mm);
      return;
    }

  *width = to_px (symbol->across_mm / sine, px_per_mm);
  *height = to_px (symbol->down_mm / cosine, px_per_mm);
}

static void
set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

/* The middle of a piece: a line of whole px there covers them and no part of others. */
static double
middle_of (double size, double line)
{
  return floor (size / 2) + (fmod (line, 2) == 1 ? 0.5 : 0);
}

static void
draw_hatch (cairo_t *cr, const MlsSymbol *symbol, double width, double height, double px_per_mm)
{
  double sine = sin (symbol->angle * G_PI / 180);
  double cosine = cos (symbol->angle * G_PI / 180);
  double line = MAX (symbol->size_mm * px_per_mm, 1);

  if (fabs (sine) < STRAIGHT || fabs (cosine) < STRAIGHT)
    {
      line = round (line);
      if (fabs (sine) < STRAIGHT)
        cairo_rectangle (cr, 0, middle_of (height, line) - line / 2, width, line);
      else
        cairo_rectangle (cr, middle_of (width, line) - line / 2, 0, line, height);
      cairo_fill (cr);
      return;
    }

  cairo_set_line_width (cr, line);
  for (int k = -2; k <= 2; k++)
    {
      double down = sine * cosine > 0 ? -height : height;

      cairo_move_to (cr, (k - 2) * width, height - 2 * down);
      cairo_line_to (cr, (k + 2) * width, height + 2 * down);
    }
  cairo_stroke (cr);
}

/* Around 0, 0; of a size from side to side. */
static void
trace_shape (cairo_t *cr, MlsSymbolShape shape, double size)
{
  double half = size / 2;

  switch (shape)
    {
    case MLS_SYMBOL_CIRCLE:
      cairo_arc (cr, 0, 0, half, 0, 2 * G_PI);
      break;
    case MLS_SYMBOL_SQUARE:
      cairo_rectangle (cr, -half, -half, size, size);
      break;
    case MLS_SYMBOL_TRIANGLE:
      cairo_move_to (cr, 0, -half);
      cairo_line_to (cr, half, half);
      cairo_line_to (cr, -half, half);
      cairo_close_path (cr);
      break;
    case MLS_SYMBOL_DASH:
      cairo_move_to (cr, 0, -half);
      cairo_line_to (cr, 0, half);
      break;
    case MLS_SYMBOL_SALTIRE:
      cairo_move_to (cr, -half, -half);
      cairo_line_to (cr, half, half);
      cairo_move_to (cr, -half, half);
      cairo_line_to (cr, half, -half);
      break;
    case MLS_SYMBOL_CROSS:
      cairo_move_to (cr, 0, -half);
      cairo_line_to (cr, 0, half);
      cairo_move_to (cr, -half, 0);
      cairo_line_to (cr, half, 0);
      break;
    case MLS_SYMBOL_THICK_CROSS:
      cairo_rectangle (cr, -size / 6, -half, size / 3, size);
      cairo_rectangle (cr, -half, -size / 6, size, size / 3);
      break;
    case MLS_SYMBOL_HATCH:
    case MLS_SYMBOL_RIM:
    case MLS_N_SYMBOL_SHAPES:
      g_assert_not_reached ();
    }
}

static void
draw_shape (cairo_t *cr, const MlsSymbol *symbol, double x, double y, double px_per_mm)
{
  double pen = MAX (round (MLS_SYMBOL_PEN_MM * px_per_mm), 1);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, -symbol->angle * G_PI / 180);
  cairo_set_line_width (cr, pen);
  trace_shape (cr, symbol->shape, symbol->size_mm * px_per_mm);
  if (mls_symbol_shape_has_inside (symbol->shape))
    {
      set_colour (cr, symbol->colour);
      cairo_fill_preserve (cr);
    }
  if (mls_symbol_has_outline (symbol))
    {
      set_colour (cr, symbol->outline);
      cairo_stroke (cr);
    }
  cairo_new_path (cr);
  cairo_restore (cr);
}

/* So many times as fit: once in the piece that was made for it, and in another's as near as can be. What reaches
 * out on one side comes in on the other. */
static void
draw_symbol (cairo_t *cr, const MlsSymbol *symbol, const MlsPattern *piece, double px_per_mm)
{
  int own_width, own_height, columns, rows;
  double width, height;

  find_size (symbol, px_per_mm, &own_width, &own_height);
  columns = (int) MAX (lround ((double) piece->width / own_width), 1);
  rows = (int) MAX (lround ((double) piece->height / own_height), 1);
  width = (double) piece->width / columns;
  height = (double) piece->height / rows;

  set_colour (cr, symbol->colour);
  for (int row = -1; row <= rows; row++)
    for (int column = -1; column <= columns; column++)
      {
        cairo_save (cr);
        cairo_translate (cr, column * width, row * height);
        if (symbol->shape == MLS_SYMBOL_HATCH)
          {
            cairo_rectangle (cr, 0, 0, width, height);
            cairo_clip (cr);
            draw_hatch (cr, symbol, width, height, px_per_mm);
          }
        else
          draw_shape (cr, symbol, middle_of (width, 1), middle_of (height, 1), px_per_mm);
        cairo_restore (cr);
      }
}

static void
draw (MlsPattern *self, const GPtrArray *symbols, guint32 fill, double px_per_mm)
{
  cairo_surface_t *surface = cairo_image_surface_create_for_data ((guchar *) self->colours, CAIRO_FORMAT_RGB24,
                                                                  self->width, self->height, 4 * self->width);
  cairo_t *cr = cairo_create (surface);

  set_colour (cr, fill);
  cairo_paint (cr);
  for (guint i = 0; i < symbols->len; i++)
    draw_symbol (cr, g_ptr_array_index (symbols, i), self, px_per_mm);

  cairo_destroy (cr);
  cairo_surface_flush (surface);
  cairo_surface_destroy (surface);
  for (int i = 0; i < self->width * self->height; i++)
    self->colours[i] &= 0xffffff;
}

/* Those that are drawn again and again. */
static GPtrArray *
symbols_of (const MlsNomenclature *nomenclature, MlsText code)
{
  const GArray *all = mls_nomenclature_symbols (nomenclature);
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      MlsSymbol *symbol = &g_array_index (all, MlsSymbol, i);

      if (symbol->code == code && symbol->shape != MLS_SYMBOL_RIM)
        g_ptr_array_add (own, symbol);
    }

  return own;
}

static MlsPattern *
pattern_of (const GPtrArray *symbols, guint32 fill, double hidpi)
{
  MlsPattern *self = g_new0 (MlsPattern, 1);

  find_size (g_ptr_array_index (symbols, 0), MLS_PX_PER_MM * hidpi, &self->width, &self->height);
  self->colours = g_new0 (guint32, (gsize) self->width * self->height);
  draw (self, symbols, fill, MLS_PX_PER_MM * hidpi);

  return self;
}

/**
 * mls_pattern_new:
 * @nomenclature: a nomenclature
 * @code: of a class
 * @fill: its colour, 0xrrggbb
 * @hidpi: device px to a logical one
 *
 * Returns: (transfer full) (nullable): the class's symbols over @fill, or %NULL if it has none
 */
MlsPattern *
mls_pattern_new (const MlsNomenclature *nomenclature, MlsText code, guint32 fill, double hidpi)
{
  g_autoptr (GPtrArray) symbols = symbols_of (nomenclature, code);

  return symbols->len > 0 ? pattern_of (symbols, fill, hidpi) : NULL;
}

/**
 * mls_pattern_new_striped:
 * @fill: a colour, 0xrrggbb
 * @stripes: another
 * @hidpi: device px to a logical one
 *
 * Returns: (transfer full): one colour striped with another, for ground that may be of either
 */
MlsPattern *
mls_pattern_new_striped (guint32 fill, guint32 stripes, double hidpi)
{
  MlsSymbol symbol = { 0, MLS_SYMBOL_HATCH, stripes, stripes, 1, 2.4, 2.4, 45 };
  g_autoptr (GPtrArray) symbols = g_ptr_array_new ();

  g_ptr_array_add (symbols, &symbol);

  return pattern_of (symbols, fill, hidpi);
}

/**
 * mls_pattern_free:
 * @self: (transfer full): a pattern
 */
void
mls_pattern_free (MlsPattern *self)
{
  g_free (self->colours);
  g_free (self);
}

/**
 * mls_pattern_fill:
 * @self: a pattern
 * @cr: has a path, which stays
 * @x: where a piece begins
 * @y: same
 *
 * Fills the path, a pixel of the pattern to a unit.
 */
void
mls_pattern_fill (const MlsPattern *self, cairo_t *cr, double x, double y)
{
  cairo_surface_t *surface = cairo_image_surface_create_for_data ((guchar *) self->colours, CAIRO_FORMAT_RGB24,
                                                                  self->width, self->height, 4 * self->width);

  cairo_set_source_surface (cr, surface, x, y);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_fill_preserve (cr);

  /* A picture may keep its source for later, but not the pixels. */
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}
