#include "assembly/faults.h"

/* Polygons tested in one go: enough to forget what handing them over costs. */
#define BATCH_SIZE 4096

typedef struct
{
  const MlsSoup *soup;
  gboolean       only_remade;
  gint           given_up; /* atomic */
  GAsyncQueue   *done;     /* (element-type Batch) */
} Search;

typedef struct
{
  guint   first;
  guint   end;
  GArray *places; /* (element-type MlsFaultPlace) */
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_array_unref (batch->places);
  g_free (batch);
}

/* On a worker thread. */
static void
search_batch (gpointer data, gpointer user_data)
{
  Batch *batch = data;
  Search *search = user_data;
  g_autoptr (MlsShape) scratch = mls_shape_new ();

  for (guint i = batch->first; i < batch->end && !g_atomic_int_get (&search->given_up); i++)
    {
      MlsFaultPlace fault = { i, { 0, 0 } };

      if ((!search->only_remade || mls_soup_face (search->soup, i)->remade) &&
          !mls_soup_is_face (search->soup, i, scratch, &fault.place))
        g_array_append_val (batch->places, fault);
    }

  g_async_queue_push (search->done, batch);
}

static GPtrArray *
make_batches (const MlsSoup *soup)
{
  GPtrArray *batches = g_ptr_array_new_with_free_func (batch_free);
  guint n_faces = mls_soup_n_faces (soup);

  for (guint first = 0; first < n_faces; first += BATCH_SIZE)
    {
      Batch *batch = g_new (Batch, 1);

      *batch = (Batch){ first, MIN (first + BATCH_SIZE, n_faces),
                        g_array_new (FALSE, FALSE, sizeof (MlsFaultPlace)) };
      g_ptr_array_add (batches, batch);
    }

  return batches;
}

/**
 * mls_soup_find_faults:
 * @soup: a soup; nobody adds or replaces meanwhile
 * @only_remade: to test only the polygons that were remade
 * @places: (element-type MlsFaultPlace): where to add the polygons that are no faces, in their order
 * @func: told how far the search is
 * @user_data: for @func
 *
 * Tests on as many threads as there are processors.
 *
 * Returns: %FALSE if @func gave up
 */
gboolean
mls_soup_find_faults (const MlsSoup   *soup,
                      gboolean         only_remade,
                      GArray          *places,
                      MlsAssemblyFunc  func,
                      gpointer         user_data)
{
  g_autoptr (GAsyncQueue) done = g_async_queue_new ();
  g_autoptr (GPtrArray) batches = make_batches (soup);
  Search search = { soup, only_remade, FALSE, done };
  GThreadPool *pool = g_thread_pool_new (search_batch, &search, (int) g_get_num_processors (), FALSE, NULL);

  for (guint i = 0; i < batches->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (batches, i), NULL);

  for (guint i = 0; i < batches->len; i++)
    {
      g_async_queue_pop (done);
      if (!search.given_up && !func ((double) (i + 1) / batches->len, user_data))
        g_atomic_int_set (&search.given_up, TRUE);
    }

  g_thread_pool_free (pool, FALSE, TRUE);

  for (guint i = 0; i < batches->len; i++)
    {
      const Batch *batch = g_ptr_array_index (batches, i);

      g_array_append_vals (places, batch->places->data, batch->places->len);
    }

  return !search.given_up;
}
