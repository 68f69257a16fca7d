/* Views of a window beside or over one another. */

#include "ui/window-private.h"

/* What a key moves the divider or the fader by. */
#define SHARE_STEP 0.05

static void
do_panes (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_set_n_panes (self->workspace, (guint) g_variant_get_int32 (parameter));
}

static void
do_next_comparison (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_set_comparison (self->workspace,
                                  (mls_workspace_get_comparison (self->workspace) + 1) % MLS_N_COMPARISONS);
}

static void
do_share (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_workspace_set_share (self->workspace, mls_workspace_get_share (self->workspace) +
                                                  SHARE_STEP * g_variant_get_int32 (parameter));
}

static void
open_menu (MlsWindow *self, const GdkRectangle *at)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->outlook_menu), at);
  gtk_popover_popup (GTK_POPOVER (self->outlook_menu));
}

static void
outlook_wanted (MlsWindow *self, double x, double y, double width, double height)
{
  open_menu (self, &(GdkRectangle){ (int) x, (int) y, (int) width, (int) height });
}

static void
do_outlook (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  graphene_rect_t place;

  if (self->workspace != NULL && mls_map_get_caption (self->canvas, &place))
    outlook_wanted (self, (double) place.origin.x, (double) place.origin.y, (double) place.size.width,
                    (double) place.size.height);
}

/**
 * mls_window_init_compare:
 * @self: a window being made
 */
void
mls_window_init_compare (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "panes", do_panes, "i" },
    { "next-comparison", do_next_comparison },
    { "share", do_share, "i" },
    { "outlook", do_outlook },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->outlook_menu = MLS_OUTLOOK_MENU (mls_outlook_menu_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->outlook_menu), GTK_WIDGET (self->map));
  g_signal_connect_object (self->canvas, "outlook-wanted", G_CALLBACK (outlook_wanted), self, G_CONNECT_SWAPPED);
}

/**
 * mls_window_drop_compare:
 * @self: a window that goes
 */
void
mls_window_drop_compare (MlsWindow *self)
{
  GtkWidget *menu = GTK_WIDGET (g_steal_pointer (&self->outlook_menu));

  g_clear_pointer (&menu, gtk_widget_unparent);
}
