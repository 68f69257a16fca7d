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
  assert_name ("WMS:https://host/x", "WMS:https://host/x");
}

static void
test_services (void)
{
  static const struct
  {
    const char *address;
    MlsService  service;
  } cases[] = {
    { "https://host/{z}/{x}/{y}.png", MLS_SERVICE_TILES },
    { "https://host/{z}/{x}/{-y}.png#zmax=17", MLS_SERVICE_TILES },
    { "https://host/wmts?SERVICE=WMTS&layer=ORTHO", MLS_SERVICE_WMTS },
    { "https://host/wms?service=wms&layers=ORTHO", MLS_SERVICE_WMS },
    { "https://host/a.tif", MLS_SERVICE_NONE },
    { "/data/{z}/{x}/{y}.png", MLS_SERVICE_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *offline = mls_address_dup_offline (cases[i].address);

      g_assert_cmpint (mls_address_get_service (cases[i].address), ==, cases[i].service);
      g_assert_false (mls_address_is_offline (cases[i].address));
      g_assert_true ((offline != NULL) == (cases[i].service != MLS_SERVICE_NONE));
      g_assert_true (offline == NULL || mls_address_is_offline (offline));
    }
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
  g_test_add_func ("/imagery/address/services", test_services);
  g_test_add_func ("/imagery/address/titles", test_titles);
  g_test_add_func ("/imagery/address/remote", test_remote);

  return g_test_run ();
}
