#include "quality/matrix-text.h"

#include <string.h>

static const char *const names[MLS_N_MATRIX_UNITS] = {
  [MLS_MATRIX_HECTARES] = "ha",
  [MLS_MATRIX_COUNT] = "count",
  [MLS_MATRIX_PERCENT] = "percent",
};

/**
 * mls_matrix_unit_name:
 * @unit: a unit
 *
 * Returns: its name in files and on the command line
 */
const char *
mls_matrix_unit_name (MlsMatrixUnit unit)
{
  return names[unit];
}

/**
 * mls_matrix_unit_from_name:
 * @name: a name
 * @out: (out): the unit
 *
 * Returns: whether there is one of that name
 */
gboolean
mls_matrix_unit_from_name (const char *name, MlsMatrixUnit *out)
{
  for (int i = 0; i < MLS_N_MATRIX_UNITS; i++)
    if (g_str_equal (names[i], name))
      {
        *out = (MlsMatrixUnit) i;
        return TRUE;
      }

  return FALSE;
}

static char *
percent (const MlsMatrix *matrix, MlsArea2 area2)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  MlsArea2 total = mls_matrix_cell (matrix, MLS_MATRIX_ALL, MLS_MATRIX_ALL);

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.6f",
                                    total != 0 ? 100 * (double) area2 / (double) total : 0));
}

static char *
with_point (char *number, const char *point)
{
  char *dot = strchr (number, '.');
  char *other;

  if (dot == NULL || g_str_equal (point, "."))
    return number;

  *dot = '\0';
  other = g_strconcat (number, point, dot + 1, NULL);
  g_free (number);

  return other;
}

/**
 * mls_matrix_dup_area:
 * @matrix: (nullable): a matrix, of which percent are
 * @area2: some of its ground
 * @style: how to write it: hectares to the last digit, or percent of all there is; counts as hectares
 *
 * Returns: (transfer full): that much as a number
 */
char *
mls_matrix_dup_area (const MlsMatrix *matrix, MlsArea2 area2, const MlsMatrixStyle *style)
{
  return with_point (style->unit == MLS_MATRIX_PERCENT ? percent (matrix, area2) : mls_area2_to_ha (area2), style->point);
}

/**
 * mls_matrix_number:
 * @matrix: a matrix; counted where the unit is counts
 * @row: what ground was, or %MLS_MATRIX_ALL
 * @column: what it is, or %MLS_MATRIX_ALL
 * @style: how to write it
 *
 * Returns: (transfer full): what stands in that cell, areas as mls_matrix_dup_area() writes them
 */
char *
mls_matrix_number (const MlsMatrix *matrix, guint row, guint column, const MlsMatrixStyle *style)
{
  if (style->unit == MLS_MATRIX_COUNT)
    return g_strdup_printf ("%u", mls_matrix_get_count (matrix, row, column));

  return mls_matrix_dup_area (matrix, mls_matrix_cell (matrix, row, column), style);
}

/**
 * mls_matrix_append_field:
 * @text: a text
 * @field: what to put behind it, in quotes where it needs them
 * @separator: what goes between it and what is there, unless that ends a line
 */
void
mls_matrix_append_field (GString *text, const char *field, char separator)
{
  gboolean quoted = strchr (field, separator) != NULL || strpbrk (field, "\"\n\r") != NULL;

  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, separator);

  if (quoted)
    g_string_append_c (text, '"');
  for (const char *at = field; *at != '\0'; at++)
    {
      if (quoted && *at == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *at);
    }
  if (quoted)
    g_string_append_c (text, '"');
}

static void
append_number (GString *text, const MlsMatrix *matrix, guint row, guint column, const MlsMatrixStyle *style)
{
  g_autofree char *number = mls_matrix_number (matrix, row, column, style);

  mls_matrix_append_field (text, number, style->separator);
}

static gboolean
is_there (const MlsMatrix *matrix, guint row, guint column)
{
  return mls_matrix_cell (matrix, row, column) != 0;
}

static void
append_row (GString *text, const MlsMatrix *matrix, guint row, const char *title, const MlsMatrixStyle *style)
{
  mls_matrix_append_field (text, title, style->separator);
  for (guint column = 0; column < mls_matrix_n (matrix); column++)
    if (is_there (matrix, MLS_MATRIX_ALL, column))
      append_number (text, matrix, row, column, style);
  append_number (text, matrix, row, MLS_MATRIX_ALL, style);
  g_string_append_c (text, '\n');
}

/**
 * mls_matrix_table:
 * @matrix: a matrix
 * @style: how to write it
 *
 * Returns: (transfer full): a line of codes, a line for each row with its total, and one with those of the columns; rows
 *   and columns of which there is no ground are left out
 */
char *
mls_matrix_table (const MlsMatrix *matrix, const MlsMatrixStyle *style)
{
  GString *text = g_string_new (NULL);

  mls_matrix_append_field (text, "from", style->separator);
  for (guint column = 0; column < mls_matrix_n (matrix); column++)
    if (is_there (matrix, MLS_MATRIX_ALL, column))
      mls_matrix_append_field (text, mls_matrix_class (matrix, column)->code, style->separator);
  mls_matrix_append_field (text, "total", style->separator);
  g_string_append_c (text, '\n');

  for (guint row = 0; row < mls_matrix_n (matrix); row++)
    if (is_there (matrix, row, MLS_MATRIX_ALL))
      append_row (text, matrix, row, mls_matrix_class (matrix, row)->code, style);
  append_row (text, matrix, MLS_MATRIX_ALL, "total", style);

  return g_string_free (text, FALSE);
}

/**
 * mls_matrix_append_list:
 * @matrix: a matrix
 * @style: how to write it
 * @area: what it is of
 * @text: gets a line for each cell in which there is something: the area, from, to, and the number
 */
void
mls_matrix_append_list (const MlsMatrix *matrix, const MlsMatrixStyle *style, const char *area, GString *text)
{
  for (guint row = 0; row < mls_matrix_n (matrix); row++)
    for (guint column = 0; column < mls_matrix_n (matrix); column++)
      if (is_there (matrix, row, column))
        {
          mls_matrix_append_field (text, area, style->separator);
          mls_matrix_append_field (text, mls_matrix_class (matrix, row)->code, style->separator);
          mls_matrix_append_field (text, mls_matrix_class (matrix, column)->code, style->separator);
          append_number (text, matrix, row, column, style);
          g_string_append_c (text, '\n');
        }
}
