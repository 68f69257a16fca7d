#include "quality/accuracy-private.h"

#include <string.h>

static guint
n_units (const MlsAccuracy *self)
{
  return self->query.units->len;
}

static const MlsUnit *
unit_at (const MlsAccuracy *self, guint i)
{
  return g_ptr_array_index (self->query.units, i);
}

static MlsText
code_of (const MlsAccuracy *self, guint unit)
{
  MlsPair pair = unit_at (self, unit)->pair;

  return self->query.code == MLS_DIMENSION_USE ? pair.use : pair.cover;
}

static MlsAccuracyClass *
class_at (const MlsAccuracy *self, guint i)
{
  return &g_array_index (self->classes, MlsAccuracyClass, i);
}

/* Outcomes and classes */

static GArray *
judgements_of (const MlsAccuracy *self, guint unit)
{
  return g_ptr_array_index (self->judgements, unit);
}

static void
free_judgements (gpointer judgements)
{
  g_array_unref (judgements);
}

/* What is said of units that are not there is not heard. */
static void
sort_judgements (MlsAccuracy *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);

  self->judgements = g_ptr_array_new_with_free_func (free_judgements);
  for (guint u = 0; u < n_units (self); u++)
    {
      g_hash_table_insert (places, (gpointer) &unit_at (self, u)->id, GUINT_TO_POINTER (u + 1));
      g_ptr_array_add (self->judgements, g_array_new (FALSE, FALSE, sizeof (MlsJudgement)));
    }

  for (guint i = 0; i < self->query.said->len; i++)
    {
      const MlsSaid *said = &g_array_index (self->query.said, MlsSaid, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, &said->unit));

      if (place > 0)
        g_array_append_val (judgements_of (self, place - 1), said->judgement);
    }
}

static gboolean
has_begun_confirming (const MlsAccuracy *self)
{
  for (guint i = 0; i < self->query.said->len; i++)
    if (g_array_index (self->query.said, MlsSaid, i).judgement.confirmation != MLS_CONFIRMATION_NONE)
      return TRUE;

  return FALSE;
}

static void
find_outcomes (MlsAccuracy *self)
{
  const MlsAccuracyQuery *query = &self->query;

  self->total.confirmed = query->confirmed || has_begun_confirming (self);
  for (guint u = 0; u < n_units (self); u++)
    {
      GArray *judgements = judgements_of (self, u);

      self->entries[u].outcome =
          mls_outcome_find (unit_at (self, u), (const MlsJudgement *) (gpointer) judgements->data, judgements->len,
                            query->sample->dimension, query->code, self->total.confirmed);
    }
}

static const char *
text_of (MlsText code)
{
  return code != 0 ? g_quark_to_string (code) : "";
}

static int
compare_classes (gconstpointer a, gconstpointer b)
{
  return strcmp (text_of (((const MlsAccuracyClass *) a)->code), text_of (((const MlsAccuracyClass *) b)->code));
}

static void
add_class (MlsAccuracy *self, GHashTable *seen, MlsText code)
{
  MlsAccuracyClass class = { .code = code };

  if (g_hash_table_add (seen, GUINT_TO_POINTER (code)))
    g_array_append_val (self->classes, class);
}

/* Those of the map, and of what is there instead. */
static void
find_classes (MlsAccuracy *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint u = 0; u < n_units (self); u++)
    {
      const MlsOutcome *outcome = &self->entries[u].outcome;

      add_class (self, seen, code_of (self, u));
      if (outcome->state == MLS_OUTCOME_WRONG && outcome->reference != 0)
        add_class (self, seen, outcome->reference);
    }
  g_array_sort (self->classes, compare_classes);
}

static void
place_units (MlsAccuracy *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->classes->len; i++)
    g_hash_table_insert (places, GUINT_TO_POINTER (class_at (self, i)->code), GUINT_TO_POINTER (i));

  for (guint u = 0; u < n_units (self); u++)
    {
      MlsAccuracyEntry *entry = &self->entries[u];

      entry->row = GPOINTER_TO_UINT (g_hash_table_lookup (places, GUINT_TO_POINTER (code_of (self, u))));
      entry->column = MLS_ACCURACY_UNKNOWN;
      if (entry->outcome.state == MLS_OUTCOME_RIGHT)
        entry->column = entry->row;
      else if (entry->outcome.state == MLS_OUTCOME_WRONG && entry->outcome.reference != 0)
        entry->column = GPOINTER_TO_UINT (g_hash_table_lookup (places, GUINT_TO_POINTER (entry->outcome.reference)));
    }
}

static void
add_to_score (MlsScore *score, const MlsOutcome *outcome)
{
  score->n++;
  score->n_of[outcome->state]++;
  score->n_rejected += outcome->rejected;
  for (int kind = 0; kind < MLS_N_ERRORS && outcome->state == MLS_OUTCOME_WRONG; kind++)
    score->n_errors[kind] += outcome->errors >> kind & 1;
}

static void
keep_score (MlsAccuracy *self)
{
  for (guint u = 0; u < n_units (self); u++)
    {
      add_to_score (&self->total.score, &self->entries[u].outcome);
      add_to_score (&class_at (self, self->entries[u].row)->score, &self->entries[u].outcome);
    }
}

/* Estimators */

static GHashTable *
add_strata (MlsAccuracy *self)
{
  GHashTable *places = g_hash_table_new (NULL, NULL);

  for (guint h = 0; h < self->query.strata->len; h++)
    {
      const MlsStratum *stratum = &g_array_index (self->query.strata, MlsStratum, h);

      mls_estimator_add_stratum (self->ground, (double) stratum->area2, stratum->n_regions);
      mls_estimator_add_stratum (self->regions, stratum->n_regions, stratum->n_regions);
      mls_estimator_add_stratum (self->pending, stratum->n_regions, stratum->n_regions);
      g_hash_table_insert (places, GUINT_TO_POINTER (stratum->code), GUINT_TO_POINTER (h + 1));
      self->total.area2 += stratum->area2;
      self->total.left2 += stratum->left2;
    }

  return places;
}

static void
add_unit (MlsAccuracy *self, MlsAccuracyEntry *entry, double probability)
{
  if (mls_accuracy_entry_is_known (entry))
    {
      mls_estimator_add_unit (self->ground, entry->stratum, probability);
      entry->known = mls_estimator_add_unit (self->regions, entry->stratum, probability);
    }
  if (entry->outcome.state != MLS_OUTCOME_NO_OPINION)
    entry->pending = mls_estimator_add_unit (self->pending, entry->stratum, probability);
}

/* Without the strata of what was drawn nothing is known of what was not. */
static gboolean
add_units (MlsAccuracy *self, GHashTable *places)
{
  for (guint u = 0; u < n_units (self); u++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, GUINT_TO_POINTER (unit_at (self, u)->stratum)));
      double probability = unit_at (self, u)->probability;

      if (place == 0 || !(probability > 0 && probability <= 1))
        return FALSE;
      self->entries[u].stratum = place - 1;
      add_unit (self, &self->entries[u], probability);
    }

  return TRUE;
}

static void
make_estimators (MlsAccuracy *self)
{
  g_autoptr (GHashTable) places = NULL;

  self->ground = mls_estimator_new ();
  self->regions = mls_estimator_new ();
  self->pending = mls_estimator_new ();
  places = add_strata (self);
  if (add_units (self, places))
    return;

  g_clear_pointer (&self->ground, mls_estimator_free);
  g_clear_pointer (&self->regions, mls_estimator_free);
  g_clear_pointer (&self->pending, mls_estimator_free);
}

/**
 * mls_accuracy_new:
 * @query: a sample and what is said of it
 *
 * What the query borrows has to outlive it. Any thread.
 *
 * Returns: (transfer full): its matrix and figures
 */
MlsAccuracy *
mls_accuracy_new (const MlsAccuracyQuery *query)
{
  MlsAccuracy *self = g_new0 (MlsAccuracy, 1);

  self->query = *query;
  self->classes = g_array_new (FALSE, FALSE, sizeof (MlsAccuracyClass));
  self->entries = g_new0 (MlsAccuracyEntry, n_units (self) + 1);
  self->total.weighted = query->sample->dimension == MLS_DIMENSION_PAIR;
  sort_judgements (self);
  find_outcomes (self);
  find_classes (self);
  place_units (self);
  keep_score (self);
  make_estimators (self);
  mls_accuracy_find_figures (self);

  return self;
}

/**
 * mls_accuracy_free:
 * @self: (transfer full): a matrix
 */
void
mls_accuracy_free (MlsAccuracy *self)
{
  g_array_unref (self->classes);
  g_ptr_array_unref (self->judgements);
  g_free (self->entries);
  g_clear_pointer (&self->ground, mls_estimator_free);
  g_clear_pointer (&self->regions, mls_estimator_free);
  g_clear_pointer (&self->pending, mls_estimator_free);
  g_free (self);
}

/**
 * mls_accuracy_get_query:
 * @self: a matrix
 *
 * Returns: what it was made of
 */
const MlsAccuracyQuery *
mls_accuracy_get_query (const MlsAccuracy *self)
{
  return &self->query;
}

/**
 * mls_accuracy_total:
 * @self: a matrix
 *
 * Returns: the figures of all of it
 */
const MlsAccuracyTotal *
mls_accuracy_total (const MlsAccuracy *self)
{
  return &self->total;
}

/**
 * mls_accuracy_n_classes:
 * @self: a matrix
 *
 * Returns: how many classes it has, by row and by column alike
 */
guint
mls_accuracy_n_classes (const MlsAccuracy *self)
{
  return self->classes->len;
}

/**
 * mls_accuracy_class:
 * @self: a matrix
 * @i: which class, in the order of their codes
 *
 * Returns: its figures
 */
const MlsAccuracyClass *
mls_accuracy_class (const MlsAccuracy *self, guint i)
{
  g_return_val_if_fail (i < self->classes->len, NULL);

  return class_at (self, i);
}

/**
 * mls_accuracy_outcome:
 * @self: a matrix
 * @unit: index of a unit
 *
 * Returns: what became of it
 */
const MlsOutcome *
mls_accuracy_outcome (const MlsAccuracy *self, guint unit)
{
  g_return_val_if_fail (unit < n_units (self), NULL);

  return &self->entries[unit].outcome;
}

/**
 * mls_accuracy_judgement:
 * @self: a matrix
 * @unit: index of a unit
 *
 * Returns: (nullable): the judgement that its outcome comes from; %NULL where nobody has judged or judgements differ
 */
const MlsJudgement *
mls_accuracy_judgement (const MlsAccuracy *self, guint unit)
{
  const MlsOutcome *outcome = mls_accuracy_outcome (self, unit);

  if (outcome->state == MLS_OUTCOME_LEFT || outcome->state == MLS_OUTCOME_CONFLICT)
    return NULL;

  return &g_array_index (judgements_of (self, unit), MlsJudgement, outcome->judgement);
}

static gboolean
is_in (const MlsAccuracyEntry *entry, guint row, guint column)
{
  return mls_accuracy_entry_is_known (entry) && mls_accuracy_entry_is_of_row (entry, row) &&
         (column == MLS_ACCURACY_ALL || entry->column == column);
}

/**
 * mls_accuracy_units:
 * @self: a matrix
 * @row: a class of the map, or %MLS_ACCURACY_ALL
 * @column: what is there, or %MLS_ACCURACY_UNKNOWN, or %MLS_ACCURACY_ALL
 *
 * Returns: (transfer full) (element-type guint): indices of the units behind that cell
 */
GArray *
mls_accuracy_units (const MlsAccuracy *self, guint row, guint column)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint u = 0; u < n_units (self); u++)
    if (is_in (&self->entries[u], row, column))
      g_array_append_val (units, u);

  return units;
}

/**
 * mls_accuracy_count:
 * @self: a matrix
 * @row: as for mls_accuracy_units()
 * @column: as for mls_accuracy_units()
 *
 * Returns: how many units there are behind that cell
 */
guint
mls_accuracy_count (const MlsAccuracy *self, guint row, guint column)
{
  guint n = 0;

  for (guint u = 0; u < n_units (self); u++)
    n += is_in (&self->entries[u], row, column);

  return n;
}

/**
 * mls_accuracy_share:
 * @self: a matrix
 * @row: as for mls_accuracy_units()
 * @column: as for mls_accuracy_units()
 *
 * Returns: the share of all ground that is in that cell, by estimate; 0 where strata are not known
 */
double
mls_accuracy_share (const MlsAccuracy *self, guint row, guint column)
{
  double share = 0;

  for (guint u = 0; u < n_units (self) && self->ground != NULL; u++)
    if (is_in (&self->entries[u], row, column))
      share += mls_estimator_share (self->ground, self->entries[u].known);

  return share;
}
