#include "imagery/tile-loader.h"

#include <locale.h>

/* What a test watches. Threads and the test share it under the mutex. */
typedef struct
{
  GMutex     mutex;
  GCond      cond;
  GArray    *begun;      /* (element-type int): columns, in the order they were begun */
  int        n_open;     /* states open now */
  int        n_opened;   /* and ever */
  int        n_tiles;    /* tiles alive */
  int        n_requests; /* references held on requests */
  int        n_freed;    /* user_data let go */
  gboolean   is_held;    /* make() waits */
  int        hold_column;
  gboolean   is_deaf;    /* and hears of nothing meanwhile */
} Watch;

static Watch watch;

typedef struct
{
  int ref_count;
  int value;
} Request;

typedef struct
{
  int column;
  int value; /* of the request */
  int round; /* how many had been begun */
} Tile;

static gpointer
open_state (gpointer user_data)
{
  g_assert_true (user_data == &watch);
  g_mutex_lock (&watch.mutex);
  watch.n_open++;
  watch.n_opened++;
  g_mutex_unlock (&watch.mutex);

  return g_thread_self ();
}

static void
close_state (gpointer state)
{
  g_assert_true (state == g_thread_self ());
  g_mutex_lock (&watch.mutex);
  watch.n_open--;
  g_cond_broadcast (&watch.cond);
  g_mutex_unlock (&watch.mutex);
}

static gpointer
make (gpointer           state,
      const MlsTileKey  *key,
      gpointer           request,
      GCancellable      *cancellable,
      GError           **error)
{
  Tile *tile;

  g_assert_true (state == g_thread_self ());
  g_mutex_lock (&watch.mutex);
  g_array_append_val (watch.begun, key->column);
  g_cond_broadcast (&watch.cond);
  while (watch.is_held && (watch.hold_column < 0 || watch.hold_column == key->column) &&
         (watch.is_deaf || !g_cancellable_is_cancelled (cancellable)))
    g_cond_wait_until (&watch.cond, &watch.mutex,
                       g_get_monotonic_time () + G_TIME_SPAN_MILLISECOND);
  g_mutex_unlock (&watch.mutex);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (key->column == 666)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no such ground");
      return NULL;
    }

  tile = g_new (Tile, 1);
  g_mutex_lock (&watch.mutex);
  *tile = (Tile){ key->column, ((Request *) request)->value, (int) watch.begun->len };
  watch.n_tiles++;
  g_mutex_unlock (&watch.mutex);

  return tile;
}

static void
free_tile (gpointer tile)
{
  g_mutex_lock (&watch.mutex);
  watch.n_tiles--;
  g_mutex_unlock (&watch.mutex);
  g_free (tile);
}

static gpointer
ref_request (gpointer data)
{
  Request *request = data;

  g_atomic_int_inc (&request->ref_count);
  return request;
}

static void
unref_request (gpointer data)
{
  Request *request = data;

  if (g_atomic_int_dec_and_test (&request->ref_count))
    g_free (request);
}

static Request *
request_new (int value)
{
  Request *request = g_new (Request, 1);

  *request = (Request){ 1, value };
  return request;
}

static void
note_freed (gpointer user_data)
{
  g_atomic_int_inc (&watch.n_freed);
}

/* Those of negative value wait for somebody else. */
static gboolean
is_slow (gpointer request)
{
  return ((const Request *) request)->value < 0;
}

static const MlsTileLoaderFuncs funcs = { open_state,  close_state,   make,   free_tile,
                                          ref_request, unref_request, is_slow };

/* The threads of the test before may still be letting go: who closes a loader does not wait for them. */
static MlsTileLoader *
loader_new (guint n_threads)
{
  g_assert_true (mls_tile_loader_await_all (60 * G_TIME_SPAN_SECOND));
  g_array_set_size (watch.begun, 0);
  watch.n_opened = 0;
  watch.n_freed = 0;
  watch.is_held = FALSE;
  watch.hold_column = -1;

  return mls_tile_loader_new (&funcs, &watch, note_freed, n_threads);
}

static void
hold (int column)
{
  g_mutex_lock (&watch.mutex);
  watch.is_held = TRUE;
  watch.hold_column = column;
  g_mutex_unlock (&watch.mutex);
}

static void
release (void)
{
  g_mutex_lock (&watch.mutex);
  watch.is_held = FALSE;
  g_cond_broadcast (&watch.cond);
  g_mutex_unlock (&watch.mutex);
}

static void
wait_begun (guint n)
{
  g_mutex_lock (&watch.mutex);
  while (watch.begun->len < n)
    g_cond_wait (&watch.cond, &watch.mutex);
  g_mutex_unlock (&watch.mutex);
}

static void
wait_freed (void)
{
  while (g_atomic_int_get (&watch.n_freed) == 0)
    g_usleep (500);
}

static void
want (MlsTileLoader *loader, guint pane, int first, int n, gpointer request)
{
  g_autofree MlsTileKey *keys = g_new (MlsTileKey, n);

  for (int i = 0; i < n; i++)
    keys[i] = (MlsTileKey){ 1, first + i, 0 };
  mls_tile_loader_want (loader, pane, keys, (guint) n, request);
}

static void
run_until_done (MlsTileLoader *loader)
{
  while (mls_tile_loader_get_pending (loader) > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* The columns that came, those of pane p as 1000 p + column, failures as their negatives. */
static void
note_done (MlsTileLoader    *loader,
           guint             pane,
           const MlsTileKey *key,
           const Tile       *tile,
           const GError     *error,
           GArray           *came)
{
  int column = (int) pane * 1000 + key->column;

  g_assert_true ((tile == NULL) == (error != NULL));
  if (tile != NULL)
    g_assert_cmpint (tile->column, ==, key->column);
  else
    column = -column;
  g_array_append_val (came, column);
}

static gboolean
contains (GArray *numbers, int number)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, int, i) == number)
      return TRUE;

  return FALSE;
}

static void
test_order (void)
{
  g_autoptr (MlsTileLoader) loader = loader_new (1);
  g_autoptr (GArray) came = g_array_new (FALSE, FALSE, sizeof (int));
  Request *request = request_new (1);

  g_signal_connect (loader, "done", G_CALLBACK (note_done), came);
  want (loader, 0, 10, 20, request);
  run_until_done (loader);

  g_assert_cmpuint (came->len, ==, 20);
  for (int i = 0; i < 20; i++)
    g_assert_cmpint (g_array_index (watch.begun, int, i), ==, 10 + i);

  unref_request (request);
  mls_tile_loader_close (loader);
}

/* The view moved while a tile was made: the tiles of the new view come first, those of the old
 * never. */
static void
test_newest_first (void)
{
  g_autoptr (MlsTileLoader) loader = loader_new (1);
  g_autoptr (GArray) came = g_array_new (FALSE, FALSE, sizeof (int));
  Request *request = request_new (1);

  g_signal_connect (loader, "done", G_CALLBACK (note_done), came);
  hold (-1);
  want (loader, 0, 0, 10, request);
  wait_begun (1);

  want (loader, 0, 5, 10, request);
  g_assert_cmpuint (mls_tile_loader_get_pending (loader), ==, 10);
  release ();
  run_until_done (loader);

  g_assert_cmpuint (came->len, ==, 10);
  for (int i = 0; i < 10; i++)
    {
      g_assert_cmpint (g_array_index (came, int, i), ==, 5 + i);
      g_assert_cmpint (g_array_index (watch.begun, int, i + 1), ==, 5 + i);
    }

  unref_request (request);
  mls_tile_loader_close (loader);
}

/* What is at work and still wanted goes on and is not begun twice. */
static void
test_goes_on (void)
{
  g_autoptr (MlsTileLoader) loader = loader_new (2);
  g_autoptr (GArray) came = g_array_new (FALSE, FALSE, sizeof (int));
  Request *request = request_new (1);

  g_signal_connect (loader, "done", G_CALLBACK (note_done), came);
  hold (-1);
  want (loader, 0, 0, 4, request);
  wait_begun (2);
  for (int i = 0; i < 50; i++)
    want (loader, 0, 0, 4, request);
  release ();
  run_until_done (loader);

  g_assert_cmpuint (watch.begun->len, ==, 4);
  g_assert_cmpuint (came->len, ==, 4);

  unref_request (request);
  mls_tile_loader_close (loader);
}

/* Wanted, not wanted, wanted again: it comes, once. */
static void
test_back_again (void)
{
  g_autoptr (MlsTileLoader) loader = loader_new (1);
  g_autoptr (GArray) came = g_array_new (FALSE, FALSE, sizeof (int));
  Request *request = request_new (1);

  g_signal_connect (loader, "done", G_CALLBACK (note_done), came);
  hold (-1);
  want (loader, 0, 7, 1, request);
  wait_begun (1);
  want (loader, 0, 0, 0, request);
  g_assert_cmpuint (mls_tile_loader_get_pending (loader), ==, 0);
  want (loader, 0, 7, 1, request);
  release ();
  run_until_done (loader);

  g_assert_cmpuint (came->len, ==, 1);
  g_assert_cmpint (g_array_index (came, int, 0), ==, 7);

  unref_request (request);
  mls_tile_loader_close (loader);
}

static void
note_value (MlsTileLoader    *loader,
            guint             pane,
            const MlsTileKey *key,
            const Tile       *tile,
            const GError     *error,
            GArray           *values)
{
  g_assert_nonnull (tile);
  g_array_append_val (values, tile->value);
}

/* Another request: nothing of the one before comes, not even what was finished already. */
static void
test_request (void)
{
  g_autoptr (MlsTileLoader) loader = loader_new (2);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (int));
  Request *first = request_new (1);
  Request *second = request_new (2);

  g_signal_connect (loader, "done", G_CALLBACK (note_value), values);
  hold (1);
  want (loader, 0, 0, 6, first);
  wait_begun (4);
  want (loader, 0, 0, 6, second);
  release ();
  run_until_done (loader);

  g_assert_cmpuint (values->len, ==, 6);
  for (int i = 0; i < 6; i++)
    g_assert_cmpint (g_array_index (values, int, i), ==, 2);

  unref_request (first);
  unref_request (second);
  mls_tile_loader_close (loader);
}

/* Panes share the threads evenly, and one does not take from the other. */
static void
test_panes (void)
{
  g_autoptr (MlsTileLoader) loader = loader_new (1);
  g_autoptr (GArray) came = g_array_new (FALSE, FALSE, sizeof (int));
  Request *request = request_new (1);

  g_signal_connect (loader, "done", G_CALLBACK (note_done), came);
  hold (-1);
  want (loader, 0, 0, 10, request);
  wait_begun (1);
  want (loader, 1, 0, 10, request);
  want (loader, 2, 500, 1, request);
  want (loader, 2, 0, 0, NULL);
  release ();
  run_until_done (loader);

  g_assert_cmpuint (came->len, ==, 20);
  for (int i = 0; i < 10; i++)
    {
      g_assert_true (contains (came, i));
      g_assert_true (contains (came, 1000 + i));
    }
  for (int i = 0; i < 20; i++)
    g_assert_cmpint (ABS (g_array_index (came, int, i) % 1000 - i / 2), <=, 1);

  unref_request (request);
  mls_tile_loader_close (loader);
}

/* However many tiles wait for a server, the others come. */
static void
test_slow (void)
{
  g_autoptr (MlsTileLoader) loader = loader_new (1);
  g_autoptr (GArray) came = g_array_new (FALSE, FALSE, sizeof (int));
  Request *remote = request_new (-1);
  Request *request = request_new (1);

  g_signal_connect (loader, "done", G_CALLBACK (note_done), came);
  hold (7);
  want (loader, 0, 7, 1, remote);
  wait_begun (1);
  want (loader, 1, 0, 5, request);
  while (came->len < 5)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (mls_tile_loader_get_pending (loader), ==, 1);
  release ();
  run_until_done (loader);
  g_assert_cmpuint (came->len, ==, 6);
  g_assert_true (contains (came, 7));

  unref_request (remote);
  unref_request (request);
  mls_tile_loader_close (loader);
}

/* Who closes the loader does not wait for a server, nor for a thread that does. */
static void
test_stalled (void)
{
  MlsTileLoader *loader = loader_new (1);
  Request *remote = request_new (-1);

  watch.is_deaf = TRUE;
  hold (7);
  want (loader, 0, 7, 1, remote);
  wait_begun (1);
  unref_request (remote);
  mls_tile_loader_close (loader);
  g_object_unref (loader);
  g_assert_false (mls_tile_loader_await_all (0));
  g_assert_cmpint (watch.n_open, ==, 1);

  release ();
  watch.is_deaf = FALSE;
  g_assert_true (mls_tile_loader_await_all (60 * G_TIME_SPAN_SECOND));
  g_assert_cmpint (watch.n_open, ==, 0);
  g_assert_cmpint (watch.n_tiles, ==, 0);
  g_assert_cmpint (watch.n_freed, ==, 1);
}

/* A tile that failed says so, and the others come. */
static void
test_failure (void)
{
  g_autoptr (MlsTileLoader) loader = loader_new (2);
  g_autoptr (GArray) came = g_array_new (FALSE, FALSE, sizeof (int));
  Request *request = request_new (1);

  g_signal_connect (loader, "done", G_CALLBACK (note_done), came);
  want (loader, 0, 664, 5, request);
  run_until_done (loader);

  g_assert_cmpuint (came->len, ==, 5);
  g_assert_true (contains (came, -666));
  g_assert_true (contains (came, 668));

  unref_request (request);
  mls_tile_loader_close (loader);
}

static void
note_round (MlsTileLoader    *loader,
            guint             pane,
            const MlsTileKey *key,
            const Tile       *tile,
            const GError     *error,
            GArray           *rounds)
{
  g_array_append_val (rounds, tile->round);
}

/* The ground changes while its tile is made, and again on its way: only the last comes. */
static void
test_redo (void)
{
  g_autoptr (MlsTileLoader) loader = loader_new (1);
  g_autoptr (GArray) rounds = g_array_new (FALSE, FALSE, sizeof (int));
  MlsExtent there = { 3 * 512 + 10, -20, 3 * 512 + 20, -10 };
  MlsExtent elsewhere = { 9 * 512, -20, 9 * 512 + 20, -10 };
  Request *request = request_new (1);

  g_signal_connect (loader, "done", G_CALLBACK (note_round), rounds);
  hold (-1);
  want (loader, 0, 3, 1, request);
  wait_begun (1);
  mls_tile_loader_redo (loader, &elsewhere);
  mls_tile_loader_redo (loader, &there);
  release ();
  wait_begun (2);

  while (mls_tile_loader_get_pending (loader) > 0 && !g_main_context_pending (NULL))
    g_usleep (500);
  mls_tile_loader_redo (loader, &there);
  run_until_done (loader);

  g_assert_cmpuint (rounds->len, ==, 1);
  g_assert_cmpint (g_array_index (rounds, int, 0), ==, 3);

  unref_request (request);
  mls_tile_loader_close (loader);
}

/* Idle threads close what they hold when told, and open it again when there is work. */
static void
test_reopen (void)
{
  g_autoptr (MlsTileLoader) loader = loader_new (2);
  Request *request = request_new (1);

  want (loader, 0, 0, 40, request);
  run_until_done (loader);
  g_assert_cmpint (watch.n_opened, >=, 1);

  mls_tile_loader_reopen (loader);
  g_mutex_lock (&watch.mutex);
  while (watch.n_open > 0)
    g_cond_wait (&watch.cond, &watch.mutex);
  watch.n_opened = 0;
  g_mutex_unlock (&watch.mutex);

  want (loader, 0, 100, 40, request);
  run_until_done (loader);
  g_assert_cmpint (watch.n_opened, >=, 1);

  unref_request (request);
  mls_tile_loader_close (loader);
  g_assert_cmpint (watch.n_open, ==, 0);
}

static void
note_never (MlsTileLoader    *loader,
            guint             pane,
            const MlsTileKey *key,
            gpointer          tile,
            const GError     *error,
            gpointer          data)
{
  g_assert_not_reached ();
}

/* Dropped while tiles are waiting, at work and on their way: none comes, nothing leaks, and the
 * drop waits for nobody. */
static void
test_dispose (void)
{
  for (int i = 0; i < 30; i++)
    {
      MlsTileLoader *loader = loader_new (3);
      Request *request = request_new (1);

      g_signal_connect (loader, "done", G_CALLBACK (note_never), NULL);
      hold (1);
      want (loader, 0, 0, 40, request);
      wait_begun (3);
      g_object_unref (loader);
      unref_request (request);

      release ();
      wait_freed ();
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_cmpint (watch.n_open, ==, 0);
      g_assert_cmpint (watch.n_tiles, ==, 0);
    }
}

static void
drop (MlsTileLoader     *loader,
      guint              pane,
      const MlsTileKey  *key,
      gpointer           tile,
      const GError      *error,
      MlsTileLoader    **mine)
{
  /* Called once at most. */
  g_assert_nonnull (*mine);
  g_clear_object (mine);
}

/* A handler may drop the loader. */
static void
test_dispose_in_handler (void)
{
  MlsTileLoader *loader = loader_new (2);
  Request *request = request_new (1);

  g_signal_connect (loader, "done", G_CALLBACK (drop), &loader);
  want (loader, 0, 0, 20, request);
  unref_request (request);
  while (loader != NULL)
    g_main_context_iteration (NULL, TRUE);

  wait_freed ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (watch.n_tiles, ==, 0);
  g_assert_cmpint (watch.n_open, ==, 0);
}

static void
count_done (MlsTileLoader    *loader,
            guint             pane,
            const MlsTileKey *key,
            gpointer          tile,
            const GError     *error,
            guint            *count)
{
  ++*count;
}

/* Views that race, panes that come and go, ground that changes: in the end all wanted came. */
static void
test_random (void)
{
  g_autoptr (MlsTileLoader) loader = loader_new (4);
  Request *requests[] = { request_new (1), request_new (2), request_new (3) };
  guint count = 0;

  g_signal_connect (loader, "done", G_CALLBACK (count_done), &count);
  for (int i = 0; i < 2000; i++)
    {
      guint pane = (guint) g_test_rand_int_range (0, 3);
      MlsExtent ground = { g_test_rand_int_range (0, 50) * 512.0, -300,
                           g_test_rand_int_range (50, 100) * 512.0, 100 };

      want (loader, pane, g_test_rand_int_range (0, 60), g_test_rand_int_range (0, 30),
            requests[g_test_rand_int_range (0, 3)]);
      if (i % 7 == 0)
        mls_tile_loader_redo (loader, &ground);
      if (i % 50 == 0)
        mls_tile_loader_reopen (loader);
      if (i % 3 == 0)
        g_main_context_iteration (NULL, FALSE);
    }

  for (guint pane = 0; pane < 3; pane++)
    want (loader, pane, 0, 0, NULL);
  run_until_done (loader);
  count = 0;
  want (loader, 0, 0, 50, requests[0]);
  want (loader, 1, 0, 50, requests[1]);
  run_until_done (loader);
  g_assert_cmpuint (count, ==, 100);

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      want (loader, (guint) i, 0, 0, NULL);
      g_assert_cmpint (requests[i]->ref_count, >=, 1);
      unref_request (requests[i]);
    }
  mls_tile_loader_close (loader);
  g_assert_cmpint (watch.n_tiles, ==, 0);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_mutex_init (&watch.mutex);
  g_cond_init (&watch.cond);
  watch.begun = g_array_new (FALSE, FALSE, sizeof (int));

  g_test_add_func ("/imagery/tile-loader/order", test_order);
  g_test_add_func ("/imagery/tile-loader/newest-first", test_newest_first);
  g_test_add_func ("/imagery/tile-loader/goes-on", test_goes_on);
  g_test_add_func ("/imagery/tile-loader/back-again", test_back_again);
  g_test_add_func ("/imagery/tile-loader/request", test_request);
  g_test_add_func ("/imagery/tile-loader/panes", test_panes);
  g_test_add_func ("/imagery/tile-loader/slow", test_slow);
  g_test_add_func ("/imagery/tile-loader/stalled", test_stalled);
  g_test_add_func ("/imagery/tile-loader/failure", test_failure);
  g_test_add_func ("/imagery/tile-loader/redo", test_redo);
  g_test_add_func ("/imagery/tile-loader/reopen", test_reopen);
  g_test_add_func ("/imagery/tile-loader/dispose", test_dispose);
  g_test_add_func ("/imagery/tile-loader/dispose-in-handler", test_dispose_in_handler);
  g_test_add_func ("/imagery/tile-loader/random", test_random);

  result = g_test_run ();
  g_array_unref (watch.begun);

  return result;
}
