#include "ui/menu-keys.h"

#include "ui/keys.h"

#include <locale.h>

static void
expect (GMenu *menu, int index, const char *label, const char *accelerator)
{
  g_autofree char *found_label = NULL;
  g_autofree char *found = NULL;

  g_menu_model_get_item_attribute (G_MENU_MODEL (menu), index, G_MENU_ATTRIBUTE_LABEL, "s", &found_label);
  g_menu_model_get_item_attribute (G_MENU_MODEL (menu), index, "accel", "s", &found);
  g_assert_cmpstr (found_label, ==, label);
  g_assert_cmpstr (found, ==, accelerator);
}

static void
count_change (GMenuModel *menu, int position, int removed, int added, guint *n_changes)
{
  ++*n_changes;
}

/* In sections and submenus, too; as it was delivered, as it was chosen, and no more once it does nothing. */
static void
test_tells (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) submenu = g_menu_new ();
  guint n_changes = 0;

  g_menu_append (submenu, "Dates", "win.dates");
  g_menu_append (submenu, "Judge", "win.control::judge");
  g_menu_append (section, "Matrix", "win.matrix");
  g_menu_append_submenu (section, "Project", G_MENU_MODEL (submenu));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_menu_append (menu, "Line", "win.tool::line");

  mls_menu_tell_keys (menu);
  expect (section, 0, "Matrix", "<Control>m");
  expect (section, 1, "Project", NULL);
  expect (submenu, 0, "Dates", "<Control>d");
  expect (submenu, 1, "Judge", NULL);
  expect (menu, 1, "Line", "l");

  g_signal_connect (section, "items-changed", G_CALLBACK (count_change), &n_changes);
  mls_menu_tell_keys (menu);
  g_assert_cmpuint (n_changes, ==, 0);

  mls_keys_replace (mls_keys_of_action ("win.matrix"), "F12");
  mls_menu_tell_keys (menu);
  expect (section, 0, "Matrix", "F12");
  expect (section, 1, "Project", NULL);
  expect (submenu, 0, "Dates", "<Control>d");
  mls_keys_replace (mls_keys_of_action ("win.matrix"), NULL);
  mls_menu_tell_keys (menu);
  expect (section, 0, "Matrix", "<Control>m");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/menu-keys/tells", test_tells);

  return g_test_run ();
}
