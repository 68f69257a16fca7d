#include "cli/command.h"

#include "cli/accuracy-result.h"
#include "cli/progress.h"
#include "quality/assessment-figures.h"
#include "report/accuracy-report.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MlsAssessmentTerms terms;
  char              *csv;
  char              *report;
  char              *title;
  char              *language;
  gboolean           as_json;
  GPtrArray         *assessments; /* (element-type MlsAssessment) */
} Call;

static void
call_clear (Call *call)
{
  g_clear_pointer (&call->assessments, g_ptr_array_unref);
  g_free (call->csv);
  g_free (call->report);
  g_free (call->title);
  g_free (call->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

static gboolean
write_csv (const Call *call, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < call->assessments->len; i++)
    mls_figures_append_csv (g_ptr_array_index (call->assessments, i), text);

  return g_file_set_contents (call->csv, text->str, (gssize) text->len, error);
}

static gboolean
tell (double fraction, gpointer progress)
{
  return mls_progress_go_on (progress, fraction, _("Printing"));
}

static gboolean
write_report (const Call *call, GError **error)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  const MlsAccuracyReport report = { call->assessments, call->title, mls_command_language () };
  gboolean written;

  mls_command_limit_room ();
  written = mls_accuracy_report_write (&report, call->report, tell, progress, error);
  mls_progress_clear (progress);

  return written;
}

static MlsExit
run (Call *call, char **paths)
{
  g_autoptr (GError) error = NULL;

  call->assessments = mls_assessment_open_all (paths, &call->terms, &error);
  if (call->assessments == NULL || (call->csv != NULL && !write_csv (call, &error)) ||
      (call->report != NULL && !write_report (call, &error)))
    return mls_command_fail (error);

  for (guint i = 0; i < call->assessments->len; i++)
    if (call->as_json)
      mls_accuracy_result_print_json (g_ptr_array_index (call->assessments, i));
    else
      mls_accuracy_result_print (g_ptr_array_index (call->assessments, i));

  return MLS_EXIT_DONE;
}

/**
 * mls_command_accuracy:
 * @words: accuracy FILE… [--limit PERCENT] [--class-limit PERCENT] [--confirmed] [--csv FILE] [--json]
 *   [--report FILE [--title TEXT]] [--language CODE]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_accuracy (char **words)
{
  g_auto (Call) call = { .terms = { MLS_AGREED_UNSAID, FALSE } };
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_DOUBLE, &call.terms.agreed.limit,
      N_("What all units have to reach; as the sample has it if not given"), N_("PERCENT") },
    { "class-limit", 0, 0, G_OPTION_ARG_DOUBLE, &call.terms.agreed.class_limit,
      N_("What each class has to reach; as the sample has it if not given"), N_("PERCENT") },
    { "confirmed", 0, 0, G_OPTION_ARG_NONE, &call.terms.confirmed,
      N_("Count no error before it is confirmed, even if none is yet"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &call.csv, N_("Write every figure there for spreadsheets"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.as_json, N_("One JSON object a line"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &call.report, N_("Write a PDF to be printed and signed there"), N_("FILE") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &call.title, N_("What to call that report"), N_("TEXT") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &call.language, N_("Of what is told: fr or en"), N_("CODE") },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "FILE…",
                                  N_("Tells how right a map is by samples of it, as far as they are judged: the rate of what "
                                     "is right with its exact limits, what is wrong in each class and how, the confusion "
                                     "matrix, and the share of the ground that is right. Each file is a dataset: it passes "
                                     "where the rate of its units and those of its classes reach their limits."),
                                  1, G_MAXUINT };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_choose_language (words))
    return MLS_EXIT_USAGE;
  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;
  if (!mls_agreed_is_valid (call.terms.agreed))
    return mls_command_misuse (_("A limit is from 0 to 100 percent"));

  return run (&call, operands);
}
