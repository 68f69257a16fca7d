/* Rules that a nomenclature brings along. Those of indicators are its own; the others are for the project. */

#include "rules/nomenclature-private.h"

#include "base/grid.h"
#include "base/text.h"
#include "rules/error.h"
#include "rules/rule.h"

#include <string.h>

static gboolean
fail (GError **error, const char *name, const char *value, const char *what)
{
  g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "%s “%s”: %s", name, value, what);

  return FALSE;
}

/* "post4:1" */
static gboolean
read_ground (const MlsNomenclature *self, const char *word, MlsNearRule *rule)
{
  const char *colon = strchr (word, ':');
  g_autofree char *name = colon != NULL ? g_strndup (word, (gsize) (colon - word)) : NULL;
  const MlsIndicatorClass *klass;

  rule->of = mls_nomenclature_find_indicator (self, name);
  klass = rule->of != MLS_INDICATOR_NONE ? mls_nomenclature_indicator_class (self, rule->of, colon + 1) : NULL;
  rule->code = klass != NULL ? klass->code : 0;

  return klass != NULL;
}

/* "50 post4:1 enaf" */
static gboolean
read_near (const MlsNomenclature *self, const char *name, const char *value, MlsNearRule *rule, GError **error)
{
  g_auto (GStrv) words = g_strsplit (value, " ", -1);
  guint n = g_strv_length (words);
  double metres;

  if (n < 2 || n > 3)
    return fail (error, name, value, "it takes a distance in m, INDICATOR:CLASS and maybe another indicator");
  if (!mls_text_to_number (words[0], &metres) || !(metres > 0 && metres <= 1000))
    return fail (error, name, value, "the distance is one of 0 to 1000 m");
  if (!read_ground (self, words[1], rule))
    return fail (error, name, value, "there is no such class of an indicator");

  rule->reach = (gint64) (metres * MLS_MM_PER_M + 0.5);
  rule->certain = n == 3 ? mls_nomenclature_find_indicator (self, words[2]) : MLS_INDICATOR_NONE;

  return n == 2 || rule->certain != MLS_INDICATOR_NONE || fail (error, name, value, "there is no such indicator");
}

/* Indicators that ask the same share a bit, so that it is looked for once. */
static guint
place_of (MlsNomenclature *self, const MlsNearRule *rule)
{
  for (guint i = 0; i < self->near_rules->len; i++)
    {
      const MlsNearRule *other = &g_array_index (self->near_rules, MlsNearRule, i);

      if (other->reach == rule->reach && other->of == rule->of && other->code == rule->code && other->certain == rule->certain)
        return i;
    }

  g_array_append_val (self->near_rules, *rule);

  return self->near_rules->len - 1;
}

static gboolean
set_near (MlsNomenclature *self, const char *name, const char *value, MlsIndicator indicator, GError **error)
{
  MlsNearRule rule;
  guint place;

  if (!read_near (self, name, value, &rule, error))
    return FALSE;

  place = place_of (self, &rule);
  if (place >= MLS_MAX_NEAR_RULES)
    {
      g_array_set_size (self->near_rules, MLS_MAX_NEAR_RULES);
      return fail (error, name, value, "there are more ways of lying near than can be looked for");
    }

  g_hash_table_insert (self->near, GUINT_TO_POINTER (indicator), GUINT_TO_POINTER (1u << place));

  return TRUE;
}

static gboolean
set_follow (MlsNomenclature *self, const char *name, const char *value, MlsIndicator indicator, GError **error)
{
  MlsIndicator other = mls_nomenclature_find_indicator (self, value);

  if (other == MLS_INDICATOR_NONE)
    return fail (error, name, value, "there is no such indicator");

  for (MlsIndicator at = other; at != MLS_INDICATOR_NONE;
       at = (MlsIndicator) GPOINTER_TO_UINT (g_hash_table_lookup (self->follows, GUINT_TO_POINTER (at))))
    if (at == indicator)
      return fail (error, name, value, "an indicator cannot follow itself");

  g_hash_table_insert (self->follows, GUINT_TO_POINTER (indicator), GUINT_TO_POINTER (other));

  return TRUE;
}

/* Two indicators may not be told apart by the columns of a product alone. */
static gboolean
set_column (MlsNomenclature *self, const char *name, const char *value, MlsIndicator indicator, GError **error)
{
  if (!mls_indicator_is_name (value))
    return fail (error, name, value, "a column begins with a letter, then letters, digits and _");

  for (guint i = 0; i < self->indicators->len; i++)
    {
      MlsIndicator other = g_array_index (self->indicators, MlsIndicatorClass, i).indicator;

      if (other != indicator && g_ascii_strcasecmp (mls_nomenclature_indicator_column (self, other), value) == 0)
        return fail (error, name, value, "another indicator has that column");
    }

  g_hash_table_insert (self->columns, GUINT_TO_POINTER (indicator), g_string_chunk_insert_const (self->texts, value));

  return TRUE;
}

typedef gboolean (*SetFunc) (MlsNomenclature *, const char *, const char *, MlsIndicator, GError **);

/* Says nothing of rules that are of something else. */
static gboolean
set_of_indicator (MlsNomenclature *self, const char *name, const char *value, gboolean *is_one, GError **error)
{
  const struct
  {
    const char *prefix;
    SetFunc     set;
  } kinds[] = { { MLS_RULE_NEAR, set_near }, { MLS_RULE_FOLLOW, set_follow }, { MLS_RULE_COLUMN, set_column } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (name, kinds[i].prefix))
      {
        MlsIndicator indicator = mls_nomenclature_find_indicator (self, name + strlen (kinds[i].prefix));

        *is_one = TRUE;
        return indicator != MLS_INDICATOR_NONE ? kinds[i].set (self, name, value, indicator, error)
                                               : fail (error, name, value, "there is no such indicator");
      }

  *is_one = FALSE;
  return TRUE;
}

static gboolean
check_of_project (const char *name, const char *value, GError **error)
{
  if (mls_rule_summary (name) == NULL)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "there is no rule “%s”", name);
  else if (!mls_rule_is_value (name, value))
    fail (error, name, value, "this is no value of it");
  else
    return TRUE;

  return FALSE;
}

/**
 * mls_nomenclature_set_rule:
 * @nomenclature: a nomenclature nobody else holds, with its indicators
 * @name: a rule that a project may have, or one of an indicator of @nomenclature: "near.INDICATOR", "follow.INDICATOR"
 *   or "column.INDICATOR"
 * @value: what it says
 * @error: %MLS_RULES_ERROR_FORMAT if there is no such rule, or it cannot say that
 *
 * "near.enaf" as "50 post4:1 enaf" tells of what is "a|b" by enaf: it is a within 50 m of ground that is surely 1 by post4,
 * and surely of one class by enaf; else b. "follow.enaf" as "post4" tells of what is of as many classes by enaf as there
 * are classes of post4: each stands for one of those, in their order. "column.post4" as "p4" is what its columns in products
 * begin with.
 *
 * Returns: whether it is set
 */
gboolean
mls_nomenclature_set_rule (MlsNomenclature *nomenclature, const char *name, const char *value, GError **error)
{
  gboolean is_one;

  if (!set_of_indicator (nomenclature, name, value, &is_one, error) || (!is_one && !check_of_project (name, value, error)))
    return FALSE;

  g_ptr_array_add (nomenclature->rules, g_string_chunk_insert_const (nomenclature->texts, name));
  g_ptr_array_add (nomenclature->rules, g_string_chunk_insert_const (nomenclature->texts, value));

  return TRUE;
}

/**
 * mls_nomenclature_nth_rule:
 * @nomenclature: a nomenclature
 * @i: from 0
 * @value: (out): what the rule says
 *
 * Returns: (nullable): the name of a rule that @nomenclature brings along, or %NULL behind the last one
 */
const char *
mls_nomenclature_nth_rule (const MlsNomenclature *nomenclature, guint i, const char **value)
{
  if (2 * i >= nomenclature->rules->len)
    return NULL;

  *value = g_ptr_array_index (nomenclature->rules, 2 * i + 1);

  return g_ptr_array_index (nomenclature->rules, 2 * i);
}
