#include "imagery/tile-loader.h"

#include "imagery/tile-crew.h"

typedef struct
{
  MlsTileWish               wish;
  const MlsTileLoaderFuncs *funcs;
} Pane;

struct _MlsTileLoader
{
  GObject                   parent_instance;

  const MlsTileLoaderFuncs *funcs;
  MlsTileCrew              *crew;
  GHashTable               *panes;     /* (element-type guint Pane) */
  guint                     n_threads;
  guint                     serial;    /* of the request made last */
};

G_DEFINE_FINAL_TYPE (MlsTileLoader, mls_tile_loader, G_TYPE_OBJECT)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
pane_free (gpointer data)
{
  Pane *pane = data;

  pane->funcs->unref_request (pane->wish.request);
  g_free (pane);
}

static void
mls_tile_loader_dispose (GObject *object)
{
  MlsTileLoader *self = MLS_TILE_LOADER (object);

  mls_tile_crew_close (self->crew);
  g_hash_table_remove_all (self->panes);

  G_OBJECT_CLASS (mls_tile_loader_parent_class)->dispose (object);
}

static void
mls_tile_loader_finalize (GObject *object)
{
  MlsTileLoader *self = MLS_TILE_LOADER (object);

  g_hash_table_unref (self->panes);
  mls_tile_crew_dismiss (self->crew);

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
mls_tile_loader_init (MlsTileLoader *self)
{
  self->panes = g_hash_table_new_full (g_int_hash, g_int_equal, NULL, pane_free);
}

static void
deliver (GObject *owner, const MlsTileJob *job)
{
  MlsTileLoader *self = MLS_TILE_LOADER (owner);
  const Pane *pane = g_hash_table_lookup (self->panes, &job->pane);

  if (pane != NULL && pane->wish.serial == job->serial)
    g_signal_emit (self, signals[DONE], 0, job->pane, &job->key, job->tile, job->error);
}

/**
 * mls_tile_loader_new:
 * @funcs: how tiles are made; must outlive the last thread, so that it is best static
 * @user_data: for open()
 * @user_data_free: (nullable): frees @user_data, once no thread is at work any more; any thread
 * @n_threads: how many tiles are made at once, 0 for one on each processor; those that may have to
 *   wait for somebody else do not count
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

  self->funcs = funcs;
  self->crew = mls_tile_crew_new (funcs, user_data, user_data_free, G_OBJECT (self), deliver);
  self->n_threads = n_threads > 0 ? n_threads : g_get_num_processors ();

  return self;
}

/* What the pane asks for, with a new serial when that is something else than before; NULL when it
 * asks for nothing. */
static const MlsTileWish *
note_wish (MlsTileLoader *self, guint number, gpointer request)
{
  Pane *pane = g_hash_table_lookup (self->panes, &number);

  if (request == NULL)
    {
      g_hash_table_remove (self->panes, &number);
      return NULL;
    }

  if (pane == NULL || pane->wish.request != request)
    {
      pane = g_new (Pane, 1);
      pane->funcs = self->funcs;
      pane->wish = (MlsTileWish){ number, ++self->serial, self->funcs->ref_request (request) };
      g_hash_table_replace (self->panes, &pane->wish.pane, pane);
    }

  return &pane->wish;
}

/* Threads that wait cost nothing: so many can ask a server at once. */
#define N_SLOW_THREADS 8

static void
start_threads (MlsTileLoader *self, gpointer request)
{
  gboolean is_slow = self->funcs->is_slow != NULL && self->funcs->is_slow (request);

  mls_tile_crew_start (self->crew, is_slow, is_slow ? N_SLOW_THREADS : self->n_threads);
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
  g_return_if_fail (MLS_IS_TILE_LOADER (self));
  g_return_if_fail (!mls_tile_crew_is_closed (self->crew));
  g_return_if_fail (request != NULL || n_keys == 0);

  mls_tile_crew_want (self->crew, pane, note_wish (self, pane, request), keys, n_keys);
  if (n_keys > 0)
    start_threads (self, request);
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
  g_return_if_fail (MLS_IS_TILE_LOADER (self));

  mls_tile_crew_redo (self->crew, extent);
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

  mls_tile_crew_reopen (self->crew);
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
  g_return_val_if_fail (MLS_IS_TILE_LOADER (self), 0);

  return mls_tile_crew_count (self->crew);
}

/**
 * mls_tile_loader_close:
 * @self: a loader
 *
 * Forgets all there is to do and waits until every thread has closed what it held, but for those that may wait
 * for a server, which end when they can. Dropping the last reference does the same without waiting; a program
 * that ends must wait, see mls_tile_loader_await_all().
 */
void
mls_tile_loader_close (MlsTileLoader *self)
{
  g_return_if_fail (MLS_IS_TILE_LOADER (self));

  mls_tile_crew_close (self->crew);
  mls_tile_crew_join (self->crew);
}

/**
 * mls_tile_loader_await_all:
 * @patience: how long to wait, µs
 *
 * Waits for the threads of all loaders that were closed or dropped. One that waits for a server that says
 * nothing cannot be called back: a program with such a thread ends without tidying up what it works with.
 *
 * Returns: whether they have ended
 */
gboolean
mls_tile_loader_await_all (gint64 patience)
{
  return mls_tile_crew_await_all (g_get_monotonic_time () + patience);
}
