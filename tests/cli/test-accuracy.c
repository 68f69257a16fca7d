/* How right a map is, as a script is told. */

#include "../store/drawn.h"
#include "program.h"

#include <locale.h>
#include <string.h>

#define T1 "2026-01-03T08:00:00.000Z"

/* 9 right, 1 wrong and one that is too hard, of a hundred covers. */
static void
judge (Drawn *drawn)
{
  MlsJudgement hard = { .judged = { MLS_JUDGED_TOO_HARD, MLS_JUDGED_NOT }, .controller = drawn_text ("Noé"), .at = drawn_text (T1) };

  drawn_begin (drawn, 11, MLS_DIMENSION_COVER, FALSE);
  for (gint64 unit = 1; unit <= 9; unit++)
    drawn_judge (drawn->path, unit, drawn_right ("Noé", T1));
  drawn_judge (drawn->path, 10, drawn_wrong ("Noé", T1, "CS2.1.0"));
  drawn_judge (drawn->path, 11, hard);
}

static void
assert_says (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, words));
}

static void
test_told (void)
{
  Drawn drawn;
  g_autoptr (Answer) english = NULL;
  g_autoptr (Answer) french = NULL;

  judge (&drawn);
  english = program_run ("accuracy", drawn.path, "--language", "en", NULL);
  g_assert_cmpint (english->status, ==, 0);
  assert_says (english->out, "Covers 2024 · Cover 2024: passed\n");
  assert_says (english->out, "11 units · 9 right · 1 wrong · 1 without opinion\n");
  assert_says (english->out, "90.0\u00a0% (55.5 – 99.7)\n");
  assert_says (english->out, "CS1.1.1\t11\t9\t1\t1\t0\t0\t0\t90.0\u00a0% (55.5 – 99.7)\tpassed\n");

  french = program_run ("accuracy", drawn.path, "--language", "fr", "--limit", "95", NULL);
  g_assert_cmpint (french->status, ==, 0);
  assert_says (french->out, "Covers 2024 · Couvert 2024\u00a0: refusé\n");
  assert_says (french->out, "90,0\u00a0% (55,5 – 99,7)\n");

  drawn_end (&drawn);
}

static void
test_files (void)
{
  Drawn drawn;
  g_autofree char *csv = NULL;
  g_autofree char *text = NULL;
  g_autoptr (Answer) answer = NULL;

  judge (&drawn);
  csv = g_build_filename (drawn.folder, "figures.csv", NULL);
  answer = program_run ("accuracy", drawn.path, "--json", "--csv", csv, "--confirmed", "--limit", "95", NULL);
  g_assert_cmpint (answer->status, ==, 0);
  assert_says (answer->out, "\"verdict\":\"open\"");
  assert_says (answer->out, "\"blind\":false,\"limit\":95");
  assert_says (answer->out, "{\"measure\":\"unconfirmed\",\"value\":1}");
  assert_says (answer->out, "{\"unit\":10,\"outcome\":\"unconfirmed\",\"reference\":\"CS2.1.0\"}");
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  assert_says (text, "Covers 2024,24,cover,needed-right,,,,1,,,\n");

  drawn_end (&drawn);
}

/* Whether nobody was led by the map, and who no longer is free of it. */
static void
test_blind (void)
{
  Drawn drawn;
  MlsSampleFile *file;
  g_autoptr (Answer) untold = NULL;
  g_autoptr (Answer) told = NULL;
  g_autoptr (Answer) words = NULL;

  drawn_begin (&drawn, 3, MLS_DIMENSION_COVER, TRUE);
  untold = program_run ("accuracy", drawn.path, "--json", NULL);
  g_assert_cmpint (untold->status, ==, 0);
  assert_says (untold->out, "\"blind\":true,\"told\":[],");
  file = drawn_open (drawn.path);
  g_assert_true (mls_sample_file_tell (file, drawn_text ("Noé"), NULL));
  mls_sample_file_free (file);
  told = program_run ("accuracy", drawn.path, "--json", NULL);
  assert_says (told->out, "\"blind\":true,\"told\":[{\"controller\":\"Noé\",\"at\":\"20");
  words = program_run ("accuracy", drawn.path, "--language", "en", NULL);
  assert_says (words->out, "\n  judged without the codes of the map; told since: Noé (20");

  drawn_end (&drawn);
}

static void
test_report (void)
{
  Drawn drawn;
  g_autofree char *pdf = NULL;
  g_autofree char *text = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) nowhere = NULL;

  judge (&drawn);
  pdf = g_build_filename (drawn.folder, "report.pdf", NULL);
  answer = program_run ("accuracy", drawn.path, "--report", pdf, "--title", "Lot 3", "--language", "fr", NULL);
  g_assert_cmpint (answer->status, ==, 0);
  g_assert_true (g_file_get_contents (pdf, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));

  nowhere = program_run ("accuracy", drawn.path, "--report", "/nowhere/report.pdf", NULL);
  g_assert_cmpint (nowhere->status, ==, 3);
  assert_says (nowhere->err, "/nowhere/report.pdf");

  drawn_end (&drawn);
}

static void
test_misuse (void)
{
  Drawn drawn;
  g_autoptr (Answer) limit = NULL;
  g_autoptr (Answer) language = NULL;
  g_autoptr (Answer) twice = NULL;
  g_autoptr (Answer) missing = NULL;

  drawn_begin (&drawn, 2, MLS_DIMENSION_COVER, FALSE);
  limit = program_run ("accuracy", drawn.path, "--limit", "101", NULL);
  language = program_run ("accuracy", drawn.path, "--language", "de", NULL);
  twice = program_run ("accuracy", drawn.path, drawn.path, NULL);
  missing = program_run ("accuracy", "/nowhere/a.gpkg", NULL);

  g_assert_cmpint (limit->status, ==, 2);
  g_assert_cmpint (language->status, ==, 2);
  g_assert_cmpint (twice->status, ==, 2);
  g_assert_cmpint (missing->status, ==, 3);
  assert_says (missing->err, "/nowhere/a.gpkg");

  drawn_end (&drawn);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/accuracy/told", test_told);
  g_test_add_func ("/cli/accuracy/files", test_files);
  g_test_add_func ("/cli/accuracy/blind", test_blind);
  g_test_add_func ("/cli/accuracy/report", test_report);
  g_test_add_func ("/cli/accuracy/misuse", test_misuse);

  return g_test_run ();
}
