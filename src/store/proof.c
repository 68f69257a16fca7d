#include "store/proof.h"

#include "coverage/error.h"

#include <glib/gi18n-lib.h>

/* Faces that go to a thread at once: enough that handing them over costs nothing. */
#define BATCH_SIZE 256

/* Batches that may wait for each thread: more would only fill memory. */
#define MAX_WAITING 4

struct _MlsProof
{
  MlsInvariant *own;     /* of the thread that reads */
  GPtrArray    *batch;   /* (element-type MlsFace), being filled */
  GPtrArray    *threads; /* (element-type GThread) */

  GMutex        mutex;
  GCond         changed;
  GQueue        waiting; /* (element-type GPtrArray), guarded by mutex */
  gboolean      ended;   /* guarded by mutex */
};

/* The next batch, or NULL once there is nothing more to come. */
static GPtrArray *
take_batch (MlsProof *self)
{
  GPtrArray *batch;

  g_mutex_lock (&self->mutex);
  while (g_queue_is_empty (&self->waiting) && !self->ended)
    g_cond_wait (&self->changed, &self->mutex);
  batch = g_queue_pop_head (&self->waiting);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);

  return batch;
}

static gpointer
work (gpointer data)
{
  MlsInvariant *invariant = mls_invariant_new ();
  GPtrArray *batch;

  while ((batch = take_batch (data)) != NULL)
    {
      for (guint i = 0; i < batch->len; i++)
        mls_invariant_add_face (invariant, g_ptr_array_index (batch, i));
      g_ptr_array_unref (batch);
    }

  return invariant;
}

static GPtrArray *
batch_new (void)
{
  return g_ptr_array_new_full (BATCH_SIZE, (GDestroyNotify) mls_face_unref);
}

/**
 * mls_proof_new:
 *
 * Returns: (transfer full): a proof over no face, with a thread for each processor
 */
MlsProof *
mls_proof_new (void)
{
  MlsProof *self = g_new0 (MlsProof, 1);

  self->own = mls_invariant_new ();
  self->batch = batch_new ();
  self->threads = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  for (guint i = 0; i < g_get_num_processors (); i++)
    g_ptr_array_add (self->threads, g_thread_new ("proof", work, self));

  return self;
}

static void
hand_over (MlsProof *self)
{
  g_mutex_lock (&self->mutex);
  while (g_queue_get_length (&self->waiting) >= MAX_WAITING * self->threads->len)
    g_cond_wait (&self->changed, &self->mutex);
  g_queue_push_tail (&self->waiting, self->batch);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);

  self->batch = batch_new ();
}

/**
 * mls_proof_add_face:
 * @self: a proof
 * @face: a face
 */
void
mls_proof_add_face (MlsProof *self, const MlsFace *face)
{
  g_ptr_array_add (self->batch, mls_face_ref (face));
  if (self->batch->len == BATCH_SIZE)
    hand_over (self);
}

/**
 * mls_proof_add_edge:
 * @self: a proof
 * @edge: a piece of the territory's edge
 */
void
mls_proof_add_edge (MlsProof *self, const MlsEdge *edge)
{
  mls_invariant_add_edge (self->own, edge);
}

static void
end (MlsProof *self)
{
  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < self->threads->len; i++)
    {
      g_autoptr (MlsInvariant) part = g_thread_join (g_ptr_array_index (self->threads, i));

      mls_invariant_merge (self->own, part);
    }
  g_ptr_array_set_size (self->threads, 0);
}

/**
 * mls_proof_finish:
 * @self: a proof; only freeing it is left to do then
 *
 * Waits for its threads.
 *
 * Returns: (transfer full): the sum over all that was added
 */
MlsInvariant *
mls_proof_finish (MlsProof *self)
{
  hand_over (self);
  end (self);

  return g_steal_pointer (&self->own);
}

/**
 * mls_proof_check:
 * @self: a proof; only freeing it is left to do then
 * @error: %MLS_COVERAGE_ERROR_OPEN or %MLS_COVERAGE_ERROR_FACE
 *
 * A file is made from a partition or not at all.
 *
 * Returns: whether what was added is one
 */
gboolean
mls_proof_check (MlsProof *self, GError **error)
{
  g_autoptr (MlsInvariant) invariant = mls_proof_finish (self);
  const GArray *flaws;

  if (mls_invariant_holds (invariant))
    return TRUE;

  flaws = mls_invariant_flaws (invariant);
  if (flaws->len > 0)
    {
      const MlsFlaw *flaw = &g_array_index (flaws, MlsFlaw, 0);
      g_autofree char *text = mls_flaw_text (flaw);

      g_set_error (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_FACE, "%s at (%.3f, %.3f)", text,
                   mls_grid_to_metres (flaw->place.x), mls_grid_to_metres (flaw->place.y));
    }
  else
    g_set_error_literal (error, MLS_COVERAGE_ERROR, MLS_COVERAGE_ERROR_OPEN,
                         _("The faces do not tile the territory without gap or overlap"));

  return FALSE;
}

/**
 * mls_proof_free:
 * @self: (transfer full) (nullable): a proof
 */
void
mls_proof_free (MlsProof *self)
{
  if (self == NULL)
    return;

  end (self);
  g_clear_pointer (&self->own, mls_invariant_free);
  g_ptr_array_unref (self->batch);
  g_ptr_array_unref (self->threads);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}
