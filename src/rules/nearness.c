#include "rules/nearness.h"

#include "rules/nomenclature-private.h"

#include <string.h>

/* What the codes are counted as, one or several. */
static GStrv
split_classes (const MlsNomenclature *self, MlsPair codes, int year, MlsIndicator indicator)
{
  const char *text = g_quark_to_string (mls_nomenclature_count_as (self, codes, year, indicator));

  return g_strsplit (text != NULL ? text : "", "|", -1);
}

static gboolean
is_certain (const MlsNomenclature *self, MlsPair codes, int year, MlsIndicator indicator)
{
  MlsText code = mls_nomenclature_count_as (self, codes, year, indicator);

  return code != 0 && strchr (g_quark_to_string (code), '|') == NULL;
}

static const MlsNearRule *
near_rule (const MlsNomenclature *self, guint i)
{
  return &g_array_index (self->near_rules, MlsNearRule, i);
}

/* What an indicator itself asks, without one that it follows. */
static MlsNearness
own_asked (const MlsNomenclature *self, MlsIndicator indicator)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->near, GUINT_TO_POINTER (indicator)));
}

static MlsIndicator
followed (const MlsNomenclature *self, MlsIndicator indicator)
{
  return (MlsIndicator) GPOINTER_TO_UINT (g_hash_table_lookup (self->follows, GUINT_TO_POINTER (indicator)));
}

/* Whether a class of as many as these is told by the class of the indicator that is followed, one for each. */
static gboolean
follows_with (const MlsNomenclature *self, MlsIndicator indicator, guint n_classes)
{
  MlsIndicator other = followed (self, indicator);

  return other != MLS_INDICATOR_NONE && n_classes > 1 && n_classes == mls_nomenclature_n_indicator_classes (self, other);
}

/**
 * mls_nearness_n:
 * @nomenclature: a nomenclature
 *
 * Returns: how many ways of lying near its rules tell
 */
guint
mls_nearness_n (const MlsNomenclature *nomenclature)
{
  return nomenclature->near_rules->len;
}

/**
 * mls_nearness_reach:
 * @nomenclature: a nomenclature
 * @asked: some ways of lying near
 *
 * Returns: how far off the furthest of them reaches, mm
 */
gint64
mls_nearness_reach (const MlsNomenclature *nomenclature, MlsNearness asked)
{
  gint64 reach = 0;

  for (guint i = 0; i < nomenclature->near_rules->len; i++)
    if ((asked & 1u << i) != 0)
      reach = MAX (reach, near_rule (nomenclature, i)->reach);

  return reach;
}

/**
 * mls_nearness_asked:
 * @nomenclature: a nomenclature
 * @codes: what some ground is
 * @year: in which year
 * @indicator: an indicator
 *
 * Returns: what its class in @indicator depends on
 */
MlsNearness
mls_nearness_asked (const MlsNomenclature *nomenclature, MlsPair codes, int year, MlsIndicator indicator)
{
  g_auto (GStrv) classes = split_classes (nomenclature, codes, year, indicator);
  guint n = g_strv_length (classes);

  if (n == 2 && own_asked (nomenclature, indicator) != 0)
    return own_asked (nomenclature, indicator);
  if (follows_with (nomenclature, indicator, n))
    return mls_nearness_asked (nomenclature, codes, year, followed (nomenclature, indicator));

  return 0;
}

/**
 * mls_nearness_asked_for:
 * @nomenclature: a nomenclature
 * @indicator: an indicator, or none
 *
 * Returns: all that any of its classes may depend on
 */
MlsNearness
mls_nearness_asked_for (const MlsNomenclature *nomenclature, MlsIndicator indicator)
{
  MlsNearness asked = 0;

  for (; indicator != MLS_INDICATOR_NONE; indicator = followed (nomenclature, indicator))
    asked |= own_asked (nomenclature, indicator);

  return asked;
}

/* Which of several classes it is, or how many there are where no rule tells. */
static guint
choose_class (const MlsNomenclature *self, const MlsSite *site, int year, MlsIndicator indicator, guint n)
{
  MlsIndicator other = followed (self, indicator);
  MlsText ground;

  if (n == 2 && own_asked (self, indicator) != 0)
    return (site->near & own_asked (self, indicator)) != 0 ? 0 : 1;
  if (!follows_with (self, indicator, n))
    return n;

  ground = mls_nearness_class (self, site, year, other);

  return mls_nomenclature_indicator_place (self, other, ground, n);
}

/**
 * mls_nearness_class:
 * @nomenclature: a nomenclature
 * @site: some ground
 * @year: in which year
 * @indicator: an indicator
 *
 * Of two classes, "a|b", it is the first where something is near, else the second; where there are as many as there are
 * classes of the indicator that it follows, it is the one of the class there.
 *
 * Returns: what @indicator counts it as; all that come into question where nothing tells which; 0 if that is unknown
 */
MlsText
mls_nearness_class (const MlsNomenclature *nomenclature, const MlsSite *site, int year, MlsIndicator indicator)
{
  MlsText all = mls_nomenclature_count_as (nomenclature, site->codes, year, indicator);
  g_auto (GStrv) classes = NULL;
  guint n, i;

  if (all == 0 || strchr (g_quark_to_string (all), '|') == NULL)
    return all;

  classes = g_strsplit (g_quark_to_string (all), "|", -1);
  n = g_strv_length (classes);
  i = choose_class (nomenclature, site, year, indicator, n);

  return i < n ? g_quark_from_string (classes[i]) : all;
}

/**
 * mls_nearness_given:
 * @nomenclature: a nomenclature
 * @codes: what some ground is
 * @year: in which year
 *
 * Returns: what other ground may have for lying near that: what is surely of the class of the rule, and where the rule
 *   wants that, surely of one class of another indicator
 */
MlsNearness
mls_nearness_given (const MlsNomenclature *nomenclature, MlsPair codes, int year)
{
  MlsNearness given = 0;

  for (guint i = 0; i < nomenclature->near_rules->len; i++)
    {
      const MlsNearRule *rule = near_rule (nomenclature, i);

      if (mls_nomenclature_count_as (nomenclature, codes, year, rule->of) == rule->code &&
          (rule->certain == MLS_INDICATOR_NONE || is_certain (nomenclature, codes, year, rule->certain)))
        given |= 1u << i;
    }

  return given;
}
