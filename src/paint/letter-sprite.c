#include "paint/letter-sprite.h"

#include "paint/mix.h"

#include <cairo.h>
#include <math.h>

/* Logical px. */
#define TEXT_SIZE   11
#define LINE_HEIGHT 13
#define HALO        1.75
#define MARGIN      4

#define INK_COLOUR   0x10151a
#define HALO_COLOUR  0xffffff
#define HALO_OPACITY 0.82

struct _MlsLetterSprite
{
  cairo_surface_t *halo; /* how much of each pixel is covered */
  cairo_surface_t *ink;
  int              width;
  int              height;
};

/* One or two lines of text, each about the middle. */
typedef struct
{
  const char *lines[2];
  guint       n_lines;
} Text;

static Text
text_of (guint64 code, MlsDimension dimension)
{
  const MlsText codes[] = { (MlsText) (dimension == MLS_DIMENSION_PAIR ? code >> 32 : 0), (MlsText) code };
  Text text = { .n_lines = 0 };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i] != 0)
      text.lines[text.n_lines++] = g_quark_to_string (codes[i]);

  return text;
}

static cairo_t *
cairo_new (cairo_surface_t *surface, double hidpi)
{
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, hidpi, hidpi);
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size (cr, TEXT_SIZE);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2 * HALO);

  return cr;
}

static double
widest (const Text *text, double hidpi)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_new (surface, hidpi);
  double width = 0;

  for (guint i = 0; i < text->n_lines; i++)
    {
      cairo_text_extents_t extents;

      cairo_text_extents (cr, text->lines[i], &extents);
      width = MAX (width, extents.width);
    }

  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return width;
}

/* Digits and capitals stand in the middle of their line. */
static void
trace (cairo_t *cr, const Text *text, double width, double height)
{
  double top = (height - LINE_HEIGHT * text->n_lines) / 2;

  for (guint i = 0; i < text->n_lines; i++)
    {
      cairo_text_extents_t extents;

      cairo_text_extents (cr, text->lines[i], &extents);
      cairo_move_to (cr, (width - extents.width) / 2 - extents.x_bearing,
                     top + LINE_HEIGHT * (i + 0.5) - extents.height / 2 - extents.y_bearing);
      cairo_text_path (cr, text->lines[i]);
    }
}

static MlsLetterSprite *
picture_of (const Text *text, double hidpi)
{
  MlsLetterSprite *self = g_new0 (MlsLetterSprite, 1);
  double width = ceil (widest (text, hidpi)) + 2 * MARGIN;
  double height = LINE_HEIGHT * text->n_lines + 2 * MARGIN;
  cairo_t *cr;

  self->width = (int) ceil (width * hidpi);
  self->height = (int) ceil (height * hidpi);
  self->halo = cairo_image_surface_create (CAIRO_FORMAT_A8, self->width, self->height);
  self->ink = cairo_image_surface_create (CAIRO_FORMAT_A8, self->width, self->height);

  cr = cairo_new (self->halo, hidpi);
  trace (cr, text, width, height);
  cairo_stroke_preserve (cr);
  cairo_fill (cr);
  cairo_destroy (cr);

  cr = cairo_new (self->ink, hidpi);
  trace (cr, text, width, height);
  cairo_fill (cr);
  cairo_destroy (cr);

  cairo_surface_flush (self->halo);
  cairo_surface_flush (self->ink);

  return self;
}

/**
 * mls_letter_sprite_new:
 * @code: a code as mls_label_code() gives it
 * @dimension: what it is of; a pair stands in two lines
 * @hidpi: device px to a logical one
 *
 * Returns: (transfer full): its picture
 */
MlsLetterSprite *
mls_letter_sprite_new (guint64 code, MlsDimension dimension, double hidpi)
{
  Text text = text_of (code, dimension);

  return picture_of (&text, hidpi);
}

/**
 * mls_letter_sprite_new_name:
 * @name: what something is called, for one line
 * @hidpi: device px to a logical one
 *
 * Returns: (transfer full): its picture
 */
MlsLetterSprite *
mls_letter_sprite_new_name (const char *name, double hidpi)
{
  const Text text = { { name }, 1 };

  return picture_of (&text, hidpi);
}

/**
 * mls_letter_sprite_measure_name:
 * @name: what something is called, for one line
 * @hidpi: device px to a logical one
 * @width: (out): of its picture, px
 * @height: (out): same
 */
void
mls_letter_sprite_measure_name (const char *name, double hidpi, double *width, double *height)
{
  const Text text = { { name }, 1 };

  *width = (ceil (widest (&text, hidpi)) + 2 * MARGIN) * hidpi;
  *height = (LINE_HEIGHT + 2 * MARGIN) * hidpi;
}

/**
 * mls_letter_sprite_free:
 * @self: (transfer full): a picture
 */
void
mls_letter_sprite_free (MlsLetterSprite *self)
{
  cairo_surface_destroy (self->halo);
  cairo_surface_destroy (self->ink);
  g_free (self);
}

static guint8
alpha_at (cairo_surface_t *surface, int x, int y)
{
  return cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x];
}

static void
blend_pixel (const MlsLetterSprite *self, int x, int y, guint8 *pixel)
{
  const MlsMix nothing = MLS_MIX_NOTHING;
  guint8 halo = alpha_at (self->halo, x, y);
  guint8 ink = alpha_at (self->ink, x, y);
  MlsMix mix;

  if (halo == 0)
    return;

  mix = mls_mix_over (&nothing, HALO_COLOUR, HALO_OPACITY * halo / 255.0);
  mix = mls_mix_over (&mix, INK_COLOUR, ink / 255.0);
  mls_mix_pixel (pixel, &mix);
}

/**
 * mls_letter_sprite_blend:
 * @self: a picture
 * @x: px of the picture where its middle is to be; may lie outside
 * @y: same
 * @rgb: (array): in and out, a picture: 3 bytes a pixel
 * @width: of that
 * @height: of that
 * @stride: bytes from a row to the next
 *
 * Writes as much of the code as lies in the picture.
 */
void
mls_letter_sprite_blend (const MlsLetterSprite *self, int x, int y, guint8 *rgb, int width, int height, gsize stride)
{
  int west = x - self->width / 2;
  int north = y - self->height / 2;

  for (int row = MAX (0, -north); row < MIN (self->height, height - north); row++)
    for (int column = MAX (0, -west); column < MIN (self->width, width - west); column++)
      blend_pixel (self, column, row, rgb + (gsize) (north + row) * stride + 3 * (gsize) (west + column));
}
