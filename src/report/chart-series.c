/* How much there is of each class at all dates, one on top of the other, as far apart as the years are. */

#include "report/chart-private.h"

#include <glib/gi18n-lib.h>

#define YEAR      28  /* px below, for the years */
#define EDGE      24  /* px left of the first date, for half of its year */
#define NAME      280 /* px right of the last date */
#define MIN_BAND  13  /* px, how high one must be to have its name beside it */
#define ROOM      30  /* px of height for each class … */
#define MIN_ROOM  10  /* … of which there are at least so many */

typedef struct
{
  const MlsChart *chart;
  cairo_t        *cr;
  double          width;
  double          height;
  double          scale;  /* px for a half mm² */
  double         *tops;   /* of what is drawn next, at each date */
} Drawing;

static const MlsSeries *
series_of (const Drawing *drawing)
{
  return drawing->chart->series;
}

static int
year_of (const MlsChart *chart, guint date)
{
  return chart->query->vintages[g_array_index (chart->series->dates, guint, date)].year;
}

/* Dates of one year are set side by side. */
static double
place_of (const Drawing *drawing, guint date)
{
  guint last = series_of (drawing)->dates->len - 1;
  double room = drawing->width - 2 * MLS_CHART_MARGIN - EDGE - NAME;
  int years = year_of (drawing->chart, last) - year_of (drawing->chart, 0);
  double part = years > 0 ? (double) (year_of (drawing->chart, date) - year_of (drawing->chart, 0)) / years
                          : (double) date / MAX (last, 1);

  return MLS_CHART_MARGIN + EDGE + room * part;
}

static double
bottom (const Drawing *drawing)
{
  return drawing->height - MLS_CHART_MARGIN - YEAR;
}

static double
band_of (const Drawing *drawing, guint i, guint date)
{
  return drawing->scale * (double) mls_series_get (series_of (drawing), i, date);
}

/* Of one date alone it is a line as wide as one sees. */
static void
trace_band (const Drawing *drawing, guint i)
{
  guint n = series_of (drawing)->dates->len;
  double spread = n == 1 ? EDGE : 0;

  cairo_new_path (drawing->cr);
  for (guint d = 0; d < n; d++)
    cairo_line_to (drawing->cr, place_of (drawing, d), drawing->tops[d]);
  if (n == 1)
    cairo_line_to (drawing->cr, place_of (drawing, 0) + spread, drawing->tops[0]);
  if (n == 1)
    cairo_line_to (drawing->cr, place_of (drawing, 0) + spread, drawing->tops[0] + band_of (drawing, i, 0));
  for (guint d = n; d > 0; d--)
    cairo_line_to (drawing->cr, place_of (drawing, d - 1), drawing->tops[d - 1] + band_of (drawing, i, d - 1));
  cairo_close_path (drawing->cr);
}

static void
draw_name (const Drawing *drawing, guint i)
{
  guint last = series_of (drawing)->dates->len - 1;
  double band = band_of (drawing, i, last);
  g_autofree char *name = mls_counted_dup_title (g_ptr_array_index (series_of (drawing)->classes, i));
  g_autofree char *area = mls_chart_dup_ha (mls_series_get (series_of (drawing), i, last));
  g_autofree char *text = g_strdup_printf (_("%s ha  %s"), area, name);

  if (band < MIN_BAND)
    return;

  mls_chart_bold (drawing->cr, FALSE);
  mls_chart_set_colour (drawing->cr, drawing->chart->ink, 1);
  mls_chart_text (drawing->cr, text, drawing->width - MLS_CHART_MARGIN - NAME + EDGE + 8, drawing->tops[last] + band / 2,
                  NAME - EDGE - 8, MLS_CHART_RIGHT);
}

static void
draw_class (const Drawing *drawing, guint i)
{
  const MlsCounted *what = g_ptr_array_index (series_of (drawing)->classes, i);

  trace_band (drawing, i);
  mls_chart_set_colour (drawing->cr, what->colour, 1);
  cairo_fill_preserve (drawing->cr);
  mls_chart_set_colour (drawing->cr, drawing->chart->ink, 0.4);
  cairo_set_line_width (drawing->cr, 0.5);
  cairo_stroke (drawing->cr);
  draw_name (drawing, i);
  for (guint d = 0; d < series_of (drawing)->dates->len; d++)
    drawing->tops[d] += band_of (drawing, i, d);
}

static void
draw_year (const Drawing *drawing, guint date)
{
  g_autofree char *year = g_strdup_printf ("%d", year_of (drawing->chart, date));
  double x = place_of (drawing, date);

  mls_chart_set_colour (drawing->cr, drawing->chart->ink, 0.5);
  cairo_set_line_width (drawing->cr, 1);
  cairo_move_to (drawing->cr, x, MLS_CHART_MARGIN + MLS_CHART_TITLE);
  cairo_line_to (drawing->cr, x, bottom (drawing) + 6);
  cairo_stroke (drawing->cr);

  mls_chart_bold (drawing->cr, TRUE);
  mls_chart_set_colour (drawing->cr, drawing->chart->ink, 0.75);
  mls_chart_text (drawing->cr, year, x - EDGE + 6, bottom (drawing) + YEAR / 2.0 + 4, 2 * EDGE, MLS_CHART_RIGHT);
}

static MlsArea2
total_of (const MlsSeries *series)
{
  MlsArea2 total = 0;

  for (guint i = 0; i < series->classes->len; i++)
    total += mls_series_get (series, i, 0);

  return total;
}

static void
draw_title (const Drawing *drawing, MlsArea2 total)
{
  g_autofree char *area = mls_chart_dup_ha (total);
  g_autofree char *title = g_strdup_printf (_("Classes at each date, of %s ha"), area);

  mls_chart_bold (drawing->cr, TRUE);
  mls_chart_set_colour (drawing->cr, drawing->chart->ink, 0.75);
  mls_chart_text (drawing->cr, title, MLS_CHART_MARGIN + EDGE, MLS_CHART_MARGIN + MLS_CHART_TITLE / 2.0,
                  drawing->width - 2 * MLS_CHART_MARGIN, MLS_CHART_RIGHT);
}

/**
 * mls_chart_series_height:
 * @chart: a chart
 *
 * Returns: a height in which most classes have room for their names
 */
double
mls_chart_series_height (const MlsChart *chart)
{
  guint n = chart->series != NULL ? chart->series->classes->len : 0;

  return 2 * MLS_CHART_MARGIN + MLS_CHART_TITLE + YEAR + ROOM * (double) MAX (n, MIN_ROOM);
}

/**
 * mls_chart_draw_series:
 * @chart: a chart
 * @cr: a drawing
 * @width: how wide it is to be
 * @height: how high
 */
void
mls_chart_draw_series (const MlsChart *chart, cairo_t *cr, double width, double height)
{
  MlsArea2 total = chart->series != NULL ? total_of (chart->series) : 0;
  g_autofree double *tops = NULL;
  Drawing drawing = { chart, cr, width, height, 0, NULL };

  if (total == 0)
    return;

  drawing.tops = tops = g_new (double, chart->series->dates->len);
  for (guint d = 0; d < chart->series->dates->len; d++)
    tops[d] = MLS_CHART_MARGIN + MLS_CHART_TITLE;
  drawing.scale = MAX (bottom (&drawing) - tops[0], 10) / (double) total;

  draw_title (&drawing, total);
  for (guint i = 0; i < chart->series->classes->len; i++)
    draw_class (&drawing, i);
  for (guint d = 0; d < chart->series->dates->len; d++)
    draw_year (&drawing, d);
}
