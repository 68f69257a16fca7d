#include "quality/area-table.h"

static void
row_free (gpointer data)
{
  MlsAreaRow *row = data;

  g_free (row->name);
  g_free (row->before);
  g_free (row->after);
  g_free (row);
}

/* Where a class of an area stands in the table: they are in one order, but an area has not all of them. */
static guint
place_of (const MlsAreaTable *self, const MlsCounted *counted)
{
  guint i = 0;

  while (!mls_pair_equal (((MlsCounted *) g_ptr_array_index (self->classes, i))->key, counted->key))
    i++;

  return i;
}

static void
add_row (MlsAreaTable *self, const MlsTally *tally, const MlsMatrixQuery *query, guint area, const char *name)
{
  g_autoptr (MlsMatrix) matrix = mls_matrix_new (tally, query);
  MlsAreaRow *row = g_new0 (MlsAreaRow, 1);

  row->area = area;
  row->name = g_strdup (name);
  row->all = mls_matrix_cell (matrix, MLS_MATRIX_ALL, MLS_MATRIX_ALL);
  row->changed = mls_matrix_changed (matrix);
  row->before = g_new0 (MlsArea2, self->classes->len);
  row->after = g_new0 (MlsArea2, self->classes->len);
  mls_land_take_find (matrix, &query->classing, &row->take);
  for (guint i = 0; i < mls_matrix_n (matrix); i++)
    {
      guint place = place_of (self, mls_matrix_class (matrix, i));

      row->before[place] = mls_matrix_cell (matrix, i, MLS_MATRIX_ALL);
      row->after[place] = mls_matrix_cell (matrix, MLS_MATRIX_ALL, i);
    }
  g_ptr_array_add (self->rows, row);
}

/**
 * mls_area_table_new:
 * @census: a census taken in areas
 * @query: between which dates, and by which classes
 * @elsewhere: what to call what lies in none of them
 *
 * Returns: (transfer full): its figures; it borrows nothing
 */
MlsAreaTable *
mls_area_table_new (const MlsCensus *census, const MlsMatrixQuery *query, const char *elsewhere)
{
  MlsAreaTable *self = g_new0 (MlsAreaTable, 1);
  MlsFigures *areas = mls_census_get_areas (census);
  g_autoptr (MlsMatrix) whole = mls_matrix_new (mls_census_get_whole (census), query);
  g_autoptr (MlsTally) rest = mls_census_rest (census);
  MlsLandTake take;

  self->classes = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_counted_free);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->has_take = mls_land_take_find (whole, &query->classing, &take);
  for (guint i = 0; i < mls_matrix_n (whole); i++)
    g_ptr_array_add (self->classes, mls_classing_counted (&query->classing, mls_matrix_class (whole, i)->key, query->language));

  for (guint i = 0; i < mls_figures_get_n (areas); i++)
    {
      g_autofree char *name = mls_figures_dup_name (areas, i);

      if (mls_figures_get (areas, i)->kind == MLS_FIGURE_AREA)
        add_row (self, mls_census_get_area (census, i), query, i, name);
    }
  add_row (self, rest, query, MLS_AREA_ELSEWHERE, elsewhere);

  return self;
}

/**
 * mls_area_table_free:
 * @self: (transfer full): a table
 */
void
mls_area_table_free (MlsAreaTable *self)
{
  g_ptr_array_unref (self->classes);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
append_area (GString *text, MlsArea2 area2, const MlsMatrixStyle *style)
{
  const MlsMatrixStyle hectares = { MLS_MATRIX_HECTARES, style->separator, style->point };
  g_autofree char *number = mls_matrix_dup_area (NULL, area2, &hectares);

  mls_matrix_append_field (text, number, style->separator);
}

static void
append_head (const MlsAreaTable *self, const MlsMatrixQuery *query, const MlsMatrixStyle *style, GString *text)
{
  static const char *const titles[] = { "area", "total", "changed", "taken", "given_back" };

  for (gsize i = 0; i < (self->has_take ? G_N_ELEMENTS (titles) : 3); i++)
    mls_matrix_append_field (text, titles[i], style->separator);
  for (guint i = 0; i < self->classes->len; i++)
    for (int date = 0; date < 2; date++)
      {
        const MlsCounted *counted = g_ptr_array_index (self->classes, i);
        g_autofree char *title =
          g_strdup_printf ("%s %d", counted->code, query->vintages[date == 0 ? query->from : query->to].year);

        mls_matrix_append_field (text, title, style->separator);
      }
  g_string_append_c (text, '\n');
}

static void
append_row (const MlsAreaTable *self, const MlsAreaRow *row, const MlsMatrixStyle *style, GString *text)
{
  mls_matrix_append_field (text, row->name, style->separator);
  append_area (text, row->all, style);
  append_area (text, row->changed, style);
  if (self->has_take)
    {
      append_area (text, row->take.taken, style);
      append_area (text, row->take.given_back, style);
    }
  for (guint i = 0; i < self->classes->len; i++)
    {
      append_area (text, row->before[i], style);
      append_area (text, row->after[i], style);
    }
  g_string_append_c (text, '\n');
}

/**
 * mls_area_table_text:
 * @self: a table
 * @query: what it was made for
 * @style: how to write it, in hectares whatever its unit
 *
 * Returns: (transfer full): a line of titles, and one for each area
 */
char *
mls_area_table_text (const MlsAreaTable *self, const MlsMatrixQuery *query, const MlsMatrixStyle *style)
{
  GString *text = g_string_new (NULL);

  append_head (self, query, style, text);
  for (guint i = 0; i < self->rows->len; i++)
    append_row (self, g_ptr_array_index (self->rows, i), style, text);

  return g_string_free (text, FALSE);
}
