#include "cli/accuracy-result.h"

#include "base/format.h"
#include "quality/accuracy-words.h"
#include "quality/assessment-figures.h"
#include "quality/sample-words.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* For people */

static void
print_estimate (const char *what, const MlsEstimate *estimate)
{
  g_autofree char *text = mls_accuracy_words_estimate (estimate);

  printf (_("  %s: %s\n"), what, text);
}

static void
print_acceptance (const MlsAcceptance *acceptance, double limit)
{
  g_autofree char *text = mls_accuracy_words_acceptance (acceptance, limit);

  printf ("  %s\n", text);
}

static void
print_class (const MlsAccuracyClass *class)
{
  const MlsScore *score = &class->score;
  g_autofree char *rate = mls_accuracy_words_estimate (&class->rate);

  if (score->n == 0)
    return;

  printf ("%s\t%u\t%u\t%u\t%u\t%u\t%u\t%u\t%s\t%s\n", class->code != 0 ? g_quark_to_string (class->code) : "–", score->n,
          score->n_of[MLS_OUTCOME_RIGHT], score->n_of[MLS_OUTCOME_WRONG], score->n_errors[MLS_ERROR_CODE],
          score->n_errors[MLS_ERROR_GEOMETRY], score->n_errors[MLS_ERROR_OMISSION], mls_accuracy_words_n_left (score), rate,
          mls_acceptance_text (class->acceptance.state));
}

static void
print_accuracy (const MlsAccuracy *accuracy, const MlsAssessment *assessment, const char *title)
{
  const MlsAccuracyTotal *total = mls_accuracy_total (accuracy);
  const MlsAccuracyQuery *query = mls_accuracy_get_query (accuracy);
  g_autofree char *dataset = mls_accuracy_words_dataset (query);
  g_autofree char *score = mls_accuracy_words_score (&total->score);
  g_autofree char *blind = mls_sample_words_blind (query->sample, assessment->told);

  printf (_("%s · %s: %s\n"), title, dataset, mls_acceptance_text (total->verdict));
  if (blind != NULL)
    printf ("  %s\n", blind);
  printf ("  %s\n", score);
  print_estimate (total->weighted ? _("right, of all regions by their probability") : _("right, of the units"), &total->rate);
  print_acceptance (&total->acceptance, query->agreed.limit);
  if (!total->weighted)
    print_estimate (_("right, of all regions"), &total->regions);
  print_estimate (_("right, of the ground"), &total->ground);
  printf ("%s\n", _("class\tunits\tright\twrong\tcode\tgeometry\tomission\tleft\trate\tverdict"));
  for (guint i = 0; i < mls_accuracy_n_classes (accuracy); i++)
    print_class (mls_accuracy_class (accuracy, i));
}

/**
 * mls_accuracy_result_print:
 * @assessment: how right a map is
 *
 * Prints what somebody wants to know at once.
 */
void
mls_accuracy_result_print (const MlsAssessment *assessment)
{
  g_autofree char *title = mls_assessment_dup_title (assessment);

  for (guint i = 0; i < assessment->n_accuracies; i++)
    print_accuracy (assessment->accuracies[i], assessment, title);
}

/**
 * mls_accuracy_result_print_json:
 * @assessment: how right a map is
 *
 * Prints every figure, an object a line for each matrix, and what became of each unit.
 */
void
mls_accuracy_result_print_json (const MlsAssessment *assessment)
{
  g_autoptr (GString) text = g_string_new (NULL);

  mls_figures_append_json (assessment, text);
  fputs (text->str, stdout);
}
