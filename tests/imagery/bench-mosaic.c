#include "fixture.h"

#include "imagery/imagery.h"
#include "imagery/mosaic.h"
#include "imagery/tile.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>

/* A folder of thousands of tiles: how long it takes to see it for the first time, the next time, and
 * to read a tile of the screen from it. bench-mosaic [SIDE] */

static double
speckled (int band, int x, int y, gpointer data)
{
  return (x * 7919 + y * 104729 + band * 31) % 251;
}

#define TILE_SIDE 64

static void
write_tiles (int side)
{
  static const char *const tiled[] = { "TILED=YES", "COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", NULL };
  double geotransform[] = { 0, 1, 0, 0, 0, -1 };
  Fixture fixture = { .width = TILE_SIDE, .height = TILE_SIDE, .options = tiled,
                      .geotransform = geotransform, .pixel = speckled };
  g_autofree char *folder = fixture_path ("many");

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  for (int i = 0; i < side * side; i++)
    {
      g_autofree char *name = g_strdup_printf ("many/%06d.tif", i);

      geotransform[0] = FIXTURE_X + TILE_SIDE * (i % side);
      geotransform[3] = FIXTURE_Y - TILE_SIDE * (i / side);
      g_free (fixture_write (name, &fixture));
    }
}

static void
time_reading (MlsImagery *imagery, const char *what, double m_per_px)
{
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPicture) picture = mls_picture_new (MLS_TILE_PX, MLS_TILE_PX);
  gint64 start = g_get_monotonic_time ();
  double side = MLS_TILE_PX * m_per_px;
  MlsExtent extent = { FIXTURE_X, FIXTURE_Y - side, FIXTURE_X + side, FIXTURE_Y };

  g_assert_true (mls_imagery_reader_read (reader, imagery, &extent, picture, NULL, NULL));
  g_print ("%s: %.1f ms\n", what, (double) (g_get_monotonic_time () - start) / 1000);
}

int
main (int argc, char *argv[])
{
  int side = argc > 1 ? atoi (argv[1]) : 100;
  g_autofree char *path = NULL;
  MlsImagerySource source = { 0 };

  setlocale (LC_ALL, "");
  fixture_begin ();
  write_tiles (side);
  path = fixture_path ("many");
  source.uri = path;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (MlsImagery) imagery = mls_imagery_new (FIXTURE_CRS, &source, 1);

      g_print ("%d files\n", side * side);
      time_reading (imagery, i == 0 ? "first tile, folder never seen" : "first tile, folder known", 1);
      time_reading (imagery, "another reader, same tile", 1);
      time_reading (imagery, "a tile of four times the ground a side", 4);
    }

  fixture_end ();

  return 0;
}
