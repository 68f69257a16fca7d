#include "store/compact.h"

#include "store/error.h"
#include "store/folded.h"
#include "store/reader-private.h"
#include "store/sql.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a row of the past takes besides its outline, about: labels, indices, its box. */
#define ROW_BYTES 250

/* A compaction under way. */
typedef struct
{
  MlsDatabase         *database;
  gint64               until;
  MlsCompaction       *told;
  MlsStoreProgressFunc progress; /* (nullable) */
  gpointer             user_data;
  gint64               expected; /* changes there will be, about */
  gint64               before;   /* changes there were */
} Compact;

/* The plan
 *
 * said: operations that said something of ground, which are asked later who said it and when: they stay in the history,
 * whatever becomes of what they did to the ground.
 * kept: those after which the state stays to be read. One that is to stay what it is, as it said something, or is a barrier,
 * needs the state before it.
 * unit: operations up to the point as they are told now, each to go into the next one kept.
 * fold: where several go into one. */
static const char plan_kept[] =
  "CREATE TEMP TABLE said AS SELECT since AS id FROM exception UNION SELECT until FROM exception "
  "UNION SELECT since FROM decision UNION SELECT until FROM decision UNION SELECT since FROM finding;"
  "DELETE FROM said WHERE id IS NULL; CREATE UNIQUE INDEX said_id ON said (id);"
  "CREATE TEMP TABLE kept (id INTEGER PRIMARY KEY NOT NULL);"
  "INSERT INTO kept SELECT id FROM operation WHERE id <= @until@ AND (id = @until@ OR barrier "
  "OR id IN (SELECT operation_id FROM version) OR id IN (SELECT base FROM package WHERE state = 'out') "
  "OR id = (SELECT CAST (value AS INTEGER) FROM setting WHERE key = 'checked_operation'));"
  "INSERT OR IGNORE INTO kept WITH RECURSIVE before (id) AS ("
  "SELECT (SELECT max (id) FROM operation WHERE operation.id < kept.id) FROM kept JOIN operation USING (id) "
  "WHERE barrier OR id IN (SELECT id FROM said) UNION "
  "SELECT (SELECT max (operation.id) FROM operation WHERE operation.id < before.id) FROM before "
  "WHERE id IN (SELECT id FROM said)) SELECT id FROM before WHERE id NOT NULL";

static const char plan_folds[] =
  "CREATE TEMP TABLE range AS SELECT DISTINCT operation, first FROM folded; "
  "CREATE UNIQUE INDEX range_operation ON range (operation);"
  "CREATE TEMP VIEW unit AS "
  "SELECT (SELECT min (kept.id) FROM kept WHERE kept.id >= operation.id) AS operation, id AS unit, author, verb, 1 AS n, "
  "id AS first, at AS from_at, at AS until_at FROM main.operation WHERE id <= @until@ AND "
  "id < coalesce ((SELECT first FROM range WHERE range.operation >= main.operation.id ORDER BY range.operation LIMIT 1), "
  "id + 1) UNION ALL "
  "SELECT (SELECT min (kept.id) FROM kept WHERE kept.id >= folded.operation), operation, author, verb, n, first, from_at, "
  "until_at FROM main.folded WHERE operation <= @until@;"
  "CREATE TEMP TABLE fold AS SELECT operation, min (first) AS first, sum (n) AS n, count (DISTINCT unit) AS n_units FROM unit "
  "GROUP BY operation HAVING n_units > 1; CREATE UNIQUE INDEX fold_operation ON fold (operation);";

/* What the plan is of, in ways to be asked. */
#define INTO(column)  "(SELECT min (id) FROM kept WHERE id >= " column ")"
#define MOVES(column) "(" column " <= @until@ AND " column " NOT IN (SELECT id FROM kept))"
#define IS_UNSEEN     "until <= @until@ AND NOT EXISTS (SELECT 1 FROM kept WHERE kept.id >= since AND kept.id < until)"

/* Packages that can be brought back no more: the project would not know where they began, or what of them it has. */
#define CLOSES                                                                                                           \
  "state NOT IN ('out', 'closed') AND (" MOVES ("base") " OR EXISTS (SELECT 1 FROM operation AS brought WHERE origin > "   \
  "package.id || ':' AND origin < package.id || ';' AND (" MOVES ("brought.id") " OR brought.id IN (SELECT operation FROM fold))))"

/* The work */

static const char fold_told[] =
  "CREATE TEMP TABLE sum AS SELECT operation, author, verb, sum (unit.n) AS n, fold.first AS first, min (from_at) AS from_at, "
  "max (until_at) AS until_at FROM unit JOIN fold USING (operation) GROUP BY operation, author, verb;"
  "DELETE FROM folded WHERE operation <= @until@ AND " INTO ("folded.operation") " IN (SELECT operation FROM fold);"
  "INSERT INTO folded SELECT operation, author, verb, n, first, from_at, until_at FROM sum;"
  "UPDATE package SET state = 'closed' WHERE " CLOSES ";"
  "UPDATE package SET base = " INTO ("base") " WHERE " MOVES ("base");

/* A fold is told by its authors and by what they did, most of it first. */
static const char fold_rows[] =
  "UPDATE operation SET verb = '" MLS_VERB_COMPACT "', kind = NULL, vintages = NULL, dimension = NULL, scale = NULL, "
  "undoes = NULL, origin = NULL, "
  "author = (SELECT group_concat (author, ', ') FROM (SELECT author FROM folded WHERE folded.operation = operation.id "
  "AND author <> '' GROUP BY author ORDER BY sum (n) DESC, author)), "
  "summary = (SELECT group_concat (verb || ' ' || n, ', ') FROM (SELECT verb, sum (n) AS n FROM folded "
  "WHERE folded.operation = operation.id GROUP BY verb ORDER BY sum (n) DESC, verb)), "
  "(min_x, min_y, max_x, max_y) = (SELECT min (part.min_x), min (part.min_y), max (part.max_x), max (part.max_y) "
  "FROM operation AS part JOIN fold ON fold.operation = operation.id WHERE part.id BETWEEN fold.first AND operation.id) "
  "WHERE id IN (SELECT operation FROM fold);"
  "DELETE FROM operation WHERE " MOVES ("id") " AND id NOT IN (SELECT id FROM said);"
  "UPDATE operation SET undoes = NULL WHERE undoes NOT NULL AND "
  "(undoes IN (SELECT operation FROM fold) OR undoes NOT IN (SELECT id FROM operation));"
  "INSERT INTO compaction (author, operation, n) SELECT '@author@', @until@, sum (n_units) FROM fold";

static const char fold_faces[] =
  "DELETE FROM rtree_@table@_history WHERE id IN (SELECT entry FROM @table@_history WHERE " IS_UNSEEN ");"
  "DELETE FROM @table@_history WHERE " IS_UNSEEN ";"
  "CREATE TEMP TABLE moved (entry INTEGER PRIMARY KEY, since, until);"
  "INSERT INTO moved SELECT entry, iif (" MOVES ("since") ", " INTO ("since") ", since), "
  "iif (" MOVES ("until") ", " INTO ("until") ", until) FROM @table@_history WHERE " MOVES ("since") " OR " MOVES ("until") ";"
  "UPDATE rtree_@table@_history SET (min_operation, max_operation) = (SELECT since, until FROM moved WHERE entry = "
  "rtree_@table@_history.id) WHERE id IN (SELECT entry FROM moved);"
  "UPDATE @table@_history SET (since, until) = (SELECT since, until FROM moved WHERE moved.entry = @table@_history.entry) "
  "WHERE entry IN (SELECT entry FROM moved);"
  "DROP TABLE moved;"
  /* With both marks set the triggers keep no history. */
  "UPDATE writer SET operation = @until@, foreign_operation = @until@;"
  "UPDATE @table@ SET since = " INTO ("since") " WHERE " MOVES ("since") ";"
  "UPDATE writer SET operation = NULL, foreign_operation = NULL";

static const char *const feature_tables[] = { "coverage", "territory" };

/* What else is true from an operation on, and until another one. */
static const struct
{
  const char *table;
  const char *column;
} references[] = {
  { "vintage", "since" }, { "vintage", "until" }, { "rule", "since" }, { "rule", "until" }, { "cover", "since" },
  { "cover", "until" }, { "\"use\"", "since" }, { "\"use\"", "until" }, { "pair", "since" }, { "pair", "until" },
  { "finding", "found" }, { "finding", "gone" }, { "finding", "again" }, { "set_aside", "since" },
};

static gboolean
go_on (gpointer user_data)
{
  const Compact *compact = user_data;
  gint64 done = sqlite3_total_changes64 (compact->database->handle) - compact->before;
  double fraction = (double) done / (double) MAX (compact->expected, 1);

  return compact->progress == NULL || compact->progress (MIN (fraction, 0.99), compact->user_data);
}

/* With @until@ and what else is in @words in its place. */
static gboolean
execute (const Compact *compact, const char *template, const char *key, const char *value, GError **error)
{
  g_autofree char *until = g_strdup_printf ("%" G_GINT64_FORMAT, compact->until);
  g_autofree char *sql = mls_sql_expand (template, "until", until, key, value, NULL);

  /* What is too short to be asked in its midst is asked before. */
  if (!go_on ((gpointer) compact))
    return mls_store_fail_cancelled (error);

  return mls_database_exec (compact->database, sql, error);
}

static gboolean
count (const Compact *compact, const char *template, const char *table, gint64 *n, GError **error)
{
  g_autofree char *until = g_strdup_printf ("%" G_GINT64_FORMAT, compact->until);
  g_autofree char *sql = mls_sql_expand (template, "until", until, table != NULL ? "table" : NULL, table, NULL);

  return mls_database_get_integer (compact->database, n, error, sql, NULL);
}

static gboolean
count_faces (const Compact *compact, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (feature_tables); i++)
    {
      gint64 n, bytes;

      if (!count (compact, "SELECT count (*) FROM @table@_history WHERE " IS_UNSEEN, feature_tables[i], &n, error) ||
          !count (compact, "SELECT total (length (geom)) FROM @table@_history WHERE " IS_UNSEEN, feature_tables[i], &bytes, error))
        return FALSE;

      compact->told->n_faces += n;
      compact->told->bytes += bytes + n * ROW_BYTES;
    }

  return TRUE;
}

static gboolean
count_all (const Compact *compact, GError **error)
{
  MlsCompaction *told = compact->told;

  return count (compact, "SELECT coalesce (sum (n_units), 0) FROM fold", NULL, &told->n_operations, error) &&
         count (compact, "SELECT count (*) FROM fold", NULL, &told->n_folded, error) &&
         count (compact, "SELECT count (*) FROM kept", NULL, &told->n_states, error) &&
         count (compact, "SELECT count (*) FROM package WHERE " CLOSES, NULL, &told->n_packages, error) &&
         count_faces (compact, error);
}

/* What was done in a package is brought back one by one, and what others undo in a shared project may be long past. */
static gboolean
check_kind (MlsDatabase *database, GError **error)
{
  gint64 is_package, is_shared;

  if (!mls_database_get_integer (database, &is_package, error, "SELECT count (*) FROM setting WHERE key = 'package'", NULL) ||
      !mls_database_get_integer (database, &is_shared, error, "SELECT count (*) FROM setting WHERE key = 'team'", NULL))
    return FALSE;

  if (is_package > 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_WORK,
                 _("“%s” is a work package: its history is needed until it is brought back"), database->name);
  else if (is_shared > 0)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_WORK,
                 _("“%s” is shared with a team: its history is that of all of them"), database->name);

  return is_package == 0 && is_shared == 0;
}

static gboolean
plan (const Compact *compact, GError **error)
{
  *compact->told = (MlsCompaction){ 0 };

  return check_kind (compact->database, error) && mls_folded_check (compact->database, compact->until, error) &&
         execute (compact, plan_kept, NULL, NULL, error) && execute (compact, plan_folds, NULL, NULL, error) &&
         count_all (compact, error);
}

static void
forget_plan (MlsDatabase *database)
{
  mls_database_exec (database,
                     "DROP VIEW IF EXISTS temp.unit; DROP TABLE IF EXISTS temp.sum; DROP TABLE IF EXISTS temp.fold; "
                     "DROP TABLE IF EXISTS temp.range; DROP TABLE IF EXISTS temp.kept; DROP TABLE IF EXISTS temp.said; "
                     "DROP TABLE IF EXISTS temp.moved",
                     NULL);
}

static gboolean
fold_references (const Compact *compact, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      const char *column = references[i].column;
      g_autofree char *update = g_strdup_printf (
        "UPDATE %s SET %s = (SELECT min (id) FROM kept WHERE id >= %s) WHERE %s <= @until@ AND %s NOT IN (SELECT id FROM kept)",
        references[i].table, column, column, column, column);

      if (!execute (compact, update, NULL, NULL, error))
        return FALSE;
    }

  return mls_database_exec (compact->database, "DELETE FROM rule WHERE until <= since", error);
}

/* The author goes into SQL that is made of several statements, and thus takes no parameters. */
static char *
quote (const char *author)
{
  char *quoted = sqlite3_mprintf ("%q", author);
  char *text = g_strdup (quoted);

  sqlite3_free (quoted);

  return text;
}

static gboolean
fold (const Compact *compact, const char *author, GError **error)
{
  g_autofree char *quoted = quote (author);

  if (!execute (compact, fold_told, NULL, NULL, error) || !execute (compact, fold_rows, "author", quoted, error) ||
      !fold_references (compact, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (feature_tables); i++)
    if (!execute (compact, fold_faces, "table", feature_tables[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
compact_in_transaction (Compact *compact, const char *author, GError **error)
{
  compact->before = sqlite3_total_changes64 (compact->database->handle);
  if (!plan (compact, error))
    return FALSE;

  if (compact->told->n_operations == 0)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING,
                           _("There is nothing to compact up to there: every operation leads to a state that is kept"));
      return FALSE;
    }

  compact->expected = 6 * compact->told->n_faces + 2 * compact->told->n_operations;

  return fold (compact, author, error);
}

/**
 * mls_compaction_look:
 * @path: a project file, which may be open elsewhere
 * @until: an operation, the state right after which can be read
 * @progress: (scope call) (nullable): asked whether to go on
 * @user_data: for @progress
 * @compaction: (out): what mls_store_compact() would come to
 * @error: as for mls_store_compact(), but that there may be nothing to do
 *
 * May run on any thread.
 *
 * Returns: whether it could look
 */
gboolean
mls_compaction_look (const char           *path,
                     gint64                until,
                     MlsStoreProgressFunc  progress,
                     gpointer              user_data,
                     MlsCompaction        *compaction,
                     GError              **error)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (path, error);
  Compact compact = { .until = until, .told = compaction, .progress = progress, .user_data = user_data };
  gboolean planned;

  if (reader == NULL || !mls_store_reader_begin (reader, 0, NULL, error))
    return FALSE;

  compact.database = reader->database;
  mls_database_watch (reader->database, go_on, &compact);
  planned = plan (&compact, error);
  mls_database_watch (reader->database, NULL, NULL);
  mls_store_reader_end (reader);

  return planned;
}

/**
 * mls_store_compact:
 * @self: a project open for writing
 * @until: an operation, the state right after which can be read
 * @author: who compacts
 * @progress: (scope call) (nullable): told how far it is, about
 * @user_data: for @progress
 * @compaction: (out): what it came to
 * @error: %MLS_STORE_ERROR_NOTHING if no operations can be made one, or if @until was folded before; %MLS_STORE_ERROR_WORK for
 *   a package or a project that is shared with a team; %MLS_STORE_ERROR_CANCELLED; or any other #MLS_STORE_ERROR
 *
 * Makes operations up to @until one, from each state that is kept to the next: see #MlsCompaction. Those states are as they
 * were to the last byte, so that what a delivery is sealed with still holds; what lay between them is gone. An import and
 * another date stay what they are, and so does an operation that said something of ground. In the place of
 * others stands one that tells who did how much of what. All of it is one transaction. The file has the room inside then;
 * mls_store_shrink() gives it back.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_compact (MlsStore            *self,
                   gint64               until,
                   const char          *author,
                   MlsStoreProgressFunc progress,
                   gpointer             user_data,
                   MlsCompaction       *compaction,
                   GError             **error)
{
  Compact compact = { .database = self->database, .until = until, .told = compaction, .progress = progress,
                      .user_data = user_data };
  gboolean done;

  g_return_val_if_fail (author != NULL, FALSE);

  if (!mls_store_check_writable (self, error) || !mls_database_begin (self->database, error))
    return FALSE;

  mls_database_watch (self->database, go_on, &compact);
  done = mls_writing_mark (self->writing, 0, error) && compact_in_transaction (&compact, author, error);
  mls_database_watch (self->database, NULL, NULL);
  if (done)
    done = mls_database_commit (self->database, error);
  else
    mls_database_rollback (self->database);
  forget_plan (self->database);

  return done;
}

/* Asked, and told nothing that it could tell. */
static gboolean
still_wanted (gpointer user_data)
{
  const Compact *compact = user_data;

  return compact->progress == NULL || compact->progress (0.99, compact->user_data);
}

/**
 * mls_store_shrink:
 * @self: a project open for writing
 * @progress: (scope call) (nullable): asked whether to go on
 * @user_data: for @progress
 * @error: %MLS_STORE_ERROR_FULL if the disk has no room for a second file as large as what is left, %MLS_STORE_ERROR_CANCELLED,
 *   or any other #MLS_STORE_ERROR
 *
 * Writes the file anew without the room that is free in it. If that fails it is as it was, and what comes is written into
 * that room.
 *
 * Returns: whether it is as small as can be
 */
gboolean
mls_store_shrink (MlsStore *self, MlsStoreProgressFunc progress, gpointer user_data, GError **error)
{
  Compact compact = { .database = self->database, .progress = progress, .user_data = user_data };
  gboolean shrunk;

  if (!mls_store_check_writable (self, error))
    return FALSE;

  mls_database_watch (self->database, still_wanted, &compact);
  shrunk = mls_database_exec (self->database, "VACUUM", error);
  mls_database_watch (self->database, NULL, NULL);
  if (!shrunk)
    {
      mls_database_rollback (self->database);
      return FALSE;
    }

  /* Whoever reads just now keeps the old pages: they go when the file is closed. */
  mls_database_exec (self->database, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  return TRUE;
}

/**
 * mls_store_find_state:
 * @self: a project
 * @operation: an operation, or one that was folded
 * @state: (out): the first operation from it on, the state after which can be read
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_find_state (MlsStore *self, gint64 operation, gint64 *state, GError **error)
{
  return mls_folded_state (self->database, operation, state, error);
}

/**
 * mls_store_find_until:
 * @self: a project
 * @time: an instant
 * @operation: (out): the newest operation made before it, the state right after which can be read; 0 if there is none
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_find_until (MlsStore *self, GDateTime *time, gint64 *operation, GError **error)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S");

  return mls_database_get_integer (self->database, operation, error,
                                   "SELECT max (id) FROM operation WHERE at < ? AND NOT EXISTS (SELECT 1 FROM folded "
                                   "WHERE first <= id AND operation > id)",
                                   "s", text);
}
