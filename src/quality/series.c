#include "quality/series.h"

/* What a date has is what a matrix from it to itself has. */
static MlsMatrix *
matrix_at (const MlsTally *tally, const MlsMatrixQuery *query, guint vintage)
{
  MlsMatrixQuery at = *query;

  at.from = at.to = vintage;

  return mls_matrix_new (tally, &at);
}

static int
compare_classes (gconstpointer left, gconstpointer right)
{
  return mls_counted_compare (*(MlsCounted *const *) left, *(MlsCounted *const *) right);
}

static gboolean
has_class (const MlsSeries *self, MlsPair key)
{
  for (guint i = 0; i < self->classes->len; i++)
    if (mls_pair_equal (((MlsCounted *) g_ptr_array_index (self->classes, i))->key, key))
      return TRUE;

  return FALSE;
}

static void
add_classes (MlsSeries *self, const MlsMatrix *matrix, const MlsMatrixQuery *query)
{
  for (guint i = 0; i < mls_matrix_n (matrix); i++)
    {
      MlsPair key = mls_matrix_class (matrix, i)->key;

      if (!has_class (self, key))
        g_ptr_array_add (self->classes, mls_classing_counted (&query->classing, key, query->language));
    }
}

static MlsArea2
area_in (const MlsMatrix *matrix, MlsPair key)
{
  for (guint i = 0; i < mls_matrix_n (matrix); i++)
    if (mls_pair_equal (mls_matrix_class (matrix, i)->key, key))
      return mls_matrix_cell (matrix, i, MLS_MATRIX_ALL);

  return 0;
}

/**
 * mls_series_new:
 * @tally: some ground
 * @query: by which classes; its two dates do not count
 *
 * Returns: (transfer full): all classes at all dates; it borrows nothing
 */
MlsSeries *
mls_series_new (const MlsTally *tally, const MlsMatrixQuery *query)
{
  MlsSeries *self = g_new0 (MlsSeries, 1);
  g_autoptr (GPtrArray) matrices = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_matrix_free);

  self->classes = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_counted_free);
  self->dates = mls_vintages_by_year (query->vintages, mls_tally_n_vintages (tally));
  for (guint d = 0; d < self->dates->len; d++)
    {
      MlsMatrix *matrix = matrix_at (tally, query, g_array_index (self->dates, guint, d));

      g_ptr_array_add (matrices, matrix);
      add_classes (self, matrix, query);
    }
  g_ptr_array_sort (self->classes, compare_classes);

  self->areas = g_new0 (MlsArea2, self->classes->len * self->dates->len);
  for (guint i = 0; i < self->classes->len; i++)
    for (guint d = 0; d < self->dates->len; d++)
      self->areas[i * self->dates->len + d] =
        area_in (g_ptr_array_index (matrices, d), ((MlsCounted *) g_ptr_array_index (self->classes, i))->key);

  return self;
}

/**
 * mls_series_free:
 * @self: (transfer full): a series
 */
void
mls_series_free (MlsSeries *self)
{
  g_ptr_array_unref (self->classes);
  g_array_unref (self->dates);
  g_free (self->areas);
  g_free (self);
}

/**
 * mls_series_get:
 * @self: a series
 * @i: which class
 * @date: at which of its dates
 *
 * Returns: how much there is of it then
 */
MlsArea2
mls_series_get (const MlsSeries *self, guint i, guint date)
{
  return self->areas[i * self->dates->len + date];
}

/**
 * mls_series_text:
 * @self: a series
 * @query: what it was made for
 * @style: how to write it, in hectares whatever its unit
 *
 * Returns: (transfer full): a line of years, and one for each class
 */
char *
mls_series_text (const MlsSeries *self, const MlsMatrixQuery *query, const MlsMatrixStyle *style)
{
  const MlsMatrixStyle hectares = { MLS_MATRIX_HECTARES, style->separator, style->point };
  GString *text = g_string_new (NULL);

  mls_matrix_append_field (text, "class", style->separator);
  for (guint d = 0; d < self->dates->len; d++)
    {
      g_autofree char *year = g_strdup_printf ("%d", query->vintages[g_array_index (self->dates, guint, d)].year);

      mls_matrix_append_field (text, year, style->separator);
    }
  g_string_append_c (text, '\n');

  for (guint i = 0; i < self->classes->len; i++)
    {
      mls_matrix_append_field (text, ((MlsCounted *) g_ptr_array_index (self->classes, i))->code, style->separator);
      for (guint d = 0; d < self->dates->len; d++)
        {
          g_autofree char *area = mls_matrix_dup_area (NULL, mls_series_get (self, i, d), &hectares);

          mls_matrix_append_field (text, area, style->separator);
        }
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}
