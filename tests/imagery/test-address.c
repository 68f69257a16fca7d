#include "imagery/address.h"

#include <locale.h>
#include <string.h>

static void
assert_name (const char *address, const char *expected)
{
  g_autofree char *name = mls_address_dup_gdal_name (address);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_names (void)
{
  assert_name ("/data/a.tif", "/data/a.tif");
  assert_name ("file:///data/a%20b.tif", "/data/a b.tif");
  assert_name ("https://host/a.tif", "/vsimillesime/https://host/a.tif");
  assert_name ("/vsicurl/https://host/a.tif", "/vsimillesime/https://host/a.tif");
  assert_name ("https://host/wmts?SERVICE=WMTS&layer=ORTHO", "WMTS:https://host/wmts?SERVICE=WMTS&layer=ORTHO");
  assert_name ("https://host/wms?service=WMS&layers=ORTHO", "WMS:https://host/wms?service=WMS&layers=ORTHO");
  assert_name ("WMS:https://host/x", "WMS:https://host/x");
}

static void
test_tiles (void)
{
  g_autofree char *top = mls_address_dup_gdal_name ("https://host/{z}/{x}/{y}.png?a=1&b=2");
  g_autofree char *bottom = mls_address_dup_gdal_name ("http://host/{z}/{x}/{-y}.jpg#zmax=17");

  g_assert_nonnull (strstr (top, "<ServerUrl>https://host/${z}/${x}/${y}.png?a=1&amp;b=2</ServerUrl>"));
  g_assert_nonnull (strstr (top, "<YOrigin>top</YOrigin>"));
  g_assert_nonnull (strstr (top, "<TileLevel>19</TileLevel>"));
  g_assert_nonnull (strstr (bottom, "<ServerUrl>http://host/${z}/${x}/${y}.jpg</ServerUrl>"));
  g_assert_nonnull (strstr (bottom, "<YOrigin>bottom</YOrigin>"));
  g_assert_nonnull (strstr (bottom, "<TileLevel>17</TileLevel>"));
}

static void
test_titles (void)
{
  static const char *const titles[][2] = {
    { "/data/Ortho 2024.tif", "Ortho 2024" },
    { "/data/tiles", "tiles" },
    { "https://host/a%20b.tif", "a b" },
    { "https://host/{z}/{x}/{y}.png", "host" },
    { "https://data.geopf.fr/wmts?SERVICE=WMTS", "data.geopf.fr" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *title = mls_address_dup_title (titles[i][0]);

      g_assert_cmpstr (title, ==, titles[i][1]);
    }
}

static void
test_remote (void)
{
  g_assert_true (mls_address_is_remote ("https://host/a.tif"));
  g_assert_true (mls_address_is_remote ("/vsicurl/http://host/a.tif"));
  g_assert_true (mls_address_is_remote ("WMTS:https://host/x"));
  g_assert_false (mls_address_is_remote ("/data/http.tif"));
  g_assert_false (mls_address_is_remote ("file:///data/a.tif"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/imagery/address/names", test_names);
  g_test_add_func ("/imagery/address/tiles", test_tiles);
  g_test_add_func ("/imagery/address/titles", test_titles);
  g_test_add_func ("/imagery/address/remote", test_remote);

  return g_test_run ();
}
