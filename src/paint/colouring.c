#include "paint/colouring.h"

#include "paint/border-blend.h"
#include "paint/fill-blend.h"
#include "paint/overview-blend.h"
#include "paint/rim.h"
#include "rules/classing.h"

/* The dimension whose classes give the colours. */
static MlsDimension
fill_dimension (MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_USE ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER;
}

static MlsText
indicator_code (const MlsColouring *colouring, const MlsLabel *label)
{
  const MlsClassing classing = { .nomenclature = colouring->nomenclature, .indicator = colouring->indicator };

  return mls_classing_indicator (&classing, mls_label_pair (label), colouring->year);
}

/* The colours of the first and the last of the classes that ground may be counted by; one where it is certain. */
static gboolean
indicator_colours (const MlsColouring *colouring, const MlsLabel *label, guint32 *first, guint32 *last)
{
  g_auto (GStrv) codes = g_strsplit (g_quark_to_string (indicator_code (colouring, label)), "|", -1);
  const MlsNomenclature *of = colouring->nomenclature;
  const MlsIndicatorClass *a = mls_nomenclature_indicator_class (of, colouring->indicator, codes[0]);
  const MlsIndicatorClass *b = mls_nomenclature_indicator_class (of, colouring->indicator, codes[g_strv_length (codes) - 1]);

  if (a == NULL || b == NULL)
    return FALSE;

  *first = a->colour;
  *last = b->colour;

  return TRUE;
}

/**
 * mls_colouring_code:
 * @colouring: a colouring
 * @label: a label
 *
 * Returns: the code that gives its ground a colour, 0 if there is none to show. Of an indicator it may be
 *   several, or %MLS_CLASSING_UNCOUNTED
 */
MlsText
mls_colouring_code (const MlsColouring *colouring, const MlsLabel *label)
{
  if (colouring->indicator != MLS_INDICATOR_NONE)
    return indicator_code (colouring, label);

  return (MlsText) mls_label_code (label, fill_dimension (colouring->dimension));
}

/**
 * mls_colouring_class:
 * @colouring: a colouring
 * @label: a label that has a code in the shown dimension
 *
 * Returns: (transfer none) (nullable): its class at the shown level, or %NULL for a code the
 *   nomenclature has no colour for, and where an indicator gives the colours
 */
const MlsClass *
mls_colouring_class (const MlsColouring *colouring, const MlsLabel *label)
{
  MlsDimension dimension = fill_dimension (colouring->dimension);
  const MlsClass *klass;

  if (colouring->indicator != MLS_INDICATOR_NONE)
    return NULL;

  klass = mls_nomenclature_class (colouring->nomenclature, dimension, mls_colouring_code (colouring, label));
  while (klass != NULL && klass->level > colouring->level && klass->parent != 0)
    klass = mls_nomenclature_class (colouring->nomenclature, dimension, klass->parent);

  return klass != NULL && klass->state == MLS_CODE_VALID ? klass : NULL;
}

/**
 * mls_colouring_fill:
 * @colouring: a colouring
 * @label: a label that has a code in the shown dimension
 *
 * Returns: the colour of its class at the shown level or of the indicator, 0xrrggbb
 */
guint32
mls_colouring_fill (const MlsColouring *colouring, const MlsLabel *label)
{
  const MlsClass *klass = mls_colouring_class (colouring, label);
  guint32 first, last;

  if (colouring->indicator != MLS_INDICATOR_NONE && indicator_colours (colouring, label, &first, &last))
    return last;

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

/**
 * mls_colouring_pattern:
 * @colouring: a colouring
 * @label: a label
 *
 * Returns: (transfer full) (nullable): what is drawn on its ground in place of one colour, or %NULL
 */
MlsPattern *
mls_colouring_pattern (const MlsColouring *colouring, const MlsLabel *label)
{
  const MlsClass *klass = colouring->patterned ? mls_colouring_class (colouring, label) : NULL;
  guint32 first, last;

  if (colouring->patterned && colouring->indicator != MLS_INDICATOR_NONE && !mls_label_is_null (label) &&
      indicator_colours (colouring, label, &first, &last) && first != last)
    return mls_pattern_new_striped (last, first, colouring->hidpi);

  return klass != NULL ? mls_pattern_new (colouring->nomenclature, klass->code, klass->colour, colouring->hidpi) : NULL;
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
    mls_fill_blend (colouring, tile, rgb, stride);
  if (colouring->opacity > 0 && colouring->patterned && tile->has_borders)
    mls_rim_blend (colouring, tile, rgb, stride);
  if (tile->n_borders > 0)
    mls_border_blend (colouring, tile, rgb, stride);
}
