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
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->sample);
  g_free (job->path);
  g_free (job);
}

static gboolean
go_on (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Printing"));
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

static void
on_printed (gpointer toasts, MlsErrand *errand, const GError *error)
{
  const Job *job = mls_errand_get_data (errand);

  if (error == NULL)
    adw_toast_overlay_add_toast (toasts, mls_toast_new_report (job->path, "accuracy.open-uri"));
  else if (!g_cancellable_is_cancelled (mls_errand_get_cancellable (errand)))
    adw_toast_overlay_add_toast (toasts, mls_toast_new (error->message));
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
  g_autoptr (MlsErrand) errand = mls_errand_new (print, job, job_free);

  job->sample = g_strdup (sample);
  job->path = g_strdup (path);
  job->terms = *terms;
  job->language = mls_ui_language ();
  mls_progress_run (parent, _("Writing the report"), errand, on_printed, toasts);
}
