/* The menus: at a place of the map, and what all of them say of keys. */

#include "ui/window-private.h"

#include "ui/menu-keys.h"

/* What was chosen in the menu is of the place where it opened: the pointer is only let go after that. */
static void
menu_closed (MlsWindow *self)
{
  mls_map_hold_pointer (self->canvas, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static MlsMapMenu
choose_menu (MlsWindow *self)
{
  if (mls_workspace_get_sketch (self->workspace).n_run > 0)
    return MLS_MAP_MENU_VERTICES;

  return mls_workspace_get_selection (self->workspace) != NULL ? MLS_MAP_MENU_REGION : MLS_MAP_MENU_OUTSIDE;
}

static void
menu_wanted (MlsWindow *self, double x, double y)
{
  const GdkRectangle at = { (int) x, (int) y, 1, 1 };
  GtkPopover *menu = GTK_POPOVER (self->menus[choose_menu (self)]);

  mls_map_hold_pointer (self->canvas, TRUE);
  gtk_popover_set_pointing_to (menu, &at);
  gtk_popover_popup (menu);
}

/**
 * mls_window_close_menus:
 * @self: a window
 *
 * A key that does what stands in one has been pressed.
 */
void
mls_window_close_menus (MlsWindow *self)
{
  for (int kind = 0; kind < MLS_N_MAP_MENUS; kind++)
    if (gtk_widget_get_visible (self->menus[kind]))
      gtk_popover_popdown (GTK_POPOVER (self->menus[kind]));
}

static void
make_menus (MlsWindow *self)
{
  for (int kind = 0; kind < MLS_N_MAP_MENUS; kind++)
    {
      self->menus[kind] = mls_map_menu_new ((MlsMapMenu) kind);
      gtk_widget_set_parent (self->menus[kind], GTK_WIDGET (self->map));
      g_signal_connect_object (self->menus[kind], "closed", G_CALLBACK (menu_closed), self, G_CONNECT_SWAPPED);
    }
}

/**
 * mls_window_init_menu:
 * @self: a window being made
 */
void
mls_window_init_menu (MlsWindow *self)
{
  make_menus (self);
  g_signal_connect_object (self->canvas, "menu-wanted", G_CALLBACK (menu_wanted), self, G_CONNECT_SWAPPED);
}

static void
tell_keys (MlsWindow *self)
{
  mls_menu_tell_keys (G_MENU (gtk_menu_button_get_menu_model (self->menu_button)));
  if (self->menus[0] == NULL)
    return;

  mls_window_drop_menus (self);
  make_menus (self);
}

/**
 * mls_window_tell_keys:
 * @self: a window of an application
 *
 * Keeps what its menus say of keys at those there are.
 */
void
mls_window_tell_keys (MlsWindow *self)
{
  g_signal_connect_object (mls_window_settings (self), "changed::own-keys", G_CALLBACK (tell_keys), self,
                           G_CONNECT_SWAPPED);
  tell_keys (self);
}

/**
 * mls_window_drop_menus:
 * @self: a window that goes
 */
void
mls_window_drop_menus (MlsWindow *self)
{
  for (int kind = 0; kind < MLS_N_MAP_MENUS; kind++)
    g_clear_pointer (&self->menus[kind], gtk_widget_unparent);
}
