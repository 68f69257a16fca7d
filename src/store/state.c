#include "store/state.h"

#include "store/error.h"
#include "store/folded.h"
#include "store/format.h"
#include "store/geopackage.h"
#include "store/reader-private.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* The tables whose rows hold from operation since on, and until another one. */
static const char *const lasting_tables[] = { "vintage", "rule",       "cover",     "use",     "pair",
                                              "transition", "symbol", "indicator", "exception", "decision" };

/* What hides table ?1 behind what it was after operation ?2: rows that came later are not there, and what ended later
 * has not ended yet. */
static const char lasting_view[] =
  "SELECT 'CREATE TEMP VIEW ' || ?1 || ' AS SELECT ' || group_concat (CASE name WHEN 'until' THEN "
  "'CASE WHEN until <= ' || ?2 || ' THEN until END AS until' ELSE printf ('\"%w\"', name) END, ', ') || "
  "' FROM main.' || ?1 || ' WHERE since <= ' || ?2 FROM pragma_table_info (?1, 'main')";

/* Of checks only the last one is kept, which was of another state; what an import did is known for good, and had not been
 * decided on before it was. */
static const char finding_view[] =
  "SELECT 'CREATE TEMP VIEW finding AS SELECT ' || group_concat (CASE name WHEN 'state' THEN "
  "'CASE WHEN since > ' || ?1 || ' THEN ''open'' ELSE state END AS state' ELSE name END, ', ') || "
  "' FROM main.finding WHERE origin = ''import''' FROM pragma_table_info ('finding', 'main')";

static const char other_views[] =
  "CREATE TEMP VIEW operation AS SELECT * FROM main.operation WHERE id <= %1$" G_GINT64_FORMAT "; "
  "CREATE TEMP VIEW setting AS SELECT * FROM main.setting WHERE key <> 'checked_operation'";

static gboolean
execute_made (MlsDatabase *database, sqlite3_stmt *query, GError **error)
{
  g_autofree char *sql = NULL;
  gboolean row;

  if (!mls_database_step (database, query, &row, error))
    return FALSE;

  sql = mls_statement_dup_text (query, 0);

  return mls_database_exec (database, sql, error);
}

static gboolean
hide_findings (MlsDatabase *database, gint64 operation, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, finding_view, error);

  if (query == NULL)
    return FALSE;

  mls_statement_bind (query, "i", operation);

  return execute_made (database, query, error);
}

static gboolean
hide_lasting (MlsDatabase *database, gint64 operation, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lasting_tables); i++)
    {
      g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, lasting_view, error);

      if (query == NULL)
        return FALSE;

      mls_statement_bind (query, "si", lasting_tables[i], operation);
      if (!execute_made (database, query, error))
        return FALSE;
    }

  return TRUE;
}

/* A file of an older format is hidden behind views already, see mls_format_adapt(). */
static gboolean
check_format (MlsDatabase *database, GError **error)
{
  gint64 format;

  if (!mls_geopackage_get_format (database, &format, error))
    return FALSE;

  if (format != MLS_STORE_FORMAT)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED,
                 _("“%s” is of an older format: its past can be read once it has been opened to be edited"), database->name);

  return format == MLS_STORE_FORMAT;
}

/* Hides what came later from all that the connection reads but the faces, which mls_reading_set_operation() is for. */
static gboolean
hide_later (MlsDatabase *database, gint64 operation, GError **error)
{
  g_autofree char *others = g_strdup_printf (other_views, operation);

  if (!check_format (database, error) || !mls_folded_check (database, operation, error) || !hide_lasting (database, operation, error) ||
      !hide_findings (database, operation, error) || !mls_database_exec (database, others, error))
    return FALSE;

  database->state = operation;

  return TRUE;
}

/**
 * mls_store_show_state:
 * @self: a project open to be read, of which no state was asked for yet
 * @operation: one of its operations
 * @error: %MLS_STORE_ERROR_REFUSED for a file of an older format, or any other #MLS_STORE_ERROR
 *
 * All that is read from here on is what it was right after that operation: faces, vintages, rules, codes, exceptions,
 * decisions and zones. Links, and the names and states of vintages, have no past.
 *
 * Returns: whether it is; if not, @self is of no more use
 */
gboolean
mls_store_show_state (MlsStore *self, gint64 operation, GError **error)
{
  g_return_val_if_fail (self->mode == MLS_STORE_READ_ONLY && self->database->state == 0 && operation > 0, FALSE);

  if (!hide_later (self->database, operation, error) || !mls_store_reload (self, error))
    return FALSE;

  mls_reading_set_operation (self->reading, 0);

  return TRUE;
}

/**
 * mls_store_reader_at:
 * @path: a project file, which may be open elsewhere
 * @operation: one of its operations, or 0 for whichever is the newest
 * @error: as for mls_store_show_state()
 *
 * Returns: (transfer full): a reader to whom the state right after that operation is the newest; or %NULL
 */
MlsStoreReader *
mls_store_reader_at (const char *path, gint64 operation, GError **error)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (path, error);

  if (reader == NULL || operation == 0)
    return g_steal_pointer (&reader);

  if (!hide_later (reader->database, operation, error) || !mls_reading_reload (reader->reading, error))
    return NULL;

  return g_steal_pointer (&reader);
}

/**
 * mls_store_reader_of:
 * @store: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): a reader of its file, to whom the state that @store shows is the newest; or %NULL
 */
MlsStoreReader *
mls_store_reader_of (MlsStore *store, GError **error)
{
  return mls_store_reader_at (store->database->path, store->database->state, error);
}
