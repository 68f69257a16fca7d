#include "report/matrix-page.h"

#include "base/format.h"
#include "paint/pen.h"
#include "report/paper.h"

#include <glib/gi18n-lib.h>

#define TEXT_SIZE  8
#define CODE_SIZE  7
#define ROW_HEIGHT 17
#define SWATCH     9

/* Of the column that names the rows, and at most of the others. */
#define NAME_WIDTH 152
#define CELL_WIDTH 62

/* What did not change, and what adds up. */
#define KEPT_COLOUR  0xe6e6e6
#define TOTAL_COLOUR 0xf2f2f2

/* A table on a page: row and column n are the totals. */
typedef struct
{
  cairo_t         *cr;
  const MlsMatrix *matrix;
  guint            n;
  double           cell;  /* the width of a column */
} Table;

static double
left_of (const Table *table, guint column)
{
  return MLS_PAPER_MARGIN + NAME_WIDTH + column * table->cell;
}

static double
top_of (guint row)
{
  return MLS_PAPER_TOP + 22 + row * ROW_HEIGHT;
}

static void
draw_row_name (const Table *table, guint row)
{
  double y = top_of (row);
  g_autofree char *name = NULL;

  mls_pen_set_font (table->cr, TEXT_SIZE, row == table->n);
  if (row == table->n)
    {
      mls_pen_text_within (table->cr, MLS_PAPER_MARGIN, y + 11, NAME_WIDTH - 6, _("Total"));
      return;
    }

  name = mls_counted_dup_title (mls_matrix_class (table->matrix, row));
  mls_pen_swatch (table->cr, MLS_PAPER_MARGIN, y + 4, SWATCH, mls_matrix_class (table->matrix, row)->colour);
  mls_pen_text_within (table->cr, MLS_PAPER_MARGIN + SWATCH + 5, y + 11, NAME_WIDTH - SWATCH - 11, name);
}

static void
draw_column_name (const Table *table, guint column)
{
  double right = left_of (table, column + 1) - 4;
  g_autofree char *code = NULL;

  mls_pen_set_font (table->cr, CODE_SIZE, TRUE);
  if (column == table->n)
    {
      mls_pen_text_before (table->cr, right, MLS_PAPER_TOP + 16, table->cell - 4, _("Total"));
      return;
    }

  mls_pen_swatch (table->cr, right - SWATCH, MLS_PAPER_TOP - 3, SWATCH, mls_matrix_class (table->matrix, column)->colour);
  code = mls_counted_dup_code (mls_matrix_class (table->matrix, column));
  mls_pen_text_before (table->cr, right, MLS_PAPER_TOP + 16, table->cell - 4, code);
}

static void
draw_cell (const Table *table, guint row, guint column)
{
  guint at_row = row == table->n ? MLS_MATRIX_ALL : row;
  guint at_column = column == table->n ? MLS_MATRIX_ALL : column;
  MlsArea2 area2 = mls_matrix_cell (table->matrix, at_row, at_column);
  gboolean is_total = row == table->n || column == table->n;
  g_autofree char *number = mls_format_hectares (mls_area2_to_m2 (area2));

  if (is_total || row == column)
    {
      mls_pen_set_colour (table->cr, is_total ? TOTAL_COLOUR : KEPT_COLOUR);
      cairo_rectangle (table->cr, left_of (table, column), top_of (row), table->cell, ROW_HEIGHT);
      cairo_fill (table->cr);
      mls_pen_set_colour (table->cr, MLS_PEN_INK);
    }
  if (area2 == 0)
    return;

  mls_pen_set_font (table->cr, TEXT_SIZE, is_total);
  mls_pen_text_before (table->cr, left_of (table, column + 1) - 4, top_of (row) + 11, table->cell - 4, number);
}

static void
draw_rules (const Table *table)
{
  mls_pen_set_colour (table->cr, 0xc8c8c8);
  cairo_set_line_width (table->cr, 0.5);
  for (guint row = 0; row <= table->n + 1; row++)
    {
      cairo_move_to (table->cr, MLS_PAPER_MARGIN, top_of (row));
      cairo_line_to (table->cr, left_of (table, table->n + 1), top_of (row));
    }
  cairo_stroke (table->cr);
  mls_pen_set_colour (table->cr, MLS_PEN_INK);
}

/**
 * mls_matrix_page_draw:
 * @cr: a page of a report
 * @matrix: a matrix of at most %MLS_MATRIX_PAGE_CLASSES classes
 *
 * Draws it as a table in hectares, rows from, columns to.
 *
 * Returns: where it ends, points from the top
 */
double
mls_matrix_page_draw (cairo_t *cr, const MlsMatrix *matrix)
{
  Table table = { cr, matrix, mls_matrix_n (matrix) };

  g_return_val_if_fail (table.n <= MLS_MATRIX_PAGE_CLASSES, 0);

  table.cell = MIN (CELL_WIDTH, (MLS_PAPER_ROOM - NAME_WIDTH) / (double) (table.n + 1));
  for (guint column = 0; column <= table.n; column++)
    draw_column_name (&table, column);
  for (guint row = 0; row <= table.n; row++)
    {
      draw_row_name (&table, row);
      for (guint column = 0; column <= table.n; column++)
        draw_cell (&table, row, column);
    }
  draw_rules (&table);
  mls_pen_set_font (cr, TEXT_SIZE, FALSE);
  mls_pen_text (cr, MLS_PAPER_MARGIN, top_of (table.n + 1) + 16, _("Hectares; rows before, columns after; what stayed is grey"));

  return top_of (table.n + 1) + 16;
}
