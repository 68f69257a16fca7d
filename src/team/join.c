#include "team/shared.h"

#include "store/error.h"
#include "team/error.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static gboolean
check_path (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” exists already"), path);
  return FALSE;
}

/* A part of the start; *@n_bytes is 0 behind the last. */
static gboolean
fetch_part (MlsShared *shared, guint part, GOutputStream *out, gsize *n_bytes, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%u", part);
  g_autoptr (PGresult) rows =
    mls_connection_query (shared->connection, error, "SELECT bytes FROM millesime.start WHERE part = $1", number, NULL);
  g_autofree guint8 *bytes = NULL;
  unsigned char *unescaped = NULL;
  gboolean written;

  *n_bytes = 0;
  if (rows == NULL || PQntuples (rows) == 0)
    return rows != NULL;

  unescaped = PQunescapeBytea ((const unsigned char *) PQgetvalue (rows, 0, 0), n_bytes);
  written = g_output_stream_write_all (out, unescaped, *n_bytes, NULL, NULL, error);
  PQfreemem (unescaped);

  return written;
}

static gboolean
fetch_start (MlsShared *shared, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) out = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);
  gsize n_bytes = 1;

  for (guint part = 0; out != NULL && n_bytes > 0; part++)
    if (!fetch_part (shared, part, G_OUTPUT_STREAM (out), &n_bytes, error))
      return FALSE;

  return out != NULL && g_output_stream_close (G_OUTPUT_STREAM (out), NULL, error);
}

/* What has been done since the start comes as to anybody. */
static gboolean
begin (MlsShared *shared, const char *path, const char *address, GError **error)
{
  g_autoptr (MlsStore) store = NULL;
  MlsCatchUp outcome;

  if (!fetch_start (shared, path, error) || (store = mls_store_open (path, MLS_STORE_READ_WRITE, error)) == NULL ||
      !mls_store_become_clone (store, shared->id, address, shared->first, error) || !mls_team_pull (store, NULL, &outcome, error))
    return FALSE;

  return mls_store_close (g_steal_pointer (&store), error);
}

/**
 * mls_team_clone:
 * @address: how the database is reached
 * @path: a file that does not exist
 * @error: as for mls_team_pull(); %MLS_STORE_ERROR_EXISTS; or %MLS_TEAM_ERROR_ARGUMENT for a password in the address
 *
 * Makes a file of one's own of what is shared.
 *
 * Returns: whether it is there, and whole
 */
gboolean
mls_team_clone (const char *address, const char *path, GError **error)
{
  g_autofree char *checked = mls_connection_check_address (address, error);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (MlsShared) shared = NULL;

  if (checked == NULL || !check_path (path, error) || (shared = mls_shared_open (checked, error)) == NULL)
    return FALSE;

  g_unlink (part);
  if (!begin (shared, part, checked, error))
    {
      g_unlink (part);
      return FALSE;
    }

  if (g_rename (part, path) == 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, _("“%s” cannot be written: %s"), path, g_strerror (errno));
  g_unlink (part);
  return FALSE;
}
