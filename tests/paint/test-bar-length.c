#include "paint/bar-length.h"

#include <locale.h>

static void
expect (double room_m, double length_m, const char *text)
{
  double length = mls_bar_length (room_m);
  g_autofree char *own = mls_bar_dup_text (length);

  g_assert_cmpfloat_with_epsilon (length, length_m, 1e-9 * length_m);
  g_assert_cmpstr (own, ==, text);
}

static void
test_lengths (void)
{
  expect (92.6, 50, "50\u00a0m");
  expect (50, 50, "50\u00a0m");
  expect (49.9, 20, "20\u00a0m");
  expect (19.9, 10, "10\u00a0m");
  expect (999, 500, "500\u00a0m");
  expect (1000, 1000, "1\u00a0km");
  expect (3.7e6, 2e6, "2\u202f000\u00a0km");
  expect (0.37, 0.2, "0,2\u00a0m");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paint/bar-length/lengths", test_lengths);

  return g_test_run ();
}
