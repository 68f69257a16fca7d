#include "ui/other-map.h"

#include <locale.h>

static void
expect (const char *map, const char *name, const char *address)
{
  g_autofree char *own_name = mls_other_map_dup_name (map);
  g_autofree char *own_address = mls_other_map_dup_address (map, -2.5, 48.1234567);

  g_assert_cmpstr (own_name, ==, name);
  g_assert_cmpstr (own_address, ==, address);
}

/* Numbers are those of the web, whatever the locale. */
static void
test_maps (void)
{
  expect ("Street View https://a.example/@?at={lat},{lon}", "Street View", "https://a.example/@?at=48.123457,-2.500000");
  expect ("https://a.example/{lon}/{lat}/{lon} ", "https://a.example/{lon}/{lat}/{lon}",
          "https://a.example/-2.500000/48.123457/-2.500000");
  expect ("  A  geo://b", "A", "geo://b");
  expect ("nowhere", "nowhere", "");
  expect ("", "", "");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/other-map/maps", test_maps);

  return g_test_run ();
}
