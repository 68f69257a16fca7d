#include "ui/queue-rules.h"

#include "base/format.h"
#include "document/place.h"
#include "rules/finding.h"

#include <glib/gi18n.h>

/* By what became of them; the first is what is to be corrected, and what reviewers have sent back whatever became of it. */
static const struct
{
  const char *name;
  const char *title;
} states[] = {
  { "", N_("To be corrected") },
  { "corrected", N_("Corrected, to be verified") },
  { "verified", N_("Verified") },
  { "exception", N_("Exceptions") },
};

static gboolean
has_state (MlsPlace *place, const char *state)
{
  const char *is = mls_place_get_state (place);

  if (is == NULL || *state != '\0')
    return is == NULL || g_str_equal (is, state);

  return g_str_equal (is, "open") || mls_place_get_review (place) != MLS_REVIEW_NONE;
}

static void
count_rules (GListModel *places, const char *state, guint counts[MLS_N_FINDING_RULES])
{
  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);
      MlsFindingRule rule;

      if (has_state (place, state) && mls_finding_rule_from_name (mls_place_get_rule (place), &rule))
        counts[rule]++;
    }
}

static guint
count_state (GListModel *places, const char *state)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);

      n += has_state (place, state);
    }

  return n;
}

static void
append (GMenu *menu, const char *title, guint n, const char *action, const char *target)
{
  g_autofree char *number = mls_format_count (n);
  g_autofree char *label = g_strdup_printf ("%s (%s)", title, number);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* Where all are still to be corrected there is nothing to choose. */
static void
append_states (GMenu *menu, GListModel *places)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      guint n = count_state (places, states[i].name);

      if (n > 0 || i == 0)
        append (section, _(states[i].title), n, MLS_QUEUE_STATES_ACTION, states[i].name);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 1)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_rules (GMenu *menu, GListModel *places, const char *state)
{
  guint counts[MLS_N_FINDING_RULES] = { 0 };
  g_autoptr (GMenu) all = g_menu_new ();
  g_autoptr (GMenu) rules = g_menu_new ();

  count_rules (places, state, counts);
  for (int rule = 0; rule < MLS_N_FINDING_RULES; rule++)
    if (counts[rule] > 0)
      append (rules, mls_finding_rule_title ((MlsFindingRule) rule), counts[rule], MLS_QUEUE_RULES_ACTION,
              mls_finding_rule_name ((MlsFindingRule) rule));
  if (g_menu_model_get_n_items (G_MENU_MODEL (rules)) < 2)
    return;

  append (all, _("All findings"), count_state (places, state), MLS_QUEUE_RULES_ACTION, "");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rules));
}

static void
append_actions (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, _("Write the findings to a file…"), "win.export-findings");
  g_menu_append (section, _("Check everything anew"), "win.check-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/**
 * mls_queue_rules_menu:
 * @places: (element-type MlsPlace): what there is
 * @state: what became of those that are listed
 *
 * Its targets are names of states and of rules; "" for what is to be corrected, and for all rules.
 *
 * Returns: (transfer full) (nullable): the states there are and the rules that are broken, with how often, where they are
 *   several, and what can be done with all; %NULL where there is nothing
 */
GMenuModel *
mls_queue_rules_menu (GListModel *places, const char *state)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  if (g_list_model_get_n_items (places) == 0)
    return NULL;

  append_states (menu, places);
  append_rules (menu, places, state);
  append_actions (menu);

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/**
 * mls_queue_rules_only:
 * @places: (element-type MlsPlace): what there is
 * @rule: the name of a rule, or "" for all
 * @state: what became of them, "" for what is to be corrected
 *
 * Returns: (transfer full): those of @places that break @rule and are so, in their order; what is no finding is in any state
 */
GListModel *
mls_queue_rules_only (GListModel *places, const char *rule, const char *state)
{
  GListStore *only = g_list_store_new (MLS_TYPE_PLACE);

  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);

      if (has_state (place, state) && (*rule == '\0' || g_strcmp0 (mls_place_get_rule (place), rule) == 0))
        g_list_store_append (only, place);
    }

  return G_LIST_MODEL (only);
}
