#include "view/photo-layer.h"

#include "view/layer-id.h"

#define TILE_BYTES ((gsize) MLS_TILE_PX * MLS_TILE_PX * 3)

struct _MlsPhotoLayer
{
  gatomicrefcount ref_count;
  guint64         id;
  MlsImagery     *imagery;
};

/**
 * mls_photo_layer_new:
 * @imagery: the images
 *
 * Returns: (transfer full): a layer
 */
MlsPhotoLayer *
mls_photo_layer_new (MlsImagery *imagery)
{
  MlsPhotoLayer *layer = g_new0 (MlsPhotoLayer, 1);

  g_atomic_ref_count_init (&layer->ref_count);
  layer->id = mls_layer_id_next ();
  layer->imagery = mls_imagery_ref (imagery);

  return layer;
}

/**
 * mls_photo_layer_ref:
 * @layer: a layer
 *
 * Returns: (transfer full): @layer, counted once more
 */
MlsPhotoLayer *
mls_photo_layer_ref (MlsPhotoLayer *layer)
{
  g_atomic_ref_count_inc (&layer->ref_count);

  return layer;
}

/**
 * mls_photo_layer_unref:
 * @layer: (transfer full): a layer
 */
void
mls_photo_layer_unref (MlsPhotoLayer *layer)
{
  if (!g_atomic_ref_count_dec (&layer->ref_count))
    return;

  mls_imagery_unref (layer->imagery);
  g_free (layer);
}

/**
 * mls_photo_layer_shows:
 * @layer: a layer
 * @imagery: images
 *
 * Returns: whether it shows the same as one of @imagery would
 */
gboolean
mls_photo_layer_shows (const MlsPhotoLayer *layer, const MlsImagery *imagery)
{
  return mls_imagery_equal (layer->imagery, imagery);
}

/**
 * mls_photo_layer_get_imagery:
 * @layer: a layer
 *
 * Returns: (transfer none): the images it shows
 */
MlsImagery *
mls_photo_layer_get_imagery (const MlsPhotoLayer *layer)
{
  return layer->imagery;
}

/**
 * mls_photo_layer_is_remote:
 * @layer: a layer
 *
 * Returns: whether reading it means asking a server
 */
gboolean
mls_photo_layer_is_remote (const MlsPhotoLayer *layer)
{
  return mls_imagery_is_remote (layer->imagery);
}

/**
 * mls_photo_layer_read:
 * @layer: a layer
 * @reader: the images this thread has open
 * @cache: where tiles are kept
 * @key: a tile
 * @cancellable: (nullable): stops it on the way
 * @error: the first image that could not be read
 *
 * Returns: (transfer full): the pixels, three bytes each; without what could not be read if @error
 * is set
 */
GBytes *
mls_photo_layer_read (MlsPhotoLayer    *layer,
                      MlsImageryReader *reader,
                      MlsTileCache     *cache,
                      const MlsTileKey *key,
                      GCancellable     *cancellable,
                      GError          **error)
{
  static const MlsTileCacheFuncs funcs = { (gpointer (*) (gpointer)) g_bytes_ref,
                                           (GDestroyNotify) g_bytes_unref };
  GBytes *bytes = mls_tile_cache_get (cache, layer->id, key);
  MlsExtent extent = mls_tile_key_extent (key);
  g_autoptr (MlsPicture) picture = NULL;
  gboolean is_whole;

  if (bytes != NULL)
    return bytes;

  picture = mls_picture_new (MLS_TILE_PX, MLS_TILE_PX);
  is_whole = mls_imagery_reader_read (reader, layer->imagery, &extent, picture, cancellable, error);
  mls_picture_lay_on (picture, MLS_PHOTO_BACKGROUND);

  bytes = g_bytes_new_take (g_steal_pointer (&picture->rgb), TILE_BYTES);
  if (is_whole)
    mls_tile_cache_put (cache, layer->id, key, &funcs, bytes, TILE_BYTES);

  return bytes;
}
