#include "rules/verdict.h"

#include "base/format.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const MlsPlan  *plan;
  const MlsRules *rules;
  MlsArea2        cap;
  MlsOverlay     *before;  /* the coverage as it is */
  MlsVerdict     *verdict;

  /* Of the vintage and dimension looked at. */
  guint           vintage;
  MlsDimension    dimension;
  GHashTable     *judged;  /* cells of regions judged already */
  GHashTable     *suspect; /* cells whose region may have changed */
  MlsText         lost;    /* the code that a changed cell had */
} Judge;

static MlsText
code_of (const MlsLabel *labels, guint vintage, MlsDimension dimension)
{
  return labels[vintage].field[dimension == MLS_DIMENSION_COVER ? MLS_FIELD_COVER : MLS_FIELD_USE];
}

static MlsPair
pair_of_code (MlsText code, MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_COVER ? (MlsPair){ code, 0 } : (MlsPair){ 0, code };
}

static MlsArea2
minimum_of (const Judge *judge, MlsText code)
{
  return code == 0 ? 0
                   : mls_nomenclature_minimum (judge->rules->nomenclature, judge->dimension,
                                               pair_of_code (code, judge->dimension));
}

static const MlsGround *
ground_at (const MlsCell *cell, guint i)
{
  return &g_array_index (cell->ground, MlsGround, i);
}

/* A region loses ground where the code it had changes next to what it keeps. */
static void
suspect_neighbour (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Judge *judge = user_data;

  if (neighbour != NULL && code_of (neighbour->labels, judge->vintage, judge->dimension) == judge->lost)
    g_hash_table_add (judge->suspect, neighbour);
}

/* Both the region of @cell and those that its ground had another code with. */
static void
suspect_cell (Judge *judge, MlsCell *cell)
{
  MlsText code = code_of (cell->labels, judge->vintage, judge->dimension);

  for (guint i = 0; i < cell->ground->len; i++)
    {
      judge->lost = code_of (ground_at (cell, i)->face->labels, judge->vintage, judge->dimension);
      if (judge->lost == code)
        continue;

      g_hash_table_add (judge->suspect, cell);
      mls_overlay_each_neighbour (judge->plan->overlay, cell, suspect_neighbour, judge);
    }
}

/* Cells of all regions that gain or lose ground, which they do only where a code changes. A region
 * whose faces only gained vertices is not judged. */
static GPtrArray *
find_suspects (Judge *judge)
{
  GPtrArray *cells = mls_overlay_cells (judge->plan->overlay);
  GPtrArray *suspects = g_ptr_array_new ();

  g_hash_table_remove_all (judge->suspect);
  for (guint i = 0, n = cells->len; i < n; i++)
    suspect_cell (judge, g_ptr_array_index (cells, i));

  /* In the overlay's order, which is the same in every run. */
  for (guint i = 0; i < cells->len; i++)
    if (g_hash_table_contains (judge->suspect, g_ptr_array_index (cells, i)))
      g_ptr_array_add (suspects, g_ptr_array_index (cells, i));

  return suspects;
}

/* Ground of the region before that is in the region after. */
static MlsArea2
common_area2 (const MlsRegion *before, MlsOverlay *before_overlay, const MlsRegion *after)
{
  MlsArea2 sum = 0;

  for (guint i = 0; i < after->cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (after->cells, i);

      for (guint k = 0; k < cell->ground->len; k++)
        if (mls_region_has (before, mls_overlay_cell_of (before_overlay, ground_at (cell, k)->face)))
          sum += ground_at (cell, k)->area2;
    }

  return sum;
}

/* Whether the region that @face was of was too small, by at least as high a minimum, and @after
 * contains it and is no smaller; read with a millimetre along the border, which is what noding may
 * move. */
static gboolean
contains_small (Judge *judge, const MlsRegion *after, MlsArea2 minimum, const MlsFace *face)
{
  MlsArea2 minimum_before = minimum_of (judge, code_of (face->labels, judge->vintage, judge->dimension));
  g_autoptr (MlsRegion) before = NULL;
  MlsArea2 tolerance;

  if (minimum_before < minimum)
    return FALSE;

  before = mls_region_new (judge->before, mls_overlay_cell_of (judge->before, face), judge->vintage,
                           judge->dimension, (MlsRegionLimit){ minimum_before, 0 });
  if (before->area2 >= minimum_before)
    return FALSE;

  tolerance = (MlsArea2) (2 * before->perimeter);

  return common_area2 (before, judge->before, after) >= before->area2 - tolerance &&
         after->area2 >= before->area2 - tolerance;
}

static gboolean
was_small (Judge *judge, const MlsRegion *after, MlsArea2 minimum)
{
  for (guint i = 0; i < after->cells->len; i++)
    {
      const MlsCell *cell = g_ptr_array_index (after->cells, i);

      for (guint k = 0; k < cell->ground->len; k++)
        if (contains_small (judge, after, minimum, ground_at (cell, k)->face))
          return TRUE;
    }

  return FALSE;
}

static void
add_breach (Judge *judge, MlsBreach breach)
{
  g_array_append_val (judge->verdict->breaches, breach);
}

/* Follows the region of @cell as far as it takes to judge it; %NULL if another cell of it has led
 * there. */
static MlsRegion *
follow_region (Judge *judge, MlsCell *cell, MlsArea2 minimum)
{
  g_autoptr (MlsRegion) region = NULL;
  gboolean seen = FALSE;

  if (g_hash_table_contains (judge->judged, cell))
    return NULL;

  region = mls_region_new (judge->plan->overlay, cell, judge->vintage, judge->dimension,
                           (MlsRegionLimit){ MAX (MAX (minimum, judge->cap), 1), 0 });
  for (guint i = 0; i < region->cells->len; i++)
    seen |= !g_hash_table_add (judge->judged, g_ptr_array_index (region->cells, i));

  return seen ? NULL : g_steal_pointer (&region);
}

static MlsRegionEffect
effect_of (const Judge *judge, const MlsRegion *region, MlsArea2 minimum)
{
  MlsCell *cell = g_ptr_array_index (region->cells, 0);

  MlsRegionEffect effect = {
    .vintage = judge->vintage,
    .dimension = judge->dimension,
    .code = code_of (cell->labels, judge->vintage, judge->dimension),
    .area2 = region->area2,
    .at_least = region->at_least,
    .minimum = minimum,
    .on_edge = region->on_edge,
    .ok = region->area2 >= minimum || region->on_edge,
    .place = mls_face_inner_point (cell->shape),
    .cell = cell,
  };

  return effect;
}

static void
judge_region (Judge *judge, MlsCell *cell)
{
  MlsText code = code_of (cell->labels, judge->vintage, judge->dimension);
  MlsArea2 minimum = minimum_of (judge, code);
  g_autoptr (MlsRegion) region = code != 0 ? follow_region (judge, cell, minimum) : NULL;
  MlsRegionEffect effect;

  if (region == NULL)
    return;

  effect = effect_of (judge, region, minimum);
  if (!effect.ok)
    effect.ok = effect.was_small = was_small (judge, region, minimum);

  g_array_append_val (judge->verdict->regions, effect);
  if (!effect.ok)
    add_breach (judge, (MlsBreach){ MLS_REFUSAL_MMU, judge->vintage, judge->dimension,
                                    pair_of_code (code, judge->dimension), region->area2, minimum,
                                    effect.place, cell });
}

/* What lies across the border of a region that may be enclosed. */
typedef struct
{
  const Judge     *judge;
  const MlsRegion *region;
  MlsText          around; /* the code it would be enclosed by */
  gboolean         enclosed;
} Enclosure;

static void
look_around (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Enclosure *enclosure = user_data;

  if (neighbour == NULL || (!mls_region_has (enclosure->region, neighbour) &&
                            code_of (neighbour->labels, enclosure->judge->vintage,
                                     enclosure->judge->dimension) != enclosure->around))
    enclosure->enclosed = FALSE;
}

static gboolean
is_enclosed (const Judge *judge, const MlsRegion *region, MlsText around)
{
  Enclosure enclosure = { judge, region, around, !region->at_least };

  for (guint i = 0; i < region->cells->len && enclosure.enclosed; i++)
    mls_overlay_each_neighbour (judge->plan->overlay, g_ptr_array_index (region->cells, i), look_around,
                                &enclosure);

  return enclosure.enclosed;
}

typedef struct
{
  Judge         *judge;
  const MlsCell *swept;
} Sweep;

/* Lists what a reshape goes around and does not cross: it is kept. */
static void
list_kept (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  const Sweep *sweep = user_data;
  Judge *judge = sweep->judge;
  MlsText around = code_of (sweep->swept->labels, judge->vintage, judge->dimension);
  MlsText code = neighbour != NULL ? code_of (neighbour->labels, judge->vintage, judge->dimension) : 0;
  g_autoptr (MlsRegion) region = NULL;
  MlsRegionEffect effect;

  if (code == 0 || code == around)
    return;

  region = follow_region (judge, neighbour, minimum_of (judge, code));
  if (region == NULL || !is_enclosed (judge, region, around))
    return;

  effect = effect_of (judge, region, minimum_of (judge, code));
  effect.kept = effect.ok = TRUE;
  g_array_append_val (judge->verdict->regions, effect);
}

static void
list_all_kept (Judge *judge)
{
  const MlsPlan *plan = judge->plan;

  for (guint i = 0; i < plan->given->len; i++)
    {
      Sweep sweep = { judge, g_ptr_array_index (plan->given, i) };

      mls_overlay_each_neighbour (plan->overlay, sweep.swept, list_kept, &sweep);
    }
}

static void
judge_minima (Judge *judge)
{
  g_autoptr (GPtrArray) suspects = find_suspects (judge);

  g_hash_table_remove_all (judge->judged);
  for (guint i = 0; i < suspects->len; i++)
    judge_region (judge, g_ptr_array_index (suspects, i));

  if (judge->plan->verb == MLS_VERB_RESHAPE && judge->vintage == judge->plan->intent.vintage)
    list_all_kept (judge);
}

static MlsCodeState
state_of_codes (const Judge *judge, MlsPair pair)
{
  return MAX (mls_nomenclature_code_state (judge->rules->nomenclature, MLS_DIMENSION_COVER, pair.cover),
              mls_nomenclature_code_state (judge->rules->nomenclature, MLS_DIMENSION_USE, pair.use));
}

/* A code that came with the data may go with a border that moves; it is not given. */
static gboolean
codes_may_stand (const Judge *judge, MlsPair pair, gboolean given)
{
  MlsCodeState state = state_of_codes (judge, pair);

  return state == MLS_CODE_VALID || (state == MLS_CODE_TOLERATED && !given);
}

/* Two codes that are good each and do not go together stay on the ground where they came with the
 * data. An old code brings its partner along. */
static gboolean
pair_may_stand (const Judge *judge, MlsPair pair)
{
  switch (mls_nomenclature_pair_state (judge->rules->nomenclature, pair,
                                       judge->rules->vintages[judge->vintage].year))
    {
    case MLS_CODE_VALID:
      return TRUE;
    case MLS_CODE_TOLERATED:
      return state_of_codes (judge, pair) == MLS_CODE_TOLERATED;
    case MLS_CODE_INVALID:
      return FALSE;
    }

  g_assert_not_reached ();
}

static gboolean
gives_pair (MlsVerb verb)
{
  switch (verb)
    {
    case MLS_VERB_SPLIT:
    case MLS_VERB_ISLAND:
    case MLS_VERB_COMPLETE:
    case MLS_VERB_STRIP:
    case MLS_VERB_RECODE:
      return TRUE;
    case MLS_VERB_RESHAPE:
    case MLS_VERB_MERGE:
    case MLS_VERB_MOVE_VERTEX:
    case MLS_VERB_INSERT_VERTEX:
    case MLS_VERB_REMOVE_VERTEX:
    case MLS_VERB_MOVE_VERTICES:
    case MLS_VERB_REMOVE_VERTICES:
    case MLS_VERB_STRAIGHTEN:
    case MLS_VERB_SIMPLIFY:
    case MLS_VERB_SMOOTH:
    case MLS_VERB_CURE:
    case MLS_N_VERBS:
      return FALSE;
    }

  g_assert_not_reached ();
}

/* Some ground of a cell in one vintage: no code lost, codes known, pair allowed; or all as it was
 * there. */
static void
judge_label (Judge *judge, MlsCell *cell, const MlsFace *ground)
{
  MlsPair was = mls_label_pair (&ground->labels[judge->vintage]);
  MlsPair pair = mls_label_pair (&cell->labels[judge->vintage]);
  MlsBreach breach = { MLS_REFUSAL_PAIR, judge->vintage, MLS_DIMENSION_PAIR, pair, .cell = cell };

  if (was.cover == pair.cover && was.use == pair.use)
    return;

  if ((was.cover != 0 && pair.cover == 0) || (was.use != 0 && pair.use == 0))
    breach.rule = MLS_REFUSAL_MISSING_LABEL;
  else if (!codes_may_stand (judge, pair, gives_pair (judge->plan->verb)))
    breach.rule = MLS_REFUSAL_CODE;
  else if (pair_may_stand (judge, pair))
    return;

  breach.place = mls_face_inner_point (cell->shape);
  add_breach (judge, breach);
}

static void
judge_labels (Judge *judge)
{
  GPtrArray *cells = mls_overlay_cells (judge->plan->overlay);

  for (guint i = 0; i < cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (cells, i);

      for (guint k = 0; k < cell->ground->len; k++)
        judge_label (judge, cell, ground_at (cell, k)->face);
    }
}

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

/* Label faults first, then the smallest region. */
static int
compare_breaches (gconstpointer left, gconstpointer right)
{
  const MlsBreach *a = left;
  const MlsBreach *b = right;

  if ((a->rule == MLS_REFUSAL_MMU) != (b->rule == MLS_REFUSAL_MMU))
    return a->rule == MLS_REFUSAL_MMU ? 1 : -1;
  if (a->area2 != b->area2)
    return a->area2 < b->area2 ? -1 : 1;

  return mls_point_compare (a->place, b->place);
}

/**
 * mls_verdict_new:
 * @plan: what would be done
 * @rules: what it is judged by
 * @cap: twice the area, mm², up to which areas are followed; beyond they are "at least"
 *
 * Judges the regions the edit makes, enlarges or diminishes, and the labels it gives, in the
 * vintages it writes. The preview and the commit ask the same.
 *
 * Returns: (transfer full): the verdict; valid while @plan is
 */
MlsVerdict *
mls_verdict_new (const MlsPlan *plan, const MlsRules *rules, MlsArea2 cap)
{
  g_autoptr (MlsOverlay) before = mls_overlay_new (mls_overlay_patch (plan->overlay));
  g_autoptr (GHashTable) judged = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) suspect = g_hash_table_new (NULL, NULL);
  MlsVerdict *verdict = g_new0 (MlsVerdict, 1);
  Judge judge = { plan, rules, cap, before, verdict, 0, MLS_DIMENSION_COVER, judged, suspect, 0 };

  verdict->regions = g_array_new (FALSE, TRUE, sizeof (MlsRegionEffect));
  verdict->breaches = g_array_new (FALSE, TRUE, sizeof (MlsBreach));

  for (judge.vintage = 0; judge.vintage < rules->n_vintages; judge.vintage++)
    {
      judge_labels (&judge);
      judge.dimension = MLS_DIMENSION_COVER;
      judge_minima (&judge);
      judge.dimension = MLS_DIMENSION_USE;
      judge_minima (&judge);
    }

  g_array_sort (verdict->regions, compare_effects);
  g_array_sort (verdict->breaches, compare_breaches);

  return verdict;
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
 * mls_verdict_is_exceptable:
 * @verdict: a verdict
 *
 * Returns: whether all that keeps the edit from being done can be kept as an exception with a
 *   reason: a region too small can, a pair that does not exist cannot
 */
gboolean
mls_verdict_is_exceptable (const MlsVerdict *verdict)
{
  for (guint i = 0; i < verdict->breaches->len; i++)
    if (g_array_index (verdict->breaches, MlsBreach, i).rule != MLS_REFUSAL_MMU)
      return FALSE;

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

/* Rounded down: what is a little too small must not read as the minimum. */
static char *
describe_small_area (MlsArea2 area2)
{
  return mls_format_area (floor (mls_area2_to_m2 (area2) * 10) / 10);
}

static char *
describe_minimum (const MlsBreach *breach, const MlsRules *rules)
{
  MlsText code = breach->dimension == MLS_DIMENSION_COVER ? breach->pair.cover : breach->pair.use;
  g_autofree char *what = describe_code (rules, breach->dimension, code);
  g_autofree char *area = describe_small_area (breach->area2);
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

  if (breach->rule == MLS_REFUSAL_MMU)
    return describe_minimum (breach, rules);
  if (breach->rule == MLS_REFUSAL_MISSING_LABEL)
    return g_strdup_printf (_("Ground coded in %d would become uncoded"), year);
  if (breach->rule == MLS_REFUSAL_CODE)
    return g_strdup_printf (_("%s × %s holds a code that may not be given in %d"),
                            breach->pair.cover != 0 ? g_quark_to_string (breach->pair.cover) : "–",
                            breach->pair.use != 0 ? g_quark_to_string (breach->pair.use) : "–", year);

  return describe_pair (breach, rules);
}
