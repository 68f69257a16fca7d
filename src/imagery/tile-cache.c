#include "imagery/tile-cache.h"

typedef struct
{
  guint64                  layer;
  MlsTileKey               key;
  const MlsTileCacheFuncs *funcs;
  gpointer                 thing;
  gsize                    bytes;
  GList                    link; /* in by_use */
} Entry;

struct _MlsTileCache
{
  gatomicrefcount ref_count;

  GMutex          entries_mutex; /* guards all that follows */
  gsize           max_bytes;
  gsize           bytes;
  GHashTable     *entries;       /* (element-type Entry) */
  GQueue          by_use;        /* (element-type Entry): the one used last first */
};

static guint
entry_hash (gconstpointer data)
{
  const Entry *entry = data;

  return mls_tile_key_hash (&entry->key) * 31 + (guint) (entry->layer ^ (entry->layer >> 32));
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  const Entry *s = a;
  const Entry *t = b;

  return s->layer == t->layer && mls_tile_key_equal (&s->key, &t->key);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  entry->funcs->unref (entry->thing);
  g_free (entry);
}

/**
 * mls_tile_cache_new:
 * @max_bytes: the memory that what it keeps may take
 *
 * Returns: (transfer full): an empty cache
 */
MlsTileCache *
mls_tile_cache_new (gsize max_bytes)
{
  MlsTileCache *cache = g_new0 (MlsTileCache, 1);

  g_atomic_ref_count_init (&cache->ref_count);
  g_mutex_init (&cache->entries_mutex);
  cache->max_bytes = max_bytes;
  cache->entries = g_hash_table_new (entry_hash, entry_equal);
  g_queue_init (&cache->by_use);

  return cache;
}

/**
 * mls_tile_cache_ref:
 * @cache: a cache
 *
 * Returns: (transfer full): @cache, counted once more
 */
MlsTileCache *
mls_tile_cache_ref (MlsTileCache *cache)
{
  g_atomic_ref_count_inc (&cache->ref_count);

  return cache;
}

/**
 * mls_tile_cache_unref:
 * @cache: (transfer full): a cache
 */
void
mls_tile_cache_unref (MlsTileCache *cache)
{
  if (!g_atomic_ref_count_dec (&cache->ref_count))
    return;

  for (GList *link = cache->by_use.head, *next; link != NULL; link = next)
    {
      next = link->next;
      entry_free (link->data);
    }

  g_hash_table_unref (cache->entries);
  g_mutex_clear (&cache->entries_mutex);
  g_free (cache);
}

/**
 * mls_tile_cache_get:
 * @cache: a cache
 * @layer: what kind of thing, a number of the caller's choosing
 * @key: of which tile
 *
 * Returns: (transfer full) (nullable): the thing, counted once more
 */
gpointer
mls_tile_cache_get (MlsTileCache *cache, guint64 layer, const MlsTileKey *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&cache->entries_mutex);
  Entry wanted = { .layer = layer, .key = *key };
  Entry *entry = g_hash_table_lookup (cache->entries, &wanted);

  if (entry == NULL)
    return NULL;

  g_queue_unlink (&cache->by_use, &entry->link);
  g_queue_push_head_link (&cache->by_use, &entry->link);

  return entry->funcs->ref (entry->thing);
}

/* Takes an entry out. With the mutex; it is freed without, since what it holds may be large. */
static void
take_out (MlsTileCache *cache, Entry *entry, GPtrArray *out)
{
  cache->bytes -= entry->bytes;
  g_queue_unlink (&cache->by_use, &entry->link);
  g_hash_table_remove (cache->entries, entry);
  g_ptr_array_add (out, entry);
}

/* Makes room. With the mutex. */
static void
shrink (MlsTileCache *cache, GPtrArray *out)
{
  while (cache->bytes > cache->max_bytes)
    take_out (cache, g_queue_peek_tail (&cache->by_use), out);
}

/**
 * mls_tile_cache_put:
 * @cache: a cache
 * @layer: what kind of thing
 * @key: of which tile
 * @funcs: how to keep it
 * @thing: what to keep, instead of what was there
 * @bytes: the memory it takes
 *
 * The things used longest ago make room for it. What could never fit is not kept.
 */
void
mls_tile_cache_put (MlsTileCache            *cache,
                    guint64                  layer,
                    const MlsTileKey        *key,
                    const MlsTileCacheFuncs *funcs,
                    gpointer                 thing,
                    gsize                    bytes)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&cache->entries_mutex);
  Entry wanted = { .layer = layer, .key = *key };
  Entry *entry = g_hash_table_lookup (cache->entries, &wanted);

  if (entry != NULL)
    take_out (cache, entry, out);
  if (bytes > cache->max_bytes)
    return;

  entry = g_new (Entry, 1);
  *entry = (Entry){ layer, *key, funcs, funcs->ref (thing), bytes, { .data = entry } };
  g_hash_table_add (cache->entries, entry);
  g_queue_push_head_link (&cache->by_use, &entry->link);
  cache->bytes += bytes;
  shrink (cache, out);
}

/**
 * mls_tile_cache_drop:
 * @cache: a cache
 * @layer: a kind of things
 * @extent: (nullable): ground, m; %NULL is everywhere
 *
 * Forgets the things of @layer whose tiles meet @extent.
 */
void
mls_tile_cache_drop (MlsTileCache *cache, guint64 layer, const MlsExtent *extent)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&cache->entries_mutex);

  for (GList *link = cache->by_use.head, *next; link != NULL; link = next)
    {
      Entry *entry = link->data;
      MlsExtent ground = mls_tile_key_extent (&entry->key);

      next = link->next;
      if (entry->layer == layer && (extent == NULL || mls_extent_intersects (&ground, extent)))
        take_out (cache, entry, out);
    }
}

/**
 * mls_tile_cache_set_limit:
 * @cache: a cache
 * @max_bytes: the memory that what it keeps may take from now on
 */
void
mls_tile_cache_set_limit (MlsTileCache *cache, gsize max_bytes)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&cache->entries_mutex);

  cache->max_bytes = max_bytes;
  shrink (cache, out);
}

/**
 * mls_tile_cache_get_bytes:
 * @cache: a cache
 *
 * Returns: the memory that all it keeps takes
 */
gsize
mls_tile_cache_get_bytes (MlsTileCache *cache)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&cache->entries_mutex);

  return cache->bytes;
}
