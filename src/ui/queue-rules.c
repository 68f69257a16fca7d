#include "ui/queue-rules.h"

#include "base/format.h"
#include "document/place.h"
#include "rules/finding.h"

#include <glib/gi18n.h>

static void
count_rules (GListModel *places, guint counts[MLS_N_FINDING_RULES])
{
  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);
      MlsFindingRule rule;

      if (mls_finding_rule_from_name (mls_place_get_rule (place), &rule))
        counts[rule]++;
    }
}

static void
append (GMenu *menu, const char *title, guint n, const char *rule)
{
  g_autofree char *number = mls_format_count (n);
  g_autofree char *label = g_strdup_printf ("%s (%s)", title, number);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, MLS_QUEUE_RULES_ACTION, "s", rule);
  g_menu_append_item (menu, item);
}

/**
 * mls_queue_rules_menu:
 * @places: (element-type MlsPlace): what there is
 *
 * Its targets are names of rules, and "" for all.
 *
 * Returns: (transfer full) (nullable): the rules that are broken, with how often; %NULL where they are not several
 */
GMenuModel *
mls_queue_rules_menu (GListModel *places)
{
  guint counts[MLS_N_FINDING_RULES] = { 0 };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();
  g_autoptr (GMenu) rules = g_menu_new ();

  count_rules (places, counts);
  for (int rule = 0; rule < MLS_N_FINDING_RULES; rule++)
    if (counts[rule] > 0)
      append (rules, mls_finding_rule_title ((MlsFindingRule) rule), counts[rule],
              mls_finding_rule_name ((MlsFindingRule) rule));
  if (g_menu_model_get_n_items (G_MENU_MODEL (rules)) < 2)
    return NULL;

  append (all, _("All findings"), g_list_model_get_n_items (places), "");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rules));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/**
 * mls_queue_rules_only:
 * @places: (element-type MlsPlace): what there is
 * @rule: the name of a rule, or "" for all
 *
 * Returns: (transfer full): those of @places that break @rule, in their order
 */
GListModel *
mls_queue_rules_only (GListModel *places, const char *rule)
{
  GListStore *only;

  if (*rule == '\0')
    return g_object_ref (places);

  only = g_list_store_new (MLS_TYPE_PLACE);
  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);

      if (g_strcmp0 (mls_place_get_rule (place), rule) == 0)
        g_list_store_append (only, place);
    }

  return G_LIST_MODEL (only);
}
