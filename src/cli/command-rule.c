#include "cli/command.h"

#include "rules/rule.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* The table of transitions is a rule by itself: its value is a file. */
#define TRANSITIONS "transitions"

/* What is known of rules of indicators beyond their value. */
static const char *
summary_of (const char *name)
{
  if (g_str_has_prefix (name, MLS_RULE_NEAR))
    return _("how near what must lie for the first of two classes: m, INDICATOR:CLASS, and an indicator that is to be sure");
  if (g_str_has_prefix (name, MLS_RULE_COLUMN))
    return _("what the columns of the indicator begin with in products");
  if (g_str_has_prefix (name, MLS_RULE_FOLLOW))
    return _("the indicator whose class tells which of several it is");

  return mls_rule_summary (name);
}

static MlsExit
print_rule (MlsStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  if (!mls_store_get_rule (store, name, 0, &value, &error))
    return mls_command_fail (error);

  if (value == NULL)
    value = g_strdup (mls_rule_default (name));
  printf ("%s\t%s\t%s\n", name, value != NULL ? value : "–", summary_of (name));
  return MLS_EXIT_DONE;
}

static MlsExit
print_transitions (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, &error);
  const GArray *rows;

  if (nomenclature == NULL)
    return mls_command_fail (error);

  puts ("dimension,from,to,transition");
  rows = mls_nomenclature_transitions (nomenclature);
  for (guint i = 0; i < rows->len; i++)
    {
      const MlsTransitionRule *row = &g_array_index (rows, MlsTransitionRule, i);

      printf ("%s,%s,%s,%s\n", mls_dimension_name (row->dimension), g_quark_to_string (row->from),
              g_quark_to_string (row->to), mls_transition_name (row->transition));
    }

  return MLS_EXIT_DONE;
}

/* Of each indicator, whether or not anything is said of it. */
static MlsExit
print_of_indicators (MlsStore *store)
{
  static const char *const prefixes[] = { MLS_RULE_NEAR, MLS_RULE_FOLLOW, MLS_RULE_COLUMN };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, &error);
  const GArray *indicators;
  MlsExit result = MLS_EXIT_DONE;

  if (nomenclature == NULL)
    return mls_command_fail (error);

  indicators = mls_nomenclature_indicators (nomenclature);
  for (guint i = 0; i < indicators->len && result == MLS_EXIT_DONE; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (prefixes) && result == MLS_EXIT_DONE; k++)
      {
        MlsIndicator indicator = g_array_index (indicators, MlsIndicatorClass, i).indicator;
        g_autofree char *name = g_strconcat (prefixes[k], g_quark_to_string (indicator), NULL);

        result = print_rule (store, name);
      }

  return result;
}

static MlsExit
print_all (MlsStore *store)
{
  for (guint i = 0; i < mls_rule_n (); i++)
    {
      MlsExit result = print_rule (store, mls_rule_name (i));

      if (result != MLS_EXIT_DONE)
        return result;
    }

  return print_of_indicators (store);
}

static gboolean
is_of_indicator (const char *name)
{
  return g_str_has_prefix (name, MLS_RULE_NEAR) || g_str_has_prefix (name, MLS_RULE_FOLLOW) ||
         g_str_has_prefix (name, MLS_RULE_COLUMN);
}

static MlsExit
show (const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);

  if (store == NULL)
    return mls_command_fail (error);
  if (name == NULL)
    return print_all (store);

  return g_str_equal (name, TRANSITIONS) ? print_transitions (store) : print_rule (store, name);
}

static gboolean
check_of_indicator (MlsStore *store, const char *name, const char *value, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, error);

  return nomenclature != NULL && mls_nomenclature_set_rule (nomenclature, name, value, error);
}

static gboolean
write_value (MlsStore *store, const char *name, const char *value, GError **error)
{
  g_autoptr (GArray) rows = NULL;

  if (is_of_indicator (name) && !check_of_indicator (store, name, value, error))
    return FALSE;
  if (!g_str_equal (name, TRANSITIONS))
    return mls_store_set_rule (store, name, value, error);

  rows = mls_transitions_load (value, error);

  return rows != NULL && mls_store_set_transitions (store, rows, error);
}

static MlsExit
set (const char *path, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);

  if (store == NULL || !write_value (store, name, value, &error) ||
      !mls_store_close (g_steal_pointer (&store), &error))
    return mls_command_fail (error);

  return MLS_EXIT_DONE;
}

/**
 * mls_command_rule:
 * @words: rule PROJECT [NAME [VALUE]]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_rule (char **words)
{
  const MlsCommandShape shape = { NULL, "PROJECT [NAME [VALUE]]",
                                  N_("Tells the rules of a project beyond its nomenclature, or sets one. “transitions” "
                                     "prints the table of what may become of the land; with a file, in the same "
                                     "form, that is the table from then on."),
                                  1, 3 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;
  const char *name;
  gboolean is_plain;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  name = operands[1];
  is_plain = name != NULL && mls_rule_summary (name) != NULL;
  if (name != NULL && !g_str_equal (name, TRANSITIONS) && !is_plain && !is_of_indicator (name))
    return mls_command_misuse (_("There is no rule “%s”"), name);
  if (name == NULL || operands[2] == NULL)
    return show (operands[0], name);
  if (is_plain && !mls_rule_is_value (name, operands[2]))
    return mls_command_misuse (_("“%s” is no value of %s"), operands[2], name);

  return set (operands[0], name, operands[2]);
}
