#include "rules/classing.h"

#include "rules/filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of what no class has a colour. */
#define NO_COLOUR 0x9a9a9a

/**
 * mls_classing_set_name:
 * @classing: a classing by a nomenclature
 * @name: a dimension or an indicator of it, as files name it
 *
 * Returns: whether there is one of that name; @classing is by it then
 */
gboolean
mls_classing_set_name (MlsClassing *classing, const char *name)
{
  MlsIndicator indicator = mls_nomenclature_find_indicator (classing->nomenclature, name);
  MlsDimension dimension;

  if (mls_dimension_from_name (name, &dimension))
    {
      classing->dimension = dimension;
      classing->indicator = MLS_INDICATOR_NONE;
      return TRUE;
    }

  if (indicator != MLS_INDICATOR_NONE)
    classing->indicator = indicator;

  return indicator != MLS_INDICATOR_NONE;
}

/**
 * mls_classing_name:
 * @classing: a classing
 *
 * Returns: what mls_classing_set_name() knows it by
 */
const char *
mls_classing_name (const MlsClassing *classing)
{
  return classing->indicator != MLS_INDICATOR_NONE ? g_quark_to_string (classing->indicator)
                                                   : mls_dimension_name (classing->dimension);
}

/**
 * mls_classing_get_dimension:
 * @classing: a classing
 *
 * Returns: the dimension whose codes tell classes apart: both together for an indicator
 */
MlsDimension
mls_classing_get_dimension (const MlsClassing *classing)
{
  return classing->indicator != MLS_INDICATOR_NONE ? MLS_DIMENSION_PAIR : classing->dimension;
}

/**
 * mls_classing_indicator:
 * @classing: a classing by an indicator
 * @codes: what some ground is
 * @year: in which year
 *
 * Returns: the class it is counted by: of several that come into question all, as "1|3", %MLS_CLASSING_UNCOUNTED for
 *   codes that the indicator says nothing of, 0 without codes
 */
MlsText
mls_classing_indicator (const MlsClassing *classing, MlsPair codes, int year)
{
  MlsText code;

  if (codes.cover == 0 && codes.use == 0)
    return 0;

  code = mls_nomenclature_count_as (classing->nomenclature, codes, year, classing->indicator);

  return code != 0 ? code : g_quark_from_static_string (MLS_CLASSING_UNCOUNTED);
}

/* Which of several it is, what lies near tells. */
static MlsText
decided_indicator (const MlsClassing *classing, const MlsSite *site, int year)
{
  MlsText code = mls_nearness_class (classing->nomenclature, site, year, classing->indicator);

  return code != 0 ? code : mls_classing_indicator (classing, site->codes, year);
}

/* The class of the level that @code is counted as, or itself. */
static MlsText
counted_code (const MlsClassing *classing, MlsDimension dimension, MlsText code)
{
  const MlsClass *klass = mls_nomenclature_class (classing->nomenclature, dimension, code);

  while (klass != NULL && klass->level > classing->level && klass->parent != 0)
    klass = mls_nomenclature_class (classing->nomenclature, dimension, klass->parent);

  return klass != NULL ? klass->code : code;
}

/**
 * mls_classing_key:
 * @classing: what ground is counted as
 * @site: what some ground is, and what lies near it
 * @year: in which year
 *
 * Returns: what is equal where ground is counted as the same class; the class of an indicator is its cover
 */
MlsPair
mls_classing_key (const MlsClassing *classing, const MlsSite *site, int year)
{
  MlsPair codes = site->codes;

  if (classing->indicator != MLS_INDICATOR_NONE)
    return (MlsPair){ decided_indicator (classing, site, year), 0 };

  return (MlsPair){
    classing->dimension != MLS_DIMENSION_USE ? counted_code (classing, MLS_DIMENSION_COVER, codes.cover) : 0,
    classing->dimension != MLS_DIMENSION_COVER ? counted_code (classing, MLS_DIMENSION_USE, codes.use) : 0,
  };
}

/* Indicators */

static void
add_word (char **text, const char *between, const char *word)
{
  char *longer = **text == '\0' ? g_strdup (word) : g_strconcat (*text, between, word, NULL);

  g_free (*text);
  *text = longer;
}

/* Of several classes all labels, the place of the first and the colour of the last, as the map has it. */
static void
count_by_indicator (const MlsClassing *classing, MlsCounted *counted, MlsLanguage language)
{
  const GArray *all = mls_nomenclature_indicator_classes (classing->nomenclature);
  const MlsIndicatorClass *first = all->len > 0 ? &g_array_index (all, MlsIndicatorClass, 0) : NULL;
  g_auto (GStrv) words = g_strsplit (counted->code, "|", -1);

  counted->standing = g_strv_length (words) > 1 ? MLS_STANDING_EITHER : MLS_STANDING_CLASS;
  for (guint i = 0; words[i] != NULL; i++)
    {
      const MlsIndicatorClass *klass =
        mls_nomenclature_indicator_class (classing->nomenclature, classing->indicator, words[i]);

      if (klass == NULL)
        {
          counted->standing = MLS_STANDING_UNCOUNTED;
          return;
        }

      add_word (&counted->label, " | ", mls_indicator_class_label (klass, language));
      counted->colour = klass->colour;
      counted->rank = i == 0 ? (guint) (klass - first) : counted->rank;
    }
}

/* Codes */

static guint
rank_of (const MlsClassing *classing, const MlsClass *klass)
{
  guint n_classes;
  const MlsClass *const *classes = mls_nomenclature_classes (classing->nomenclature, klass->dimension, &n_classes);
  guint rank = 0;

  while (rank < n_classes && classes[rank] != klass)
    rank++;

  return rank;
}

/* The codes after one another. Without one of them, ground is known by the other. */
static void
count_by_code (const MlsClassing *classing, MlsCounted *counted, MlsDimension dimension, MlsText code, MlsLanguage language)
{
  const MlsClass *klass = mls_nomenclature_class (classing->nomenclature, dimension, code);
  gboolean is_class = klass != NULL && klass->state == MLS_CODE_VALID;

  if (code == 0)
    return;

  if (!is_class)
    counted->standing = MLS_STANDING_FOREIGN;
  if (is_class && *counted->code == '\0')
    counted->colour = klass->colour;
  counted->rank = counted->rank * (G_MAXUINT16 + 1) + (is_class ? rank_of (classing, klass) : G_MAXUINT16);
  add_word (&counted->code, " ", g_quark_to_string (code));
  if (is_class)
    add_word (&counted->label, " × ", mls_class_label (klass, language));
}

/**
 * mls_classing_counted:
 * @classing: what ground is counted as
 * @key: from mls_classing_key()
 * @language: of the label
 *
 * Returns: (transfer full): the class of that key
 */
MlsCounted *
mls_classing_counted (const MlsClassing *classing, MlsPair key, MlsLanguage language)
{
  MlsCounted *counted = g_new0 (MlsCounted, 1);

  counted->key = key;
  counted->colour = NO_COLOUR;
  counted->label = g_strdup ("");
  counted->code = g_strdup ("");

  if (key.cover == 0 && key.use == 0)
    {
      counted->standing = MLS_STANDING_UNCODED;
      add_word (&counted->code, "", MLS_CLASSING_UNCODED);
    }
  else if (classing->indicator != MLS_INDICATOR_NONE)
    {
      add_word (&counted->code, "", g_quark_to_string (key.cover));
      count_by_indicator (classing, counted, language);
    }
  else
    {
      counted->standing = MLS_STANDING_CLASS;
      count_by_code (classing, counted, MLS_DIMENSION_COVER, key.cover, language);
      count_by_code (classing, counted, MLS_DIMENSION_USE, key.use, language);
    }

  return counted;
}

/**
 * mls_counted_dup_code:
 * @counted: a class
 *
 * Returns: (transfer full): its code, for people
 */
char *
mls_counted_dup_code (const MlsCounted *counted)
{
  return g_strdup (counted->standing == MLS_STANDING_UNCODED ? _("not coded") : counted->code);
}

/**
 * mls_counted_dup_title:
 * @counted: a class
 *
 * Returns: (transfer full): its code and its label, for people
 */
char *
mls_counted_dup_title (const MlsCounted *counted)
{
  if (counted->standing == MLS_STANDING_UNCODED || *counted->label == '\0')
    return mls_counted_dup_code (counted);

  return g_strconcat (counted->code, "  ", counted->label, NULL);
}

/**
 * mls_counted_dup_word:
 * @counted: a class
 * @classing: of this
 *
 * Returns: (transfer full) (nullable): what stands for it behind "from=" and "to=" in a filter of changes; %NULL where a
 *   filter cannot name it
 */
char *
mls_counted_dup_word (const MlsCounted *counted, const MlsClassing *classing)
{
  g_autofree char *word = NULL;

  if (counted->standing == MLS_STANDING_UNCODED || counted->standing == MLS_STANDING_UNCOUNTED)
    return NULL;

  if (classing->indicator != MLS_INDICATOR_NONE)
    word = g_strdup_printf ("%s:%s", g_quark_to_string (classing->indicator), counted->code);
  else
    word = g_strconcat (counted->key.cover != 0 ? g_quark_to_string (counted->key.cover) : "",
                        counted->key.cover != 0 && counted->key.use != 0 ? "/" : "",
                        counted->key.use != 0 ? g_quark_to_string (counted->key.use) : "", NULL);

  return mls_filter_quote (word);
}

/**
 * mls_counted_free:
 * @counted: (transfer full): a class
 */
void
mls_counted_free (MlsCounted *counted)
{
  g_free (counted->code);
  g_free (counted->label);
  g_free (counted);
}

/**
 * mls_counted_compare:
 * @a: a class
 * @b: another one of the same classing
 *
 * Returns: below 0 if @a is listed first: as the nomenclature has it, then what is uncertain, foreign, uncounted, uncoded
 */
int
mls_counted_compare (const MlsCounted *a, const MlsCounted *b)
{
  if (a->standing != b->standing)
    return a->standing < b->standing ? -1 : 1;
  if (a->rank != b->rank)
    return a->rank < b->rank ? -1 : 1;

  return strcmp (a->code, b->code);
}
