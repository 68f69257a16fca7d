#include "team/shared.h"

#include "store/blob.h"
#include "store/check.h"
#include "store/state.h"

#include <glib/gstdio.h>

/* A file made of what is shared alone, in a folder that is gone afterwards. */
typedef struct
{
  char     *folder;
  char     *path;
  MlsStore *store;
} Replay;

static void
replay_clear (Replay *replay)
{
  g_clear_pointer (&replay->store, mls_store_free);
  if (replay->path != NULL)
    g_unlink (replay->path);
  if (replay->folder != NULL)
    g_rmdir (replay->folder);
  g_free (replay->path);
  g_free (replay->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Replay, replay_clear)

static gboolean
replay_begin (Replay *replay, const char *address, GError **error)
{
  replay->folder = g_dir_make_tmp ("millesime-XXXXXX", error);
  if (replay->folder == NULL)
    return FALSE;

  replay->path = g_build_filename (replay->folder, "replay.gpkg", NULL);

  return mls_team_clone (address, replay->path, error) &&
         (replay->store = mls_store_open (replay->path, MLS_STORE_READ_ONLY, error)) != NULL;
}

static gboolean
add_face (const MlsFace *face, gpointer user_data)
{
  g_hash_table_insert (user_data, (gpointer) &face->id, mls_face_ref (face));

  return TRUE;
}

static GHashTable *
faces_of (MlsStore *store, GError **error)
{
  g_autoptr (GHashTable) faces =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) mls_face_unref);

  return mls_store_each_face (store, add_face, faces, error) ? g_steal_pointer (&faces) : NULL;
}

static gboolean
is_print (const MlsFace *face, const char *print)
{
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  g_autofree char *own = NULL;

  mls_blob_from_face (face, 0, blob);
  own = g_compute_checksum_for_data (G_CHECKSUM_SHA256, blob->data + MLS_BLOB_WKB, blob->len - MLS_BLOB_WKB);

  return g_str_equal (own, print);
}

/* A row of the database: id, print, and labels in the order of the file's. */
static gboolean
is_row (const MlsFace *face, const PGresult *rows, int i)
{
  int column = 2;

  if (!is_print (face, PQgetvalue (rows, i, 1)))
    return FALSE;

  for (guint v = 0; v < face->n_vintages; v++)
    for (int field = 0; field < MLS_N_FIELDS; field++, column++)
      if (g_strcmp0 (g_quark_to_string (face->labels[v].field[field]),
                     PQgetisnull (rows, i, column) ? NULL : PQgetvalue (rows, i, column)) != 0)
        return FALSE;

  return TRUE;
}

static char *
select_of (MlsStore *store)
{
  GString *sql = g_string_new ("DECLARE verified NO SCROLL CURSOR FOR SELECT fid, millesime.print_of (geom)");
  guint n;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n);

  for (guint v = 0; v < n; v++)
    {
      g_autofree char *columns = mls_vintage_columns (&vintages[v], ", @column@");

      g_string_append (sql, columns);
    }
  g_string_append (sql, " FROM millesime.face");

  return g_string_free (sql, FALSE);
}

/* Takes out of @faces those that the database has as they are. */
static gboolean
match_rows (const PGresult *rows, GHashTable *faces, MlsTeamProof *proof)
{
  for (int i = 0; i < PQntuples (rows); i++)
    {
      gint64 id = g_ascii_strtoll (PQgetvalue (rows, i, 0), NULL, 10);
      const MlsFace *face = g_hash_table_lookup (faces, &id);

      if (face == NULL || !is_row (face, rows, i))
        proof->n_wrong++;
      if (face != NULL)
        g_hash_table_remove (faces, &id);
    }

  return PQntuples (rows) > 0;
}

static gboolean
match_all (MlsShared *shared, MlsStore *replay, MlsTeamProof *proof, GError **error)
{
  g_autoptr (GHashTable) faces = faces_of (replay, error);
  g_autofree char *declare = select_of (replay);
  gboolean more = TRUE;

  if (faces == NULL || !mls_connection_exec (shared->connection, declare, error))
    return FALSE;

  proof->n_faces = g_hash_table_size (faces);
  while (more)
    {
      g_autoptr (PGresult) rows = mls_connection_query (shared->connection, error, "FETCH 5000 FROM verified", NULL);

      if (rows == NULL)
        return FALSE;
      more = match_rows (rows, faces, proof);
    }
  proof->n_wrong += g_hash_table_size (faces);

  return TRUE;
}

/* The file that is made again, as it was right after an operation. */
static MlsStore *
state_of (const char *path, gint64 operation, GError **error)
{
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, error);

  return store != NULL && mls_store_show_state (store, operation, error) ? g_steal_pointer (&store) : NULL;
}

/* What is here, but for one's own operations, against what comes of what is shared. */
static gboolean
match_own (MlsStore *store, const char *replay, gint64 head, MlsTeamProof *proof, GError **error)
{
  g_autoptr (MlsStore) here = state_of (mls_store_get_path (store), head, error);
  g_autoptr (MlsStore) there = here != NULL ? state_of (replay, head, error) : NULL;
  g_autoptr (GHashTable) own = there != NULL ? faces_of (here, error) : NULL;
  g_autoptr (GHashTable) shared = own != NULL ? faces_of (there, error) : NULL;
  GHashTableIter iter;
  gpointer face;

  if (shared == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, own);
  while (g_hash_table_iter_next (&iter, NULL, &face))
    {
      gint64 id = ((const MlsFace *) face)->id;
      const MlsFace *same = g_hash_table_lookup (shared, &id);

      if (same == NULL || !mls_face_same_rings (face, same) || !mls_face_same_labels (face, same))
        proof->n_own_wrong++;
      if (same != NULL)
        g_hash_table_remove (shared, &id);
    }
  proof->n_own_wrong += g_hash_table_size (shared);

  return TRUE;
}

/* The connection goes on seeing the database as it is at this instant, whatever is pushed meanwhile. */
static gboolean
hold (MlsShared *shared, gint64 *head, MlsTeamProof *proof, GError **error)
{
  g_autoptr (PGresult) rows = NULL;

  if (!mls_connection_exec (shared->connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", error))
    return FALSE;

  rows = mls_connection_query (shared->connection, error,
                               "SELECT head, (SELECT count (*) FROM millesime.operation) FROM millesime.shared", NULL);
  if (rows == NULL)
    return FALSE;

  *head = g_ascii_strtoll (PQgetvalue (rows, 0, 0), NULL, 10);
  proof->n_operations = (guint) g_ascii_strtoull (PQgetvalue (rows, 0, 1), NULL, 10);

  return TRUE;
}

static gboolean
check_partition (MlsStore *replay, MlsTeamProof *proof, GError **error)
{
  g_autoptr (GArray) flaws = mls_store_check_partition (replay, NULL, NULL, error);

  if (flaws == NULL)
    return FALSE;

  proof->n_flaws = flaws->len;
  return TRUE;
}

/**
 * mls_team_verify:
 * @store: a shared project
 * @proof: (out): what was looked at, and what is wrong
 * @error: as for mls_team_clone()
 *
 * Makes again all that was done since the start, each operation proving that it fits, and holds the map of the database and
 * this file against what comes of it.
 *
 * Returns: whether it could look
 */
gboolean
mls_team_verify (MlsStore *store, MlsTeamProof *proof, GError **error)
{
  g_auto (MlsClone) clone = { 0 };
  g_auto (Replay) replay = { 0 };
  g_autoptr (MlsShared) shared = NULL;
  gint64 head;

  *proof = (MlsTeamProof){ 0 };

  return mls_store_read_clone (store, &clone, error) && (shared = mls_shared_open_for (store, error)) != NULL &&
         hold (shared, &head, proof, error) && replay_begin (&replay, clone.address, error) &&
         mls_store_show_state (replay.store, head, error) && check_partition (replay.store, proof, error) &&
         match_all (shared, replay.store, proof, error) && match_own (store, replay.path, clone.head, proof, error);
}
