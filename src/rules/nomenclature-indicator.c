/* Coarser classes that ground is counted by: any number of indicators, named by the tables. */

#include "rules/nomenclature-private.h"

#include "rules/error.h"

#include <string.h>

static MlsIndicatorClass
own_class (MlsNomenclature *self, const MlsIndicatorClass *row)
{
  MlsIndicatorClass own = *row;

  own.label_fr = g_string_chunk_insert_const (self->texts, row->label_fr != NULL ? row->label_fr : "");
  own.label_en = g_string_chunk_insert_const (self->texts, row->label_en != NULL ? row->label_en : "");

  return own;
}

static MlsIndicatorClass *
find_title (const MlsNomenclature *self, MlsIndicator indicator)
{
  for (guint i = 0; i < self->indicators->len; i++)
    if (g_array_index (self->indicators, MlsIndicatorClass, i).indicator == indicator)
      return &g_array_index (self->indicators, MlsIndicatorClass, i);

  return NULL;
}

static MlsIndicatorClass *
find_class (const MlsNomenclature *self, MlsIndicator indicator, MlsText code)
{
  for (guint i = 0; i < self->indicator_classes->len; i++)
    {
      MlsIndicatorClass *klass = &g_array_index (self->indicator_classes, MlsIndicatorClass, i);

      if (klass->indicator == indicator && klass->code == code)
        return klass;
    }

  return NULL;
}

static gboolean
check_class (const MlsNomenclature *self, const MlsIndicatorClass *row, GError **error)
{
  const char *name = g_quark_to_string (row->indicator);
  const char *code = row->code != 0 ? g_quark_to_string (row->code) : NULL;

  if (!mls_indicator_is_name (name))
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT,
                 "“%s” is no name of an indicator: a letter, then letters, digits and _, and no column of another meaning",
                 name);
  else if (code != NULL && strchr (code, '|') != NULL)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "“%s” is no code of a class: “|” stands between several", code);
  else if (code != NULL && find_class (self, row->indicator, row->code) != NULL)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "the class %s of %s is defined twice", code, name);
  else
    return TRUE;

  return FALSE;
}

/**
 * mls_nomenclature_add_indicator_class:
 * @nomenclature: a nomenclature nobody else holds
 * @row: a class, or with no code the title of an indicator; its texts are copied
 * @error: %MLS_RULES_ERROR_FORMAT for what is no name, %MLS_RULES_ERROR_CODE for a class that is there
 *
 * An indicator is there once it has a title or a class.
 *
 * Returns: whether it was added
 */
gboolean
mls_nomenclature_add_indicator_class (MlsNomenclature *nomenclature, const MlsIndicatorClass *row, GError **error)
{
  MlsIndicatorClass own, *title;

  if (!check_class (nomenclature, row, error))
    return FALSE;

  own = own_class (nomenclature, row);
  title = find_title (nomenclature, row->indicator);
  if (title == NULL)
    {
      const MlsIndicatorClass untitled = { .indicator = row->indicator, .label_fr = "", .label_en = "" };

      g_array_append_val (nomenclature->indicators, untitled);
      title = find_title (nomenclature, row->indicator);
    }

  if (row->code != 0)
    g_array_append_val (nomenclature->indicator_classes, own);
  else
    *title = own;

  return TRUE;
}

/**
 * mls_nomenclature_indicators:
 * @nomenclature: a nomenclature
 *
 * Returns: (transfer none) (element-type MlsIndicatorClass): its indicators, as classes without a code whose labels are
 *   their titles
 */
const GArray *
mls_nomenclature_indicators (const MlsNomenclature *nomenclature)
{
  return nomenclature->indicators;
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
  return nomenclature->indicator_classes;
}

/**
 * mls_nomenclature_find_indicator:
 * @nomenclature: a nomenclature
 * @name: (nullable): a name
 *
 * Returns: its indicator of that name, or %MLS_INDICATOR_NONE
 */
MlsIndicator
mls_nomenclature_find_indicator (const MlsNomenclature *nomenclature, const char *name)
{
  MlsIndicator indicator = name != NULL ? g_quark_try_string (name) : 0;

  return find_title (nomenclature, indicator) != NULL ? indicator : MLS_INDICATOR_NONE;
}

/**
 * mls_nomenclature_indicator_title:
 * @nomenclature: a nomenclature
 * @indicator: one of its indicators
 * @language: the language wanted
 *
 * Returns: what people call it, in that language or in one it has, or its name
 */
const char *
mls_nomenclature_indicator_title (const MlsNomenclature *nomenclature, MlsIndicator indicator, MlsLanguage language)
{
  const MlsIndicatorClass *title = find_title (nomenclature, indicator);
  const char *label = title != NULL ? mls_indicator_class_label (title, language) : NULL;

  return label != NULL ? label : g_quark_to_string (indicator);
}

/**
 * mls_nomenclature_indicator_column:
 * @nomenclature: a nomenclature
 * @indicator: one of its indicators
 *
 * Returns: what its columns in products begin with: what a rule tells, or its name
 */
const char *
mls_nomenclature_indicator_column (const MlsNomenclature *nomenclature, MlsIndicator indicator)
{
  const char *column = g_hash_table_lookup (nomenclature->columns, GUINT_TO_POINTER (indicator));

  return column != NULL ? column : g_quark_to_string (indicator);
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
  MlsText wanted = code != NULL ? g_quark_try_string (code) : 0;

  return wanted != 0 ? find_class (nomenclature, indicator, wanted) : NULL;
}

/**
 * mls_nomenclature_n_indicator_classes:
 * @self: a nomenclature
 * @indicator: an indicator
 *
 * Returns: how many classes it has
 */
guint
mls_nomenclature_n_indicator_classes (const MlsNomenclature *self, MlsIndicator indicator)
{
  guint n = 0;

  for (guint i = 0; i < self->indicator_classes->len; i++)
    n += g_array_index (self->indicator_classes, MlsIndicatorClass, i).indicator == indicator;

  return n;
}

/*< private >
 * mls_nomenclature_indicator_place:
 * @self: a nomenclature
 * @indicator: an indicator
 * @code: a code, or 0
 * @otherwise: any number
 *
 * Returns: which of its classes has @code, from 0; @otherwise if none has
 */
guint
mls_nomenclature_indicator_place (const MlsNomenclature *self, MlsIndicator indicator, MlsText code, guint otherwise)
{
  guint place = 0;

  for (guint i = 0; i < self->indicator_classes->len; i++)
    {
      const MlsIndicatorClass *klass = &g_array_index (self->indicator_classes, MlsIndicatorClass, i);

      if (klass->indicator == indicator && klass->code == code)
        return place;
      place += klass->indicator == indicator;
    }

  return otherwise;
}

/**
 * mls_nomenclature_tells_land_take:
 * @nomenclature: a nomenclature
 * @indicator: an indicator
 *
 * Returns: whether its classes tell open land from urban land
 */
gboolean
mls_nomenclature_tells_land_take (const MlsNomenclature *nomenclature, MlsIndicator indicator)
{
  gboolean has[MLS_N_TAKES] = { FALSE };

  for (guint i = 0; i < nomenclature->indicator_classes->len; i++)
    {
      const MlsIndicatorClass *klass = &g_array_index (nomenclature->indicator_classes, MlsIndicatorClass, i);

      if (klass->indicator == indicator)
        has[klass->land] = TRUE;
    }

  return has[MLS_TAKE_OPEN] && has[MLS_TAKE_URBAN];
}

/*< private >
 * mls_nomenclature_keep_codes:
 * @self: a nomenclature
 * @codes: (nullable): what something is counted as
 *
 * Returns: (nullable): a copy, that is there as long as @self
 */
const MlsIndicatorCode *
mls_nomenclature_keep_codes (MlsNomenclature *self, const MlsIndicatorCode *codes)
{
  gsize n = 0;
  MlsIndicatorCode *own;

  if (codes == NULL)
    return NULL;

  while (codes[n].indicator != MLS_INDICATOR_NONE)
    n++;
  own = g_memdup2 (codes, (n + 1) * sizeof *codes);
  g_ptr_array_add (self->counted, own);

  return own;
}

/* What the class or one above it is counted as. */
static MlsText
count_class (const MlsNomenclature *self, MlsDimension dimension, MlsText code, MlsIndicator indicator)
{
  const MlsClass *klass = mls_nomenclature_class (self, dimension, code);

  for (; klass != NULL; klass = mls_nomenclature_class (self, dimension, klass->parent))
    {
      MlsText counted = mls_indicator_codes_find (klass->counted, indicator);

      if (counted != 0)
        return counted;
    }

  return 0;
}

/**
 * mls_nomenclature_count_as:
 * @nomenclature: a nomenclature
 * @codes: what some ground is
 * @year: in which year
 * @indicator: an indicator
 *
 * Returns: the class that it is counted as: that of the pair, else of the cover or one above it, else of the use; several
 *   with "|" between where something else decides; 0 if @indicator says nothing of it
 */
MlsText
mls_nomenclature_count_as (const MlsNomenclature *nomenclature, MlsPair codes, int year, MlsIndicator indicator)
{
  const MlsPairRule *rule = mls_nomenclature_find_pair (nomenclature, codes, year);
  MlsText counted = rule != NULL ? mls_indicator_codes_find (rule->counted, indicator) : 0;

  if (counted == 0)
    counted = count_class (nomenclature, MLS_DIMENSION_COVER, codes.cover, indicator);

  return counted != 0 ? counted : count_class (nomenclature, MLS_DIMENSION_USE, codes.use, indicator);
}

/**
 * mls_indicator_class_label:
 * @klass: a class of an indicator, or its title
 * @language: the language wanted
 *
 * Returns: (nullable): its label in that language, or in one it has, or its code; %NULL for a title that says nothing
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
