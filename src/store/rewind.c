#include "store/rewind.h"

#include "store/sql.h"
#include "store/store-private.h"

/* What goes leaves a row of the past like any, which goes with the rest of what came after. */
static const char feature[] =
  "DELETE FROM @table@ WHERE since > @operation@;"
  "INSERT INTO @table@ (@id@, geom, since@copied@) SELECT @id@, geom, since@copied@ FROM @table@_history "
  "WHERE since <= @operation@ AND until > @operation@;"
  "DELETE FROM rtree_@table@_history WHERE id IN (SELECT entry FROM @table@_history WHERE until > @operation@);"
  "DELETE FROM @table@_history WHERE until > @operation@;";

static const char lasting[] =
  "DELETE FROM @table@ WHERE since > @operation@;"
  "UPDATE @table@ SET until = NULL WHERE until > @operation@;";

/* Nomenclature, rules and findings are no operations: they stay as they are, since the state that is now the newest. */
static const char rest[] =
  "UPDATE cover SET since = min (since, @operation@), until = min (until, @operation@);"
  "UPDATE \"use\" SET since = min (since, @operation@), until = min (until, @operation@);"
  "UPDATE pair SET since = min (since, @operation@), until = min (until, @operation@);"
  "UPDATE transition SET since = min (since, @operation@), until = min (until, @operation@);"
  "UPDATE symbol SET since = min (since, @operation@), until = min (until, @operation@);"
  "UPDATE indicator SET since = min (since, @operation@), until = min (until, @operation@);"
  "UPDATE rule SET since = min (since, @operation@ + 1), until = min (until, @operation@ + 1);"
  "UPDATE finding SET state = was, was = NULL, since = NULL WHERE since > @operation@ AND was IS NOT NULL;"
  "UPDATE finding SET found = min (found, @operation@), gone = min (gone, @operation@), again = min (again, @operation@);"
  "UPDATE setting SET value = '@operation@' WHERE key = 'checked_operation' AND CAST (value AS INTEGER) > @operation@;"
  "DELETE FROM operation WHERE id > @operation@;";

static gboolean
run (MlsStore *self, const char *template, const char *table, const char *id, const char *copied, gint64 operation, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, operation);
  g_autofree char *sql =
    mls_sql_expand (template, "table", table, "id", id, "copied", copied, "operation", number, NULL);

  return mls_database_exec (self->database, sql, error);
}

/**
 * mls_store_rewind:
 * @self: a project, in a transaction
 * @operation: an operation behind which no barrier lies
 * @error: a #MLS_STORE_ERROR
 *
 * Makes the file what it was right after @operation, its past included, as though nothing had come since. Numbers of
 * operations and faces that were given since are not given again. Names of versions that lie behind it are left, and are
 * for the caller to lead to where they belong.
 *
 * Returns: whether it is
 */
gboolean
mls_store_rewind (MlsStore *self, gint64 operation, GError **error)
{
  g_autofree char *copied = g_strconcat (mls_store_layout (self)->labels, ", surf_m2", NULL);
  gint64 last = 0;

  return mls_operation_last (self->database, &last, error) && mls_writing_mark (self->writing, last + 1, error) &&
         run (self, feature, "coverage", "fid", copied, operation, error) &&
         run (self, feature, "territory", "id", "", operation, error) &&
         run (self, lasting, "exception", "", "", operation, error) &&
         run (self, lasting, "decision", "", "", operation, error) &&
         run (self, rest, "", "", "", operation, error) && mls_writing_mark (self->writing, 0, error);
}
