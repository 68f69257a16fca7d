#include "ui/map-menu.h"

#include "ui/menu-keys.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *title;  /* (nullable): a line between sections */
  const char *action; /* as in the table of keys */
} Item;

static const Item region[] = {
  { N_("Pick Its Codes"), "win.pick-here" },
  { N_("Zoom to It"), "win.zoom-to-selection" },
  { N_("Show It Through Time"), "win.story" },
  { NULL, NULL },
  { N_("Doubt"), "win.toggle-note::doubt" },
  { N_("Photovoltaic"), "win.toggle-note::photovoltaic" },
  { N_("Write Its Source"), "win.write-note::source" },
  { N_("Write Its Comment"), "win.write-note::comment" },
  { NULL, NULL },
  { N_("Let the Closest Neighbour Absorb It"), "win.absorb" },
  { N_("Merge What Is Selected"), "win.merge-selected" },
  { NULL, NULL },
  { N_("Copy the Coordinates"), "win.copy-place" },
  { N_("Open the Place in Another Map"), "win.other-map(0)" },
};

static const Item vertices[] = {
  { N_("Remove the Vertices"), "win.remove-vertices" },
  { NULL, NULL },
  { N_("Straighten the Border"), "win.straighten" },
  { N_("Simplify the Border"), "win.simplify" },
  { N_("Smooth the Border"), "win.smooth" },
  { NULL, NULL },
  { N_("Copy the Coordinates"), "win.copy-place" },
};

static const Item outside[] = {
  { N_("Copy the Coordinates"), "win.copy-place" },
  { N_("Open the Place in Another Map"), "win.other-map(0)" },
};

static const struct
{
  const Item *items;
  gsize       n_items;
} menus[MLS_N_MAP_MENUS] = {
  [MLS_MAP_MENU_REGION] = { region, G_N_ELEMENTS (region) },
  [MLS_MAP_MENU_VERTICES] = { vertices, G_N_ELEMENTS (vertices) },
  [MLS_MAP_MENU_OUTSIDE] = { outside, G_N_ELEMENTS (outside) },
};

/**
 * mls_map_menu_new:
 * @kind: what is at the place
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
mls_map_menu_new (MlsMapMenu kind)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  GtkWidget *popover;

  for (gsize i = 0; i < menus[kind].n_items; i++)
    if (menus[kind].items[i].title != NULL)
      g_menu_append (section, _(menus[kind].items[i].title), menus[kind].items[i].action);
    else
      {
        g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
        g_object_unref (section);
        section = g_menu_new ();
      }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  mls_menu_tell_keys (menu);

  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);

  return popover;
}
