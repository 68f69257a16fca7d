#include "team/shared.h"

#include "base/format.h"
#include "base/grid.h"
#include "team/error.h"

#include <glib/gi18n-lib.h>

/**
 * mls_zone_lock_free:
 * @lock: (transfer full) (nullable): a lock
 */
void
mls_zone_lock_free (MlsZoneLock *lock)
{
  if (lock == NULL)
    return;

  g_free (lock->author);
  g_free (lock->zone);
  g_free (lock->since);
  g_free (lock->until);
  g_free (lock);
}

static MlsZoneLock *
read_row (const PGresult *rows, int i)
{
  MlsZoneLock *lock = g_new0 (MlsZoneLock, 1);

  lock->id = g_ascii_strtoll (PQgetvalue (rows, i, 0), NULL, 10);
  lock->author = g_strdup (PQgetvalue (rows, i, 1));
  lock->zone = g_strdup (PQgetvalue (rows, i, 2));
  lock->since = g_strdup (PQgetvalue (rows, i, 3));
  lock->until = g_strdup (PQgetvalue (rows, i, 4));
  lock->is_own = *PQgetvalue (rows, i, 5) == 't';

  return lock;
}

#define TIME(column) "to_char (" column " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"

/**
 * mls_team_list_locks:
 * @store: a shared project
 * @error: as for mls_team_pull()
 *
 * Returns: (transfer full) (element-type MlsZoneLock): what is locked by now, oldest first; or %NULL
 */
GPtrArray *
mls_team_list_locks (MlsStore *store, GError **error)
{
  g_autoptr (MlsShared) shared = mls_shared_open_for (store, error);
  g_autoptr (PGresult) rows = NULL;
  GPtrArray *locks;

  if (shared == NULL)
    return NULL;

  /* A geometry is a text of hexadecimal digits to who does not know where PostGIS is. */
  rows = mls_connection_query (shared->connection, error,
                               "SELECT id, author, millesime.text_of (zone), " TIME ("since") ", " TIME ("until")
                               ", holder = session_user FROM millesime.zone_lock WHERE until > now () ORDER BY id",
                               NULL);
  if (rows == NULL)
    return NULL;

  locks = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_zone_lock_free);
  for (int i = 0; i < PQntuples (rows); i++)
    g_ptr_array_add (locks, read_row (rows, i));

  return locks;
}

static void
append_point (GString *text, MlsPoint point)
{
  g_autofree char *x = mls_format_ascii (mls_grid_to_metres (point.x));
  g_autofree char *y = mls_format_ascii (mls_grid_to_metres (point.y));

  g_string_append_printf (text, "%s %s", x, y);
}

/* POLYGON ((x y, …), …), each ring closed. */
static char *
well_known_text (const MlsZone *zone)
{
  guint n_rings;
  const MlsRing *rings = mls_zone_get_rings (zone, &n_rings);
  GString *text = g_string_new ("POLYGON (");

  for (guint r = 0; r < n_rings; r++)
    {
      g_string_append (text, r > 0 ? ", (" : "(");
      for (gsize i = 0; i < rings[r].n_points; i++)
        {
          append_point (text, rings[r].points[i]);
          g_string_append (text, ", ");
        }
      append_point (text, rings[r].points[0]);
      g_string_append_c (text, ')');
    }
  g_string_append_c (text, ')');

  return g_string_free (text, FALSE);
}

/**
 * mls_team_lock:
 * @store: a shared project
 * @zone: where
 * @author: who is to work there
 * @days: for how long
 * @id: (out): the lock
 * @error: %MLS_TEAM_ERROR_LOCKED, naming who has ground of it, %MLS_TEAM_ERROR_ROLE for one who only looks, or as for
 *   mls_team_pull()
 *
 * Nobody else's edits of that ground are taken until it is unlocked or the days are over.
 *
 * Returns: whether it is locked
 */
gboolean
mls_team_lock (MlsStore *store, const MlsZone *zone, const char *author, guint days, gint64 *id, GError **error)
{
  g_autoptr (MlsShared) shared = mls_shared_open_for (store, error);
  g_autofree char *text = well_known_text (zone);
  g_autofree char *number = g_strdup_printf ("%u", days);
  g_autoptr (PGresult) rows = NULL;

  if (shared == NULL)
    return FALSE;

  rows = mls_connection_query (shared->connection, error, "SELECT millesime.lock_zone ($1, $2, $3)", author, text, number, NULL);
  if (rows == NULL)
    return FALSE;

  *id = g_ascii_strtoll (PQgetvalue (rows, 0, 0), NULL, 10);
  return TRUE;
}

/**
 * mls_team_unlock:
 * @store: a shared project
 * @id: a lock
 * @error: %MLS_TEAM_ERROR_LOCKED if it is another one's, and this user no steward, or there is none; or as for mls_team_pull()
 *
 * Returns: whether it is gone
 */
gboolean
mls_team_unlock (MlsStore *store, gint64 id, GError **error)
{
  g_autoptr (MlsShared) shared = mls_shared_open_for (store, error);
  g_autofree char *number = mls_format_id (id);
  g_autoptr (PGresult) rows = NULL;

  if (shared == NULL)
    return FALSE;

  rows = mls_connection_query (shared->connection, error, "SELECT millesime.unlock_zone ($1)", number, NULL);
  if (rows == NULL)
    return FALSE;

  if (*PQgetvalue (rows, 0, 0) == 't')
    return TRUE;

  g_set_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_LOCKED, _("There is no lock %s that you may open"), number);
  return FALSE;
}
