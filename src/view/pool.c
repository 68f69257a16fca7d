#include "view/pool.h"

#include <errno.h>
#include <gio/gio.h>

struct _MlsPool
{
  MlsPoolOpenFunc open;
  gpointer        user_data;
  GMutex          things_mutex; /* guards all that follows */
  GCond           things_cond;
  GPtrArray      *things;       /* those nobody uses */
  guint           n_taken;
  gboolean        is_closed;
};

/**
 * mls_pool_new:
 * @open: opens one, on the thread that first needs it
 * @user_data: for @open
 * @close: closes one, on the thread that frees the pool
 *
 * Returns: (transfer full): a pool with nothing open
 */
MlsPool *
mls_pool_new (MlsPoolOpenFunc open, gpointer user_data, GDestroyNotify close)
{
  MlsPool *pool = g_new0 (MlsPool, 1);

  pool->open = open;
  pool->user_data = user_data;
  pool->things = g_ptr_array_new_with_free_func (close);
  g_mutex_init (&pool->things_mutex);
  g_cond_init (&pool->things_cond);

  return pool;
}

/**
 * mls_pool_free:
 * @pool: (transfer full): a pool to which all that was taken has been given back
 */
void
mls_pool_free (MlsPool *pool)
{
  g_ptr_array_unref (pool->things);
  g_mutex_clear (&pool->things_mutex);
  g_cond_clear (&pool->things_cond);
  g_free (pool);
}

/**
 * mls_pool_close:
 * @pool: a pool
 *
 * Closes all of them, as soon as those that were taken are back, and gives none any more.
 */
void
mls_pool_close (MlsPool *pool)
{
  g_mutex_lock (&pool->things_mutex);
  pool->is_closed = TRUE;
  while (pool->n_taken > 0)
    g_cond_wait (&pool->things_cond, &pool->things_mutex);
  g_ptr_array_set_size (pool->things, 0);
  g_mutex_unlock (&pool->things_mutex);
}

static void
count_back (MlsPool *pool)
{
  pool->n_taken--;
  g_cond_broadcast (&pool->things_cond);
}

static gpointer
open_one (MlsPool *pool, GError **error)
{
  gpointer thing = pool->open (pool->user_data, error);

  if (thing == NULL)
    {
      g_mutex_lock (&pool->things_mutex);
      count_back (pool);
      g_mutex_unlock (&pool->things_mutex);
    }

  return thing;
}

/**
 * mls_pool_take:
 * @pool: a pool
 * @error: what opening reports, or %G_IO_ERROR_CLOSED after mls_pool_close()
 *
 * Returns: (transfer full): one for this thread alone until mls_pool_give(), or %NULL with @error
 * set
 */
gpointer
mls_pool_take (MlsPool *pool, GError **error)
{
  gpointer thing = NULL;
  gboolean is_closed;

  g_mutex_lock (&pool->things_mutex);
  is_closed = pool->is_closed;
  if (!is_closed)
    pool->n_taken++;
  if (!is_closed && pool->things->len > 0)
    thing = g_ptr_array_steal_index_fast (pool->things, pool->things->len - 1);
  g_mutex_unlock (&pool->things_mutex);

  if (!is_closed)
    return thing != NULL ? thing : open_one (pool, error);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, g_strerror (ESHUTDOWN));
  return NULL;
}

/**
 * mls_pool_give:
 * @pool: a pool
 * @thing: (transfer full): what mls_pool_take() gave
 */
void
mls_pool_give (MlsPool *pool, gpointer thing)
{
  g_mutex_lock (&pool->things_mutex);
  g_ptr_array_add (pool->things, thing);
  count_back (pool);
  g_mutex_unlock (&pool->things_mutex);
}
