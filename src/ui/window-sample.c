/* Samples are drawn, handed out, and brought back. */

#include "ui/window-private.h"

#include "ui/choose-file.h"
#include "ui/draw-dialog.h"
#include "ui/hand-out-dialog.h"
#include "ui/merge-dialog.h"

#include <glib/gi18n.h>

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

static void
hand_out (gpointer owner, const char *path)
{
  MlsWindow *self = owner;
  const char *in_hand = self->control != NULL ? mls_sample_file_get_path (mls_control_get_file (self->control)) : NULL;
  GtkWidget *dialog = mls_hand_out_dialog_new (GTK_WINDOW (self), path, g_strcmp0 (path, in_hand) == 0);

  g_signal_connect_object (dialog, "judge", G_CALLBACK (judge), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The one in hand, or one that is chosen. */
static void
do_hand_out (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->control != NULL)
    hand_out (self, mls_sample_file_get_path (mls_control_get_file (self->control)));
  else
    mls_choose_file (mls_sample_chooser_new (GTK_WINDOW (self), _("Hand a sample out")), hand_out, self);
}

/* Others come back to the sample in hand, if there is one. */
static void
do_merge_sample (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsMergeDialog *dialog = MLS_MERGE_DIALOG (mls_merge_dialog_new (GTK_WINDOW (self)));

  if (self->control != NULL)
    mls_merge_dialog_set_sample (dialog, mls_sample_file_get_path (mls_control_get_file (self->control)));
  g_signal_connect_object (dialog, "merged", G_CALLBACK (mls_window_notice_control), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * mls_window_init_sample:
 * @self: a window being made
 */
void
mls_window_init_sample (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "draw-sample", do_draw_sample },
                                          { "hand-out", do_hand_out },
                                          { "merge-sample", do_merge_sample } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
