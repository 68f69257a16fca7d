#include "rules/symbol.h"

/* No pattern is finer or wider than eyes and paper are. */
#define LEAST_MM 0.05
#define MOST_MM  50

static const char *const names[MLS_N_SYMBOL_SHAPES] = {
  [MLS_SYMBOL_HATCH] = "hatch",   [MLS_SYMBOL_CIRCLE] = "circle", [MLS_SYMBOL_SQUARE] = "square",
  [MLS_SYMBOL_TRIANGLE] = "triangle", [MLS_SYMBOL_DASH] = "dash", [MLS_SYMBOL_CROSS] = "cross",
  [MLS_SYMBOL_SALTIRE] = "saltire",  [MLS_SYMBOL_THICK_CROSS] = "thick-cross",
  [MLS_SYMBOL_RIM] = "rim",
};

/**
 * mls_symbol_shape_name:
 * @shape: a shape
 *
 * Returns: its name in files
 */
const char *
mls_symbol_shape_name (MlsSymbolShape shape)
{
  return names[shape];
}

/**
 * mls_symbol_shape_from_name:
 * @name: (nullable): a name
 * @out: (out): the shape
 *
 * Returns: whether there is one of that name
 */
gboolean
mls_symbol_shape_from_name (const char *name, MlsSymbolShape *out)
{
  for (MlsSymbolShape shape = 0; shape < MLS_N_SYMBOL_SHAPES; shape++)
    if (g_strcmp0 (names[shape], name) == 0)
      {
        *out = shape;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_symbol_shape_has_inside:
 * @shape: a shape
 *
 * Returns: whether there is something of it to fill, and not lines alone
 */
gboolean
mls_symbol_shape_has_inside (MlsSymbolShape shape)
{
  return shape != MLS_SYMBOL_DASH && shape != MLS_SYMBOL_CROSS && shape != MLS_SYMBOL_SALTIRE;
}

/**
 * mls_symbol_has_outline:
 * @symbol: a symbol of a shape
 *
 * Returns: whether its outline is drawn: of another colour than the inside, or all there is of it
 */
gboolean
mls_symbol_has_outline (const MlsSymbol *symbol)
{
  return !mls_symbol_shape_has_inside (symbol->shape) || symbol->outline != symbol->colour;
}

static gboolean
is_length (double mm)
{
  return mm >= LEAST_MM && mm <= MOST_MM;
}

/**
 * mls_symbol_is_drawable:
 * @symbol: a symbol
 *
 * Returns: whether its lengths are such that it can be drawn
 */
gboolean
mls_symbol_is_drawable (const MlsSymbol *symbol)
{
  if (symbol->code == 0 || !is_length (symbol->size_mm))
    return FALSE;

  return symbol->shape == MLS_SYMBOL_RIM || (is_length (symbol->across_mm) && is_length (symbol->down_mm) &&
                                             symbol->angle >= -360 && symbol->angle <= 360);
}
