#include "quality/accuracy-words.h"

#include <locale.h>

#define NBSP "\u00a0"

static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

/* Limits are told where there are any: not of what is exact, nor where no error was seen. */
static void
test_limits (void)
{
  const MlsEstimate rate = { TRUE, 0.9, 0.02, 0.861, 0.9392, FALSE };
  const MlsEstimate exact = mls_estimate_exact (0.875);
  const MlsEstimate nothing_seen = { TRUE, 1, 0, 1, 1, FALSE };
  const MlsEstimate unknown = { 0 };

  assert_text (mls_accuracy_words_estimate (&rate), "90,0" NBSP "% (86,1 – 93,9)");
  assert_text (mls_accuracy_words_estimate (&exact), "87,5" NBSP "% (exact)");
  assert_text (mls_accuracy_words_estimate (&nothing_seen), "100,0" NBSP "% (–)");
  assert_text (mls_accuracy_words_estimate (&unknown), "not known");
  assert_text (mls_accuracy_words_limits (&unknown), "–");
  assert_text (mls_accuracy_words_error (&rate), "90,0 ± 3,9");
  assert_text (mls_accuracy_words_error (&exact), "87,5");
  assert_text (mls_accuracy_words_error (&nothing_seen), "100,0");
  assert_text (mls_accuracy_words_error (&unknown), "–");
}

static void
test_acceptance (void)
{
  const MlsAcceptance open = { MLS_ACCEPTANCE_OPEN, FALSE, 12, 40 };
  const MlsAcceptance passed = { MLS_ACCEPTANCE_PASSED, FALSE, 0, 13 };
  const MlsAcceptance sure = { MLS_ACCEPTANCE_PASSED, TRUE, 0, 0 };
  const MlsAcceptance never = { MLS_ACCEPTANCE_PASSED, FALSE, 0, MLS_ACCEPTANCE_NEVER };
  const MlsAcceptance failed = { MLS_ACCEPTANCE_FAILED, TRUE, 0, 99 };
  const MlsAcceptance none = { MLS_ACCEPTANCE_NONE, FALSE, 0, 0 };

  assert_text (mls_accuracy_words_acceptance (&open, 90), "limit 90" NBSP "%: undecided; passes with 12 more right ones");
  assert_text (mls_accuracy_words_acceptance (&passed, 87.5),
               "limit 87,5" NBSP "%: passed; sure at 95" NBSP "% after 13 more right ones in a row");
  assert_text (mls_accuracy_words_acceptance (&sure, 90), "limit 90" NBSP "%: passed, sure at 95" NBSP "%");
  assert_text (mls_accuracy_words_acceptance (&never, 100), "limit 100" NBSP "%: passed, not sure at 95" NBSP "%");
  assert_text (mls_accuracy_words_acceptance (&failed, 90), "limit 90" NBSP "%: failed, sure at 95" NBSP "%");
  assert_text (mls_accuracy_words_acceptance (&none, 90), "limit 90" NBSP "%: nothing judged");
}

/* What there is none of is not told. */
static void
test_score (void)
{
  const MlsScore score = { .n = 1234, .n_of = { [MLS_OUTCOME_RIGHT] = 1230, [MLS_OUTCOME_WRONG] = 3, [MLS_OUTCOME_CONFLICT] = 1 } };

  assert_text (mls_accuracy_words_score (&score), "1\u202f234 units · 1\u202f230 right · 3 wrong · 1 on which controllers differ");
  g_assert_cmpuint (mls_accuracy_words_n_left (&score), ==, 1);
  assert_text (mls_accuracy_words_errors (1 << MLS_ERROR_CODE | 1 << MLS_ERROR_OMISSION), "wrong code, omission");
  assert_text (mls_accuracy_words_errors (0), "");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/accuracy-words/limits", test_limits);
  g_test_add_func ("/quality/accuracy-words/acceptance", test_acceptance);
  g_test_add_func ("/quality/accuracy-words/score", test_score);

  return g_test_run ();
}
