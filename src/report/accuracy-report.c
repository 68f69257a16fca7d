#include "report/accuracy-report.h"

#include "imagery/init.h"
#include "report/dataset-pages.h"
#include "report/method-page.h"
#include "report/verdict-page.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const MlsAccuracyReport *report;
  MlsPaper                *paper;
  GPtrArray               *datasets; /* (element-type MlsDataset) */
  guint                    n_done;   /* of them */
  MlsStoreProgressFunc     func;     /* (nullable) */
  gpointer                 user_data;
} Printer;

static void
printer_clear (Printer *printer)
{
  g_clear_pointer (&printer->datasets, g_ptr_array_unref);
  g_clear_pointer (&printer->paper, mls_paper_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Printer, printer_clear)

static void
free_dataset (gpointer dataset)
{
  mls_dataset_free (dataset);
}

/* How far one of them is. */
static gboolean
go_on (double fraction, gpointer user_data)
{
  const Printer *printer = user_data;

  return printer->func == NULL ||
         printer->func ((printer->n_done + fraction) / MAX (printer->datasets->len, 1), printer->user_data);
}

static gboolean
print_dataset (Printer *printer, const MlsDataset *dataset)
{
  mls_dataset_print_figures (dataset);
  mls_dataset_print_classes (dataset);
  mls_dataset_print_matrix (dataset);
  mls_dataset_print_ground (dataset);
  if (!go_on (0, printer))
    return FALSE;

  mls_dataset_print_map (dataset);
  if (!mls_dataset_print_errors (dataset, go_on, printer))
    return FALSE;

  printer->n_done++;

  return TRUE;
}

static gboolean
print (Printer *printer, GError **error)
{
  mls_verdict_page_print (printer->paper, printer->datasets);
  for (guint i = 0; i < printer->datasets->len; i++)
    if (!print_dataset (printer, g_ptr_array_index (printer->datasets, i)))
      return mls_store_fail_cancelled (error);
  mls_method_page_print (printer->paper);

  return mls_paper_finish (printer->paper, error);
}

static void
list_datasets (Printer *printer)
{
  const MlsAccuracyReport *report = printer->report;

  printer->datasets = g_ptr_array_new_with_free_func (free_dataset);
  for (guint i = 0; i < report->assessments->len; i++)
    {
      const MlsAssessment *assessment = g_ptr_array_index (report->assessments, i);

      for (guint j = 0; j < assessment->n_accuracies; j++)
        g_ptr_array_add (printer->datasets, mls_dataset_new (assessment, j, printer->paper, report->language));
    }
}

/* What it is of: the one dataset, or how many. */
static char *
dup_subtitle (const MlsAccuracyReport *report)
{
  const MlsAssessment *first = g_ptr_array_index (report->assessments, 0);
  MlsText project = mls_sample_file_get_sample (first->file)->project;
  g_autofree char *title = mls_assessment_dup_title (first);
  guint n = report->assessments->len;

  if (n > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u sample", "%u samples", n), n);

  return project != 0 ? g_strdup_printf ("%s · %s", title, g_quark_to_string (project)) : g_strdup (title);
}

static char *
dup_foot (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  return g_strdup_printf (_("Millésime · printed %s"), day);
}

/**
 * mls_accuracy_report_write:
 * @report: what it is of, at least one sample
 * @path: the PDF file to write, over one that is there
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_CANCELLED if @func gave up; a #G_IO_ERROR if @path cannot be written
 *
 * A photo that cannot be read is missing. Any thread.
 *
 * Returns: whether @path is there, whole; if not, what was there before is
 */
gboolean
mls_accuracy_report_write (const MlsAccuracyReport  *report,
                           const char               *path,
                           MlsStoreProgressFunc      func,
                           gpointer                  user_data,
                           GError                  **error)
{
  g_auto (Printer) printer = { .report = report, .func = func, .user_data = user_data };
  g_autofree char *subtitle = dup_subtitle (report);
  g_autofree char *foot = dup_foot ();

  g_return_val_if_fail (report->assessments->len > 0, FALSE);

  mls_imagery_init ();
  printer.paper = mls_paper_new (path, report->title != NULL ? report->title : _("Thematic control"), subtitle, foot);
  list_datasets (&printer);

  return print (&printer, error);
}
