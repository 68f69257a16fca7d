#include "ui/accuracy-print.h"

#include "document/errand.h"
#include "report/accuracy-report.h"
#include "ui/language.h"
#include "ui/progress-dialog.h"
#include "ui/toast.h"

#include <glib/gi18n.h>

/* What is printed, and where to. */
typedef struct
{
  char              *sample;
  char              *path;
  MlsAssessmentTerms terms;
  MlsLanguage        language;
  GWeakRef           toasts;
  MlsProgressDialog *dialog;
} Job;

static void
job_free (Job *job)
{
  g_free (job->sample);
  g_free (job->path);
  g_weak_ref_clear (&job->toasts);
  g_object_unref (job->dialog);
  g_free (job);
}

static gboolean
go_on (double fraction, gpointer errand)
{
  mls_errand_tell (errand, fraction, _("Printing"));

  return !g_cancellable_is_cancelled (mls_errand_get_cancellable (errand));
}

/* The sample is read again: a file is one thread’s. */
static gboolean
print (MlsErrand *errand, gpointer data, GError **error)
{
  const Job *job = data;
  char *const paths[] = { job->sample, NULL };
  g_autoptr (GPtrArray) assessments = mls_assessment_open_all (paths, &job->terms, error);
  const MlsAccuracyReport report = { assessments, NULL, job->language };

  return assessments != NULL && mls_accuracy_report_write (&report, job->path, go_on, errand, error);
}

static AdwToast *
written_toast_new (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  /* Translators: the name of a file. */
  g_autofree char *text = g_strdup_printf (_("Report written: %s"), name);
  AdwToast *toast = mls_toast_new (text);

  if (uri != NULL)
    {
      adw_toast_set_button_label (toast, _("Open It"));
      adw_toast_set_action_name (toast, "accuracy.open-uri");
      adw_toast_set_action_target_value (toast, g_variant_new_string (uri));
    }

  return toast;
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (AdwToastOverlay) toasts = g_weak_ref_get (&job->toasts);
  g_autoptr (GError) error = NULL;

  mls_errand_run_finish (MLS_ERRAND (source), result, &error);
  gtk_window_destroy (GTK_WINDOW (job->dialog));
  if (toasts != NULL && error == NULL)
    adw_toast_overlay_add_toast (toasts, written_toast_new (job->path));
  else if (toasts != NULL && !g_cancellable_is_cancelled (mls_errand_get_cancellable (MLS_ERRAND (source))))
    adw_toast_overlay_add_toast (toasts, mls_toast_new (error->message));
  job_free (job);
}

/**
 * mls_accuracy_print:
 * @parent: the window that waits, and has the action "accuracy.open-uri"
 * @toasts: where it says what came of it
 * @sample: the file of a sample
 * @terms: what it has to reach
 * @path: where the report goes
 *
 * Prints what the sample says of the map, in the language of the interface.
 */
void
mls_accuracy_print (GtkWindow *parent, AdwToastOverlay *toasts, const char *sample, const MlsAssessmentTerms *terms, const char *path)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (MlsErrand) errand = mls_errand_new (print, job, NULL);

  job->sample = g_strdup (sample);
  job->path = g_strdup (path);
  job->terms = *terms;
  job->language = mls_ui_language ();
  g_weak_ref_init (&job->toasts, toasts);
  job->dialog = g_object_ref (mls_progress_dialog_new (parent, errand, _("Writing the report")));
  gtk_window_present (GTK_WINDOW (job->dialog));
  mls_errand_run_async (errand, on_printed, job);
}
