#pragma once

#include "imagery/tile-loader.h"

G_BEGIN_DECLS

/* The threads of a tile loader and the jobs they share. It may outlive the loader by the tiles its
 * threads are at. All functions are for the thread of the loader. */
typedef struct _MlsTileCrew MlsTileCrew;

/* What a pane asked for last. */
typedef struct
{
  guint    pane;
  guint    serial;
  gpointer request;
} MlsTileWish;

/* One tile to make. */
typedef struct
{
  const MlsTileLoaderFuncs *funcs;
  guint                     pane;
  guint                     serial;      /* of the pane's request */
  gpointer                  request;
  MlsTileKey                key;
  gboolean                  is_slow;     /* for the threads that wait */
  guint                     rank;        /* how soon the pane wants it: smaller is sooner */
  GCancellable             *cancellable;
  gboolean                  is_stale;    /* the ground changed since it began */

  gpointer                  tile;        /* when it is done; NULL with an error */
  GError                   *error;
} MlsTileJob;

typedef void (*MlsTileCrewDeliver) (GObject *owner, const MlsTileJob *job);

MlsTileCrew *mls_tile_crew_new       (const MlsTileLoaderFuncs *funcs,
                                      gpointer                  user_data,
                                      GDestroyNotify            user_data_free,
                                      GObject                  *owner,
                                      MlsTileCrewDeliver        deliver_func);
void         mls_tile_crew_start     (MlsTileCrew              *crew,
                                      gboolean                  is_slow,
                                      guint                     n_threads);
void         mls_tile_crew_close     (MlsTileCrew              *crew);
gboolean     mls_tile_crew_is_closed (MlsTileCrew              *crew);
void         mls_tile_crew_join      (MlsTileCrew              *crew);
gboolean     mls_tile_crew_await_all (gint64                    until);
void         mls_tile_crew_dismiss   (MlsTileCrew              *crew);
void         mls_tile_crew_want      (MlsTileCrew              *crew,
                                      guint                     pane,
                                      const MlsTileWish        *wish,
                                      const MlsTileKey         *keys,
                                      guint                     n_keys);
void         mls_tile_crew_redo      (MlsTileCrew              *crew,
                                      const MlsExtent          *extent);
void         mls_tile_crew_reopen    (MlsTileCrew              *crew);
guint        mls_tile_crew_count     (MlsTileCrew              *crew);

G_END_DECLS
