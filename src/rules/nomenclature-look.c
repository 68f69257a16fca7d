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

/**
 * mls_nomenclature_add_indicator_class:
 * @nomenclature: a nomenclature nobody else holds
 * @row: a class; its texts are copied
 */
void
mls_nomenclature_add_indicator_class (MlsNomenclature *nomenclature, const MlsIndicatorClass *row)
{
  MlsIndicatorClass own = *row;

  own.label_fr = g_string_chunk_insert_const (nomenclature->texts, row->label_fr != NULL ? row->label_fr : "");
  own.label_en = g_string_chunk_insert_const (nomenclature->texts, row->label_en != NULL ? row->label_en : "");
  g_array_append_val (nomenclature->indicators, own);
}

/**
 * mls_nomenclature_indicator_classes:
 * @nomenclature: a nomenclature
 *
 * Returns: (transfer none) (element-type MlsIndicatorClass): the classes of all indicators, as added
 */
const GArray *
mls_nomenclature_indicator_classes (const MlsNomenclature *nomenclature)
{
  return nomenclature->indicators;
}

/**
 * mls_nomenclature_has_indicator:
 * @nomenclature: a nomenclature
 * @indicator: an indicator
 *
 * Returns: whether it has classes of it
 */
gboolean
mls_nomenclature_has_indicator (const MlsNomenclature *nomenclature, MlsIndicator indicator)
{
  for (guint i = 0; i < nomenclature->indicators->len; i++)
    if (g_array_index (nomenclature->indicators, MlsIndicatorClass, i).indicator == indicator)
      return TRUE;

  return FALSE;
}

/**
 * mls_nomenclature_indicator_class:
 * @nomenclature: a nomenclature
 * @indicator: an indicator
 * @code: (nullable): the code of a class of it
 *
 * Returns: (nullable) (transfer none): the class, valid while @nomenclature is
 */
const MlsIndicatorClass *
mls_nomenclature_indicator_class (const MlsNomenclature *nomenclature, MlsIndicator indicator, const char *code)
{
  GQuark wanted = code != NULL ? g_quark_try_string (code) : 0;

  for (guint i = 0; wanted != 0 && i < nomenclature->indicators->len; i++)
    {
      const MlsIndicatorClass *klass = &g_array_index (nomenclature->indicators, MlsIndicatorClass, i);

      if (klass->indicator == indicator && klass->code == wanted)
        return klass;
    }

  return NULL;
}

/**
 * mls_pair_rule_indicator:
 * @rule: a pair
 * @indicator: an indicator
 *
 * Returns: the class it is counted by, 0 if that is unknown; "a|b" where what lies near decides, the last of
 *   them where nothing does
 */
MlsText
mls_pair_rule_indicator (const MlsPairRule *rule, MlsIndicator indicator)
{
  switch (indicator)
    {
    case MLS_INDICATOR_POST4:
      return rule->post4;
    case MLS_INDICATOR_POST21:
      return rule->post21;
    case MLS_INDICATOR_ENAF:
      return rule->enaf;
    case MLS_INDICATOR_NONE:
    case MLS_N_INDICATORS:
      break;
    }

  return 0;
}

/**
 * mls_indicator_class_label:
 * @klass: a class of an indicator
 * @language: the language wanted
 *
 * Returns: its label in that language, or in one it has, or its code
 */
const char *
mls_indicator_class_label (const MlsIndicatorClass *klass, MlsLanguage language)
{
  const char *labels[MLS_N_LANGUAGES] = { [MLS_LANGUAGE_FRENCH] = klass->label_fr,
                                          [MLS_LANGUAGE_ENGLISH] = klass->label_en };

  if (*labels[language] != '\0')
    return labels[language];

  return *klass->label_fr != '\0' ? klass->label_fr
         : *klass->label_en != '\0' ? klass->label_en
                                    : g_quark_to_string (klass->code);
}
