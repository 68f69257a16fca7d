/* What places are told by. */

#include "document/place-private.h"

/**
 * mls_place_rules_new:
 * @rules: rules that may change
 *
 * Returns: (transfer full): a copy that nobody changes, for any thread
 */
MlsPlaceRules *
mls_place_rules_new (const MlsRules *rules)
{
  MlsPlaceRules *self = g_new (MlsPlaceRules, 1);

  self->nomenclature = mls_nomenclature_ref ((MlsNomenclature *) rules->nomenclature);
  self->vintages = g_memdup2 (rules->vintages, rules->n_vintages * sizeof *rules->vintages);
  self->rules = *rules;
  self->rules.vintages = self->vintages;

  return self;
}

/**
 * mls_place_rules_free:
 * @self: (transfer full): rules
 */
void
mls_place_rules_free (MlsPlaceRules *self)
{
  mls_nomenclature_unref (self->nomenclature);
  g_free (self->vintages);
  g_free (self);
}

/**
 * mls_place_code_text:
 * @code: a code, or 0
 *
 * Returns: (transfer none): it, or what stands for none
 */
const char *
mls_place_code_text (MlsText code)
{
  return code != 0 ? g_quark_to_string (code) : "–";
}

/**
 * mls_place_class_text:
 * @rules: rules
 * @dimension: cover or use
 * @code: a code, or 0
 *
 * Returns: (transfer none): its label, or else the code itself
 */
const char *
mls_place_class_text (const MlsRules *rules, MlsDimension dimension, MlsText code)
{
  const MlsClass *klass = mls_nomenclature_class (rules->nomenclature, dimension, code);

  return klass != NULL ? mls_class_label (klass, rules->language) : mls_place_code_text (code);
}
