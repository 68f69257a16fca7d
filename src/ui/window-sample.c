/* Samples are drawn, and handed out. */

#include "ui/window-private.h"

#include "ui/draw-dialog.h"

static void
judge (MlsWindow *self, const char *path)
{
  mls_window_control (self, path, MLS_CONTROL_JUDGE);
}

static void
do_draw_sample (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  GtkWidget *dialog;

  if (self->project == NULL)
    return;

  dialog = mls_draw_dialog_new (GTK_WINDOW (self), self->project, mls_project_get_author (self->project),
                                mls_workspace_get_vintage (self->workspace));
  g_signal_connect_object (dialog, "judge", G_CALLBACK (judge), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * mls_window_init_sample:
 * @self: a window being made
 */
void
mls_window_init_sample (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "draw-sample", do_draw_sample } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
