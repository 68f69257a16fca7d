#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done at a place of the map, with the keys that do the same: the menu of its right button while no line is
 * in hand. */

typedef enum
{
  MLS_MAP_MENU_REGION,   /* with the region there */
  MLS_MAP_MENU_VERTICES, /* with the vertices chosen */
  MLS_MAP_MENU_OUTSIDE,  /* where the territory has no region */
  MLS_N_MAP_MENUS
} MlsMapMenu;

GtkWidget *mls_map_menu_new (MlsMapMenu kind);

G_END_DECLS
