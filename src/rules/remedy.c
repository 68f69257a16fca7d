/* Cures by the rule that is broken. */

#include "rules/remedy.h"

#include "rules/fault.h"

#include <glib/gi18n-lib.h>

/* What is to be cured. */
typedef struct
{
  MlsPatch         *patch;
  const MlsRules   *rules;
  const MlsFinding *fault;
  MlsPoint          at;
} Case;

typedef MlsPlan *(*RemedyFunc) (const Case *ill, GError **error);

/* What cures is written at the date of the fault, as a correction: the land is what it was. */
static MlsIntent
intent_of (const Case *ill)
{
  return (MlsIntent){ .vintage = ill->fault->vintage,
                      .dimension = MLS_DIMENSION_PAIR,
                      .correction = TRUE,
                      .vintages = MLS_VINTAGE (ill->fault->vintage),
                      .named = MLS_VINTAGE (ill->fault->vintage) };
}

static MlsPlan *
refuse (const Case *ill, const char *message, GError **error)
{
  if (mls_patch_check (ill->patch, error))
    g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED, message);

  return NULL;
}

static MlsPlan *
absorb_region (const Case *ill, GError **error)
{
  g_autoptr (GArray) absorptions = NULL;

  return mls_cure_region (ill->patch, ill->rules, &MLS_CURE_REGIONS, ill->at, &absorptions, error);
}

static MlsPlan *
absorb_piece (const Case *ill, GError **error)
{
  g_autoptr (GArray) absorptions = NULL;

  return mls_cure_region (ill->patch, ill->rules, &MLS_CURE_PIECES, ill->at, &absorptions, error);
}

/* How near the code that would go is to the one in its place. */
static MlsCloseness
closeness_of (const Case *ill, MlsDimension dimension, MlsPair was, MlsPair is)
{
  return dimension == MLS_DIMENSION_COVER
             ? mls_nomenclature_closeness (ill->rules->nomenclature, dimension, was.cover, is.cover)
             : mls_nomenclature_closeness (ill->rules->nomenclature, dimension, was.use, is.use);
}

/* The valid pair for which less has to change in theme; of equals the one that keeps the cover, which a photo
 * shows better than a use. */
static MlsPair
nearest_pair (const Case *ill)
{
  const MlsNomenclature *nomenclature = ill->rules->nomenclature;
  int year = ill->rules->vintages[ill->fault->vintage].year;
  MlsPair was = ill->fault->pair;
  MlsPair same_cover = mls_nomenclature_nearest_pair (nomenclature, was, MLS_DIMENSION_COVER, year);
  MlsPair same_use = mls_nomenclature_nearest_pair (nomenclature, was, MLS_DIMENSION_USE, year);

  if (same_cover.use == 0)
    return same_use;
  if (same_use.cover == 0)
    return same_cover;

  return closeness_of (ill, MLS_DIMENSION_COVER, was, same_use) < closeness_of (ill, MLS_DIMENSION_USE, was, same_cover)
             ? same_use
             : same_cover;
}

static MlsPlan *
give_valid_pair (const Case *ill, GError **error)
{
  MlsIntent intent = intent_of (ill);
  MlsPlan *plan;

  intent.pair = nearest_pair (ill);
  if (intent.pair.cover == 0 || intent.pair.use == 0)
    return refuse (ill, _("No valid pair has one of these codes"), error);

  plan = mls_plan_recode (ill->patch, &ill->at, 1, &intent, error);
  if (plan != NULL)
    plan->verb = MLS_VERB_CURE;

  return plan;
}

/* A cure that changes nothing yet. */
static MlsPlan *
plan_new (const Case *ill)
{
  const MlsIntent intent = intent_of (ill);
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (ill->patch);

  return mls_plan_new (MLS_VERB_CURE, &intent, overlay);
}

/* Ground that changed too little to count is again what it was. */
static MlsPlan *
take_change_back (const Case *ill, GError **error)
{
  const MlsFinding *fault = ill->fault;
  g_autoptr (MlsPlan) plan = plan_new (ill);
  g_autoptr (MlsRegion) region =
      mls_region_new_changed (plan->overlay, mls_overlay_cell_at (plan->overlay, ill->at), fault->from_vintage,
                              fault->vintage, MLS_DIMENSION_PAIR, (MlsRegionLimit){ 0 });

  for (guint i = 0; i < region->cells->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (region->cells, i);

      cell->labels[fault->vintage] = cell->labels[fault->from_vintage];
      g_ptr_array_add (plan->given, cell);
    }

  return mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}

static gboolean
has_codes (const MlsLabel *label, MlsDimension dimension)
{
  return (label->field[MLS_FIELD_COVER] != 0 || dimension == MLS_DIMENSION_USE) &&
         (label->field[MLS_FIELD_USE] != 0 || dimension == MLS_DIMENSION_COVER);
}

/* The nearest date in a direction at which the ground has the codes that are missing; that of the fault itself
 * if there is none. */
static guint
coded_date (const Case *ill, const MlsCell *cell, int direction)
{
  const MlsRules *rules = ill->rules;
  guint vintage = ill->fault->vintage;
  guint beside;

  while ((beside = mls_vintage_beside (rules->vintages, rules->n_vintages, vintage, direction)) != vintage)
    {
      if (has_codes (&cell->labels[beside], ill->fault->dimension))
        return beside;
      vintage = beside;
    }

  return ill->fault->vintage;
}

/* Codes that are missing are those of the date before, or of the one after. What else a label says goes with
 * them only where all of it is missing. */
static MlsPlan *
give_codes_of_other_date (const Case *ill, GError **error)
{
  guint vintage = ill->fault->vintage;
  g_autoptr (MlsPlan) plan = plan_new (ill);
  MlsCell *cell = mls_overlay_cell_at (plan->overlay, ill->at);
  guint other = coded_date (ill, cell, -1);

  if (other == vintage)
    other = coded_date (ill, cell, 1);
  if (other == vintage)
    return refuse (ill, _("No other date has a code here"), error);

  if (ill->fault->dimension == MLS_DIMENSION_PAIR)
    cell->labels[vintage] = cell->labels[other];
  else if (ill->fault->dimension == MLS_DIMENSION_COVER)
    cell->labels[vintage].field[MLS_FIELD_COVER] = cell->labels[other].field[MLS_FIELD_COVER];
  else
    cell->labels[vintage].field[MLS_FIELD_USE] = cell->labels[other].field[MLS_FIELD_USE];
  g_ptr_array_add (plan->given, cell);

  return mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}

static MlsPlan *
join_twins (const Case *ill, GError **error)
{
  MlsPlan *plan = mls_plan_join (ill->patch, ill->at, &(MlsIntent){ .correction = TRUE }, error);

  if (plan != NULL)
    plan->verb = MLS_VERB_CURE;

  return plan;
}

/* What the program can do about a fault without knowing the land. Whether a change took place, or what is
 * where nothing is known, it cannot tell. */
static const struct
{
  MlsAspect  aspect;
  RemedyFunc cure;
} remedies[MLS_N_FINDING_RULES] = {
  [MLS_FINDING_MMU] = { MLS_ASPECT_SIZE, absorb_region },
  [MLS_FINDING_PIECE] = { MLS_ASPECT_SIZE, absorb_piece },
  [MLS_FINDING_PAIR] = { MLS_ASPECT_CODES, give_valid_pair },
  [MLS_FINDING_TOLERATED_PAIR] = { MLS_ASPECT_CODES, give_valid_pair },
  [MLS_FINDING_MISSING_LABEL] = { MLS_ASPECT_MISSING, give_codes_of_other_date },
  [MLS_FINDING_SMALL_CHANGE] = { MLS_ASPECT_CHANGE, take_change_back },
  [MLS_FINDING_IDENTICAL] = { MLS_ASPECT_TWINS, join_twins },
};

/**
 * mls_remedy_is_known:
 * @rule: a rule
 *
 * Returns: whether mls_remedy_plan() can cure what breaks it
 */
gboolean
mls_remedy_is_known (MlsFindingRule rule)
{
  g_return_val_if_fail ((guint) rule < MLS_N_FINDING_RULES, FALSE);

  return remedies[rule].cure != NULL;
}

static gboolean
is_meant (const MlsFinding *fault, MlsFindingRule rule)
{
  if (rule != MLS_REMEDY_ERRORS)
    return fault->rule == rule;

  return fault->severity == MLS_SEVERITY_ERROR && mls_remedy_is_known (fault->rule);
}

/* Of what is meant the fault at @vintage, or else the first. */
static const MlsFinding *
pick_fault (const GArray *faults, MlsFindingRule rule, guint vintage)
{
  const MlsFinding *first = NULL;

  for (guint i = 0; i < faults->len; i++)
    {
      const MlsFinding *fault = &g_array_index (faults, MlsFinding, i);

      if (!is_meant (fault, rule))
        continue;
      if (fault->vintage == vintage)
        return fault;
      if (first == NULL)
        first = fault;
    }

  return first;
}

/**
 * mls_remedy_plan:
 * @patch: the coverage
 * @rules: what it is judged by
 * @rule: the rule that is broken, or %MLS_REMEDY_ERRORS for whatever an edit could be refused for
 * @vintage: the vintage whose fault is meant, where there are several
 * @at: a point of the ground
 * @error: %MLS_REFUSAL_NOT_FLAGGED if the rule is not broken there or nothing cures it, another refusal, or
 *   the source's error
 *
 * What is too small goes to the neighbour closest in theme; codes that may not stand together become the
 * nearest that may; codes that are missing are those of the date before or after; a change too small to count
 * is taken back; neighbours that are equal in everything become one.
 *
 * Returns: (transfer full) (nullable): the cure, not judged yet
 */
MlsPlan *
mls_remedy_plan (MlsPatch       *patch,
                 const MlsRules *rules,
                 MlsFindingRule  rule,
                 guint           vintage,
                 MlsPoint        at,
                 GError        **error)
{
  int aspects = rule != MLS_REMEDY_ERRORS ? (int) remedies[rule].aspect : MLS_ASPECT_SIZE | MLS_ASPECT_CODES;
  g_autoptr (GArray) exceptions = g_array_new (FALSE, FALSE, sizeof (MlsException));
  g_autoptr (GArray) faults = mls_faults_at (patch, rules, exceptions, aspects, at, error);
  const MlsFinding *fault = faults != NULL ? pick_fault (faults, rule, vintage) : NULL;
  const Case ill = { patch, rules, fault, at };
  g_autofree char *message = NULL;

  if (faults == NULL)
    return NULL;

  if (fault != NULL && remedies[fault->rule].cure != NULL)
    return remedies[fault->rule].cure (&ill, error);

  message = g_strdup_printf (_("Nothing to cure at (%.3f, %.3f)"), mls_grid_to_metres (at.x), mls_grid_to_metres (at.y));

  return refuse (&ill, message, error);
}
