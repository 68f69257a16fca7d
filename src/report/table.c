#include "report/table.h"

#include "paint/pen.h"
#include "report/text-block.h"

#define TEXT_SIZE   8
#define TITLE_SIZE  7
#define TITLE_LINE  8.5
#define TITLE_LINES 2
#define ROW_HEIGHT  13
#define BASELINE    9.5
#define SWATCH      8
#define PAD         4
#define INDENT      8

#define RULE_COLOUR  0xc8c8c8
#define TOTAL_COLOUR 0xf2f2f2

typedef struct
{
  char    *title;
  double   width;
  gboolean is_number;
} Column;

typedef struct
{
  char    *text;
  gboolean has_colour;
  guint32  colour;
} Cell;

typedef struct
{
  gboolean is_total;
  guint    first;   /* of its cells */
} Row;

struct _MlsTable
{
  GArray *columns; /* (element-type Column) */
  GArray *rows;    /* (element-type Row) */
  GArray *cells;   /* (element-type Cell), row after row */
};

static void
clear_column (gpointer column)
{
  g_free (((Column *) column)->title);
}

static void
clear_cell (gpointer cell)
{
  g_free (((Cell *) cell)->text);
}

/**
 * mls_table_new:
 *
 * Returns: (transfer full): a table without columns
 */
MlsTable *
mls_table_new (void)
{
  MlsTable *self = g_new0 (MlsTable, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);

  return self;
}

/**
 * mls_table_free:
 * @self: (transfer full): a table
 */
void
mls_table_free (MlsTable *self)
{
  g_array_unref (self->columns);
  g_array_unref (self->rows);
  g_array_unref (self->cells);
  g_free (self);
}

/**
 * mls_table_add_column:
 * @self: a table without rows
 * @title: what stands at its top, in two lines at most
 * @width: points
 * @is_number: whether its cells end at its right
 */
void
mls_table_add_column (MlsTable *self, const char *title, double width, gboolean is_number)
{
  Column column = { g_strdup (title), width, is_number };

  g_array_append_val (self->columns, column);
}

/**
 * mls_table_start_row:
 * @self: a table
 * @is_total: whether it adds up the others
 */
void
mls_table_start_row (MlsTable *self, gboolean is_total)
{
  Row row = { is_total, self->cells->len };

  g_array_append_val (self->rows, row);
}

/**
 * mls_table_add_cell:
 * @self: a table
 * @text: what is in the next cell of the row begun last
 */
void
mls_table_add_cell (MlsTable *self, const char *text)
{
  Cell cell = { .text = g_strdup (text) };

  g_array_append_val (self->cells, cell);
}

/**
 * mls_table_colour:
 * @self: a table
 * @colour: 0xrrggbb, shown in front of the cell added last
 */
void
mls_table_colour (MlsTable *self, guint32 colour)
{
  Cell *cell = &g_array_index (self->cells, Cell, self->cells->len - 1);

  cell->has_colour = TRUE;
  cell->colour = colour;
}

static double
width_of (const MlsTable *self)
{
  double width = 0;

  for (guint i = 0; i < self->columns->len; i++)
    width += g_array_index (self->columns, Column, i).width;

  return width;
}

static void
draw_rule (const MlsTable *self, cairo_t *cr, double y)
{
  mls_pen_set_colour (cr, RULE_COLOUR);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, MLS_PAPER_MARGIN, y);
  cairo_rel_line_to (cr, width_of (self), 0);
  cairo_stroke (cr);
  mls_pen_set_colour (cr, MLS_PEN_INK);
}

/* Words behind a number do not begin where that ends. */
static double
indent_of (const MlsTable *self, guint i)
{
  return i > 0 && g_array_index (self->columns, Column, i - 1).is_number && !g_array_index (self->columns, Column, i).is_number
             ? INDENT
             : 0;
}

static void
draw_title (cairo_t *cr, const Column *column, double x, double bottom)
{
  const char *title = column->title;
  double room = column->width - PAD;
  guint n = MIN (mls_text_block_n_lines (cr, title, room), TITLE_LINES);

  for (double baseline = bottom - (n - 1.0) * TITLE_LINE; n > 0; n--, baseline += TITLE_LINE)
    {
      g_autofree char *line = mls_text_block_next (cr, &title, room);

      if (column->is_number)
        mls_pen_text_before (cr, x + room, baseline, room, line);
      else
        mls_pen_text_within (cr, x, baseline, room, line);
    }
}

/* Titles stand on the rule below them, whether they have one line or two. */
static double
draw_titles (const MlsTable *self, cairo_t *cr, double top)
{
  double x = MLS_PAPER_MARGIN;
  double bottom = top + TITLE_LINES * TITLE_LINE + PAD;

  mls_pen_set_font (cr, TITLE_SIZE, TRUE);
  mls_pen_set_colour (cr, MLS_PEN_INK);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);

      draw_title (cr, column, x + indent_of (self, i), bottom - PAD);
      x += column->width;
    }
  draw_rule (self, cr, bottom);

  return bottom;
}

static void
draw_cell (cairo_t *cr, const Column *column, const Cell *cell, double x, double top)
{
  if (cell->has_colour)
    mls_pen_swatch (cr, x, top + (ROW_HEIGHT - SWATCH) / 2.0, SWATCH, cell->colour);
  if (column->is_number)
    mls_pen_text_before (cr, x + column->width - PAD, top + BASELINE, column->width - PAD, cell->text);
  else
    mls_pen_text_within (cr, x + (cell->has_colour ? SWATCH + PAD : 0), top + BASELINE,
                         column->width - PAD - (cell->has_colour ? SWATCH + PAD : 0), cell->text);
}

static void
draw_row (const MlsTable *self, cairo_t *cr, guint i, double top)
{
  const Row *row = &g_array_index (self->rows, Row, i);
  guint end = i + 1 < self->rows->len ? g_array_index (self->rows, Row, i + 1).first : self->cells->len;
  double x = MLS_PAPER_MARGIN;

  if (row->is_total)
    {
      mls_pen_set_colour (cr, TOTAL_COLOUR);
      cairo_rectangle (cr, x, top, width_of (self), ROW_HEIGHT);
      cairo_fill (cr);
      mls_pen_set_colour (cr, MLS_PEN_INK);
    }
  mls_pen_set_font (cr, TEXT_SIZE, row->is_total);
  for (guint c = 0; c < self->columns->len && row->first + c < end; c++)
    {
      const Column *column = &g_array_index (self->columns, Column, c);

      draw_cell (cr, column, &g_array_index (self->cells, Cell, row->first + c), x + indent_of (self, c), top);
      x += column->width;
    }
  draw_rule (self, cr, top + ROW_HEIGHT);
}

/**
 * mls_table_draw:
 * @self: a table
 * @paper: a report, with a page begun
 * @heading: of the pages that it goes on to
 * @top: where it begins on the page that is begun
 *
 * Returns: where it ends, on the page begun last
 */
double
mls_table_draw (MlsTable *self, MlsPaper *paper, const char *heading, double top)
{
  cairo_t *cr = mls_paper_get_page (paper);

  top = draw_titles (self, cr, top);
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (top + ROW_HEIGHT > MLS_PAPER_BOTTOM)
        {
          cr = mls_paper_start (paper, heading);
          top = draw_titles (self, cr, MLS_PAPER_TOP);
        }
      draw_row (self, cr, i, top);
      top += ROW_HEIGHT;
    }

  return top;
}
