#include "quality/stakes.h"

struct _MlsStakes
{
  MlsNomenclature *nomenclature;
  MlsNearness      asked;  /* by whoever made it: nothing else counts */
  GArray          *years;  /* (element-type int) of the vintages */
  GPtrArray       *tables; /* (element-type GHashTable) of each vintage: codes to MlsStake */
};

/**
 * mls_stakes_new:
 * @nomenclature: whose indicators
 * @vintages: (array length=n_vintages): of a project
 * @n_vintages: how many
 * @asked: what is of interest
 *
 * Returns: (transfer full): what each pair has to do with @asked in each of @vintages
 */
MlsStakes *
mls_stakes_new (const MlsNomenclature *nomenclature, const MlsVintage *vintages, guint n_vintages, MlsNearness asked)
{
  MlsStakes *self = g_new0 (MlsStakes, 1);

  self->nomenclature = mls_nomenclature_ref ((MlsNomenclature *) nomenclature);
  self->asked = asked;
  self->years = g_array_new (FALSE, FALSE, sizeof (int));
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  for (guint v = 0; v < n_vintages; v++)
    {
      g_array_append_val (self->years, vintages[v].year);
      g_ptr_array_add (self->tables, g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free));
    }

  return self;
}

/**
 * mls_stakes_free:
 * @self: (transfer full): stakes
 */
void
mls_stakes_free (MlsStakes *self)
{
  mls_nomenclature_unref (self->nomenclature);
  g_array_unref (self->years);
  g_ptr_array_unref (self->tables);
  g_free (self);
}

static MlsStake
look_up (const MlsStakes *self, MlsPair codes, int year)
{
  const GArray *indicators = mls_nomenclature_indicators (self->nomenclature);
  MlsNearness asked = 0;

  for (guint i = 0; i < indicators->len; i++)
    asked |= mls_nearness_asked (self->nomenclature, codes, year, g_array_index (indicators, MlsIndicatorClass, i).indicator);

  return (MlsStake){ asked & self->asked, mls_nearness_given (self->nomenclature, codes, year) & self->asked };
}

/**
 * mls_stakes_reach:
 * @self: stakes
 * @asked: some of what may lie near
 *
 * Returns: how far off the furthest of that may lie, mm
 */
gint64
mls_stakes_reach (const MlsStakes *self, MlsNearness asked)
{
  return mls_nearness_reach (self->nomenclature, asked);
}

/**
 * mls_stakes_of:
 * @self: stakes
 * @codes: what some ground is
 * @vintage: in which vintage
 *
 * Returns: what that has to do with what lies near
 */
MlsStake
mls_stakes_of (MlsStakes *self, MlsPair codes, guint vintage)
{
  GHashTable *table = g_ptr_array_index (self->tables, vintage);
  guint64 key = (guint64) codes.cover << 32 | codes.use;
  const MlsStake *known = g_hash_table_lookup (table, &key);
  MlsStake stake;

  if (known != NULL)
    return *known;

  stake = look_up (self, codes, g_array_index (self->years, int, vintage));
  g_hash_table_insert (table, g_memdup2 (&key, sizeof key), g_memdup2 (&stake, sizeof stake));

  return stake;
}
