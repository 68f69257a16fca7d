/* Through the history of the project. */

#include "ui/window-private.h"

static void
do_time (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self->outlook_menu));
  mls_time_bar_open (self->time);
}

static void
do_now (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  mls_time_bar_close (self->time);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static gint64
state_in_hand (MlsWindow *self)
{
  return mls_workspace_get_outlook (self->workspace, mls_workspace_get_pane (self->workspace))->as_of;
}

static void
do_bring_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL && state_in_hand (self) != 0)
    mls_window_ask_to_restore (self, state_in_hand (self));
}

/**
 * mls_window_init_time:
 * @self: a window being made
 */
void
mls_window_init_time (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "time", do_time },
    { "now", do_now },
    { "bring-back", do_bring_back },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
