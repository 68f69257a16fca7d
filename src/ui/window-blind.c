/* A blind sample in hand: nothing in the window tells what the map says, until whoever judges asks for it. */

#include "ui/window-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Actions that lead to codes of the map. */
static const char *const telling[] = { "filter", "filter-view", "matrix", "report", "history", "whole-history" };

static void
enable (MlsWindow *self, gboolean enabled)
{
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), telling[i])), enabled);

  gtk_widget_set_sensitive (GTK_WIDGET (self->history_button), enabled);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->history_button),
                               enabled ? _("What can be undone (Ctrl+H)")
                                       : _("This sample is blind: nothing tells what the map says"));
}

/**
 * mls_window_set_blind:
 * @self: a window with a project
 * @blind: whether nothing is to tell what the map says
 */
void
mls_window_set_blind (MlsWindow *self, gboolean blind)
{
  if (mls_workspace_get_blind (self->workspace) == blind)
    return;

  mls_workspace_set_blind (self->workspace, blind);
  if (blind)
    mls_window_close_matrix (self);
  enable (self, !blind);
  mls_window_show_region (self);
}

/**
 * mls_window_keeps_quiet:
 * @self: a window
 * @action: what a key does
 *
 * Returns: whether that is not done because it would tell what the map says, which is said
 */
gboolean
mls_window_keeps_quiet (MlsWindow *self, const char *action)
{
  for (guint i = 0; self->workspace != NULL && i < G_N_ELEMENTS (telling); i++)
    if (g_str_has_prefix (action, "win.") && g_str_equal (action + strlen ("win."), telling[i]))
      return !mls_workspace_may_tell (self->workspace);

  return FALSE;
}

/**
 * mls_window_ask_to_tell:
 * @self: a window with a sample in hand
 *
 * What is asked for would tell what the map says: whoever judges a blind sample is done with it then.
 *
 * Returns: whether that has to be agreed to first, which is asked
 */
gboolean
mls_window_ask_to_tell (MlsWindow *self)
{
  const MlsMessageButton buttons[] = { { _("Show What the Map Says"), "win.tell-codes" } };

  if (!mls_control_is_blind (self->control))
    return FALSE;

  mls_message_bar_say (self->messages, MLS_MESSAGE_WARNING,
                       _("This sample is blind. Whoever has seen what the map says judges it no more: no word of it can be "
                         "changed then"),
                       buttons, G_N_ELEMENTS (buttons));

  return TRUE;
}

static void
do_tell (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->control == NULL || !mls_control_is_blind (self->control))
    return;

  mls_message_bar_close (self->messages);
  if (!mls_control_tell (self->control, &error))
    mls_window_say (self, MLS_MESSAGE_REFUSAL, error->message);
  else
    {
      mls_window_stop_asking (self);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.accuracy", NULL);
    }
}

/**
 * mls_window_init_blind:
 * @self: a window being made
 */
void
mls_window_init_blind (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "tell-codes", do_tell } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
