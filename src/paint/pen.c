#include "paint/pen.h"

#include "paint/bar-length.h"

#define BAR_HEIGHT 5

/**
 * mls_pen_set_colour:
 * @cr: a drawing
 * @colour: 0xrrggbb
 */
void
mls_pen_set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

/**
 * mls_pen_set_font:
 * @cr: a drawing
 * @size: of its texts from now on, units of @cr
 * @bold: whether they are bold
 */
void
mls_pen_set_font (cairo_t *cr, double size, gboolean bold)
{
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                          bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, size);
}

/**
 * mls_pen_width:
 * @cr: a drawing
 * @text: a line
 *
 * Returns: how wide it is in the font that is set
 */
double
mls_pen_width (cairo_t *cr, const char *text)
{
  cairo_text_extents_t extents;

  cairo_text_extents (cr, text, &extents);

  return extents.x_advance;
}

/**
 * mls_pen_dup_fitting:
 * @cr: a drawing
 * @text: a line
 * @room: how wide it may be
 *
 * Returns: (transfer full): as much of it as fits, with dots for the rest
 */
char *
mls_pen_dup_fitting (cairo_t *cr, const char *text, double room)
{
  g_autoptr (GString) shorter = g_string_new (text);

  for (glong n = g_utf8_strlen (text, -1); n > 0 && mls_pen_width (cr, shorter->str) > room; n--)
    {
      g_string_truncate (shorter, (gsize) (g_utf8_offset_to_pointer (text, n - 1) - text));
      g_string_append (shorter, "…");
    }

  return g_string_free (g_steal_pointer (&shorter), FALSE);
}

/**
 * mls_pen_text:
 * @cr: a drawing
 * @x: where the line begins
 * @baseline: on which it stands
 * @text: a line
 */
void
mls_pen_text (cairo_t *cr, double x, double baseline, const char *text)
{
  cairo_move_to (cr, x, baseline);
  cairo_show_text (cr, text);
}

/**
 * mls_pen_text_within:
 * @cr: a drawing
 * @x: where the line begins
 * @baseline: on which it stands
 * @room: how wide it may be
 * @text: a line
 */
void
mls_pen_text_within (cairo_t *cr, double x, double baseline, double room, const char *text)
{
  g_autofree char *fitting = mls_pen_dup_fitting (cr, text, room);

  mls_pen_text (cr, x, baseline, fitting);
}

/**
 * mls_pen_text_before:
 * @cr: a drawing
 * @x: where the line ends
 * @baseline: on which it stands
 * @room: how wide it may be
 * @text: a line
 */
void
mls_pen_text_before (cairo_t *cr, double x, double baseline, double room, const char *text)
{
  g_autofree char *fitting = mls_pen_dup_fitting (cr, text, room);

  mls_pen_text (cr, x - mls_pen_width (cr, fitting), baseline, fitting);
}

static cairo_surface_t *
surface_of (const guint8 *rgb, int width, int height)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  int stride = cairo_image_surface_get_stride (picture);

  for (int row = 0; row < height; row++)
    {
      guint32 *to = (guint32 *) (gpointer) (cairo_image_surface_get_data (picture) + (gsize) row * stride);
      const guint8 *from = rgb + 3 * (gsize) row * width;

      for (int column = 0; column < width; column++, from += 3)
        to[column] = (guint32) from[0] << 16 | (guint32) from[1] << 8 | from[2];
    }
  cairo_surface_mark_dirty (picture);

  return picture;
}

static void
free_bytes (gpointer bytes)
{
  g_bytes_unref (bytes);
}

/**
 * mls_pen_photo:
 * @cr: a drawing, whatever its kind
 * @rgb: three bytes a pixel
 * @width: px
 * @height: px
 * @x: where its left side is
 * @y: where its top is
 * @scale: how large a pixel is drawn, units of @cr
 * @jpeg: (nullable): the same as a JPEG file, for drawings that can take it as it is
 *
 * Draws the pixels; on paper those of @jpeg, which take less room.
 */
void
mls_pen_photo (cairo_t *cr, const guint8 *rgb, int width, int height, double x, double y, double scale, GBytes *jpeg)
{
  cairo_surface_t *picture = surface_of (rgb, width, height);
  gsize length;
  const guchar *bytes = jpeg != NULL ? g_bytes_get_data (jpeg, &length) : NULL;

  if (bytes != NULL)
    cairo_surface_set_mime_data (picture, CAIRO_MIME_TYPE_JPEG, bytes, length, free_bytes, g_bytes_ref (jpeg));
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (picture);
}

/**
 * mls_pen_picture:
 * @cr: a drawing, whatever its kind
 * @rgb: three bytes a pixel
 * @width: px
 * @height: px
 * @x: where its left side is
 * @y: where its top is
 * @scale: how large a pixel is drawn, units of @cr
 *
 * Draws the pixels as they are.
 */
void
mls_pen_picture (cairo_t *cr, const guint8 *rgb, int width, int height, double x, double y, double scale)
{
  mls_pen_photo (cr, rgb, width, height, x, y, scale, NULL);
}

/**
 * mls_pen_swatch:
 * @cr: a drawing
 * @x: its left
 * @y: its top
 * @size: how wide and high it is
 * @colour: of a class, 0xrrggbb
 *
 * With a fine line around it, since classes may be as light as paper. What is drawn next is ink.
 */
void
mls_pen_swatch (cairo_t *cr, double x, double y, double size, guint32 colour)
{
  mls_pen_set_colour (cr, colour);
  cairo_rectangle (cr, x, y, size, size);
  cairo_fill_preserve (cr);
  mls_pen_set_colour (cr, MLS_PEN_PALE);
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);
  mls_pen_set_colour (cr, MLS_PEN_INK);
}

/**
 * mls_pen_frame:
 * @cr: a drawing
 * @x: the left of what is framed
 * @y: its top
 * @width: how wide it is
 * @height: how high
 *
 * A line around it, one unit wide.
 */
void
mls_pen_frame (cairo_t *cr, double x, double y, double width, double height)
{
  mls_pen_set_colour (cr, MLS_PEN_INK);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, x - 0.5, y - 0.5, width + 1, height + 1);
  cairo_stroke (cr);
}

/**
 * mls_pen_scale_bar:
 * @cr: a drawing
 * @x: where it begins
 * @y: its top
 * @room: how long it may be
 * @m_per_unit: m on the ground to a unit of @cr
 *
 * A round length, written behind it in the font that is set.
 */
void
mls_pen_scale_bar (cairo_t *cr, double x, double y, double room, double m_per_unit)
{
  double length = mls_bar_length (room * m_per_unit);
  double units = length / m_per_unit;
  g_autofree char *text = mls_bar_dup_text (length);

  mls_pen_set_colour (cr, MLS_PEN_INK);
  cairo_rectangle (cr, x, y, units / 2, BAR_HEIGHT);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, x + 0.5, y + 0.5, units - 1, BAR_HEIGHT - 1);
  cairo_stroke (cr);
  mls_pen_text (cr, x + units + 8, y + BAR_HEIGHT + 3, text);
}
