#pragma once

#include "imagery/tile.h"

G_BEGIN_DECLS

/* What tiles are made of, kept as long as there is room: photos, faces, pictures of the places seen
 * last. Any thread. */
typedef struct _MlsTileCache MlsTileCache;

/* How to keep a kind of things. They are counted. */
typedef struct
{
  gpointer (*ref)   (gpointer thing);
  void     (*unref) (gpointer thing);
} MlsTileCacheFuncs;

MlsTileCache *mls_tile_cache_new       (gsize                    max_bytes);
MlsTileCache *mls_tile_cache_ref       (MlsTileCache            *cache);
void          mls_tile_cache_unref     (MlsTileCache            *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsTileCache, mls_tile_cache_unref)

gpointer      mls_tile_cache_get       (MlsTileCache            *cache,
                                        guint64                  layer,
                                        const MlsTileKey        *key);
void          mls_tile_cache_put       (MlsTileCache            *cache,
                                        guint64                  layer,
                                        const MlsTileKey        *key,
                                        const MlsTileCacheFuncs *funcs,
                                        gpointer                 thing,
                                        gsize                    bytes);
void          mls_tile_cache_drop      (MlsTileCache            *cache,
                                        guint64                  layer,
                                        const MlsExtent         *extent);
void          mls_tile_cache_set_limit (MlsTileCache            *cache,
                                        gsize                    max_bytes);
gsize         mls_tile_cache_get_bytes (MlsTileCache            *cache);

G_END_DECLS
