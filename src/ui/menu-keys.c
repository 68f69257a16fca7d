#include "ui/menu-keys.h"

#include "ui/keys.h"

#define ACCEL "accel"

static const char *
find_accelerator (GMenuItem *item)
{
  g_autoptr (GVariant) target = g_menu_item_get_attribute_value (item, G_MENU_ATTRIBUTE_TARGET, NULL);
  g_autofree char *detailed = NULL;
  const MlsKey *key;
  const char *action;

  if (!g_menu_item_get_attribute (item, G_MENU_ATTRIBUTE_ACTION, "&s", &action))
    return NULL;

  detailed = g_action_print_detailed_name (action, target);
  key = mls_keys_of_action (detailed);

  return key != NULL ? key->accelerator : NULL;
}

/* An item that tells its key already is left: whoever shows the menu would make it anew. */
static void
tell_key (GMenu *menu, int index)
{
  g_autoptr (GMenuItem) item = g_menu_item_new_from_model (G_MENU_MODEL (menu), index);
  const char *accelerator = find_accelerator (item);
  const char *told = NULL;

  g_menu_item_get_attribute (item, ACCEL, "&s", &told);
  if (g_strcmp0 (accelerator, told) == 0)
    return;

  if (accelerator != NULL)
    g_menu_item_set_attribute (item, ACCEL, "s", accelerator);
  else
    g_menu_item_set_attribute (item, ACCEL, NULL);
  g_menu_remove (menu, index);
  g_menu_insert_item (menu, index, item);
}

static void
tell_keys_below (GMenu *menu, int index, const char *link)
{
  g_autoptr (GMenuModel) below = g_menu_model_get_item_link (G_MENU_MODEL (menu), index, link);

  if (below != NULL)
    mls_menu_tell_keys (G_MENU (below));
}

/**
 * mls_menu_tell_keys:
 * @menu: a menu whose sections and submenus are #GMenu, too
 *
 * Writes beside each item the key it has now, which the user may have chosen.
 */
void
mls_menu_tell_keys (GMenu *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (G_MENU_MODEL (menu)); i++)
    {
      tell_key (menu, i);
      tell_keys_below (menu, i, G_MENU_LINK_SECTION);
      tell_keys_below (menu, i, G_MENU_LINK_SUBMENU);
    }
}
