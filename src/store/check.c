#include "store/check.h"

#include "coverage/flaw-search.h"
#include "store/proof.h"
#include "store/reader-private.h"
#include "store/store-private.h"

static gboolean
prove_face (const MlsFace *face, gpointer user_data)
{
  mls_proof_add_face (user_data, face);

  return TRUE;
}

static gboolean
prove_edge (const MlsEdge *edge, gpointer user_data)
{
  mls_proof_add_edge (user_data, edge);

  return TRUE;
}

static gboolean
search_face (const MlsFace *face, gpointer user_data)
{
  mls_flaw_search_add_face (user_data, face);

  return TRUE;
}

static gboolean
search_edge (const MlsEdge *edge, gpointer user_data)
{
  mls_flaw_search_add_edge (user_data, edge);

  return TRUE;
}

/* Whom a reading tells how far it is. */
typedef struct
{
  MlsStoreProgressFunc func; /* (nullable) */
  gpointer             user_data;
} Listener;

/* Adds what only the second pass tells to what the first one found. */
static gboolean
search (MlsStoreReader     *reader,
        const Listener     *listener,
        const MlsInvariant *invariant,
        GArray             *flaws,
        GError            **error)
{
  g_autoptr (MlsFlawSearch) finder = mls_flaw_search_new (invariant);
  const MlsPass pass = { search_edge, search_face, finder, listener->func, listener->user_data };
  g_autoptr (GArray) found = NULL;

  if (!mls_pass_run (&pass, reader, error))
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
check (MlsStoreReader *reader, const Listener *listener, GArray *flaws, GError **error)
{
  g_autoptr (MlsInvariant) invariant = NULL;
  g_autoptr (MlsProof) proof = mls_proof_new ();
  const MlsPass pass = { prove_edge, prove_face, proof, listener->func, listener->user_data };
  gboolean read = mls_pass_run (&pass, reader, error);
  const GArray *found;

  invariant = mls_proof_finish (proof);
  if (!read)
    return FALSE;

  if (mls_invariant_holds (invariant))
    return TRUE;

  found = mls_invariant_flaws (invariant);
  g_array_append_vals (flaws, found->data, found->len);

  return mls_invariant_balances (invariant) || !has_edge (flaws) ||
         search (reader, listener, invariant, flaws, error);
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
  MlsStoreReader reader = { store->database, store->reading };
  GArray *flaws;

  if (!mls_database_exec (store->database, "BEGIN", error))
    return NULL;

  flaws = mls_store_reader_check_partition (&reader, func, user_data, error);
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
  g_autoptr (GArray) flaws = g_array_new (FALSE, FALSE, sizeof (MlsFlaw));

  if (!check (reader, &(Listener){ func, user_data }, flaws, error))
    return NULL;

  g_array_sort (flaws, mls_flaw_compare);
  return g_steal_pointer (&flaws);
}
