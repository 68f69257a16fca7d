/* Through the history of the project, and a state of it brought back. */

#include "ui/window-private.h"

#include <glib/gi18n.h>

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

/* Where the view in hand looks, or everywhere. */
static void
bring_back (MlsWindow *self, gboolean in_view)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsZone) zone = NULL;
  g_autoptr (MlsDelta) done = NULL;
  gint64 state = state_in_hand (self);
  MlsBox sight;

  if (state == 0 || (in_view && !mls_map_get_sight (self->canvas, &sight)))
    return;

  zone = in_view ? mls_zone_new_box (&sight) : NULL;
  done = mls_project_restore (self->project, state, zone, NULL, &error);
  if (done == NULL)
    {
      mls_window_say (self, MLS_MESSAGE_REFUSAL, error->message);
      return;
    }

  do_now (NULL, NULL, self);
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, MlsWindow *self)
{
  if (self->project != NULL && !g_str_equal (response, "cancel"))
    bring_back (self, g_str_equal (response, "view"));
}

static char *
dup_heading (MlsStore *store, gint64 state)
{
  g_autoptr (MlsOperation) operation = mls_store_operation (store, state, NULL);
  g_autoptr (GDateTime) time = operation != NULL ? mls_operation_get_time (operation) : NULL;
  g_autofree char *at = time != NULL ? g_date_time_format (time, "%x %H:%M") : g_strdup ("?");

  /* Translators: a date and time. */
  return g_strdup_printf (_("Bring back the map of %s?"), at);
}

static GtkWidget *
dialog_new (MlsWindow *self, const char *heading, int n_since)
{
  g_autofree char *body = g_strdup_printf (
    ngettext ("%d operation done since is taken back, at all dates. That is an operation of its own, which can be undone.",
              "%d operations done since are taken back, at all dates. That is an operation of its own, which can be undone.",
              (gulong) n_since), n_since);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "view", _("In This View"),
                                    "all", _("Everywhere"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  return dialog;
}

static void
do_bring_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *heading = NULL;
  GtkWidget *dialog;
  gint64 last;

  if (self->workspace == NULL || state_in_hand (self) == 0)
    return;

  last = mls_store_last_operation (mls_project_get_store (self->project), NULL);
  heading = dup_heading (mls_project_get_store (self->project), state_in_hand (self));
  dialog = dialog_new (self, heading, (int) (last - state_in_hand (self)));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
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
