#include "quality/matrix.h"

struct _MlsMatrix
{
  GPtrArray  *classes; /* (element-type MlsCounted) as they are listed */
  GHashTable *places;  /* (element-type guint64 guint) a key to its place among these, and 1 */
  MlsArea2   *cells;   /* row by row, what they add up to behind them */
  guint      *counts;  /* (nullable) likewise */
};

/* Behind all classes are the totals. */
static gsize
place_of (const MlsMatrix *self, guint row, guint column)
{
  gsize n = self->classes->len;

  return MIN (row, n) * (n + 1) + MIN (column, n);
}

static gsize
n_places (const MlsMatrix *self)
{
  return ((gsize) self->classes->len + 1) * ((gsize) self->classes->len + 1);
}

static guint64
key_number (MlsPair key)
{
  return (guint64) key.cover << 32 | key.use;
}

/* The key of ground at one of the dates. */
static MlsPair
key_at (const MlsMatrixQuery *query, const MlsSite *site, guint vintage)
{
  return mls_classing_key (&query->classing, site, query->vintages[vintage].year);
}

/* Classes */

typedef struct
{
  MlsMatrix            *matrix;
  const MlsMatrixQuery *query;
} Making;

static void
add_class (const Making *making, const MlsSite *site, guint vintage)
{
  MlsPair key = key_at (making->query, site, vintage);
  guint64 number = key_number (key);

  if (g_hash_table_contains (making->matrix->places, &number))
    return;

  g_hash_table_insert (making->matrix->places, g_memdup2 (&number, sizeof number), NULL);
  g_ptr_array_add (making->matrix->classes,
                   mls_classing_counted (&making->query->classing, key, making->query->language));
}

static void
add_classes (const MlsSite *sites, MlsArea2 area2, gpointer user_data)
{
  const Making *making = user_data;

  add_class (making, &sites[making->query->from], making->query->from);
  add_class (making, &sites[making->query->to], making->query->to);
}

static int
compare_classes (gconstpointer left, gconstpointer right)
{
  return mls_counted_compare (*(MlsCounted *const *) left, *(MlsCounted *const *) right);
}

static void
place_classes (MlsMatrix *self)
{
  g_ptr_array_sort (self->classes, compare_classes);
  for (guint i = 0; i < self->classes->len; i++)
    {
      guint64 number = key_number (mls_matrix_class (self, i)->key);

      g_hash_table_insert (self->places, g_memdup2 (&number, sizeof number), GUINT_TO_POINTER (i + 1));
    }
}

/* Areas */

/* FALSE where ground is of a class that was not there when the matrix was made. */
static gboolean
find_cell (const Making *making, const MlsSite *from, const MlsSite *to, guint *row, guint *column)
{
  guint64 was = key_number (key_at (making->query, from, making->query->from));
  guint64 is = key_number (key_at (making->query, to, making->query->to));
  gpointer r = g_hash_table_lookup (making->matrix->places, &was);
  gpointer c = g_hash_table_lookup (making->matrix->places, &is);

  *row = GPOINTER_TO_UINT (r) - 1;
  *column = GPOINTER_TO_UINT (c) - 1;

  return r != NULL && c != NULL;
}

static void
add_area (const MlsSite *sites, MlsArea2 area2, gpointer user_data)
{
  const Making *making = user_data;
  MlsMatrix *matrix = making->matrix;
  guint row, column;

  if (!find_cell (making, &sites[making->query->from], &sites[making->query->to], &row, &column))
    return;

  matrix->cells[place_of (matrix, row, column)] += area2;
  matrix->cells[place_of (matrix, row, MLS_MATRIX_ALL)] += area2;
  matrix->cells[place_of (matrix, MLS_MATRIX_ALL, column)] += area2;
  matrix->cells[place_of (matrix, MLS_MATRIX_ALL, MLS_MATRIX_ALL)] += area2;
}

/**
 * mls_matrix_new:
 * @tally: some ground
 * @query: which matrix of it
 *
 * Takes no longer for a million faces than for a few: see #MlsTally.
 *
 * Returns: (transfer full): the matrix; it borrows nothing
 */
MlsMatrix *
mls_matrix_new (const MlsTally *tally, const MlsMatrixQuery *query)
{
  MlsMatrix *self = g_new0 (MlsMatrix, 1);
  Making making = { self, query };

  g_return_val_if_fail (query->from < mls_tally_n_vintages (tally) && query->to < mls_tally_n_vintages (tally), NULL);

  self->classes = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_counted_free);
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  mls_tally_each (tally, add_classes, &making);
  place_classes (self);

  self->cells = g_new0 (MlsArea2, n_places (self));
  mls_tally_each (tally, add_area, &making);

  return self;
}

/**
 * mls_matrix_free:
 * @self: (transfer full) (nullable): a matrix
 */
void
mls_matrix_free (MlsMatrix *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->classes);
  g_hash_table_unref (self->places);
  g_free (self->cells);
  g_free (self->counts);
  g_free (self);
}

/**
 * mls_matrix_n:
 * @self: a matrix
 *
 * Returns: how many rows it has, and columns
 */
guint
mls_matrix_n (const MlsMatrix *self)
{
  return self->classes->len;
}

/**
 * mls_matrix_class:
 * @self: a matrix
 * @i: which row or column
 *
 * Returns: (transfer none): what is counted there
 */
const MlsCounted *
mls_matrix_class (const MlsMatrix *self, guint i)
{
  g_return_val_if_fail (i < self->classes->len, NULL);

  return g_ptr_array_index (self->classes, i);
}

/**
 * mls_matrix_cell:
 * @self: a matrix
 * @row: what ground was, or %MLS_MATRIX_ALL
 * @column: what it is, or %MLS_MATRIX_ALL
 *
 * Returns: how much there is of that
 */
MlsArea2
mls_matrix_cell (const MlsMatrix *self, guint row, guint column)
{
  return self->cells[place_of (self, row, column)];
}

/**
 * mls_matrix_changed:
 * @self: a matrix
 *
 * Returns: how much is of another class than it was; what is not coded at one of the dates has not changed, as far as is
 *   known
 */
MlsArea2
mls_matrix_changed (const MlsMatrix *self)
{
  MlsArea2 changed = 0;

  for (guint row = 0; row < self->classes->len; row++)
    for (guint column = 0; column < self->classes->len; column++)
      if (row != column && mls_matrix_class (self, row)->standing != MLS_STANDING_UNCODED &&
          mls_matrix_class (self, column)->standing != MLS_STANDING_UNCODED)
        changed += mls_matrix_cell (self, row, column);

  return changed;
}

/* Counts */

/**
 * mls_matrix_start_counts:
 * @self: a matrix
 *
 * Forgets what was counted, to be counted anew.
 */
void
mls_matrix_start_counts (MlsMatrix *self)
{
  g_free (self->counts);
  self->counts = g_new0 (guint, n_places (self));
}

/**
 * mls_matrix_count_place:
 * @self: a matrix being counted
 * @query: what it was made for
 * @was: what some ground was that hangs together
 * @is: what it is
 *
 * Counts it, unless it is of a class that was not there when the matrix was made.
 */
void
mls_matrix_count_place (MlsMatrix *self, const MlsMatrixQuery *query, const MlsSite *was, const MlsSite *is)
{
  const Making making = { self, query };
  guint row, column;

  if (!find_cell (&making, was, is, &row, &column))
    return;

  self->counts[place_of (self, row, column)]++;
  self->counts[place_of (self, row, MLS_MATRIX_ALL)]++;
  self->counts[place_of (self, MLS_MATRIX_ALL, column)]++;
  self->counts[place_of (self, MLS_MATRIX_ALL, MLS_MATRIX_ALL)]++;
}

/**
 * mls_matrix_is_counted:
 * @self: a matrix
 *
 * Returns: whether places were counted, see mls_matrix_count()
 */
gboolean
mls_matrix_is_counted (const MlsMatrix *self)
{
  return self->counts != NULL;
}

/**
 * mls_matrix_get_count:
 * @self: a matrix that is counted
 * @row: what ground was, or %MLS_MATRIX_ALL
 * @column: what it is, or %MLS_MATRIX_ALL
 *
 * Returns: how many pieces of ground hang together there
 */
guint
mls_matrix_get_count (const MlsMatrix *self, guint row, guint column)
{
  g_return_val_if_fail (self->counts != NULL, 0);

  return self->counts[place_of (self, row, column)];
}
