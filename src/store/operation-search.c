/* Looking back through the history: rows first, and what an operation changed only where its row leaves that open. */

#include "store/operation-search.h"

#include "store/past.h"
#include "store/reader-private.h"
#include "store/sql.h"
#include "store/verb-title.h"

/* Beyond all ids. */
#define FROM_THE_NEWEST G_MAXINT64

/* @undone@ is 1 for what was taken back, 0 where that is not asked. */
static const char rows_before[] =
  "SELECT id, at, author, verb, kind, vintages, barrier, min_x, min_y, max_x, max_y, @undone@ FROM operation "
  "WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
static const char is_undone[] = "EXISTS (SELECT 1 FROM operation AS later WHERE later.undoes = operation.id)";
static const char ids_before[] = "SELECT id FROM operation WHERE id < ?1 ORDER BY id DESC LIMIT ?2";

/* What the faces of an operation were, and what they became; their outlines are left alone. */
static const char labels_of[] =
  "SELECT 0, 0, NULL@labels@ FROM coverage_history WHERE until = ?1 UNION ALL "
  "SELECT 0, 0, NULL@labels@ FROM coverage_history WHERE since = ?1 UNION ALL "
  "SELECT 0, 0, NULL@labels@ FROM coverage WHERE since = ?1";

typedef struct
{
  MlsStoreReader  *reader;
  const MlsFilter *filter;    /* (nullable) */
  sqlite3_stmt    *labels;    /* (nullable): until it is needed */

  /* The texts of the row that it is at. */
  char            *at;
  char            *author;
  char            *verb;
  char            *kind;
} Search;

static void
forget_row (Search *search)
{
  g_clear_pointer (&search->at, g_free);
  g_clear_pointer (&search->author, g_free);
  g_clear_pointer (&search->verb, g_free);
  g_clear_pointer (&search->kind, g_free);
}

static void
search_clear (Search *search)
{
  forget_row (search);
  g_clear_pointer (&search->labels, sqlite3_finalize);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* Good until the next row. */
static MlsFilterOperation
read_row (Search *search, sqlite3_stmt *row)
{
  forget_row (search);
  search->at = mls_statement_dup_text (row, 1);
  search->author = mls_statement_dup_text (row, 2);
  search->verb = mls_statement_dup_text (row, 3);
  search->kind = mls_statement_dup_text (row, 4);

  return (MlsFilterOperation){
    .author = search->author,
    .at = search->at,
    .verb = search->verb,
    .title = mls_verb_title_of_name (search->verb),
    .kind = search->kind,
    .undone = sqlite3_column_int (row, 11) != 0,
    .vintages = mls_operation_read_vintages (mls_reading_get_layout (search->reader->reading),
                                             (const char *) sqlite3_column_text (row, 5)),
    .box = mls_operation_read_box (row, 7),
  };
}

static gboolean
prepare_labels (Search *search, GError **error)
{
  const char *labels = mls_reading_get_layout (search->reader->reading)->labels;
  g_autofree char *sql = mls_sql_expand (labels_of, "labels", labels, NULL);

  if (search->labels == NULL)
    search->labels = mls_database_prepare (search->reader->database, sql, error);
  else
    sqlite3_reset (search->labels);

  return search->labels != NULL;
}

static gboolean
read_words (Search *search, gint64 id, const MlsFilterOperation *operation, MlsFilterWords *words, GError **error)
{
  MlsReading *reading = search->reader->reading;
  MlsLabel labels[MLS_MAX_VINTAGES];
  gboolean row;

  if (!prepare_labels (search, error))
    return FALSE;

  *words = 0;
  mls_statement_bind (search->labels, "i", id);
  while (mls_database_step (search->reader->database, search->labels, &row, error))
    {
      if (!row)
        return TRUE;
      if (!mls_reading_row_labels (reading, search->labels, labels, error))
        return FALSE;

      *words |= mls_filter_of_past (search->filter, operation, labels, mls_reading_get_layout (reading)->vintages->len);
    }

  return FALSE;
}

/* Whether it pays to look at outlines. */
static gboolean
may_find (Search *search, gint64 id, const MlsFilterOperation *operation, gboolean *may, GError **error)
{
  MlsFilterWords words;

  *may = mls_filter_may_find (search->filter, operation, 0);
  if (*may)
    return TRUE;
  if (!read_words (search, id, operation, &words, error))
    return FALSE;

  *may = mls_filter_may_find (search->filter, operation, words);

  return TRUE;
}

/* What a barrier did is not told. */
static gboolean
looks_at_ground (Search *search, sqlite3_stmt *row, const MlsFilterOperation *operation, gboolean *found, GError **error)
{
  gint64 id = sqlite3_column_int64 (row, 0);
  gboolean is_barrier = sqlite3_column_int (row, 6) != 0;
  g_autoptr (MlsDelta) delta = NULL;
  gboolean may = TRUE;

  if (!is_barrier && !may_find (search, id, operation, &may, error))
    return FALSE;
  if (!may)
    return TRUE;

  delta = is_barrier ? mls_delta_new ()
                     : mls_past_read_delta (search->reader->database, search->reader->reading, id, error);
  *found = delta != NULL && mls_filter_finds (search->filter, operation, delta);

  return delta != NULL;
}

static gboolean
looks (Search *search, sqlite3_stmt *row, gboolean *found, GError **error)
{
  MlsFilterOperation operation;
  MlsFilterAnswer answer;

  *found = search->filter == NULL;
  if (*found)
    return TRUE;

  operation = read_row (search, row);
  answer = mls_filter_ask_operation (search->filter, &operation);
  *found = answer == MLS_FILTER_YES;

  return answer != MLS_FILTER_ASK || looks_at_ground (search, row, &operation, found, error);
}

static sqlite3_stmt *
prepare_rows (MlsStoreReader *self, const MlsFilter *filter, GError **error)
{
  gboolean asks = filter != NULL && mls_filter_has (filter, MLS_FILTER_UNDONE);
  g_autofree char *sql = mls_sql_expand (filter != NULL ? rows_before : ids_before, "undone", asks ? is_undone : "0", NULL);

  return mls_database_prepare (self->database, sql, error);
}

/**
 * mls_store_reader_find_operations:
 * @self: a reader between begin and end
 * @filter: (nullable): a filter of operations, of the vintages that @self has; %NULL for all
 * @before: (inout): an operation that all looked at are older than, 0 to begin with the newest; afterwards the same for
 *   those still to be looked at, 0 if there are none
 * @n_looked_at: how many to look at, at most
 * @n_most: how many to find, at most
 * @error: a #MLS_STORE_ERROR
 *
 * By the order in which they were made, which is that of their ids: a clock may have been set back meanwhile. Takes time by
 * how many are looked at, never by how many there are.
 *
 * Returns: (transfer full) (element-type gint64): the operations that @filter finds, the newest first; or %NULL
 */
GArray *
mls_store_reader_find_operations (MlsStoreReader   *self,
                                  const MlsFilter  *filter,
                                  gint64           *before,
                                  guint             n_looked_at,
                                  guint             n_most,
                                  GError          **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) query = prepare_rows (self, filter, error);
  g_auto (Search) search = { .reader = self, .filter = filter };
  guint n_seen = 0;
  gboolean row, found;

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "ii", *before != 0 ? *before : FROM_THE_NEWEST, (gint64) n_looked_at);
  while (mls_database_step (self->database, query, &row, error))
    {
      gint64 id = row ? sqlite3_column_int64 (query, 0) : 0;

      if (!row && n_seen < n_looked_at)
        *before = 0;
      if (!row || ids->len == n_most)
        return g_steal_pointer (&ids);
      if (!looks (&search, query, &found, error))
        return NULL;

      if (found)
        g_array_append_val (ids, id);
      *before = id;
      n_seen++;
    }

  return NULL;
}
