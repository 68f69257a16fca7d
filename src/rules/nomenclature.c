#include "rules/nomenclature-private.h"

#include "rules/error.h"

#include <string.h>

/* The colour of a code that came with the data and has no parent to take one from. */
#define UNKNOWN_COLOUR 0x9a9996

/* Of a dimension: more of them nobody maps by, and a table of something else is told early. */
#define MAX_CLASSES 10000

static const char *const about_keys[] = { MLS_NOMENCLATURE_ABOUT_KEYS };

/**
 * mls_nomenclature_new:
 *
 * Returns: (transfer full): a nomenclature without a class
 */
MlsNomenclature *
mls_nomenclature_new (void)
{
  MlsNomenclature *self = g_new0 (MlsNomenclature, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->texts = g_string_chunk_new (4096);
  self->about = g_hash_table_new (g_str_hash, g_str_equal);
  self->pairs = g_ptr_array_new_with_free_func (g_free);
  self->families = g_array_new (FALSE, FALSE, sizeof (MlsFamily));
  self->transitions = g_array_new (FALSE, FALSE, sizeof (MlsTransitionRule));
  self->symbols = g_array_new (FALSE, FALSE, sizeof (MlsSymbol));
  self->indicators = g_array_new (FALSE, FALSE, sizeof (MlsIndicatorClass));
  self->indicator_classes = g_array_new (FALSE, FALSE, sizeof (MlsIndicatorClass));
  self->counted = g_ptr_array_new_with_free_func (g_free);
  self->rules = g_ptr_array_new ();
  self->near_rules = g_array_new (FALSE, FALSE, sizeof (MlsNearRule));
  self->near = g_hash_table_new (NULL, NULL);
  self->columns = g_hash_table_new (NULL, NULL);
  self->follows = g_hash_table_new (NULL, NULL);
  self->by_pair = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);

  for (int i = 0; i < MLS_N_CLASS_DIMENSIONS; i++)
    {
      self->classes[i] = g_ptr_array_new_with_free_func (g_free);
      self->by_code[i] = g_hash_table_new (NULL, NULL);
    }

  return self;
}

/**
 * mls_nomenclature_ref:
 * @nomenclature: a nomenclature; from now on nobody adds to it
 *
 * Any thread.
 *
 * Returns: (transfer full): @nomenclature, counted once more
 */
MlsNomenclature *
mls_nomenclature_ref (MlsNomenclature *nomenclature)
{
  g_atomic_ref_count_inc (&nomenclature->ref_count);

  return nomenclature;
}

/**
 * mls_nomenclature_unref:
 * @nomenclature: (transfer full): a nomenclature
 *
 * Any thread.
 */
void
mls_nomenclature_unref (MlsNomenclature *nomenclature)
{
  if (!g_atomic_ref_count_dec (&nomenclature->ref_count))
    return;

  for (int i = 0; i < MLS_N_CLASS_DIMENSIONS; i++)
    {
      g_clear_pointer (&nomenclature->pattern[i], g_regex_unref);
      g_hash_table_unref (nomenclature->by_code[i]);
      g_ptr_array_unref (nomenclature->classes[i]);
    }

  g_hash_table_unref (nomenclature->by_pair);
  g_ptr_array_unref (nomenclature->pairs);
  g_array_unref (nomenclature->families);
  g_array_unref (nomenclature->transitions);
  g_array_unref (nomenclature->symbols);
  g_array_unref (nomenclature->indicators);
  g_array_unref (nomenclature->indicator_classes);
  g_ptr_array_unref (nomenclature->counted);
  g_ptr_array_unref (nomenclature->rules);
  g_array_unref (nomenclature->near_rules);
  g_hash_table_unref (nomenclature->near);
  g_hash_table_unref (nomenclature->columns);
  g_hash_table_unref (nomenclature->follows);
  g_hash_table_unref (nomenclature->about);
  g_string_chunk_free (nomenclature->texts);
  g_free (nomenclature);
}

/* Parents come before their children, so level by level. */
static void
copy_level (MlsNomenclature *copy, const GPtrArray *classes, guint level)
{
  for (guint i = 0; i < classes->len; i++)
    {
      const MlsClass *klass = g_ptr_array_index (classes, i);

      if (klass->level == level)
        mls_nomenclature_add_class (copy, klass, NULL);
    }
}

static void
copy_indicators (MlsNomenclature *copy, const MlsNomenclature *nomenclature)
{
  for (guint i = 0; i < nomenclature->indicators->len; i++)
    mls_nomenclature_add_indicator_class (copy, &g_array_index (nomenclature->indicators, MlsIndicatorClass, i), NULL);
  for (guint i = 0; i < nomenclature->indicator_classes->len; i++)
    mls_nomenclature_add_indicator_class (copy, &g_array_index (nomenclature->indicator_classes, MlsIndicatorClass, i), NULL);
  for (guint i = 0; i < nomenclature->rules->len; i += 2)
    mls_nomenclature_set_rule (copy, g_ptr_array_index (nomenclature->rules, i),
                               g_ptr_array_index (nomenclature->rules, i + 1), NULL);
}

/**
 * mls_nomenclature_copy:
 * @nomenclature: a nomenclature
 *
 * Returns: (transfer full): another of the same classes and pairs, that can be added to
 */
MlsNomenclature *
mls_nomenclature_copy (const MlsNomenclature *nomenclature)
{
  MlsNomenclature *copy = mls_nomenclature_new ();

  for (guint i = 0; i < G_N_ELEMENTS (about_keys); i++)
    {
      const char *value = mls_nomenclature_about (nomenclature, about_keys[i]);

      if (value != NULL)
        mls_nomenclature_set_about (copy, about_keys[i], value, NULL);
    }

  for (guint i = 0; i < nomenclature->families->len; i++)
    mls_nomenclature_set_family (copy, &g_array_index (nomenclature->families, MlsFamily, i));
  for (int d = 0; d < MLS_N_CLASS_DIMENSIONS; d++)
    for (guint level = 1; copy->classes[d]->len < nomenclature->classes[d]->len; level++)
      copy_level (copy, nomenclature->classes[d], level);

  for (guint i = 0; i < nomenclature->pairs->len; i++)
    mls_nomenclature_add_pair (copy, g_ptr_array_index (nomenclature->pairs, i), NULL);
  mls_nomenclature_set_transitions (copy, nomenclature->transitions);
  g_array_append_vals (copy->symbols, nomenclature->symbols->data, nomenclature->symbols->len);
  copy_indicators (copy, nomenclature);

  return copy;
}

static gboolean
is_unshared (const MlsNomenclature *self)
{
  return g_atomic_int_get ((gint *) &self->ref_count) == 1;
}

/**
 * mls_nomenclature_set_about:
 * @nomenclature: a nomenclature nobody else holds
 * @key: one of %MLS_NOMENCLATURE_ABOUT_KEYS
 * @value: what to say; for a pattern, a regular expression that a whole code matches
 * @error: %MLS_RULES_ERROR_FORMAT for an unknown key or a pattern that is none
 *
 * Returns: whether it was set
 */
gboolean
mls_nomenclature_set_about (MlsNomenclature *nomenclature,
                            const char      *key,
                            const char      *value,
                            GError         **error)
{
  gboolean known = FALSE;

  g_return_val_if_fail (is_unshared (nomenclature), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (about_keys); i++)
    known = known || strcmp (key, about_keys[i]) == 0;

  if (!known)
    {
      g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "“%s” is no key of a nomenclature", key);
      return FALSE;
    }

  if (g_str_has_suffix (key, "_pattern"))
    {
      MlsDimension dimension = g_str_has_prefix (key, "cover") ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE;
      g_autofree char *whole = g_strdup_printf ("^(?:%s)$", value);
      g_autoptr (GError) reason = NULL;
      GRegex *pattern = g_regex_new (whole, G_REGEX_DOLLAR_ENDONLY, 0, &reason);

      if (pattern == NULL)
        {
          g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "%s “%s”: %s", key, value,
                       reason->message);
          return FALSE;
        }

      g_clear_pointer (&nomenclature->pattern[dimension], g_regex_unref);
      nomenclature->pattern[dimension] = pattern;
    }

  g_hash_table_replace (nomenclature->about, g_string_chunk_insert_const (nomenclature->texts, key),
                        g_string_chunk_insert (nomenclature->texts, value));
  return TRUE;
}

/**
 * mls_nomenclature_about:
 * @nomenclature: a nomenclature
 * @key: one of %MLS_NOMENCLATURE_ABOUT_KEYS
 *
 * Returns: (nullable): what it says of itself there, valid while @nomenclature is
 */
const char *
mls_nomenclature_about (const MlsNomenclature *nomenclature, const char *key)
{
  return g_hash_table_lookup (nomenclature->about, key);
}

/* The class as it is kept, changed by nobody but the functions below. */
static MlsClass *
lookup_class (const MlsNomenclature *self, MlsDimension dimension, MlsText code)
{
  g_return_val_if_fail ((guint) dimension < MLS_N_CLASS_DIMENSIONS, NULL);

  return g_hash_table_lookup (self->by_code[dimension], GUINT_TO_POINTER (code));
}

static void
insert_by_code (GPtrArray *classes, MlsClass *klass)
{
  guint low = 0;
  guint high = classes->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const MlsClass *other = g_ptr_array_index (classes, middle);

      if (strcmp (g_quark_to_string (other->code), g_quark_to_string (klass->code)) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  g_ptr_array_insert (classes, (int) low, klass);
}

/* A class without a minimum of its own has to be judged by something where ground carries it: by
 * the highest below it. */
static void
raise_minima (MlsNomenclature *self, MlsClass *klass)
{
  MlsArea2 minimum = klass->minimum;

  while ((klass = lookup_class (self, klass->dimension, klass->parent)) != NULL)
    if (klass->minimum_m2 <= 0)
      klass->minimum = MAX (klass->minimum, minimum);
}

static gboolean
check_class (MlsNomenclature *self, const MlsClass *row, GError **error)
{
  const MlsClass *parent = lookup_class (self, row->dimension, row->parent);
  const char *code = g_quark_to_string (row->code);

  if (self->classes[row->dimension]->len >= MAX_CLASSES)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "there are more than %d classes", MAX_CLASSES);
  else if (lookup_class (self, row->dimension, row->code) != NULL)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "%s is defined twice", code);
  else if (row->parent != 0 && parent == NULL)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "the parent %s of %s is not defined",
                 g_quark_to_string (row->parent), code);
  else if (row->level != (parent != NULL ? parent->level + 1 : 1))
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "%s cannot be of level %u", code,
                 row->level);
  else if (self->families_listed && row->family != MLS_FAMILY_NONE && mls_nomenclature_family (self, row->family) == NULL)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "there is no family “%s”", g_quark_to_string (row->family));
  else if (!(row->minimum_m2 >= 0 && row->minimum_m2 <= 1e12))
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "%s has no minimum that can be", code);
  else
    return TRUE;

  return FALSE;
}

/* Where families have no table of their own, those are there that classes name. */
static void
note_family (MlsNomenclature *self, MlsText name)
{
  const MlsFamily bare = { .name = name };

  if (name != MLS_FAMILY_NONE && mls_nomenclature_family (self, name) == NULL)
    mls_nomenclature_set_family (self, &bare);
}

static const char *
keep_text (MlsNomenclature *self, const char *text)
{
  return g_string_chunk_insert_const (self->texts, text != NULL ? text : "");
}

static void
keep_definition (MlsNomenclature *self, MlsClass *klass, const MlsDefinition *definition)
{
  for (int i = 0; i < MLS_N_LANGUAGES; i++)
    klass->definition.text[i] = keep_text (self, definition->text[i]);
  klass->definition.link = keep_text (self, definition->link);
}

/**
 * mls_nomenclature_define:
 * @nomenclature: a nomenclature nobody else holds
 * @dimension: of what
 * @code: a code
 * @definition: what is published of it; texts are copied, %NULL is an empty one
 *
 * Returns: whether there is such a class
 */
gboolean
mls_nomenclature_define (MlsNomenclature *nomenclature, MlsDimension dimension, MlsText code, const MlsDefinition *definition)
{
  MlsClass *klass;

  g_return_val_if_fail (is_unshared (nomenclature) && (guint) dimension < MLS_N_CLASS_DIMENSIONS, FALSE);

  klass = g_hash_table_lookup (nomenclature->by_code[dimension], GUINT_TO_POINTER (code));
  if (klass != NULL)
    keep_definition (nomenclature, klass, definition);

  return klass != NULL;
}

/**
 * mls_nomenclature_add_class:
 * @nomenclature: a nomenclature nobody else holds
 * @row: the class; its derived fields do not count, %NULL labels are empty ones
 * @error: %MLS_RULES_ERROR_CODE if the code is there already, the parent or a family out of a table of them is not, or
 *   the level is not the one below its parent's; %MLS_RULES_ERROR_FORMAT for a minimum that is no area
 *
 * A parent is added before its children.
 *
 * Returns: whether it was added
 */
gboolean
mls_nomenclature_add_class (MlsNomenclature *nomenclature, const MlsClass *row, GError **error)
{
  MlsClass *klass;
  MlsClass *parent;

  g_return_val_if_fail (is_unshared (nomenclature) && row->code != 0, FALSE);
  g_return_val_if_fail ((guint) row->dimension < MLS_N_CLASS_DIMENSIONS, FALSE);

  if (!check_class (nomenclature, row, error))
    return FALSE;

  klass = g_memdup2 (row, sizeof *row);
  klass->n_children = 0;
  klass->minimum = mls_area2_from_m2 (row->minimum_m2);
  for (int i = 0; i < MLS_N_LANGUAGES; i++)
    klass->label[i] = keep_text (nomenclature, row->label[i]);
  keep_definition (nomenclature, klass, &row->definition);
  klass->counted = mls_nomenclature_keep_codes (nomenclature, row->counted);
  note_family (nomenclature, row->family);

  insert_by_code (nomenclature->classes[row->dimension], klass);
  g_hash_table_insert (nomenclature->by_code[row->dimension], GUINT_TO_POINTER (row->code), klass);

  /* A code tolerated below a class does not make that class one that cannot be given. */
  parent = lookup_class (nomenclature, row->dimension, row->parent);
  if (parent != NULL && row->state == MLS_CODE_VALID)
    parent->n_children++;
  raise_minima (nomenclature, klass);
  if (row->state == MLS_CODE_VALID)
    nomenclature->n_valid_classes[row->dimension]++;

  return TRUE;
}

/**
 * mls_nomenclature_classes:
 * @nomenclature: a nomenclature
 * @dimension: cover or use
 * @n_classes: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_classes): the classes of every level and state, by code;
 *   valid while @nomenclature is
 */
const MlsClass *const *
mls_nomenclature_classes (const MlsNomenclature *nomenclature,
                          MlsDimension           dimension,
                          guint                 *n_classes)
{
  g_return_val_if_fail ((guint) dimension < MLS_N_CLASS_DIMENSIONS, NULL);

  *n_classes = nomenclature->classes[dimension]->len;

  return (const MlsClass *const *) nomenclature->classes[dimension]->pdata;
}

/**
 * mls_nomenclature_has_dimension:
 * @nomenclature: a nomenclature
 * @dimension: any dimension
 *
 * Returns: whether ground is to have codes of it: both for the pair. All dimensions are had by a nomenclature without
 *   classes; codes that only came with the data make none
 */
gboolean
mls_nomenclature_has_dimension (const MlsNomenclature *nomenclature, MlsDimension dimension)
{
  gboolean covers = nomenclature->n_valid_classes[MLS_DIMENSION_COVER] > 0;
  gboolean uses = nomenclature->n_valid_classes[MLS_DIMENSION_USE] > 0;

  if (covers == uses)
    return TRUE;

  return dimension == (covers ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE);
}

/**
 * mls_nomenclature_whole:
 * @nomenclature: a nomenclature
 *
 * Returns: the dimension whose codes are all that it says of ground: the pair, or the only one that there is
 */
MlsDimension
mls_nomenclature_whole (const MlsNomenclature *nomenclature)
{
  if (mls_nomenclature_has_dimension (nomenclature, MLS_DIMENSION_PAIR))
    return MLS_DIMENSION_PAIR;

  return mls_nomenclature_has_dimension (nomenclature, MLS_DIMENSION_COVER) ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE;
}

/**
 * mls_nomenclature_is_whole:
 * @nomenclature: a nomenclature
 * @codes: codes that ground may be given
 *
 * Returns: whether there is one of each dimension that it has
 */
gboolean
mls_nomenclature_is_whole (const MlsNomenclature *nomenclature, MlsPair codes)
{
  return (codes.cover != 0 || !mls_nomenclature_has_dimension (nomenclature, MLS_DIMENSION_COVER)) &&
         (codes.use != 0 || !mls_nomenclature_has_dimension (nomenclature, MLS_DIMENSION_USE));
}

/**
 * mls_nomenclature_n_levels:
 * @nomenclature: a nomenclature
 *
 * Returns: how many levels its classes have at most, from 1; one of fewer is shown by its finest
 */
guint
mls_nomenclature_n_levels (const MlsNomenclature *nomenclature)
{
  guint n = 1;

  for (int d = MLS_DIMENSION_COVER; d <= MLS_DIMENSION_USE; d++)
    for (guint i = 0; i < nomenclature->classes[d]->len; i++)
      n = MAX (n, ((const MlsClass *) g_ptr_array_index (nomenclature->classes[d], i))->level);

  return n;
}

/**
 * mls_nomenclature_class:
 * @nomenclature: a nomenclature
 * @dimension: cover or use
 * @code: a code, or 0
 *
 * Returns: (nullable) (transfer none): its class, valid while @nomenclature is
 */
const MlsClass *
mls_nomenclature_class (const MlsNomenclature *nomenclature, MlsDimension dimension, MlsText code)
{
  return lookup_class (nomenclature, dimension, code);
}

/**
 * mls_class_label:
 * @klass: a class
 * @language: the language wanted
 *
 * Returns: its label in that language, or in one it has, or its code
 */
const char *
mls_class_label (const MlsClass *klass, MlsLanguage language)
{
  g_return_val_if_fail ((guint) language < MLS_N_LANGUAGES, NULL);

  if (*klass->label[language] != '\0')
    return klass->label[language];

  for (int i = 0; i < MLS_N_LANGUAGES; i++)
    if (*klass->label[i] != '\0')
      return klass->label[i];

  return g_quark_to_string (klass->code);
}

/**
 * mls_class_definition:
 * @klass: a class
 * @language: a language
 *
 * Returns: what is published of it in that language, else in the other; "" if nothing is
 */
const char *
mls_class_definition (const MlsClass *klass, MlsLanguage language)
{
  g_return_val_if_fail ((guint) language < MLS_N_LANGUAGES, "");

  for (int i = 0; *klass->definition.text[language] == '\0' && i < MLS_N_LANGUAGES; i++)
    if (*klass->definition.text[i] != '\0')
      return klass->definition.text[i];

  return klass->definition.text[language];
}

/**
 * mls_class_is_offered:
 * @klass: a class
 *
 * Returns: whether an operator may give its code: it is valid and has no classes below it
 */
gboolean
mls_class_is_offered (const MlsClass *klass)
{
  return klass->state == MLS_CODE_VALID && klass->n_children == 0;
}

/**
 * mls_nomenclature_code_state:
 * @nomenclature: a nomenclature
 * @dimension: cover or use
 * @code: a code; 0, which is no code, is valid
 *
 * Returns: valid if it may be given, tolerated if it came with the data or is a class of an upper
 *   level, invalid if @nomenclature does not know it
 */
MlsCodeState
mls_nomenclature_code_state (const MlsNomenclature *nomenclature,
                             MlsDimension           dimension,
                             MlsText                code)
{
  const MlsClass *klass;

  if (code == 0)
    return MLS_CODE_VALID;

  klass = lookup_class (nomenclature, dimension, code);
  if (klass == NULL)
    return MLS_CODE_INVALID;

  return mls_class_is_offered (klass) ? MLS_CODE_VALID : MLS_CODE_TOLERATED;
}

static MlsArea2
minimum_of_code (const MlsNomenclature *self, MlsDimension dimension, MlsText code)
{
  const MlsClass *klass = lookup_class (self, dimension, code);

  return klass != NULL ? klass->minimum : 0;
}

/**
 * mls_nomenclature_minimum:
 * @nomenclature: a nomenclature
 * @dimension: any dimension
 * @pair: the codes; what is not of @dimension does not count
 *
 * Returns: the minimum area of a region, the higher of both codes' for the pair; 0 without one, as
 *   for no code
 */
MlsArea2
mls_nomenclature_minimum (const MlsNomenclature *nomenclature, MlsDimension dimension, MlsPair pair)
{
  MlsArea2 cover = minimum_of_code (nomenclature, MLS_DIMENSION_COVER, pair.cover);
  MlsArea2 use = minimum_of_code (nomenclature, MLS_DIMENSION_USE, pair.use);

  switch (dimension)
    {
    case MLS_DIMENSION_COVER:
      return cover;
    case MLS_DIMENSION_USE:
      return use;
    case MLS_DIMENSION_PAIR:
      return MAX (cover, use);
    case MLS_N_DIMENSIONS:
      break;
    }

  g_assert_not_reached ();
}

/**
 * mls_nomenclature_largest_minimum:
 * @nomenclature: a nomenclature
 *
 * Returns: the largest minimum of any class; 0 if none has one
 */
MlsArea2
mls_nomenclature_largest_minimum (const MlsNomenclature *nomenclature)
{
  MlsArea2 largest = 0;

  for (int d = 0; d < MLS_N_CLASS_DIMENSIONS; d++)
    for (guint i = 0; i < nomenclature->classes[d]->len; i++)
      largest = MAX (largest, ((const MlsClass *) g_ptr_array_index (nomenclature->classes[d], i))->minimum);

  return largest;
}

static MlsText
ancestor (const MlsNomenclature *self, const MlsClass *klass, guint level)
{
  while (klass != NULL && klass->level > level)
    klass = lookup_class (self, klass->dimension, klass->parent);

  return klass != NULL && klass->level == level ? klass->code : 0;
}

/**
 * mls_nomenclature_closeness:
 * @nomenclature: a nomenclature
 * @dimension: cover or use
 * @a: a code
 * @b: another
 *
 * Returns: how close the two are in theme; a code that is not known is close to itself only
 */
MlsCloseness
mls_nomenclature_closeness (const MlsNomenclature *nomenclature,
                            MlsDimension           dimension,
                            MlsText                a,
                            MlsText                b)
{
  const MlsClass *first = lookup_class (nomenclature, dimension, a);
  const MlsClass *second = lookup_class (nomenclature, dimension, b);

  if (a == b)
    return MLS_CLOSENESS_SAME;
  if (first == NULL || second == NULL)
    return MLS_CLOSENESS_OTHER;

  for (guint level = 2; level > 0; level--)
    {
      MlsText above = ancestor (nomenclature, first, level);

      if (above != 0 && above == ancestor (nomenclature, second, level))
        return level == 2 ? MLS_CLOSENESS_LEVEL_2 : MLS_CLOSENESS_LEVEL_1;
    }

  if (first->family != MLS_FAMILY_NONE && first->family == second->family)
    return MLS_CLOSENESS_FAMILY;

  return mls_nomenclature_are_akin (nomenclature, first->family, second->family) ? MLS_CLOSENESS_AKIN : MLS_CLOSENESS_OTHER;
}

/* The nearest known class above a code: what stands before one of its points. */
static const MlsClass *
guess_parent (const MlsNomenclature *self, MlsDimension dimension, MlsText code)
{
  g_autofree char *stem = g_strdup (g_quark_to_string (code));
  char *point;

  while ((point = strrchr (stem, '.')) != NULL)
    {
      const MlsClass *klass;

      *point = '\0';
      klass = lookup_class (self, dimension, g_quark_try_string (stem));
      if (klass != NULL)
        return klass;
    }

  return NULL;
}

static void
tolerate_code (MlsNomenclature *self, MlsDimension dimension, MlsText code)
{
  const MlsClass *parent;
  MlsClass row = { .dimension = dimension, .code = code, .level = 1, .colour = UNKNOWN_COLOUR,
                   .state = MLS_CODE_TOLERATED };

  if (code == 0 || lookup_class (self, dimension, code) != NULL)
    return;

  parent = guess_parent (self, dimension, code);
  if (parent != NULL)
    {
      row.parent = parent->code;
      row.level = parent->level + 1;
      row.colour = parent->colour;
      row.family = parent->family;
      row.minimum_m2 = mls_area2_to_m2 (parent->minimum);
    }

  mls_nomenclature_add_class (self, &row, NULL);
}

/**
 * mls_nomenclature_tolerate:
 * @nomenclature: a nomenclature nobody else holds
 * @pair: codes that ground has; either may be 0
 * @year: in which year it has them
 *
 * Makes @nomenclature know these codes and their pair: what is valid stays so, the rest becomes
 * tolerated. An unknown code takes the colour, the family and the minimum of the class its points
 * put it under, as CS2.2.0 under CS2.2.
 */
void
mls_nomenclature_tolerate (MlsNomenclature *nomenclature, MlsPair pair, int year)
{
  MlsPairRule row = { .pair = pair, .state = MLS_CODE_TOLERATED };

  g_return_if_fail (is_unshared (nomenclature));

  tolerate_code (nomenclature, MLS_DIMENSION_COVER, pair.cover);
  tolerate_code (nomenclature, MLS_DIMENSION_USE, pair.use);

  if (mls_nomenclature_pair_state (nomenclature, pair, year) == MLS_CODE_INVALID)
    mls_nomenclature_add_pair (nomenclature, &row, NULL);
}
