/* What all charts are drawn with. */

#include "report/chart-private.h"

#include "base/format.h"
#include "paint/pen.h"

#define SIZE 12

/**
 * mls_chart_bold:
 * @cr: a drawing
 * @is_bold: whether texts are bold from now on
 */
void
mls_chart_bold (cairo_t *cr, gboolean is_bold)
{
  mls_pen_set_font (cr, SIZE, is_bold);
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
  double baseline = middle + SIZE * 0.36;

  if (side == MLS_CHART_RIGHT)
    mls_pen_text_within (cr, x, baseline, room, text);
  else
    mls_pen_text_before (cr, x, baseline, room, text);
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
 * mls_chart_dup_ha:
 * @area2: twice an area, mm²
 *
 * Returns: (transfer full): hectares
 */
char *
mls_chart_dup_ha (MlsArea2 area2)
{
  return mls_format_hectares (mls_area2_to_m2 (area2));
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
