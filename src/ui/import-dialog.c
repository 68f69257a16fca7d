#include "ui/import-dialog.h"

#include "store/error.h"
#include "ui/import-form.h"
#include "ui/import-outcome.h"
#include "ui/progress-page.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MlsImportDialog
{
  AdwWindow parent_instance;

  /* template */
  GtkButton        *cancel;
  GtkButton        *create;
  GtkStack         *pages;
  MlsImportForm    *form;
  MlsProgressPage  *progress;
  MlsImportOutcome *outcome;

  /* owned */
  MlsErrand        *work; /* (nullable): while the project is being made */

  gboolean          onto;      /* a date is read into a project that is there */
  gboolean          may_clean; /* the polygons did not fit together, and can be made to */
  gboolean          closing;   /* as soon as the work has given up */
  gboolean          disposed;
};

G_DEFINE_FINAL_TYPE (MlsImportDialog, mls_import_dialog, ADW_TYPE_WINDOW)

enum
{
  MADE,
  BEGIN,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_at (MlsImportDialog *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), page) == 0;
}

static void
update_create (MlsImportDialog *self)
{
  const char *missing = is_at (self, "form") ? mls_import_form_get_missing (self->form) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->create), missing == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->create), missing);
}

/* Each page has its own buttons: to leave at the left, if one can still choose, and to go on at the
 * right. */
static void
show_page (MlsImportDialog *self, const char *page, const char *leave, const char *go_on)
{
  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), leave != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->create), go_on != NULL);
  if (leave != NULL)
    gtk_button_set_label (self->cancel, leave);
  if (go_on != NULL)
    gtk_button_set_label (self->create, go_on);
  gtk_window_set_default_widget (GTK_WINDOW (self), go_on != NULL ? GTK_WIDGET (self->create) : NULL);
  update_create (self);
}

static void
show_form (MlsImportDialog *self)
{
  self->may_clean = FALSE;
  show_page (self, "form", _("Cancel"), self->onto ? _("Read the date") : _("Create"));
}

static void
on_made (MlsImportDialog *self, const MlsNewProject *project)
{
  g_autoptr (GFile) file = g_file_new_for_path (project->project);

  mls_import_outcome_show_done (self->outcome, project->report);
  show_page (self, "outcome", NULL, _("Done"));
  g_signal_emit (self, signals[MADE], 0, file);
}

static void
on_not_made (MlsImportDialog *self, const MlsNewProject *project, const GError *error)
{
  if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
    {
      show_form (self);
      return;
    }

  self->may_clean = project->report != NULL && project->report->misfits->len > 0;
  mls_import_outcome_show_refused (self->outcome, project->report, error->message);
  show_page (self, "outcome", _("Back"), self->may_clean ? _("Put right") : NULL);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsImportDialog) self = user_data;
  g_autoptr (MlsErrand) work = g_steal_pointer (&self->work);
  const MlsNewProject *project = mls_errand_get_data (MLS_ERRAND (source));
  g_autoptr (GError) error = NULL;

  gboolean made = mls_errand_run_finish (MLS_ERRAND (source), result, &error);

  if (self->disposed)
    return;

  if (made)
    on_made (self, project);
  else if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    on_not_made (self, project, error);

  self->closing = FALSE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsImportDialog) self = user_data;
  g_autoptr (MlsErrand) work = g_steal_pointer (&self->work);
  MlsVintageJob *job = mls_errand_get_data (MLS_ERRAND (source));
  g_autoptr (GError) error = NULL;
  gboolean done = mls_errand_run_finish (MLS_ERRAND (source), result, &error);

  g_signal_emit (self, signals[ENDED], 0, job, done);
  if (self->disposed)
    return;

  if (done)
    {
      mls_import_outcome_show_date (self->outcome, job->year, &job->report);
      show_page (self, "outcome", NULL, _("Done"));
    }
  else if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
  else if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
    show_form (self);
  else
    {
      mls_import_outcome_show_no_date (self->outcome, error->message);
      show_page (self, "outcome", _("Back"), NULL);
    }
  self->closing = FALSE;
}

static void
read_date (MlsImportDialog *self)
{
  MlsVintageJob *job = mls_import_form_dup_job (self->form);

  g_signal_emit (self, signals[BEGIN], 0);
  self->work = mls_errand_new (mls_vintage_job_run, job, (GDestroyNotify) mls_vintage_job_free);
  mls_progress_page_watch (self->progress, self->work, _("Reading the date"));
  show_page (self, "progress", _("Cancel"), NULL);
  mls_errand_run_async (self->work, on_read, g_object_ref (self));
}

static void
make (MlsImportDialog *self, gboolean clean)
{
  MlsNewProject *project = mls_import_form_dup_project (self->form);

  project->clean = clean;
  self->may_clean = FALSE;
  self->work = mls_errand_new (mls_new_project_make, project, (GDestroyNotify) mls_new_project_free);
  mls_progress_page_watch (self->progress, self->work, _("Making the project"));
  show_page (self, "progress", _("Cancel"), NULL);
  mls_errand_run_async (self->work, on_ended, g_object_ref (self));
}

static void
on_create (MlsImportDialog *self)
{
  mls_import_form_check (self->form);
  if (is_at (self, "form") && mls_import_form_get_missing (self->form) != NULL)
    return;

  if (is_at (self, "form") && self->onto)
    read_date (self);
  else if (is_at (self, "form") || self->may_clean)
    make (self, self->may_clean);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_cancel (MlsImportDialog *self)
{
  if (self->work != NULL)
    mls_errand_cancel (self->work);
  else if (is_at (self, "outcome"))
    show_form (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* Work that is under way is given up first: what it has written has to be taken away. */
static gboolean
mls_import_dialog_close_request (GtkWindow *window)
{
  MlsImportDialog *self = MLS_IMPORT_DIALOG (window);

  if (self->work == NULL)
    return GTK_WINDOW_CLASS (mls_import_dialog_parent_class)->close_request (window);

  self->closing = TRUE;
  mls_errand_cancel (self->work);
  return TRUE;
}

static void
mls_import_dialog_dispose (GObject *object)
{
  MlsImportDialog *self = MLS_IMPORT_DIALOG (object);

  self->disposed = TRUE;
  if (self->work != NULL)
    mls_errand_cancel (self->work);

  G_OBJECT_CLASS (mls_import_dialog_parent_class)->dispose (object);
}

static void
mls_import_dialog_class_init (MlsImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_import_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = mls_import_dialog_close_request;

  signals[MADE] = g_signal_new ("made", MLS_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[BEGIN] = g_signal_new ("begin", MLS_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", MLS_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);

  g_type_ensure (MLS_TYPE_IMPORT_FORM);
  g_type_ensure (MLS_TYPE_IMPORT_OUTCOME);
  g_type_ensure (MLS_TYPE_PROGRESS_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsImportDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, MlsImportDialog, create);
  gtk_widget_class_bind_template_child (widget_class, MlsImportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, MlsImportDialog, form);
  gtk_widget_class_bind_template_child (widget_class, MlsImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, MlsImportDialog, outcome);
}

static void
mls_import_dialog_init (MlsImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->form, "changed", G_CALLBACK (update_create), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->create, "clicked", G_CALLBACK (on_create), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (on_cancel), self, G_CONNECT_SWAPPED);
  show_form (self);
}

/**
 * mls_import_dialog_new:
 * @parent: the window it belongs to
 * @settings: the preferences of the user
 * @author: (nullable): who edits, if the command line said so
 * @path: the file of a layer
 *
 * Returns: (transfer none): the dialog, not yet shown
 */
MlsImportDialog *
mls_import_dialog_new (GtkWindow *parent, GSettings *settings, const char *author, const char *path)
{
  MlsImportDialog *self = g_object_new (MLS_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  mls_import_form_set_author (self->form, author, settings);
  mls_import_form_look_at (self->form, path, NULL);

  return self;
}

/**
 * mls_import_dialog_new_onto:
 * @parent: the window it belongs to
 * @settings: the preferences of the user
 * @author: (nullable): who edits, if the command line said so
 * @path: the file of a layer
 * @project: the project that is to get a date of it
 * @nomenclature: its own
 *
 * Returns: (transfer none): the dialog, not yet shown
 */
MlsImportDialog *
mls_import_dialog_new_onto (GtkWindow  *parent,
                            GSettings  *settings,
                            const char *author,
                            const char *path,
                            const char *project,
                            const MlsNomenclature *nomenclature)
{
  MlsImportDialog *self = g_object_new (MLS_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->onto = TRUE;
  gtk_window_set_title (GTK_WINDOW (self), _("A date from a file"));
  mls_import_form_set_author (self->form, author, settings);
  mls_import_form_set_onto (self->form, project, nomenclature);
  mls_import_form_look_at (self->form, path, NULL);
  show_form (self);

  return self;
}
