#include "fixture.h"

#include "imagery/error.h"
#include "imagery/raster.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* Tells every pixel from its neighbours. */
static double
numbered (int band, int x, int y, gpointer data)
{
  return band == 0 ? x & 255 : band == 1 ? y & 255 : (x >> 8) * 16 + (y >> 8);
}

/* Squares of 32 pixels, each of its own colour. */
static double
squares (int band, int x, int y, gpointer data)
{
  return ((x / 32) * 37 + (y / 32) * 59 + band * 83) % 256;
}

/* Rises by 2 a pixel to the east, in green to the south. */
static double
ramp (int band, int x, int y, gpointer data)
{
  return MIN (255, 2 * (band == 1 ? y : x));
}

static void
test_aligned (void)
{
  static const char *const tiled[] = { "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64", NULL };
  static const char *const planar[] = { "INTERLEAVE=BAND", "COMPRESS=DEFLATE", NULL };
  const char *const *const layouts[] = { NULL, tiled, planar };

  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      Fixture fixture = {
        .width = 400, .height = 300, .pixel_size = 0.2, .options = layouts[i], .pixel = numbered
      };
      g_autofree char *path = fixture_write ("aligned.tif", &fixture);
      g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
      static const int offsets[][2] = { { 0, 0 },    { 1, 0 },     { 37, 61 },
                                        { 144, 44 }, { -10, -20 }, { 300, 250 } };

      for (gsize k = 0; k < G_N_ELEMENTS (offsets); k++)
        {
          int x0 = offsets[k][0];
          int y0 = offsets[k][1];
          g_autoptr (MlsPicture) picture = fixture_read (raster, x0 * 0.2, y0 * 0.2, 0.2, 256, 200);

          for (int y = 0; y < 200; y++)
            for (int x = 0; x < 256; x++)
              if (x + x0 < 0 || x + x0 >= 400 || y + y0 < 0 || y + y0 >= 300)
                assert_no_photo (picture, x, y);
              else
                assert_colour (picture, x, y, (x + x0) & 255, (y + y0) & 255,
                               ((x + x0) >> 8) * 16 + ((y + y0) >> 8));

          g_assert_cmpint (picture->cover, ==, k < 4 ? MLS_COVER_FULL : MLS_COVER_PART);
        }
    }
}

/* Nothing is drawn, nothing fails beside the image. */
static void
test_beside (void)
{
  Fixture fixture = { .width = 64, .height = 64, .pixel = numbered };
  g_autofree char *path = fixture_write ("beside.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsPicture) beside = fixture_read (raster, 64, 0, 1, 32, 32);
  g_autoptr (MlsPicture) touching = fixture_read (raster, -0.3 * 32, 0, 0.3, 32, 32);
  g_autoptr (MlsPicture) far = fixture_read (raster, 1e6, 1e6, 1000, 32, 32);

  g_assert_cmpint (beside->cover, ==, MLS_COVER_NONE);
  g_assert_cmpint (touching->cover, ==, MLS_COVER_NONE);
  g_assert_cmpint (far->cover, ==, MLS_COVER_NONE);
}

/* A ramp is a ramp at any scale and offset: it tells where each pixel comes from, to a third of a
 * pixel of the image, half of which is rounding, and to 0.05 on the average. */
static void
test_sub_pixel (void)
{
  Fixture fixture = { .width = 128, .height = 128, .overviews = "AVERAGE", .pixel = ramp };
  g_autofree char *path = fixture_write ("ramp.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  double sum = 0;
  guint n_sum = 0;

  for (int i = 0; i < 300; i++)
    {
      double scale = exp2 (g_test_rand_double_range (-1.9, 4));
      double x0 = g_test_rand_double_range (0, 20);
      double y0 = g_test_rand_double_range (0, 20);
      guint n = (guint) (100 / scale);
      g_autoptr (MlsPicture) picture = fixture_read (raster, x0, y0, scale, n, n);
      guint border = (guint) ceil (2 * MAX (1, 4 / scale));

      for (guint k = border; k + border < n; k++)
        {
          double east = fixture_at (picture, k, n / 2)[0] - 2 * (x0 + (k + 0.5) * scale - 0.5);
          double south = fixture_at (picture, n / 2, k)[1] - 2 * (y0 + (k + 0.5) * scale - 0.5);

          g_assert_cmpfloat (fabs (east), <, 0.7 + 0.05 * scale);
          g_assert_cmpfloat (fabs (south), <, 0.7 + 0.05 * scale);
          sum += east + south;
          n_sum += 2;
        }
    }

  g_assert_cmpfloat (fabs (sum / n_sum), <, 0.1);
}

/* The middle of a square keeps its colour exactly, however far one goes away, and its borders stay
 * where they are. */
static void
test_overviews (void)
{
  static const char *const tiled[] = { "TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", NULL };
  static const double scales[] = { 0.05, 0.3, 0.66145833, 1, 1.323, 2, 2.6458, 3.99, 4, 5.7, 8 };
  Fixture fixture = {
    .width = 1024, .height = 768, .options = tiled, .overviews = "AVERAGE", .pixel = squares
  };
  g_autofree char *path = fixture_write ("squares.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);

  g_assert_true (mls_raster_get_facts (raster)->has_overviews);

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      double scale = scales[i];
      guint n = (guint) MIN (256, 500 / scale);
      g_autoptr (MlsPicture) picture = fixture_read (raster, 133.3, 71.9, scale, n, n);

      for (guint y = 0; y < n; y++)
        for (guint x = 0; x < n; x++)
          {
            double column = 133.3 + (x + 0.5) * scale;
            double row = 71.9 + (y + 0.5) * scale;
            double margin = MAX (1, scale) * 4;

            if (fmod (column, 32) > margin && fmod (column, 32) < 32 - margin &&
                fmod (row, 32) > margin && fmod (row, 32) < 32 - margin)
              assert_colour (picture, x, y, squares (0, (int) column, (int) row, NULL),
                             squares (1, (int) column, (int) row, NULL),
                             squares (2, (int) column, (int) row, NULL));
          }
    }
}

/* Black to the west of 960 m, white to the east. */
static double
far_edge (int band, int x, int y, gpointer data)
{
  return x < 960 ? 0 : 255;
}

/* The overviews of an image of odd size have pixels that are no power of two: an edge at its far end
 * stays where it is at every scale, to a tenth of a pixel. */
static void
test_odd_size (void)
{
  static const double scales[] = { 1.1, 2.1, 4.2, 8.2, 16.5 };
  Fixture fixture = { .width = 1001, .height = 1001, .overviews = "AVERAGE", .pixel = far_edge };
  g_autofree char *path = fixture_write ("odd.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      guint n = (guint) (1000 / scales[i]);
      g_autoptr (MlsPicture) picture = fixture_read (raster, 0, 0, scales[i], n, 4);
      double dark = 0;

      for (guint x = 0; x < n; x++)
        dark += (255 - fixture_at (picture, x, 2)[0]) / 255.0;
      g_assert_cmpfloat_with_epsilon (dark, 960 / scales[i], 0.1);
    }
}

/* Each level its own grey: which overview was read shows. */
static double
level_colour (int band, int x, int y, gpointer data)
{
  return 10;
}

static void
paint_overviews (const char *path)
{
  GDALDatasetH dataset = GDALOpen (path, GA_Update);

  for (int band = 1; band <= 3; band++)
    for (int i = 0; i < GDALGetOverviewCount (GDALGetRasterBand (dataset, band)); i++)
      GDALFillRaster (GDALGetOverview (GDALGetRasterBand (dataset, band), i), 50 * (i + 1), 0);
  GDALClose (dataset);
}

static void
test_overview_choice (void)
{
  static const struct
  {
    double scale;
    guint  colour;
  } cases[] = {
    { 0.2, 10 }, { 1, 10 }, { 1.9, 10 }, { 1.97, 50 }, { 2, 50 }, { 3.8, 50 }, { 4, 100 },
    { 7.5, 100 }, { 8, 150 }, { 15.2, 150 }, { 16, 200 }, { 30, 200 }, { 60, 200 },
  };
  Fixture fixture = {
    .width = 2048, .height = 2048, .overviews = "NEAREST", .pixel = level_colour
  };
  g_autofree char *path = fixture_write ("levels.tif", &fixture);
  g_autoptr (MlsRaster) raster = NULL;

  paint_overviews (path);
  raster = fixture_open (path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MlsPicture) picture = fixture_read (raster, 50, 50, cases[i].scale, 16, 16);

      assert_colour (picture, 8, 8, cases[i].colour, cases[i].colour, cases[i].colour);
    }
}

/* Lines of one pixel must come out grey, not as lines of their own. */
static double
stripes (int band, int x, int y, gpointer data)
{
  return x & 1 ? 255 : 0;
}

static void
test_no_aliasing (void)
{
  static const double scales[] = { 2, 2.4, 3, 3.7, 6.3, 11, 40 };
  Fixture fixture = { .width = 1500, .height = 1500, .overviews = "AVERAGE", .pixel = stripes };
  g_autofree char *path = fixture_write ("stripes.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (MlsPicture) picture = fixture_read (raster, 200.3, 200.3, scales[i], 24, 24);

      for (guint x = 0; x < 24; x++)
        {
          g_assert_cmpuint (fixture_at (picture, x, 12)[0], >=, 118);
          g_assert_cmpuint (fixture_at (picture, x, 12)[0], <=, 138);
        }
    }
}

/* Without overviews, up to four times every pixel still counts. */
static void
test_no_overviews (void)
{
  static const double scales[] = { 2.2, 3.1, 4 };
  Fixture fixture = { .width = 600, .height = 600, .pixel = stripes };
  g_autofree char *path = fixture_write ("bare.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsPicture) far = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (MlsPicture) picture = fixture_read (raster, 100.3, 100.3, scales[i], 24, 24);

      for (guint x = 0; x < 24; x++)
        g_assert_cmpfloat_with_epsilon (fixture_at (picture, x, 12)[0], 127.5, 12);
    }

  /* Far away it is a grey dot on its place. */
  far = fixture_read (raster, -600 * 4, -600 * 4, 600, 16, 16);
  g_assert_cmpuint (fixture_mask_at (far, 4, 4), ==, 255);
  assert_no_photo (far, 3, 4);
  assert_no_photo (far, 5, 5);
}

/* Enlarged far, a pixel is a square with sharp sides; nearer, it is smooth. */
static void
test_magnified (void)
{
  Fixture fixture = { .width = 64, .height = 64, .pixel = stripes };
  g_autofree char *path = fixture_write ("magnified.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsPicture) crisp = fixture_read (raster, 10, 10, 0.1, 100, 100);
  g_autoptr (MlsPicture) smooth = fixture_read (raster, 10, 10, 1 / 3.0, 90, 90);
  guint n_between = 0;

  for (guint x = 0; x < 100; x++)
    g_assert_cmpuint (fixture_at (crisp, x, 50)[0], ==, (x / 10) & 1 ? 255 : 0);

  for (guint x = 0; x < 90; x++)
    n_between += fixture_at (smooth, x, 50)[0] > 20 && fixture_at (smooth, x, 50)[0] < 235;
  g_assert_cmpuint (n_between, >, 30);
}

/* Two windows that share a side continue each other: what both show is the same. */
static void
test_seams (void)
{
  static const double scales[] = { 0.17, 0.6614583, 1.7, 3.3, 9.1 };
  Fixture fixture = { .width = 900, .height = 900, .overviews = "AVERAGE", .pixel = numbered };
  g_autofree char *path = fixture_write ("seams.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      double s = scales[i];
      g_autoptr (MlsPicture) whole = fixture_read (raster, 90, 90, s, 64, 64);
      g_autoptr (MlsPicture) part = fixture_read (raster, 90 + 32 * s, 90, s, 32, 64);

      for (guint y = 0; y < 64; y++)
        for (guint x = 0; x < 32; x++)
          g_assert_cmpmem (fixture_at (whole, 32 + x, y), 3, fixture_at (part, x, y), 3);
    }
}

static double
left_half (int band, int x, int y, gpointer data)
{
  return x < 50 ? 255 : 0;
}

static double
with_alpha (int band, int x, int y, gpointer data)
{
  return band == 3 ? left_half (band, x, y, data) : squares (band, x, y, data);
}

static void
assert_left_half (const char *path)
{
  static const double scales[] = { 0.1, 0.5, 1, 1.4, 2, 4 };
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      guint n = (guint) (100 / scales[i]);
      g_autoptr (MlsPicture) picture = fixture_read (raster, 0, 0, scales[i], n, n);

      g_assert_cmpint (picture->cover, ==, MLS_COVER_PART);
      for (guint x = 0; x < n; x++)
        {
          double column = (x + 0.5) * scales[i];

          if (column < 50 - scales[i] / 2)
            g_assert_cmpuint (fixture_mask_at (picture, x, n / 2), ==, 255);
          else if (column > 50 + scales[i] / 2)
            assert_no_photo (picture, x, n / 2);
        }
    }

  /* The dark of what is masked does not bleed over the border. */
  {
    g_autoptr (MlsPicture) picture = fixture_read (raster, 0, 0, 1.4, 70, 70);

    assert_colour (picture, 34, 5, squares (0, 47, 5, NULL), squares (1, 47, 5, NULL),
                   squares (2, 47, 5, NULL));
  }
}

static void
test_mask (void)
{
  Fixture fixture = {
    .width = 100, .height = 100, .overviews = "AVERAGE", .pixel = squares, .mask = left_half
  };
  g_autofree char *path = fixture_write ("mask.tif", &fixture);

  assert_left_half (path);
}

static void
test_alpha (void)
{
  static const char *const options[] = { "ALPHA=YES", NULL };
  Fixture fixture = { .width = 100,
                      .height = 100,
                      .n_bands = 4,
                      .options = options,
                      .overviews = "AVERAGE",
                      .pixel = with_alpha };
  g_autofree char *path = fixture_write ("alpha.tif", &fixture);

  assert_left_half (path);
}

static double
grey_alpha (int band, int x, int y, gpointer data)
{
  return band == 1 ? left_half (band, x, y, data) : 100;
}

static void
test_grey (void)
{
  static const char *const options[] = { "ALPHA=YES", NULL };
  Fixture grey = { .width = 40, .height = 40, .n_bands = 1, .pixel = numbered };
  Fixture alpha = {
    .width = 100, .height = 40, .n_bands = 2, .options = options, .pixel = grey_alpha
  };
  g_autofree char *path = fixture_write ("grey.tif", &grey);
  g_autofree char *alpha_path = fixture_write ("grey-alpha.tif", &alpha);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsRaster) alpha_raster = fixture_open (alpha_path, NULL);
  g_autoptr (MlsPicture) picture = fixture_read (raster, 3, 0, 1, 20, 20);
  g_autoptr (MlsPicture) alpha_picture = fixture_read (alpha_raster, 0, 0, 1, 100, 40);

  assert_colour (picture, 5, 5, 8, 8, 8);
  assert_colour (alpha_picture, 49, 5, 100, 100, 100);
  assert_no_photo (alpha_picture, 50, 5);
}

static double
index_of (int band, int x, int y, gpointer data)
{
  return (x / 10) % 4;
}

static void
test_palette (void)
{
  Fixture fixture = { .width = 80, .height = 80, .n_bands = 1, .pixel = index_of };
  g_autofree char *path = fixture_write ("palette.tif", &fixture);
  GDALDatasetH dataset = GDALOpen (path, GA_Update);
  GDALColorTableH table = GDALCreateColorTable (GPI_RGB);
  GDALColorEntry red = { 200, 10, 20, 255 };
  GDALColorEntry green = { 1, 222, 3, 255 };
  GDALColorEntry clear = { 9, 9, 9, 0 };
  g_autoptr (MlsRaster) raster = NULL;
  g_autoptr (MlsPicture) picture = NULL;
  g_autoptr (MlsPicture) reduced = NULL;

  GDALSetColorEntry (table, 0, &red);
  GDALSetColorEntry (table, 1, &green);
  GDALSetColorEntry (table, 2, &clear);
  GDALSetColorEntry (table, 3, &red);
  GDALSetRasterColorTable (GDALGetRasterBand (dataset, 1), table);
  GDALDestroyColorTable (table);
  GDALClose (dataset);

  raster = fixture_open (path, NULL);
  picture = fixture_read (raster, 0, 0, 1, 40, 40);
  assert_colour (picture, 5, 5, 200, 10, 20);
  assert_colour (picture, 15, 5, 1, 222, 3);
  assert_colour (picture, 35, 5, 200, 10, 20);

  /* Colours are mixed, not indices. */
  reduced = fixture_read (raster, 8, 0, 2.5, 2, 2);
  g_assert_cmpuint (fixture_at (reduced, 0, 1)[2], <, 21);
  g_assert_cmpuint (fixture_at (reduced, 0, 1)[0] + fixture_at (reduced, 0, 1)[1], >, 200);
}

/* 1000 to 5000, in a frame of nodata. */
static double
deep (int band, int x, int y, gpointer data)
{
  return x < 10 ? 0 : 1000 + 4000.0 * (x - 10) / 389 + band * 100;
}

static void
test_sixteen_bits (void)
{
  static const GDALDataType types[] = { GDT_UInt16, GDT_Int16, GDT_Float32, GDT_UInt32 };
  static const double nodata = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      Fixture fixture = { .width = 400,
                          .height = 300,
                          .type = types[i],
                          .nodata = &nodata,
                          .overviews = "AVERAGE",
                          .pixel = deep };
      g_autofree char *path = fixture_write ("deep.tif", &fixture);
      g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
      g_autoptr (MlsRaster) other = fixture_open (path, NULL);
      g_autoptr (MlsPicture) picture = fixture_read (raster, 0, 0, 1, 400, 100);
      g_autoptr (MlsPicture) again = fixture_read (other, 0, 0, 1, 400, 100);

      assert_no_photo (picture, 5, 50);
      g_assert_cmpuint (fixture_at (picture, 12, 50)[0], ==, 0);
      g_assert_cmpuint (fixture_at (picture, 397, 50)[2], ==, 255);
      g_assert_cmpfloat_with_epsilon (fixture_at (picture, 204, 50)[0], 121, 3);
      g_assert_cmpfloat_with_epsilon (fixture_at (picture, 204, 50)[2], 134, 3);
      g_assert_cmpmem (picture->rgb, 400 * 100 * 3, again->rgb, 400 * 100 * 3);
    }
}

static double
grey_ramp (int band, int x, int y, gpointer data)
{
  return x < 128 ? x : 255;
}

/* What is asked to be black and white is, whatever the numbers are, and the rest lies between. */
static void
test_stretch (void)
{
  static const GDALDataType types[] = { GDT_Byte, GDT_UInt16, GDT_Float32 };
  MlsRasterOptions options = { .stretch = { { 20, 120 }, { 0, 100 }, { 0, 255 } } };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      Fixture fixture = { .width = 256, .height = 16, .type = types[i], .pixel = grey_ramp };
      g_autofree char *path = fixture_write ("ramp.tif", &fixture);
      g_autoptr (MlsRaster) raster = fixture_open (path, &options);
      g_autoptr (MlsPicture) picture = fixture_read (raster, 0, 0, 1, 256, 16);

      g_assert_true (mls_raster_get_facts (raster)->is_deep == (i > 0));
      assert_colour (picture, 10, 5, 0, 26, 10);
      assert_colour (picture, 70, 5, 128, 179, 70);
      assert_colour (picture, 125, 5, 255, 255, 125);
    }
}

/* A forest: each band from the first of its numbers to the second, from row to row. */
static double
forest (int band, int x, int y, gpointer data)
{
  const double (*ends)[2] = data;

  return ends[band][0] + (ends[band][1] - ends[band][0]) * (y % 5) / 4;
}

static void
assert_forest (const double ends[3][2], int row, guint red, guint green, guint blue)
{
  Fixture fixture = { .width = 256, .height = 256, .type = GDT_UInt16, .pixel = forest, .data = (gpointer) ends };
  g_autofree char *path = fixture_write ("forest.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsPicture) picture = fixture_read (raster, 0, 0, 1, 256, 256);

  assert_colour (picture, 100, row, red, green, blue);
}

/* The colours of deep numbers stay what they are: a forest is green in the middle of its light, and no grey. Only of
 * bands that have too little in common does each use all there is. */
static void
test_colours (void)
{
  static const double visible[3][2] = { { 200, 400 }, { 500, 900 }, { 150, 350 } };
  static const double infrared[3][2] = { { 1500, 5500 }, { 200, 600 }, { 300, 900 } };

  assert_forest (visible, 0, 17, 119, 0);
  assert_forest (visible, 2, 51, 187, 34);
  assert_forest (visible, 4, 85, 255, 68);
  assert_forest (infrared, 0, 0, 0, 0);
  assert_forest (infrared, 4, 255, 255, 255);
}

/* Of a part of the image: the west has 0 to 127, the east one number. */
static void
test_measure (void)
{
  static const MlsExtent west = { FIXTURE_X, FIXTURE_Y - 16, FIXTURE_X + 128, FIXTURE_Y };
  static const MlsExtent east = { FIXTURE_X + 130, FIXTURE_Y - 16, FIXTURE_X + 500, FIXTURE_Y + 90 };
  static const MlsExtent beside = { FIXTURE_X + 600, FIXTURE_Y - 16, FIXTURE_X + 700, FIXTURE_Y };
  static const GDALDataType types[] = { GDT_Byte, GDT_UInt16 };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      Fixture fixture = { .width = 256, .height = 16, .type = types[i], .pixel = grey_ramp };
      g_autofree char *path = fixture_write ("ramp.tif", &fixture);
      g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
      g_autoptr (GError) error = NULL;
      MlsStretch stretch[3];

      g_assert_true (mls_raster_measure (raster, &west, stretch, NULL, NULL));
      g_assert_cmpfloat_with_epsilon (stretch[1].low, 2, 4);
      g_assert_cmpfloat_with_epsilon (stretch[1].high, 125, 4);
      g_assert_true (mls_raster_measure (raster, &east, stretch, NULL, NULL));
      g_assert_cmpfloat (stretch[2].low, ==, 254);
      g_assert_cmpfloat (stretch[2].high, ==, 256);
      g_assert_false (mls_raster_measure (raster, &beside, stretch, NULL, &error));
      g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_PLACE);
    }
}

static double
one_bit (int band, int x, int y, gpointer data)
{
  return x & 1;
}

static void
test_one_bit (void)
{
  static const char *const options[] = { "NBITS=1", NULL };
  Fixture fixture = {
    .width = 64, .height = 64, .n_bands = 1, .options = options, .pixel = one_bit
  };
  g_autofree char *path = fixture_write ("bits.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsPicture) picture = fixture_read (raster, 0, 0, 1, 64, 64);

  assert_colour (picture, 10, 10, 0, 0, 0);
  assert_colour (picture, 11, 10, 255, 255, 255);
}

static double
white_roof (int band, int x, int y, gpointer data)
{
  return x < 10 ? 255 : x < 20 ? (band == 0 ? 255 : 100) : 50;
}

static void
test_nodata_white (void)
{
  static const double nodata = 255;
  Fixture fixture = { .width = 40, .height = 40, .nodata = &nodata, .pixel = white_roof };
  g_autofree char *path = fixture_write ("white.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsRaster)
    heeding = fixture_open (path, &(MlsRasterOptions){ .nodata = MLS_NODATA_HEED });
  g_autoptr (MlsPicture) picture = fixture_read (raster, 0, 0, 1, 40, 40);
  g_autoptr (MlsPicture) punched = fixture_read (heeding, 0, 0, 1, 40, 40);

  assert_colour (picture, 5, 5, 255, 255, 255);
  g_assert_cmpint (picture->cover, ==, MLS_COVER_FULL);

  assert_no_photo (punched, 5, 5);
  assert_colour (punched, 15, 5, 255, 100, 100);
  assert_colour (punched, 25, 5, 50, 50, 50);
}

static double
black_edge (int band, int x, int y, gpointer data)
{
  return x < 10 ? 0 : x < 20 ? (band == 0 ? 0 : 100) : 50;
}

static void
test_nodata_black (void)
{
  static const double nodata = 0;
  Fixture fixture = { .width = 40, .height = 40, .nodata = &nodata, .pixel = black_edge };
  g_autofree char *path = fixture_write ("black.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsRaster)
    ignoring = fixture_open (path, &(MlsRasterOptions){ .nodata = MLS_NODATA_IGNORE });
  g_autoptr (MlsPicture) picture = fixture_read (raster, 0, 0, 1, 40, 40);
  g_autoptr (MlsPicture) whole = fixture_read (ignoring, 0, 0, 1, 40, 40);

  assert_no_photo (picture, 5, 5);
  assert_colour (picture, 15, 5, 0, 100, 100);
  assert_colour (whole, 5, 5, 0, 0, 0);
}

static double
band_number (int band, int x, int y, gpointer data)
{
  return 10 * (band + 1);
}

static void
test_bands (void)
{
  static const char *const plain[] = { "PHOTOMETRIC=MINISBLACK", "ALPHA=NO", NULL };
  static const char *const as_alpha[] = { "PHOTOMETRIC=RGB", "ALPHA=YES", NULL };
  const char *const *const kinds[] = { plain, as_alpha };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Fixture fixture = {
        .width = 16, .height = 16, .n_bands = 4, .options = kinds[i], .pixel = band_number
      };
      g_autofree char *path = fixture_write ("bands.tif", &fixture);
      g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
      g_autoptr (MlsRaster)
        infrared = fixture_open (path, &(MlsRasterOptions){ .bands = { 4, 1, 2 } });
      g_autoptr (MlsPicture) picture = fixture_read (raster, 0, 0, 1, 16, 16);
      g_autoptr (MlsPicture) red = fixture_read (infrared, 0, 0, 1, 16, 16);

      g_assert_cmpuint (mls_raster_get_facts (raster)->n_bands, ==, 4);
      if (i == 0)
        assert_colour (picture, 3, 3, 10, 20, 30);
      assert_colour (red, 3, 3, 40, 10, 20);
    }
}

static void
test_no_such_band (void)
{
  Fixture fixture = { .width = 16, .height = 16, .pixel = band_number };
  g_autofree char *path = fixture_write ("bands.tif", &fixture);
  g_autoptr (GError) error = NULL;

  g_assert_null (
    mls_raster_open (path, FIXTURE_CRS, &(MlsRasterOptions){ .bands = { 5, 1, 2 } }, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_IMAGE);
  g_assert_nonnull (strstr (error->message, "band 5"));
}

static void
test_facts (void)
{
  Fixture fixture = { .width = 50, .height = 20, .pixel_size = 0.2, .pixel = numbered };
  g_autofree char *path = fixture_write ("Ortho 2024.tif", &fixture);
  GDALDatasetH dataset = GDALOpen (path, GA_Update);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (MlsRaster) raster = NULL;
  const MlsRasterFacts *facts;

  GDALSetMetadataItem (dataset, "TIFFTAG_DATETIME", "2024:06:30 11:22:33", NULL);
  GDALClose (dataset);
  raster = fixture_open (uri, NULL);
  facts = mls_raster_get_facts (raster);

  g_assert_cmpfloat (facts->extent.min_x, ==, FIXTURE_X);
  g_assert_cmpfloat_with_epsilon (facts->extent.max_x, FIXTURE_X + 10, 1e-6);
  g_assert_cmpfloat (facts->extent.max_y, ==, FIXTURE_Y);
  g_assert_cmpfloat_with_epsilon (facts->extent.min_y, FIXTURE_Y - 4, 1e-6);
  g_assert_cmpfloat_with_epsilon (facts->pixel_size, 0.2, 1e-6);
  g_assert_cmpint (facts->width, ==, 50);
  g_assert_cmpint (facts->height, ==, 20);
  g_assert_cmpuint (facts->n_bands, ==, 3);
  g_assert_cmpstr (facts->title, ==, "Ortho 2024");
  g_assert_cmpstr (facts->date, ==, "2024-06-30");
  g_assert_false (facts->is_warped);
  g_assert_true (facts->has_overviews);
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    const char *date;
  } cases[] = {
    { "2021-06-14T10:22:33Z", "2021-06-14" },
    { "1999/12/01", "1999-12-01" },
    { "2021:13:40 00:00:00", NULL },
    { "0000:00:00 00:00:00", NULL },
    { "yesterday", NULL },
    { "", NULL },
    { "2021", NULL },
    { "99999999999999999999:01:01", NULL },
  };
  Fixture fixture = { .width = 4, .height = 4, .pixel = numbered };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = fixture_write ("dated.tif", &fixture);
      GDALDatasetH dataset = GDALOpen (path, GA_Update);
      g_autoptr (MlsRaster) raster = NULL;

      GDALSetMetadataItem (dataset, "ACQUISITIONDATETIME", cases[i].text, NULL);
      GDALClose (dataset);
      raster = fixture_open (path, NULL);
      g_assert_cmpstr (mls_raster_get_facts (raster)->date, ==, cases[i].date);
    }
}

static double
grey (int band, int x, int y, gpointer data)
{
  return 100;
}

/* What GDAL brings along to read some formats would write all numbers of the program in English. */
static void
test_comma (void)
{
  Fixture fixture = { .driver = "GPKG", .width = 256, .height = 256, .pixel = grey };
  g_autofree char *path = fixture_write ("comma.gpkg", &fixture);
  g_autoptr (MlsRaster) raster = NULL;
  g_autofree char *number = NULL;

  g_assert_nonnull (setlocale (LC_NUMERIC, "fr_FR.UTF-8"));
  raster = fixture_open (path, NULL);
  number = g_strdup_printf ("%.1f", 0.5);
  g_assert_cmpstr (number, ==, "0,5");
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/imagery/raster/aligned", test_aligned);
  g_test_add_func ("/imagery/raster/beside", test_beside);
  g_test_add_func ("/imagery/raster/sub-pixel", test_sub_pixel);
  g_test_add_func ("/imagery/raster/overviews", test_overviews);
  g_test_add_func ("/imagery/raster/odd-size", test_odd_size);
  g_test_add_func ("/imagery/raster/overview-choice", test_overview_choice);
  g_test_add_func ("/imagery/raster/no-aliasing", test_no_aliasing);
  g_test_add_func ("/imagery/raster/no-overviews", test_no_overviews);
  g_test_add_func ("/imagery/raster/magnified", test_magnified);
  g_test_add_func ("/imagery/raster/seams", test_seams);
  g_test_add_func ("/imagery/raster/mask", test_mask);
  g_test_add_func ("/imagery/raster/alpha", test_alpha);
  g_test_add_func ("/imagery/raster/grey", test_grey);
  g_test_add_func ("/imagery/raster/palette", test_palette);
  g_test_add_func ("/imagery/raster/sixteen-bits", test_sixteen_bits);
  g_test_add_func ("/imagery/raster/stretch", test_stretch);
  g_test_add_func ("/imagery/raster/colours", test_colours);
  g_test_add_func ("/imagery/raster/measure", test_measure);
  g_test_add_func ("/imagery/raster/one-bit", test_one_bit);
  g_test_add_func ("/imagery/raster/comma", test_comma);
  g_test_add_func ("/imagery/raster/nodata-white", test_nodata_white);
  g_test_add_func ("/imagery/raster/nodata-black", test_nodata_black);
  g_test_add_func ("/imagery/raster/bands", test_bands);
  g_test_add_func ("/imagery/raster/no-such-band", test_no_such_band);
  g_test_add_func ("/imagery/raster/facts", test_facts);
  g_test_add_func ("/imagery/raster/dates", test_dates);

  result = g_test_run ();
  fixture_end ();

  return result;
}
