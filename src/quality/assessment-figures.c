#include "quality/assessment-figures.h"

#include "base/json.h"
#include "quality/measure.h"
#include "quality/sample-words.h"

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
append_accuracy (const MlsAccuracy *accuracy, const MlsAssessment *assessment, const char *title, GString *text)
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
  g_string_append_printf (text, "%s\n", mls_json_text (json));
}

/**
 * mls_figures_append_json:
 * @assessment: how right a map is
 * @text: gets every figure and what became of each unit, an object a line for each matrix
 */
void
mls_figures_append_json (const MlsAssessment *assessment, GString *text)
{
  g_autofree char *title = mls_assessment_dup_title (assessment);

  for (guint i = 0; i < assessment->n_accuracies; i++)
    append_accuracy (assessment->accuracies[i], assessment, title, text);
}

/**
 * mls_figures_append_csv:
 * @assessment: how right a map is
 * @text: gets every figure, a line each
 */
void
mls_figures_append_csv (const MlsAssessment *assessment, GString *text)
{
  g_autofree char *title = mls_assessment_dup_title (assessment);

  for (guint i = 0; i < assessment->n_accuracies; i++)
    mls_measure_append_csv (assessment->accuracies[i], title, text);
}
