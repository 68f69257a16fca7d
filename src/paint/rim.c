#include "paint/rim.h"

#include "paint/border-blend.h"

/* Narrower ones are not seen beside the line of the border. */
#define LEAST_PX 1.5

/* The rims of the faces of a tile. */
typedef struct
{
  GArray *all;     /* (element-type MlsRim) those that are met */
  guint  *of_face; /* by face: 1 + the index of its rim, 0 for none; the first is of what is no face */
} Rims;

/**
 * mls_rim_find:
 * @nomenclature: a nomenclature
 * @code: of a class
 * @out: (out): its rim
 *
 * Returns: whether it has one
 */
gboolean
mls_rim_find (const MlsNomenclature *nomenclature, MlsText code, MlsRim *out)
{
  const GArray *symbols = mls_nomenclature_symbols (nomenclature);

  for (guint i = 0; i < symbols->len; i++)
    {
      const MlsSymbol *symbol = &g_array_index (symbols, MlsSymbol, i);

      if (symbol->code == code && symbol->shape == MLS_SYMBOL_RIM)
        {
          *out = (MlsRim){ code, symbol->colour, MAX (symbol->size_mm * MLS_PX_PER_MM, LEAST_PX) };
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * mls_rim_frame:
 * @rim: a rim
 * @cr: where to draw it
 * @x: a corner of what it is the rim of
 * @y: same
 * @width: how large that is, logical px
 * @height: same
 *
 * Draws it around the inside of a rectangle, for a legend.
 */
void
mls_rim_frame (const MlsRim *rim, cairo_t *cr, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, x + rim->width / 2, y + rim->width / 2, width - rim->width, height - rim->width);
  cairo_set_source_rgb (cr, (rim->colour >> 16 & 0xff) / 255.0, (rim->colour >> 8 & 0xff) / 255.0,
                        (rim->colour & 0xff) / 255.0);
  cairo_set_line_width (cr, rim->width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static guint
number_of (GArray *rims, const MlsColouring *colouring, const MlsLabel *label)
{
  const MlsClass *klass = mls_colouring_class (colouring, label);
  MlsRim rim;

  if (klass == NULL || !mls_rim_find (colouring->nomenclature, klass->code, &rim))
    return 0;

  for (guint i = 0; i < rims->len; i++)
    if (g_array_index (rims, MlsRim, i).code == rim.code)
      return i + 1;

  g_array_append_val (rims, rim);

  return rims->len;
}

/* A class is looked for once for each code. */
static void
find_rims (Rims *rims, const MlsColouring *colouring, const MlsIdTile *tile)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);

  rims->all = g_array_new (FALSE, FALSE, sizeof (MlsRim));
  rims->of_face = g_new0 (guint, (gsize) tile->n_faces + 1);
  for (guint32 i = 1; i <= tile->n_faces; i++)
    {
      const MlsLabel *label = mls_id_tile_label (tile, i, colouring->vintage);
      gpointer code = GUINT_TO_POINTER (mls_colouring_code (colouring, label));
      gpointer number;

      if (!g_hash_table_lookup_extended (numbers, code, NULL, &number))
        {
          number = GUINT_TO_POINTER (number_of (rims->all, colouring, label));
          g_hash_table_insert (numbers, code, number);
        }
      rims->of_face[i] = GPOINTER_TO_UINT (number);
    }
}

/* It begins where the line of a border ends. */
static MlsLineStyle
style_of (const MlsRim *rim, const MlsColouring *colouring)
{
  MlsLineStyle border = mls_border_kind_style (colouring, MLS_BORDER_PLAIN);
  double reach = border.width / 2 + border.casing + rim->width * colouring->hidpi;

  return (MlsLineStyle){ .width = 2 * MIN (reach, MLS_LINE_MAX_REACH_PX - 0.5), .colour = rim->colour,
                         .opacity = colouring->opacity };
}

static guint8 *
find_inside (const Rims *rims, guint number, const MlsIdTile *tile)
{
  gsize n_pixels = (gsize) tile->lattice.width * tile->lattice.height;
  guint8 *inside = g_new (guint8, n_pixels);

  for (gsize i = 0; i < n_pixels; i++)
    inside[i] = rims->of_face[tile->raster[i]] == number;

  return inside;
}

static void
blend_one (const Rims *rims, guint number, const MlsColouring *colouring, const MlsIdTile *tile, guint8 *rgb,
           gsize stride)
{
  MlsLineStyle style = style_of (&g_array_index (rims->all, MlsRim, number - 1), colouring);
  g_autoptr (MlsLineField) field = mls_line_field_new (tile->lattice.width, tile->lattice.height, &style);
  g_autofree guint8 *inside = find_inside (rims, number, tile);

  for (guint i = 0; i < tile->n_borders; i++)
    {
      const MlsBorderPiece *border = &tile->borders[i];

      if ((rims->of_face[border->face] == number) != (rims->of_face[border->other] == number))
        mls_line_field_add (field, border->x0, border->y0, border->x1, border->y1);
    }

  mls_line_field_blend_inside (field, inside, rgb, stride);
}

/**
 * mls_rim_blend:
 * @colouring: how to show the tile
 * @tile: a tile with borders, not from afar
 * @rgb: (array): in and out, the picture: 3 bytes a pixel
 * @stride: bytes from a row to the next
 *
 * Draws the rims of classes, each on its own ground, along where that meets others. Any thread.
 */
void
mls_rim_blend (const MlsColouring *colouring, const MlsIdTile *tile, guint8 *rgb, gsize stride)
{
  Rims rims;

  find_rims (&rims, colouring, tile);
  for (guint number = 1; number <= rims.all->len; number++)
    blend_one (&rims, number, colouring, tile, rgb, stride);
  g_array_unref (rims.all);
  g_free (rims.of_face);
}
