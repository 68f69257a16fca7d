#include "paint/map-sheet.h"

#include "base/format.h"
#include "paint/bar-length.h"
#include "paint/legend.h"

#include <math.h>

#define MARGIN        16
#define LEGEND_WIDTH  264
#define FOOT_HEIGHT   56
#define TEXT_SIZE     12
#define TITLE_SIZE    15
#define ROW_HEIGHT    20
#define SWATCH_WIDTH  22
#define SWATCH_HEIGHT 13
#define BAR_HEIGHT    5

/**
 * mls_map_sheet_width:
 * @sheet: a sheet
 *
 * Returns: its width with all that stands around the map, px
 */
int
mls_map_sheet_width (const MlsMapSheet *sheet)
{
  return MARGIN + sheet->width + MARGIN + LEGEND_WIDTH + MARGIN;
}

/**
 * mls_map_sheet_height:
 * @sheet: a sheet
 *
 * Returns: its height with all that stands around the map, px
 */
int
mls_map_sheet_height (const MlsMapSheet *sheet)
{
  return MARGIN + sheet->height + FOOT_HEIGHT;
}

static void
set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static void
draw_text (cairo_t *cr, double x, double baseline, double size, gboolean bold, const char *text)
{
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                          bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, size);
  set_colour (cr, 0x1c1c1c);
  cairo_move_to (cr, x, baseline);
  cairo_show_text (cr, text);
}

static double
text_width (cairo_t *cr, const char *text)
{
  cairo_text_extents_t extents;

  cairo_text_extents (cr, text, &extents);

  return extents.x_advance;
}

/* What of a text fits into the legend, in its own size. */
static char *
shortened (cairo_t *cr, const char *text, double room)
{
  g_autoptr (GString) shorter = g_string_new (text);

  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, TEXT_SIZE);
  for (glong n = g_utf8_strlen (text, -1); n > 0 && text_width (cr, shorter->str) > room; n--)
    {
      g_string_truncate (shorter, (gsize) (g_utf8_offset_to_pointer (text, n - 1) - text));
      g_string_append (shorter, "…");
    }

  return g_string_free (g_steal_pointer (&shorter), FALSE);
}

/* Pixel by pixel, whatever the kind of surface. */
static void
draw_map (const MlsMapSheet *sheet, cairo_t *cr)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, sheet->width, sheet->height);
  int stride = cairo_image_surface_get_stride (picture);

  for (int row = 0; row < sheet->height; row++)
    {
      guint32 *to = (guint32 *) (gpointer) (cairo_image_surface_get_data (picture) + (gsize) row * stride);
      const guint8 *from = sheet->rgb + 3 * (gsize) row * sheet->width;

      for (int column = 0; column < sheet->width; column++, from += 3)
        to[column] = (guint32) from[0] << 16 | (guint32) from[1] << 8 | from[2];
    }

  cairo_surface_mark_dirty (picture);
  cairo_set_source_surface (cr, picture, MARGIN, MARGIN);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (cr, MARGIN, MARGIN, sheet->width, sheet->height);
  cairo_fill (cr);
  cairo_surface_destroy (picture);
}

static void
draw_frame (const MlsMapSheet *sheet, cairo_t *cr)
{
  set_colour (cr, 0x1c1c1c);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, MARGIN - 0.5, MARGIN - 0.5, sheet->width + 1, sheet->height + 1);
  cairo_stroke (cr);
}

static void
draw_swatch (const MlsLegendEntry *entry, cairo_t *cr, double x, double y)
{
  set_colour (cr, entry->colour);
  cairo_rectangle (cr, x, y, SWATCH_WIDTH, SWATCH_HEIGHT);
  if (entry->pattern != NULL)
    mls_pattern_fill (entry->pattern, cr, x, y);
  else
    cairo_fill_preserve (cr);
  if (entry->has_rim)
    mls_rim_frame (&entry->rim, cr, x, y, SWATCH_WIDTH, SWATCH_HEIGHT);
  cairo_rectangle (cr, x, y, SWATCH_WIDTH, SWATCH_HEIGHT);
  set_colour (cr, 0x6a6a6a);
  cairo_set_line_width (cr, 0.75);
  cairo_stroke (cr);
}

/* On paper a line needs its casing to be seen. */
static void
draw_line (const MlsLegendEntry *entry, cairo_t *cr, double x, double y)
{
  const MlsLineStyle *line = &entry->line;

  cairo_move_to (cr, x, y + SWATCH_HEIGHT / 2.0);
  cairo_rel_line_to (cr, SWATCH_WIDTH, 0);
  set_colour (cr, line->casing_colour);
  cairo_set_line_width (cr, line->width + 2 * line->casing);
  cairo_stroke_preserve (cr);
  set_colour (cr, line->colour);
  cairo_set_line_width (cr, line->width);
  cairo_stroke (cr);
}

/* As many rows as there is room for: the rest is told by dots. */
static void
draw_legend (const MlsMapSheet *sheet, cairo_t *cr)
{
  double x = MARGIN + sheet->width + MARGIN;
  double y = MARGIN + TITLE_SIZE;
  guint n_rows = (guint) MAX ((sheet->height - TITLE_SIZE - MARGIN) / ROW_HEIGHT, 0);

  draw_text (cr, x, y, TITLE_SIZE, TRUE, sheet->title);
  y += MARGIN;
  for (guint i = 0; i < MIN (sheet->legend->len, n_rows); i++, y += ROW_HEIGHT)
    {
      const MlsLegendEntry *entry = &g_array_index (sheet->legend, MlsLegendEntry, i);
      g_autofree char *text = shortened (cr, entry->text, LEGEND_WIDTH - SWATCH_WIDTH - 8);

      if (i + 1 == n_rows && sheet->legend->len > n_rows)
        {
          draw_text (cr, x, y + SWATCH_HEIGHT - 2, TEXT_SIZE, FALSE, "…");
          break;
        }

      if (entry->is_line)
        draw_line (entry, cr, x, y);
      else
        draw_swatch (entry, cr, x, y);
      draw_text (cr, x + SWATCH_WIDTH + 8, y + SWATCH_HEIGHT - 2, TEXT_SIZE, FALSE, text);
    }
}

static void
draw_foot (const MlsMapSheet *sheet, cairo_t *cr)
{
  double y = MARGIN + sheet->height + 12;
  double length = mls_bar_length (sheet->width * sheet->m_per_px / 3);
  double px = length / sheet->m_per_px;
  g_autofree char *text = mls_bar_dup_text (length);
  g_autofree char *scale = mls_format_scale (sheet->scale);

  set_colour (cr, 0x1c1c1c);
  cairo_rectangle (cr, MARGIN, y, px / 2, BAR_HEIGHT);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, MARGIN + 0.5, y + 0.5, px - 1, BAR_HEIGHT - 1);
  cairo_stroke (cr);
  draw_text (cr, MARGIN + px + 8, y + BAR_HEIGHT + 3, TEXT_SIZE, FALSE, text);
  draw_text (cr, MARGIN, y + BAR_HEIGHT + 22, TEXT_SIZE, TRUE, scale);
  draw_text (cr, MARGIN + 96, y + BAR_HEIGHT + 22, TEXT_SIZE, FALSE, sheet->caption);
}

/**
 * mls_map_sheet_draw:
 * @sheet: a sheet
 * @cr: where to draw it, from 0, 0 on
 *
 * The map itself lies on whole px and keeps its pixels; all else are lines and text.
 */
void
mls_map_sheet_draw (const MlsMapSheet *sheet, cairo_t *cr)
{
  set_colour (cr, 0xffffff);
  cairo_paint (cr);
  draw_map (sheet, cr);
  draw_frame (sheet, cr);
  draw_legend (sheet, cr);
  draw_foot (sheet, cr);
}
