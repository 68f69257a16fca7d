/* What all charts are drawn with. */

#include "quality/chart-private.h"

#include "base/format.h"

#include <glib/gi18n-lib.h>

#define SIZE 12

/**
 * mls_chart_bold:
 * @cr: a drawing
 * @is_bold: whether texts are bold from now on
 */
void
mls_chart_bold (cairo_t *cr, gboolean is_bold)
{
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                          is_bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, SIZE);
}

static double
width_of (cairo_t *cr, const char *text)
{
  cairo_text_extents_t extents;

  cairo_text_extents (cr, text, &extents);

  return extents.x_advance;
}

/* What fits into @room, with dots for the rest. */
static char *
dup_fitting (cairo_t *cr, const char *text, double room)
{
  g_autofree char *shown = g_strdup (text);

  for (glong n = g_utf8_strlen (text, -1); n > 1 && width_of (cr, shown) > room; n--)
    {
      g_autofree char *start = g_utf8_substring (text, 0, n - 1);

      g_free (shown);
      shown = g_strconcat (start, "…", NULL);
    }

  return g_steal_pointer (&shown);
}

/**
 * mls_chart_text:
 * @cr: a drawing
 * @text: a line
 * @x: where it begins, or ends
 * @middle: half its height from the top
 * @room: how wide it may be
 * @side: of @x on which it is
 */
void
mls_chart_text (cairo_t *cr, const char *text, double x, double middle, double room, MlsChartSide side)
{
  g_autofree char *shown = dup_fitting (cr, text, room);

  cairo_move_to (cr, side == MLS_CHART_RIGHT ? x : x - width_of (cr, shown), middle + SIZE * 0.36);
  cairo_show_text (cr, shown);
}

/**
 * mls_chart_set_colour:
 * @cr: a drawing
 * @colour: 0xrrggbb
 * @alpha: from 0 to 1
 */
void
mls_chart_set_colour (cairo_t *cr, guint32 colour, double alpha)
{
  cairo_set_source_rgba (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0, alpha);
}

/**
 * mls_chart_box:
 * @chart: a chart
 * @cr: a drawing
 * @colour: of the inside, 0xrrggbb
 * @alpha: how much of that is seen
 * @x: the left
 * @y: the top
 * @width: how wide
 * @height: how high
 *
 * With a fine line around it, since classes may be as light as paper.
 */
void
mls_chart_box (const MlsChart *chart,
               cairo_t        *cr,
               guint32         colour,
               double          alpha,
               double          x,
               double          y,
               double          width,
               double          height)
{
  cairo_rectangle (cr, x, y, width, height);
  mls_chart_set_colour (cr, colour, alpha);
  cairo_fill_preserve (cr);
  mls_chart_set_colour (cr, chart->ink, 0.35);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/**
 * mls_chart_dup_class:
 * @what: a class
 *
 * Returns: (transfer full): its code and its label
 */
char *
mls_chart_dup_class (const MlsCounted *what)
{
  if (what->standing == MLS_STANDING_UNCODED)
    return g_strdup (_("not coded"));

  return g_strconcat (what->code, *what->label != '\0' ? "  " : "", what->label, NULL);
}

/**
 * mls_chart_dup_ha:
 * @area2: twice an area, mm²
 *
 * Returns: (transfer full): hectares
 */
char *
mls_chart_dup_ha (MlsArea2 area2)
{
  return mls_format_decimal (mls_area2_to_m2 (area2) / 10000, 2);
}

/**
 * mls_chart_dup_signed_ha:
 * @area2: twice an area, mm²
 *
 * Returns: (transfer full): hectares, with a plus if there is more than none
 */
char *
mls_chart_dup_signed_ha (MlsArea2 area2)
{
  g_autofree char *ha = mls_chart_dup_ha (area2);

  return g_strconcat (area2 > 0 ? "+" : "", ha, NULL);
}
