#include "ui/backup-group.h"

#include "document/backup-job.h"
#include "store/error.h"
#include "store/kept-backup.h"
#include "ui/choose-file.h"
#include "ui/plain-row.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

struct _MlsBackupGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *copying;

  /* owned */
  char         *path;    /* (nullable): of the project; NULL while nobody may touch it */
  GPtrArray    *backups; /* (nullable) (element-type MlsBackup): the newest first */
  GPtrArray    *copies;  /* (element-type GtkWidget): their rows, borrowed */
};

G_DEFINE_FINAL_TYPE (MlsBackupGroup, mls_backup_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  GO_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mls_backup_group_finalize (GObject *object)
{
  MlsBackupGroup *self = MLS_BACKUP_GROUP (object);

  g_free (self->path);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  g_ptr_array_unref (self->copies);

  G_OBJECT_CLASS (mls_backup_group_parent_class)->finalize (object);
}

static void
mls_backup_group_class_init (MlsBackupGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_backup_group_finalize;

  signals[GO_BACK] =
    g_signal_new ("go-back", MLS_TYPE_BACKUP_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
on_copied (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsBackupGroup *self = owner;
  const MlsBackupJob *job = mls_errand_get_data (errand);
  g_autofree char *text = g_strdup_printf (_("Written and read again: %s"), job->path);

  if (error == NULL)
    adw_action_row_set_subtitle (self->copying, text);
  else if (!g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
    adw_action_row_set_subtitle (self->copying, error->message);
}

static void
copy_to (gpointer owner, const char *path)
{
  MlsBackupGroup *self = owner;
  g_autoptr (MlsErrand) errand = NULL;

  if (self->path == NULL)
    return;

  errand = mls_errand_new (mls_backup_job_run, mls_backup_job_new_at (path, self->path),
                           (GDestroyNotify) mls_backup_job_free);
  mls_progress_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Copying the project"), errand, on_copied, self);
}

static void
on_copy (MlsBackupGroup *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Back the project up"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  g_autofree char *name = g_path_get_basename (self->path);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  mls_choose_file (chooser, copy_to, self);
}

static void
on_go_back (GtkWidget *button, MlsBackupGroup *self)
{
  g_signal_emit (self, signals[GO_BACK], 0, g_object_get_data (G_OBJECT (button), "backup"));
}

static GtkWidget *
go_back_new (MlsBackupGroup *self, MlsBackup *backup, const char *time)
{
  GtkWidget *button = gtk_button_new_with_label (_("Open a Copy"));
  g_autofree char *name = g_strdup_printf (_("Open a copy of the backup of %s"), time);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "backup", backup);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_go_back), self, 0);

  return button;
}

static void
add_copy (MlsBackupGroup *self, MlsBackup *backup)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (backup->time);
  g_autofree char *time = g_date_time_format (local, "%x %H:%M");
  g_autofree char *size = g_format_size ((guint64) backup->bytes);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), time);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), size);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), go_back_new (self, backup, time));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->copies, row);
}

/**
 * mls_backup_group_show:
 * @self: the group
 * @folder: where copies of the project are kept
 */
void
mls_backup_group_show (MlsBackupGroup *self, const char *folder)
{
  g_autofree char *where = g_strdup_printf (_("They are in %s"), folder);

  for (guint i = 0; i < self->copies->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->copies, i));
  g_ptr_array_set_size (self->copies, 0);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = mls_backup_list (folder);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), where);
  for (guint i = 0; i < self->backups->len; i++)
    add_copy (self, g_ptr_array_index (self->backups, i));
}

static void
mls_backup_group_init (MlsBackupGroup *self)
{
  self->copies = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Backups"));
  self->copying = mls_plain_row_add (ADW_PREFERENCES_GROUP (self),
                                     _("A backup is a project like any other: opening it is restoring it"));
  mls_plain_row_add_button (self->copying, _("Back Up…"), G_CALLBACK (on_copy), self);
}

/**
 * mls_backup_group_set_path:
 * @self: the group
 * @path: (nullable): the project that may be copied
 */
void
mls_backup_group_set_path (MlsBackupGroup *self, const char *path)
{
  g_free (self->path);
  self->path = g_strdup (path);
}
