#include "view/backdrop.h"
#include "view/face-layer.h"
#include "view/pane-content.h"
#include "view/pool.h"
#include "view/tile-window.h"

#include "../paint/patchwork.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* What the canvas stands on, without a display. */

static void
test_range (void)
{
  static const struct
  {
    MlsTileWindow window;
    MlsTileRange  range;
  } cases[] = {
    { { 1, 0, 0, 512, 512 }, { 0, 1, 0, 1 } },
    { { 1, 1, 0, 512, 512 }, { 0, 2, 0, 1 } },
    { { 1, -1, -512, 1, 512 }, { -1, 0, -1, 0 } },
    { { 1, -513, -1, 514, 2 }, { -2, 1, -1, 1 } },
    { { 1, 1023, 1024, 2, 1 }, { 1, 3, 2, 3 } },
    { { 1, 7, 7, 0, 10 }, { 0, 0, 0, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlsTileRange range = mls_tile_window_range (&cases[i].window);

      g_assert_cmpint (range.first_column, ==, cases[i].range.first_column);
      g_assert_cmpint (range.end_column, ==, cases[i].range.end_column);
      g_assert_cmpint (range.first_row, ==, cases[i].range.first_row);
      g_assert_cmpint (range.end_row, ==, cases[i].range.end_row);
    }
}

/* The tiles of a window cover it, each touches it, and they lie on its pixels. */
static void
test_window (void)
{
  g_autoptr (MlsViewport) viewport = mls_viewport_new ();

  for (int i = 0; i < 500; i++)
    {
      MlsPaneSize size = { g_test_rand_int_range (1, 2000), g_test_rand_int_range (1, 2000),
                           g_test_rand_int_range (1, 4) };
      MlsTransform transform;
      MlsTileWindow window;
      MlsTileRange range;
      MlsExtent extent;

      mls_viewport_set (viewport, g_test_rand_double_range (-1e6, 1e6),
                        g_test_rand_double_range (0, 8e6), g_test_rand_double_range (100, 100000));
      transform = mls_viewport_get_transform (viewport, size);
      window = mls_tile_window (&transform, size);
      range = mls_tile_window_range (&window);
      extent = mls_tile_window_extent (&window);

      g_assert_cmpint ((gint64) range.first_column * MLS_TILE_PX, <=, window.x);
      g_assert_cmpint ((gint64) (range.first_column + 1) * MLS_TILE_PX, >, window.x);
      g_assert_cmpint ((gint64) range.end_column * MLS_TILE_PX, >=, window.x + window.width);
      g_assert_cmpint ((gint64) (range.end_row - 1) * MLS_TILE_PX, <, window.y + window.height);
      g_assert_cmpint (window.width, ==, size.width * size.scale_factor);
      g_assert_cmpfloat_with_epsilon (extent.min_x, transform.west, 1e-4);
      g_assert_cmpfloat_with_epsilon (extent.max_y, transform.north, 1e-4);
    }
}

static void
download (MlsBackdrop *backdrop, guint32 *pixels)
{
  GdkTexture *texture = mls_backdrop_get_texture (backdrop);

  gdk_texture_download (texture, (guchar *) pixels, 4 * (gsize) gdk_texture_get_width (texture));
}

/* A picture of 4 × 4 stretched to twice its size, off by a pixel, over a colour. */
static void
test_backdrop (void)
{
  const MlsTileWindow small = { 2, 10, 10, 4, 4 };
  const MlsTileWindow large = { 1, 19, 20, 8, 10 };
  g_autoptr (MlsBackdrop) backdrop = mls_backdrop_new (&large, 0x010203);
  guint8 rgb[48];
  guint32 pixels[80];

  for (guint i = 0; i < sizeof rgb; i++)
    rgb[i] = (guint8) (100 + i / 3);
  mls_backdrop_add (backdrop, &small, rgb);
  download (backdrop, pixels);

  for (int y = 0; y < 10; y++)
    for (int x = 0; x < 8; x++)
      {
        int column = (x - 1) / 2;
        int row = y / 2;
        guint32 grey = (guint32) (100 + row * 4 + column);

        if (x < 1 || row >= 4)
          g_assert_cmphex (pixels[y * 8 + x] & 0xffffff, ==, 0x010203);
        else
          g_assert_cmphex (pixels[y * 8 + x] & 0xffffff, ==, grey << 16 | grey << 8 | grey);
      }
}

/* At its own scale a picture is copied, wherever it is cut. */
static void
test_backdrop_same_scale (void)
{
  const MlsTileWindow piece = { 0.66145833333333333, 1060000, -10600000, 64, 64 };
  g_autofree guint8 *rgb = g_malloc (64 * 64 * 3);

  for (int i = 0; i < 64 * 64; i++)
    memset (rgb + 3 * i, i % 251, 3);

  for (int round = 0; round < 50; round++)
    {
      const MlsTileWindow window = { piece.m_per_px, piece.x + g_test_rand_int_range (-70, 70),
                                     piece.y + g_test_rand_int_range (-70, 70), 50, 40 };
      g_autoptr (MlsBackdrop) backdrop = mls_backdrop_new (&window, 0xfefefe);
      guint32 pixels[50 * 40];

      mls_backdrop_add (backdrop, &piece, rgb);
      download (backdrop, pixels);
      for (int i = 0; i < 50 * 40; i++)
        {
          gint64 x = window.x + i % 50 - piece.x;
          gint64 y = window.y + i / 50 - piece.y;
          gboolean is_inside = x >= 0 && x < 64 && y >= 0 && y < 64;

          g_assert_cmphex (pixels[i] & 0xff, ==, is_inside ? (guint32) ((y * 64 + x) % 251) : 0xfe);
        }
    }
}

typedef struct
{
  GPtrArray *faces;
  gint64     operation;
  int        n_open;
  int        n_begun;
  gboolean   fails;
} Store;

static gpointer
open_reader (gpointer data, GError **error)
{
  Store *store = data;

  if (store->fails)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No such project");
      return NULL;
    }

  store->n_open++;

  return store;
}

static gboolean
begin (gpointer reader, MlsSource *source, gint64 *operation, GError **error)
{
  Store *store = reader;

  store->n_begun++;
  *source = patchwork_source (store->faces);
  *operation = store->operation;

  return TRUE;
}

static void
end (gpointer reader)
{
}

static void
close_reader (gpointer reader)
{
  ((Store *) reader)->n_open--;
}

static const MlsFaceReaderFuncs store_funcs = { open_reader, begin, end, close_reader };

/* A tile is read once; after an edit that meets it, once more; after one elsewhere, not. */
static void
test_face_layer (void)
{
  PatchworkOptions options = { 4, 4, 100000, 2, 1 };
  g_autoptr (GPtrArray) faces = patchwork_new (&options);
  Store store = { faces, 5 };
  MlsFaceLayer *layer = mls_face_layer_new (&store_funcs, &store, NULL);
  g_autoptr (MlsTileCache) cache = mls_tile_cache_new (64 << 20);
  const MlsTileKey key = { 0.5, 0, -1 };
  const MlsBox inside = { 1000, 1000, 2000, 2000 };
  const MlsBox outside = { 300000, 300000, 310000, 310000 };
  g_autoptr (MlsIdTile) first = mls_face_layer_read (layer, cache, &key, NULL);
  g_autoptr (MlsIdTile) again = mls_face_layer_read (layer, cache, &key, NULL);
  g_autoptr (MlsIdTile) edited = NULL;

  g_assert_nonnull (first);
  g_assert_true (first == again);
  g_assert_cmpint (first->operation, ==, 5);
  g_assert_cmpint (store.n_begun, ==, 1);

  store.operation = 6;
  mls_face_layer_edited (layer, &outside, 6);
  g_assert_true (mls_face_layer_is_current (layer, &key, 0, 5));
  g_assert_false (mls_face_layer_is_current (layer, &key, 1, 5));
  store.operation = 7;
  mls_face_layer_edited (layer, &inside, 7);
  g_assert_false (mls_face_layer_is_current (layer, &key, 0, 6));
  g_assert_null (mls_face_layer_peek (layer, cache, &key));

  edited = mls_face_layer_read (layer, cache, &key, NULL);
  g_assert_cmpint (edited->operation, ==, 7);
  g_assert_cmpint (store.n_begun, ==, 2);
  g_assert_cmpint (store.n_open, ==, 1);

  mls_face_layer_unref (layer);
  g_assert_cmpint (store.n_open, ==, 0);
}

/* What another program writes may be of an operation that a tile has seen a part of. */
static void
test_renewal (void)
{
  PatchworkOptions options = { 4, 4, 100000, 2, 1 };
  g_autoptr (GPtrArray) faces = patchwork_new (&options);
  Store store = { faces, 5 };
  MlsFaceLayer *layer = mls_face_layer_new (&store_funcs, &store, NULL);
  g_autoptr (MlsTileCache) cache = mls_tile_cache_new (64 << 20);
  const MlsTileKey key = { 0.5, 0, -1 };
  const MlsBox inside = { 1000, 1000, 2000, 2000 };
  g_autoptr (MlsIdTile) first = mls_face_layer_read (layer, cache, &key, NULL);
  g_autoptr (MlsIdTile) again = NULL;

  mls_face_layer_renew (layer, 5);
  g_assert_false (mls_face_layer_is_current (layer, &key, 0, first->operation));
  again = mls_face_layer_read (layer, cache, &key, NULL);
  g_assert_true (again != first);
  g_assert_true (mls_face_layer_is_current (layer, &key, 0, again->operation));

  mls_face_layer_edited (layer, &inside, 6);
  g_assert_false (mls_face_layer_is_current (layer, &key, 0, again->operation));
  mls_face_layer_unref (layer);
}

/* However many edits there are, a tile older than one that meets it is never current. */
static void
test_many_edits (void)
{
  Store store = { NULL, 0 };
  g_autoptr (MlsFaceLayer) layer = mls_face_layer_new (&store_funcs, &store, NULL);
  const MlsTileKey key = { 0.5, 0, -1 };
  gint64 last = 0;

  for (gint64 operation = 1; operation < 3000; operation++)
    {
      gboolean meets = g_test_rand_int_range (0, 50) == 0;
      gint64 at = meets ? 1000 : 900000;

      mls_face_layer_edited (layer, &(MlsBox){ at, at, at + 10, at + 10 }, operation);
      last = meets ? operation : last;
      if (last > 0)
        g_assert_false (mls_face_layer_is_current (layer, &key, 0, last - 1));
      g_assert_true (mls_face_layer_is_current (layer, &key, 0, operation));
    }
}

static void
test_failing_source (void)
{
  Store store = { .fails = TRUE };
  g_autoptr (MlsFaceLayer) layer = mls_face_layer_new (&store_funcs, &store, NULL);
  g_autoptr (MlsTileCache) cache = mls_tile_cache_new (64 << 20);
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_face_layer_read (layer, cache, &(MlsTileKey){ 0.5, 0, 0 }, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static gpointer
open_counted (gpointer user_data, GError **error)
{
  g_atomic_int_inc ((int *) user_data);

  return user_data;
}

static void
close_counted (gpointer thing)
{
  g_atomic_int_add ((int *) thing, -1);
}

static gpointer
use_pool (gpointer data)
{
  for (int i = 0; i < 1000; i++)
    mls_pool_give (data, mls_pool_take (data, NULL));

  return NULL;
}

/* No more things are opened than threads want one at once, and all are closed. */
static void
test_pool (void)
{
  int n_open = 0;
  MlsPool *pool = mls_pool_new (open_counted, &n_open, close_counted);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("pool", use_pool, pool);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_assert_cmpint (n_open, <=, (int) G_N_ELEMENTS (threads));
  mls_pool_free (pool);
  g_assert_cmpint (n_open, ==, 0);
}

typedef struct
{
  MlsPool *pool;
  gpointer thing;
  gint    *n_open;
} Loan;

static gpointer
give_back (gpointer data)
{
  Loan *loan = data;

  g_usleep (20000);
  g_assert_cmpint (g_atomic_int_get (loan->n_open), ==, 2);
  mls_pool_give (loan->pool, loan->thing);

  return NULL;
}

/* What is closed waits for what is lent, and lends nothing more. */
static void
test_pool_closed (void)
{
  int n_open = 0;
  g_autoptr (MlsPool) pool = mls_pool_new (open_counted, &n_open, close_counted);
  g_autoptr (GError) error = NULL;
  Loan loan = { pool, mls_pool_take (pool, NULL), &n_open };
  gpointer other = mls_pool_take (pool, NULL);
  GThread *thread;

  mls_pool_give (pool, other);
  thread = g_thread_new ("pool", give_back, &loan);
  mls_pool_close (pool);
  g_assert_cmpint (n_open, ==, 0);
  g_assert_null (mls_pool_take (pool, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_thread_join (thread);
}

static MlsFigureStack *
stack_new (MlsFigures *figures, guint32 colour, gboolean over)
{
  MlsFigureStack *stack = mls_figure_stack_new ();

  mls_figure_stack_add (stack, figures, &(MlsFigureStyle){ colour, 2, 0, FALSE }, over, "Roads");

  return stack;
}

/* A map of others lies over photo and faces, also where there are no faces; another look of it is another content. */
static void
test_references (void)
{
  static const MlsPoint road[] = { { -100000, 100000 }, { 500000, 100000 } };
  static const guint length = 2;
  const MlsTileKey key = { 0.5, 0, -1 };
  g_autoptr (MlsFigures) figures = mls_figures_new ();
  g_autoptr (MlsFigureStack) pink = NULL, same = NULL, blue = NULL;
  g_autoptr (MlsTileCache) cache = mls_tile_cache_new (64 << 20);
  g_autoptr (MlsImagery) imagery = mls_imagery_new ("EPSG:2154", NULL, 0);
  g_autoptr (MlsPhotoLayer) photos = mls_photo_layer_new (imagery);
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPaneContent) plain = NULL, first = NULL, second = NULL, third = NULL;
  g_autoptr (MlsPaneTile) tile = NULL;
  const guint8 *rgb;

  mls_figures_add (figures, MLS_FIGURE_LINE, NULL, road, &length, 1);
  mls_figures_index (figures);
  pink = stack_new (figures, 0xff00aa, TRUE);
  same = stack_new (figures, 0xff00aa, TRUE);
  blue = stack_new (figures, 0x0000ff, TRUE);
  plain = mls_pane_content_new (cache, photos, NULL, NULL, NULL);
  first = mls_pane_content_new (cache, photos, NULL, NULL, pink);
  second = mls_pane_content_new (cache, photos, NULL, NULL, same);
  third = mls_pane_content_new (cache, photos, NULL, NULL, blue);
  g_assert_true (mls_pane_content_equal (first, second));
  g_assert_false (mls_pane_content_equal (first, third));
  g_assert_false (mls_pane_content_equal (first, plain));

  /* 100 m north are 200 px above the tile's south side. */
  tile = mls_pane_content_make (first, reader, &key, 1, NULL);
  g_assert_no_error (tile->error);
  rgb = g_bytes_get_data (tile->rgb, NULL);
  for (int row = 311; row <= 312; row++)
    {
      g_assert_cmphex (rgb[3 * (row * MLS_TILE_PX + 100)], ==, 0xff);
      g_assert_cmphex (rgb[3 * (row * MLS_TILE_PX + 100) + 1], ==, 0);
    }
  g_assert_cmphex (rgb[3 * (300 * MLS_TILE_PX + 100)], ==, MLS_PHOTO_BACKGROUND >> 16);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/view/tile-window/range", test_range);
  g_test_add_func ("/view/tile-window/window", test_window);
  g_test_add_func ("/view/backdrop/stretched", test_backdrop);
  g_test_add_func ("/view/backdrop/same-scale", test_backdrop_same_scale);
  g_test_add_func ("/view/face-layer/reads", test_face_layer);
  g_test_add_func ("/view/face-layer/renewal", test_renewal);
  g_test_add_func ("/view/face-layer/many-edits", test_many_edits);
  g_test_add_func ("/view/face-layer/failing-source", test_failing_source);
  g_test_add_func ("/view/pane-content/references", test_references);
  g_test_add_func ("/view/pool", test_pool);
  g_test_add_func ("/view/pool-closed", test_pool_closed);

  return g_test_run ();
}
