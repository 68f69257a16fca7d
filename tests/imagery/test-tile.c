#include "imagery/tile-cache.h"
#include "imagery/tile.h"

#include <locale.h>
#include <math.h>

#define SCALE_2500 0.6614583333333334

static void
test_extent (void)
{
  for (int i = 0; i < 1000; i++)
    {
      double m_per_px = exp2 (g_test_rand_double_range (-8, 12));
      MlsTileKey key = { m_per_px, g_test_rand_int_range (-20000, 20000),
                         g_test_rand_int_range (-20000, 20000) };
      MlsTileKey east = { m_per_px, key.column + 1, key.row };
      MlsTileKey south = { m_per_px, key.column, key.row + 1 };
      MlsExtent extent = mls_tile_key_extent (&key);
      MlsExtent next_east = mls_tile_key_extent (&east);
      MlsExtent next_south = mls_tile_key_extent (&south);

      g_assert_cmpfloat (extent.max_x, ==, next_east.min_x);
      g_assert_cmpfloat (extent.min_y, ==, next_south.max_y);
      g_assert_cmpfloat_with_epsilon (mls_extent_width (&extent) / m_per_px, MLS_TILE_PX, 1e-6);
    }
}

static void
test_equal (void)
{
  MlsTileKey a = { SCALE_2500, 3, -4 };
  MlsTileKey b = a;

  g_assert_true (mls_tile_key_equal (&a, &b));
  g_assert_cmpuint (mls_tile_key_hash (&a), ==, mls_tile_key_hash (&b));
  b.row++;
  g_assert_false (mls_tile_key_equal (&a, &b));
  b = a;
  b.m_per_px *= 2;
  g_assert_false (mls_tile_key_equal (&a, &b));
}

/* The tiles in view cover it, none for nothing, the middle comes first and the margin last. */
static void
test_cover (void)
{
  for (int i = 0; i < 200; i++)
    {
      double m_per_px = exp2 (g_test_rand_double_range (-4, 8));
      double x = g_test_rand_double_range (-1e6, 1e6);
      double y = g_test_rand_double_range (-1e6, 7e6);
      MlsExtent view = { x, y, x + 1920 * m_per_px, y + 1080 * m_per_px };
      g_autoptr (GArray) keys = mls_tiles_cover (&view, m_per_px, 0);
      g_autoptr (GArray) wide = mls_tiles_cover (&view, m_per_px, 1);
      MlsExtent all = MLS_EXTENT_EMPTY;
      MlsExtent first = mls_tile_key_extent (&g_array_index (keys, MlsTileKey, 0));

      g_assert_cmpuint (keys->len, >=, 4 * 3);
      g_assert_cmpuint (keys->len, <=, 5 * 4);

      for (guint k = 0; k < keys->len; k++)
        {
          MlsExtent extent = mls_tile_key_extent (&g_array_index (keys, MlsTileKey, k));

          g_assert_true (mls_extent_intersects (&extent, &view));
          all = mls_extent_union (&all, &extent);
          g_assert_true (mls_tile_key_equal (&g_array_index (keys, MlsTileKey, k),
                                             &g_array_index (wide, MlsTileKey, k)));
        }

      g_assert_true (mls_extent_contains (&all, &view));
      g_assert_true (first.min_x <= x + 960 * m_per_px && x + 960 * m_per_px <= first.max_x);
      g_assert_true (first.min_y <= y + 540 * m_per_px && y + 540 * m_per_px <= first.max_y);

      for (guint k = keys->len; k < wide->len; k++)
        {
          MlsExtent extent = mls_tile_key_extent (&g_array_index (wide, MlsTileKey, k));

          g_assert_false (mls_extent_intersects (&extent, &view));
        }
    }
}

static void
test_cover_absurd (void)
{
  static const MlsExtent extents[] = {
    { 0, 0, 1e12, 1e12 }, { NAN, 0, 1, 1 }, { -INFINITY, 0, 1, 1 }, { 1e18, 0, 1e18 + 512, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (extents); i++)
    {
      g_autoptr (GArray) keys = mls_tiles_cover (&extents[i], 1, 0);

      g_assert_cmpuint (keys->len, ==, 0);
    }
}

static const MlsTileCacheFuncs bytes_funcs = { (gpointer (*) (gpointer)) g_bytes_ref,
                                               (void (*) (gpointer)) g_bytes_unref };

static void
put (MlsTileCache *cache, guint64 layer, int column, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);

  mls_tile_cache_put (cache, layer, &(MlsTileKey){ 1, column, 0 }, &bytes_funcs, bytes, size);
}

static gboolean
has (MlsTileCache *cache, guint64 layer, int column)
{
  g_autoptr (GBytes) bytes = mls_tile_cache_get (cache, layer, &(MlsTileKey){ 1, column, 0 });

  return bytes != NULL;
}

/* What was used longest ago goes first. */
static void
test_cache (void)
{
  g_autoptr (MlsTileCache) cache = mls_tile_cache_new (1000);

  put (cache, 1, 0, 300);
  put (cache, 1, 1, 300);
  put (cache, 2, 0, 300);
  g_assert_true (has (cache, 1, 0));

  put (cache, 1, 2, 300);
  g_assert_true (has (cache, 1, 0));
  g_assert_false (has (cache, 1, 1));
  g_assert_true (has (cache, 2, 0));
  g_assert_cmpuint (mls_tile_cache_get_bytes (cache), ==, 900);

  /* The same place again takes no more room. */
  put (cache, 1, 0, 100);
  g_assert_cmpuint (mls_tile_cache_get_bytes (cache), ==, 700);

  /* What can never fit is not kept, and drives nothing out. */
  put (cache, 3, 0, 2000);
  g_assert_false (has (cache, 3, 0));
  g_assert_cmpuint (mls_tile_cache_get_bytes (cache), ==, 700);
}

static void
test_cache_drop (void)
{
  g_autoptr (MlsTileCache) cache = mls_tile_cache_new (100000);
  MlsExtent part = { 512 * 3 + 1, -100, 512 * 5 - 1, -50 };

  for (int i = 0; i < 8; i++)
    {
      put (cache, 1, i, 10);
      put (cache, 2, i, 10);
    }

  mls_tile_cache_drop (cache, 1, &part);
  for (int i = 0; i < 8; i++)
    {
      g_assert_cmpint (has (cache, 1, i), ==, i < 3 || i > 4);
      g_assert_true (has (cache, 2, i));
    }

  mls_tile_cache_drop (cache, 2, NULL);
  g_assert_cmpuint (mls_tile_cache_get_bytes (cache), ==, 60);

  mls_tile_cache_set_limit (cache, 20);
  g_assert_cmpuint (mls_tile_cache_get_bytes (cache), ==, 20);
}

static gpointer
use_cache (gpointer data)
{
  for (int i = 0; i < 20000; i++)
    {
      put (data, (guint64) i % 3, i % 97, 50);
      has (data, (guint64) i % 3, (i * 7) % 97);
      if (i % 1000 == 0)
        mls_tile_cache_drop (data, 1, NULL);
    }

  return NULL;
}

static void
test_cache_threads (void)
{
  g_autoptr (MlsTileCache) cache = mls_tile_cache_new (5000);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("cache", use_cache, cache);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_assert_cmpuint (mls_tile_cache_get_bytes (cache), <=, 5000);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/imagery/tile/extent", test_extent);
  g_test_add_func ("/imagery/tile/equal", test_equal);
  g_test_add_func ("/imagery/tile/cover", test_cover);
  g_test_add_func ("/imagery/tile/cover-absurd", test_cover_absurd);
  g_test_add_func ("/imagery/tile/cache", test_cache);
  g_test_add_func ("/imagery/tile/cache-drop", test_cache_drop);
  g_test_add_func ("/imagery/tile/cache-threads", test_cache_threads);

  return g_test_run ();
}
