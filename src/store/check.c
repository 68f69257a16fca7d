#include "store/check.h"

#include "coverage/flaw-search.h"
#include "store/error.h"
#include "store/proof.h"
#include "store/reader-private.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* How often to tell how far the work is, in faces. */
#define PROGRESS_STEP 4096

typedef struct
{
  MlsDatabase         *database;
  MlsReading          *reading;
  MlsStoreProgressFunc func;
  gpointer             user_data;

  MlsProof            *proof;
  MlsFlawSearch     *search;
  gint64               n_faces; /* expected */
  gint64               n_read;
  gboolean             cancelled;
} Check;

static gboolean
go_on (Check *check)
{
  double n_faces = (double) MAX (check->n_faces, 1);

  if (++check->n_read % PROGRESS_STEP == 0 && check->func != NULL)
    check->cancelled = !check->func (MIN ((double) check->n_read / n_faces, 1), check->user_data);

  return !check->cancelled;
}

static gboolean
prove_face (const MlsFace *face, gpointer user_data)
{
  Check *check = user_data;

  mls_proof_add_face (check->proof, face);

  return go_on (check);
}

static gboolean
prove_edge (const MlsEdge *edge, gpointer user_data)
{
  Check *check = user_data;

  mls_proof_add_edge (check->proof, edge);

  return TRUE;
}

static gboolean
search_face (const MlsFace *face, gpointer user_data)
{
  Check *check = user_data;

  mls_flaw_search_add_face (check->search, face);

  return go_on (check);
}

static gboolean
search_edge (const MlsEdge *edge, gpointer user_data)
{
  Check *check = user_data;

  mls_flaw_search_add_edge (check->search, edge);

  return TRUE;
}

static gboolean
read_all (Check *check, MlsFaceFunc face_func, MlsEdgeFunc edge_func, GError **error)
{
  check->n_read = 0;
  if (!mls_reading_edges (check->reading, NULL, edge_func, check, error) ||
      !mls_reading_each_face (check->reading, face_func, check, error))
    return FALSE;

  if (check->cancelled)
    g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED,
                 _("The check of “%s” was given up"), check->database->name);
  return !check->cancelled;
}

/* Adds what only the second pass tells to what the first one found. */
static gboolean
search (Check *check, const MlsInvariant *invariant, GArray *flaws, GError **error)
{
  g_autoptr (MlsFlawSearch) finder = mls_flaw_search_new (invariant);
  g_autoptr (GArray) found = NULL;

  check->search = finder;
  if (!read_all (check, search_face, search_edge, error))
    return FALSE;

  found = mls_flaw_search_run (finder);
  g_array_append_vals (flaws, found->data, found->len);
  return TRUE;
}

/* Against an edge that is none, every border along it would look wrong. */
static gboolean
has_edge (const GArray *flaws)
{
  for (guint i = 0; i < flaws->len; i++)
    if (g_array_index (flaws, MlsFlaw, i).kind == MLS_FLAW_TERRITORY)
      return FALSE;

  return TRUE;
}

static gboolean
run (Check *check, GArray *flaws, GError **error)
{
  g_autoptr (MlsProof) proof = mls_proof_new ();
  g_autoptr (MlsInvariant) invariant = NULL;
  const GArray *found;
  gboolean read;

  check->proof = proof;
  read = read_all (check, prove_face, prove_edge, error);
  invariant = mls_proof_finish (proof);
  if (!read)
    return FALSE;

  if (mls_invariant_holds (invariant))
    return TRUE;

  found = mls_invariant_flaws (invariant);
  g_array_append_vals (flaws, found->data, found->len);

  return mls_invariant_balances (invariant) || !has_edge (flaws) ||
         search (check, invariant, flaws, error);
}

static GArray *
check_partition (Check *check, GError **error)
{
  g_autoptr (GArray) flaws = g_array_new (FALSE, FALSE, sizeof (MlsFlaw));

  if (!mls_database_get_integer (check->database, &check->n_faces, error,
                                 "SELECT feature_count FROM gpkg_ogr_contents "
                                 "WHERE table_name = 'coverage'",
                                 NULL) ||
      !run (check, flaws, error))
    return NULL;

  g_array_sort (flaws, mls_flaw_compare);
  return g_steal_pointer (&flaws);
}

/**
 * mls_store_check_partition:
 * @store: a project
 * @func: (scope call) (nullable): told how far the check is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; a face that cannot be read is named
 *
 * Proves that the faces are a partition of the territory, reading each once, and on as many threads
 * as there are processors. Only if they are none, looks again where they are not.
 *
 * Returns: (transfer full) (element-type MlsFlaw): what is wrong: nothing, if it is empty; %NULL if
 *   the check could not be made
 */
GArray *
mls_store_check_partition (MlsStore            *store,
                           MlsStoreProgressFunc func,
                           gpointer             user_data,
                           GError             **error)
{
  Check check = { .database = store->database, .reading = store->reading, .func = func,
                  .user_data = user_data };
  GArray *flaws;

  if (!mls_database_exec (store->database, "BEGIN", error))
    return NULL;

  flaws = check_partition (&check, error);
  mls_database_rollback (store->database);

  return flaws;
}

/**
 * mls_store_reader_check_partition:
 * @reader: a reader between begin and end
 * @func: (scope call) (nullable): told how far the check is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; a face that cannot be read is named
 *
 * Does the same on the reader's thread.
 *
 * Returns: (transfer full) (element-type MlsFlaw): as for mls_store_check_partition()
 */
GArray *
mls_store_reader_check_partition (MlsStoreReader      *reader,
                                  MlsStoreProgressFunc func,
                                  gpointer             user_data,
                                  GError             **error)
{
  Check check = { .database = reader->database, .reading = reader->reading, .func = func,
                  .user_data = user_data };

  return check_partition (&check, error);
}
