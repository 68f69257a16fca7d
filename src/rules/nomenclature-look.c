/* What maps of a nomenclature look like, beyond the colours of its classes. */

#include "rules/nomenclature-private.h"

#include <string.h>

/**
 * mls_nomenclature_add_symbol:
 * @nomenclature: a nomenclature nobody else holds
 * @symbol: a symbol that can be drawn, over those added before it for its class
 */
void
mls_nomenclature_add_symbol (MlsNomenclature *nomenclature, const MlsSymbol *symbol)
{
  g_return_if_fail (mls_symbol_is_drawable (symbol));

  g_array_append_val (nomenclature->symbols, *symbol);
}

/**
 * mls_nomenclature_symbols:
 * @nomenclature: a nomenclature
 *
 * Returns: (transfer none) (element-type MlsSymbol): the symbols of all classes, in the order they are drawn
 */
const GArray *
mls_nomenclature_symbols (const MlsNomenclature *nomenclature)
{
  return nomenclature->symbols;
}
