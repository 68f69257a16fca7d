#include "jury.h"

static void
free_unit (gpointer unit)
{
  mls_unit_free (unit);
}

/**
 * jury_begin:
 * @jury: (out): a sample without units
 * @dimension: what it is of
 */
void
jury_begin (Jury *jury, MlsDimension dimension)
{
  *jury = (Jury){ .sample = { .dimension = dimension } };
  jury->strata = g_array_new (FALSE, FALSE, sizeof (MlsStratum));
  jury->units = g_ptr_array_new_with_free_func (free_unit);
  jury->said = g_array_new (FALSE, FALSE, sizeof (MlsSaid));
}

/**
 * jury_end:
 * @jury: a sample
 */
void
jury_end (Jury *jury)
{
  g_array_unref (jury->strata);
  g_ptr_array_unref (jury->units);
  g_array_unref (jury->said);
}

/**
 * jury_code:
 * @dimension: cover or use
 * @i: which class, from 0
 *
 * Returns: its code
 */
MlsText
jury_code (MlsDimension dimension, guint i)
{
  g_autofree char *code = g_strdup_printf ("%s%u.0.0", dimension == MLS_DIMENSION_USE ? "US" : "CS", i + 1);

  return g_quark_from_string (code);
}

/**
 * jury_add_stratum:
 * @jury: a sample
 * @code: what its units are drawn among
 * @area_m2: how much of that there is
 * @n_regions: in so many regions; 0 if that is not known
 */
void
jury_add_stratum (Jury *jury, MlsText code, double area_m2, guint n_regions)
{
  MlsStratum stratum = { .code = code, .area2 = mls_area2_from_m2 (area_m2), .n_regions = n_regions };

  g_array_append_val (jury->strata, stratum);
}

/**
 * jury_add_unit:
 * @jury: a sample
 * @stratum: what it was drawn among
 * @pair: what it is coded
 * @probability: with which it was drawn
 *
 * Returns: (transfer none): what is said of it, nothing so far, until the next unit is added
 */
MlsJudgement *
jury_add_unit (Jury *jury, MlsText stratum, MlsPair pair, double probability)
{
  MlsUnit *unit = mls_unit_new ();

  unit->id = jury->units->len + 1;
  unit->pair = pair;
  unit->stratum = stratum;
  unit->probability = probability;
  g_ptr_array_add (jury->units, unit);

  return jury_add_second (jury, jury->units->len - 1);
}

/**
 * jury_add_second:
 * @jury: a sample
 * @unit: one of its units
 *
 * Returns: (transfer none): what one more controller says of it, nothing so far
 */
MlsJudgement *
jury_add_second (Jury *jury, guint unit)
{
  MlsSaid said = { .unit = unit + 1 };

  g_array_append_val (jury->said, said);

  return &g_array_index (jury->said, MlsSaid, jury->said->len - 1).judgement;
}

/**
 * jury_add_cell:
 * @jury: a sample of covers, whose strata are their classes
 * @row: what is on the map
 * @column: what is there
 * @n: how many such units to add
 */
void
jury_add_cell (Jury *jury, guint row, guint column, guint n)
{
  MlsText code = jury_code (MLS_DIMENSION_COVER, row);

  for (guint i = 0; i < n; i++)
    {
      MlsJudgement *judgement = jury_add_unit (jury, code, (MlsPair){ .cover = code }, 0.01);

      judgement->judged[MLS_DIMENSION_COVER] = row == column ? MLS_JUDGED_RIGHT : MLS_JUDGED_WRONG;
      judgement->replacement[MLS_DIMENSION_COVER] = row == column ? 0 : jury_code (MLS_DIMENSION_COVER, column);
    }
}

/**
 * jury_query:
 * @jury: a sample
 * @code: cover or use
 *
 * Returns: the question how right it is, with the usual limits
 */
MlsAccuracyQuery
jury_query (const Jury *jury, MlsDimension code)
{
  return (MlsAccuracyQuery){ .sample = &jury->sample, .strata = jury->strata, .units = jury->units,
                             .said = jury->said, .code = code, .agreed = { MLS_AGREED_LIMIT, MLS_AGREED_CLASS_LIMIT } };
}
