#pragma once

#include "imagery/imagery.h"
#include "imagery/tile-cache.h"

G_BEGIN_DECLS

/* The photos of a pane, as opaque tiles: what no photo covers has one colour. Any thread. */
typedef struct _MlsPhotoLayer MlsPhotoLayer;

#define MLS_PHOTO_BACKGROUND 0xb9bcb4

MlsPhotoLayer *mls_photo_layer_new   (MlsImagery         *imagery);
MlsPhotoLayer *mls_photo_layer_ref   (MlsPhotoLayer      *layer);
void           mls_photo_layer_unref (MlsPhotoLayer      *layer);
gboolean       mls_photo_layer_shows (const MlsPhotoLayer *layer,
                                      const MlsImagery    *imagery);
MlsImagery    *mls_photo_layer_get_imagery
                                     (const MlsPhotoLayer *layer);
gboolean       mls_photo_layer_is_remote
                                     (const MlsPhotoLayer *layer);
GBytes        *mls_photo_layer_read  (MlsPhotoLayer      *layer,
                                      MlsImageryReader   *reader,
                                      MlsTileCache       *cache,
                                      const MlsTileKey   *key,
                                      GCancellable       *cancellable,
                                      GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPhotoLayer, mls_photo_layer_unref)

G_END_DECLS
