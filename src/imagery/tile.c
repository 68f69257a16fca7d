#include "imagery/tile.h"

#include <math.h>

/* More tiles than any screen shows: an extent that needs more is a mistake. */
#define MAX_TILES 65536

/**
 * mls_tile_key_hash:
 * @key: a #MlsTileKey
 *
 * Returns: a hash for #GHashTable
 */
guint
mls_tile_key_hash (gconstpointer key)
{
  const MlsTileKey *tile = key;

  return mls_point_hash ((MlsPoint){ tile->column, tile->row }) * 31 +
         g_double_hash (&tile->m_per_px);
}

/**
 * mls_tile_key_equal:
 * @a: a #MlsTileKey
 * @b: another
 *
 * Returns: whether they are one tile
 */
gboolean
mls_tile_key_equal (gconstpointer a, gconstpointer b)
{
  const MlsTileKey *s = a;
  const MlsTileKey *t = b;

  return s->m_per_px == t->m_per_px && s->column == t->column && s->row == t->row;
}

/**
 * mls_tile_key_extent:
 * @key: a tile
 *
 * Returns: its ground, m. Neighbours share their side to the last bit.
 */
MlsExtent
mls_tile_key_extent (const MlsTileKey *key)
{
  double side = MLS_TILE_PX * key->m_per_px;

  return (MlsExtent){ key->column * side, (-key->row - 1.0) * side, (key->column + 1.0) * side,
                      -key->row * side };
}

/* A tile and how far it is from the middle, in tiles squared. */
typedef struct
{
  MlsTileKey key;
  double     distance;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *s = a;
  const Candidate *t = b;

  if (s->distance != t->distance)
    return s->distance < t->distance ? -1 : 1;
  if (s->key.row != t->key.row)
    return s->key.row < t->key.row ? -1 : 1;

  return (s->key.column > t->key.column) - (s->key.column < t->key.column);
}

/**
 * mls_tiles_cover:
 * @extent: the ground in view, m
 * @m_per_px: m of ground to a device px
 * @margin: how many tiles more on every side
 *
 * Returns: (transfer full) (element-type MlsTileKey): the tiles that show @extent, those in the
 *   middle first and those of the margin last; none for an extent that no screen shows at this
 * scale
 */
GArray *
mls_tiles_cover (const MlsExtent *extent, double m_per_px, guint margin)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (MlsTileKey));
  double side = MLS_TILE_PX * m_per_px;
  double west = floor (extent->min_x / side);
  double east = ceil (extent->max_x / side);
  double north = floor (-extent->max_y / side);
  double south = ceil (-extent->min_y / side);
  double middle_x = (extent->min_x + extent->max_x) / 2 / side - 0.5;
  double middle_y = -(extent->min_y + extent->max_y) / 2 / side - 0.5;

  if (!(fabs (west) < G_MAXINT / 2 && fabs (east) < G_MAXINT / 2 && fabs (north) < G_MAXINT / 2 &&
        fabs (south) < G_MAXINT / 2) ||
      (east - west + 2 * margin) * (south - north + 2 * margin) > MAX_TILES)
    return keys;

  for (int row = (int) north - (int) margin; row < (int) south + (int) margin; row++)
    for (int column = (int) west - (int) margin; column < (int) east + (int) margin; column++)
      {
        gboolean in_view = north <= row && row < south && west <= column && column < east;
        double dx = column - middle_x;
        double dy = row - middle_y;
        Candidate candidate = { { m_per_px, column, row },
                                dx * dx + dy * dy + (in_view ? 0 : MAX_TILES) };

        g_array_append_val (candidates, candidate);
      }

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    g_array_append_val (keys, g_array_index (candidates, Candidate, i).key);

  return keys;
}
