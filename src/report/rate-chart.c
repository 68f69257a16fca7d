#include "report/rate-chart.h"

#include "paint/pen.h"
#include "quality/accuracy-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROW    13
#define AXIS   16
#define NAME   250
#define NUMBER 110
#define SWATCH 8
#define POINT  2.6
#define CAP    3

#define GRID_COLOUR 0xdedede

/* Of the limits. */
#define LIMIT_COLOUR 0x1a5fb4

typedef struct
{
  MlsPaper     *paper;
  cairo_t      *cr;
  const GArray *rows;   /* (element-type MlsRateRow) */
  double        least;  /* percent at the left */
} Drawing;

/**
 * mls_rate_chart_colour:
 * @state: how a rate stands
 *
 * Returns: 0xrrggbb
 */
guint32
mls_rate_chart_colour (MlsAcceptanceState state)
{
  switch (state)
    {
    case MLS_ACCEPTANCE_PASSED:
      return 0x2e7d32;
    case MLS_ACCEPTANCE_FAILED:
      return 0xb71c1c;
    case MLS_ACCEPTANCE_OPEN:
    case MLS_ACCEPTANCE_NONE:
    case MLS_N_ACCEPTANCES:
      break;
    }

  return 0x6a6a6a;
}

static double
left_edge (void)
{
  return MLS_PAPER_MARGIN + NAME;
}

static double
right_edge (void)
{
  return MLS_PAPER_MARGIN + MLS_PAPER_ROOM - NUMBER;
}

static double
x_at (const Drawing *drawing, double percent)
{
  double share = (MAX (percent, drawing->least) - drawing->least) / (100 - drawing->least);

  return left_edge () + share * (right_edge () - left_edge ());
}

/* From the round number below the least limit. */
static double
find_least (const GArray *rows)
{
  double least = 100;

  for (guint i = 0; i < rows->len; i++)
    {
      const MlsRateRow *row = &g_array_index (rows, MlsRateRow, i);

      if (row->rate.is_known)
        least = MIN (least, 100 * row->rate.low);
      if (row->limit >= 0)
        least = MIN (least, row->limit);
    }

  return MAX (MIN (floor (least / 10) * 10, 90), 0);
}

static void
draw_axis (const Drawing *drawing, double top, guint n_rows)
{
  double step = drawing->least < 50 ? 10 : 5;

  mls_pen_set_font (drawing->cr, 7, FALSE);
  for (double percent = drawing->least; percent <= 100; percent += step)
    {
      g_autofree char *number = g_strdup_printf ("%.0f", percent);
      double x = x_at (drawing, percent);

      mls_pen_set_colour (drawing->cr, GRID_COLOUR);
      cairo_set_line_width (drawing->cr, 0.5);
      cairo_move_to (drawing->cr, x, top + AXIS);
      cairo_rel_line_to (drawing->cr, 0, n_rows * ROW);
      cairo_stroke (drawing->cr);
      mls_pen_set_colour (drawing->cr, MLS_PEN_PALE);
      mls_pen_text (drawing->cr, x - mls_pen_width (drawing->cr, number) / 2, top + AXIS - 4, number);
    }
  mls_pen_text (drawing->cr, right_edge () + 12, top + AXIS - 4, "%");
}

static void
draw_name (const Drawing *drawing, const MlsRateRow *row, double top)
{
  mls_pen_swatch (drawing->cr, MLS_PAPER_MARGIN, top + (ROW - SWATCH) / 2.0, SWATCH, row->colour);
  mls_pen_set_font (drawing->cr, 8, FALSE);
  mls_pen_text_within (drawing->cr, MLS_PAPER_MARGIN + SWATCH + 5, top + 9.5, NAME - SWATCH - 20, row->name);
}

static void
draw_limit (const Drawing *drawing, const MlsRateRow *row, double top)
{
  static const double dashes[] = { 2.5, 1.5 };

  if (row->limit < 0)
    return;

  cairo_save (drawing->cr);
  mls_pen_set_colour (drawing->cr, LIMIT_COLOUR);
  cairo_set_line_width (drawing->cr, 1);
  cairo_set_dash (drawing->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (drawing->cr, x_at (drawing, row->limit), top);
  cairo_rel_line_to (drawing->cr, 0, ROW);
  cairo_stroke (drawing->cr);
  cairo_restore (drawing->cr);
}

static void
draw_rate (const Drawing *drawing, const MlsRateRow *row, double top)
{
  cairo_t *cr = drawing->cr;
  double middle = top + ROW / 2.0;
  double low = x_at (drawing, 100 * row->rate.low);
  double high = x_at (drawing, 100 * row->rate.high);
  g_autofree char *text = mls_accuracy_words_estimate (&row->rate);

  mls_pen_set_font (cr, 7.5, FALSE);
  mls_pen_set_colour (cr, MLS_PEN_INK);
  mls_pen_text_before (cr, MLS_PAPER_MARGIN + MLS_PAPER_ROOM, top + 9.5, NUMBER - 10, text);
  if (!row->rate.is_known)
    return;

  mls_pen_set_colour (cr, mls_rate_chart_colour (row->state));
  cairo_set_line_width (cr, 1.2);
  cairo_move_to (cr, low, middle);
  cairo_line_to (cr, high, middle);
  for (int end = 0; end < 2 && low < high; end++)
    {
      cairo_move_to (cr, end == 0 ? low : high, middle - CAP);
      cairo_rel_line_to (cr, 0, 2 * CAP);
    }
  cairo_stroke (cr);
  cairo_arc (cr, x_at (drawing, 100 * row->rate.value), middle, POINT, 0, 2 * G_PI);
  cairo_fill (cr);
}

static guint
count_fitting (double top)
{
  return (guint) MAX ((MLS_PAPER_BOTTOM - top - AXIS) / ROW, 0);
}

/**
 * mls_rate_chart_draw:
 * @paper: a report, with a page begun
 * @heading: of the pages that it goes on to
 * @rows: (element-type MlsRateRow): what it shows
 * @top: where it begins on the page that is begun
 *
 * Returns: where it ends, on the page begun last
 */
double
mls_rate_chart_draw (MlsPaper *paper, const char *heading, const GArray *rows, double top)
{
  Drawing drawing = { paper, mls_paper_get_page (paper), rows, find_least (rows) };

  for (guint first = 0; first < rows->len;)
    {
      guint n = MIN (rows->len - first, count_fitting (top));

      draw_axis (&drawing, top, n);
      for (guint i = 0; i < n; i++)
        {
          const MlsRateRow *row = &g_array_index (rows, MlsRateRow, first + i);
          double y = top + AXIS + i * ROW;

          draw_name (&drawing, row, y);
          draw_limit (&drawing, row, y);
          draw_rate (&drawing, row, y);
        }
      first += n;
      top += AXIS + n * ROW;
      if (first < rows->len)
        {
          drawing.cr = mls_paper_start (paper, heading);
          top = MLS_PAPER_TOP;
        }
    }

  return top;
}
