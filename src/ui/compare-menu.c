/* What the state right after an operation can be compared with. */

#include "ui/compare-menu.h"

#include "store/version.h"

#include <glib/gi18n.h>

/* As many versions as are read through in a menu. */
#define MOST_VERSIONS 20

/* From the older state to the newer one, 0 being the map as it is at any time. */
static void
append (GMenu *menu, const char *label, gint64 state, gint64 other)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  gboolean is_older = other != 0 && other < state;

  g_menu_item_set_action_and_target (item, "win.compare-states", "(xx)", is_older ? other : state, is_older ? state : other);
  g_menu_append_item (menu, item);
}

static GMenuModel *
versions_section (MlsStore *store, gint64 state)
{
  GMenu *section = g_menu_new ();
  g_autoptr (GPtrArray) versions = mls_store_list_versions (store, NULL);
  guint n = versions != NULL ? versions->len : 0;

  for (guint i = n; i > 0 && n - i < MOST_VERSIONS; i--)
    {
      const MlsVersion *version = g_ptr_array_index (versions, i - 1);
      g_auto (GStrv) parts = g_strsplit (version->name, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);

      if (version->operation != state)
        append (section, label, state, version->operation);
    }

  return G_MENU_MODEL (section);
}

/**
 * mls_compare_menu_new:
 * @store: a project
 * @state: one of its operations
 *
 * Returns: (transfer full): the state before it, the map now, and the versions, the newest first
 */
GMenuModel *
mls_compare_menu_new (MlsStore *store, gint64 state)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) near = g_menu_new ();
  g_autoptr (GMenuModel) versions = versions_section (store, state);

  if (state > 1)
    append (near, _("The State Before It"), state, state - 1);
  if (mls_store_last_operation (store, NULL) != state)
    append (near, _("The Map Now"), state, 0);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (near));
  if (g_menu_model_get_n_items (versions) > 0)
    g_menu_append_section (menu, _("Versions"), versions);

  return G_MENU_MODEL (menu);
}
