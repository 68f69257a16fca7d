#include "geometry/zone-grid.h"

#include <locale.h>

#define M G_GINT64_CONSTANT (1000)

static void
assert_cells (const char *zone, const char *expected)
{
  g_autoptr (MlsZone) self = mls_zone_read (zone);
  g_autoptr (GArray) cells = mls_zone_grid (self, 100 * M);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cells->len; i++)
    {
      const MlsZoneCell *cell = &g_array_index (cells, MlsZoneCell, i);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT " %.0f", i > 0 ? "; " : "", cell->column,
                              cell->row, cell->area_m2);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Row by row from the north, to and fro; what only touches is left out. */
static void
test_order (void)
{
  assert_cells ("0,0,300,200", "0,1 10000; 1,1 10000; 2,1 10000; 2,0 10000; 1,0 10000; 0,0 10000");
  assert_cells ("0,0,100,100", "0,0 10000");
  assert_cells ("-50,-50,50,50", "-1,0 2500; 0,0 2500; 0,-1 2500; -1,-1 2500");
}

/* Slanting limits, bays that a row parts into pieces, and holes, whichever way they run. */
static void
test_areas (void)
{
  assert_cells ("POLYGON ((0 0, 200 0, 0 200, 0 0))", "0,1 5000; 1,0 5000; 0,0 10000");
  assert_cells ("POLYGON ((0 0, 300 0, 300 100, 200 100, 200 50, 100 50, 100 100, 0 100, 0 0))",
                "0,0 10000; 1,0 5000; 2,0 10000");
  assert_cells ("POLYGON ((0 0, 300 0, 300 100, 0 100, 0 0), (120 20, 180 20, 180 80, 120 80, 120 20))",
                "0,0 10000; 1,0 6400; 2,0 10000");
  assert_cells ("POLYGON ((0 0, 300 0, 300 100, 0 100, 0 0), (50 20, 50 80, 250 80, 250 20, 50 20))",
                "0,0 7000; 1,0 4000; 2,0 7000");
}

/* A zone around a square without having any of it. */
static void
test_around (void)
{
  assert_cells ("POLYGON ((0 0, 300 0, 300 300, 0 300, 0 0), (100 100, 200 100, 200 200, 100 200, 100 100))",
                "0,2 10000; 1,2 10000; 2,2 10000; 2,1 10000; 0,1 10000; 0,0 10000; 1,0 10000; 2,0 10000");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/zone-grid/order", test_order);
  g_test_add_func ("/geometry/zone-grid/areas", test_areas);
  g_test_add_func ("/geometry/zone-grid/around", test_around);

  return g_test_run ();
}
