#include "team/shared.h"

/**
 * mls_team_status_clear:
 * @status: how it stands with a shared project
 */
void
mls_team_status_clear (MlsTeamStatus *status)
{
  g_clear_pointer (&status->name, g_free);
  g_clear_pointer (&status->title, g_free);
  g_clear_pointer (&status->user, g_free);
}

static gboolean
count_waiting (MlsShared *shared, gint64 head, guint *n_waiting, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, head);
  g_autoptr (PGresult) rows =
    mls_connection_query (shared->connection, error, "SELECT count (*) FROM millesime.operation WHERE id > $1", number, NULL);

  if (rows == NULL)
    return FALSE;

  *n_waiting = (guint) g_ascii_strtoull (PQgetvalue (rows, 0, 0), NULL, 10);
  return TRUE;
}

/**
 * mls_team_look:
 * @store: a shared project
 * @status: (out): how it stands with it
 * @error: as for mls_team_pull()
 *
 * Returns: whether the database could be asked
 */
gboolean
mls_team_look (MlsStore *store, MlsTeamStatus *status, GError **error)
{
  g_auto (MlsClone) clone = { 0 };
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (MlsShared) shared = NULL;

  *status = (MlsTeamStatus){ 0 };
  if (!mls_store_read_clone (store, &clone, error) || (own = mls_store_list_own (store, error)) == NULL ||
      (shared = mls_shared_open_for (store, error)) == NULL || !count_waiting (shared, clone.head, &status->n_waiting, error))
    return FALSE;

  status->name = g_strdup (shared->connection->name);
  status->title = g_strdup (shared->title);
  status->user = g_strdup (PQuser (shared->connection->handle));
  status->rights = shared->rights;
  status->n_own = own->len;

  return TRUE;
}
