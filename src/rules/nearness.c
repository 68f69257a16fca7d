#include "rules/nearness.h"

#include "base/grid.h"

/* How near "near" is, in the published method of each indicator. */
#define URBAN_REACH_M    20
#define ENVELOPE_REACH_M 50

/* The class of the 4 that urbanised ground is. */
#define URBANISED "1"

/* An indicator that names as many classes as these follows them, one for each. */
#define N_POST4 4

static GStrv
split_classes (const MlsPairRule *rule, MlsIndicator indicator)
{
  const char *text = g_quark_to_string (mls_pair_rule_indicator (rule, indicator));

  return g_strsplit (text != NULL ? text : "", "|", -1);
}

static guint
count_classes (const MlsPairRule *rule, MlsIndicator indicator)
{
  g_auto (GStrv) classes = split_classes (rule, indicator);

  return g_strv_length (classes);
}

/**
 * mls_nearness_reach:
 * @one: one bit
 *
 * Returns: how far off that still is, mm
 */
gint64
mls_nearness_reach (MlsNearness one)
{
  return (one == MLS_NEAR_URBAN ? URBAN_REACH_M : ENVELOPE_REACH_M) * MLS_MM_PER_M;
}

/**
 * mls_nearness_asked:
 * @rule: a pair
 * @indicator: an indicator
 *
 * Returns: what its class in @indicator depends on
 */
MlsNearness
mls_nearness_asked (const MlsPairRule *rule, MlsIndicator indicator)
{
  switch (count_classes (rule, indicator))
    {
    case 2:
      return indicator == MLS_INDICATOR_ENAF ? MLS_NEAR_ENVELOPE : MLS_NEAR_URBAN;
    case N_POST4:
      return indicator != MLS_INDICATOR_POST4 ? mls_nearness_asked (rule, MLS_INDICATOR_POST4) : 0;
    default:
      return 0;
    }
}

/**
 * mls_nearness_asked_for:
 * @indicator: an indicator, or none
 *
 * Returns: all that any of its classes may depend on
 */
MlsNearness
mls_nearness_asked_for (MlsIndicator indicator)
{
  switch (indicator)
    {
    case MLS_INDICATOR_POST4:
    case MLS_INDICATOR_POST21:
      return MLS_NEAR_URBAN;
    case MLS_INDICATOR_ENAF:
      return MLS_NEAR_URBAN | MLS_NEAR_ENVELOPE;
    case MLS_INDICATOR_NONE:
    case MLS_N_INDICATORS:
      break;
    }

  return 0;
}

/* Which of several classes it is, or how many there are where nothing published tells. */
static guint
choose_class (const MlsPairRule *rule, MlsIndicator indicator, guint n, MlsNearness near)
{
  MlsNearness asked = mls_nearness_asked (rule, indicator);
  MlsText ground;

  if (n == 2)
    return (near & asked) != 0 ? 0 : 1;
  if (n != N_POST4 || indicator == MLS_INDICATOR_POST4)
    return n;

  ground = mls_nearness_class (rule, MLS_INDICATOR_POST4, near);

  return ground != 0 ? (guint) g_ascii_strtoull (g_quark_to_string (ground), NULL, 10) - 1 : n;
}

/**
 * mls_nearness_class:
 * @rule: a pair
 * @indicator: an indicator
 * @near: what lies near ground of that pair
 *
 * Of two classes, "a|b", it is the first where something is near, else the second; where there are as many as there are
 * classes of post4, "Ua|A|N|Ui", it is the one of the class there.
 *
 * Returns: what @indicator counts it as; all that come into question where nothing tells which; 0 if that is unknown
 */
MlsText
mls_nearness_class (const MlsPairRule *rule, MlsIndicator indicator, MlsNearness near)
{
  MlsText all = mls_pair_rule_indicator (rule, indicator);
  g_auto (GStrv) classes = split_classes (rule, indicator);
  guint n = g_strv_length (classes);
  guint i = n > 1 ? choose_class (rule, indicator, n, near) : n;

  return i < n ? g_quark_from_string (classes[i]) : all;
}

/**
 * mls_nearness_is_urban:
 * @rule: a pair
 * @one: one bit
 *
 * Returns: whether other ground may have @one for lying near ground of that pair: the first of the 4 classes, whatever
 *   lies near, and no farm building to other farm buildings
 */
gboolean
mls_nearness_is_urban (const MlsPairRule *rule, MlsNearness one)
{
  return g_strcmp0 (g_quark_to_string (rule->post4), URBANISED) == 0 &&
         (one != MLS_NEAR_ENVELOPE || count_classes (rule, MLS_INDICATOR_ENAF) < 2);
}
