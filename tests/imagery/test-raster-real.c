#include "fixture.h"

#include "imagery/error.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Real photos, from others' hands, when they are there. */

/* At the size of its own pixels an image must be what GDAL reads, byte for byte. */
static void
assert_as_gdal_reads (const char *path)
{
  GDALDatasetH dataset = GDALOpen (path, GA_ReadOnly);
  int width = GDALGetRasterXSize (dataset);
  int height = GDALGetRasterYSize (dataset);
  gsize n_pixels = (gsize) width * (gsize) height;
  g_autofree guint8 *rgb = g_malloc (n_pixels * 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsRaster) raster = mls_raster_open (path, NULL, NULL, &error);
  g_autoptr (MlsPicture) picture = NULL;

  g_assert_no_error (error);
  picture = fixture_read_extent (raster, mls_raster_get_facts (raster)->extent, (guint) width,
                                 (guint) height);
  g_assert_cmpint (GDALDatasetRasterIO (dataset, GF_Read, 0, 0, width, height, rgb, width, height,
                                        GDT_Byte, 3, NULL, 3, 3 * width, 1),
                   ==, CE_None);
  GDALClose (dataset);

  for (gsize i = 0; i < n_pixels; i++)
    if (picture->mask[i] != 0)
      g_assert_cmpmem (picture->rgb + i * 3, 3, rgb + i * 3, 3);
  g_assert_cmpint (picture->cover, !=, MLS_COVER_NONE);
}

static void
test_exact (gconstpointer data)
{
  g_autofree char *path = fixture_shared (data);

  if (path != NULL)
    assert_as_gdal_reads (path);
}

/* An orthophoto whose system is a local one that merely bears a name: it is Lambert-93 all the
 * same. */
static void
test_lambert (void)
{
  g_autofree char *path = fixture_shared ("img_bdortho20/test_data_rgb.tif");
  g_autoptr (MlsRaster) raster = NULL;
  const MlsRasterFacts *facts;

  if (path == NULL)
    return;

  raster = fixture_open (path, NULL);
  facts = mls_raster_get_facts (raster);
  g_assert_false (facts->is_warped);
  g_assert_cmpfloat_with_epsilon (facts->pixel_size, 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (facts->extent.min_x, 770549.8, 1e-6);
  g_assert_cmpfloat_with_epsilon (facts->extent.max_y, 6277600.2, 1e-6);
}

/* Seen through another projection and back at the same scale, a photo is the photo. */
static void
test_warped (void)
{
  g_autofree char *path = fixture_shared ("img_naip10/m_4709963_se_14_1_20200831.tif");
  g_autoptr (MlsRaster) straight = NULL;
  g_autoptr (MlsRaster) warped = NULL;
  g_autoptr (MlsPicture) a = NULL;
  g_autoptr (MlsPicture) b = NULL;
  MlsExtent extent;
  double difference = 0;

  if (path == NULL)
    return;

  /* The neighbouring zone's system is its own, so that the image is warped; its middle is taken at
   * 40 m, where the two must look the same from afar. */
  straight = mls_raster_open (path, "EPSG:26914", NULL, NULL);
  warped = mls_raster_open (
    path, "+proj=tmerc +lon_0=-99 +k=0.9996 +x_0=500100 +y_0=0 +ellps=GRS80 +units=m", NULL, NULL);
  g_assert_false (mls_raster_get_facts (straight)->is_warped);
  g_assert_true (mls_raster_get_facts (warped)->is_warped);

  extent = mls_raster_get_facts (straight)->extent;
  extent = (MlsExtent){ extent.min_x + 500, extent.min_y + 500, extent.min_x + 2500,
                        extent.min_y + 2500 };
  a = fixture_read_extent (straight, extent, 200, 200);
  extent.min_x += 100;
  extent.max_x += 100;
  b = fixture_read_extent (warped, extent, 200, 200);

  g_assert_cmpint (b->cover, ==, MLS_COVER_FULL);
  for (gsize i = 0; i < 200 * 200 * 3; i++)
    difference += ABS (a->rgb[i] - b->rgb[i]);
  g_assert_cmpfloat (difference / (200 * 200 * 3), <, 4);
}

static void
test_infrared (void)
{
  g_autofree char *path = fixture_shared ("img_naip10/m_4709963_se_14_1_20150926.tif");
  g_autoptr (MlsRaster) natural = NULL;
  g_autoptr (MlsRaster) infrared = NULL;
  g_autoptr (MlsPicture) a = NULL;
  g_autoptr (MlsPicture) b = NULL;

  if (path == NULL)
    return;

  natural = mls_raster_open (path, NULL, NULL, NULL);
  infrared = mls_raster_open (path, NULL, &(MlsRasterOptions){ .bands = { 4, 1, 2 } }, NULL);
  a = fixture_read_extent (natural, mls_raster_get_facts (natural)->extent, 934, 723);
  b = fixture_read_extent (infrared, mls_raster_get_facts (infrared)->extent, 934, 723);

  for (guint y = 0; y < 723; y += 11)
    for (guint x = 0; x < 934; x += 13)
      if (fixture_mask_at (a, x, y) != 0 && fixture_mask_at (b, x, y) != 0)
        {
          g_assert_cmpuint (fixture_at (b, x, y)[1], ==, fixture_at (a, x, y)[0]);
          g_assert_cmpuint (fixture_at (b, x, y)[2], ==, fixture_at (a, x, y)[1]);
        }
}

static void
test_mask (gconstpointer data)
{
  g_autofree char *path = fixture_shared (data);
  g_autoptr (MlsRaster) raster = NULL;
  g_autoptr (MlsPicture) picture = NULL;

  if (path == NULL)
    return;

  raster = mls_raster_open (path, NULL, NULL, NULL);
  picture = fixture_read_extent (raster, mls_raster_get_facts (raster)->extent, 256, 256);
  g_assert_cmpint (picture->cover, ==, MLS_COVER_PART);
}

static void
test_gcps (void)
{
  g_autofree char *path = fixture_shared ("img_gdal_misc/cog_gcps.tif");
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;

  g_assert_null (mls_raster_open (path, FIXTURE_CRS, NULL, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_GCPS);
}

int
main (int argc, char *argv[])
{
  static const char *const files[] = {
    "img_bdortho20/test_data_rgb.tif", "img_bdortho20/test_data_irc.tif",
    "img_naip10/m_4709963_se_14_1_20100629.tif", "img_naip10/m_4709963_se_14_1_20150926.tif",
    "img_naip10/m_4709963_se_14_1_20200831.tif",
    "img_hro_colorado/201404_13SED190110_201404_0x1500m_CL_1.tif",
    "img_hro_colorado/201404_13SED190110_201404_0x1500m_CL_1_extmask.tif",
    "img_gdal_misc/cog_rgb.tif", "img_gdal_misc/cog_rgb_mask.tif", "img_gdal_misc/cog_rgba.tif",
    "img_gdal_misc/cog_uint8_rgb_nodata.tif",
  };
  static const char *const masked[] = {
    "img_gdal_misc/cog_uint8_rgb_mask.tif",
    "img_gdal_misc/cog_uint8_rgba.tif",
    "img_gdal_misc/cog_rgb_mask.tif",
  };
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_strconcat ("/imagery/raster-real/exact/", files[i], NULL);

      g_test_add_data_func (name, files[i], test_exact);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (masked); i++)
    {
      g_autofree char *name = g_strconcat ("/imagery/raster-real/mask/", masked[i], NULL);

      g_test_add_data_func (name, masked[i], test_mask);
    }
  g_test_add_func ("/imagery/raster-real/lambert", test_lambert);
  g_test_add_func ("/imagery/raster-real/warped", test_warped);
  g_test_add_func ("/imagery/raster-real/infrared", test_infrared);
  g_test_add_func ("/imagery/raster-real/gcps", test_gcps);

  result = g_test_run ();
  fixture_end ();

  return result;
}
