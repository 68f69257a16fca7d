#include "quality/assessment.h"

#include "../store/drawn.h"
#include "../store/sample.h"
#include "quality/measure.h"
#include "store/error.h"

#include <locale.h>
#include <string.h>

#define T1 "2026-01-03T08:00:00.000Z"

static const MlsAssessmentTerms terms = { MLS_AGREED_UNSAID, FALSE };

static void
assert_line (const char *text, const char *line)
{
  g_autofree char *whole = g_strdup_printf ("\n%s\n", line);

  if (strstr (text, whole) == NULL)
    g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, whole));
}

/* Two right, one wrong, one left, of a hundred regions. */
static void
test_file (void)
{
  Drawn drawn;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsAssessment) assessment = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title = NULL;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (drawn.path, 1, drawn_right ("Noé", T1));
  drawn_judge (drawn.path, 2, drawn_right ("Noé", T1));
  drawn_judge (drawn.path, 3, drawn_wrong ("Noé", T1, "CS2.1.0"));

  assessment = mls_assessment_new (drawn.path, &terms, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (assessment->n_accuracies, ==, 1);
  g_assert_cmpuint (mls_accuracy_total (assessment->accuracies[0])->score.n_of[MLS_OUTCOME_LEFT], ==, 1);
  g_assert_cmpint (mls_accuracy_total (assessment->accuracies[0])->verdict, ==, MLS_ACCEPTANCE_FAILED);

  title = mls_assessment_dup_title (assessment);
  g_assert_cmpstr (title, ==, "Covers 2024");
  mls_measure_append_csv (assessment->accuracies[0], title, text);
  g_assert_true (g_str_has_prefix (text->str, "sample,vintage,dimension,measure,iso_19157,class,reference,value,error,low,high\n"));
  assert_line (text->str, "Covers 2024,24,cover,verdict,,,,failed,,,");
  assert_line (text->str, "Covers 2024,24,cover,units,,,,4,,,");
  assert_line (text->str, "Covers 2024,24,cover,wrong-code,,CS1.1.1,,1,,,");
  assert_line (text->str, "Covers 2024,24,cover,matrix-count,62,CS1.1.1,CS2.1.0,1,,,");
  assert_line (text->str, "Covers 2024,24,cover,matrix-count,62,CS1.1.1,CS1.1.1,2,,,");
  g_assert_null (strstr (text->str, "nan"));

  drawn_end (&drawn);
}

/* The verdict is by what the sample says, unless somebody asks for something else. */
static void
test_agreed (void)
{
  const struct
  {
    MlsAgreed          said;
    MlsAgreed          expected;
    MlsAcceptanceState verdict;
  } cases[] = {
    { MLS_AGREED_UNSAID, { 75, 70 }, MLS_ACCEPTANCE_PASSED },
    { { 75.5, NAN }, { 75.5, 70 }, MLS_ACCEPTANCE_FAILED },
    { { NAN, 76 }, { 75, 76 }, MLS_ACCEPTANCE_FAILED },
    { { 0, 0 }, { 0, 0 }, MLS_ACCEPTANCE_PASSED },
  };
  Drawn drawn;

  drawn_begin (&drawn, 4, MLS_DIMENSION_COVER, FALSE);
  sample_execute (drawn.path, "UPDATE sample SET agreed = 75, agreed_class = 70");
  for (gint64 unit = 1; unit <= 4; unit++)
    drawn_judge (drawn.path, unit, unit < 4 ? drawn_right ("Noé", T1) : drawn_wrong ("Noé", T1, "CS2.1.0"));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (MlsAssessment) assessment =
        mls_assessment_new (drawn.path, &(MlsAssessmentTerms){ cases[i].said, FALSE }, &error);
      const MlsAccuracy *accuracy = assessment->accuracies[0];

      g_assert_no_error (error);
      g_assert_true (mls_accuracy_get_query (accuracy)->agreed.limit == cases[i].expected.limit);
      g_assert_true (mls_accuracy_get_query (accuracy)->agreed.class_limit == cases[i].expected.class_limit);
      g_assert_cmpint (mls_accuracy_total (accuracy)->verdict, ==, cases[i].verdict);
      mls_measure_append_csv (accuracy, "a", text);
      if (i == 1)
        {
          assert_line (text->str, "a,24,cover,required-rate,,,,0.755,,,");
          assert_line (text->str, "a,24,cover,required-rate,,CS1.1.1,,0.7,,,");
        }
    }

  drawn_end (&drawn);
}

/* A sample of pairs has a matrix for covers and one for uses. */
static void
test_pairs (void)
{
  Drawn drawn;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsAssessment) assessment = NULL;

  drawn_begin (&drawn, 3, MLS_DIMENSION_PAIR, FALSE);
  drawn_judge (drawn.path, 1, drawn_wrong ("Noé", T1, "CS2.1.0"));
  assessment = mls_assessment_new (drawn.path, &terms, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (assessment->n_accuracies, ==, 2);
  g_assert_cmpuint (mls_accuracy_total (assessment->accuracies[0])->score.n_of[MLS_OUTCOME_WRONG], ==, 1);
  g_assert_cmpuint (mls_accuracy_total (assessment->accuracies[1])->score.n_of[MLS_OUTCOME_RIGHT], ==, 1);
  g_assert_cmpint (mls_accuracy_get_query (assessment->accuracies[1])->code, ==, MLS_DIMENSION_USE);

  drawn_end (&drawn);
}

/* Several datasets at once, but none twice: that would seem to be twice as sure. */
static void
test_several (void)
{
  Drawn drawn;
  g_autofree char *other = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *missing = NULL;
  g_autoptr (GPtrArray) assessments = NULL;
  g_autoptr (GError) error = NULL;

  drawn_begin (&drawn, 2, MLS_DIMENSION_COVER, FALSE);
  other = g_build_filename (drawn.folder, "other.gpkg", NULL);
  missing = g_build_filename (drawn.folder, "missing.gpkg", NULL);
  drawn_make (other, "set-2", 2, MLS_DIMENSION_USE, FALSE);
  copy = drawn_copy (&drawn, drawn.path, "copy.gpkg");

  assessments = mls_assessment_open_all ((char *[]){ drawn.path, other, NULL }, &terms, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (assessments->len, ==, 2);

  g_assert_null (mls_assessment_open_all ((char *[]){ drawn.path, other, copy, NULL }, &terms, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "copy.gpkg"));
  g_clear_error (&error);
  g_assert_null (mls_assessment_open_all ((char *[]){ missing, NULL }, &terms, &error));
  g_assert_nonnull (error);

  drawn_end (&drawn);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/assessment/file", test_file);
  g_test_add_func ("/quality/assessment/agreed", test_agreed);
  g_test_add_func ("/quality/assessment/pairs", test_pairs);
  g_test_add_func ("/quality/assessment/several", test_several);

  return g_test_run ();
}
