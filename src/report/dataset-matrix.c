/* The confusion matrix: what is on the map by row, what is there by column, and the errors of which nobody says what is
 * there in a column of their own. All its classes are on one page, as small as they have to be. */

#include "report/dataset-pages.h"

#include "paint/pen.h"
#include "quality/measure.h"
#include "report/text-block.h"

#include <glib/gi18n-lib.h>

#define NAME        190
#define OTHERS      2  /* columns and rows behind those of the classes */
#define MOST_CELL   34
#define MOST_ROW    15
#define HEAD        48 /* for codes that stand upright */
#define NOTE        26

#define RIGHT_COLOUR 0xcdebd0
#define WRONG_COLOUR 0xf6d0d0
#define SUM_COLOUR   0xf2f2f2
#define RULE_COLOUR  0xc8c8c8

typedef struct
{
  const MlsDataset *dataset;
  cairo_t          *cr;
  guint             n;
  double            cell;
  double            row;
  double            size;  /* of texts */
} Drawing;

static double
left_of (const Drawing *drawing, guint column)
{
  return MLS_PAPER_MARGIN + NAME + column * drawing->cell;
}

static double
top_of (const Drawing *drawing, guint row)
{
  return MLS_PAPER_TOP + HEAD + row * drawing->row;
}

static double
baseline_of (const Drawing *drawing, guint row)
{
  return top_of (drawing, row) + (drawing->row + drawing->size * 0.72) / 2;
}

/* Behind the classes come the errors without a code, and the sum. */
static guint
column_at (const Drawing *drawing, guint column)
{
  return column < drawing->n ? column : column == drawing->n ? MLS_ACCURACY_UNKNOWN : MLS_ACCURACY_ALL;
}

static void
draw_row_name (const Drawing *drawing, guint row)
{
  const MlsCounted *class = row < drawing->n ? mls_dataset_class (drawing->dataset, row) : NULL;
  g_autofree char *name = class != NULL ? mls_counted_dup_title (class) : g_strdup (_("Sum"));
  double swatch = drawing->size;
  double y = top_of (drawing, row) + (drawing->row - swatch) / 2;

  if (class != NULL)
    mls_pen_swatch (drawing->cr, MLS_PAPER_MARGIN, y, swatch, class->colour);
  mls_pen_set_colour (drawing->cr, MLS_PEN_INK);
  mls_pen_set_font (drawing->cr, drawing->size, class == NULL);
  mls_pen_text_within (drawing->cr, MLS_PAPER_MARGIN + swatch + 4, baseline_of (drawing, row), NAME - swatch - 10, name);
}

static void
draw_column_name (const Drawing *drawing, guint column)
{
  const char *name = column < drawing->n ? mls_dataset_class (drawing->dataset, column)->code
                     : column == drawing->n ? _("not told")
                                            : _("Sum");

  cairo_save (drawing->cr);
  cairo_translate (drawing->cr, left_of (drawing, column) + (drawing->cell + drawing->size * 0.72) / 2,
                   MLS_PAPER_TOP + HEAD - 4);
  cairo_rotate (drawing->cr, -G_PI / 2);
  mls_pen_set_font (drawing->cr, drawing->size, TRUE);
  mls_pen_text_within (drawing->cr, 0, 0, HEAD - 6, name);
  cairo_restore (drawing->cr);
}

static void
draw_cell (const Drawing *drawing, guint row, guint column)
{
  guint at_row = row < drawing->n ? row : MLS_ACCURACY_ALL;
  guint n = mls_accuracy_count (drawing->dataset->accuracy, at_row, column_at (drawing, column));
  gboolean is_sum = row == drawing->n || column == drawing->n + 1;
  g_autofree char *number = g_strdup_printf ("%u", n);

  if (is_sum || n > 0 || row == column)
    {
      mls_pen_set_colour (drawing->cr, is_sum ? SUM_COLOUR : row == column ? RIGHT_COLOUR : WRONG_COLOUR);
      cairo_rectangle (drawing->cr, left_of (drawing, column), top_of (drawing, row), drawing->cell, drawing->row);
      cairo_fill (drawing->cr);
    }
  if (n == 0)
    return;

  mls_pen_set_colour (drawing->cr, MLS_PEN_INK);
  mls_pen_set_font (drawing->cr, drawing->size, is_sum);
  mls_pen_text_before (drawing->cr, left_of (drawing, column + 1) - 2, baseline_of (drawing, row), drawing->cell - 2,
                       number);
}

static void
draw_rules (const Drawing *drawing)
{
  mls_pen_set_colour (drawing->cr, RULE_COLOUR);
  cairo_set_line_width (drawing->cr, 0.4);
  for (guint row = 0; row <= drawing->n + 1; row++)
    {
      cairo_move_to (drawing->cr, MLS_PAPER_MARGIN, top_of (drawing, row));
      cairo_line_to (drawing->cr, left_of (drawing, drawing->n + OTHERS), top_of (drawing, row));
    }
  for (guint column = 0; column <= drawing->n + OTHERS; column++)
    {
      cairo_move_to (drawing->cr, left_of (drawing, column), top_of (drawing, 0));
      cairo_line_to (drawing->cr, left_of (drawing, column), top_of (drawing, drawing->n + 1));
    }
  cairo_stroke (drawing->cr);
  mls_pen_set_colour (drawing->cr, MLS_PEN_INK);
}

static void
draw_note (const Drawing *drawing)
{
  g_autofree char *text =
      g_strdup_printf (_("Misclassification matrix (ISO 19157 no. %u): numbers of units; what the map says by row, what is "
                         "there by column. “not told” are errors of outline, omissions, and codes of which nobody says what "
                         "is right."),
                       MLS_ISO_MISCLASSIFICATION_MATRIX);

  mls_pen_set_font (drawing->cr, 8, FALSE);
  mls_text_block_draw (drawing->cr, text, MLS_PAPER_MARGIN, top_of (drawing, drawing->n + 1) + 5, MLS_PAPER_ROOM, 10, 2);
}

/**
 * mls_dataset_print_matrix:
 * @self: what is to be printed
 *
 * Prints its confusion matrix.
 */
void
mls_dataset_print_matrix (const MlsDataset *self)
{
  g_autofree char *heading = mls_dataset_dup_heading (self, _("confusion matrix"));
  Drawing drawing = { self, mls_paper_start (self->paper, heading), mls_accuracy_n_classes (self->accuracy), 0, 0, 0 };

  drawing.cell = MIN (MOST_CELL, (MLS_PAPER_ROOM - NAME) / (double) (drawing.n + OTHERS));
  drawing.row = MIN (MOST_ROW, (MLS_PAPER_BOTTOM - MLS_PAPER_TOP - HEAD - NOTE) / (double) (drawing.n + 1));
  drawing.size = MIN (8, MIN (drawing.row * 0.72, drawing.cell * 0.5));
  for (guint row = 0; row <= drawing.n; row++)
    for (guint column = 0; column < drawing.n + OTHERS; column++)
      draw_cell (&drawing, row, column);
  draw_rules (&drawing);
  for (guint row = 0; row <= drawing.n; row++)
    draw_row_name (&drawing, row);
  for (guint column = 0; column < drawing.n + OTHERS; column++)
    draw_column_name (&drawing, column);
  draw_note (&drawing);
}
