/* Findings written for other programs. */

#include "ui/window-private.h"

#include "base/text.h"
#include "quality/check.h"
#include "quality/finding-export.h"
#include "ui/choose-file.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

/* What is checked, and where that is written to. */
typedef struct
{
  char   *project;
  char   *path;
  GArray *findings;  /* (nullable) (element-type MlsFinding): once they are found … */
  gint64  operation; /* … in that state */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->project);
  g_free (job->path);
  g_clear_pointer (&job->findings, g_array_unref);
  g_free (job);
}

static gboolean
tell_checked (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Checking"));
}

static gboolean
tell_written (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Writing"));
}

/* Of the project as it is: it is read beside the window that writes it. */
static gboolean
write_findings (MlsErrand *errand, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (MlsStore) store = mls_store_open (job->project, MLS_STORE_READ_ONLY, error);

  if (store != NULL)
    job->findings = mls_check_project (store, &job->operation, tell_checked, errand, error);

  return job->findings != NULL && mls_finding_export (store, job->findings, job->path, tell_written, errand, error);
}

static void
tell_there (MlsWindow *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  /* Translators: the name of a file. */
  g_autofree char *text = g_strdup_printf (_("Findings written: %s"), name);

  mls_window_toast (self, mls_toast_new (text));
}

/* Everything was checked because somebody asked for it. */
static void
keep_check (MlsWindow *self, const Job *job)
{
  if (self->project == NULL || job->findings == NULL || !g_str_equal (mls_project_get_path (self->project), job->project))
    return;

  mls_project_want_check (self->project);
  mls_project_keep_check (self->project, job->findings, job->operation);
}

static void
on_written (gpointer owner, MlsErrand *errand, const GError *error)
{
  const Job *job = mls_errand_get_data (errand);

  keep_check (owner, job);
  if (error == NULL)
    tell_there (owner, job->path);
  else if (!g_cancellable_is_cancelled (mls_errand_get_cancellable (errand)))
    mls_window_say (owner, MLS_MESSAGE_WARNING, error->message);
}

static void
path_chosen (gpointer owner, const char *path)
{
  MlsWindow *self = owner;
  g_autoptr (MlsErrand) errand = NULL;
  Job *job;

  if (self->workspace == NULL)
    return;

  job = g_new0 (Job, 1);
  job->project = g_strdup (mls_project_get_path (self->project));
  job->path = g_strdup (path);
  errand = mls_errand_new (write_findings, job, job_free);
  mls_progress_run (GTK_WINDOW (self), _("Writing the findings"), errand, on_written, self);
}

static void
do_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autofree char *stem = NULL;
  g_autofree char *name = NULL;
  GtkFileChooserNative *chooser;

  if (self->workspace == NULL)
    return;

  stem = mls_text_stem (mls_project_get_path (self->project));
  /* Translators: the end of a file's name; the project's stands before it. */
  name = g_strconcat (stem, "-", _("findings"), ".gpkg", NULL);
  chooser = gtk_file_chooser_native_new (_("Write the findings as GeoPackage, or as a table with .csv"), GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  mls_choose_file (chooser, path_chosen, self);
}

/**
 * mls_window_init_findings:
 * @self: a window being made
 */
void
mls_window_init_findings (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "export-findings", do_export } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
