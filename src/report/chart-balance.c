/* Each class at both dates, side by side, and what it gained and lost. */

#include "report/chart-private.h"

#include <glib/gi18n-lib.h>

#define ROW     34
#define BAR     10
#define NUMBER  84 /* px of a column of numbers */
#define NAME    230
#define N_SHOWN 5  /* such columns */
#define LINE    20

typedef struct
{
  const MlsChart *chart;
  cairo_t        *cr;
  double          width;
  MlsArea2        largest;
} Drawing;

/* What is undecided is told where there is any. */
static guint
count_lines (const MlsLandTake *take)
{
  return take->undecided != 0 ? 3 : 2;
}

/**
 * mls_chart_balance_height:
 * @chart: a chart
 *
 * Returns: how high it is
 */
double
mls_chart_balance_height (const MlsChart *chart)
{
  MlsLandTake take;
  guint n_lines = mls_land_take_find (chart->matrix, &chart->query->classing, &take) ? count_lines (&take) : 0;

  return 2 * MLS_CHART_MARGIN + MLS_CHART_TITLE + ROW * (mls_matrix_n (chart->matrix) + 1.0) + LINE * (double) n_lines;
}

/* From the left the class and its bars, from the right the numbers. */
static double
number_end (const Drawing *drawing, guint i)
{
  return drawing->width - MLS_CHART_MARGIN - NUMBER * (double) (N_SHOWN - 1 - i);
}

static double
bars_width (const Drawing *drawing)
{
  return MAX (number_end (drawing, 0) - NUMBER - 2 * MLS_CHART_MARGIN - NAME, 40);
}

static void
draw_numbers (const Drawing *drawing, const char *const *numbers, double middle)
{
  for (guint i = 0; i < N_SHOWN; i++)
    mls_chart_text (drawing->cr, numbers[i], number_end (drawing, i), middle, NUMBER - 8, MLS_CHART_LEFT);
}

static void
draw_titles (const Drawing *drawing)
{
  const MlsMatrixQuery *query = drawing->chart->query;
  g_autofree char *from = g_strdup_printf (_("%d, ha"), query->vintages[query->from].year);
  g_autofree char *to = g_strdup_printf (_("%d, ha"), query->vintages[query->to].year);
  const char *titles[N_SHOWN] = { from, to, _("gained"), _("lost"), _("net") };

  mls_chart_bold (drawing->cr, TRUE);
  mls_chart_set_colour (drawing->cr, drawing->chart->ink, 0.75);
  draw_numbers (drawing, titles, MLS_CHART_MARGIN + MLS_CHART_TITLE / 2.0);
}

static void
draw_bar (const Drawing *drawing, guint32 colour, double alpha, MlsArea2 area2, double top)
{
  double length = drawing->largest > 0 ? bars_width (drawing) * (double) area2 / (double) drawing->largest : 0;

  if (length > 0)
    mls_chart_box (drawing->chart, drawing->cr, colour, alpha, MLS_CHART_MARGIN + NAME, top, length, BAR);
}

static void
draw_class (const Drawing *drawing, const MlsBalance *balance, double top)
{
  const MlsCounted *what = mls_matrix_class (drawing->chart->matrix, balance->index);
  g_autofree char *name = mls_counted_dup_title (what);
  g_autofree char *before = mls_chart_dup_ha (balance->before);
  g_autofree char *after = mls_chart_dup_ha (balance->after);
  g_autofree char *gained = mls_chart_dup_signed_ha (balance->gained);
  g_autofree char *lost = mls_chart_dup_signed_ha (-balance->lost);
  g_autofree char *net = mls_chart_dup_signed_ha (balance->gained - balance->lost);
  double middle = top + ROW / 2.0;

  mls_chart_box (drawing->chart, drawing->cr, what->colour, 1, MLS_CHART_MARGIN, middle - MLS_CHART_SWATCH / 2.0,
                 MLS_CHART_SWATCH, MLS_CHART_SWATCH);
  draw_bar (drawing, what->colour, 0.5, balance->before, middle - BAR - 1);
  draw_bar (drawing, what->colour, 1, balance->after, middle + 1);

  mls_chart_bold (drawing->cr, FALSE);
  mls_chart_set_colour (drawing->cr, drawing->chart->ink, 1);
  mls_chart_text (drawing->cr, name, MLS_CHART_MARGIN + MLS_CHART_SWATCH + 8, middle, NAME - MLS_CHART_SWATCH - 20, MLS_CHART_RIGHT);
  draw_numbers (drawing, (const char *[]){ before, after, gained, lost, net }, middle);
}

static void
draw_totals (const Drawing *drawing, double top)
{
  const MlsMatrix *matrix = drawing->chart->matrix;
  g_autofree char *all = mls_chart_dup_ha (mls_matrix_cell (matrix, MLS_MATRIX_ALL, MLS_MATRIX_ALL));
  g_autofree char *changed = mls_chart_dup_ha (mls_matrix_changed (matrix));

  mls_chart_set_colour (drawing->cr, drawing->chart->ink, 0.35);
  cairo_rectangle (drawing->cr, MLS_CHART_MARGIN, top, drawing->width - 2 * MLS_CHART_MARGIN, 1);
  cairo_fill (drawing->cr);
  mls_chart_bold (drawing->cr, TRUE);
  mls_chart_set_colour (drawing->cr, drawing->chart->ink, 1);
  mls_chart_text (drawing->cr, _("Total"), MLS_CHART_MARGIN, top + ROW / 2.0, NAME, MLS_CHART_RIGHT);
  draw_numbers (drawing, (const char *[]){ all, all, changed, changed, "" }, top + ROW / 2.0);
}

static void
draw_land_take (const Drawing *drawing, const MlsLandTake *take, double top)
{
  g_autofree char *taken = mls_chart_dup_ha (take->taken);
  g_autofree char *given = mls_chart_dup_ha (take->given_back);
  g_autofree char *net = mls_chart_dup_ha (take->taken - take->given_back);
  g_autofree char *undecided = mls_chart_dup_ha (take->undecided);
  g_auto (GStrv) lines = g_new0 (char *, count_lines (take) + 1);

  lines[0] = g_strdup_printf (_("Land taken: %s ha of agricultural, natural and wooded land were built up"), taken);
  lines[1] = g_strdup_printf (_("Given back: %s ha; taken on balance: %s ha"), given, net);
  if (take->undecided != 0)
    lines[2] = g_strdup_printf (_("Not decided: %s ha of changes of which nothing tells whether they are among these"), undecided);

  mls_chart_bold (drawing->cr, FALSE);
  for (guint i = 0; lines[i] != NULL; i++)
    mls_chart_text (drawing->cr, lines[i], MLS_CHART_MARGIN, top + LINE * (i + 0.5),
                    drawing->width - 2 * MLS_CHART_MARGIN, MLS_CHART_RIGHT);
}

/**
 * mls_chart_draw_balance:
 * @chart: a chart
 * @cr: a drawing
 * @width: how wide it is to be
 */
void
mls_chart_draw_balance (const MlsChart *chart, cairo_t *cr, double width)
{
  g_autoptr (GArray) balances = mls_balance_new (chart->matrix);
  Drawing drawing = { chart, cr, width, 0 };
  double top = MLS_CHART_MARGIN + MLS_CHART_TITLE;
  MlsLandTake take;

  for (guint i = 0; i < balances->len; i++)
    drawing.largest = MAX (drawing.largest, MAX (g_array_index (balances, MlsBalance, i).before, g_array_index (balances, MlsBalance, i).after));

  draw_titles (&drawing);
  for (guint i = 0; i < balances->len; i++, top += ROW)
    draw_class (&drawing, &g_array_index (balances, MlsBalance, i), top);
  draw_totals (&drawing, top);
  if (mls_land_take_find (chart->matrix, &chart->query->classing, &take))
    draw_land_take (&drawing, &take, top + ROW);
}
