#include "fixture.h"

#include "remove-tree.h"

#include "imagery/init.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogr_srs_api.h>
#include <string.h>

/* The folder the images of this test live in. */
static char *folder;

void
fixture_begin (void)
{
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("mls-imagery-XXXXXX", &error);
  g_assert_no_error (error);

  /* Nothing that an earlier run kept. */
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  mls_imagery_init ();
}

void
fixture_end (void)
{
  remove_tree (folder);
  g_clear_pointer (&folder, g_free);
}

char *
fixture_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* The path of a real file, or NULL with the test skipped when it is not at hand. */
char *
fixture_shared (const char *path)
{
  const char *shared = g_getenv ("MLS_SHARED");
  g_autofree char *whole = g_build_filename (shared != NULL ? shared : "", "data", path, NULL);

  if (shared == NULL || !g_file_test (whole, G_FILE_TEST_EXISTS))
    {
      g_autofree char *reason = g_strdup_printf ("data/%s is not here", path);

      g_test_skip (reason);
      return NULL;
    }

  return g_steal_pointer (&whole);
}

static void
write_band (GDALRasterBandH band, const Fixture *fixture, FixturePixel pixel, int number)
{
  g_autofree double *row = g_new (double, fixture->width);

  for (int y = 0; y < fixture->height; y++)
    {
      for (int x = 0; x < fixture->width; x++)
        row[x] = pixel (number, x, y, fixture->data);

      g_assert_cmpint (GDALRasterIO (band, GF_Write, 0, y, fixture->width, 1, row, fixture->width,
                                     1, GDT_Float64, 0, 0),
                       ==, CE_None);
    }
}

static OGRSpatialReferenceH
reference_new (const char *crs)
{
  OGRSpatialReferenceH reference = OSRNewSpatialReference (NULL);

  g_assert_cmpint (OSRSetFromUserInput (reference, crs), ==, OGRERR_NONE);
  OSRSetAxisMappingStrategy (reference, OAMS_TRADITIONAL_GIS_ORDER);

  return reference;
}

static void
place (GDALDatasetH dataset, const Fixture *fixture)
{
  double size = fixture->pixel_size > 0 ? fixture->pixel_size : 1;
  double square[] = { FIXTURE_X, size, 0, FIXTURE_Y, 0, -size };
  const char *crs = fixture->crs != NULL ? fixture->crs : "EPSG:2154";
  OGRSpatialReferenceH reference = *crs != '\0' ? reference_new (crs) : NULL;

  if (fixture->n_points > 0)
    g_assert_cmpint (GDALSetGCPs2 (dataset, fixture->n_points, fixture->points, reference), ==, CE_None);
  else
    GDALSetGeoTransform (dataset,
                         (double *) (fixture->geotransform != NULL ? fixture->geotransform : square));
  if (fixture->n_points == 0 && reference != NULL)
    GDALSetSpatialRef (dataset, reference);
  if (reference != NULL)
    OSRDestroySpatialReference (reference);
}

/* Writes an image of that name into the folder of the test. */
char *
fixture_write (const char *name, const Fixture *fixture)
{
  static const int levels[] = { 2, 4, 8, 16 };
  g_autofree char *path = fixture_path (name);
  GDALDriverH driver = GDALGetDriverByName (fixture->driver != NULL ? fixture->driver : "GTiff");
  GDALDataType type = fixture->type != GDT_Unknown ? fixture->type : GDT_Byte;
  int n_bands = fixture->n_bands > 0 ? fixture->n_bands : 3;
  GDALDatasetH dataset = GDALCreate (driver, path, fixture->width, fixture->height, n_bands, type,
                                     (char **) fixture->options);

  g_assert_nonnull (dataset);
  place (dataset, fixture);

  for (int i = 0; i < n_bands; i++)
    {
      GDALRasterBandH band = GDALGetRasterBand (dataset, i + 1);

      if (fixture->nodata != NULL)
        GDALSetRasterNoDataValue (band, *fixture->nodata);
      write_band (band, fixture, fixture->pixel, i);
    }

  if (fixture->mask != NULL)
    {
      CPLSetThreadLocalConfigOption ("GDAL_TIFF_INTERNAL_MASK", "YES");
      g_assert_cmpint (GDALCreateDatasetMaskBand (dataset, GMF_PER_DATASET), ==, CE_None);
      CPLSetThreadLocalConfigOption ("GDAL_TIFF_INTERNAL_MASK", NULL);
      write_band (GDALGetMaskBand (GDALGetRasterBand (dataset, 1)), fixture, fixture->mask, 0);
    }

  if (fixture->overviews != NULL)
    g_assert_cmpint (GDALBuildOverviews (dataset, fixture->overviews, G_N_ELEMENTS (levels), levels,
                                         0, NULL, NULL, NULL),
                     ==, CE_None);
  GDALClose (dataset);

  return g_steal_pointer (&path);
}

/* Opens an image in Lambert-93. */
MlsRaster *
fixture_open (const char *path, const MlsRasterOptions *options)
{
  g_autoptr (GError) error = NULL;
  MlsRaster *raster = mls_raster_open (path, FIXTURE_CRS, options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (raster);

  return raster;
}

MlsPicture *
fixture_read_extent (MlsRaster *raster, MlsExtent extent, guint width, guint height)
{
  g_autoptr (GError) error = NULL;
  MlsPicture *picture = mls_picture_new (width, height);

  /* Nothing of what was there may stay. */
  memset (picture->rgb, 123, (gsize) width * height * 3);
  memset (picture->mask, 77, (gsize) width * height);

  g_assert_true (mls_raster_read (raster, &extent, picture, NULL, &error));
  g_assert_no_error (error);

  return picture;
}

/* A window of the fixture's ground: from (x, y) metres east and south of its corner. */
MlsPicture *
fixture_read (MlsRaster *raster, double x, double y, double scale, guint width, guint height)
{
  return fixture_read_extent (raster,
                              (MlsExtent){ FIXTURE_X + x, FIXTURE_Y - y - scale * height,
                                           FIXTURE_X + x + scale * width, FIXTURE_Y - y },
                              width, height);
}
