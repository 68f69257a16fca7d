#include "rules/cure.h"

#include "base/format.h"
#include "rules/candidate.h"
#include "rules/judge.h"
#include "rules/verdict-private.h"

#include <glib/gi18n-lib.h>

enum
{
  /* What leaves more regions too small than that is no edit. */
  MAX_BREACHES = 64,
  /* How many candidates are tried: each costs a verdict, at each motion of the hand. */
  MAX_TRIES = 64,
};

/* A cure being looked for. */
typedef struct
{
  const MlsRules *rules;
  MlsPlan        *plan;
  GArray         *absorptions; /* (element-type MlsAbsorption) so far */
  guint           n_tries;
} Cure;

/* One region of it. */
typedef struct
{
  Cure            *cure;
  const MlsRegion *region;
  GArray          *candidates; /* (element-type MlsCandidate), the best first */
} Search;

static MlsField
field_of (MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_COVER ? MLS_FIELD_COVER : MLS_FIELD_USE;
}

static MlsArea2
minimum_of (const MlsRules *rules, MlsDimension dimension, const MlsLabel *label)
{
  return mls_judge_minimum (rules, dimension, mls_label_pair_in (label, dimension));
}

/* Whether the region @cell is in now is large enough in @dimension. */
static gboolean
is_large_enough (const Search *search, MlsCell *cell, MlsDimension dimension)
{
  guint vintage = search->region->vintage;
  MlsArea2 minimum = minimum_of (search->cure->rules, dimension, &cell->labels[vintage]);
  g_autoptr (MlsRegion) region = NULL;

  if (minimum == 0)
    return TRUE;

  region = mls_region_new (search->cure->plan->overlay, cell, vintage, dimension, (MlsRegionLimit){ .area2 = minimum });

  return region->on_edge || region->area2 >= minimum;
}

static guint
count_breaches (const Search *search)
{
  g_autoptr (MlsVerdict) verdict = mls_verdict_new_errors (search->cure->plan, search->cure->rules);

  return verdict->breaches->len;
}

/* Whether every minimum is respected where the absorption changed a code, and none next door is
 * broken that was not. */
static gboolean
respects_minima (const Search *search, const MlsLabel *before, guint n_breaches)
{
  guint vintage = search->region->vintage;

  for (guint i = 0; i < search->region->cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (search->region->cells, i);

      for (int d = MLS_DIMENSION_COVER; d <= (int) MAX (MLS_DIMENSION_USE, search->region->dimension); d++)
        if (mls_label_code (&cell->labels[vintage], (MlsDimension) d) != mls_label_code (&before[i], (MlsDimension) d) &&
            !is_large_enough (search, cell, (MlsDimension) d))
          return FALSE;
    }

  return count_breaches (search) <= n_breaches;
}

/* The other code stays where the pair is valid, else it comes from the same neighbour, as both do of a
 * piece. What was said of the codes goes with them: ground that becomes what the neighbour is takes all its
 * fields, one that becomes something else has none. */
static void
absorb_cell (const Search *search, MlsCell *cell, const MlsCandidate *candidate)
{
  guint vintage = search->region->vintage;
  const MlsLabel *from = &candidate->from->labels[vintage];
  MlsLabel label = { 0 };

  label.field[MLS_FIELD_COVER] = cell->labels[vintage].field[MLS_FIELD_COVER];
  label.field[MLS_FIELD_USE] = cell->labels[vintage].field[MLS_FIELD_USE];
  if (search->region->dimension != MLS_DIMENSION_PAIR)
    label.field[field_of (search->region->dimension)] = candidate->code;

  if (search->region->dimension == MLS_DIMENSION_PAIR ||
      mls_nomenclature_pair_state (search->cure->rules->nomenclature, mls_label_pair (&label),
                                   search->cure->rules->vintages[vintage].year) != MLS_CODE_VALID ||
      mls_label_code (&label, MLS_DIMENSION_PAIR) == mls_label_code (from, MLS_DIMENSION_PAIR))
    label = *from;

  cell->labels[vintage] = label;
}

static MlsLabel *
labels_of (const MlsRegion *region)
{
  MlsLabel *labels = g_new (MlsLabel, region->cells->len);

  for (guint i = 0; i < region->cells->len; i++)
    labels[i] = ((MlsCell *) g_ptr_array_index (region->cells, i))->labels[region->vintage];

  return labels;
}

static void
set_labels (const MlsRegion *region, const MlsLabel *labels)
{
  for (guint i = 0; i < region->cells->len; i++)
    ((MlsCell *) g_ptr_array_index (region->cells, i))->labels[region->vintage] = labels[i];
}

/* Gives the region to the first candidate that may have it; %NULL if none may. */
static const MlsCandidate *
absorb_into_first (Search *search, guint n_breaches)
{
  const MlsRegion *region = search->region;
  g_autofree MlsLabel *before = labels_of (region);

  for (guint i = 0; i < search->candidates->len && search->cure->n_tries++ < MAX_TRIES; i++)
    {
      const MlsCandidate *candidate = &g_array_index (search->candidates, MlsCandidate, i);

      for (guint k = 0; k < region->cells->len; k++)
        absorb_cell (search, g_ptr_array_index (region->cells, k), candidate);

      if (respects_minima (search, before, n_breaches))
        return candidate;

      set_labels (region, before);
    }

  return NULL;
}

/* Of a piece, the code that went is told: its cover, or its use where it had that of its neighbour. */
static MlsAbsorption
absorption_of (const MlsRegion *region, const MlsCandidate *candidate, MlsPoint place)
{
  const MlsLabel *into = &candidate->from->labels[region->vintage];
  MlsDimension dimension = region->dimension;
  MlsField field;

  if (dimension == MLS_DIMENSION_PAIR)
    dimension = into->field[MLS_FIELD_COVER] != region->label.field[MLS_FIELD_COVER] ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE;
  field = field_of (dimension);

  return (MlsAbsorption){ region->vintage, dimension, region->label.field[field], into->field[field], region->area2, place };
}

/* Absorbs a region too small. @n_breaches is what may be broken then: no more than before, without
 * the region itself. */
static gboolean
absorb (Cure *cure, const MlsRegion *region, guint n_breaches, MlsPoint place)
{
  g_autoptr (GArray) candidates = mls_candidates_new (cure->plan->overlay, region, cure->rules->nomenclature);
  Search search = { cure, region, candidates };
  const MlsCandidate *candidate = absorb_into_first (&search, n_breaches);
  MlsAbsorption absorption;

  if (candidate == NULL)
    return FALSE;

  absorption = absorption_of (region, candidate, place);
  g_array_append_val (cure->absorptions, absorption);
  return TRUE;
}

static gboolean
refuse_cure (const MlsBreach *breach, const MlsRules *rules, GError **error)
{
  g_autofree char *text = mls_breach_text (breach, rules);

  g_set_error_literal (error, MLS_REFUSAL, breach->rule, text);
  return FALSE;
}

/* Cures the smallest of the regions too small that can be cured. */
static gboolean
cure_smallest (Cure *cure, const MlsVerdict *verdict)
{
  for (guint i = 0; i < verdict->breaches->len; i++)
    {
      const MlsBreach *breach = &g_array_index (verdict->breaches, MlsBreach, i);
      g_autoptr (MlsRegion) region = mls_region_new (cure->plan->overlay, breach->cell, breach->vintage,
                                                     breach->dimension, (MlsRegionLimit){ 0 });

      if (absorb (cure, region, verdict->breaches->len - 1, breach->place))
        return TRUE;
    }

  return FALSE;
}

/* Ground that has changed from one code to another, together with what has done so alike. */
static void
note_change (Cure *cure, const MlsAbsorption *change)
{
  for (guint i = 0; i < cure->absorptions->len; i++)
    {
      MlsAbsorption *noted = &g_array_index (cure->absorptions, MlsAbsorption, i);

      if (noted->vintage == change->vintage && noted->dimension == change->dimension && noted->from == change->from &&
          noted->into == change->into)
        {
          noted->area2 += change->area2;
          return;
        }
    }

  g_array_append_val (cure->absorptions, *change);
}

/* Where a cover was given, or a use, and what stays beside it does not go with it: that becomes what is closest to it in
 * theme. */
static gboolean
match_pair (Cure *cure, const MlsBreach *breach)
{
  MlsDimension kept = cure->plan->intent.dimension;
  MlsDimension other = kept == MLS_DIMENSION_COVER ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER;
  MlsText *text = &breach->cell->labels[breach->vintage].field[field_of (other)];
  MlsPair nearest = mls_nomenclature_nearest_pair (cure->rules->nomenclature, breach->pair, kept,
                                                   cure->rules->vintages[breach->vintage].year);
  MlsText into = other == MLS_DIMENSION_USE ? nearest.use : nearest.cover;

  if (*text == 0 || into == 0 || into == *text)
    return FALSE;

  note_change (cure, &(MlsAbsorption){ breach->vintage, other, *text, into, breach->cell->area2, breach->place });
  *text = into;

  return TRUE;
}

static gboolean
match_pairs (Cure *cure, const MlsVerdict *verdict)
{
  if (cure->plan->intent.dimension == MLS_DIMENSION_PAIR || !mls_verb_gives_pair (cure->plan->verb))
    return FALSE;

  for (guint i = 0; i < verdict->breaches->len; i++)
    {
      const MlsBreach *breach = &g_array_index (verdict->breaches, MlsBreach, i);

      if (breach->rule == MLS_REFUSAL_PAIR && !match_pair (cure, breach))
        return FALSE;
    }

  return TRUE;
}

static gboolean
cure_round (Cure *cure, const MlsVerdict *verdict)
{
  MlsRefusal rule = g_array_index (verdict->breaches, MlsBreach, 0).rule;

  if (verdict->breaches->len > MAX_BREACHES)
    return FALSE;

  return rule == MLS_REFUSAL_PAIR ? match_pairs (cure, verdict)
                                  : rule == MLS_REFUSAL_MMU && cure_smallest (cure, verdict);
}

/* Cures pairs that may not be, then what is too small, the smallest first, until none is left. Each round leaves
 * fewer. */
static gboolean
cure_breaches (Cure *cure, GError **error)
{
  for (;;)
    {
      g_autoptr (MlsVerdict) verdict = mls_verdict_new_errors (cure->plan, cure->rules);

      if (mls_verdict_is_ok (verdict))
        return TRUE;

      if (!cure_round (cure, verdict))
        return refuse_cure (&g_array_index (verdict->breaches, MlsBreach, 0), cure->rules, error);
    }
}

static MlsPlan *
finish_cure (MlsPlan *plan, const MlsRules *rules, GArray **absorptions, GError **error)
{
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (MlsAbsorption));
  g_autoptr (MlsPlan) cured = plan;
  Cure cure = { rules, cured, done, 0 };

  if (*absorptions != NULL)
    g_array_append_vals (done, (*absorptions)->data, (*absorptions)->len);
  g_clear_pointer (absorptions, g_array_unref);

  if (!cure_breaches (&cure, error) || !mls_plan_finish (cured, error))
    return NULL;

  *absorptions = g_steal_pointer (&done);

  return g_steal_pointer (&cured);
}

/**
 * mls_cure_edit:
 * @plan: (transfer full): a plan that rules refuse, made for this: its labels are changed
 * @rules: what it was judged by
 * @absorptions: (out) (transfer full) (element-type MlsAbsorption): what went where
 * @error: %MLS_REFUSAL of what cannot be cured, %MLS_REFUSAL_NO_EFFECT if the cure leaves all as it
 *   is, or the source's error
 *
 * Where a cover or a use was given that the other code does not go with, that becomes the closest to it which does. Then
 * gives each piece the edit would leave too small to the neighbour closest in theme, the smallest
 * piece first: in the vintages where it is too small, on the dimension that is too small.
 *
 * Returns: (transfer full) (nullable): the edit with its cure
 */
MlsPlan *
mls_cure_edit (MlsPlan *plan, const MlsRules *rules, GArray **absorptions, GError **error)
{
  *absorptions = NULL;

  return finish_cure (plan, rules, absorptions, error);
}

/* Absorbs the region at @cell in one vintage and dimension, if it is too small. */
static gboolean
cure_here (Cure *cure, MlsCell *cell, guint vintage, MlsDimension dimension, MlsPoint at)
{
  MlsPlan *plan = cure->plan;
  MlsArea2 minimum = minimum_of (cure->rules, dimension, &cell->labels[vintage]);
  g_autoptr (MlsRegion) region =
      mls_region_new (plan->overlay, cell, vintage, dimension, (MlsRegionLimit){ .area2 = minimum });

  if (minimum == 0 || region->area2 >= minimum || region->on_edge)
    return FALSE;

  if (!absorb (cure, region, 0, at))
    return FALSE;

  if (plan->intent.vintages == 0)
    plan->intent.vintage = vintage;
  plan->intent.vintages |= MLS_VINTAGE (vintage);
  return TRUE;
}

/**
 * mls_cure_scope_of:
 * @vintage: a vintage
 * @dimension: a dimension
 *
 * Returns: that vintage and dimension alone
 */
MlsCureScope
mls_cure_scope_of (guint vintage, MlsDimension dimension)
{
  return (MlsCureScope){ MLS_VINTAGE (vintage), 1u << dimension };
}

/**
 * mls_cure_scope_has:
 * @scope: a scope
 * @vintage: a vintage
 * @dimension: a dimension
 *
 * Returns: whether regions of these are in it
 */
gboolean
mls_cure_scope_has (const MlsCureScope *scope, guint vintage, MlsDimension dimension)
{
  return (scope->vintages & MLS_VINTAGE (vintage)) != 0 && (scope->dimensions & 1u << dimension) != 0;
}

/**
 * mls_cure_region:
 * @patch: the coverage
 * @rules: what regions are judged by
 * @scope: in which vintages and dimensions
 * @at: a point of the region
 * @absorptions: (out) (transfer full) (element-type MlsAbsorption): what went where
 * @error: %MLS_REFUSAL_NOT_FLAGGED if no region there is too small or none of its neighbours may
 *   have it, another refusal, or the source's error
 *
 * Cures the regions at @at that are too small, in every vintage and dimension of @scope where they are.
 *
 * Returns: (transfer full) (nullable): the cure
 */
MlsPlan *
mls_cure_region (MlsPatch           *patch,
                 const MlsRules     *rules,
                 const MlsCureScope *scope,
                 MlsPoint            at,
                 GArray            **absorptions,
                 GError            **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsPlan) plan = mls_plan_new (MLS_VERB_CURE, &(MlsIntent){ .correction = TRUE }, overlay);
  MlsCell *cell = mls_overlay_cell_at (overlay, at);
  Cure cure = { rules, plan, NULL, 0 };

  cure.absorptions = *absorptions = g_array_new (FALSE, FALSE, sizeof (MlsAbsorption));
  for (guint v = 0; cell != NULL && v < rules->n_vintages; v++)
    for (int d = 0; d < MLS_N_DIMENSIONS; d++)
      if (mls_cure_scope_has (scope, v, (MlsDimension) d))
        cure_here (&cure, cell, v, (MlsDimension) d, at);

  if ((*absorptions)->len == 0)
    {
      g_clear_pointer (absorptions, g_array_unref);
      if (mls_patch_check (patch, error))
        g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED, _("None of its neighbours may have it"));
      return NULL;
    }

  return finish_cure (g_steal_pointer (&plan), rules, absorptions, error);
}

/**
 * mls_cure_text:
 * @absorptions: (element-type MlsAbsorption): a cure
 * @rules: what it was judged by
 *
 * Returns: (transfer full): one line for a person: what the first piece joins, and how many more
 */
char *
mls_cure_text (const GArray *absorptions, const MlsRules *rules)
{
  const MlsAbsorption *first = &g_array_index (absorptions, MlsAbsorption, 0);
  const MlsClass *klass;
  g_autofree char *area = NULL;
  g_autofree char *one = NULL;

  g_return_val_if_fail (absorptions->len > 0, NULL);

  klass = mls_nomenclature_class (rules->nomenclature, first->dimension, first->into);
  area = mls_format_area (mls_area2_to_m2 (first->area2));
  /* Translators: an area, a code, the label of its class. */
  one = g_strdup_printf (_("%s join %s %s"), area, g_quark_to_string (first->into),
                         klass != NULL ? mls_class_label (klass, rules->language) : "");
  if (absorptions->len == 1)
    return g_steal_pointer (&one);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, and %u more piece is absorbed",
                                       "%s, and %u more pieces are absorbed", absorptions->len - 1),
                          one, absorptions->len - 1);
}
