#include "paint/colouring.h"

#include "paint/border.h"
#include "paint/overview-blend.h"

/* The dimension whose classes give the colours. */
static MlsDimension
fill_dimension (MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_USE ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER;
}

/**
 * mls_colouring_code:
 * @colouring: a colouring
 * @label: a label
 *
 * Returns: the code that gives its ground a colour, 0 if there is none to show
 */
MlsText
mls_colouring_code (const MlsColouring *colouring, const MlsLabel *label)
{
  return (MlsText) mls_label_code (label, fill_dimension (colouring->dimension));
}

/**
 * mls_colouring_class:
 * @colouring: a colouring
 * @label: a label that has a code in the shown dimension
 *
 * Returns: (transfer none) (nullable): its class at the shown level, or %NULL for a code the
 *   nomenclature has no colour for
 */
const MlsClass *
mls_colouring_class (const MlsColouring *colouring, const MlsLabel *label)
{
  MlsDimension dimension = fill_dimension (colouring->dimension);
  const MlsClass *klass = mls_nomenclature_class (colouring->nomenclature, dimension,
                                                  mls_colouring_code (colouring, label));

  while (klass != NULL && klass->level > colouring->level && klass->parent != 0)
    klass = mls_nomenclature_class (colouring->nomenclature, dimension, klass->parent);

  return klass != NULL && klass->state == MLS_CODE_VALID ? klass : NULL;
}

/**
 * mls_colouring_fill:
 * @colouring: a colouring
 * @label: a label that has a code in the shown dimension
 *
 * Returns: the colour of its class at the shown level, 0xrrggbb
 */
guint32
mls_colouring_fill (const MlsColouring *colouring, const MlsLabel *label)
{
  const MlsClass *klass = mls_colouring_class (colouring, label);

  return klass != NULL ? klass->colour : MLS_COLOURING_UNKNOWN;
}

/**
 * mls_colouring_mix:
 * @colouring: a colouring
 * @label: a label
 *
 * Returns: what becomes of the pixels of its ground; nothing where there is no code to show
 */
MlsMix
mls_colouring_mix (const MlsColouring *colouring, const MlsLabel *label)
{
  MlsMix nothing = MLS_MIX_NOTHING;

  if (mls_colouring_code (colouring, label) == 0)
    return nothing;

  return mls_mix_over (&nothing, mls_colouring_fill (colouring, label), colouring->opacity);
}

static MlsMix *
fill_mixes (const MlsColouring *colouring, const MlsIdTile *tile)
{
  MlsMix *mixes = g_new (MlsMix, tile->n_faces + 1);

  mixes[0] = MLS_MIX_NOTHING;
  for (guint32 i = 1; i <= tile->n_faces; i++)
    mixes[i] = mls_colouring_mix (colouring, mls_id_tile_label (tile, i, colouring->vintage));

  return mixes;
}

static void
blend_fills (const MlsColouring *colouring, const MlsIdTile *tile, guint8 *rgb, gsize stride)
{
  g_autofree MlsMix *mixes = fill_mixes (colouring, tile);
  const guint32 *index = tile->raster;

  for (int row = 0; row < tile->lattice.height; row++)
    {
      guint8 *pixel = rgb + (gsize) row * stride;

      for (int column = 0; column < tile->lattice.width; column++, index++, pixel += 3)
        mls_mix_pixel (pixel, &mixes[*index]);
    }
}

static MlsLineStyle
scaled_style (const MlsColouring *colouring)
{
  MlsLineStyle style = colouring->line;

  style.width *= colouring->hidpi;
  style.casing *= colouring->hidpi;

  return style;
}

/* What of the faces of a tile decides how borders are drawn. */
typedef struct
{
  guint64  *codes;
  gboolean *changed;
  gboolean  any_changed;
} Sides;

static Sides
sides_new (const MlsColouring *colouring, const MlsIdTile *tile)
{
  Sides sides = { g_new (guint64, tile->n_faces), g_new (gboolean, tile->n_faces), FALSE };

  for (guint32 i = 0; i < tile->n_faces; i++)
    {
      const MlsLabel *label = mls_id_tile_label (tile, i + 1, colouring->vintage);

      sides.codes[i] = mls_label_code (label, colouring->dimension);
      sides.changed[i] = mls_label_changes (mls_id_tile_label (tile, i + 1, colouring->before), label,
                                            colouring->dimension);
      sides.any_changed |= sides.changed[i];
    }

  return sides;
}

/* The edge of the territory is a border whatever lies inside. */
static gboolean
is_shown (const MlsBorder *border, const Sides *sides)
{
  return border->other == 0 || sides->codes[border->face - 1] != sides->codes[border->other - 1];
}

static gboolean
is_changed (const MlsBorder *border, const Sides *sides)
{
  return sides->changed[border->face - 1] || (border->other != 0 && sides->changed[border->other - 1]);
}

/* Those of changed ground, or all others. */
static void
blend_lines (const MlsColouring *colouring,
             const MlsIdTile    *tile,
             const Sides        *sides,
             gboolean            changed,
             guint8             *rgb,
             gsize               stride)
{
  MlsLineStyle style = scaled_style (colouring);
  g_autoptr (MlsLineField) field = NULL;

  if (changed)
    style.colour = MLS_COLOURING_CHANGED;

  field = mls_line_field_new (tile->lattice.width, tile->lattice.height, &style);
  for (guint i = 0; i < tile->borders->len; i++)
    {
      const MlsBorder *border = &g_array_index (tile->borders, MlsBorder, i);

      if (is_shown (border, sides) && is_changed (border, sides) == changed)
        mls_line_field_add (field, border->x0, border->y0, border->x1, border->y1);
    }

  mls_line_field_blend (field, rgb, stride);
}

static void
blend_borders (const MlsColouring *colouring, const MlsIdTile *tile, guint8 *rgb, gsize stride)
{
  Sides sides = sides_new (colouring, tile);

  blend_lines (colouring, tile, &sides, FALSE, rgb, stride);
  if (sides.any_changed)
    blend_lines (colouring, tile, &sides, TRUE, rgb, stride);

  g_free (sides.codes);
  g_free (sides.changed);
}

/**
 * mls_colouring_blend:
 * @colouring: how to show the tile
 * @tile: a tile
 * @rgb: (array): in, the photo; out, the picture: 3 bytes a pixel, of the size of the picture that
 *   @tile was made for
 * @stride: bytes from a row to the next
 *
 * Lays the fills and the borders of @tile over a photo. Any thread.
 */
void
mls_colouring_blend (const MlsColouring *colouring,
                     const MlsIdTile    *tile,
                     guint8             *rgb,
                     gsize               stride)
{
  g_return_if_fail (colouring->opacity >= 0 && colouring->opacity <= 1);

  if (tile->is_overview)
    {
      mls_overview_blend (colouring, tile, rgb, stride);
      return;
    }

  if (colouring->opacity > 0)
    blend_fills (colouring, tile, rgb, stride);
  if (tile->borders != NULL && tile->borders->len > 0)
    blend_borders (colouring, tile, rgb, stride);
}
