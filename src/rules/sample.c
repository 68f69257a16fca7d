#include "rules/sample.h"

/**
 * mls_unit_new:
 *
 * Returns: (transfer full): a unit of which nothing is known yet, with an empty outline
 */
MlsUnit *
mls_unit_new (void)
{
  MlsUnit *self = g_new0 (MlsUnit, 1);

  self->box = MLS_BOX_EMPTY;
  self->outline = mls_shape_new ();

  return self;
}

/**
 * mls_unit_free:
 * @self: (transfer full): a unit
 */
void
mls_unit_free (MlsUnit *self)
{
  mls_shape_free (self->outline);
  g_free (self);
}
