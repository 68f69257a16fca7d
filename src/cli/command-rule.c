#include "cli/command.h"

#include "base/text.h"
#include "store/rule.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* A rule that a project may have beyond its nomenclature. */
typedef struct
{
  const char *name;
  const char *summary;
  gboolean  (*is_value) (const char *value);
} Rule;

static gboolean
is_amount (const char *value)
{
  double amount;

  return mls_text_to_number (value, &amount) && amount >= 0 && amount <= 1e9;
}

static gboolean
is_percent (const char *value)
{
  double percent;

  return mls_text_to_number (value, &percent) && percent >= 0 && percent <= 100;
}

static gboolean
is_text (const char *value)
{
  return *value != '\0';
}

static const Rule rules[] = {
  { MLS_RULE_CHANGE_MINIMUM,
    N_("least area of a change, in m²; what is smaller is a warning (CLC has 50000, Urban Atlas 1000 and 2500)"),
    is_amount },
  { MLS_RULE_MINIMUM_WIDTH,
    N_("least width of regions, in m; one that is nowhere so wide is a warning"),
    is_amount },
  { MLS_RULE_SLIVER_QUOTIENT,
    N_("slivers: 4π area / perimeter², which is 1 for a disc; a region with less is a warning, 0 for none"), is_amount },
  { MLS_RULE_SLIVER_AREA, N_("slivers: their largest area, in m²"), is_amount },
  { MLS_RULE_SPIKE_ANGLE,
    N_("spikes: the largest angle between the arms of a vertex, in degrees; such a border is a warning, 0 for none"),
    is_amount },
  { MLS_RULE_SPIKE_LENGTH, N_("spikes: the least length of their shorter arm, in m"), is_amount },
  { MLS_RULE_VERTEX_SPACING,
    N_("needless vertices: how close they are to the next, in m; a border with such is told of, 0 for none"), is_amount },
  { MLS_RULE_VERTEX_OFFSET, N_("needless vertices: how far the border may move without them, in m"), is_amount },
  { MLS_RULE_ACCURACY, N_("samples: how many of the units have to be right, in %; one that is drawn keeps it"), is_percent },
  { MLS_RULE_CLASS_ACCURACY, N_("samples: how many of those of each class, in %"), is_percent },
  { MLS_RULE_CORRECTORS,
    N_("who may make corrections: names, with commas between, or “all”; the edits of others are changes"), is_text },
};

/* The table of transitions is a rule by itself: its value is a file. */
#define TRANSITIONS "transitions"

static MlsExit
print_rule (MlsStore *store, const Rule *rule)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  if (!mls_store_get_rule (store, rule->name, 0, &value, &error))
    return mls_command_fail (error);

  if (value == NULL)
    value = g_strdup (mls_rule_default (rule->name));
  printf ("%s\t%s\t%s\n", rule->name, value != NULL ? value : "–", _(rule->summary));
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

static MlsExit
print_all (MlsStore *store)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      MlsExit result = print_rule (store, &rules[i]);

      if (result != MLS_EXIT_DONE)
        return result;
    }

  return MLS_EXIT_DONE;
}

static const Rule *
find_rule (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].name, name))
      return &rules[i];

  return NULL;
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

  return g_str_equal (name, TRANSITIONS) ? print_transitions (store) : print_rule (store, find_rule (name));
}

static gboolean
write_value (MlsStore *store, const char *name, const char *value, GError **error)
{
  g_autoptr (GArray) rows = NULL;

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

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  name = operands[1];
  if (name != NULL && !g_str_equal (name, TRANSITIONS) && find_rule (name) == NULL)
    return mls_command_misuse (_("There is no rule “%s”"), name);
  if (name == NULL || operands[2] == NULL)
    return show (operands[0], name);
  if (find_rule (name) != NULL && !find_rule (name)->is_value (operands[2]))
    return mls_command_misuse (_("“%s” is no value of %s"), operands[2], name);

  return set (operands[0], name, operands[2]);
}
