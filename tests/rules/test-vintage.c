#include "rules/vintage.h"

#include <locale.h>

/* A date mapped backwards comes last in the file. */
static const MlsVintage vintages[] = { { "21", 2021 }, { "24", 2024 }, { "15", 2015 } };

#define N G_N_ELEMENTS (vintages)

static void
test_beside (void)
{
  g_assert_cmpuint (mls_vintage_beside (vintages, N, 1, -1), ==, 0);
  g_assert_cmpuint (mls_vintage_beside (vintages, N, 0, -1), ==, 2);
  g_assert_cmpuint (mls_vintage_beside (vintages, N, 2, -1), ==, 2);
  g_assert_cmpuint (mls_vintage_beside (vintages, N, 2, 1), ==, 0);
  g_assert_cmpuint (mls_vintage_beside (vintages, N, 0, 1), ==, 1);
  g_assert_cmpuint (mls_vintage_beside (vintages, N, 1, 1), ==, 1);
}

static void
test_find (void)
{
  guint at = 7;

  g_assert_true (mls_vintage_find (vintages, N, "15", &at));
  g_assert_cmpuint (at, ==, 2);
  g_assert_false (mls_vintage_find (vintages, N, "2", &at));
  g_assert_false (mls_vintage_find (vintages, N, NULL, &at));
  g_assert_false (mls_vintage_find (vintages, 0, "15", &at));
  g_assert_cmpuint (at, ==, 2);
}

static void
test_other (void)
{
  g_assert_cmpuint (mls_vintage_other (vintages, N, 1), ==, 0);
  g_assert_cmpuint (mls_vintage_other (vintages, N, 0), ==, 2);
  g_assert_cmpuint (mls_vintage_other (vintages, N, 2), ==, 0);
  g_assert_cmpuint (mls_vintage_other (vintages, 1, 0), ==, 0);
}

static void
test_newest (void)
{
  g_assert_cmpuint (mls_vintage_newest (vintages, N), ==, 1);
  g_assert_cmpuint (mls_vintage_newest (vintages, 1), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/vintage/beside", test_beside);
  g_test_add_func ("/rules/vintage/newest", test_newest);
  g_test_add_func ("/rules/vintage/find", test_find);
  g_test_add_func ("/rules/vintage/other", test_other);

  return g_test_run ();
}
