#include "rules/rule.h"

#include "base/text.h"
#include "rules/agreed.h"

#include <glib/gi18n-lib.h>

/* A rule that a project may have. */
typedef struct
{
  const char *name;    /* ends with the sign before what it is of, if it is of something */
  const char *summary;
  gboolean  (*is_value) (const char *value);
  const char *value;   /* (nullable): what it is where a project says nothing */
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

/* Limits of shapes are chosen so that a map digitised with care has few such findings, and one that came out of overlays
 * has them. */
static const Rule rules[] = {
  { MLS_RULE_CHANGE_MINIMUM,
    N_("least area of a change, in m²; what is smaller is a warning (CLC has 50000, Urban Atlas 1000 and 2500)"), is_amount,
    NULL },
  { MLS_RULE_MINIMUM_WIDTH, N_("least width of regions, in m; one that is nowhere so wide is a warning"), is_amount, NULL },
  { MLS_RULE_SLIVER_QUOTIENT,
    N_("slivers: 4π area / perimeter², which is 1 for a disc; a region with less is a warning, 0 for none"), is_amount,
    "0.03" },
  { MLS_RULE_SLIVER_AREA, N_("slivers: their largest area, in m²"), is_amount, "1000" },
  { MLS_RULE_SPIKE_ANGLE,
    N_("spikes: the largest angle between the arms of a vertex, in degrees; such a border is a warning, 0 for none"),
    is_amount, "5" },
  { MLS_RULE_SPIKE_LENGTH, N_("spikes: the least length of their shorter arm, in m"), is_amount, "1" },
  { MLS_RULE_VERTEX_SPACING,
    N_("needless vertices: how close they are to the next, in m; a border with such is told of, 0 for none"), is_amount,
    "0.1" },
  { MLS_RULE_VERTEX_OFFSET, N_("needless vertices: how far the border may move without them, in m"), is_amount, "0.01" },
  { MLS_RULE_ACCURACY, N_("samples: how many of the units have to be right, in %; one that is drawn keeps it"), is_percent,
    G_STRINGIFY (MLS_AGREED_LIMIT) },
  { MLS_RULE_CLASS_ACCURACY, N_("samples: how many of those of each class, in %"), is_percent,
    G_STRINGIFY (MLS_AGREED_CLASS_LIMIT) },
  { MLS_RULE_CORRECTORS,
    N_("who may make corrections: names, with commas between, or “all”; the edits of others are changes"), is_text, NULL },
};

static const Rule *
find_rule (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].name, name))
      return &rules[i];

  return NULL;
}

/**
 * mls_rule_n:
 *
 * Returns: how many rules any project may have; those of an author or of an indicator are besides
 */
guint
mls_rule_n (void)
{
  return G_N_ELEMENTS (rules);
}

/**
 * mls_rule_name:
 * @i: from 0
 *
 * Returns: the name of a rule
 */
const char *
mls_rule_name (guint i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (rules), NULL);

  return rules[i].name;
}

/**
 * mls_rule_summary:
 * @name: a name
 *
 * Returns: (nullable): what the rule is about, for people; %NULL if there is none of that name
 */
const char *
mls_rule_summary (const char *name)
{
  const Rule *rule = find_rule (name);

  return rule != NULL ? _(rule->summary) : NULL;
}

/**
 * mls_rule_default:
 * @name: a rule
 *
 * Returns: (nullable): what it is where a project says nothing, if that is anything
 */
const char *
mls_rule_default (const char *name)
{
  const Rule *rule = find_rule (name);

  return rule != NULL ? rule->value : NULL;
}

/**
 * mls_rule_is_value:
 * @name: a rule
 * @value: a text
 *
 * Returns: whether the rule may say so
 */
gboolean
mls_rule_is_value (const char *name, const char *value)
{
  const Rule *rule = find_rule (name);

  return rule != NULL && rule->is_value (value);
}
