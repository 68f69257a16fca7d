#include "ui/file-dialog.h"

#include "ui/backup-group.h"
#include "ui/compaction-group.h"
#include "ui/room-group.h"
#include "ui/soundness-group.h"
#include "ui/tell.h"

#include <glib/gi18n.h>

#define WIDTH  640
#define HEIGHT 720

struct _MlsFileDialog
{
  AdwWindow           parent_instance;

  AdwPreferencesPage *page;
  MlsRoomGroup       *room;
  MlsCompactionGroup *compaction;
  MlsSoundnessGroup  *soundness;
  MlsBackupGroup     *backups;
};

G_DEFINE_FINAL_TYPE (MlsFileDialog, mls_file_dialog, ADW_TYPE_WINDOW)

enum
{
  JOB,
  GO_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mls_file_dialog_class_init (MlsFileDialogClass *klass)
{
  signals[JOB] =
    g_signal_new ("job", MLS_TYPE_FILE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[GO_BACK] =
    g_signal_new ("go-back", MLS_TYPE_FILE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
on_job (MlsFileDialog *self, gpointer job)
{
  g_signal_emit (self, signals[JOB], 0, job);
}

static void
on_go_back (MlsFileDialog *self, gpointer backup)
{
  g_signal_emit (self, signals[GO_BACK], 0, backup);
}

static gpointer
add_group (MlsFileDialog *self, GType type)
{
  gpointer group = g_object_new (type, NULL);

  adw_preferences_page_add (self->page, group);

  return group;
}

static void
mls_file_dialog_init (MlsFileDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  self->room = add_group (self, MLS_TYPE_ROOM_GROUP);
  self->compaction = add_group (self, MLS_TYPE_COMPACTION_GROUP);
  self->soundness = add_group (self, MLS_TYPE_SOUNDNESS_GROUP);
  self->backups = add_group (self, MLS_TYPE_BACKUP_GROUP);
  g_signal_connect_object (self->compaction, "job", G_CALLBACK (on_job), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->backups, "go-back", G_CALLBACK (on_go_back), self, G_CONNECT_SWAPPED);

  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->page));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_title (GTK_WINDOW (self), _("The project’s file"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/**
 * mls_file_dialog_new:
 * @parent: a window
 *
 * Returns: (transfer none): the dialog, without a project
 */
MlsFileDialog *
mls_file_dialog_new (GtkWindow *parent)
{
  return g_object_new (MLS_TYPE_FILE_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
}

/**
 * mls_file_dialog_show:
 * @self: the dialog
 * @project: (nullable): whose file it shows from now on; %NULL while nobody may touch that
 */
void
mls_file_dialog_show (MlsFileDialog *self, MlsProject *project)
{
  const char *path = project != NULL ? mls_project_get_path (project) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->page), project != NULL);
  mls_compaction_group_set_project (self->compaction, project);
  mls_soundness_group_set_path (self->soundness, path);
  mls_backup_group_set_path (self->backups, path);
  if (path != NULL)
    mls_room_group_measure (self->room, path);
}

/**
 * mls_file_dialog_show_backups:
 * @self: the dialog
 * @folder: where copies of the project are kept
 */
void
mls_file_dialog_show_backups (MlsFileDialog *self, const char *folder)
{
  mls_backup_group_show (self->backups, folder);
}

/**
 * mls_file_dialog_tell:
 * @self: the dialog
 * @title: what came of something
 * @text: what there is to say of it
 */
void
mls_file_dialog_tell (MlsFileDialog *self, const char *title, const char *text)
{
  mls_tell (GTK_WINDOW (self), title, text);
}
