#include "paint/label-tile.h"

#include "paint/most.h"
#include "paint/scan.h"

#include <string.h>

#define N_PIXELS ((gsize) MLS_LABEL_TILE_PX * MLS_LABEL_TILE_PX)

/**
 * mls_label_tile_key_equal:
 * @a: a #MlsLabelTileKey
 * @b: another
 *
 * Returns: whether they are one tile
 */
gboolean
mls_label_tile_key_equal (gconstpointer a, gconstpointer b)
{
  const MlsLabelTileKey *s = a;
  const MlsLabelTileKey *t = b;

  return s->level == t->level && s->column == t->column && s->row == t->row;
}

/**
 * mls_label_tile_key_hash:
 * @key: a #MlsLabelTileKey
 *
 * Returns: a hash for #GHashTable
 */
guint
mls_label_tile_key_hash (gconstpointer key)
{
  const MlsLabelTileKey *tile = key;

  return mls_point_hash ((MlsPoint){ tile->column, tile->row }) * 31 + (guint) tile->level;
}

static MlsExtent
extent_of (const MlsLabelTileKey *key)
{
  double side = MLS_LABEL_TILE_PX * MLS_LABEL_TILE_M * (double) (1 << key->level);

  return (MlsExtent){ key->column * side, (-key->row - 1.0) * side, (key->column + 1.0) * side,
                      -key->row * side };
}

/**
 * mls_label_tile_key_box:
 * @key: a tile
 *
 * Returns: its ground, mm
 */
MlsBox
mls_label_tile_key_box (const MlsLabelTileKey *key)
{
  const double mm = MLS_MM_PER_M;
  MlsExtent extent = extent_of (key);

  return (MlsBox){ (gint64) (extent.min_x * mm), (gint64) (extent.min_y * mm),
                   (gint64) (extent.max_x * mm), (gint64) (extent.max_y * mm) };
}

/**
 * mls_label_tile_new_blank:
 *
 * Returns: (transfer full): a tile outside of all faces
 */
MlsLabelTile *
mls_label_tile_new_blank (void)
{
  MlsLabelTile *tile = g_new0 (MlsLabelTile, 1);

  g_atomic_ref_count_init (&tile->ref_count);
  tile->palette = mls_palette_new ();
  tile->raster = g_new0 (guint32, N_PIXELS);

  return tile;
}

/**
 * mls_label_tile_ref:
 * @tile: a tile
 *
 * Any thread.
 *
 * Returns: (transfer full): @tile, counted once more
 */
MlsLabelTile *
mls_label_tile_ref (MlsLabelTile *tile)
{
  g_atomic_ref_count_inc (&tile->ref_count);

  return tile;
}

/**
 * mls_label_tile_unref:
 * @tile: (transfer full): a tile
 *
 * Any thread.
 */
void
mls_label_tile_unref (MlsLabelTile *tile)
{
  if (!g_atomic_ref_count_dec (&tile->ref_count))
    return;

  mls_palette_free (tile->palette);
  g_free (tile->raster);
  g_free (tile);
}

typedef struct
{
  MlsLabelTile *tile;
  MlsScan      *scan;
} Filling;

static gboolean
fill_face (const MlsFace *face, gpointer user_data)
{
  Filling *filling = user_data;
  MlsPair pairs[MLS_MAX_VINTAGES];

  for (guint v = 0; v < face->n_vintages; v++)
    pairs[v] = mls_label_pair (&face->labels[v]);

  mls_scan_fill (filling->scan, face,
                 mls_palette_add (filling->tile->palette, pairs, face->n_vintages),
                 filling->tile->raster);

  return TRUE;
}

/**
 * mls_label_tile_read:
 * @key: a tile of level 0
 * @source: where the faces come from, on this thread
 * @error: what @source reports
 *
 * Returns: (transfer full): the tile, or %NULL with @error set
 */
MlsLabelTile *
mls_label_tile_read (const MlsLabelTileKey *key, const MlsSource *source, GError **error)
{
  MlsExtent extent = extent_of (key);
  g_autoptr (MlsLabelTile) tile = mls_label_tile_new_blank ();
  g_autoptr (MlsScan) scan = NULL;
  MlsLattice lattice;
  MlsBox box;

  g_return_val_if_fail (key->level == 0, NULL);

  if (!mls_lattice_init (&lattice, &extent, MLS_LABEL_TILE_PX, MLS_LABEL_TILE_PX))
    return g_steal_pointer (&tile);

  scan = mls_scan_new (&lattice);
  box = mls_lattice_box (&lattice, 0);
  if (!source->funcs->faces (source->self, &box, fill_face, &(Filling){ tile, scan }, error))
    return NULL;

  return g_steal_pointer (&tile);
}

static void
reduce_quarter (const MlsLabelTile *quarter, const guint32 *names, guint32 *out)
{
  const guint32 *north = quarter->raster;

  for (int row = 0; row < MLS_LABEL_TILE_PX / 2; row++, out += MLS_LABEL_TILE_PX)
    {
      const guint32 *south = north + MLS_LABEL_TILE_PX;

      for (int column = 0; column < MLS_LABEL_TILE_PX / 2; column++)
        out[column] = names[mls_most_of (north[2 * column], north[2 * column + 1], south[2 * column],
                                     south[2 * column + 1])];
      north = south + MLS_LABEL_TILE_PX;
    }
}

/**
 * mls_label_tile_reduce:
 * @quarters: (array fixed-size=4): the tiles of the level below: north-west, north-east, south-west,
 *   south-east, all of the same vintages
 *
 * Returns: (transfer full): the tile of the level above that covers them
 */
MlsLabelTile *
mls_label_tile_reduce (MlsLabelTile *const *quarters)
{
  const gsize half = MLS_LABEL_TILE_PX / 2;
  MlsLabelTile *tile = mls_label_tile_new_blank ();

  for (gsize i = 0; i < 4; i++)
    {
      g_autofree guint32 *names = NULL;

      if (mls_palette_n_kinds (quarters[i]->palette) == 0)
        continue;

      names = mls_palette_join (tile->palette, quarters[i]->palette);
      reduce_quarter (quarters[i], names, tile->raster + (i / 2) * half * MLS_LABEL_TILE_PX + (i % 2) * half);
    }

  return tile;
}

/**
 * mls_label_tile_equal:
 * @a: a tile
 * @b: another
 *
 * Returns: whether every pixel has the same codes, whatever its number
 */
gboolean
mls_label_tile_equal (const MlsLabelTile *a, const MlsLabelTile *b)
{
  g_autoptr (MlsPalette) palette = mls_palette_new ();
  g_autofree guint32 *names_a = NULL;
  g_autofree guint32 *names_b = NULL;

  if (mls_palette_n_kinds (a->palette) > 0 && mls_palette_n_kinds (b->palette) > 0 &&
      mls_palette_n_vintages (a->palette) != mls_palette_n_vintages (b->palette))
    return FALSE;

  names_a = mls_palette_join (palette, a->palette);
  names_b = mls_palette_join (palette, b->palette);
  for (gsize i = 0; i < N_PIXELS; i++)
    if (names_a[a->raster[i]] != names_b[b->raster[i]])
      return FALSE;

  return TRUE;
}
