#include "view/pane-content.h"

#include "paint/lettering.h"
#include "paint/overview-tile.h"

struct _MlsPaneContent
{
  gatomicrefcount  ref_count;
  MlsTileCache    *cache;
  MlsPhotoLayer   *photos;
  MlsFaceLayer    *faces;        /* (nullable) */
  MlsNomenclature *nomenclature; /* that of the colouring */
  MlsFlags        *flags;        /* (nullable) those of the colouring */
  MlsColouring     colouring;
  MlsFigureStack  *references;   /* (nullable) */
};

/**
 * mls_pane_content_new:
 * @cache: where tiles are kept
 * @photos: the photos
 * @faces: (nullable): the faces
 * @colouring: (nullable): how the faces are shown; needed with @faces. How wide lines are depends
 * on the scale and on the screen, whatever it says
 * @references: (nullable): maps of others under and over them
 *
 * Returns: (transfer full): a content
 */
MlsPaneContent *
mls_pane_content_new (MlsTileCache       *cache,
                      MlsPhotoLayer      *photos,
                      MlsFaceLayer       *faces,
                      const MlsColouring *colouring,
                      MlsFigureStack     *references)
{
  MlsPaneContent *content;

  g_return_val_if_fail (faces == NULL || colouring != NULL, NULL);

  content = g_new0 (MlsPaneContent, 1);
  g_atomic_ref_count_init (&content->ref_count);
  content->cache = mls_tile_cache_ref (cache);
  content->photos = mls_photo_layer_ref (photos);
  content->references = references != NULL ? mls_figure_stack_ref (references) : NULL;

  if (faces != NULL)
    {
      content->faces = mls_face_layer_ref (faces);
      content->colouring = *colouring;
      content->nomenclature = mls_nomenclature_ref ((MlsNomenclature *) colouring->nomenclature);
      if (colouring->flags != NULL)
        content->flags = mls_flags_ref ((MlsFlags *) colouring->flags);
    }

  return content;
}

/**
 * mls_pane_content_ref:
 * @content: a content
 *
 * Returns: (transfer full): @content, counted once more
 */
MlsPaneContent *
mls_pane_content_ref (MlsPaneContent *content)
{
  g_atomic_ref_count_inc (&content->ref_count);

  return content;
}

/**
 * mls_pane_content_unref:
 * @content: (transfer full): a content
 */
void
mls_pane_content_unref (MlsPaneContent *content)
{
  if (!g_atomic_ref_count_dec (&content->ref_count))
    return;

  mls_tile_cache_unref (content->cache);
  mls_photo_layer_unref (content->photos);
  g_clear_pointer (&content->faces, mls_face_layer_unref);
  g_clear_pointer (&content->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&content->flags, mls_flags_unref);
  g_clear_pointer (&content->references, mls_figure_stack_unref);
  g_free (content);
}

/**
 * mls_pane_content_equal:
 * @a: (nullable): a content
 * @b: (nullable): another
 *
 * Returns: whether both give the same tiles
 */
gboolean
mls_pane_content_equal (const MlsPaneContent *a, const MlsPaneContent *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (!mls_figure_stack_equal (a->references, b->references))
    return FALSE;
  if (a->faces == NULL || b->faces == NULL)
    return a->photos == b->photos && a->faces == b->faces;

  return a->photos == b->photos && a->faces == b->faces && a->nomenclature == b->nomenclature &&
         a->flags == b->flags && a->colouring.vintage == b->colouring.vintage && a->colouring.before == b->colouring.before &&
         a->colouring.dimension == b->colouring.dimension &&
         a->colouring.level == b->colouring.level && a->colouring.lettered == b->colouring.lettered &&
         a->colouring.indicator == b->colouring.indicator &&
         a->colouring.patterned == b->colouring.patterned && a->colouring.opacity == b->colouring.opacity;
}

/**
 * mls_pane_content_is_remote:
 * @content: a content
 *
 * Returns: whether making its tiles means asking a server
 */
gboolean
mls_pane_content_is_remote (const MlsPaneContent *content)
{
  return mls_photo_layer_is_remote (content->photos);
}

/* From afar there is nothing to write. */
static gboolean
is_lettered (const MlsPaneContent *content, const MlsTileKey *key)
{
  return content->faces != NULL && content->colouring.lettered && key->m_per_px < MLS_OVERVIEW_M_PER_PX;
}

/**
 * mls_pane_content_is_current:
 * @content: a content
 * @key: a tile
 * @operation: the last one its faces know of
 *
 * Returns: whether no edit since has touched the tile
 */
gboolean
mls_pane_content_is_current (MlsPaneContent *content, const MlsTileKey *key, gint64 operation)
{
  return content->faces == NULL ||
         mls_face_layer_is_current (content->faces, key, is_lettered (content, key) ? 1 : 0, operation);
}

/**
 * mls_pane_content_face_at:
 * @content: a content
 * @window: what the pane shows
 * @x: a px of it
 * @y: same
 *
 * Looks into the tiles at hand, so it answers at once.
 *
 * Returns: the id of the face there, or 0 if there is none or its tile is not at hand
 */
gint64
mls_pane_content_face_at (MlsPaneContent *content, const MlsTileWindow *window, int x, int y)
{
  MlsTileWindow pixel = { window->m_per_px, window->x + x, window->y + y, 1, 1 };
  MlsTileRange range = mls_tile_window_range (&pixel);
  MlsTileKey key = { window->m_per_px, range.first_column, range.first_row };
  g_autoptr (MlsIdTile) tile = NULL;

  if (content->faces != NULL)
    tile = mls_face_layer_peek (content->faces, content->cache, &key);
  if (tile == NULL)
    return 0;

  return mls_id_tile_face_at (tile, (int) (pixel.x - (gint64) key.column * MLS_TILE_PX),
                              (int) (pixel.y - (gint64) key.row * MLS_TILE_PX));
}

/* The faces of a tile, and of those around it where what is drawn depends on them. */
typedef struct
{
  MlsTileBlock block;
  gint64       operation; /* what all of them hold */
} Faces;

static void
faces_clear (Faces *faces)
{
  for (int i = 0; i < 9; i++)
    if (faces->block.tiles[i / 3][i % 3] != NULL)
      mls_id_tile_unref ((MlsIdTile *) faces->block.tiles[i / 3][i % 3]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Faces, faces_clear)

static gboolean
read_faces_at (MlsPaneContent *content, const MlsTileKey *key, int row, int column, Faces *faces, GError **error)
{
  MlsTileKey at = { key->m_per_px, key->column + column - 1, key->row + row - 1 };
  const MlsIdTile *tile = mls_face_layer_read (content->faces, content->cache, &at, error);

  faces->block.tiles[row][column] = tile;
  if (tile != NULL)
    faces->operation = MIN (faces->operation, tile->operation);

  return tile != NULL;
}

/* The tile itself first: without it there is nothing to draw. */
static gboolean
read_faces (MlsPaneContent *content, const MlsTileKey *key, GCancellable *cancellable, Faces *faces, GError **error)
{
  *faces = (Faces){ .operation = G_MAXINT64 };
  if (!read_faces_at (content, key, 1, 1, faces, error))
    return FALSE;

  for (int i = 0; is_lettered (content, key) && i < 9 && !g_cancellable_is_cancelled (cancellable); i++)
    if (i != 4)
      read_faces_at (content, key, i / 3, i % 3, faces, NULL);

  return TRUE;
}

static MlsFigureCanvas
canvas_of (guint8 *rgb, const MlsTileKey *key, int scale_factor)
{
  MlsExtent extent = mls_tile_key_extent (key);

  return (MlsFigureCanvas){ rgb, MLS_TILE_PX, MLS_TILE_PX, { extent.min_x, extent.max_y, key->m_per_px }, scale_factor };
}

static void
blend_faces (MlsPaneContent *content, const Faces *faces, const MlsTileKey *key, int scale_factor, guint8 *rgb)
{
  MlsColouring colouring = content->colouring;

  colouring.line = mls_line_style_border (key->m_per_px * scale_factor);
  colouring.hidpi = scale_factor;
  mls_colouring_blend (&colouring, faces->block.tiles[1][1], rgb, 3 * MLS_TILE_PX);
}

static void
blend_letters (MlsPaneContent *content, const Faces *faces, int scale_factor, guint8 *rgb)
{
  MlsColouring colouring = content->colouring;

  colouring.hidpi = scale_factor;
  mls_lettering_blend (&colouring, &faces->block, rgb, 3 * MLS_TILE_PX);
}

/* Lays faces and reference layers over the photo. Without faces, which could not be read, the others are there. */
static GBytes *
blend (MlsPaneContent *content, const Faces *faces, GBytes *photo, const MlsTileKey *key, int scale_factor)
{
  gsize size = g_bytes_get_size (photo);
  guint8 *rgb = g_memdup2 (g_bytes_get_data (photo, NULL), size);
  MlsFigureCanvas canvas = canvas_of (rgb, key, scale_factor);
  gboolean has_faces = faces->block.tiles[1][1] != NULL;

  if (content->references != NULL)
    mls_figure_stack_blend (content->references, FALSE, &canvas);
  if (has_faces)
    blend_faces (content, faces, key, scale_factor, rgb);
  if (content->references != NULL)
    mls_figure_stack_blend (content->references, TRUE, &canvas);
  if (has_faces && is_lettered (content, key))
    blend_letters (content, faces, scale_factor, rgb);
  if (content->references != NULL)
    mls_figure_stack_blend_names (content->references, &canvas);

  return g_bytes_new_take (rgb, size);
}

/**
 * mls_pane_content_make:
 * @content: a content
 * @reader: the images this thread has open
 * @key: a tile
 * @scale_factor: device px to a logical one
 * @cancellable: (nullable): stops it on the way
 *
 * Reads what is not at hand and paints the tile. What cannot be read is left out, and the error of
 * the tile says so.
 *
 * Returns: (transfer full): the tile
 */
MlsPaneTile *
mls_pane_content_make (MlsPaneContent   *content,
                       MlsImageryReader *reader,
                       const MlsTileKey *key,
                       int               scale_factor,
                       GCancellable     *cancellable)
{
  MlsPaneTile *tile = g_new0 (MlsPaneTile, 1);
  g_autoptr (GBytes) photo = NULL;
  g_auto (Faces) faces = { .operation = 0 };

  photo = mls_photo_layer_read (content->photos, reader, content->cache, key, cancellable,
                                &tile->error);
  if (g_cancellable_is_cancelled (cancellable) || (content->faces == NULL && content->references == NULL))
    {
      tile->rgb = g_steal_pointer (&photo);
      return tile;
    }

  if (content->faces != NULL &&
      read_faces (content, key, cancellable, &faces, tile->error == NULL ? &tile->error : NULL))
    tile->operation = faces.operation;
  tile->rgb = blend (content, &faces, photo, key, scale_factor);

  return tile;
}

/**
 * mls_pane_tile_free:
 * @tile: (transfer full): a tile
 */
void
mls_pane_tile_free (MlsPaneTile *tile)
{
  g_bytes_unref (tile->rgb);
  g_clear_error (&tile->error);
  g_free (tile);
}
