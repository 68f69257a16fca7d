#include "quality/matrix.h"

#include "coverage/grouping.h"
#include "quality/nearby.h"

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

typedef struct
{
  Making       making;
  MlsFigures  *areas;    /* (nullable) */
  MlsNearby   *nearby;   /* (nullable): if classes depend on it */
  MlsGrouping *grouping;
  GHashTable  *kinds;    /* (element-type Kind guint) numbers from 1 on */
} Counting;

/* What some ground was and is, in the codes that changes are listed by. */
typedef struct
{
  MlsPair from;
  MlsPair to;
} Kind;

static guint
kind_hash (gconstpointer data)
{
  const Kind *kind = data;
  guint64 h = key_number (kind->from) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ key_number (kind->to);

  return (guint) ((h * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32);
}

static gboolean
kind_equal (gconstpointer left, gconstpointer right)
{
  const Kind *a = left;
  const Kind *b = right;

  return mls_pair_equal (a->from, b->from) && mls_pair_equal (a->to, b->to);
}

static MlsPair
codes_of (const Counting *counting, const MlsLabel *label)
{
  return mls_label_pair_in (label, mls_classing_get_dimension (&counting->making.query->classing));
}

static void
give_key (const MlsLabel *labels, guint64 *keys, gpointer user_data)
{
  Counting *counting = user_data;
  const MlsMatrixQuery *query = counting->making.query;
  const Kind kind = { codes_of (counting, &labels[query->from]), codes_of (counting, &labels[query->to]) };
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (counting->kinds, &kind));

  if (number == 0)
    {
      number = g_hash_table_size (counting->kinds) + 1;
      g_hash_table_insert (counting->kinds, g_memdup2 (&kind, sizeof kind), GUINT_TO_POINTER (number));
    }
  keys[0] = number;
}

static gboolean
has_ground (MlsFigures *areas, const MlsFace *face)
{
  g_autoptr (GArray) shares = mls_face_share (face, areas);

  return shares->len > 0;
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Counting *counting = user_data;

  if (counting->areas == NULL || has_ground (counting->areas, face))
    mls_grouping_add_face (counting->grouping, face);

  return TRUE;
}

static void
count_group (MlsMatrix *self, gsize place)
{
  gsize n = self->classes->len + 1;

  self->counts[place]++;
  self->counts[place - place % n + n - 1]++;
  self->counts[n * (n - 1) + place % n]++;
  self->counts[n * n - 1]++;
}

/* What lies near is the same all over the ground that hangs together: that is of one region at either date. */
static void
count_one (MlsMatrix *self, const Counting *counting, guint32 face)
{
  const MlsMatrixQuery *query = counting->making.query;
  const MlsLabel *labels = mls_grouping_labels (counting->grouping, face);
  MlsNearness near[MLS_MAX_VINTAGES] = { 0 };
  MlsSite from, to;
  guint row, column;

  if (counting->nearby != NULL)
    mls_nearby_get (counting->nearby, mls_grouping_fid (counting->grouping, face), near);
  from = (MlsSite){ mls_label_pair (&labels[query->from]), near[query->from] };
  to = (MlsSite){ mls_label_pair (&labels[query->to]), near[query->to] };
  if (find_cell (&counting->making, &from, &to, &row, &column))
    count_group (self, place_of (self, row, column));
}

static void
count_groups (MlsMatrix *self, const Counting *counting)
{
  g_autoptr (GArray) groups = mls_grouping_groups (counting->grouping, 0);

  g_free (self->counts);
  self->counts = g_new0 (guint, n_places (self));
  for (guint i = 0; i < groups->len; i++)
    count_one (self, counting, g_array_index (groups, MlsGroup, i).first);
}

/**
 * mls_matrix_count:
 * @self: a matrix
 * @query: what it was made for
 * @reader: a reader between begin and end
 * @areas: (nullable): figures that are indexed: only ground some of which lies in these
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Counts what there is to look at in each cell: pieces of ground that hang together and went from one code to one code,
 * whatever the level, as changes are listed; faces would tell how often ground was cut for other reasons. That takes
 * their borders, and so the time of a check.
 *
 * Returns: whether all was read
 */
gboolean
mls_matrix_count (MlsMatrix            *self,
                  const MlsMatrixQuery *query,
                  MlsStoreReader       *reader,
                  MlsFigures           *areas,
                  MlsStoreProgressFunc  func,
                  gpointer              user_data,
                  GError              **error)
{
  MlsGroupingShape shape = { .n_keys = 1 };
  MlsNearness asked = mls_nearness_asked_for (query->classing.indicator);
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (kind_hash, kind_equal, g_free, NULL);
  Counting counting = { { self, query }, areas, NULL, NULL, kinds };
  MlsPass pass = { NULL, take_face, &counting, func, user_data };
  g_autoptr (MlsGrouping) grouping = NULL;
  g_autoptr (MlsNearby) nearby = NULL;

  if (asked != 0)
    {
      nearby = mls_nearby_take (reader, query->classing.nomenclature, asked, func, user_data, error);
      if (nearby == NULL)
        return FALSE;
    }

  mls_store_reader_get_vintages (reader, &shape.n_vintages);
  counting.nearby = nearby;
  counting.grouping = grouping = mls_grouping_new (&shape, give_key, &counting);
  if (!mls_pass_run (&pass, reader, error))
    return FALSE;

  count_groups (self, &counting);

  return TRUE;
}

/**
 * mls_matrix_is_counted:
 * @self: a matrix
 *
 * Returns: whether mls_matrix_count() has been there
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
