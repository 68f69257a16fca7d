#include "rules/transition.h"

#include "rules/nomenclature-private.h"

#include <string.h>

static const char *const names[MLS_N_TRANSITIONS] = {
  [MLS_TRANSITION_POSSIBLE] = "possible",
  [MLS_TRANSITION_SUSPICIOUS] = "suspicious",
  [MLS_TRANSITION_IMPOSSIBLE] = "impossible",
};

/**
 * mls_transition_name:
 * @transition: a transition
 *
 * Returns: its name in files
 */
const char *
mls_transition_name (MlsTransition transition)
{
  g_return_val_if_fail ((guint) transition < MLS_N_TRANSITIONS, NULL);

  return names[transition];
}

/**
 * mls_transition_from_name:
 * @name: (nullable): a name as mls_transition_name() gives it
 * @out: (out): the transition
 *
 * Returns: %FALSE, with @out untouched, for any other name
 */
gboolean
mls_transition_from_name (const char *name, MlsTransition *out)
{
  for (int i = 0; i < MLS_N_TRANSITIONS; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *out = (MlsTransition) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_nomenclature_add_transition:
 * @nomenclature: a nomenclature nobody else holds
 * @row: what to think of a change
 */
void
mls_nomenclature_add_transition (MlsNomenclature *nomenclature, const MlsTransitionRule *row)
{
  g_array_append_val (nomenclature->transitions, *row);
}

/**
 * mls_nomenclature_transitions:
 * @nomenclature: a nomenclature
 *
 * Returns: (transfer none) (element-type MlsTransitionRule): its table of transitions, in order
 */
const GArray *
mls_nomenclature_transitions (const MlsNomenclature *nomenclature)
{
  return nomenclature->transitions;
}

/**
 * mls_nomenclature_set_transitions:
 * @nomenclature: a nomenclature nobody else holds
 * @rows: (element-type MlsTransitionRule): its table of transitions from now on
 */
void
mls_nomenclature_set_transitions (MlsNomenclature *nomenclature, const GArray *rows)
{
  g_array_set_size (nomenclature->transitions, 0);
  g_array_append_vals (nomenclature->transitions, rows->data, rows->len);
}

/* By its parents, for codes of some nomenclatures do not show where they belong; one that is not in the tables, by its points. */
static gboolean
is_below (const MlsNomenclature *nomenclature, MlsDimension dimension, MlsText above, MlsText code)
{
  const char *wanted = g_quark_to_string (above);
  const char *text = g_quark_to_string (code);
  const MlsClass *klass = mls_nomenclature_class (nomenclature, dimension, code);

  if (code == above || (g_str_has_prefix (text, wanted) && text[strlen (wanted)] == '.'))
    return TRUE;

  return klass != NULL && klass->parent != 0 && is_below (nomenclature, dimension, above, klass->parent);
}

static gboolean
fits (const MlsNomenclature *nomenclature, MlsDimension dimension, MlsText term, MlsText code)
{
  const char *wanted = g_quark_to_string (term);
  const MlsClass *klass = mls_nomenclature_class (nomenclature, dimension, code);

  if (strcmp (wanted, "*") == 0 || is_below (nomenclature, dimension, term, code))
    return TRUE;

  return klass != NULL && klass->family == term;
}

/**
 * mls_nomenclature_is_transition_end:
 * @nomenclature: a nomenclature
 * @dimension: cover or use
 * @text: what somebody wrote for an end of a transition
 *
 * Returns: whether it is a code there is, the name of a family, or "*"
 */
gboolean
mls_nomenclature_is_transition_end (const MlsNomenclature *nomenclature, MlsDimension dimension, const char *text)
{
  MlsText name = g_quark_try_string (text);

  return strcmp (text, "*") == 0 || mls_nomenclature_family (nomenclature, name) != NULL ||
         mls_nomenclature_class (nomenclature, dimension, name) != NULL;
}

/**
 * mls_nomenclature_transition:
 * @nomenclature: a nomenclature
 * @dimension: cover or use
 * @from: what some ground was, or 0
 * @to: what it is later, or 0
 *
 * Returns: what is to be thought of that; possible where nothing is known or changed
 */
MlsTransition
mls_nomenclature_transition (const MlsNomenclature *nomenclature, MlsDimension dimension, MlsText from, MlsText to)
{
  if (from == 0 || to == 0 || from == to)
    return MLS_TRANSITION_POSSIBLE;

  for (guint i = 0; i < nomenclature->transitions->len; i++)
    {
      const MlsTransitionRule *row = &g_array_index (nomenclature->transitions, MlsTransitionRule, i);

      if (row->dimension == dimension && fits (nomenclature, dimension, row->from, from) &&
          fits (nomenclature, dimension, row->to, to))
        return row->transition;
    }

  return MLS_TRANSITION_POSSIBLE;
}
