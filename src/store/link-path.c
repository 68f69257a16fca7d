#include "store/link-path.h"

#include "store/store-private.h"

#include <string.h>

/**
 * mls_link_is_elsewhere: (skip)
 * @source: what to open
 *
 * Returns: whether GDAL reads it from elsewhere than a file of that name
 */
gboolean
mls_link_is_elsewhere (const char *source)
{
  return g_str_has_prefix (source, "/vsi") || g_uri_peek_scheme (source) != NULL;
}

/**
 * mls_link_is_missing: (skip)
 * @source: what to open
 *
 * Returns: whether it should be on a disk here, and is not
 */
gboolean
mls_link_is_missing (const char *source)
{
  return !mls_link_is_elsewhere (source) && !g_file_test (source, G_FILE_TEST_EXISTS);
}

static char *
folder_of (const MlsStore *store)
{
  return g_path_get_dirname (store->database->path);
}

/**
 * mls_link_uri_of: (skip)
 * @store: a project
 * @source: what to open
 *
 * Returns: (transfer full): what the file keeps for @source: relative when it lies below the project's folder
 */
char *
mls_link_uri_of (const MlsStore *store, const char *source)
{
  g_autofree char *folder = NULL;
  g_autofree char *resolved = NULL;
  gsize length;

  if (mls_link_is_elsewhere (source))
    return g_strdup (source);

  folder = folder_of (store);
  resolved = mls_database_resolve (source);
  length = strlen (folder);
  if (g_str_has_prefix (resolved, folder) && resolved[length] == G_DIR_SEPARATOR)
    return g_strdup (resolved + length + 1);

  return g_steal_pointer (&resolved);
}

/**
 * mls_link_source_of: (skip)
 * @store: a project
 * @uri: what its file keeps
 *
 * Returns: (transfer full): what to open
 */
char *
mls_link_source_of (const MlsStore *store, const char *uri)
{
  g_autofree char *folder = NULL;

  if (mls_link_is_elsewhere (uri) || g_path_is_absolute (uri))
    return g_strdup (uri);

  folder = folder_of (store);

  return g_canonicalize_filename (uri, folder);
}

/* Those of a table, but for @id, the one at the bottom first. */
static GArray *
list_others (MlsStore *store, const char *table, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE id <> ? ORDER BY position, id", table);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (store->database, sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row;

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "i", id);
  while (mls_database_step (store->database, query, &row, error))
    {
      gint64 other = row ? sqlite3_column_int64 (query, 0) : 0;

      if (!row)
        return g_steal_pointer (&ids);

      g_array_append_val (ids, other);
    }

  return NULL;
}

static gboolean
write_order (MlsStore *store, const char *table, const GArray *ids, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET position = ? WHERE id = ?", table);

  for (guint i = 0; i < ids->len; i++)
    if (!mls_database_run (store->database, error, sql, "ii", (gint64) i + 1, g_array_index (ids, gint64, i)))
      return FALSE;

  return TRUE;
}

/**
 * mls_link_move: (skip)
 * @store: a project open for writing
 * @table: where such links are kept
 * @id: one of them
 * @place: how many are to be over it; more than there are for the bottom
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_link_move (MlsStore *store, const char *table, gint64 id, guint place, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (!mls_store_check_writable (store, error) ||
      (ids = list_others (store, table, id, error)) == NULL || !mls_database_begin (store->database, error))
    return FALSE;

  g_array_insert_val (ids, ids->len - MIN (place, ids->len), id);
  if (!write_order (store, table, ids, error))
    {
      mls_database_rollback (store->database);
      return FALSE;
    }

  return mls_database_commit (store->database, error);
}
