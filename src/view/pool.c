#include "view/pool.h"

struct _MlsPool
{
  MlsPoolOpenFunc open;
  gpointer        user_data;
  GMutex          things_mutex;
  GPtrArray      *things; /* those nobody uses */
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
  g_free (pool);
}

/**
 * mls_pool_clear:
 * @pool: a pool
 *
 * Closes those that nobody uses.
 */
void
mls_pool_clear (MlsPool *pool)
{
  g_mutex_lock (&pool->things_mutex);
  g_ptr_array_set_size (pool->things, 0);
  g_mutex_unlock (&pool->things_mutex);
}

/**
 * mls_pool_take:
 * @pool: a pool
 * @error: what opening reports
 *
 * Returns: (transfer full): one for this thread alone until mls_pool_give(), or %NULL with @error
 * set
 */
gpointer
mls_pool_take (MlsPool *pool, GError **error)
{
  gpointer thing = NULL;

  g_mutex_lock (&pool->things_mutex);
  if (pool->things->len > 0)
    thing = g_ptr_array_steal_index_fast (pool->things, pool->things->len - 1);
  g_mutex_unlock (&pool->things_mutex);

  return thing != NULL ? thing : pool->open (pool->user_data, error);
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
  g_mutex_unlock (&pool->things_mutex);
}
