#include "paint/fill-blend.h"

#include "paint/pattern.h"

/* What becomes of the pixels of a class: one mix for all of them, or one for each pixel of its pattern. */
typedef struct
{
  int     width;
  int     height;
  MlsMix  mixes[];
} Fill;

static Fill *
fill_alloc (int width, int height)
{
  Fill *fill = g_malloc (sizeof *fill + (gsize) width * height * sizeof *fill->mixes);

  fill->width = width;
  fill->height = height;

  return fill;
}

static Fill *
fill_new (const MlsColouring *colouring, const MlsLabel *label)
{
  const MlsMix nothing = MLS_MIX_NOTHING;
  g_autoptr (MlsPattern) pattern = mls_colouring_pattern (colouring, label);
  Fill *fill;

  if (pattern == NULL)
    {
      fill = fill_alloc (1, 1);
      fill->mixes[0] = mls_colouring_mix (colouring, label);
      return fill;
    }

  fill = fill_alloc (pattern->width, pattern->height);
  for (int i = 0; i < pattern->width * pattern->height; i++)
    fill->mixes[i] = mls_mix_over (&nothing, pattern->colours[i], colouring->opacity);

  return fill;
}

/* By face; those of one code have one. @owned keeps them. */
static const Fill **
fills_new (const MlsColouring *colouring, const MlsIdTile *tile, GPtrArray *owned)
{
  g_autoptr (GHashTable) by_code = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const Fill **fills = g_new (const Fill *, tile->n_faces + 1);

  for (guint32 i = 0; i <= tile->n_faces; i++)
    {
      const MlsLabel *label = mls_id_tile_label (tile, i, colouring->vintage);
      gint64 code = mls_colouring_code (colouring, label);
      Fill *fill = g_hash_table_lookup (by_code, &code);

      if (fill == NULL)
        {
          fill = fill_new (colouring, label);
          g_ptr_array_add (owned, fill);
          g_hash_table_insert (by_code, g_memdup2 (&code, sizeof code), fill);
        }
      fills[i] = fill;
    }

  return fills;
}

static inline int
wrapped (gint64 value, int size)
{
  int rest = (int) (value % size);

  return rest < 0 ? rest + size : rest;
}

/* Pixels of one face, side by side. */
static void
blend_run (const Fill *fill, gint64 x, gint64 y, guint8 *pixel, int n)
{
  const MlsMix *row = fill->mixes + (gsize) wrapped (y, fill->height) * fill->width;
  int at = wrapped (x, fill->width);

  for (int i = 0; i < n; i++, pixel += 3)
    {
      mls_mix_pixel (pixel, &row[at]);
      at = at + 1 < fill->width ? at + 1 : 0;
    }
}

static int
run_length (const guint32 *index, int n)
{
  int length = 1;

  while (length < n && index[length] == index[0])
    length++;

  return length;
}

/**
 * mls_fill_blend:
 * @colouring: how to show the tile
 * @tile: a tile, not from afar
 * @rgb: (array): in, the photo; out, the picture: 3 bytes a pixel
 * @stride: bytes from a row to the next
 *
 * Lays the colours and patterns of @tile over a photo. Patterns lie still on the ground, and go on from tile to
 * tile. Any thread.
 */
void
mls_fill_blend (const MlsColouring *colouring, const MlsIdTile *tile, guint8 *rgb, gsize stride)
{
  const MlsLattice *lattice = &tile->lattice;
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  g_autofree const Fill **fills = fills_new (colouring, tile, owned);
  gint64 west = mls_floor_divide (lattice->x, lattice->pixel);
  gint64 north = mls_floor_divide (-lattice->y, lattice->pixel);
  const guint32 *index = tile->raster;

  for (int row = 0; row < lattice->height; row++)
    for (int column = 0, n; column < lattice->width; column += n, index += n)
      {
        n = run_length (index, lattice->width - column);
        blend_run (fills[*index], west + column, north + row, rgb + (gsize) row * stride + 3 * (gsize) column, n);
      }
}
