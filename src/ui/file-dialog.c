#include "ui/file-dialog.h"

#include "base/format.h"
#include "document/backup-job.h"
#include "store/error.h"
#include "store/integrity.h"
#include "store/kept-backup.h"
#include "store/room.h"
#include "store/version.h"
#include "ui/choose-file.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

#define WIDTH  640
#define HEIGHT 720

/* Faults beyond these are told by their number. */
#define MOST_FAULTS 50

typedef enum
{
  LINE_FILE,
  LINE_HISTORY,
  LINE_FREE,
  LINE_OPERATIONS,
  N_LINES,
} Line;

/* What to compact up to, before the versions that there are. */
static const struct
{
  const char *title;
  int         days;
} ages[] = {
  { N_("What is older than a month"), 30 },
  { N_("What is older than three months"), 90 },
  { N_("What is older than a year"), 365 },
  { N_("Everything up to now"), 0 },
};

struct _MlsFileDialog
{
  AdwWindow            parent_instance;

  /* owned */
  GPtrArray           *versions; /* (nullable) (element-type MlsVersion): the newest last */
  GPtrArray           *faults;   /* (element-type GtkWidget): their rows, borrowed */
  GPtrArray           *backups;  /* (nullable) (element-type MlsBackup): the newest first */
  GPtrArray           *copies;   /* (element-type GtkWidget): their rows, borrowed */
  MlsErrand           *look;     /* (nullable): tells what a compaction would come to */
  gint64               until;    /* what is looked at; 0 for none */

  MlsProject          *project;  /* borrowed, as long as the window has it; NULL while a job has it */

  AdwPreferencesPage  *page;
  GtkLabel            *lines[N_LINES];
  AdwComboRow         *choice;
  AdwActionRow        *outcome;
  GtkWidget           *compact;
  AdwPreferencesGroup *checking;
  AdwActionRow        *verdict;
  AdwPreferencesGroup *keeping;
  AdwActionRow        *copying;
};

G_DEFINE_FINAL_TYPE (MlsFileDialog, mls_file_dialog, ADW_TYPE_WINDOW)

enum
{
  JOB,
  GO_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * mls_file_dialog_tell:
 * @self: the dialog
 * @title: what came of something
 * @text: what there is to say of it
 */
void
mls_file_dialog_tell (MlsFileDialog *self, const char *title, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), title, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Room */

typedef struct
{
  char   *path;
  MlsRoom room;
} Measure;

static void
measure_free (gpointer data)
{
  g_free (((Measure *) data)->path);
  g_free (data);
}

static gboolean
measure (MlsErrand *errand, gpointer data, GError **error)
{
  Measure *measured = data;
  g_autoptr (MlsStore) store = mls_store_open (measured->path, MLS_STORE_READ_ONLY, error);

  return store != NULL && mls_store_measure_room (store, &measured->room, error);
}

static void
show_size (MlsFileDialog *self, Line line, gint64 bytes)
{
  g_autofree char *text = g_format_size ((guint64) bytes);

  gtk_label_set_text (self->lines[line], text);
}

static void
on_measured (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsFileDialog *self = owner;
  const MlsRoom *room = &((const Measure *) mls_errand_get_data (errand))->room;
  g_autofree char *operations = mls_format_count ((guint) room->n_operations);
  g_autofree char *folded = mls_format_count ((guint) room->n_folded);
  g_autofree char *both = g_strdup_printf (_("%s, of which some stand for %s"), operations, folded);

  if (error != NULL || self->project == NULL)
    return;

  show_size (self, LINE_FILE, room->file);
  show_size (self, LINE_HISTORY, room->history);
  show_size (self, LINE_FREE, room->free);
  gtk_label_set_text (self->lines[LINE_OPERATIONS], room->n_folded > 0 ? both : operations);
}

static void
start_measure (MlsFileDialog *self)
{
  Measure *measured = g_new0 (Measure, 1);
  g_autoptr (MlsErrand) errand = mls_errand_new (measure, measured, measure_free);

  measured->path = g_strdup (mls_project_get_path (self->project));
  mls_progress_run (GTK_WINDOW (self), NULL, errand, on_measured, self);
}

/* What a compaction would come to */

typedef struct
{
  char         *path;
  gint64        until;
  MlsCompaction compaction;
} Look;

static void
look_free (gpointer data)
{
  g_free (((Look *) data)->path);
  g_free (data);
}

static gboolean
go_on_looking (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, NULL);
}

static gboolean
look (MlsErrand *errand, gpointer data, GError **error)
{
  Look *looked = data;

  return mls_compaction_look (looked->path, looked->until, go_on_looking, errand, &looked->compaction, error);
}

/* "1 234 operations become 3, and some 120 MB come back. 5 states stay as they are." */
static char *
dup_outcome (const MlsCompaction *compaction)
{
  g_autofree char *n_operations = mls_format_count ((guint) compaction->n_operations);
  g_autofree char *n_folded = mls_format_count ((guint) compaction->n_folded);
  g_autofree char *n_states = mls_format_count ((guint) compaction->n_states);
  g_autofree char *bytes = g_format_size ((guint64) compaction->bytes);
  GString *text = g_string_new (NULL);

  if (compaction->n_operations == 0)
    return g_string_free (g_string_append (text, _("There is nothing to compact: each operation leads to a state that is kept.")),
                          FALSE);

  g_string_append_printf (text, _("%s operations become %s, and about %s come back. States that stay as they are: %s."),
                          n_operations, n_folded, bytes, n_states);
  if (compaction->n_packages > 0)
    g_string_append_printf (text,
                            ngettext (" %d work package cannot be brought back again.",
                                      " %d work packages cannot be brought back again.", (gulong) compaction->n_packages),
                            (int) compaction->n_packages);

  return g_string_free (text, FALSE);
}

static void
on_looked (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsFileDialog *self = owner;
  const Look *looked = mls_errand_get_data (errand);
  g_autofree char *text = error == NULL ? dup_outcome (&looked->compaction) : g_strdup (error->message);

  if (errand != self->look)
    return;

  g_clear_object (&self->look);
  if (self->project == NULL)
    return;

  adw_action_row_set_subtitle (self->outcome, text);
  gtk_widget_set_sensitive (self->compact, error == NULL && looked->compaction.n_operations > 0 &&
                                             !mls_project_is_read_only (self->project));
}

static gboolean
find_until (MlsFileDialog *self, gint64 *until, GError **error)
{
  MlsStore *store = mls_project_get_store (self->project);
  guint chosen = adw_combo_row_get_selected (self->choice);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = NULL;

  if (chosen >= G_N_ELEMENTS (ages))
    {
      guint i = chosen - (guint) G_N_ELEMENTS (ages);

      *until = ((const MlsVersion *) g_ptr_array_index (self->versions, self->versions->len - 1 - i))->operation;
      return TRUE;
    }

  if (ages[chosen].days == 0)
    return (*until = mls_store_last_operation (store, error)) != 0;

  then = g_date_time_add_days (now, -ages[chosen].days);

  return mls_store_find_until (store, then, until, error);
}

static void
on_chosen (MlsFileDialog *self)
{
  g_autoptr (GError) error = NULL;
  Look *looked;

  if (self->look != NULL)
    mls_errand_cancel (self->look);
  g_clear_object (&self->look);
  gtk_widget_set_sensitive (self->compact, FALSE);
  if (self->project == NULL || adw_combo_row_get_selected (self->choice) == GTK_INVALID_LIST_POSITION)
    return;

  if (!find_until (self, &self->until, &error) || self->until == 0)
    {
      adw_action_row_set_subtitle (self->outcome, error != NULL ? error->message : _("Nothing is as old as that."));
      return;
    }

  looked = g_new0 (Look, 1);
  looked->path = g_strdup (mls_project_get_path (self->project));
  looked->until = self->until;
  self->look = mls_errand_new (look, looked, look_free);
  adw_action_row_set_subtitle (self->outcome, _("Looking…"));
  mls_progress_run (GTK_WINDOW (self), NULL, self->look, on_looked, self);
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, MlsFileDialog *self)
{
  if (g_str_equal (response, "compact") && self->project != NULL)
    g_signal_emit (self, signals[JOB], 0,
                   mls_compact_job_new (mls_project_get_path (self->project), mls_project_get_author (self->project),
                                        self->until));
}

static void
on_compact (MlsFileDialog *self)
{
  const char *author = mls_project_get_author (self->project);
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (author == NULL || *author == '\0')
    {
      mls_file_dialog_tell (self, _("The history stays as it was"), _("Edits carry a name: say who you are, in the preferences"));
      return;
    }

  body = g_strdup_printf (_("%s\n\nWhat lies between the states that stay can no longer be looked at, undone or taken back. Who did "
                            "how much of what is told in sum. This cannot be undone."),
                          adw_action_row_get_subtitle (self->outcome));
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Compact the History?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "compact", _("C_ompact"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "compact", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Whether it is sound */

typedef struct
{
  char      *path;
  GPtrArray *faults; /* (nullable) (element-type utf8) */
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->path);
  g_clear_pointer (&check->faults, g_ptr_array_unref);
  g_free (check);
}

static gboolean
go_on_checking (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Checking the file"));
}

static gboolean
check (MlsErrand *errand, gpointer data, GError **error)
{
  Check *checked = data;
  g_autoptr (MlsStore) store = mls_store_open (checked->path, MLS_STORE_READ_ONLY, error);

  checked->faults = store != NULL ? mls_store_check_integrity (store, go_on_checking, errand, error) : NULL;

  return checked->faults != NULL;
}

static void
add_fault (MlsFileDialog *self, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_preferences_group_add (self->checking, row);
  g_ptr_array_add (self->faults, row);
}

static void
forget_faults (MlsFileDialog *self)
{
  for (guint i = 0; i < self->faults->len; i++)
    adw_preferences_group_remove (self->checking, g_ptr_array_index (self->faults, i));
  g_ptr_array_set_size (self->faults, 0);
}

static void
show_faults (MlsFileDialog *self, const GPtrArray *faults)
{
  g_autofree char *text = NULL;

  if (faults->len == 0)
    {
      adw_action_row_set_subtitle (self->verdict, _("The file is sound, and so is its whole history."));
      return;
    }

  text = g_strdup_printf (ngettext ("%d thing is wrong with the file.", "%d things are wrong with the file.", faults->len),
                          (int) faults->len);
  adw_action_row_set_subtitle (self->verdict, text);
  for (guint i = 0; i < MIN (faults->len, MOST_FAULTS); i++)
    add_fault (self, g_ptr_array_index (faults, i));
}

static void
on_checked (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsFileDialog *self = owner;
  const Check *checked = mls_errand_get_data (errand);

  forget_faults (self);
  if (error == NULL)
    show_faults (self, checked->faults);
  else if (!g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
    adw_action_row_set_subtitle (self->verdict, error->message);
}

static void
on_check (MlsFileDialog *self)
{
  Check *checked = g_new0 (Check, 1);
  g_autoptr (MlsErrand) errand = mls_errand_new (check, checked, check_free);

  checked->path = g_strdup (mls_project_get_path (self->project));
  mls_progress_run (GTK_WINDOW (self), _("Checking the file"), errand, on_checked, self);
}

/* Copies */

static void
on_copied (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsFileDialog *self = owner;
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
  MlsFileDialog *self = owner;
  g_autoptr (MlsErrand) errand = NULL;

  if (self->project == NULL)
    return;

  errand = mls_errand_new (mls_backup_job_run, mls_backup_job_new_at (path, mls_project_get_path (self->project)),
                           (GDestroyNotify) mls_backup_job_free);
  mls_progress_run (GTK_WINDOW (self), _("Copying the project"), errand, on_copied, self);
}

static void
on_copy (MlsFileDialog *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Back the project up"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  g_autofree char *name = g_path_get_basename (mls_project_get_path (self->project));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  mls_choose_file (chooser, copy_to, self);
}

static void
on_go_back (GtkWidget *button, MlsFileDialog *self)
{
  g_signal_emit (self, signals[GO_BACK], 0, g_object_get_data (G_OBJECT (button), "backup"));
}

static GtkWidget *
go_back_new (MlsFileDialog *self, MlsBackup *backup, const char *time)
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
add_copy (MlsFileDialog *self, MlsBackup *backup)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (backup->time);
  g_autofree char *time = g_date_time_format (local, "%x %H:%M");
  g_autofree char *size = g_format_size ((guint64) backup->bytes);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), time);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), size);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), go_back_new (self, backup, time));
  adw_preferences_group_add (self->keeping, row);
  g_ptr_array_add (self->copies, row);
}

/**
 * mls_file_dialog_show_backups:
 * @self: the dialog
 * @folder: where copies of the project are kept
 */
void
mls_file_dialog_show_backups (MlsFileDialog *self, const char *folder)
{
  g_autofree char *where = g_strdup_printf (_("They are in %s"), folder);

  for (guint i = 0; i < self->copies->len; i++)
    adw_preferences_group_remove (self->keeping, g_ptr_array_index (self->copies, i));
  g_ptr_array_set_size (self->copies, 0);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = mls_backup_list (folder);

  adw_preferences_group_set_description (self->keeping, where);
  for (guint i = 0; i < self->backups->len; i++)
    add_copy (self, g_ptr_array_index (self->backups, i));
}

/* The dialog */

static void
mls_file_dialog_dispose (GObject *object)
{
  MlsFileDialog *self = MLS_FILE_DIALOG (object);

  if (self->look != NULL)
    mls_errand_cancel (self->look);
  g_clear_object (&self->look);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  g_clear_pointer (&self->copies, g_ptr_array_unref);

  G_OBJECT_CLASS (mls_file_dialog_parent_class)->dispose (object);
}

static void
mls_file_dialog_class_init (MlsFileDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_file_dialog_dispose;

  signals[JOB] =
    g_signal_new ("job", MLS_TYPE_FILE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[GO_BACK] =
    g_signal_new ("go-back", MLS_TYPE_FILE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
button_new (MlsFileDialog *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static AdwPreferencesGroup *
group_new (MlsFileDialog *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (self->page, group);

  return group;
}

static AdwActionRow *
row_new (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);

  return ADW_ACTION_ROW (row);
}

static void
add_room (MlsFileDialog *self)
{
  static const char *const titles[N_LINES] = {
    [LINE_FILE] = N_("The whole file"),
    [LINE_HISTORY] = N_("The history in it"),
    [LINE_FREE] = N_("Free in it, for what comes"),
    [LINE_OPERATIONS] = N_("Operations"),
  };
  AdwPreferencesGroup *group = group_new (self, _("Room"), NULL);

  for (int line = 0; line < N_LINES; line++)
    {
      AdwActionRow *row = row_new (group, _(titles[line]));

      self->lines[line] = GTK_LABEL (gtk_label_new ("…"));
      gtk_widget_add_css_class (GTK_WIDGET (self->lines[line]), "dim-label");
      adw_action_row_add_suffix (row, GTK_WIDGET (self->lines[line]));
    }
}

static void
add_compaction (MlsFileDialog *self)
{
  AdwPreferencesGroup *group =
    group_new (self, _("A shorter history"),
               _("Versions, deliveries and what work packages began with stay exactly what they are."));
  GtkWidget *choice = adw_combo_row_new ();

  self->choice = ADW_COMBO_ROW (choice);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (choice), _("Compact"));
  adw_preferences_group_add (group, choice);
  self->outcome = row_new (group, _("What becomes of it"));
  self->compact = button_new (self, _("Compact…"), G_CALLBACK (on_compact));
  adw_action_row_add_suffix (self->outcome, self->compact);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
}

static void
add_check (MlsFileDialog *self)
{
  self->checking = group_new (self, _("Soundness"), NULL);
  self->verdict = row_new (self->checking, _("Pages, index trees, and every state of the past"));
  adw_action_row_add_suffix (self->verdict, button_new (self, _("Check the File"), G_CALLBACK (on_check)));
}

static void
add_backups (MlsFileDialog *self)
{
  self->keeping = group_new (self, _("Backups"), NULL);
  self->copying = row_new (self->keeping, _("A backup is a project like any other: opening it is restoring it"));
  adw_action_row_add_suffix (self->copying, button_new (self, _("Back Up…"), G_CALLBACK (on_copy)));
}

static void
mls_file_dialog_init (MlsFileDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->faults = g_ptr_array_new ();
  self->copies = g_ptr_array_new ();
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  add_room (self);
  add_compaction (self);
  add_check (self);
  add_backups (self);

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

static void
offer_points (MlsFileDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    gtk_string_list_append (names, _(ages[i].title));
  for (guint i = self->versions != NULL ? self->versions->len : 0; i > 0; i--)
    {
      g_autofree char *name =
        g_strdup_printf (_("Up to “%s”"), ((const MlsVersion *) g_ptr_array_index (self->versions, i - 1))->name);

      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->choice, G_LIST_MODEL (names));
}

/**
 * mls_file_dialog_show:
 * @self: the dialog
 * @project: (nullable): whose file it shows from now on; %NULL while nobody may touch that
 */
void
mls_file_dialog_show (MlsFileDialog *self, MlsProject *project)
{
  self->project = project;
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), project != NULL);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  if (project == NULL)
    return;

  self->versions = mls_store_list_versions (mls_project_get_store (project), NULL);
  offer_points (self);
  start_measure (self);
}
