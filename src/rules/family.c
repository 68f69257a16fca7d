#include "rules/family.h"

#include "rules/nomenclature-private.h"

static MlsFamily *
lookup_family (const MlsNomenclature *self, MlsText name)
{
  for (guint i = 0; i < self->families->len; i++)
    if (g_array_index (self->families, MlsFamily, i).name == name)
      return &g_array_index (self->families, MlsFamily, i);

  return NULL;
}

static const char *
keep_label (MlsNomenclature *self, const char *label)
{
  return g_string_chunk_insert_const (self->texts, label != NULL ? label : "");
}

/**
 * mls_nomenclature_set_family:
 * @nomenclature: a nomenclature nobody else holds
 * @family: a family, with or without labels (%NULL: none) and kind; texts are copied
 *
 * What was said of it before is said no more.
 */
void
mls_nomenclature_set_family (MlsNomenclature *nomenclature, const MlsFamily *family)
{
  const MlsFamily own = { family->name, keep_label (nomenclature, family->label_fr), keep_label (nomenclature, family->label_en),
                          family->kind };
  MlsFamily *there;

  g_return_if_fail (family->name != MLS_FAMILY_NONE);

  there = lookup_family (nomenclature, family->name);
  if (there != NULL)
    *there = own;
  else
    g_array_append_val (nomenclature->families, own);
}

/**
 * mls_nomenclature_families:
 * @nomenclature: a nomenclature
 *
 * Returns: (transfer none) (element-type MlsFamily): its families, as they were added or classes named them
 */
const GArray *
mls_nomenclature_families (const MlsNomenclature *nomenclature)
{
  return nomenclature->families;
}

/**
 * mls_nomenclature_family:
 * @nomenclature: a nomenclature
 * @name: a name, or 0
 *
 * Returns: (nullable) (transfer none): the family of that name, valid while @nomenclature is
 */
const MlsFamily *
mls_nomenclature_family (const MlsNomenclature *nomenclature, MlsText name)
{
  return lookup_family (nomenclature, name);
}

/**
 * mls_family_label:
 * @family: a family
 * @language: the language wanted
 *
 * Returns: its label in that language, or in the other, or its name
 */
const char *
mls_family_label (const MlsFamily *family, MlsLanguage language)
{
  const char *label = language == MLS_LANGUAGE_FRENCH ? family->label_fr : family->label_en;
  const char *other = language == MLS_LANGUAGE_FRENCH ? family->label_en : family->label_fr;

  if (*label != '\0')
    return label;

  return *other != '\0' ? other : g_quark_to_string (family->name);
}

/**
 * mls_nomenclature_are_akin:
 * @nomenclature: a nomenclature
 * @a: a family, or %MLS_FAMILY_NONE
 * @b: another
 *
 * Returns: whether both are of one kind
 */
gboolean
mls_nomenclature_are_akin (const MlsNomenclature *nomenclature, MlsText a, MlsText b)
{
  const MlsFamily *first = lookup_family (nomenclature, a);
  const MlsFamily *second = lookup_family (nomenclature, b);

  return first != NULL && second != NULL && first->kind != 0 && first->kind == second->kind;
}
