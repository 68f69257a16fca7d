#include "store/decision.h"

#include "store/lasting.h"
#include "store/reader-private.h"
#include "store/store-private.h"

#define COLUMNS "review, from_vintage, vintage, dimension, from_cover, from_use, cover, use, x, y, area_m2, remark, draft, source"

static const char *
vintage_code (const MlsLayout *layout, guint vintage)
{
  return g_array_index (layout->vintages, MlsVintage, vintage).code;
}

static gboolean
write_decision (MlsDatabase       *database,
                const MlsLayout   *layout,
                const MlsDecision *decision,
                gint64             operation,
                GError           **error)
{
  const MlsDecidedGround *ground = &decision->ground;

  g_return_val_if_fail (ground->from_vintage < layout->vintages->len && ground->vintage < layout->vintages->len, FALSE);

  return mls_database_run (database, error,
                           "INSERT INTO decision (" COLUMNS ", since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           "ssssssssdddsssi", mls_review_name (decision->review),
                           vintage_code (layout, ground->from_vintage), vintage_code (layout, ground->vintage),
                           mls_dimension_name (ground->dimension), g_quark_to_string (ground->from.cover),
                           g_quark_to_string (ground->from.use), g_quark_to_string (ground->pair.cover),
                           g_quark_to_string (ground->pair.use), mls_grid_to_metres (decision->place.x),
                           mls_grid_to_metres (decision->place.y), mls_area2_to_m2 (ground->area2),
                           g_quark_to_string (decision->remark), g_quark_to_string (decision->draft),
                           g_quark_to_string (decision->source), operation);
}

/**
 * mls_decisions_write:
 * @database: a project, in a transaction
 * @layout: its columns
 * @facts: what an edit says of itself: what is decided, and which decisions end with that
 * @operation: the edit's operation
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether that is written
 */
gboolean
mls_decisions_write (MlsDatabase             *database,
                     const MlsLayout         *layout,
                     const MlsOperationFacts *facts,
                     gint64                   operation,
                     GError                 **error)
{
  if (!mls_lasting_end (database, "decision", facts->ended, facts->n_ended, operation, error))
    return FALSE;

  for (guint i = 0; i < facts->n_decisions; i++)
    if (!write_decision (database, layout, &facts->decisions[i], operation, error))
      return FALSE;

  return TRUE;
}

/**
 * mls_decisions_take_back:
 * @database: a project, in a transaction
 * @target: an operation that is taken back
 * @operation: the operation that does so
 * @error: a #MLS_STORE_ERROR
 *
 * What @target decided ends, what ended with it counts again.
 *
 * Returns: whether that is written
 */
gboolean
mls_decisions_take_back (MlsDatabase *database, gint64 target, gint64 operation, GError **error)
{
  return mls_lasting_take_back (database, "decision", COLUMNS, target, operation, error);
}

/**
 * mls_decisions_bring:
 * @from: a work package
 * @to: its project, in a transaction
 * @there: an operation of the package
 * @here: what it becomes in the project
 * @error: a #MLS_STORE_ERROR
 *
 * The decisions that @there gave are given here, those that ended with it end.
 *
 * Returns: whether they are written
 */
gboolean
mls_decisions_bring (MlsDatabase *from, MlsDatabase *to, gint64 there, gint64 here, GError **error)
{
  return mls_lasting_bring (from, to, "decision", COLUMNS, there, here, error);
}

static MlsText
column_text (sqlite3_stmt *row, int column)
{
  return g_quark_from_string ((const char *) sqlite3_column_text (row, column));
}

/* FALSE if the row names no review, vintage, dimension or place that is any. */
static gboolean
read_row (sqlite3_stmt *row, const MlsLayout *layout, MlsDecision *decision)
{
  MlsDecidedGround *ground = &decision->ground;

  decision->id = sqlite3_column_int64 (row, 0);
  ground->from = (MlsPair){ column_text (row, 5), column_text (row, 6) };
  ground->pair = (MlsPair){ column_text (row, 7), column_text (row, 8) };
  ground->area2 = mls_area2_from_m2 (sqlite3_column_double (row, 11));
  decision->remark = column_text (row, 12);
  decision->draft = column_text (row, 13);
  decision->source = column_text (row, 14);
  decision->since = sqlite3_column_int64 (row, 15);
  decision->author = column_text (row, 16);
  decision->at = column_text (row, 17);

  return mls_review_from_name ((const char *) sqlite3_column_text (row, 1), &decision->review) &&
         mls_layout_find_vintage (layout, (const char *) sqlite3_column_text (row, 2), &ground->from_vintage) &&
         mls_layout_find_vintage (layout, (const char *) sqlite3_column_text (row, 3), &ground->vintage) &&
         mls_dimension_from_name ((const char *) sqlite3_column_text (row, 4), &ground->dimension) &&
         mls_grid_from_metres (sqlite3_column_double (row, 9), sqlite3_column_double (row, 10), &decision->place);
}

/* A row that undo brought back is whose it was first. */
#define OF_FIRST(column)                                                                       \
  "(SELECT operation." column " FROM decision AS first JOIN operation ON operation.id = first.since " \
  "WHERE first.id = coalesce (decision.origin, decision.id))"

#define HOLDING \
  "SELECT id, " COLUMNS ", since, " OF_FIRST ("author") ", " OF_FIRST ("at") " FROM decision WHERE until IS NULL "

/* Takes @query, which may be %NULL with @error set. */
static GArray *
read_all (MlsDatabase *database, const MlsLayout *layout, sqlite3_stmt *query, GError **error)
{
  g_autoptr (GArray) decisions = g_array_new (FALSE, TRUE, sizeof (MlsDecision));
  g_autoptr (sqlite3_stmt) taken = query;
  gboolean row;

  if (query == NULL)
    return NULL;

  while (mls_database_step (database, query, &row, error))
    {
      MlsDecision decision = { 0 };

      if (!row)
        return g_steal_pointer (&decisions);

      if (read_row (query, layout, &decision))
        g_array_append_val (decisions, decision);
    }

  return NULL;
}

/**
 * mls_store_list_decided:
 * @self: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsText): what decisions came from that are in the project, or were and have been
 *   decided otherwise, as a set; of none that was taken back. Or %NULL
 */
GHashTable *
mls_store_list_decided (MlsStore *self, GError **error)
{
  static const char sql[] = "SELECT DISTINCT source FROM decision WHERE source NOT NULL AND (until IS NULL OR until IN "
                            "(SELECT id FROM operation WHERE verb != '" MLS_VERB_UNDO "' AND id NOT IN "
                            "(SELECT undoes FROM operation WHERE undoes IS NOT NULL)))";
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (self->database, sql, error);
  g_autoptr (GHashTable) sources = g_hash_table_new (NULL, NULL);
  gboolean row;

  while (query != NULL && mls_database_step (self->database, query, &row, error))
    {
      if (!row)
        return g_steal_pointer (&sources);
      g_hash_table_add (sources, GUINT_TO_POINTER (column_text (query, 0)));
    }

  return NULL;
}

/**
 * mls_store_decisions_in:
 * @self: a project
 * @box: a box
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsDecision): what was decided of places in @box and not otherwise since, oldest
 *   first, or %NULL
 */
GArray *
mls_store_decisions_in (MlsStore *self, const MlsBox *box, GError **error)
{
  static const char inside[] = HOLDING "AND x BETWEEN ? AND ? AND y BETWEEN ? AND ? ORDER BY id";
  sqlite3_stmt *query = mls_database_prepare (self->database, inside, error);

  if (query != NULL)
    mls_statement_bind (query, "dddd", mls_grid_to_metres (box->min_x), mls_grid_to_metres (box->max_x),
                        mls_grid_to_metres (box->min_y), mls_grid_to_metres (box->max_y));

  return read_all (self->database, mls_store_layout (self), query, error);
}

/**
 * mls_store_reader_list_decisions:
 * @self: a reader between begin and end
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsDecision): what was decided and not otherwise since, oldest first, or %NULL
 */
GArray *
mls_store_reader_list_decisions (MlsStoreReader *self, GError **error)
{
  static const char everywhere[] = HOLDING "ORDER BY id";

  return read_all (self->database, mls_reading_get_layout (self->reading),
                   mls_database_prepare (self->database, everywhere, error), error);
}
