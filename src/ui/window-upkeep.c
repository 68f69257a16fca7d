/* What is done with the file rather than with the map: versions and deliveries, what is handed over, a history that is made
 * shorter, whether the file is sound. */

#include "ui/window-private.h"

#include "ui/deliver-dialog.h"
#include "ui/file-dialog.h"
#include "ui/progress-dialog.h"
#include "ui/queue-rules.h"
#include "ui/versions-dialog.h"

#include <glib/gi18n.h>

/* Versions */

static void
on_sealed (MlsWindow *self, const char *name)
{
  g_autofree char *text = g_strdup_printf (_("Sealed: “%s”"), name);

  mls_tutorial_card_tick (self->tutorial, MLS_TUTORIAL_SEAL);

  mls_window_toast (self, mls_toast_new (text));
}

static void
do_versions (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsVersionsDialog *dialog;

  if (self->project == NULL)
    return;

  dialog = mls_versions_dialog_new (GTK_WINDOW (self), self->project);
  g_set_weak_pointer (&self->upkeep, GTK_WINDOW (dialog));
  g_signal_connect_object (dialog, "sealed", G_CALLBACK (on_sealed), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Delivering */

/* What bars a delivery is gone to: the findings of a rule, or the dates. */
static void
on_shown (MlsWindow *self, const char *rule)
{
  mls_window_end_upkeep (self);
  if (rule == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.dates", NULL);
      return;
    }

  mls_queue_panel_list_findings (self->queue);
  gtk_widget_activate_action (GTK_WIDGET (self->queue), MLS_QUEUE_RULES_ACTION, "s", rule);
}

static void
do_deliver (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsDeliverDialog *dialog;

  if (self->project == NULL)
    return;

  dialog = mls_deliver_dialog_new (GTK_WINDOW (self), self->project);
  g_set_weak_pointer (&self->upkeep, GTK_WINDOW (dialog));
  g_signal_connect_object (dialog, "shown", G_CALLBACK (on_shown), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The file */

static char *
dup_outcome (const MlsCompactJob *job)
{
  g_autofree char *before = g_format_size ((guint64) job->before.file);
  g_autofree char *after = g_format_size ((guint64) job->after.file);

  if (job->unshrunk != NULL)
    return g_strdup_printf (_("The history is compacted, but the file keeps its size: %s"), job->unshrunk);

  return g_strdup_printf (_("The file had %s, and has %s."), before, after);
}

static void
on_go_back (MlsWindow *self, const MlsBackup *backup)
{
  g_autofree char *path = g_strdup (mls_project_get_path (self->project));

  mls_window_open_backup (self, backup, path);
}

static void
show_file (MlsWindow *self, MlsFileDialog *dialog)
{
  g_autofree char *folder = mls_window_dup_backup_folder (self, mls_project_get_path (self->project));

  mls_file_dialog_show (dialog, self->project);
  mls_file_dialog_show_backups (dialog, folder);
}

static void
on_compacted (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsWindow *self = owner;
  const MlsCompactJob *job = mls_errand_get_data (errand);
  g_autofree char *outcome = error == NULL ? dup_outcome (job) : NULL;

  mls_window_open (self, job->project);
  if (self->project == NULL || self->upkeep == NULL)
    return;

  show_file (self, MLS_FILE_DIALOG (self->upkeep));
  if (error == NULL)
    mls_file_dialog_tell (MLS_FILE_DIALOG (self->upkeep), _("Compacted"), outcome);
  else if (!g_cancellable_is_cancelled (mls_errand_get_cancellable (errand)))
    mls_file_dialog_tell (MLS_FILE_DIALOG (self->upkeep), _("The history stays as it was"), error->message);
}

static void
do_compact (MlsWindow *self, MlsCompactJob *job)
{
  g_autoptr (MlsErrand) errand = mls_errand_new (mls_compact_job_run, job, (GDestroyNotify) mls_compact_job_free);
  GtkWindow *dialog = self->upkeep;

  mls_file_dialog_show (MLS_FILE_DIALOG (dialog), NULL);
  g_clear_weak_pointer (&self->upkeep);
  mls_window_close_project (self);
  g_set_weak_pointer (&self->upkeep, dialog);
  mls_progress_run (dialog, _("Compacting the history"), errand, on_compacted, self);
}

static void
do_file (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsFileDialog *dialog;

  if (self->project == NULL)
    return;

  dialog = mls_file_dialog_new (GTK_WINDOW (self));
  g_set_weak_pointer (&self->upkeep, GTK_WINDOW (dialog));
  g_signal_connect_object (dialog, "job", G_CALLBACK (do_compact), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "go-back", G_CALLBACK (on_go_back), self, G_CONNECT_SWAPPED);
  show_file (self, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * mls_window_end_upkeep:
 * @self: a window whose project goes
 *
 * Closes what shows that project's file.
 */
void
mls_window_end_upkeep (MlsWindow *self)
{
  if (self->upkeep != NULL)
    gtk_window_destroy (self->upkeep);
}

/**
 * mls_window_init_upkeep:
 * @self: a window being made
 */
void
mls_window_init_upkeep (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "versions", do_versions }, { "deliver", do_deliver }, { "file", do_file } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
