/* What the rows and columns of a matrix say, and where they are. */

#include "ui/matrix-grid-private.h"

#include "base/format.h"

#include <glib/gi18n.h>

const MlsMatrixLine *
mls_matrix_grid_row (MlsMatrixGrid *self, guint i)
{
  return &g_array_index (self->rows, MlsMatrixLine, i);
}

const MlsMatrixLine *
mls_matrix_grid_column (MlsMatrixGrid *self, guint i)
{
  return &g_array_index (self->columns, MlsMatrixLine, i);
}

double
mls_matrix_grid_area (MlsMatrixGrid *self, guint row, guint column)
{
  return mls_area2_to_m2 (mls_matrix_cell (self->matrix, mls_matrix_grid_row (self, row)->index, mls_matrix_grid_column (self, column)->index));
}

/* Two decimals, and that there is something where they do not show it. */
static char *
dup_decimal (double value)
{
  g_autofree char *least = mls_format_decimal (0.01, 2);

  return value > 0 && value < 0.005 ? g_strconcat ("< ", least, NULL) : mls_format_decimal (value, 2);
}

char *
mls_matrix_grid_dup_number (MlsMatrixGrid *self, guint row, guint column, MlsMatrixUnit unit)
{
  double area = mls_matrix_grid_area (self, row, column);
  double total = mls_matrix_grid_area (self, 0, 0);

  switch (unit)
    {
    case MLS_MATRIX_HECTARES:
      return dup_decimal (area / 10000);
    case MLS_MATRIX_COUNT:
      return mls_format_count (mls_matrix_get_count (self->matrix, mls_matrix_grid_row (self, row)->index, mls_matrix_grid_column (self, column)->index));
    case MLS_MATRIX_PERCENT:
      return dup_decimal (total > 0 ? 100 * area / total : 0);
    case MLS_N_MATRIX_UNITS:
      break;
    }

  g_assert_not_reached ();
}

char *
mls_matrix_grid_dup_code (MlsMatrixGrid *self, const MlsMatrixLine *line)
{
  const MlsCounted *what;

  if (line->index == MLS_MATRIX_ALL)
    return g_strdup (_("Total"));

  what = mls_matrix_class (self->matrix, line->index);

  return mls_counted_dup_code (what);
}

/* The code and what it stands for. */
char *
mls_matrix_grid_dup_name (MlsMatrixGrid *self, const MlsMatrixLine *line)
{
  g_autofree char *code = mls_matrix_grid_dup_code (self, line);
  const char *label = line->index != MLS_MATRIX_ALL ? mls_matrix_class (self->matrix, line->index)->label : "";

  return *label != '\0' ? g_strdup_printf ("%s  %s", code, label) : g_steal_pointer (&code);
}

/* "CS6 Herbaceous → CS1 Sealed: 338.15 ha, 0.15 %" */
char *
mls_matrix_grid_dup_sentence (MlsMatrixGrid *self, guint row, guint column)
{
  g_autofree char *from = mls_matrix_grid_dup_name (self, mls_matrix_grid_row (self, row));
  g_autofree char *to = mls_matrix_grid_dup_name (self, mls_matrix_grid_column (self, column));
  g_autofree char *hectares = mls_matrix_grid_dup_number (self, row, column, MLS_MATRIX_HECTARES);
  g_autofree char *percent = mls_matrix_grid_dup_number (self, row, column, MLS_MATRIX_PERCENT);
  g_autofree char *count = NULL;

  if (mls_matrix_grid_area (self, row, column) <= 0)
    return g_strdup_printf (_("%s → %s: none"), from, to);
  if (!mls_matrix_is_counted (self->matrix))
    return g_strdup_printf (_("%s → %s: %s ha, %s %%"), from, to, hectares, percent);

  count = mls_matrix_grid_dup_number (self, row, column, MLS_MATRIX_COUNT);

  return g_strdup_printf (_("%s → %s: %s ha, %s %%, in %s places"), from, to, hectares, percent, count);
}

PangoLayout *
mls_matrix_grid_layout (MlsMatrixGrid *self, const char *text, gboolean is_bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (is_bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

double
mls_matrix_grid_text_width (MlsMatrixGrid *self, const char *text, gboolean is_bold)
{
  g_autoptr (PangoLayout) layout = mls_matrix_grid_layout (self, text, is_bold);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

gboolean
mls_matrix_grid_is_same (MlsMatrixGrid *self, guint row, guint column)
{
  return row > 0 && column > 0 && mls_matrix_grid_row (self, row)->index == mls_matrix_grid_column (self, column)->index;
}

/* Where things are */

double
mls_matrix_grid_offset (MlsMatrixGrid *self, GtkOrientation orientation)
{
  return self->adjustments[orientation] != NULL ? gtk_adjustment_get_value (self->adjustments[orientation]) : 0;
}

/* Behind the headings of rows and their totals. */
double
mls_matrix_grid_fixed_width (MlsMatrixGrid *self)
{
  return self->name_width + mls_matrix_grid_column (self, 0)->width;
}

double
mls_matrix_grid_left (MlsMatrixGrid *self, guint column)
{
  double left = mls_matrix_grid_fixed_width (self) - mls_matrix_grid_offset (self, GTK_ORIENTATION_HORIZONTAL);

  if (column == 0)
    return self->name_width;

  for (guint i = 1; i < column; i++)
    left += mls_matrix_grid_column (self, i)->width;

  return left;
}

double
mls_matrix_grid_top (MlsMatrixGrid *self, guint row)
{
  return row == 0 ? MLS_MATRIX_HEADING : MLS_MATRIX_FIXED_HEIGHT + (row - 1.0) * MLS_MATRIX_ROW - mls_matrix_grid_offset (self, GTK_ORIENTATION_VERTICAL);
}

double
mls_matrix_grid_content_width (MlsMatrixGrid *self)
{
  double width = self->name_width;

  for (guint i = 0; i < self->columns->len; i++)
    width += mls_matrix_grid_column (self, i)->width;

  return width;
}

double
mls_matrix_grid_content_height (MlsMatrixGrid *self)
{
  return MLS_MATRIX_HEADING + self->rows->len * (double) MLS_MATRIX_ROW;
}

/* The line at some place along the headings, or G_MAXUINT. */
guint
mls_matrix_grid_column_under (MlsMatrixGrid *self, double x)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      double left = mls_matrix_grid_left (self, i);

      if (x >= left && x < left + mls_matrix_grid_column (self, i)->width && (i == 0 || x >= mls_matrix_grid_fixed_width (self)))
        return i;
    }

  return G_MAXUINT;
}

guint
mls_matrix_grid_row_under (MlsMatrixGrid *self, double y)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      double top = mls_matrix_grid_top (self, i);

      if (y >= top && y < top + MLS_MATRIX_ROW && (i == 0 || y >= MLS_MATRIX_FIXED_HEIGHT))
        return i;
    }

  return G_MAXUINT;
}
