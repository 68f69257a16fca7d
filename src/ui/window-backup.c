/* Copies of the project that nobody has to ask for: when it is opened, now and then, and when the window closes, if something
 * was done since the last one. They never keep anybody waiting. */

#include "ui/window-private.h"

#include "document/backup-job.h"
#include "store/kept-backup.h"

#include <glib/gi18n.h>

/**
 * mls_window_dup_backup_folder:
 * @self: a window
 * @path: a project file
 *
 * Returns: (transfer full): where copies of that project are kept
 */
char *
mls_window_dup_backup_folder (MlsWindow *self, const char *path)
{
  g_autofree char *chosen = g_settings_get_string (mls_window_settings (self), "backup-folder");
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "millesime", "backups", NULL);

  return mls_backup_folder (*chosen != '\0' ? chosen : own, path);
}

/* Whether something was done since the last copy. */
static gboolean
is_due (MlsWindow *self, const char *folder)
{
  MlsStore *store = mls_project_get_store (self->project);
  g_autoptr (MlsOperation) last = mls_store_operation (store, mls_store_last_operation (store, NULL), NULL);
  g_autoptr (GDateTime) done = last != NULL ? mls_operation_get_time (last) : NULL;
  g_autoptr (GPtrArray) backups = mls_backup_list (folder);

  if (mls_project_is_read_only (self->project) || !g_settings_get_boolean (mls_window_settings (self), "backups"))
    return FALSE;

  return backups->len == 0 || done == NULL ||
         g_date_time_compare (((const MlsBackup *) g_ptr_array_index (backups, 0))->time, done) < 0;
}

/* The same is not said twice. */
static void
tell (MlsWindow *self, const char *reason)
{
  g_autofree char *text = g_strdup_printf (_("No backup was made: %s"), reason);

  if (g_strcmp0 (text, self->backup_told) == 0)
    return;

  g_free (self->backup_told);
  self->backup_told = g_steal_pointer (&text);
  mls_window_say (self, MLS_MESSAGE_WARNING, self->backup_told);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (MLS_ERRAND (source) == self->backup)
    g_clear_object (&self->backup);
  if (mls_errand_run_finish (MLS_ERRAND (source), result, &error))
    g_clear_pointer (&self->backup_told, g_free);
  else if (self->project != NULL && !g_cancellable_is_cancelled (mls_errand_get_cancellable (MLS_ERRAND (source))))
    tell (self, error->message);
}

static MlsErrand *
errand_new (const char *folder, const char *path)
{
  return mls_errand_new (mls_backup_job_run, mls_backup_job_new_kept (folder, path), (GDestroyNotify) mls_backup_job_free);
}

static gboolean
look_whether_due (gpointer user_data)
{
  MlsWindow *self = user_data;
  const char *path = mls_project_get_path (self->project);
  g_autofree char *folder = mls_window_dup_backup_folder (self, path);

  if (self->backup == NULL && is_due (self, folder))
    {
      self->backup = errand_new (folder, path);
      mls_errand_run_async (self->backup, on_made, g_object_ref (self));
    }

  return G_SOURCE_CONTINUE;
}

/**
 * mls_window_start_backups:
 * @self: a window whose project has just been opened
 */
void
mls_window_start_backups (MlsWindow *self)
{
  guint minutes = (guint) g_settings_get_int (mls_window_settings (self), "backup-minutes");

  g_clear_handle_id (&self->backup_source, g_source_remove);
  self->backup_source = g_timeout_add_seconds (minutes * 60, look_whether_due, self);
  look_whether_due (self);
}

/**
 * mls_window_stop_backups:
 * @self: a window whose project goes
 *
 * One that is under way is given up: what it was of is copied when the window closes, or the next time.
 */
void
mls_window_stop_backups (MlsWindow *self)
{
  g_clear_handle_id (&self->backup_source, g_source_remove);
  if (self->backup != NULL)
    mls_errand_cancel (self->backup);
  g_clear_object (&self->backup);
}

/* Nobody is there to be told; the next opening tries again, and tells. */
static void
on_last_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  if (!mls_errand_run_finish (MLS_ERRAND (source), result, &error))
    g_info ("%s", error->message);
  g_application_release (application);
}

/**
 * mls_window_dup_last_backup:
 * @self: a window that closes, with a project or without
 *
 * Returns: (transfer full) (nullable): what is to be copied once the project is closed; for mls_window_make_last_backup()
 */
char *
mls_window_dup_last_backup (MlsWindow *self)
{
  g_autofree char *folder =
    self->project != NULL ? mls_window_dup_backup_folder (self, mls_project_get_path (self->project)) : NULL;

  return folder != NULL && is_due (self, folder) ? g_strdup (mls_project_get_path (self->project)) : NULL;
}

/**
 * mls_window_make_last_backup:
 * @self: a window that is gone from the screen
 * @path: (nullable): a project file that nobody has open
 *
 * The program stays until the copy is there.
 */
void
mls_window_make_last_backup (MlsWindow *self, const char *path)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autofree char *folder = NULL;
  g_autoptr (MlsErrand) errand = NULL;

  if (path == NULL || application == NULL)
    return;

  folder = mls_window_dup_backup_folder (self, path);
  errand = errand_new (folder, path);
  g_application_hold (application);
  mls_errand_run_async (errand, on_last_made, g_object_ref (application));
}

/* Coming back to one */

/**
 * mls_window_open_backup:
 * @self: a window
 * @backup: a copy
 * @path: the project that it is of
 *
 * Brings a copy of it to beside the project, and opens that.
 */
void
mls_window_open_backup (MlsWindow *self, const MlsBackup *backup, const char *path)
{
  g_autofree char *brought = NULL;
  g_autoptr (GError) error = NULL;

  if (mls_backup_bring (backup, path, &brought, &error))
    mls_window_open (self, brought);
  else
    mls_window_say (self, MLS_MESSAGE_REFUSAL, error->message);
}

static void
open_newest (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *path = g_strdup (g_variant_get_string (parameter, NULL));
  g_autofree char *folder = mls_window_dup_backup_folder (self, path);
  g_autoptr (GPtrArray) backups = mls_backup_list (folder);

  if (backups->len > 0)
    mls_window_open_backup (self, g_ptr_array_index (backups, 0), path);
}

/**
 * mls_window_point_to_backup:
 * @self: a window
 * @path: a project file that is damaged
 * @label: (out): what its button says
 * @action: (out): what that does
 *
 * Returns: whether there is a copy to go back to
 */
gboolean
mls_window_point_to_backup (MlsWindow *self, const char *path, char **label, char **action)
{
  g_autofree char *resolved = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = mls_window_dup_backup_folder (self, resolved);
  g_autoptr (GPtrArray) backups = mls_backup_list (folder);
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;

  if (backups->len == 0)
    return FALSE;

  local = g_date_time_to_local (((const MlsBackup *) g_ptr_array_index (backups, 0))->time);
  time = g_date_time_format (local, "%x %H:%M");
  *label = g_strdup_printf (_("Open the backup of %s"), time);
  *action = g_action_print_detailed_name ("win.open-newest-backup", g_variant_new_string (resolved));

  return TRUE;
}

static gboolean
present_later (gpointer dialog)
{
  gtk_window_present (dialog);

  return G_SOURCE_REMOVE;
}

/**
 * mls_window_present_dialog:
 * @self: a window
 * @dialog: one of its dialogs
 *
 * Before a window that is not there yet it would end up behind it.
 */
void
mls_window_present_dialog (MlsWindow *self, GtkWindow *dialog)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_window_present (dialog);
  else
    g_idle_add_full (G_PRIORITY_LOW, present_later, g_object_ref (dialog), g_object_unref);
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, MlsWindow *self)
{
  if (g_str_equal (response, "open"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-newest-backup", "s",
                                g_object_get_data (G_OBJECT (dialog), "path"));
}

/**
 * mls_window_ask_to_go_back:
 * @self: a window
 * @path: a project file that is too damaged to be opened
 * @text: what is said of it
 *
 * Asks whether a copy of it is to be opened.
 *
 * Returns: whether there is one; if not, nothing is said
 */
gboolean
mls_window_ask_to_go_back (MlsWindow *self, const char *path, const char *text)
{
  g_autofree char *label = NULL;
  g_autofree char *action = NULL;
  GtkWidget *dialog;

  if (!mls_window_point_to_backup (self, path, &label, &action))
    return FALSE;

  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("The Project Is Damaged"), text);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"), "open", label, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "open", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "open");
  g_object_set_data_full (G_OBJECT (dialog), "path", g_canonicalize_filename (path, NULL), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, 0);

  mls_window_present_dialog (self, GTK_WINDOW (dialog));

  return TRUE;
}

/**
 * mls_window_init_backup:
 * @self: a window being made
 */
void
mls_window_init_backup (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "open-newest-backup", open_newest, "s" } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
