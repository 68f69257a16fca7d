#include "imagery/tile-crew.h"

struct _MlsTileCrew
{
  gatomicrefcount           ref_count; /* one for the owner, each thread and the delivery */
  const MlsTileLoaderFuncs *funcs;
  gpointer                  user_data;
  GDestroyNotify            user_data_free;
  MlsTileCrewDeliver        deliver;
  GWeakRef                  owner;
  GMainContext             *context;
  GPtrArray                *threads[2]; /* (element-type GThread): the owner's, and of them those that wait */

  GMutex                    jobs_mutex; /* guards all that follows */
  GCond                     jobs_cond;
  GPtrArray                *waiting;    /* (element-type MlsTileJob) */
  GPtrArray                *running;    /* (element-type MlsTileJob) */
  GPtrArray                *done;       /* (element-type MlsTileJob): to be delivered */
  GSource                  *delivery;   /* (nullable): under way to the main context */
  guint                     epoch;      /* of what the threads hold */
  gboolean                  is_closed;
};

/* How many threads of all crews there are. */
static GMutex living_mutex;
static GCond living_cond;
static guint n_living;

static void
count_living (int change)
{
  g_mutex_lock (&living_mutex);
  n_living += (guint) change;
  g_cond_broadcast (&living_cond);
  g_mutex_unlock (&living_mutex);
}

static void
job_free (gpointer data)
{
  MlsTileJob *job = data;

  job->funcs->unref_request (job->request);
  if (job->tile != NULL)
    job->funcs->free_tile (job->tile);
  g_clear_error (&job->error);
  g_object_unref (job->cancellable);
  g_free (job);
}

static MlsTileJob *
job_new (MlsTileCrew *crew, const MlsTileWish *wish, const MlsTileKey *key, guint rank)
{
  MlsTileJob *job = g_new0 (MlsTileJob, 1);

  job->funcs = crew->funcs;
  job->pane = wish->pane;
  job->serial = wish->serial;
  job->request = crew->funcs->ref_request (wish->request);
  job->key = *key;
  job->is_slow = crew->funcs->is_slow != NULL && crew->funcs->is_slow (wish->request);
  job->rank = rank;
  job->cancellable = g_cancellable_new ();

  return job;
}

static MlsTileCrew *
crew_ref (MlsTileCrew *crew)
{
  g_atomic_ref_count_inc (&crew->ref_count);

  return crew;
}

static void
crew_unref (gpointer data)
{
  MlsTileCrew *crew = data;

  if (!g_atomic_ref_count_dec (&crew->ref_count))
    return;

  g_ptr_array_unref (crew->waiting);
  g_ptr_array_unref (crew->running);
  g_ptr_array_unref (crew->done);
  if (crew->user_data_free != NULL)
    crew->user_data_free (crew->user_data);
  g_weak_ref_clear (&crew->owner);
  g_main_context_unref (crew->context);
  g_mutex_clear (&crew->jobs_mutex);
  g_cond_clear (&crew->jobs_cond);
  g_free (crew);
}

/* On the main context. */
static gboolean
deliver (gpointer data)
{
  MlsTileCrew *crew = data;
  g_autoptr (GPtrArray) jobs = NULL;

  g_mutex_lock (&crew->jobs_mutex);
  jobs = g_steal_pointer (&crew->done);
  crew->done = g_ptr_array_new_with_free_func (job_free);
  g_clear_pointer (&crew->delivery, g_source_unref);
  g_mutex_unlock (&crew->jobs_mutex);

  /* Who takes a tile may close the crew, or drop its owner: the next tile finds nobody. */
  for (guint i = 0; !crew->is_closed && i < jobs->len; i++)
    {
      g_autoptr (GObject) owner = g_weak_ref_get (&crew->owner);

      if (owner != NULL)
        crew->deliver (owner, jobs->pdata[i]);
    }

  return G_SOURCE_REMOVE;
}

/* With the mutex. */
static void
send_home (MlsTileCrew *crew, MlsTileJob *job)
{
  g_ptr_array_add (crew->done, job);
  if (crew->delivery != NULL)
    return;

  crew->delivery = g_idle_source_new ();
  g_source_set_priority (crew->delivery, G_PRIORITY_DEFAULT);
  g_source_set_callback (crew->delivery, deliver, crew_ref (crew), crew_unref);
  g_source_set_static_name (crew->delivery, "tiles");
  g_source_attach (crew->delivery, crew->context);
}

/* The job to do next: of all panes, the one its pane wants soonest. With the mutex. */
static MlsTileJob *
take_next (MlsTileCrew *crew, gboolean is_slow)
{
  MlsTileJob *first = NULL;
  guint best = 0;

  for (guint i = 0; i < crew->waiting->len; i++)
    {
      MlsTileJob *job = crew->waiting->pdata[i];

      if (job->is_slow == is_slow && (first == NULL || job->rank < first->rank))
        {
          first = job;
          best = i;
        }
    }

  return first != NULL ? g_ptr_array_steal_index (crew->waiting, best) : NULL;
}

/* Makes a job as if it had never been taken. With the mutex. */
static void
put_back (MlsTileCrew *crew, MlsTileJob *job)
{
  if (job->tile != NULL)
    crew->funcs->free_tile (g_steal_pointer (&job->tile));
  g_clear_error (&job->error);
  job->is_stale = FALSE;
  g_ptr_array_add (crew->waiting, job);
}

/* With the mutex. */
static void
finish (MlsTileCrew *crew, MlsTileJob *job)
{
  guint index;

  if (!g_ptr_array_find (crew->running, job, &index))
    g_assert_not_reached ();
  g_ptr_array_steal_index_fast (crew->running, index);

  if (g_cancellable_is_cancelled (job->cancellable))
    job_free (job);
  else if (job->is_stale)
    put_back (crew, job);
  else
    send_home (crew, job);
}

/* What a thread holds from one tile to the next. */
typedef struct
{
  gboolean is_slow; /* it makes what may have to wait */
  gpointer state;
  gboolean is_open;
  guint    epoch;
} Hands;

static void
hands_close (Hands *hands, MlsTileCrew *crew)
{
  if (hands->is_open)
    crew->funcs->close (hands->state);
  hands->is_open = FALSE;
}

static void
hands_make (Hands *hands, MlsTileCrew *crew, MlsTileJob *job)
{
  if (!hands->is_open)
    hands->state = crew->funcs->open (crew->user_data);
  hands->is_open = TRUE;

  job->tile = crew->funcs->make (hands->state, &job->key, job->request, job->cancellable,
                                   &job->error);
}

/* One turn of a thread: a tile, or letting go of what is out of date, or sleep. With the mutex,
 * which is not held while anything takes long. */
static void
take_turn (MlsTileCrew *crew, Hands *hands)
{
  gboolean is_outdated = hands->is_open && hands->epoch != crew->epoch;
  MlsTileJob *job = is_outdated ? NULL : take_next (crew, hands->is_slow);

  if (job != NULL)
    {
      g_ptr_array_add (crew->running, job);
      hands->epoch = crew->epoch;
      g_mutex_unlock (&crew->jobs_mutex);
      hands_make (hands, crew, job);
      g_mutex_lock (&crew->jobs_mutex);
      finish (crew, job);
    }
  else if (is_outdated)
    {
      g_mutex_unlock (&crew->jobs_mutex);
      hands_close (hands, crew);
      g_mutex_lock (&crew->jobs_mutex);
    }
  else
    g_cond_wait (&crew->jobs_cond, &crew->jobs_mutex);
}

static gpointer
work (MlsTileCrew *crew, gboolean is_slow)
{
  Hands hands = { is_slow };

  g_mutex_lock (&crew->jobs_mutex);
  while (!crew->is_closed)
    take_turn (crew, &hands);
  g_mutex_unlock (&crew->jobs_mutex);

  hands_close (&hands, crew);
  crew_unref (crew);
  count_living (-1);

  return NULL;
}

static gpointer
work_quickly (gpointer crew)
{
  return work (crew, FALSE);
}

static gpointer
work_slowly (gpointer crew)
{
  return work (crew, TRUE);
}

/**
 * mls_tile_crew_new: (skip)
 * @funcs: how tiles are made
 * @user_data: for open()
 * @user_data_free: (nullable): frees @user_data after the last thread
 * @owner: who gets the tiles; held weakly
 * @deliver_func: gives it one
 *
 * Returns: (transfer full): a crew without threads, for mls_tile_crew_dismiss()
 */
MlsTileCrew *
mls_tile_crew_new (const MlsTileLoaderFuncs *funcs,
                   gpointer                  user_data,
                   GDestroyNotify            user_data_free,
                   GObject                  *owner,
                   MlsTileCrewDeliver        deliver_func)
{
  MlsTileCrew *crew = g_new0 (MlsTileCrew, 1);

  g_atomic_ref_count_init (&crew->ref_count);
  crew->funcs = funcs;
  crew->user_data = user_data;
  crew->user_data_free = user_data_free;
  crew->deliver = deliver_func;
  g_weak_ref_init (&crew->owner, owner);
  crew->context = g_main_context_ref_thread_default ();
  for (gsize i = 0; i < G_N_ELEMENTS (crew->threads); i++)
    crew->threads[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) g_thread_unref);
  g_mutex_init (&crew->jobs_mutex);
  g_cond_init (&crew->jobs_cond);
  crew->waiting = g_ptr_array_new_with_free_func (job_free);
  crew->running = g_ptr_array_new ();
  crew->done = g_ptr_array_new_with_free_func (job_free);

  return crew;
}

/**
 * mls_tile_crew_close: (skip)
 * @crew: a crew
 *
 * Tells the threads to end, and forgets all there is to do.
 */
void
mls_tile_crew_close (MlsTileCrew *crew)
{
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) done = NULL;
  g_autoptr (GSource) delivery = NULL;

  g_mutex_lock (&crew->jobs_mutex);
  crew->is_closed = TRUE;
  waiting = g_steal_pointer (&crew->waiting);
  crew->waiting = g_ptr_array_new_with_free_func (job_free);
  done = g_steal_pointer (&crew->done);
  crew->done = g_ptr_array_new_with_free_func (job_free);
  delivery = g_steal_pointer (&crew->delivery);
  for (guint i = 0; i < crew->running->len; i++)
    g_cancellable_cancel (((MlsTileJob *) crew->running->pdata[i])->cancellable);
  g_cond_broadcast (&crew->jobs_cond);
  g_mutex_unlock (&crew->jobs_mutex);

  if (delivery != NULL)
    g_source_destroy (delivery);
}

/**
 * mls_tile_crew_join: (skip)
 * @crew: a closed crew
 *
 * Waits until every thread that waits for nobody has closed what it held.
 */
void
mls_tile_crew_join (MlsTileCrew *crew)
{
  GPtrArray *quick = crew->threads[0];

  while (quick->len > 0)
    g_thread_join (g_ptr_array_steal_index_fast (quick, quick->len - 1));
}

/**
 * mls_tile_crew_await_all: (skip)
 * @until: of the monotonic clock, µs
 *
 * Returns: whether the threads of all crews had ended by then
 */
gboolean
mls_tile_crew_await_all (gint64 until)
{
  gboolean is_over;

  g_mutex_lock (&living_mutex);
  while (n_living > 0 && g_cond_wait_until (&living_cond, &living_mutex, until))
    ;
  is_over = n_living == 0;
  g_mutex_unlock (&living_mutex);

  return is_over;
}

/**
 * mls_tile_crew_dismiss: (skip)
 * @crew: (transfer full): a closed crew; it goes with its last thread
 */
void
mls_tile_crew_dismiss (MlsTileCrew *crew)
{
  for (gsize i = 0; i < G_N_ELEMENTS (crew->threads); i++)
    g_clear_pointer (&crew->threads[i], g_ptr_array_unref);
  crew_unref (crew);
}

/**
 * mls_tile_crew_is_closed: (skip)
 * @crew: a crew
 *
 * Returns: whether it takes no more jobs
 */
gboolean
mls_tile_crew_is_closed (MlsTileCrew *crew)
{
  return crew->is_closed;
}

/**
 * mls_tile_crew_start: (skip)
 * @crew: a crew
 * @is_slow: whether they are for tiles that may have to wait
 * @n_threads: how many threads it is to have for those, or for the others
 */
void
mls_tile_crew_start (MlsTileCrew *crew, gboolean is_slow, guint n_threads)
{
  GPtrArray *threads = crew->threads[is_slow ? 1 : 0];

  while (threads->len < n_threads)
    {
      count_living (1);
      g_ptr_array_add (threads, g_thread_new ("tiles", is_slow ? work_slowly : work_quickly, crew_ref (crew)));
    }
}

/* Whether a job is still to be done, and how soon. It is taken off the list of what is wanted. */
static gboolean
is_wanted (MlsTileJob *job, const MlsTileWish *wish, GHashTable *ranks)
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
sort_out (MlsTileCrew *crew, guint pane, const MlsTileWish *wish, GHashTable *ranks)
{
  for (guint i = 0; i < crew->running->len; i++)
    {
      MlsTileJob *job = crew->running->pdata[i];

      if (job->pane == pane && !is_wanted (job, wish, ranks))
        g_cancellable_cancel (job->cancellable);
    }

  for (guint i = 0; i < crew->done->len; i++)
    {
      MlsTileJob *job = crew->done->pdata[i];

      if (job->pane == pane)
        is_wanted (job, wish, ranks);
    }

  for (guint i = crew->waiting->len; i-- > 0;)
    {
      MlsTileJob *job = crew->waiting->pdata[i];

      if (job->pane == pane && !is_wanted (job, wish, ranks))
        g_ptr_array_remove_index_fast (crew->waiting, i);
    }
}

/**
 * mls_tile_crew_want: (skip)
 * @crew: a crew
 * @pane: whose tiles
 * @wish: (nullable): what the pane wants now
 * @keys: (array length=n_keys): of which tiles, the most urgent first
 * @n_keys: how many
 *
 * Gives the jobs of a pane up that it no longer wants, and takes on those it wants now.
 */
void
mls_tile_crew_want (MlsTileCrew       *crew,
                    guint              pane,
                    const MlsTileWish *wish,
                    const MlsTileKey  *keys,
                    guint              n_keys)
{
  g_autoptr (GHashTable) ranks = g_hash_table_new (mls_tile_key_hash, mls_tile_key_equal);

  for (guint i = n_keys; i-- > 0;)
    g_hash_table_insert (ranks, (gpointer) &keys[i], GUINT_TO_POINTER (i));

  g_mutex_lock (&crew->jobs_mutex);
  sort_out (crew, pane, wish, ranks);
  for (guint i = 0; i < n_keys; i++)
    if (g_hash_table_remove (ranks, &keys[i]))
      g_ptr_array_add (crew->waiting, job_new (crew, wish, &keys[i], i));
  g_cond_broadcast (&crew->jobs_cond);
  g_mutex_unlock (&crew->jobs_mutex);
}

/**
 * mls_tile_crew_redo: (skip)
 * @crew: a crew
 * @extent: ground that changed, m
 *
 * Has the tiles of that ground that are at work or on their way made once more.
 */
void
mls_tile_crew_redo (MlsTileCrew *crew, const MlsExtent *extent)
{
  g_mutex_lock (&crew->jobs_mutex);

  for (guint i = 0; i < crew->running->len; i++)
    {
      MlsTileJob *job = crew->running->pdata[i];
      MlsExtent ground = mls_tile_key_extent (&job->key);

      job->is_stale = job->is_stale || mls_extent_intersects (&ground, extent);
    }

  for (guint i = crew->done->len; i-- > 0;)
    {
      MlsTileJob *job = crew->done->pdata[i];
      MlsExtent ground = mls_tile_key_extent (&job->key);

      if (mls_extent_intersects (&ground, extent))
        put_back (crew, g_ptr_array_steal_index_fast (crew->done, i));
    }

  g_cond_broadcast (&crew->jobs_cond);
  g_mutex_unlock (&crew->jobs_mutex);
}

/**
 * mls_tile_crew_reopen: (skip)
 * @crew: a crew
 *
 * Has every thread close what it holds, at once or after the tile it is at.
 */
void
mls_tile_crew_reopen (MlsTileCrew *crew)
{
  g_mutex_lock (&crew->jobs_mutex);
  crew->epoch++;
  g_cond_broadcast (&crew->jobs_cond);
  g_mutex_unlock (&crew->jobs_mutex);
}

/**
 * mls_tile_crew_count: (skip)
 * @crew: a crew
 *
 * Returns: how many tiles are still to come
 */
guint
mls_tile_crew_count (MlsTileCrew *crew)
{
  guint n_pending;

  g_mutex_lock (&crew->jobs_mutex);
  n_pending = crew->waiting->len + crew->done->len;
  for (guint i = 0; i < crew->running->len; i++)
    n_pending += !g_cancellable_is_cancelled (
      ((MlsTileJob *) crew->running->pdata[i])->cancellable);
  g_mutex_unlock (&crew->jobs_mutex);

  return n_pending;
}
