#include "cli/accuracy-result.h"

#include "base/format.h"
#include "base/json.h"
#include "quality/accuracy-words.h"
#include "quality/measure.h"
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

/* For programs */

static void
append_value (MlsJson *json, const MlsMeasure *measure)
{
  const MlsEstimate *estimate = &measure->estimate;

  if (measure->text != NULL)
    mls_json_string (json, "value", measure->text);
  else if (measure->is_count)
    mls_json_integer (json, "value", (gint64) estimate->value);
  else
    mls_json_number (json, "value", estimate->value);
  if (!measure->has_limits)
    return;

  mls_json_number (json, "error", estimate->error);
  mls_json_number (json, "low", estimate->low);
  mls_json_number (json, "high", estimate->high);
}

static void
append_measure (const MlsMeasure *measure, gpointer json)
{
  mls_json_object (json, NULL);
  mls_json_string (json, "measure", measure->name);
  if (measure->iso != 0)
    mls_json_integer (json, "iso_19157", measure->iso);
  if (measure->code != NULL)
    mls_json_string (json, "class", measure->code);
  if (measure->reference != NULL)
    mls_json_string (json, "reference", measure->reference);
  append_value (json, measure);
  mls_json_end (json);
}

static void
append_told (MlsJson *json, const GArray *told)
{
  mls_json_array (json, "told");
  for (guint i = 0; i < told->len; i++)
    {
      const MlsTold *one = &g_array_index (told, MlsTold, i);

      mls_json_object (json, NULL);
      mls_json_string (json, "controller", g_quark_to_string (one->controller));
      mls_json_string (json, "at", g_quark_to_string (one->at));
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
append_unit (MlsJson *json, const MlsUnit *unit, const MlsOutcome *outcome)
{
  mls_json_object (json, NULL);
  mls_json_integer (json, "unit", unit->id);
  mls_json_string (json, "outcome", mls_outcome_name (outcome->state));
  if (outcome->errors != 0 && outcome->reference != 0)
    mls_json_string (json, "reference", g_quark_to_string (outcome->reference));
  mls_json_end (json);
}

static void
print_accuracy_json (const MlsAccuracy *accuracy, const MlsAssessment *assessment, const char *title)
{
  const MlsAccuracyQuery *query = mls_accuracy_get_query (accuracy);
  g_autoptr (MlsJson) json = mls_json_new ();

  mls_json_object (json, NULL);
  mls_json_string (json, "file", mls_sample_file_get_path (assessment->file));
  mls_json_string (json, "sample", title);
  mls_json_string (json, "vintage", g_quark_to_string (query->sample->vintage));
  mls_json_string (json, "dimension", mls_dimension_name (query->code));
  mls_json_boolean (json, "blind", query->sample->blind);
  if (query->sample->blind)
    append_told (json, assessment->told);
  mls_json_number (json, "limit", query->agreed.limit);
  mls_json_number (json, "class_limit", query->agreed.class_limit);
  mls_json_string (json, "verdict", mls_acceptance_name (mls_accuracy_total (accuracy)->verdict));
  mls_json_array (json, "figures");
  mls_measure_each (accuracy, append_measure, json);
  mls_json_end (json);
  mls_json_array (json, "units");
  for (guint i = 0; i < query->units->len; i++)
    append_unit (json, g_ptr_array_index (query->units, i), mls_accuracy_outcome (accuracy, i));
  mls_json_end (json);
  mls_json_end (json);
  puts (mls_json_text (json));
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
  g_autofree char *title = mls_assessment_dup_title (assessment);

  for (guint i = 0; i < assessment->n_accuracies; i++)
    print_accuracy_json (assessment->accuracies[i], assessment, title);
}
