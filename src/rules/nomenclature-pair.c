#include "rules/nomenclature-private.h"

#include "rules/error.h"

static gint64
pair_key (MlsPair pair)
{
  return (gint64) ((guint64) pair.cover << 32 | pair.use);
}

static GPtrArray *
rules_of (const MlsNomenclature *self, MlsPair pair)
{
  gint64 key = pair_key (pair);

  return g_hash_table_lookup (self->by_pair, &key);
}

static gboolean
holds_in (const MlsPairRule *rule, int year)
{
  return (rule->valid_from == 0 || rule->valid_from <= year) &&
         (rule->valid_until == 0 || year <= rule->valid_until);
}

/**
 * mls_pair_rule_overlaps:
 * @a: some years of a pair
 * @b: others
 *
 * Returns: whether both have a year
 */
gboolean
mls_pair_rule_overlaps (const MlsPairRule *a, const MlsPairRule *b)
{
  return (a->valid_until == 0 || b->valid_from <= a->valid_until) &&
         (b->valid_until == 0 || a->valid_from <= b->valid_until);
}

static gboolean
check_pair (const MlsNomenclature *self, const MlsPairRule *row, GError **error)
{
  const char *cover = g_quark_to_string (row->pair.cover);
  const char *use = g_quark_to_string (row->pair.use);
  const GPtrArray *others = rules_of (self, row->pair);

  if (mls_nomenclature_class (self, MLS_DIMENSION_COVER, row->pair.cover) == NULL)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "the cover %s is not defined", cover);
  else if (mls_nomenclature_class (self, MLS_DIMENSION_USE, row->pair.use) == NULL)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "the use %s is not defined", use);
  else if (row->valid_from != 0 && row->valid_until != 0 && row->valid_until < row->valid_from)
    g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_FORMAT, "%s × %s ends before it begins", cover, use);
  else
    {
      for (guint i = 0; others != NULL && i < others->len; i++)
        {
          const MlsPairRule *other = g_ptr_array_index (others, i);

          if (other->state == row->state && mls_pair_rule_overlaps (other, row))
            {
              g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "%s × %s is defined twice",
                           cover, use);
              return FALSE;
            }
        }

      return TRUE;
    }

  return FALSE;
}

/**
 * mls_nomenclature_add_pair:
 * @nomenclature: a nomenclature nobody else holds
 * @row: the pair; both its classes are added before
 * @error: %MLS_RULES_ERROR_CODE if a class is unknown or the same pair is there for one of the years;
 *   %MLS_RULES_ERROR_FORMAT if it ends before it begins
 *
 * Returns: whether it was added
 */
gboolean
mls_nomenclature_add_pair (MlsNomenclature *nomenclature, const MlsPairRule *row, GError **error)
{
  GPtrArray *rules;
  MlsPairRule *rule;

  g_return_val_if_fail (row->pair.cover != 0 && row->pair.use != 0, FALSE);

  if (!check_pair (nomenclature, row, error))
    return FALSE;

  rules = rules_of (nomenclature, row->pair);
  if (rules == NULL)
    {
      gint64 key = pair_key (row->pair);

      rules = g_ptr_array_new ();
      g_hash_table_insert (nomenclature->by_pair, g_memdup2 (&key, sizeof key), rules);
    }

  rule = g_memdup2 (row, sizeof *row);
  rule->counted = mls_nomenclature_keep_codes (nomenclature, row->counted);
  g_ptr_array_add (nomenclature->pairs, rule);
  g_ptr_array_add (rules, rule);
  if (row->state == MLS_CODE_VALID)
    nomenclature->n_valid_pairs++;

  return TRUE;
}

/**
 * mls_pair_rule_equal:
 * @a: some years of a pair
 * @b: others
 *
 * Returns: whether both say the same, whatever they are counted as
 */
gboolean
mls_pair_rule_equal (const MlsPairRule *a, const MlsPairRule *b)
{
  return mls_pair_equal (a->pair, b->pair) && a->valid_from == b->valid_from && a->valid_until == b->valid_until &&
         a->state == b->state;
}

static gboolean
remove_pair (MlsNomenclature *self, const MlsPairRule *row, GError **error)
{
  GPtrArray *rules = rules_of (self, row->pair);

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      MlsPairRule *rule = g_ptr_array_index (rules, i);

      if (!mls_pair_rule_equal (rule, row))
        continue;

      g_ptr_array_remove_index (rules, i);
      self->n_valid_pairs -= rule->state == MLS_CODE_VALID;
      g_ptr_array_remove (self->pairs, rule);
      return TRUE;
    }

  g_set_error (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "%s × %s is not there in these years",
               g_quark_to_string (row->pair.cover), g_quark_to_string (row->pair.use));
  return FALSE;
}

static gboolean
is_pair (const MlsPairRule *row)
{
  return row->pair.cover != 0 && row->pair.use != 0;
}

/* Indicators count a pair alike in whatever years: as in those that were changed, or in any others it has. */
static gboolean
add_years (MlsNomenclature *self, const MlsPairChange *change, const MlsIndicatorCode *counted, GError **error)
{
  MlsPairRule row = change->to;

  row.counted = counted;

  return mls_nomenclature_add_pair (self, &row, error);
}

static const MlsIndicatorCode *
find_counted (const MlsNomenclature *self, const MlsPairChange *change)
{
  const GPtrArray *rules = rules_of (self, change->to.pair);
  const MlsIndicatorCode *counted = NULL;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const MlsPairRule *rule = g_ptr_array_index (rules, i);

      if (counted == NULL || mls_pair_rule_equal (rule, &change->from))
        counted = rule->counted;
    }

  return counted;
}

/**
 * mls_nomenclature_with_pair:
 * @nomenclature: a nomenclature
 * @change: some years of a pair that are others, are added, or are no more
 * @error: a #MLS_RULES_ERROR if what is to change is not there, as mls_nomenclature_add_pair(), or if no pair would be left:
 *   a nomenclature without one allows them all
 *
 * Returns: (transfer full): a copy with that change, or %NULL
 */
MlsNomenclature *
mls_nomenclature_with_pair (const MlsNomenclature *nomenclature, const MlsPairChange *change, GError **error)
{
  g_autoptr (MlsNomenclature) copy = mls_nomenclature_copy (nomenclature);

  if ((is_pair (&change->from) && !remove_pair (copy, &change->from, error)) ||
      (is_pair (&change->to) && !add_years (copy, change, find_counted (nomenclature, change), error)))
    return NULL;

  if (copy->n_valid_pairs == 0 && nomenclature->n_valid_pairs > 0)
    {
      g_set_error_literal (error, MLS_RULES_ERROR, MLS_RULES_ERROR_CODE, "without this pair any cover could have any use");
      return NULL;
    }

  return g_steal_pointer (&copy);
}

/**
 * mls_nomenclature_tells_pairs:
 * @nomenclature: a nomenclature
 *
 * Returns: whether it says which codes may stand together; all may in others
 */
gboolean
mls_nomenclature_tells_pairs (const MlsNomenclature *nomenclature)
{
  return nomenclature->n_valid_pairs > 0;
}

/**
 * mls_nomenclature_n_pair_rules:
 * @nomenclature: a nomenclature
 *
 * Returns: how many pairs it lists, valid and tolerated
 */
guint
mls_nomenclature_n_pair_rules (const MlsNomenclature *nomenclature)
{
  return nomenclature->pairs->len;
}

/**
 * mls_nomenclature_pair_rule:
 * @nomenclature: a nomenclature
 * @i: from 0, in the order they were added
 *
 * Returns: (transfer none): what is said of a pair, valid while @nomenclature is
 */
const MlsPairRule *
mls_nomenclature_pair_rule (const MlsNomenclature *nomenclature, guint i)
{
  g_return_val_if_fail (i < nomenclature->pairs->len, NULL);

  return g_ptr_array_index (nomenclature->pairs, i);
}

/**
 * mls_nomenclature_find_pair:
 * @nomenclature: a nomenclature
 * @pair: both codes
 * @year: a year
 *
 * Returns: (nullable) (transfer none): what is said of @pair in @year, a valid one before a tolerated
 *   one; valid while @nomenclature is
 */
const MlsPairRule *
mls_nomenclature_find_pair (const MlsNomenclature *nomenclature, MlsPair pair, int year)
{
  const GPtrArray *rules = rules_of (nomenclature, pair);
  const MlsPairRule *found = NULL;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const MlsPairRule *rule = g_ptr_array_index (rules, i);

      if (holds_in (rule, year) && (found == NULL || rule->state < found->state))
        found = rule;
    }

  return found;
}

/**
 * mls_nomenclature_pair_state:
 * @nomenclature: a nomenclature
 * @pair: the codes of some ground
 * @year: the vintage's year
 *
 * Returns: the state of @pair in @year; valid if a code is missing, or if @nomenclature says nothing
 *   of pairs: there is nothing to judge then
 */
MlsCodeState
mls_nomenclature_pair_state (const MlsNomenclature *nomenclature, MlsPair pair, int year)
{
  const MlsPairRule *rule;

  if (pair.cover == 0 || pair.use == 0 || nomenclature->n_valid_pairs == 0)
    return MLS_CODE_VALID;

  rule = mls_nomenclature_find_pair (nomenclature, pair, year);

  return rule != NULL ? rule->state : MLS_CODE_INVALID;
}

static MlsPair
pair_of (MlsDimension dimension, MlsText code, MlsText partner)
{
  return dimension == MLS_DIMENSION_COVER ? (MlsPair){ code, partner } : (MlsPair){ partner, code };
}

static MlsDimension
other_dimension (MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_COVER ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER;
}

/**
 * mls_nomenclature_partners:
 * @nomenclature: a nomenclature
 * @dimension: cover or use
 * @code: a code of that dimension
 * @year: the vintage's year
 *
 * Returns: (transfer container) (element-type MlsClass): the classes of the other dimension that may
 *   be given with @code, by code
 */
GPtrArray *
mls_nomenclature_partners (const MlsNomenclature *nomenclature,
                           MlsDimension           dimension,
                           MlsText                code,
                           int                    year)
{
  GPtrArray *partners = g_ptr_array_new ();
  const GPtrArray *classes;

  g_return_val_if_fail ((guint) dimension < MLS_N_CLASS_DIMENSIONS, partners);

  classes = nomenclature->classes[other_dimension (dimension)];
  for (guint i = 0; i < classes->len; i++)
    {
      const MlsClass *klass = g_ptr_array_index (classes, i);
      MlsPair pair = pair_of (dimension, code, klass->code);

      if (mls_class_is_offered (klass) &&
          mls_nomenclature_pair_state (nomenclature, pair, year) == MLS_CODE_VALID)
        g_ptr_array_add (partners, (gpointer) klass);
    }

  return partners;
}

/**
 * mls_nomenclature_nearest_pair:
 * @nomenclature: a nomenclature
 * @pair: codes that may not stand together
 * @kept: which of them stays: cover or use
 * @year: the vintage's year
 *
 * Returns: @pair with the other code replaced by the partner closest to it in theme, the smallest
 *   code among equals; @pair itself if it is valid; a missing code where there is no partner
 */
MlsPair
mls_nomenclature_nearest_pair (const MlsNomenclature *nomenclature,
                               MlsPair                pair,
                               MlsDimension           kept,
                               int                    year)
{
  MlsText code = kept == MLS_DIMENSION_COVER ? pair.cover : pair.use;
  MlsText replaced = kept == MLS_DIMENSION_COVER ? pair.use : pair.cover;
  MlsText best = 0;
  MlsCloseness best_closeness = MLS_CLOSENESS_OTHER;
  g_autoptr (GPtrArray) partners = NULL;

  if (mls_nomenclature_pair_state (nomenclature, pair, year) == MLS_CODE_VALID)
    return pair;

  partners = mls_nomenclature_partners (nomenclature, kept, code, year);
  for (guint i = 0; i < partners->len; i++)
    {
      const MlsClass *partner = g_ptr_array_index (partners, i);
      MlsCloseness closeness = mls_nomenclature_closeness (nomenclature, partner->dimension,
                                                           replaced, partner->code);

      if (best == 0 || closeness < best_closeness)
        {
          best = partner->code;
          best_closeness = closeness;
        }
    }

  return pair_of (kept, code, best);
}
