#include "report/accuracy-report.h"

#include "../store/drawn.h"
#include "pdf.h"
#include "store/error.h"

#include <gio/gio.h>
#include <locale.h>
#include <string.h>

#define T1 "2026-01-03T08:00:00.000Z"

typedef struct
{
  Drawn             drawn;
  char             *pdf;
  GPtrArray        *assessments;
  MlsAccuracyReport report;
} Desk;

static void
begin (Desk *desk, MlsDimension dimension, guint n_wrong)
{
  const MlsAssessmentTerms terms = { MLS_AGREED_UNSAID, FALSE };
  g_autoptr (GError) error = NULL;

  drawn_begin (&desk->drawn, 12, dimension, FALSE);
  for (guint i = 0; i < 12; i++)
    drawn_judge (desk->drawn.path, i + 1, i < n_wrong ? drawn_wrong ("Noé", T1, "CS2.1.0") : drawn_right ("Noé", T1));
  desk->pdf = g_build_filename (desk->drawn.folder, "report.pdf", NULL);
  desk->assessments = mls_assessment_open_all ((char *[]){ desk->drawn.path, NULL }, &terms, &error);
  g_assert_no_error (error);
  desk->report = (MlsAccuracyReport){ desk->assessments, NULL, MLS_LANGUAGE_FRENCH };
}

static void
end (Desk *desk)
{
  g_ptr_array_unref (desk->assessments);
  g_free (desk->pdf);
  drawn_end (&desk->drawn);
}

/* The verdict, figures, classes, matrix, ground, map, errors by six a page, and the method. */
static void
test_pages (void)
{
  static const guint n_wrong[] = { 0, 1, 7 };
  static const guint n_pages[] = { 7, 8, 9 };

  for (guint i = 0; i < G_N_ELEMENTS (n_wrong); i++)
    {
      Desk desk;
      g_autoptr (GError) error = NULL;

      begin (&desk, MLS_DIMENSION_COVER, n_wrong[i]);
      g_assert_true (mls_accuracy_report_write (&desk.report, desk.pdf, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (pdf_count_pages (desk.pdf), ==, n_pages[i]);
      end (&desk);
    }
}

/* Covers and uses each have their pages; the verdict and the method are told once. */
static void
test_pairs (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  begin (&desk, MLS_DIMENSION_PAIR, 1);
  g_assert_true (mls_accuracy_report_write (&desk.report, desk.pdf, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (pdf_count_pages (desk.pdf), ==, 2 + 6 + 5);
  end (&desk);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);

  return (*(guint *) user_data)-- > 0;
}

/* What was there stays, and nothing is left lying about, wherever it is given up. */
static void
test_given_up (void)
{
  for (guint n_calls = 0; n_calls < 3; n_calls++)
    {
      guint left = n_calls;
      Desk desk;
      g_autofree char *part = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      begin (&desk, MLS_DIMENSION_COVER, 2);
      part = g_strconcat (desk.pdf, ".part", NULL);
      g_assert_true (g_file_set_contents (desk.pdf, "before", -1, NULL));
      g_assert_false (mls_accuracy_report_write (&desk.report, desk.pdf, give_up, &left, &error));
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
      g_assert_true (g_file_get_contents (desk.pdf, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "before");
      g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
      end (&desk);
    }
}

static void
test_unwritable (void)
{
  Desk desk;
  g_autofree char *nowhere = NULL;
  g_autoptr (GError) error = NULL;

  begin (&desk, MLS_DIMENSION_COVER, 1);
  nowhere = g_build_filename (desk.drawn.folder, "missing", "report.pdf", NULL);
  g_assert_false (mls_accuracy_report_write (&desk.report, nowhere, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  end (&desk);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/accuracy-report/pages", test_pages);
  g_test_add_func ("/report/accuracy-report/pairs", test_pairs);
  g_test_add_func ("/report/accuracy-report/given-up", test_given_up);
  g_test_add_func ("/report/accuracy-report/unwritable", test_unwritable);

  return g_test_run ();
}
