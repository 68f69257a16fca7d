#include "fixture.h"

#include "geometry/crs-transform.h"
#include "imagery/raster.h"

#include <cpl_conv.h>
#include <locale.h>
#include <math.h>

/* Where the pixels of an image lie in Lambert-93, so that it can be painted by place. */
typedef struct
{
  double           geotransform[6];
  MlsCrsTransform
    *transform; /* from the image's system to Lambert-93; NULL for Lambert-93 itself */
} Ground;

/* Plates of 40 m laid out in Lambert-93. */
static guint8
plate (double x, double y, int band)
{
  gint64 column = (gint64) floor (x / 40);
  gint64 row = (gint64) floor (y / 40);

  return (guint8) ((column * 83 + row * 151 + band * 61) & 255);
}

static double
plates (int band, int x, int y, gpointer data)
{
  Ground *ground = data;
  double east, north;

  GDALApplyGeoTransform (ground->geotransform, x + 0.5, y + 0.5, &east, &north);
  if (ground->transform != NULL)
    g_assert_true (mls_crs_transform_points (ground->transform, &east, &north, 1, NULL));

  return plate (east, north, band);
}

/* Away from their borders, plates must have their colour and lie where they do. */
static void
assert_plates (MlsRaster *raster, double scale, double margin)
{
  MlsExtent all = mls_raster_get_facts (raster)->extent;
  double x0 = (all.min_x + all.max_x) / 2 - 40 * scale;
  double y0 = (all.min_y + all.max_y) / 2 - 30 * scale;
  g_autoptr (MlsPicture) picture = fixture_read_extent (
    raster, (MlsExtent){ x0, y0, x0 + 80 * scale, y0 + 60 * scale }, 80, 60);
  guint n_seen = 0;

  for (guint y = 0; y < 60; y++)
    for (guint x = 0; x < 80; x++)
      {
        double east = x0 + (x + 0.5) * scale;
        double north = y0 + (59.5 - y) * scale;
        double across = fmod (east, 40);
        double up = fmod (north, 40);

        if (across < margin || across > 40 - margin || up < margin || up > 40 - margin)
          continue;

        n_seen++;
        for (int band = 0; band < 3; band++)
          g_assert_cmpint (ABS (fixture_at (picture, x, y)[band] - plate (east, north, band)), <=,
                           1);
      }

  g_assert_cmpuint (n_seen, >, 50);
  g_assert_cmpint (picture->cover, ==, MLS_COVER_FULL);
}

static char *
write_plates (const char *crs, const double *geotransform, const char *overviews)
{
  g_autoptr (MlsCrs) from = mls_crs_new (crs, NULL);
  g_autoptr (MlsCrs) to = mls_crs_new (FIXTURE_CRS, NULL);
  g_autoptr (MlsCrsTransform) transform = mls_crs_transform_new (from, to, NULL);
  Ground ground = { .transform = transform };
  Fixture fixture = { .width = 500, .height = 400, .geotransform = geotransform, .crs = crs,
                      .overviews = overviews, .pixel = plates, .data = &ground };

  for (int i = 0; i < 6; i++)
    ground.geotransform[i] = geotransform[i];

  return fixture_write ("plates.tif", &fixture);
}

static void
assert_warped (const char *crs, const double *geotransform)
{
  static const double scales[] = { 0.2, 0.7, 1, 1.6, 2, 3.3 };
  g_autofree char *path = write_plates (crs, geotransform, "AVERAGE");
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  const MlsRasterFacts *facts = mls_raster_get_facts (raster);

  g_assert_true (facts->is_warped);
  g_assert_cmpfloat_with_epsilon (facts->pixel_size, 1, 0.1);

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    assert_plates (raster, scales[i], 3 + scales[i] * 2);
}

static void
test_utm (void)
{
  static const double geotransform[] = { 500000, 1, 0, 5150000, 0, -1 };

  assert_warped ("EPSG:32631", geotransform);
}

static void
test_zone (void)
{
  static const double geotransform[] = { 1700000, 1, 0, 8200000, 0, -1 };

  assert_warped ("EPSG:3949", geotransform);
}

static void
test_degrees (void)
{
  static const double geotransform[] = { 3.1, 1.3e-5, 0, 46.6, 0, -0.9e-5 };

  assert_warped ("EPSG:4326", geotransform);
}

static void
test_mercator (void)
{
  static const double geotransform[] = { 334000, 1.45, 0, 5860000, 0, -1.45 };

  assert_warped ("EPSG:3857", geotransform);
}

/* Turned by 30°. */
static void
test_turned (void)
{
  static const double geotransform[] = { 700000, 0.8660254, 0.5, 6600000, 0.5, -0.8660254 };

  assert_warped ("EPSG:2154", geotransform);
}

/* By a right angle, so that lines run along columns. */
static void
test_right_angle (void)
{
  static const double geotransform[] = { 700000, 0, 1, 6600000, 1, 0 };

  assert_warped ("EPSG:2154", geotransform);
}

/* First row in the south. */
static void
test_south_up (void)
{
  static const double geotransform[] = { 700000, 1, 0, 6600000, 0, 1 };

  assert_warped ("EPSG:2154", geotransform);
}

/* Four ways of writing Lambert-93 need no warping. */
static void
test_same (void)
{
  static const char *const spellings[] = {
    "EPSG:2154",
    "IGNF:LAMB93",
    "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=44 +lat_2=49 +x_0=700000 +y_0=6600000 +ellps=GRS80 "
    "+units=m",
    "LOCAL_CS[\"EPSG:2154\",UNIT[\"metre\",1]]",
  };
  static const double geotransform[] = { 700000, 1, 0, 6600000, 0, -1 };
  Ground ground = { .geotransform = { 700000, 1, 0, 6600000, 0, -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      Fixture fixture = { .width = 200,
                          .height = 200,
                          .geotransform = geotransform,
                          .crs = spellings[i],
                          .pixel = plates,
                          .data = &ground };
      g_autofree char *path = fixture_write ("same.tif", &fixture);
      g_autoptr (MlsRaster) raster = fixture_open (path, NULL);

      g_assert_false (mls_raster_get_facts (raster)->is_warped);
      assert_plates (raster, 1, 1);
    }
}

static double
white (int band, int x, int y, gpointer data)
{
  return 255;
}

/* What a turned image does not cover is no photo, and its sides are where they belong. */
static void
test_outside (void)
{
  static const double geotransform[] = { 700000, 0.8660254, 0.5, 6600000, 0.5, -0.8660254 };
  Fixture fixture = { .width = 200, .height = 200, .geotransform = geotransform, .pixel = white };
  g_autofree char *path = fixture_write ("outside.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsPicture) picture = fixture_read (raster, -50, -150, 1, 400, 400);

  g_assert_cmpint (picture->cover, ==, MLS_COVER_PART);
  for (guint y = 0; y < 400; y++)
    for (guint x = 0; x < 400; x++)
      {
        double east = x + 0.5 - 50;
        double south = y + 0.5 - 150;
        double column = 0.8660254 * east - 0.5 * south;
        double row = 0.5 * east + 0.8660254 * south;

        if (column > 0.6 && column < 199.4 && row > 0.6 && row < 199.4)
          assert_colour (picture, x, y, 255, 255, 255);
        else if (column < -0.6 || column > 200.6 || row < -0.6 || row > 200.6)
          assert_no_photo (picture, x, y);
      }
}

/* An image of the whole world, seen where it has a place and where the projection knows none. */
static void
test_world (void)
{
  static const double geotransform[] = { -180, 0.5, 0, 90, 0, -0.5 };
  Fixture fixture = { .width = 720, .height = 360, .geotransform = geotransform, .crs = "EPSG:4326",
                      .pixel = white };
  g_autofree char *path = fixture_write ("world.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsPicture) near = fixture_read (raster, 0, 0, 100, 128, 128);
  g_autoptr (MlsPicture)
    far = fixture_read_extent (raster, (MlsExtent){ -1.5e7, -1.5e7, 1.5e7, 1.5e7 }, 256, 256);

  g_assert_cmpint (near->cover, ==, MLS_COVER_FULL);
  assert_colour (near, 64, 64, 255, 255, 255);
  g_assert_cmpint (far->cover, !=, MLS_COVER_NONE);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/imagery/raster-warp/utm", test_utm);
  g_test_add_func ("/imagery/raster-warp/zone", test_zone);
  g_test_add_func ("/imagery/raster-warp/degrees", test_degrees);
  g_test_add_func ("/imagery/raster-warp/mercator", test_mercator);
  g_test_add_func ("/imagery/raster-warp/turned", test_turned);
  g_test_add_func ("/imagery/raster-warp/right-angle", test_right_angle);
  g_test_add_func ("/imagery/raster-warp/south-up", test_south_up);
  g_test_add_func ("/imagery/raster-warp/same", test_same);
  g_test_add_func ("/imagery/raster-warp/outside", test_outside);
  g_test_add_func ("/imagery/raster-warp/world", test_world);

  result = g_test_run ();
  fixture_end ();

  return result;
}
