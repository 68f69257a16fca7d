/* Whether a project is what it was: told of a file by its header, of what it says by a checksum. */

#include "store/working-copy-private.h"

#include "store/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* SQLite counts in the first bytes of a file what is written to it. */
#define HEADER 100

/* Tables whose rows are no map, no history of it, and nothing that a check would tell anew. */
#define WORDS                                                                                                     \
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND NOT name GLOB 'coverage*' AND NOT name GLOB 'territory*' " \
  "AND NOT name GLOB 'rtree_*' AND NOT name GLOB 'sqlite_*' AND NOT name GLOB 'gpkg_*' AND name NOT IN ('operation', " \
  "'writer', 'finding', 'layer_styles') AND (name = 'package' OR name GLOB 'set_aside*') = ? ORDER BY name"

/* Settings that a check tells anew, or that only make work go on where it was left. */
#define NO_WORDS "WHERE key NOT IN ('checked_operation', 'styles', 'workspace', 'delivery')"

void
mls_copy_state_clear (MlsCopyState *state)
{
  g_clear_pointer (&state->at, g_free);
  g_clear_pointer (&state->words, g_free);
  g_clear_pointer (&state->traffic, g_free);
}

static gboolean
add_rows (MlsDatabase *database, const char *table, GChecksum *sum, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" %s", table,
                                          strcmp (table, "setting") == 0 ? NO_WORDS : "");
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, error);
  gboolean row = query != NULL;

  while (row && mls_database_step (database, query, &row, error))
    {
      if (!row)
        return TRUE;

      for (int i = 0; i < sqlite3_column_count (query); i++)
        {
          const guint8 *bytes = sqlite3_column_blob (query, i);

          g_checksum_update (sum, (const guint8 *) "|", 1);
          if (bytes != NULL)
            g_checksum_update (sum, bytes, sqlite3_column_bytes (query, i));
        }
    }

  return FALSE;
}

static char *
sum_words (MlsDatabase *database, gboolean traffic, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (sqlite3_stmt) tables = mls_database_prepare (database, WORDS, error);
  gboolean row = tables != NULL;

  if (row)
    mls_statement_bind (tables, "i", (gint64) traffic);
  while (row && mls_database_step (database, tables, &row, error))
    {
      if (!row)
        return g_strdup (g_checksum_get_string (sum));
      if (!add_rows (database, (const char *) sqlite3_column_text (tables, 0), sum, error))
        return NULL;
    }

  return NULL;
}

/* The newest operation alone. */
gboolean
mls_copy_state_read_last (MlsDatabase *database, MlsCopyState *state, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    database, "SELECT id, at, (SELECT seq FROM sqlite_sequence WHERE name = 'coverage') FROM operation ORDER BY id DESC LIMIT 1",
    error);
  gboolean row;

  mls_copy_state_clear (state);
  if (query == NULL || !mls_database_step (database, query, &row, error))
    return FALSE;

  state->operation = row ? sqlite3_column_int64 (query, 0) : 0;
  state->at = row ? mls_statement_dup_text (query, 1) : NULL;
  state->last_face = row ? sqlite3_column_int64 (query, 2) : 0;

  return TRUE;
}

gboolean
mls_copy_state_read (MlsDatabase *database, MlsCopyState *state, GError **error)
{
  return mls_copy_state_read_last (database, state, error) && (state->words = sum_words (database, FALSE, error)) != NULL &&
         (state->traffic = sum_words (database, TRUE, error)) != NULL;
}

gboolean
mls_copy_state_same (const MlsCopyState *a, const MlsCopyState *b)
{
  return a->operation == b->operation && g_strcmp0 (a->at, b->at) == 0 && g_strcmp0 (a->words, b->words) == 0 &&
         g_strcmp0 (a->traffic, b->traffic) == 0;
}

static gboolean
has_journal (const char *path)
{
  static const char *const ends[] = { "-wal", "-journal" };
  gboolean has = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);
      GStatBuf status;

      has |= g_stat (name, &status) == 0 && status.st_size > 0;
    }

  return has;
}

/* Returns (transfer full): what no file that was written since has; %NULL if it cannot be read. */
char *
mls_copy_stamp (const char *path, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  FILE *file = g_fopen (path, "rbe");
  guint8 header[HEADER];
  GStatBuf status;
  gboolean is_read = file != NULL && fread (header, 1, HEADER, file) == HEADER && g_stat (path, &status) == 0;
  int reason = errno;

  if (file != NULL)
    fclose (file);
  if (!is_read)
    {
      g_set_error (error, MLS_STORE_ERROR, reason == ENOENT ? MLS_STORE_ERROR_MISSING : MLS_STORE_ERROR_IO,
                   _("“%s” cannot be reached"), path);
      return NULL;
    }

  g_checksum_update (sum, header, HEADER);

  return g_strdup_printf ("%s %" G_GINT64_FORMAT "%s", g_checksum_get_string (sum), (gint64) status.st_size,
                          has_journal (path) ? " open" : "");
}
