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

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/text/line", test_line);
  g_test_add_func ("/base/text/stem", test_stem);

  return g_test_run ();
}
