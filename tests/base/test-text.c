#include "base/text.h"

#include <locale.h>

static void
assert_line (const char *text, gssize length, const char *expected)
{
  g_autofree char *line = mls_text_line (text, length);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_line (void)
{
  assert_line ("", -1, "");
  assert_line ("forêt", -1, "forêt");
  assert_line (" two\nlines\r\n", -1, "two lines");
  assert_line ("\033[31mred\x7f", -1, "[31mred");
  assert_line ("caf\xe9 noir", -1, "caf\xef\xbf\xbd noir");
  assert_line ("forest", 3, "for");
}

static void
assert_stem (const char *path, const char *expected)
{
  g_autofree char *stem = mls_text_stem (path);

  g_assert_cmpstr (stem, ==, expected);
}

static void
test_stem (void)
{
  assert_stem ("/photos/2024.06/ortho.20cm.tif", "ortho.20cm");
  assert_stem ("map", "map");
  assert_stem ("folder.d/", "folder");
  assert_stem (".gpkg", ".gpkg");
}

static void
test_fold (void)
{
  static const char *const cases[][2] = { { "Châtaigneraie n° 3", "chataigneraie n° 3" }, { "ŒUVRE", "oeuvre" },
                                          { "", "" }, { "\xff", "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = mls_text_fold (cases[i][0]);

      g_assert_cmpstr (folded, ==, cases[i][1]);
    }
}

static void
test_number (void)
{
  static const struct { const char *text; double number; } good[] = {
    { "0", 0 }, { "-12.5", -12.5 }, { "+3", 3 }, { ".5", 0.5 }, { "1e3", 1000 }, { "2.", 2 },
  };
  static const char *const bad[] = { "", " 1", "1 ", "1,5", "0x10", "inf", "nan", "1e999", "e", "-", "1-2", "12m" };
  double number = 7;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (mls_text_to_number (bad[i], &number));
  g_assert_cmpfloat (number, ==, 7);

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (mls_text_to_number (good[i].text, &number));
      g_assert_cmpfloat (number, ==, good[i].number);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/text/line", test_line);
  g_test_add_func ("/base/text/stem", test_stem);
  g_test_add_func ("/base/text/fold", test_fold);
  g_test_add_func ("/base/text/number", test_number);

  return g_test_run ();
}
