#include "imagery/tile-loader.h"

/* What the loader shares with its threads, which may outlive it by the tile they are at. */
typedef struct
{
  gatomicrefcount          ref_count;
  const MlsTileLoaderFuncs *funcs;
  gpointer                 user_data;
  GDestroyNotify           user_data_free;
  GMainContext            *context;
  GWeakRef                 loader;

  GMutex                   jobs_mutex; /* guards all that follows */
  GCond                    jobs_cond;
  GPtrArray               *waiting;    /* (element-type Job) */
  GPtrArray               *running;    /* (element-type Job) */
  GPtrArray               *done;       /* (element-type Job): to be delivered */
  GSource                 *delivery;   /* (nullable): under way to the main context */
  guint                    epoch;      /* of the states of the threads */
  gboolean                 is_closed;
} Shared;

/* One tile to make. */
typedef struct
{
  Shared       *shared;  /* borrowed */
  guint         pane;
  MlsTileKey    key;
  guint         rank;    /* how soon the pane wants it: smaller is sooner */
  guint         serial;  /* of the pane's request */
  gpointer      request;
  GCancellable *cancellable;
  gboolean      is_stale; /* the ground changed since it began */

  gpointer      tile;
  GError       *error;
} Job;

/* What a pane asked for last. */
typedef struct
{
  guint    pane;
  guint    serial;
  gpointer request;
  void   (*unref_request) (gpointer request);
} Wish;

struct _MlsTileLoader
{
  GObject     parent_instance;

  Shared     *shared;
  GHashTable *wishes;    /* (element-type guint Wish) */
  GPtrArray  *threads;   /* (element-type GThread) */
  guint       n_threads; /* no more than these */
  guint       serial;
};

G_DEFINE_FINAL_TYPE (MlsTileLoader, mls_tile_loader, G_TYPE_OBJECT)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
job_free (gpointer data)
{
  Job *job = data;

  job->shared->funcs->unref_request (job->request);
  if (job->tile != NULL)
    job->shared->funcs->free_tile (job->tile);
  g_clear_error (&job->error);
  g_object_unref (job->cancellable);
  g_free (job);
}

static Shared *
shared_ref (Shared *shared)
{
  g_atomic_ref_count_inc (&shared->ref_count);

  return shared;
}

static void
shared_unref (gpointer data)
{
  Shared *shared = data;

  if (!g_atomic_ref_count_dec (&shared->ref_count))
    return;

  g_ptr_array_unref (shared->waiting);
  g_ptr_array_unref (shared->running);
  g_ptr_array_unref (shared->done);
  if (shared->user_data_free != NULL)
    shared->user_data_free (shared->user_data);
  g_weak_ref_clear (&shared->loader);
  g_main_context_unref (shared->context);
  g_mutex_clear (&shared->jobs_mutex);
  g_cond_clear (&shared->jobs_cond);
  g_free (shared);
}

/* A handler may drop the loader: its next tile finds nobody. */
static void
deliver_one (Job *job)
{
  g_autoptr (MlsTileLoader) self = g_weak_ref_get (&job->shared->loader);
  Wish *wish = self != NULL ? g_hash_table_lookup (self->wishes, &job->pane) : NULL;

  if (wish != NULL && wish->serial == job->serial)
    g_signal_emit (self, signals[DONE], 0, job->pane, &job->key, job->tile, job->error);
}

/* On the main context. */
static gboolean
deliver (gpointer data)
{
  Shared *shared = data;
  g_autoptr (GPtrArray) jobs = NULL;

  g_mutex_lock (&shared->jobs_mutex);
  jobs = g_steal_pointer (&shared->done);
  shared->done = g_ptr_array_new_with_free_func (job_free);
  g_clear_pointer (&shared->delivery, g_source_unref);
  g_mutex_unlock (&shared->jobs_mutex);

  /* Closed by this thread only, by a handler for instance. */
  for (guint i = 0; !shared->is_closed && i < jobs->len; i++)
    deliver_one (jobs->pdata[i]);

  return G_SOURCE_REMOVE;
}

/* With the mutex. */
static void
send_home (Shared *shared, Job *job)
{
  g_ptr_array_add (shared->done, job);
  if (shared->delivery != NULL)
    return;

  shared->delivery = g_idle_source_new ();
  g_source_set_priority (shared->delivery, G_PRIORITY_DEFAULT);
  g_source_set_callback (shared->delivery, deliver, shared_ref (shared), shared_unref);
  g_source_set_static_name (shared->delivery, "tiles");
  g_source_attach (shared->delivery, shared->context);
}

/* The job to do next: of all panes, the one its pane wants soonest. With the mutex. */
static Job *
take_next (Shared *shared)
{
  guint best = 0;

  if (shared->waiting->len == 0)
    return NULL;

  for (guint i = 1; i < shared->waiting->len; i++)
    {
      Job *job = shared->waiting->pdata[i];
      Job *first = shared->waiting->pdata[best];

      if (job->rank < first->rank)
        best = i;
    }

  return g_ptr_array_steal_index (shared->waiting, best);
}

/* Makes a job as if it had never been taken. With the mutex. */
static void
put_back (Shared *shared, Job *job)
{
  if (job->tile != NULL)
    shared->funcs->free_tile (g_steal_pointer (&job->tile));
  g_clear_error (&job->error);
  job->is_stale = FALSE;
  g_ptr_array_add (shared->waiting, job);
}

/* With the mutex. */
static void
finish (Shared *shared, Job *job)
{
  guint index;

  if (!g_ptr_array_find (shared->running, job, &index))
    g_assert_not_reached ();
  g_ptr_array_steal_index_fast (shared->running, index);

  if (g_cancellable_is_cancelled (job->cancellable))
    job_free (job);
  else if (job->is_stale)
    put_back (shared, job);
  else
    send_home (shared, job);
}

/* What a thread holds from one tile to the next. */
typedef struct
{
  gpointer state;
  gboolean is_open;
  guint    epoch;
} Hands;

static void
hands_close (Hands *hands, Shared *shared)
{
  if (hands->is_open)
    shared->funcs->close (hands->state);
  hands->is_open = FALSE;
}

static void
hands_make (Hands *hands, Shared *shared, Job *job)
{
  if (!hands->is_open)
    hands->state = shared->funcs->open (shared->user_data);
  hands->is_open = TRUE;

  job->tile = shared->funcs->make (hands->state, &job->key, job->request, job->cancellable,
                                   &job->error);
}

/* One turn of a thread: a tile, or letting go of what is out of date, or sleep. With the mutex,
 * which is not held while anything takes long. */
static void
take_turn (Shared *shared, Hands *hands)
{
  gboolean is_outdated = hands->is_open && hands->epoch != shared->epoch;
  Job *job = is_outdated ? NULL : take_next (shared);

  if (job != NULL)
    {
      g_ptr_array_add (shared->running, job);
      hands->epoch = shared->epoch;
      g_mutex_unlock (&shared->jobs_mutex);
      hands_make (hands, shared, job);
      g_mutex_lock (&shared->jobs_mutex);
      finish (shared, job);
    }
  else if (is_outdated)
    {
      g_mutex_unlock (&shared->jobs_mutex);
      hands_close (hands, shared);
      g_mutex_lock (&shared->jobs_mutex);
    }
  else
    g_cond_wait (&shared->jobs_cond, &shared->jobs_mutex);
}

static gpointer
work (gpointer data)
{
  Shared *shared = data;
  Hands hands = { 0 };

  g_mutex_lock (&shared->jobs_mutex);
  while (!shared->is_closed)
    take_turn (shared, &hands);
  g_mutex_unlock (&shared->jobs_mutex);

  hands_close (&hands, shared);
  shared_unref (shared);

  return NULL;
}

static void
start_threads (MlsTileLoader *self)
{
  while (self->threads->len < self->n_threads)
    g_ptr_array_add (self->threads, g_thread_new ("tiles", work, shared_ref (self->shared)));
}

/* Tells the threads to end, and forgets all there is to do. */
static void
shut (MlsTileLoader *self)
{
  Shared *shared = self->shared;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) done = NULL;
  g_autoptr (GSource) delivery = NULL;

  g_mutex_lock (&shared->jobs_mutex);
  shared->is_closed = TRUE;
  waiting = g_steal_pointer (&shared->waiting);
  shared->waiting = g_ptr_array_new_with_free_func (job_free);
  done = g_steal_pointer (&shared->done);
  shared->done = g_ptr_array_new_with_free_func (job_free);
  delivery = g_steal_pointer (&shared->delivery);
  for (guint i = 0; i < shared->running->len; i++)
    g_cancellable_cancel (((Job *) shared->running->pdata[i])->cancellable);
  g_cond_broadcast (&shared->jobs_cond);
  g_mutex_unlock (&shared->jobs_mutex);

  if (delivery != NULL)
    g_source_destroy (delivery);
}

static void
mls_tile_loader_dispose (GObject *object)
{
  MlsTileLoader *self = MLS_TILE_LOADER (object);

  shut (self);
  g_hash_table_remove_all (self->wishes);

  G_OBJECT_CLASS (mls_tile_loader_parent_class)->dispose (object);
}

static void
mls_tile_loader_finalize (GObject *object)
{
  MlsTileLoader *self = MLS_TILE_LOADER (object);

  g_ptr_array_unref (self->threads);
  g_hash_table_unref (self->wishes);
  shared_unref (self->shared);

  G_OBJECT_CLASS (mls_tile_loader_parent_class)->finalize (object);
}

static void
mls_tile_loader_class_init (MlsTileLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mls_tile_loader_dispose;
  object_class->finalize = mls_tile_loader_finalize;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 4, G_TYPE_UINT, G_TYPE_POINTER, G_TYPE_POINTER,
                                G_TYPE_POINTER);
}

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  wish->unref_request (wish->request);
  g_free (wish);
}

static void
mls_tile_loader_init (MlsTileLoader *self)
{
  self->wishes = g_hash_table_new_full (g_int_hash, g_int_equal, NULL, wish_free);
  self->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) g_thread_unref);
}

/**
 * mls_tile_loader_new:
 * @funcs: how tiles are made; must outlive the last thread, so that it is best static
 * @user_data: for open()
 * @user_data_free: (nullable): frees @user_data, once no thread is at work any more; any thread
 * @n_threads: how many tiles are made at once, 0 for one on each processor
 *
 * Returns: (transfer full): a new loader, whose threads start with its first tile
 */
MlsTileLoader *
mls_tile_loader_new (const MlsTileLoaderFuncs *funcs,
                     gpointer                  user_data,
                     GDestroyNotify            user_data_free,
                     guint                     n_threads)
{
  MlsTileLoader *self = g_object_new (MLS_TYPE_TILE_LOADER, NULL);
  Shared *shared = g_new0 (Shared, 1);

  g_atomic_ref_count_init (&shared->ref_count);
  shared->funcs = funcs;
  shared->user_data = user_data;
  shared->user_data_free = user_data_free;
  shared->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&shared->loader, self);
  g_mutex_init (&shared->jobs_mutex);
  g_cond_init (&shared->jobs_cond);
  shared->waiting = g_ptr_array_new_with_free_func (job_free);
  shared->running = g_ptr_array_new ();
  shared->done = g_ptr_array_new_with_free_func (job_free);

  self->shared = shared;
  self->n_threads = n_threads > 0 ? n_threads : g_get_num_processors ();

  return self;
}

/* What the pane asks for, with a new serial when that is something else than before; NULL when it
 * asks for nothing. */
static const Wish *
note_wish (MlsTileLoader *self, guint pane, gpointer request)
{
  Wish *wish = g_hash_table_lookup (self->wishes, &pane);

  if (request == NULL)
    g_hash_table_remove (self->wishes, &pane);
  if (request == NULL || (wish != NULL && wish->request == request))
    return request != NULL ? wish : NULL;

  wish = g_new (Wish, 1);
  *wish = (Wish){ pane, ++self->serial, self->shared->funcs->ref_request (request),
                  self->shared->funcs->unref_request };
  g_hash_table_replace (self->wishes, &wish->pane, wish);

  return wish;
}

/* Whether a job is still to be done, and how soon. It is taken off the list of what is wanted. */
static gboolean
is_wanted (Job *job, const Wish *wish, GHashTable *ranks)
{
  gpointer rank;

  if (wish == NULL || job->serial != wish->serial ||
      g_cancellable_is_cancelled (job->cancellable) ||
      !g_hash_table_steal_extended (ranks, &job->key, NULL, &rank))
    return FALSE;

  job->rank = GPOINTER_TO_UINT (rank);
  return TRUE;
}

/* Keeps the jobs of a pane that are still wanted, and stops or drops the others. With the mutex. */
static void
sort_out (Shared *shared, guint pane, const Wish *wish, GHashTable *ranks)
{
  for (guint i = 0; i < shared->running->len; i++)
    {
      Job *job = shared->running->pdata[i];

      if (job->pane == pane && !is_wanted (job, wish, ranks))
        g_cancellable_cancel (job->cancellable);
    }

  for (guint i = 0; i < shared->done->len; i++)
    {
      Job *job = shared->done->pdata[i];

      if (job->pane == pane)
        is_wanted (job, wish, ranks);
    }

  for (guint i = shared->waiting->len; i-- > 0;)
    {
      Job *job = shared->waiting->pdata[i];

      if (job->pane == pane && !is_wanted (job, wish, ranks))
        g_ptr_array_remove_index_fast (shared->waiting, i);
    }
}

static Job *
job_new (Shared *shared, const Wish *wish, const MlsTileKey *key, guint rank)
{
  Job *job = g_new0 (Job, 1);

  job->shared = shared;
  job->pane = wish->pane;
  job->serial = wish->serial;
  job->request = shared->funcs->ref_request (wish->request);
  job->key = *key;
  job->rank = rank;
  job->cancellable = g_cancellable_new ();

  return job;
}

/**
 * mls_tile_loader_want:
 * @self: a loader
 * @pane: a number of the caller's choosing
 * @keys: (array length=n_keys): all the tiles the pane lacks, the most urgent first
 * @n_keys: how many; 0 when it lacks none
 * @request: (nullable): what to make; the same pointer means the same, and work on it goes on.
 *   %NULL, with no keys, for a pane that is no more
 *
 * Replaces all that the pane wanted before.
 */
void
mls_tile_loader_want (MlsTileLoader    *self,
                      guint             pane,
                      const MlsTileKey *keys,
                      guint             n_keys,
                      gpointer          request)
{
  g_autoptr (GHashTable) ranks = g_hash_table_new (mls_tile_key_hash, mls_tile_key_equal);
  Shared *shared;
  const Wish *wish;

  g_return_if_fail (MLS_IS_TILE_LOADER (self));
  g_return_if_fail (!self->shared->is_closed);
  g_return_if_fail (request != NULL || n_keys == 0);

  shared = self->shared;
  wish = note_wish (self, pane, request);
  for (guint i = n_keys; i-- > 0;)
    g_hash_table_insert (ranks, (gpointer) &keys[i], GUINT_TO_POINTER (i));

  g_mutex_lock (&shared->jobs_mutex);
  sort_out (shared, pane, wish, ranks);
  for (guint i = 0; i < n_keys; i++)
    if (g_hash_table_remove (ranks, &keys[i]))
      g_ptr_array_add (shared->waiting, job_new (shared, wish, &keys[i], i));
  g_cond_broadcast (&shared->jobs_cond);
  g_mutex_unlock (&shared->jobs_mutex);

  if (n_keys > 0)
    start_threads (self);
}

/**
 * mls_tile_loader_redo:
 * @self: a loader
 * @extent: ground that changed, m
 *
 * Tiles of that ground that are being made, or on their way, are made once more before they come:
 * they may show what was there before. Those that came are the caller's to want again.
 */
void
mls_tile_loader_redo (MlsTileLoader *self, const MlsExtent *extent)
{
  Shared *shared;

  g_return_if_fail (MLS_IS_TILE_LOADER (self));

  shared = self->shared;
  g_mutex_lock (&shared->jobs_mutex);

  for (guint i = 0; i < shared->running->len; i++)
    {
      Job *job = shared->running->pdata[i];
      MlsExtent ground = mls_tile_key_extent (&job->key);

      job->is_stale = job->is_stale || mls_extent_intersects (&ground, extent);
    }

  for (guint i = shared->done->len; i-- > 0;)
    {
      Job *job = shared->done->pdata[i];
      MlsExtent ground = mls_tile_key_extent (&job->key);

      if (mls_extent_intersects (&ground, extent))
        put_back (shared, g_ptr_array_steal_index_fast (shared->done, i));
    }

  g_cond_broadcast (&shared->jobs_cond);
  g_mutex_unlock (&shared->jobs_mutex);
}

/**
 * mls_tile_loader_reopen:
 * @self: a loader
 *
 * Has every thread close what it holds, at once or after the tile it is at, and open it anew for
 * its next tile: for when images or the project have been replaced.
 */
void
mls_tile_loader_reopen (MlsTileLoader *self)
{
  g_return_if_fail (MLS_IS_TILE_LOADER (self));

  g_mutex_lock (&self->shared->jobs_mutex);
  self->shared->epoch++;
  g_cond_broadcast (&self->shared->jobs_cond);
  g_mutex_unlock (&self->shared->jobs_mutex);
}

/**
 * mls_tile_loader_get_pending:
 * @self: a loader
 *
 * Returns: how many tiles are still to come
 */
guint
mls_tile_loader_get_pending (MlsTileLoader *self)
{
  Shared *shared;
  guint n_pending;

  g_return_val_if_fail (MLS_IS_TILE_LOADER (self), 0);

  shared = self->shared;
  g_mutex_lock (&shared->jobs_mutex);
  n_pending = shared->waiting->len + shared->done->len;
  for (guint i = 0; i < shared->running->len; i++)
    n_pending += !g_cancellable_is_cancelled (((Job *) shared->running->pdata[i])->cancellable);
  g_mutex_unlock (&shared->jobs_mutex);

  return n_pending;
}

/**
 * mls_tile_loader_close:
 * @self: a loader
 *
 * Forgets all there is to do and waits until every thread has closed what it held. Dropping the
 * last reference does the same without waiting; a program that ends must wait.
 */
void
mls_tile_loader_close (MlsTileLoader *self)
{
  g_return_if_fail (MLS_IS_TILE_LOADER (self));

  shut (self);
  while (self->threads->len > 0)
    g_thread_join (g_ptr_array_steal_index_fast (self->threads, self->threads->len - 1));
}
