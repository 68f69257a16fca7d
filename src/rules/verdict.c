#include "rules/verdict-private.h"

#include "base/format.h"

#include <glib/gi18n-lib.h>

static int
compare_effects (gconstpointer left, gconstpointer right)
{
  const MlsRegionEffect *a = left;
  const MlsRegionEffect *b = right;

  if (a->area2 != b->area2)
    return a->area2 < b->area2 ? -1 : 1;
  if (a->vintage != b->vintage)
    return a->vintage < b->vintage ? -1 : 1;
  if (a->dimension != b->dimension)
    return a->dimension < b->dimension ? -1 : 1;

  return mls_point_compare (a->place, b->place);
}

/* What is before all others, and what behind. */
static int
rank_of (const MlsBreach *breach)
{
  if (breach->rule == MLS_REFUSAL_ZONE)
    return 0;
  if (breach->rule == MLS_REFUSAL_FROZEN || breach->rule == MLS_REFUSAL_CLOSED)
    return 1;

  return breach->rule == MLS_REFUSAL_MMU ? 3 : 2;
}

/* That nothing may be edited there or then first, then faults of labels, then the smallest region. */
static int
compare_breaches (gconstpointer left, gconstpointer right)
{
  const MlsBreach *a = left;
  const MlsBreach *b = right;

  if (rank_of (a) != rank_of (b))
    return rank_of (a) - rank_of (b);
  if (a->area2 != b->area2)
    return a->area2 < b->area2 ? -1 : 1;

  return mls_point_compare (a->place, b->place);
}

static MlsVerdict *
verdict_new (void)
{
  MlsVerdict *verdict = g_new0 (MlsVerdict, 1);

  verdict->regions = g_array_new (FALSE, TRUE, sizeof (MlsRegionEffect));
  verdict->breaches = g_array_new (FALSE, TRUE, sizeof (MlsBreach));
  verdict->warnings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  verdict->corrected = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  return verdict;
}

static MlsVerdict *
judge (const MlsPlan *plan, const MlsRules *rules, MlsArea2 cap, gboolean warn)
{
  g_autoptr (MlsOverlay) before = mls_overlay_new (mls_overlay_patch (plan->overlay));
  g_autoptr (GHashTable) judged = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) suspect = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (MlsFinding));
  MlsVerdict *verdict = verdict_new ();
  MlsJudging judging = { plan, rules, cap, warn, before, verdict, found, 0, MLS_DIMENSION_COVER, judged, suspect, 0 };

  mls_judge_zone (&judging);
  for (judging.vintage = 0; judging.vintage < rules->n_vintages; judging.vintage++)
    {
      mls_judge_vintage (&judging);
      mls_judge_labels (&judging);
      for (int d = 0; d < (warn ? MLS_N_DIMENSIONS : MLS_DIMENSION_PAIR); d++)
        {
          judging.dimension = (MlsDimension) d;
          mls_judge_regions (&judging);
        }
      mls_judge_changes (&judging);
    }

  if (warn)
    mls_judge_carry_over (&judging);

  g_array_sort (verdict->regions, compare_effects);
  g_array_sort (verdict->breaches, compare_breaches);
  mls_finding_sort (verdict->warnings);

  return verdict;
}

/**
 * mls_verdict_new:
 * @plan: what would be done
 * @rules: what it is judged by
 * @cap: twice the area, mm², up to which areas are followed; beyond they are "at least"
 *
 * Judges the regions the edit makes, enlarges or diminishes, the labels it gives and the changes they
 * tell of, in the vintages it writes, and where it is. The preview and the commit ask the same.
 *
 * Returns: (transfer full): the verdict; valid while @plan is
 */
MlsVerdict *
mls_verdict_new (const MlsPlan *plan, const MlsRules *rules, MlsArea2 cap)
{
  return judge (plan, rules, cap, TRUE);
}

/**
 * mls_verdict_new_errors:
 * @plan: what would be done
 * @rules: what it is judged by
 *
 * What keeps an edit from being done, and no warning: for whoever tries many.
 *
 * Returns: (transfer full): the verdict; valid while @plan is
 */
MlsVerdict *
mls_verdict_new_errors (const MlsPlan *plan, const MlsRules *rules)
{
  return judge (plan, rules, 0, FALSE);
}

/**
 * mls_verdict_free:
 * @verdict: (transfer full): a verdict
 */
void
mls_verdict_free (MlsVerdict *verdict)
{
  g_array_unref (verdict->regions);
  g_array_unref (verdict->breaches);
  g_array_unref (verdict->warnings);
  g_array_unref (verdict->corrected);
  g_free (verdict);
}

/**
 * mls_verdict_is_ok:
 * @verdict: a verdict
 *
 * Returns: whether the edit may be done as it is
 */
gboolean
mls_verdict_is_ok (const MlsVerdict *verdict)
{
  return verdict->breaches->len == 0;
}

/**
 * mls_verdict_is_barred:
 * @verdict: a verdict
 *
 * Returns: whether nothing at all may be done there, whatever it is
 */
gboolean
mls_verdict_is_barred (const MlsVerdict *verdict)
{
  return verdict->breaches->len > 0 && g_array_index (verdict->breaches, MlsBreach, 0).rule == MLS_REFUSAL_ZONE;
}

/**
 * mls_verdict_is_exceptable:
 * @verdict: a verdict
 *
 * Returns: whether all that keeps the edit from being done can be kept as an exception with a
 *   reason: a region too small can, and a change that is none by the table; a pair that does not exist cannot
 */
gboolean
mls_verdict_is_exceptable (const MlsVerdict *verdict)
{
  for (guint i = 0; i < verdict->breaches->len; i++)
    {
      MlsRefusal rule = g_array_index (verdict->breaches, MlsBreach, i).rule;

      if (rule != MLS_REFUSAL_MMU && rule != MLS_REFUSAL_CHANGE)
        return FALSE;
    }

  return verdict->breaches->len > 0;
}

static char *
describe_code (const MlsRules *rules, MlsDimension dimension, MlsText code)
{
  const MlsClass *klass = mls_nomenclature_class (rules->nomenclature, dimension, code);

  if (klass == NULL || mls_class_label (klass, rules->language)[0] == '\0')
    return g_strdup (g_quark_to_string (code));

  return g_strdup_printf ("%s %s", g_quark_to_string (code), mls_class_label (klass, rules->language));
}

static char *
describe_minimum (const MlsBreach *breach, const MlsRules *rules)
{
  MlsText code = breach->dimension == MLS_DIMENSION_COVER ? breach->pair.cover : breach->pair.use;
  g_autofree char *what = describe_code (rules, breach->dimension, code);
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (breach->area2));
  g_autofree char *minimum = mls_format_minimum (mls_area2_to_m2 (breach->minimum));

  /* Translators: a class, a year, an area and the least area of that class. */
  return g_strdup_printf (_("%s in %d would be %s; its minimum is %s"), what,
                          rules->vintages[breach->vintage].year, area, minimum);
}

static char *
describe_pair (const MlsBreach *breach, const MlsRules *rules)
{
  /* Translators: a cover code, a use code and a year. */
  return g_strdup_printf (_("%s × %s is no valid pair in %d"),
                          breach->pair.cover != 0 ? g_quark_to_string (breach->pair.cover) : "–",
                          breach->pair.use != 0 ? g_quark_to_string (breach->pair.use) : "–",
                          rules->vintages[breach->vintage].year);
}

static char *
describe_change (const MlsBreach *breach, const MlsRules *rules)
{
  const MlsFinding finding = { .rule = MLS_FINDING_IMPOSSIBLE_CHANGE,
                               .vintage = breach->vintage,
                               .dimension = breach->dimension,
                               .pair = breach->pair,
                               .from_vintage = breach->from_vintage,
                               .from = breach->from };

  return mls_finding_text (&finding, rules);
}

/**
 * mls_breach_text:
 * @breach: a rule broken
 * @rules: what it was judged by
 *
 * Returns: (transfer full): one line for a person: which region, its area, its minimum
 */
char *
mls_breach_text (const MlsBreach *breach, const MlsRules *rules)
{
  int year = rules->vintages[breach->vintage].year;

  if (breach->rule == MLS_REFUSAL_ZONE)
    /* Translators: the name of a person. */
    return g_strdup_printf (_("This is outside of the zone of %s"), rules->zone.author);
  if (breach->rule == MLS_REFUSAL_FROZEN)
    return g_strdup_printf (_("%d is frozen: nothing is written to it any more"), year);
  if (breach->rule == MLS_REFUSAL_CLOSED)
    return g_strdup_printf (_("%d is closed: it takes corrections alone"), year);
  if (breach->rule == MLS_REFUSAL_MMU)
    return describe_minimum (breach, rules);
  if (breach->rule == MLS_REFUSAL_CHANGE)
    return describe_change (breach, rules);
  if (breach->rule == MLS_REFUSAL_MISSING_LABEL)
    return g_strdup_printf (_("Ground coded in %d would become uncoded"), year);
  if (breach->rule == MLS_REFUSAL_CODE)
    return g_strdup_printf (_("%s × %s holds a code that may not be given in %d"),
                            breach->pair.cover != 0 ? g_quark_to_string (breach->pair.cover) : "–",
                            breach->pair.use != 0 ? g_quark_to_string (breach->pair.use) : "–", year);

  return describe_pair (breach, rules);
}
