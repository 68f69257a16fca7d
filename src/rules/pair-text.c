#include "rules/pair-text.h"

/**
 * mls_pair_text_read:
 * @nomenclature: a nomenclature
 * @text: codes as "CS6.3.0 US1.1.3", or "112" of one dimension, in small letters or capitals
 *
 * Returns: them; both are 0 if @nomenclature does not know one, or asks for more
 */
MlsPair
mls_pair_text_read (const MlsNomenclature *nomenclature, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);
  MlsPair pair = { 0, 0 };

  for (char **word = words; *word != NULL; word++)
    {
      MlsText cover = mls_nomenclature_read_code (nomenclature, MLS_DIMENSION_COVER, *word);
      MlsText use = mls_nomenclature_read_code (nomenclature, MLS_DIMENSION_USE, *word);

      if (cover != 0 && pair.cover == 0 && mls_nomenclature_class (nomenclature, MLS_DIMENSION_COVER, cover) != NULL)
        pair.cover = cover;
      else if (use != 0 && pair.use == 0 && mls_nomenclature_class (nomenclature, MLS_DIMENSION_USE, use) != NULL)
        pair.use = use;
      else if (**word != '\0')
        return (MlsPair){ 0, 0 };
    }

  return mls_nomenclature_is_whole (nomenclature, pair) ? pair : (MlsPair){ 0, 0 };
}

/**
 * mls_pair_text_write:
 * @pair: a pair
 *
 * Returns: (transfer full): its codes, as mls_pair_text_read() takes them; empty for none
 */
char *
mls_pair_text_write (MlsPair pair)
{
  if (pair.cover != 0 && pair.use != 0)
    return g_strdup_printf ("%s %s", g_quark_to_string (pair.cover), g_quark_to_string (pair.use));

  if (pair.cover == 0 && pair.use == 0)
    return g_strdup ("");

  return g_strdup (g_quark_to_string (pair.cover != 0 ? pair.cover : pair.use));
}
