#include "store/setting.h"

#include "store/store-private.h"

static gboolean
get_text (MlsDatabase *database, const char *sql, const char *key, char **value, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, error);
  gboolean row;

  if (query == NULL)
    return FALSE;

  mls_statement_bind (query, "s", key);
  if (!mls_database_step (database, query, &row, error))
    return FALSE;

  *value = row ? mls_statement_dup_text (query, 0) : NULL;
  return TRUE;
}

/**
 * mls_setting_get:
 * @database: a project
 * @key: a setting
 * @value: (out) (transfer full) (nullable): its value, %NULL if it has none
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_setting_get (MlsDatabase *database, const char *key, char **value, GError **error)
{
  return get_text (database, "SELECT value FROM setting WHERE key = ?", key, value, error);
}

/**
 * mls_setting_set:
 * @database: a project open for writing
 * @key: a setting
 * @value: (nullable): its value, %NULL for none
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
mls_setting_set (MlsDatabase *database, const char *key, const char *value, GError **error)
{
  if (value == NULL)
    return mls_database_run (database, error, "DELETE FROM setting WHERE key = ?", "s", key);

  return mls_database_run (database, error,
                           "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)",
                           "ss", key, value);
}

/**
 * mls_store_get_setting:
 * @self: a project
 * @key: a setting
 * @value: (out) (transfer full) (nullable): its value, %NULL if it has none
 * @error: a #MLS_STORE_ERROR
 *
 * Settings are the project's, not the user's: the last view, a rule, the width of a road.
 *
 * Returns: whether it could look
 */
gboolean
mls_store_get_setting (MlsStore *self, const char *key, char **value, GError **error)
{
  return mls_setting_get (self->database, key, value, error);
}

/**
 * mls_store_set_setting:
 * @self: a project open for writing
 * @key: a setting
 * @value: (nullable): its value, %NULL for none
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_set_setting (MlsStore *self, const char *key, const char *value, GError **error)
{
  return mls_store_check_writable (self, error) &&
         mls_setting_set (self->database, key, value, error);
}

/**
 * mls_store_get_draft:
 * @self: a project
 * @key: what draws: one sketch is kept for each
 * @value: (out) (transfer full) (nullable): the sketch, %NULL if there is none
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_get_draft (MlsStore *self, const char *key, char **value, GError **error)
{
  return get_text (self->database, "SELECT value FROM draft WHERE key = ?", key, value, error);
}

/**
 * mls_store_set_draft:
 * @self: a project open for writing
 * @key: what draws
 * @value: (nullable): the sketch as it is now, in the drawer's own words; %NULL when it is done
 * @error: a #MLS_STORE_ERROR
 *
 * Keeps a sketch at each vertex, so that a crash loses none. It is no operation and no history.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_set_draft (MlsStore *self, const char *key, const char *value, GError **error)
{
  if (!mls_store_check_writable (self, error))
    return FALSE;

  if (value == NULL)
    return mls_database_run (self->database, error, "DELETE FROM draft WHERE key = ?", "s", key);

  return mls_database_run (self->database, error,
                           "INSERT OR REPLACE INTO draft (key, value) VALUES (?, ?)",
                           "ss", key, value);
}
