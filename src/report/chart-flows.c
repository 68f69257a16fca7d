/* What became of what: on the left what classes lost, on the right what others gained of that, with a stream for each
 * pair of them. */

#include "report/chart-private.h"

#include <glib/gi18n-lib.h>

#define GAP       8
#define NODE      14  /* px, how wide what streams come from is */
#define NAME      250
#define MIN_NODE  13  /* px, how high one must be to have its name beside it */
#define ROOM      30  /* px of height for each class, where that is not given */

/* A class on one side. */
typedef struct
{
  MlsArea2 area2;
  double   top;
  double   height;
  double   used;   /* of the height, by streams drawn already */
} Node;

typedef struct
{
  const MlsChart *chart;
  cairo_t        *cr;
  double          width;
  double          height;
  Node           *from;   /* [n] */
  Node           *to;     /* [n] */
  double          scale;  /* px for a half mm² */
} Drawing;

static gboolean
is_flow (const MlsMatrix *matrix, guint row, guint column)
{
  return row != column && mls_matrix_cell (matrix, row, column) > 0 &&
         mls_matrix_class (matrix, row)->standing != MLS_STANDING_UNCODED &&
         mls_matrix_class (matrix, column)->standing != MLS_STANDING_UNCODED;
}

static void
sum_flows (const MlsMatrix *matrix, Node *from, Node *to)
{
  for (guint row = 0; row < mls_matrix_n (matrix); row++)
    for (guint column = 0; column < mls_matrix_n (matrix); column++)
      if (is_flow (matrix, row, column))
        {
          from[row].area2 += mls_matrix_cell (matrix, row, column);
          to[column].area2 += mls_matrix_cell (matrix, row, column);
        }
}

static guint
count_nodes (const Node *nodes, guint n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += nodes[i].area2 > 0;

  return count;
}

/**
 * mls_chart_flows_height:
 * @chart: a chart
 *
 * Returns: a height in which most classes have room for their names
 */
double
mls_chart_flows_height (const MlsChart *chart)
{
  guint n = mls_matrix_n (chart->matrix);
  g_autofree Node *from = g_new0 (Node, n + 1);
  g_autofree Node *to = g_new0 (Node, n + 1);

  sum_flows (chart->matrix, from, to);

  return 2 * MLS_CHART_MARGIN + MLS_CHART_TITLE + ROOM * (double) MAX (MAX (count_nodes (from, n), count_nodes (to, n)), 8);
}

static void
stack (const Drawing *drawing, Node *nodes)
{
  double top = MLS_CHART_MARGIN + MLS_CHART_TITLE;

  for (guint i = 0; i < mls_matrix_n (drawing->chart->matrix); i++)
    if (nodes[i].area2 > 0)
      {
        nodes[i].top = top;
        nodes[i].height = drawing->scale * (double) nodes[i].area2;
        top += nodes[i].height + GAP;
      }
}

static double
left_edge (void)
{
  return MLS_CHART_MARGIN + NAME;
}

static double
right_edge (const Drawing *drawing)
{
  return drawing->width - MLS_CHART_MARGIN - NAME;
}

static void
draw_stream (const Drawing *drawing, guint row, guint column)
{
  cairo_t *cr = drawing->cr;
  Node *from = &drawing->from[row];
  Node *to = &drawing->to[column];
  double thickness = drawing->scale * (double) mls_matrix_cell (drawing->chart->matrix, row, column);
  double left = left_edge () + NODE;
  double right = right_edge (drawing) - NODE;
  double middle = (left + right) / 2;
  double a = from->top + from->used;
  double b = to->top + to->used;

  cairo_move_to (cr, left, a);
  cairo_curve_to (cr, middle, a, middle, b, right, b);
  cairo_line_to (cr, right, b + thickness);
  cairo_curve_to (cr, middle, b + thickness, middle, a + thickness, left, a + thickness);
  cairo_close_path (cr);
  mls_chart_set_colour (cr, mls_matrix_class (drawing->chart->matrix, column)->colour, 0.6);
  cairo_fill_preserve (cr);
  mls_chart_set_colour (cr, drawing->chart->ink, 0.2);
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);

  from->used += thickness;
  to->used += thickness;
}

static void
draw_node (const Drawing *drawing, const Node *node, guint i, MlsChartSide side)
{
  const MlsCounted *what = mls_matrix_class (drawing->chart->matrix, i);
  g_autofree char *name = mls_counted_dup_title (what);
  g_autofree char *area = mls_chart_dup_ha (node->area2);
  g_autofree char *text = g_strdup_printf (_("%s ha  %s"), area, name);
  double x = side == MLS_CHART_LEFT ? left_edge () : right_edge (drawing) - NODE;

  mls_chart_box (drawing->chart, drawing->cr, what->colour, 1, x, node->top, NODE, MAX (node->height, 1));
  if (node->height + GAP < MIN_NODE)
    return;

  mls_chart_bold (drawing->cr, FALSE);
  mls_chart_set_colour (drawing->cr, drawing->chart->ink, 1);
  mls_chart_text (drawing->cr, text, side == MLS_CHART_LEFT ? x - 8 : x + NODE + 8, node->top + node->height / 2, NAME - 8, side);
}

static void
draw_title (const Drawing *drawing, MlsArea2 changed)
{
  const MlsMatrixQuery *query = drawing->chart->query;
  g_autofree char *area = mls_chart_dup_ha (changed);
  g_autofree char *from = g_strdup_printf ("%d", query->vintages[query->from].year);
  g_autofree char *to = g_strdup_printf (_("%d: %s ha changed"), query->vintages[query->to].year, area);

  mls_chart_bold (drawing->cr, TRUE);
  mls_chart_set_colour (drawing->cr, drawing->chart->ink, 0.75);
  mls_chart_text (drawing->cr, from, left_edge () + NODE, MLS_CHART_MARGIN + MLS_CHART_TITLE / 2.0, NAME, MLS_CHART_LEFT);
  mls_chart_text (drawing->cr, to, right_edge (drawing) - NODE, MLS_CHART_MARGIN + MLS_CHART_TITLE / 2.0, NAME, MLS_CHART_RIGHT);
}

static void
draw_flows (const Drawing *drawing)
{
  guint n = mls_matrix_n (drawing->chart->matrix);

  for (guint row = 0; row < n; row++)
    for (guint column = 0; column < n; column++)
      if (is_flow (drawing->chart->matrix, row, column))
        draw_stream (drawing, row, column);

  for (guint i = 0; i < n; i++)
    {
      if (drawing->from[i].area2 > 0)
        draw_node (drawing, &drawing->from[i], i, MLS_CHART_LEFT);
      if (drawing->to[i].area2 > 0)
        draw_node (drawing, &drawing->to[i], i, MLS_CHART_RIGHT);
    }
}

/**
 * mls_chart_draw_flows:
 * @chart: a chart
 * @cr: a drawing
 * @width: how wide it is to be
 * @height: how high
 */
void
mls_chart_draw_flows (const MlsChart *chart, cairo_t *cr, double width, double height)
{
  guint n = mls_matrix_n (chart->matrix);
  g_autofree Node *from = g_new0 (Node, n + 1);
  g_autofree Node *to = g_new0 (Node, n + 1);
  Drawing drawing = { chart, cr, width, height, from, to, 0 };
  MlsArea2 changed = mls_matrix_changed (chart->matrix);
  guint n_nodes;

  sum_flows (chart->matrix, from, to);
  n_nodes = MAX (count_nodes (from, n), count_nodes (to, n));
  draw_title (&drawing, changed);
  if (changed == 0)
    return;

  drawing.scale = MAX (height - 2 * MLS_CHART_MARGIN - MLS_CHART_TITLE - GAP * (n_nodes - 1.0), 10) / (double) changed;
  stack (&drawing, from);
  stack (&drawing, to);
  draw_flows (&drawing);
}
