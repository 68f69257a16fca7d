/* Rows of a legend on paper. */

#include "paint/legend.h"
#include "paint/pen.h"

#define SWATCH_WIDTH  22
#define SWATCH_HEIGHT 13

static void
draw_swatch (const MlsLegendEntry *entry, cairo_t *cr, double x, double y)
{
  mls_pen_set_colour (cr, entry->colour);
  cairo_rectangle (cr, x, y, SWATCH_WIDTH, SWATCH_HEIGHT);
  if (entry->pattern != NULL)
    mls_pattern_fill (entry->pattern, cr, x, y);
  else
    cairo_fill_preserve (cr);
  if (entry->has_rim)
    mls_rim_frame (&entry->rim, cr, x, y, SWATCH_WIDTH, SWATCH_HEIGHT);
  cairo_rectangle (cr, x, y, SWATCH_WIDTH, SWATCH_HEIGHT);
  mls_pen_set_colour (cr, MLS_PEN_PALE);
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
  mls_pen_set_colour (cr, line->casing_colour);
  cairo_set_line_width (cr, line->width + 2 * line->casing);
  cairo_stroke_preserve (cr);
  mls_pen_set_colour (cr, line->colour);
  cairo_set_line_width (cr, line->width);
  cairo_stroke (cr);
}

/**
 * mls_legend_entry_draw:
 * @entry: a row of a legend
 * @cr: a drawing
 * @x: where it begins
 * @y: the top of its swatch
 * @room: how wide it may be
 *
 * Draws a colour or a line, and what it stands for, in the font that is set.
 */
void
mls_legend_entry_draw (const MlsLegendEntry *entry, cairo_t *cr, double x, double y, double room)
{
  if (entry->is_line)
    draw_line (entry, cr, x, y);
  else
    draw_swatch (entry, cr, x, y);

  mls_pen_set_colour (cr, MLS_PEN_INK);
  mls_pen_text_within (cr, x + SWATCH_WIDTH + 8, y + SWATCH_HEIGHT - 2, room - SWATCH_WIDTH - 8, entry->text);
}
