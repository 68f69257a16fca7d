#include "rules/agreed.h"

#include <locale.h>

/* Each limit that is not said is that of who says it. */
static void
test_else (void)
{
  const MlsAgreed usual = { MLS_AGREED_LIMIT, MLS_AGREED_CLASS_LIMIT };
  const MlsAgreed unsaid = MLS_AGREED_UNSAID;
  MlsAgreed agreed = mls_agreed_else (unsaid, usual);

  g_assert_true (agreed.limit == 90 && agreed.class_limit == 85);
  agreed = mls_agreed_else ((MlsAgreed){ 0, NAN }, usual);
  g_assert_true (agreed.limit == 0 && agreed.class_limit == 85);
  agreed = mls_agreed_else ((MlsAgreed){ NAN, 72.5 }, usual);
  g_assert_true (agreed.limit == 90 && agreed.class_limit == 72.5);
  agreed = mls_agreed_else (unsaid, unsaid);
  g_assert_true (isnan (agreed.limit) && isnan (agreed.class_limit));
}

static void
test_valid (void)
{
  const struct
  {
    MlsAgreed agreed;
    gboolean  is_valid;
  } cases[] = {
    { MLS_AGREED_UNSAID, TRUE }, { { 0, 100 }, TRUE },    { { 92.5, NAN }, TRUE },        { { -1, 85 }, FALSE },
    { { 100.01, 85 }, FALSE },   { { 90, -0.1 }, FALSE }, { { 90, HUGE_VAL }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (mls_agreed_is_valid (cases[i].agreed), ==, cases[i].is_valid);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/agreed/else", test_else);
  g_test_add_func ("/rules/agreed/valid", test_valid);

  return g_test_run ();
}
