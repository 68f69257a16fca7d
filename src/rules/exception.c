#include "rules/exception.h"

/**
 * mls_exception_excuses:
 * @exception: an exception given for a place in the region
 * @offence: what the region breaks
 *
 * Leave is given for a region of one code that is no smaller now; read with a millimetre along its
 * border, which is what edits beside it may take.
 *
 * Returns: whether @exception still holds for it
 */
gboolean
mls_exception_excuses (const MlsException *exception, const MlsOffence *offence)
{
  MlsArea2 tolerance = (MlsArea2) (2 * offence->perimeter);

  return g_strcmp0 (g_quark_to_string (exception->rule), offence->rule) == 0 &&
         exception->vintage == offence->vintage && exception->dimension == offence->dimension &&
         (exception->code == 0 || exception->code == offence->code) &&
         offence->area2 >= mls_area2_from_m2 (exception->area_m2) - tolerance;
}
