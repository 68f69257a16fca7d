#include "rules/exception.h"

static const char *
text_of (MlsText code)
{
  return code != 0 ? g_quark_to_string (code) : "–";
}

static char *
pair_text (MlsPair pair)
{
  return g_strdup_printf ("%s × %s", text_of (pair.cover), text_of (pair.use));
}

/* What tells the ground apart from what may come there: a code, a pair, or a pair that became another. */
static MlsText
code_of (const MlsFinding *finding)
{
  g_autofree char *is = NULL;
  g_autofree char *was = NULL;
  g_autofree char *change = NULL;

  if (finding->rule == MLS_FINDING_MISSING_LABEL && finding->pair.cover == 0 && finding->pair.use == 0)
    return g_quark_from_static_string ("–");
  if (finding->dimension == MLS_DIMENSION_COVER)
    return finding->pair.cover;
  if (finding->dimension == MLS_DIMENSION_USE)
    return finding->pair.use;
  if (finding->pair.cover == 0 && finding->pair.use == 0)
    return 0;

  is = pair_text (finding->pair);
  if (!mls_finding_is_change (finding))
    return g_quark_from_string (is);

  was = pair_text (finding->from);
  change = g_strdup_printf ("%s → %s", was, is);

  return g_quark_from_string (change);
}

/* What is of no vintage is of all: the first stands for them. */
static guint
vintage_of (const MlsFinding *finding)
{
  return finding->vintage != MLS_NO_VINTAGE ? finding->vintage : 0;
}

static MlsDimension
dimension_of (const MlsFinding *finding)
{
  return finding->vintage != MLS_NO_VINTAGE ? finding->dimension : MLS_DIMENSION_PAIR;
}

/**
 * mls_offence_of:
 * @finding: what a rule says of some ground
 * @perimeter: of that, mm
 *
 * Returns: what leave may be given for
 */
MlsOffence
mls_offence_of (const MlsFinding *finding, double perimeter)
{
  return (MlsOffence){ mls_finding_rule_name (finding->rule), vintage_of (finding), dimension_of (finding),
                       code_of (finding), finding->area2, perimeter };
}

/**
 * mls_exception_of:
 * @finding: what a rule says of some ground
 * @reason: why that stays
 *
 * Returns: leave for it
 */
MlsException
mls_exception_of (const MlsFinding *finding, const char *reason)
{
  return (MlsException){
    .rule = g_quark_from_static_string (mls_finding_rule_name (finding->rule)),
    .vintage = vintage_of (finding),
    .dimension = dimension_of (finding),
    .code = code_of (finding),
    .place = finding->place,
    .area_m2 = mls_area2_to_m2 (finding->area2),
    .reason = g_quark_from_string (reason),
  };
}

/**
 * mls_exception_excuses:
 * @exception: an exception given for a place in the region
 * @offence: what the region breaks
 *
 * Leave is given for a region of one code that is no smaller now; read with a millimetre along its
 * border, which is what edits beside it may take.
 *
 * Returns: whether @exception still holds for it
 */
gboolean
mls_exception_excuses (const MlsException *exception, const MlsOffence *offence)
{
  MlsArea2 tolerance = (MlsArea2) (2 * offence->perimeter);

  return g_strcmp0 (g_quark_to_string (exception->rule), offence->rule) == 0 &&
         exception->vintage == offence->vintage && exception->dimension == offence->dimension &&
         (exception->code == 0 || exception->code == offence->code) &&
         offence->area2 >= mls_area2_from_m2 (exception->area_m2) - tolerance;
}
