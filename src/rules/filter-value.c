/* What stands behind the signs in a filter. */

#include "rules/filter-private.h"

#include "base/format.h"
#include "base/text.h"
#include "rules/finding.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define M2_PER_HA 10000

/* "6.1" is "61", and so is "CS6.1". */
static char *
digits_of (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);

  return g_string_free (digits, FALSE);
}

static gboolean
is_called (const MlsClass *klass, const char *text, gboolean by_digits)
{
  const char *code = g_quark_to_string (klass->code);
  g_autofree char *digits = digits_of (code);
  g_autofree char *typed = digits_of (text);

  return g_ascii_strcasecmp (code, text) == 0 ||
         (by_digits && strspn (text, "0123456789.") == strlen (text) && g_str_equal (digits, typed));
}

static MlsText
find_class (const MlsNomenclature *nomenclature, MlsDimension dimension, const char *text, gboolean by_digits)
{
  guint n_classes;
  const MlsClass *const *classes = mls_nomenclature_classes (nomenclature, dimension, &n_classes);

  for (guint i = 0; i < n_classes; i++)
    if (is_called (classes[i], text, by_digits))
      return classes[i]->code;

  return 0;
}

static gboolean
is_below (const MlsNomenclature *nomenclature, const MlsClass *klass, MlsText code)
{
  while (klass != NULL && klass->code != code)
    klass = klass->parent != 0 ? mls_nomenclature_class (nomenclature, klass->dimension, klass->parent) : NULL;

  return klass != NULL;
}

/* The class and all below it. */
static GHashTable *
codes_below (const MlsNomenclature *nomenclature, MlsDimension dimension, MlsText code)
{
  GHashTable *codes = g_hash_table_new (NULL, NULL);
  guint n_classes;
  const MlsClass *const *classes = mls_nomenclature_classes (nomenclature, dimension, &n_classes);

  for (guint i = 0; i < n_classes; i++)
    if (is_below (nomenclature, classes[i], code))
      g_hash_table_add (codes, GUINT_TO_POINTER (classes[i]->code));

  return codes;
}

static gboolean
read_class (MlsFilterWord *word, MlsDimension dimension, const char *text, gboolean by_digits, const MlsRules *rules)
{
  MlsText code = find_class (rules->nomenclature, dimension, text, by_digits);
  GHashTable **codes = dimension == MLS_DIMENSION_COVER ? &word->covers : &word->uses;

  if (code == 0)
    return FALSE;

  *codes = codes_below (rules->nomenclature, dimension, code);
  g_free (word->text);
  word->text = g_strdup (g_quark_to_string (code));

  return TRUE;
}

static gboolean
read_pair (MlsFilterWord *word, const char *value, const char *slash, const MlsRules *rules)
{
  g_autofree char *cover = g_strndup (value, (gsize) (slash - value));
  g_autofree char *use = NULL;

  if (!read_class (word, MLS_DIMENSION_COVER, cover, TRUE, rules))
    return FALSE;

  g_free (cover);
  cover = g_steal_pointer (&word->text);
  if (!read_class (word, MLS_DIMENSION_USE, slash + 1, TRUE, rules))
    return FALSE;

  use = g_steal_pointer (&word->text);
  word->text = g_strconcat (cover, "/", use, NULL);

  return TRUE;
}

/* A code in full is of covers or of uses; digits alone could be of either. */
static gboolean
read_code (MlsFilterWord *word, const char *value, const MlsRules *rules)
{
  const char *slash = strchr (value, '/');

  if (slash != NULL)
    return read_pair (word, value, slash, rules);

  return read_class (word, MLS_DIMENSION_COVER, value, FALSE, rules) ||
         read_class (word, MLS_DIMENSION_USE, value, FALSE, rules);
}

/* A class of an indicator that is looked for. */
typedef struct
{
  const MlsNomenclature *nomenclature;
  MlsIndicator           indicator;
  const char            *class;
} Wanted;

/* What is to lie near ground for it to be of the class: bit n for the n-th set of what may. */
static guint
sets_of_class (const Wanted *wanted, MlsPair codes, int year)
{
  guint sets = 0;

  for (MlsNearness near = 0; near < 1u << mls_nearness_n (wanted->nomenclature); near++)
    {
      const MlsSite site = { codes, near };
      MlsText code = mls_nearness_class (wanted->nomenclature, &site, year, wanted->indicator);

      if (g_strcmp0 (g_quark_to_string (code), wanted->class) == 0)
        sets |= 1u << near;
    }

  return sets;
}

static void
add_codes (MlsFilterWord *word, const Wanted *wanted, MlsPair pair, int year)
{
  guint64 codes = (guint64) pair.cover << 32 | pair.use;
  guint sets = GPOINTER_TO_UINT (g_hash_table_lookup (word->pairs, &codes)) | sets_of_class (wanted, pair, year);

  if (sets != 0)
    g_hash_table_insert (word->pairs, g_memdup2 (&codes, sizeof codes), GUINT_TO_POINTER (sets));
}

/* Each year in which a pair is valid is as good as another. */
static void
add_pairs (MlsFilterWord *word, const Wanted *wanted)
{
  for (guint i = 0; i < mls_nomenclature_n_pair_rules (wanted->nomenclature); i++)
    {
      const MlsPairRule *rule = mls_nomenclature_pair_rule (wanted->nomenclature, i);

      add_codes (word, wanted, rule->pair, rule->valid_from != 0 ? rule->valid_from : rule->valid_until);
    }
}

/* Where nothing is said of pairs all of them are valid, and what has but one code is no pair. */
static void
add_classes (MlsFilterWord *word, const Wanted *wanted)
{
  guint n_covers, n_uses;
  const MlsClass *const *covers = mls_nomenclature_classes (wanted->nomenclature, MLS_DIMENSION_COVER, &n_covers);
  const MlsClass *const *uses = mls_nomenclature_classes (wanted->nomenclature, MLS_DIMENSION_USE, &n_uses);

  for (guint c = 0; c <= n_covers; c++)
    for (guint u = 0; u <= n_uses; u++)
      add_codes (word, wanted, (MlsPair){ c < n_covers ? covers[c]->code : 0, u < n_uses ? uses[u]->code : 0 }, 0);
}

/* "enaf:A": the codes that count as that class, whenever they are valid. */
static gboolean
read_indicator (MlsFilterWord *word, const char *value, const char *colon, const MlsRules *rules)
{
  g_autofree char *name = g_strndup (value, (gsize) (colon - value));
  const Wanted wanted = { rules->nomenclature, mls_nomenclature_find_indicator (rules->nomenclature, name), colon + 1 };

  if (wanted.indicator == MLS_INDICATOR_NONE)
    return FALSE;

  word->asked = mls_nearness_asked_for (wanted.nomenclature, wanted.indicator);
  word->pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  add_pairs (word, &wanted);
  if (mls_nomenclature_n_pair_rules (wanted.nomenclature) == 0)
    add_classes (word, &wanted);
  word->text = g_strdup (value);

  return g_hash_table_size (word->pairs) > 0;
}

/* What ground was, or became: digits alone are of whatever dimension the list is of. */
static gboolean
read_end (MlsFilterWord *word, const char *value, const MlsRules *rules)
{
  const char *colon = strchr (value, ':');
  gboolean is_cover, is_use;

  if (colon != NULL)
    return read_indicator (word, value, colon, rules);
  if (strspn (value, "0123456789.") < strlen (value))
    return read_code (word, value, rules);

  is_cover = read_class (word, MLS_DIMENSION_COVER, value, TRUE, rules);
  is_use = read_class (word, MLS_DIMENSION_USE, value, TRUE, rules);
  g_free (word->text);
  word->text = digits_of (value);
  word->either = TRUE;

  return is_cover || is_use;
}

static char *
no_code (void)
{
  return g_strdup (_("there is no such code"));
}

static char *
read_text (MlsFilterWord *word, const char *value)
{
  word->text = g_strdup (value);
  word->folded = mls_text_fold (value);

  return NULL;
}

/* "500", "0,5ha": a comma is a decimal one. */
static char *
read_area (MlsFilterWord *word, const char *value)
{
  g_autofree char *number = g_strdelimit (g_strdup (value), ",", '.');
  double area;
  double unit = 1;

  if (g_str_has_suffix (number, "ha"))
    {
      unit = M2_PER_HA;
      number[strlen (number) - 2] = '\0';
    }
  else if (g_str_has_suffix (number, "m2") || g_str_has_suffix (number, "m²"))
    *strrchr (number, 'm') = '\0';

  if (!mls_text_to_number (g_strstrip (number), &area) || area < 0)
    return g_strdup (_("an area is a number of m², or of ha"));

  word->area2 = mls_area2_from_m2 (area * unit);
  word->text = mls_format_ascii (area * unit);

  return NULL;
}

/* A day, or a minute of it, of the reader's clock; as people or as programs write it. */
static GDateTime *
read_time (const char *value, gboolean *is_day)
{
  int year, month, day, hour = 0, minute = 0, end = 0;

  *is_day = (sscanf (value, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 ||
             sscanf (value, "%2d/%2d/%4d%n", &day, &month, &year, &end) == 3) && value[end] == '\0';
  if (!*is_day && (sscanf (value, "%4d-%2d-%2dT%2d:%2d%n", &year, &month, &day, &hour, &minute, &end) != 5 ||
                   value[end] != '\0'))
    return NULL;

  return g_date_time_new_local (year, month, day, hour, minute, 0);
}

/* A day lasts until the next one begins. */
static char *
read_moment (MlsFilterWord *word, const char *value)
{
  gboolean is_day;
  g_autoptr (GDateTime) time = read_time (value, &is_day);
  g_autoptr (GDateTime) bound = NULL;
  g_autoptr (GDateTime) utc = NULL;

  if (time == NULL)
    return g_strdup (_("a date is written 2026-11-01, or 2026-11-01T14:30"));

  bound = is_day && word->key == MLS_FILTER_UNTIL ? g_date_time_add_days (time, 1) : g_date_time_ref (time);
  utc = g_date_time_to_utc (bound);
  word->moment = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S.000Z");
  word->text = g_date_time_format (time, is_day ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M");

  return NULL;
}

static char *
read_zone (MlsFilterWord *word, const char *value)
{
  word->zone = mls_zone_read (value);
  if (word->zone == NULL)
    return g_strdup (_("a zone is X1,Y1,X2,Y2 in metres, or a POLYGON that does not cross itself"));

  word->text = mls_zone_print (word->zone);

  return NULL;
}

static char *
read_rule (MlsFilterWord *word, const char *value)
{
  MlsFindingRule rule;

  if (!mls_finding_rule_from_name (value, &rule))
    return g_strdup (_("there is no such rule"));

  word->rules = G_GUINT64_CONSTANT (1) << rule;
  word->text = g_strdup (value);

  return NULL;
}

static char *
read_vintage (MlsFilterWord *word, const char *value, const MlsRules *rules)
{
  for (guint i = 0; i < rules->n_vintages; i++)
    {
      g_autofree char *year = g_strdup_printf ("%d", rules->vintages[i].year);

      if (g_str_equal (rules->vintages[i].code, value) || g_str_equal (year, value))
        {
          word->index = i;
          word->text = g_strdup (rules->vintages[i].code);
          return NULL;
        }
    }

  return g_strdup (_("the project has no such vintage"));
}

static char *
read_dimension (MlsFilterWord *word, const char *value)
{
  for (int dimension = 0; dimension < MLS_N_DIMENSIONS; dimension++)
    for (int language = 0; language < MLS_N_LANGUAGES; language++)
      if (g_ascii_strcasecmp (value, mls_filter_dimension_text ((MlsDimension) dimension, (MlsLanguage) language)) == 0)
        {
          word->index = (guint) dimension;
          return NULL;
        }

  return g_strdup (_("a dimension is “cover”, “use” or “pair”"));
}

static char *
read_kind (MlsFilterWord *word, const char *value)
{
  for (guint kind = 0; kind < MLS_N_FILTER_KINDS; kind++)
    for (int language = 0; language < MLS_N_LANGUAGES; language++)
      if (g_ascii_strcasecmp (value, mls_filter_kind_text (kind, (MlsLanguage) language)) == 0)
        {
          word->index = kind;
          return NULL;
        }

  return g_strdup (_("a kind is “change” or “correction”"));
}

/**
 * mls_filter_read_value:
 * @word: (inout): a word with key and sign
 * @value: what stands behind it, without quotes; "" where nothing does
 * @rules: whose codes and vintages
 * @problem: (out) (transfer full): why it is no such value, for a person
 *
 * Returns: whether it is one
 */
gboolean
mls_filter_read_value (MlsFilterWord *word, const char *value, const MlsRules *rules, char **problem)
{
  *problem = NULL;

  if (word->sign == MLS_FILTER_BARE)
    {
      word->rules = G_MAXUINT64;
      return TRUE;
    }

  switch (word->key)
    {
    case MLS_FILTER_CODE:
      *problem = read_code (word, value, rules) ? NULL : no_code ();
      break;
    case MLS_FILTER_WAS:
    case MLS_FILTER_BECAME:
      *problem = read_end (word, value, rules) ? NULL : no_code ();
      break;
    case MLS_FILTER_COVER:
      *problem = read_class (word, MLS_DIMENSION_COVER, value, TRUE, rules) ? NULL : no_code ();
      break;
    case MLS_FILTER_USE:
      *problem = read_class (word, MLS_DIMENSION_USE, value, TRUE, rules) ? NULL : no_code ();
      break;
    case MLS_FILTER_COMMENT:
    case MLS_FILTER_SOURCE:
    case MLS_FILTER_AUTHOR:
    case MLS_FILTER_REVIEWER:
    case MLS_FILTER_VERB:
      *problem = read_text (word, value);
      break;
    case MLS_FILTER_AREA:
      *problem = read_area (word, value);
      break;
    case MLS_FILTER_SINCE:
    case MLS_FILTER_UNTIL:
      *problem = read_moment (word, value);
      break;
    case MLS_FILTER_ZONE:
      *problem = read_zone (word, value);
      break;
    case MLS_FILTER_FINDING:
      *problem = read_rule (word, value);
      break;
    case MLS_FILTER_VINTAGE:
    case MLS_FILTER_BEFORE:
      *problem = read_vintage (word, value, rules);
      break;
    case MLS_FILTER_DIMENSION:
      *problem = read_dimension (word, value);
      break;
    case MLS_FILTER_KIND:
      *problem = read_kind (word, value);
      break;
    case MLS_FILTER_UNCODED:
    case MLS_FILTER_DOUBT:
    case MLS_FILTER_PHOTOVOLTAIC:
    case MLS_FILTER_SUSPICIOUS:
    case MLS_FILTER_IMPOSSIBLE:
    case MLS_FILTER_SMALL:
    case MLS_FILTER_REVIEWED:
    case MLS_FILTER_ACCEPTED:
    case MLS_FILTER_SENT_BACK:
    case MLS_FILTER_CORRECTED:
    case MLS_FILTER_UNDONE:
    case MLS_N_FILTER_KEYS:
      g_assert_not_reached ();
    }

  return *problem == NULL;
}
