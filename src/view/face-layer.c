#include "view/face-layer.h"

#include "paint/border.h"
#include "paint/overview-tile.h"
#include "view/layer-id.h"
#include "view/pool.h"

/* Beyond this many edits all tiles from before the last of them count as old. */
#define MAX_EDITS 512

typedef struct
{
  MlsBox box;
  gint64 operation;
} Edit;

struct _MlsFaceLayer
{
  gatomicrefcount           ref_count;
  guint64                   id;

  const MlsFaceReaderFuncs *funcs;
  gpointer                  data;
  GDestroyNotify            destroy;
  MlsPool                  *readers;
  GMutex                    prepare_mutex; /* held while a preparation runs */

  GMutex                    edits_mutex;
  GArray                   *edits;      /* (element-type Edit) */
  gint64                    oldest;     /* operation of the oldest tiles that may be current */
  gint64                    n_renewals; /* added to every operation, so that they tell tiles apart */
};

static gpointer
open_reader (gpointer user_data, GError **error)
{
  MlsFaceLayer *layer = user_data;

  return layer->funcs->open (layer->data, error);
}

/**
 * mls_face_layer_new:
 * @funcs: (transfer none): how to read; stays as long as the layer
 * @data: for @funcs
 * @destroy: (nullable): frees @data, after all readers are closed
 *
 * Returns: (transfer full): a layer
 */
MlsFaceLayer *
mls_face_layer_new (const MlsFaceReaderFuncs *funcs, gpointer data, GDestroyNotify destroy)
{
  MlsFaceLayer *layer = g_new0 (MlsFaceLayer, 1);

  g_atomic_ref_count_init (&layer->ref_count);
  layer->id = mls_layer_id_next ();
  layer->funcs = funcs;
  layer->data = data;
  layer->destroy = destroy;
  layer->readers = mls_pool_new (open_reader, layer, funcs->close);
  layer->edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  layer->oldest = MLS_ID_TILE_UNFINISHED + 1;
  g_mutex_init (&layer->edits_mutex);
  g_mutex_init (&layer->prepare_mutex);

  return layer;
}

/**
 * mls_face_layer_get_data:
 * @layer: a layer
 *
 * Returns: (transfer none): what it was made for
 */
gpointer
mls_face_layer_get_data (MlsFaceLayer *layer)
{
  return layer->data;
}

/**
 * mls_face_layer_ref:
 * @layer: a layer
 *
 * Returns: (transfer full): @layer, counted once more
 */
MlsFaceLayer *
mls_face_layer_ref (MlsFaceLayer *layer)
{
  g_atomic_ref_count_inc (&layer->ref_count);

  return layer;
}

/**
 * mls_face_layer_unref:
 * @layer: (transfer full): a layer; the last reference closes its readers
 */
void
mls_face_layer_unref (MlsFaceLayer *layer)
{
  if (!g_atomic_ref_count_dec (&layer->ref_count))
    return;

  mls_pool_free (layer->readers);
  if (layer->destroy != NULL)
    layer->destroy (layer->data);
  g_array_unref (layer->edits);
  g_mutex_clear (&layer->edits_mutex);
  g_mutex_clear (&layer->prepare_mutex);
  g_free (layer);
}

/**
 * mls_face_layer_close:
 * @layer: a layer, whose preparation is cancelled if there is one
 *
 * Closes its readers, whoever still holds a reference: a project file can be tidied then. Waits for the tiles
 * that are being read; none is read any more.
 */
void
mls_face_layer_close (MlsFaceLayer *layer)
{
  g_mutex_lock (&layer->prepare_mutex);
  mls_pool_close (layer->readers);
  g_mutex_unlock (&layer->prepare_mutex);
}

/**
 * mls_face_layer_prepare:
 * @layer: a layer
 * @progress: told how far it is
 * @user_data: for @progress
 * @cancellable: gives up
 * @error: what the source reports
 *
 * Makes what the map shows from afar, where the source has an overview.
 *
 * Returns: whether all of it is there
 */
gboolean
mls_face_layer_prepare (MlsFaceLayer     *layer,
                        MlsFaceProgress   progress,
                        gpointer          user_data,
                        GCancellable     *cancellable,
                        GError          **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&layer->prepare_mutex);
  gpointer reader;
  gboolean done;

  if (layer->funcs->prepare == NULL)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  reader = mls_pool_take (layer->readers, error);
  if (reader == NULL)
    return FALSE;

  done = layer->funcs->prepare (reader, progress, user_data, cancellable, error);
  mls_pool_give (layer->readers, reader);

  return done;
}

/**
 * mls_face_layer_edited:
 * @layer: a layer
 * @box: what an edit touches, mm
 * @operation: the edit, committed; later than all before
 *
 * Tiles read before @operation that meet @box are old from now on.
 */
void
mls_face_layer_edited (MlsFaceLayer *layer, const MlsBox *box, gint64 operation)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&layer->edits_mutex);
  Edit edit = { *box, operation + layer->n_renewals };

  if (layer->edits->len == MAX_EDITS)
    {
      layer->oldest = edit.operation;
      g_array_set_size (layer->edits, 0);
    }

  g_array_append_val (layer->edits, edit);
}

/**
 * mls_face_layer_renew:
 * @layer: a layer
 * @operation: the last one that there is
 *
 * All tiles read so far are old from now on, those of @operation too: another program goes on writing
 * under a number that a tile may have already.
 */
void
mls_face_layer_renew (MlsFaceLayer *layer, gint64 operation)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&layer->edits_mutex);

  layer->n_renewals++;
  layer->oldest = operation + layer->n_renewals;
  g_array_set_size (layer->edits, 0);
}

static gint64
get_n_renewals (MlsFaceLayer *layer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&layer->edits_mutex);

  return layer->n_renewals;
}

static gboolean
lattice_of (const MlsTileKey *key, MlsLattice *lattice)
{
  MlsExtent extent = mls_tile_key_extent (key);

  return mls_lattice_init (lattice, &extent, MLS_TILE_PX, MLS_TILE_PX);
}

/**
 * mls_face_layer_is_current:
 * @layer: a layer
 * @key: a tile
 * @n_around: how many tiles around it are to be looked at, too
 * @operation: the last one their faces know of, as a tile of @layer tells it
 *
 * Returns: whether no edit since has touched them
 */
gboolean
mls_face_layer_is_current (MlsFaceLayer *layer, const MlsTileKey *key, int n_around, gint64 operation)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&layer->edits_mutex);
  MlsLattice lattice;
  MlsBox box;

  if (operation < layer->oldest)
    return FALSE;
  if (layer->edits->len == 0 || !lattice_of (key, &lattice))
    return TRUE;

  box = mls_lattice_box (&lattice, MLS_BORDER_MARGIN_PX + n_around * MLS_TILE_PX);
  for (guint i = 0; i < layer->edits->len; i++)
    {
      const Edit *edit = &g_array_index (layer->edits, Edit, i);

      if (edit->operation > operation && mls_box_intersects (&edit->box, &box))
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_face_layer_peek:
 * @layer: a layer
 * @cache: where tiles are kept
 * @key: a tile
 *
 * Returns: (transfer full) (nullable): the tile if it is there and current; nothing is read
 */
MlsIdTile *
mls_face_layer_peek (MlsFaceLayer *layer, MlsTileCache *cache, const MlsTileKey *key)
{
  g_autoptr (MlsIdTile) tile = mls_tile_cache_get (cache, layer->id, key);

  if (tile == NULL || !mls_face_layer_is_current (layer, key, 0, tile->operation))
    return NULL;

  return g_steal_pointer (&tile);
}

static MlsIdTile *
read_near (MlsFaceLayer *layer, gpointer reader, const MlsLattice *lattice, gint64 *operation, GError **error)
{
  MlsIdTile *tile;
  MlsSource source;

  if (!layer->funcs->begin (reader, &source, operation, error))
    return NULL;

  tile = mls_id_tile_read (lattice, &source, error);
  layer->funcs->end (reader);

  return tile;
}

static MlsIdTile *
read_tile (MlsFaceLayer *layer, const MlsTileKey *key, const MlsLattice *lattice, GError **error)
{
  gpointer reader = mls_pool_take (layer->readers, error);
  MlsExtent extent = mls_tile_key_extent (key);
  gint64 n_renewals = get_n_renewals (layer);
  MlsIdTile *tile;
  gint64 operation = 0;

  if (reader == NULL)
    return NULL;

  if (key->m_per_px >= MLS_OVERVIEW_M_PER_PX && layer->funcs->overview != NULL)
    tile = layer->funcs->overview (reader, &extent, &operation, error);
  else
    tile = read_near (layer, reader, lattice, &operation, error);
  if (tile != NULL)
    tile->operation = operation != MLS_ID_TILE_UNFINISHED ? operation + n_renewals : operation;
  mls_pool_give (layer->readers, reader);

  return tile;
}

/**
 * mls_face_layer_read:
 * @layer: a layer
 * @cache: where tiles are kept
 * @key: a tile
 * @error: what the source reports; not set for ground off the grid, where there is nothing
 *
 * Returns: (transfer full) (nullable): the tile, kept or read, or %NULL
 */
MlsIdTile *
mls_face_layer_read (MlsFaceLayer *layer,
                     MlsTileCache *cache,
                     const MlsTileKey *key,
                     GError **error)
{
  static const MlsTileCacheFuncs funcs = { (gpointer (*) (gpointer)) mls_id_tile_ref,
                                           (GDestroyNotify) mls_id_tile_unref };
  MlsIdTile *tile = mls_face_layer_peek (layer, cache, key);
  MlsLattice lattice;

  if (tile != NULL || !lattice_of (key, &lattice))
    return tile;

  tile = read_tile (layer, key, &lattice, error);
  if (tile != NULL)
    mls_tile_cache_put (cache, layer->id, key, &funcs, tile, mls_id_tile_size (tile));

  return tile;
}
