#pragma once

#include "imagery/tile.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes tiles on threads of its own, for several panes at once, and brings them home.
 *
 * What a tile is, the functions say; the loader only knows which are wanted, in which order, and
 * who is at work on them. A pane tells all the tiles it wants each time its view moves: those it
 * names no longer are dropped or stopped, so that the newest view is always served first. A request
 * says what to make (which photos, which colours): it is immutable, counted, and shared by the
 * tiles of a pane.
 *
 * "done" (pane, key, tile, error) is emitted on the thread that made the loader, in its main
 * context, for each tile that is still to the pane's request: a #MlsTileKey, what make() returned,
 * and its #GError when that is %NULL. Both are the loader's: a handler takes its own reference.
 *
 * All functions below are for that thread. Those of the table run on the loader's threads. */
#define MLS_TYPE_TILE_LOADER (mls_tile_loader_get_type ())
G_DECLARE_FINAL_TYPE (MlsTileLoader, mls_tile_loader, MLS, TILE_LOADER, GObject)

typedef struct
{
  /* What a thread needs for itself, such as open images or a connection. Before its first tile. */
  gpointer (*open)          (gpointer user_data);
  void     (*close)         (gpointer state);

  /* (transfer full): a tile, or NULL with the error set, such as that of the cancellable. */
  gpointer (*make)          (gpointer           state,
                             const MlsTileKey  *key,
                             gpointer           request,
                             GCancellable      *cancellable,
                             GError           **error);

  /* How tiles and requests are let go, and requests kept. Any thread. */
  void     (*free_tile)     (gpointer tile);
  gpointer (*ref_request)   (gpointer request);
  void     (*unref_request) (gpointer request);

  /* (nullable): whether tiles of a request may wait long for somebody else, such as a server: they are
   * made by threads of their own, and the others go on. */
  gboolean (*is_slow)       (gpointer request);
} MlsTileLoaderFuncs;

MlsTileLoader *mls_tile_loader_new         (const MlsTileLoaderFuncs *funcs,
                                            gpointer                  user_data,
                                            GDestroyNotify            user_data_free,
                                            guint                     n_threads);
void           mls_tile_loader_want        (MlsTileLoader            *self,
                                            guint                     pane,
                                            const MlsTileKey         *keys,
                                            guint                     n_keys,
                                            gpointer                  request);
void           mls_tile_loader_redo        (MlsTileLoader            *self,
                                            const MlsExtent          *extent);
void           mls_tile_loader_reopen      (MlsTileLoader            *self);
guint          mls_tile_loader_get_pending (MlsTileLoader            *self);
void           mls_tile_loader_close       (MlsTileLoader            *self);
gboolean       mls_tile_loader_await_all   (gint64                    patience);

G_END_DECLS
