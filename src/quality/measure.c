#include "quality/measure.h"

#include "base/format.h"
#include "quality/matrix-text.h"

static const char *const error_names[MLS_N_ERRORS] = {
  [MLS_ERROR_CODE] = "wrong-code",
  [MLS_ERROR_GEOMETRY] = "wrong-geometry",
  [MLS_ERROR_OMISSION] = "omission",
};

typedef struct
{
  const MlsAccuracy *accuracy;
  MlsMeasureFunc     func;
  gpointer           user_data;
} Teller;

static void
tell (const Teller *teller, MlsMeasure measure)
{
  if (measure.is_count || measure.text != NULL || measure.estimate.is_known)
    teller->func (&measure, teller->user_data);
}

static void
tell_count (const Teller *teller, const char *name, const char *code, guint n)
{
  tell (teller, (MlsMeasure){ .name = name, .code = code, .is_count = TRUE, .estimate = mls_estimate_exact (n) });
}

static void
tell_estimate (const Teller *teller, const char *name, guint iso, const char *code, MlsEstimate estimate)
{
  tell (teller, (MlsMeasure){ .name = name, .iso = iso, .code = code, .has_limits = TRUE, .estimate = estimate });
}

static void
tell_number (const Teller *teller, const char *name, guint iso, MlsEstimate estimate)
{
  tell (teller, (MlsMeasure){ .name = name, .iso = iso, .estimate = estimate });
}

static MlsEstimate
rest_of (MlsEstimate estimate)
{
  return (MlsEstimate){ estimate.is_known, 1 - estimate.value, estimate.error, 1 - estimate.high, 1 - estimate.low,
                        estimate.is_exact };
}

static void
tell_score (const Teller *teller, const char *code, const MlsScore *score)
{
  tell_count (teller, "units", code, score->n);
  for (int state = 0; state < MLS_N_OUTCOMES; state++)
    tell_count (teller, mls_outcome_name ((MlsOutcomeState) state), code, score->n_of[state]);
  for (int kind = 0; kind < MLS_N_ERRORS; kind++)
    tell_count (teller, error_names[kind], code, score->n_errors[kind]);
  tell_count (teller, "rejected", code, score->n_rejected);
}

static void
tell_rate (const Teller *teller, const char *code, const MlsEstimate *rate, const MlsAcceptance *acceptance, double limit)
{
  tell_estimate (teller, "right-rate", 0, code, *rate);
  tell_estimate (teller, "misclassification-rate", MLS_ISO_MISCLASSIFICATION_RATE, code, rest_of (*rate));
  tell (teller, (MlsMeasure){ .name = "required-rate", .code = code, .estimate = mls_estimate_exact (limit / 100) });
  tell (teller, (MlsMeasure){ .name = "acceptance", .code = code, .text = mls_acceptance_name (acceptance->state) });
  if (acceptance->state == MLS_ACCEPTANCE_NONE)
    return;

  tell (teller, (MlsMeasure){ .name = "is-sure", .code = code, .text = acceptance->is_sure ? "yes" : "no" });
  tell_count (teller, "needed-right", code, acceptance->n_needed);
  if (acceptance->n_to_be_sure != MLS_ACCEPTANCE_NEVER)
    tell_count (teller, "right-to-be-sure", code, acceptance->n_to_be_sure);
}

static MlsAgreed
agreed_of (const Teller *teller)
{
  return mls_accuracy_get_query (teller->accuracy)->agreed;
}

static void
tell_class (const Teller *teller, const MlsAccuracyClass *class)
{
  const char *code = class->code != 0 ? g_quark_to_string (class->code) : "";

  tell_score (teller, code, &class->score);
  tell_rate (teller, code, &class->rate, &class->acceptance, agreed_of (teller).class_limit);
  tell_estimate (teller, "users-accuracy", 0, code, class->users);
  tell_estimate (teller, "producers-accuracy", 0, code, class->producers);
  tell_estimate (teller, "mapped-area-share", 0, code, class->mapped);
  tell_estimate (teller, "area-share", 0, code, class->area);
}

static const char *
code_at (const Teller *teller, guint i)
{
  MlsText code = i != MLS_ACCURACY_UNKNOWN ? mls_accuracy_class (teller->accuracy, i)->code : 0;

  if (i == MLS_ACCURACY_UNKNOWN)
    return MLS_MEASURE_UNKNOWN;

  return code != 0 ? g_quark_to_string (code) : "";
}

static void
tell_cell (const Teller *teller, guint row, guint column)
{
  guint n = mls_accuracy_count (teller->accuracy, row, column);
  MlsMeasure measure = { .name = "matrix-count", .iso = MLS_ISO_MISCLASSIFICATION_MATRIX, .code = code_at (teller, row),
                         .reference = code_at (teller, column), .is_count = TRUE, .estimate = mls_estimate_exact (n) };

  if (n == 0)
    return;

  tell (teller, measure);
  measure.name = "matrix-area-share";
  measure.iso = 0;
  measure.is_count = FALSE;
  measure.estimate = mls_estimate_exact (mls_accuracy_share (teller->accuracy, row, column));
  tell (teller, measure);
}

static void
tell_total (const Teller *teller)
{
  const MlsAccuracyTotal *total = mls_accuracy_total (teller->accuracy);

  tell (teller, (MlsMeasure){ .name = "verdict", .text = mls_acceptance_name (total->verdict) });
  tell (teller, (MlsMeasure){ .name = "confirmed-only", .text = total->confirmed ? "yes" : "no" });
  tell_score (teller, NULL, &total->score);
  tell_rate (teller, NULL, &total->rate, &total->acceptance, agreed_of (teller).limit);
  tell_estimate (teller, "right-rate-of-all-regions", 0, NULL, total->regions);
  tell_estimate (teller, "overall-accuracy", 0, NULL, total->ground);
  tell_number (teller, "kappa", MLS_ISO_KAPPA, total->kappa);
  tell_number (teller, "covered-area-share", 0, mls_estimate_exact (total->covered));
  tell_count (teller, "strata-of-one-unit", NULL, total->n_lonely);
}

/**
 * mls_measure_each:
 * @accuracy: a matrix
 * @func: (scope call): gets each figure that is known, what it points to being borrowed until it returns
 * @user_data: for @func
 *
 * First those of all of it, then those of each class, then the cells of the matrix in which there is something.
 */
void
mls_measure_each (const MlsAccuracy *accuracy, MlsMeasureFunc func, gpointer user_data)
{
  const Teller teller = { accuracy, func, user_data };
  guint n = mls_accuracy_n_classes (accuracy);

  tell_total (&teller);
  for (guint i = 0; i < n; i++)
    tell_class (&teller, mls_accuracy_class (accuracy, i));
  for (guint row = 0; row < n; row++)
    for (guint column = 0; column <= n; column++)
      tell_cell (&teller, row, column < n ? column : MLS_ACCURACY_UNKNOWN);
}

/* As CSV */

typedef struct
{
  const MlsAccuracy *accuracy;
  const char        *title;
  GString           *text;
} Sheet;

static void
append (GString *text, const char *field)
{
  mls_matrix_append_field (text, field != NULL ? field : "", ',');
}

static void
append_number (GString *text, gboolean is_there, double value)
{
  g_autofree char *number = is_there ? mls_format_ascii (value) : g_strdup ("");

  append (text, number);
}

static void
append_line (const MlsMeasure *measure, gpointer user_data)
{
  const Sheet *sheet = user_data;
  const MlsAccuracyQuery *query = mls_accuracy_get_query (sheet->accuracy);
  const MlsEstimate *estimate = &measure->estimate;

  append (sheet->text, sheet->title);
  append (sheet->text, g_quark_to_string (query->sample->vintage));
  append (sheet->text, mls_dimension_name (query->code));
  append (sheet->text, measure->name);
  append_number (sheet->text, measure->iso != 0, measure->iso);
  append (sheet->text, measure->code);
  append (sheet->text, measure->reference);
  if (measure->text != NULL)
    append (sheet->text, measure->text);
  else
    append_number (sheet->text, TRUE, estimate->value);
  append_number (sheet->text, measure->has_limits, estimate->error);
  append_number (sheet->text, measure->has_limits, estimate->low);
  append_number (sheet->text, measure->has_limits, estimate->high);
  g_string_append_c (sheet->text, '\n');
}

/**
 * mls_measure_append_csv:
 * @accuracy: a matrix
 * @title: what its sample is called
 * @text: gets a line for each figure, and one of titles before all others
 */
void
mls_measure_append_csv (const MlsAccuracy *accuracy, const char *title, GString *text)
{
  Sheet sheet = { accuracy, title, text };

  if (text->len == 0)
    g_string_append (text, "sample,vintage,dimension,measure,iso_19157,class,reference,value,error,low,high\n");
  mls_measure_each (accuracy, append_line, &sheet);
}
