#include "view/pane-loader.h"

#define MIN_THREADS 2
#define MAX_THREADS 8

struct _MlsPaneRequest
{
  gatomicrefcount ref_count;
  MlsPaneContent *content;
  int             scale_factor;
};

/**
 * mls_pane_request_new:
 * @content: what to show
 * @scale_factor: device px to a logical one
 *
 * Returns: (transfer full): a request
 */
MlsPaneRequest *
mls_pane_request_new (MlsPaneContent *content, int scale_factor)
{
  MlsPaneRequest *request = g_new (MlsPaneRequest, 1);

  g_atomic_ref_count_init (&request->ref_count);
  request->content = mls_pane_content_ref (content);
  request->scale_factor = scale_factor;

  return request;
}

/**
 * mls_pane_request_ref:
 * @request: a request
 *
 * Any thread.
 *
 * Returns: (transfer full): @request, counted once more
 */
MlsPaneRequest *
mls_pane_request_ref (MlsPaneRequest *request)
{
  g_atomic_ref_count_inc (&request->ref_count);

  return request;
}

/**
 * mls_pane_request_unref:
 * @request: (transfer full): a request
 *
 * Any thread.
 */
void
mls_pane_request_unref (MlsPaneRequest *request)
{
  if (!g_atomic_ref_count_dec (&request->ref_count))
    return;

  mls_pane_content_unref (request->content);
  g_free (request);
}

static gpointer
open_images (gpointer user_data)
{
  return mls_imagery_reader_new ();
}

static gpointer
make (gpointer           state,
      const MlsTileKey  *key,
      gpointer           data,
      GCancellable      *cancellable,
      GError           **error)
{
  MlsPaneRequest *request = data;
  g_autoptr (MlsPaneTile) tile = NULL;

  tile = mls_pane_content_make (request->content, state, key, request->scale_factor, cancellable);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&tile);
}

static gboolean
is_slow (gpointer request)
{
  return mls_pane_content_is_remote (((const MlsPaneRequest *) request)->content);
}

/**
 * mls_pane_loader_new:
 *
 * Returns: (transfer full): a loader for the panes of a window, whose requests are #MlsPaneRequest
 * and whose tiles are #MlsPaneTile
 */
MlsTileLoader *
mls_pane_loader_new (void)
{
  static const MlsTileLoaderFuncs funcs = {
    .open = open_images,
    .close = (void (*) (gpointer)) mls_imagery_reader_free,
    .make = make,
    .is_slow = is_slow,
    .free_tile = (void (*) (gpointer)) mls_pane_tile_free,
    .ref_request = (gpointer (*) (gpointer)) mls_pane_request_ref,
    .unref_request = (void (*) (gpointer)) mls_pane_request_unref,
  };

  return mls_tile_loader_new (&funcs, NULL, NULL,
                              CLAMP (g_get_num_processors (), MIN_THREADS, MAX_THREADS));
}
