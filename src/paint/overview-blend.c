#include "paint/overview-blend.h"

#include "paint/most.h"

/* A px of the picture has four samples. Between these, and from them to the next ones east and south,
 * there are eight places where a border may run. */
#define N_PLACES 8

/* One straight border takes two of the places, as those of a px that it fills. */
#define PLACES_OF_A_LINE 2

/* The samples by what they show: those of the same code in the shown vintage and dimension are one. */
typedef struct
{
  guint32 *shown;             /* by kind of ground: the first one of that code; 0 is outside */
  guint32 *filled;            /* … and of that colour, which an indicator may give */
  MlsMix  *fills;             /* by that */
  MlsMix   borders[N_PLACES + 1]; /* by places with a border */
} Shades;

static guint32
first_of (GHashTable *firsts, guint64 code, guint32 kind)
{
  guint32 first = GPOINTER_TO_UINT (g_hash_table_lookup (firsts, &code));

  if (first == 0)
    g_hash_table_insert (firsts, g_memdup2 (&code, sizeof code), GUINT_TO_POINTER (kind));

  return first != 0 ? first : kind;
}

static GHashTable *
firsts_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
find_shown (Shades *shades, const MlsColouring *colouring, const MlsIdTile *tile)
{
  g_autoptr (GHashTable) of_code = firsts_new ();
  g_autoptr (GHashTable) of_colour = firsts_new ();

  for (guint32 kind = 1; kind <= tile->n_faces; kind++)
    {
      const MlsLabel *label = mls_id_tile_label (tile, kind, colouring->vintage);

      shades->shown[kind] = first_of (of_code, mls_label_code (label, colouring->dimension), kind);
      shades->filled[kind] = colouring->indicator == MLS_INDICATOR_NONE
                                 ? shades->shown[kind]
                                 : first_of (of_colour, mls_colouring_code (colouring, label), kind);
      shades->fills[kind] = mls_colouring_mix (colouring, label);
    }
}

/* As much of the line's colour as there is line in the px: the more borders lie in it, the less does
 * each add, so that where they lie close the fills still show. */
static void
shade_borders (Shades *shades, const MlsLineStyle *style)
{
  MlsMix nothing = MLS_MIX_NOTHING;

  for (int n = 0; n <= N_PLACES; n++)
    {
      double lines = (double) n / PLACES_OF_A_LINE;
      double covered = lines * style->width / (1 + lines * style->width);

      shades->borders[n] = mls_mix_over (&nothing, style->casing_colour, style->opacity * covered);
    }
}

static Shades
shades_new (const MlsColouring *colouring, const MlsIdTile *tile)
{
  Shades shades = { .shown = g_new0 (guint32, tile->n_faces + 1),
                    .filled = g_new0 (guint32, tile->n_faces + 1),
                    .fills = g_new (MlsMix, tile->n_faces + 1) };

  shades.fills[0] = MLS_MIX_NOTHING;
  find_shown (&shades, colouring, tile);
  shade_borders (&shades, &colouring->line);

  return shades;
}

static void
blend_row (const Shades *shades, const guint32 *row, int pitch, int n_pixels, guint8 *rgb)
{
  for (int i = 0; i < n_pixels; i++, row += MLS_OVERVIEW_GRAIN, rgb += 3)
    {
      guint32 s[3][3];
      int n;

      for (int r = 0; r < 3; r++)
        for (int c = 0; c < 3; c++)
          s[r][c] = shades->shown[row[r * pitch + c]];

      n = (s[0][0] != s[0][1]) + (s[0][1] != s[0][2]) + (s[1][0] != s[1][1]) + (s[1][1] != s[1][2]) +
          (s[0][0] != s[1][0]) + (s[1][0] != s[2][0]) + (s[0][1] != s[1][1]) + (s[1][1] != s[2][1]);
      mls_mix_pixel (rgb, &shades->fills[mls_most_of (shades->filled[row[0]], shades->filled[row[1]],
                                                      shades->filled[row[pitch]], shades->filled[row[pitch + 1]])]);
      if (n > 0)
        mls_mix_pixel (rgb, &shades->borders[n]);
    }
}

/**
 * mls_overview_blend:
 * @colouring: how to show the tile
 * @tile: a tile of an overview
 * @rgb: (array): in, the photo; out, the picture: 3 bytes a pixel
 * @stride: bytes from a row to the next
 *
 * Lays over a photo what most of each pixel is, and a shade as dark as borders lie close in it. Any
 * thread.
 */
void
mls_overview_blend (const MlsColouring *colouring, const MlsIdTile *tile, guint8 *rgb, gsize stride)
{
  int width = tile->lattice.width / MLS_OVERVIEW_GRAIN;
  int height = tile->lattice.height / MLS_OVERVIEW_GRAIN;
  Shades shades = shades_new (colouring, tile);

  for (int row = 0; row < height; row++)
    blend_row (&shades, tile->raster + (gsize) row * MLS_OVERVIEW_GRAIN * tile->lattice.width,
               tile->lattice.width, width, rgb + (gsize) row * stride);

  g_free (shades.shown);
  g_free (shades.filled);
  g_free (shades.fills);
}
