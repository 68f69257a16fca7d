#include "fixture.h"

#include "imagery/error.h"
#include "imagery/raster.h"

#include <cpl_conv.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

static double
speckled (int band, int x, int y, gpointer data)
{
  return (x * 7919 + y * 104729 + band * 31) % 251;
}

/* The image is refused, for that reason, on one line that names it. */
static void
assert_refused (const char *uri, MlsImageryError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (uri);

  g_assert_null (mls_raster_open (uri, FIXTURE_CRS, NULL, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, (int) code);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_nonnull (strstr (error->message, name));
  g_test_message ("%s", error->message);
}

static char *
write_text (const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (name);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

static void
test_unreadable (void)
{
  g_autofree char *missing = fixture_path ("missing.tif");
  g_autofree char *pipe = fixture_path ("pipe.tif");
  g_autofree char *text = write_text ("text.tif", "This is no image.\n");
  g_autofree char *empty = write_text ("empty.tif", "");
  g_autofree char *folder = g_path_get_dirname (text);
  g_autofree char *torn = write_text ("torn.vrt", "<VRTDataset rasterXSize=\"20\"><oops>");

  assert_refused (missing, MLS_IMAGERY_ERROR_OPEN);

  /* Nobody ever writes into it. */
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (pipe, MLS_IMAGERY_ERROR_OPEN);

  assert_refused (text, MLS_IMAGERY_ERROR_OPEN);
  assert_refused (empty, MLS_IMAGERY_ERROR_OPEN);
  assert_refused (folder, MLS_IMAGERY_ERROR_OPEN);
  assert_refused (torn, MLS_IMAGERY_ERROR_OPEN);
}

static char *
write_vrt (const char *name, const char *size, const char *place, const char *bands)
{
  g_autofree char *text = g_strdup_printf ("<VRTDataset %s>%s%s</VRTDataset>", size, place, bands);

  return write_text (name, text);
}

#define PLACE "<SRS>EPSG:2154</SRS><GeoTransform>700000,1,0,6600000,0,-1</GeoTransform>"
#define BAND "<VRTRasterBand dataType=\"Byte\" band=\"1\"/>"

static void
test_absurd_size (void)
{
  g_autofree char *none = write_vrt ("none.vrt", "rasterXSize=\"0\" rasterYSize=\"0\"", PLACE,
                                     BAND);
  g_autofree char *huge = write_vrt (
    "huge.vrt", "rasterXSize=\"2000000000\" rasterYSize=\"2000000000\"", PLACE, BAND);
  g_autofree char *bare = write_vrt ("bare.vrt", "rasterXSize=\"20\" rasterYSize=\"20\"", PLACE,
                                     "");
  g_autofree char *complex_numbers = write_vrt (
    "complex.vrt", "rasterXSize=\"20\" rasterYSize=\"20\"", PLACE,
    "<VRTRasterBand dataType=\"CFloat32\" band=\"1\"/>");

  assert_refused (none, MLS_IMAGERY_ERROR_OPEN);
  assert_refused (huge, MLS_IMAGERY_ERROR_IMAGE);
  assert_refused (bare, MLS_IMAGERY_ERROR_OPEN);
  assert_refused (complex_numbers, MLS_IMAGERY_ERROR_IMAGE);
}

static void
test_absurd_place (void)
{
  static const char *const geotransforms[] = {
    "700000,0,0,6600000,0,-1",       "700000,nan,0,6600000,0,-1", "700000,1,0,inf,0,-1",
    "700000,1e-9,0,6600000,0,-1e-9", "0,1e30,0,0,0,-1e30",        "1e15,1,0,1e15,0,-1",
    "700000,1,1,6600000,1,1",        "0,0,0,0,0,0",              "1e300,1,0,1e300,0,-1",
    "0,1e300,0,0,0,-1e300",          "nan,nan,nan,nan,nan,nan",  "700000,1e300,1e300,6600000,-1e300,1e300",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (geotransforms); i++)
    {
      g_autofree char *place = g_strdup_printf (
        "<SRS>EPSG:2154</SRS><GeoTransform>%s</GeoTransform>", geotransforms[i]);
      g_autofree char *path = write_vrt ("absurd.vrt", "rasterXSize=\"20\" rasterYSize=\"20\"",
                                         place, BAND);

      assert_refused (path, MLS_IMAGERY_ERROR_PLACE);
    }
}

static void
test_nowhere (void)
{
  g_autofree char *bare = write_vrt ("nowhere.vrt", "rasterXSize=\"20\" rasterYSize=\"20\"", "",
                                     BAND);
  g_autofree char *gcps = write_vrt (
    "gcps.vrt", "rasterXSize=\"20\" rasterYSize=\"20\"",
    "<GCPList Projection=\"EPSG:2154\"><GCP Id=\"1\" Pixel=\"0\" Line=\"0\" X=\"700000\" "
    "Y=\"6600000\"/>"
    "<GCP Id=\"2\" Pixel=\"20\" Line=\"0\" X=\"700020\" Y=\"6600001\"/>"
    "<GCP Id=\"3\" Pixel=\"0\" Line=\"20\" X=\"700002\" Y=\"6599980\"/></GCPList>",
    BAND);

  assert_refused (bare, MLS_IMAGERY_ERROR_PLACE);
  assert_refused (gcps, MLS_IMAGERY_ERROR_GCPS);
}

/* Without a reference system it opens when told to take the project's. */
static void
test_no_crs (void)
{
  static const char *const unknown[] = { "", "LOCAL_CS[\"unnamed\",UNIT[\"metre\",1]]" };

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      Fixture fixture = { .width = 20, .height = 20, .crs = unknown[i], .pixel = speckled };
      g_autofree char *path = fixture_write ("no-crs.tif", &fixture);
      g_autoptr (MlsRaster) raster = NULL;
      g_autoptr (MlsPicture) picture = NULL;

      assert_refused (path, MLS_IMAGERY_ERROR_NO_CRS);

      raster = fixture_open (path, &(MlsRasterOptions){ .assume_project_crs = TRUE });
      picture = fixture_read (raster, 0, 0, 1, 20, 20);
      g_assert_null (mls_raster_get_facts (raster)->crs_name);
      g_assert_cmpint (picture->cover, ==, MLS_COVER_FULL);
      assert_colour (picture, 3, 4, speckled (0, 3, 4, NULL), speckled (1, 3, 4, NULL),
                     speckled (2, 3, 4, NULL));
    }
}

/* A project elsewhere on the planet. */
static void
test_elsewhere (void)
{
  static const double geotransform[] = { 0, 1, 0, 89.9, 0, -1e-3 };
  Fixture fixture = {
    .width = 20, .height = 20, .geotransform = geotransform, .crs = "EPSG:4326", .pixel = speckled
  };
  g_autofree char *path = fixture_write ("elsewhere.tif", &fixture);
  g_autoptr (GError) error = NULL;
  MlsRaster *raster = mls_raster_open (path, FIXTURE_CRS, NULL, &error);

  /* Either way it neither crashes nor lies about its place. */
  if (raster != NULL)
    g_assert_true (mls_extent_is_finite (&mls_raster_get_facts (raster)->extent));
  mls_raster_close (raster);
}

/* Half of the file is gone: what is there still shows, the rest is an error and nothing stale. */
static void
test_truncated (void)
{
  static const char *const tiled[] = { "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64", NULL };
  Fixture fixture = { .width = 512, .height = 512, .options = tiled, .pixel = speckled };
  g_autofree char *path = fixture_write ("truncated.tif", &fixture);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPicture) picture = mls_picture_new (64, 64);
  g_autoptr (MlsRaster) raster = NULL;
  MlsExtent top = { FIXTURE_X, FIXTURE_Y - 64, FIXTURE_X + 64, FIXTURE_Y };
  MlsExtent bottom = { FIXTURE_X, FIXTURE_Y - 512, FIXTURE_X + 64, FIXTURE_Y - 448 };
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_file_set_contents (path, contents, (gssize) (length / 2), &error);
  g_assert_no_error (error);

  raster = fixture_open (path, NULL);
  g_assert_true (mls_raster_read (raster, &top, picture, NULL, &error));
  g_assert_cmpint (picture->cover, ==, MLS_COVER_FULL);

  g_assert_false (mls_raster_read (raster, &bottom, picture, NULL, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_READ);
  g_assert_nonnull (strstr (error->message, "truncated.tif"));
  g_assert_cmpint (picture->cover, ==, MLS_COVER_NONE);
  assert_no_photo (picture, 10, 10);
}

#define MEMBER                                                                                             \
  "<SimpleSource><SourceFilename relativeToVRT=\"1\">%s</SourceFilename><SourceBand>1</SourceBand>"          \
  "<SourceProperties RasterXSize=\"64\" RasterYSize=\"64\" DataType=\"Byte\" BlockXSize=\"64\" "           \
  "BlockYSize=\"64\"/><SrcRect xOff=\"0\" yOff=\"0\" xSize=\"64\" ySize=\"64\"/>"                          \
  "<DstRect xOff=\"%d\" yOff=\"0\" xSize=\"64\" ySize=\"64\"/></SimpleSource>"

/* As large as an image may be: what is read of it is no more than what is shown. */
static void
test_vast (void)
{
  Fixture fixture = { .width = 64, .height = 64, .n_bands = 1, .pixel = speckled };
  g_autofree char *here = fixture_write ("here.tif", &fixture);
  g_autofree char *bands = g_strdup_printf (
    "<VRTRasterBand dataType=\"Byte\" band=\"1\">" MEMBER "</VRTRasterBand>", "here.tif", 0);
  g_autofree char *path = write_vrt ("vast.vrt", "rasterXSize=\"500000000\" rasterYSize=\"500000000\"",
                                     "<SRS>EPSG:2154</SRS><GeoTransform>700000,0.001,0,6600000,0,-0.001</GeoTransform>",
                                     bands);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsPicture) whole = fixture_read (raster, 0, 0, 500000.0 / 64, 64, 64);
  g_autoptr (MlsPicture) corner = fixture_read (raster, 0, 0, 0.001, 64, 64);

  g_assert_cmpint (whole->cover, ==, MLS_COVER_FULL);
  assert_colour (corner, 3, 4, speckled (0, 3, 4, NULL), speckled (0, 3, 4, NULL), speckled (0, 3, 4, NULL));
}

/* Members of a mosaic may be missing, be no image, or the mosaic itself: what they hold cannot be read, and
 * that is said; the others are shown. */
static void
test_lost_member (void)
{
  static const char *const lost[] = { "gone.tif", "folder", "mosaic.vrt", "text.tif" };
  Fixture fixture = { .width = 64, .height = 64, .n_bands = 1, .pixel = speckled };
  g_autofree char *here = fixture_write ("here.tif", &fixture);
  g_autofree char *text = write_text ("text.tif", "This is no image.\n");
  g_autofree char *folder = fixture_path ("folder");

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (lost); i++)
    {
      g_autofree char *bands = g_strdup_printf (
        "<VRTRasterBand dataType=\"Byte\" band=\"1\">" MEMBER MEMBER "</VRTRasterBand>", lost[i], 0, "here.tif", 64);
      g_autofree char *path = write_vrt ("mosaic.vrt", "rasterXSize=\"128\" rasterYSize=\"64\"", PLACE, bands);
      g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
      g_autoptr (MlsPicture) picture = mls_picture_new (128, 64);
      g_autoptr (GError) error = NULL;

      g_assert_false (
        mls_raster_read (raster, &mls_raster_get_facts (raster)->extent, picture, NULL, &error));
      g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_READ);
      g_assert_nonnull (strstr (error->message, "mosaic.vrt"));
      g_test_message ("%s", error->message);
      assert_no_photo (picture, 63, 10);
      assert_colour (picture, 64, 10, speckled (0, 0, 10, NULL), speckled (0, 0, 10, NULL), speckled (0, 0, 10, NULL));
      assert_colour (picture, 127, 63, speckled (0, 63, 63, NULL), speckled (0, 63, 63, NULL),
                     speckled (0, 63, 63, NULL));
    }
}

/* Numbers that have to be stretched first are those that can be read. */
static void
test_lost_deep (void)
{
  Fixture fixture = { .width = 64, .height = 64, .n_bands = 1, .type = GDT_UInt16, .pixel = speckled };
  g_autofree char *here = fixture_write ("deep.tif", &fixture);
  g_autofree char *bands = g_strdup_printf (
    "<VRTRasterBand dataType=\"UInt16\" band=\"1\">" MEMBER MEMBER "</VRTRasterBand>", "gone.tif", 0, "deep.tif", 64);
  g_autofree char *path = write_vrt ("deep.vrt", "rasterXSize=\"128\" rasterYSize=\"64\"", PLACE, bands);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsPicture) picture = mls_picture_new (128, 64);
  g_autoptr (GError) error = NULL;

  g_assert_false (
    mls_raster_read (raster, &mls_raster_get_facts (raster)->extent, picture, NULL, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_READ);
  assert_no_photo (picture, 63, 10);
  g_assert_cmpuint (fixture_mask_at (picture, 64, 10), ==, 255);
}

static void
test_cancelled (void)
{
  Fixture fixture = { .width = 64, .height = 64, .pixel = speckled };
  g_autofree char *path = fixture_write ("cancelled.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsPicture) picture = mls_picture_new (20, 20);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (
    mls_raster_read (raster, &mls_raster_get_facts (raster)->extent, picture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (picture->cover, ==, MLS_COVER_NONE);
}

/* Pixels a hundred times as high as wide need no more memory than others. */
static void
test_oblong (void)
{
  static const double geotransform[] = { FIXTURE_X, 0.01, 0, FIXTURE_Y, 0, -1 };
  Fixture fixture = {
    .width = 4000, .height = 40, .geotransform = geotransform, .pixel = speckled
  };
  g_autofree char *path = fixture_write ("oblong.tif", &fixture);
  g_autoptr (MlsRaster) raster = fixture_open (path, NULL);
  g_autoptr (MlsPicture) picture = fixture_read (raster, 0, 0, 1, 40, 40);

  g_assert_cmpint (picture->cover, ==, MLS_COVER_FULL);
}

/* GDAL and PROJ complain to us, never to the terminal. */
static void
test_silent (void)
{
  if (g_test_subprocess ())
    {
      g_autofree char *torn = write_text ("torn.vrt", "<VRTDataset rasterXSize=\"20\"><oops>");
      Fixture fixture = { .width = 20, .height = 20, .crs = "", .pixel = speckled };
      g_autofree char *no_crs = fixture_write ("no-crs.tif", &fixture);

      g_assert_null (mls_raster_open (torn, FIXTURE_CRS, NULL, NULL));
      g_assert_null (mls_raster_open (no_crs, FIXTURE_CRS, NULL, NULL));
      g_assert_null (mls_raster_open ("/vsicurl/http://127.0.0.1:9/a.tif", FIXTURE_CRS, NULL, NULL));
      g_assert_null (GDALOpen (torn, GA_ReadOnly));
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("");
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/imagery/raster-errors/unreadable", test_unreadable);
  g_test_add_func ("/imagery/raster-errors/absurd-size", test_absurd_size);
  g_test_add_func ("/imagery/raster-errors/absurd-place", test_absurd_place);
  g_test_add_func ("/imagery/raster-errors/nowhere", test_nowhere);
  g_test_add_func ("/imagery/raster-errors/no-crs", test_no_crs);
  g_test_add_func ("/imagery/raster-errors/elsewhere", test_elsewhere);
  g_test_add_func ("/imagery/raster-errors/truncated", test_truncated);
  g_test_add_func ("/imagery/raster-errors/vast", test_vast);
  g_test_add_func ("/imagery/raster-errors/lost-member", test_lost_member);
  g_test_add_func ("/imagery/raster-errors/lost-deep", test_lost_deep);
  g_test_add_func ("/imagery/raster-errors/cancelled", test_cancelled);
  g_test_add_func ("/imagery/raster-errors/oblong", test_oblong);
  g_test_add_func ("/imagery/raster-errors/silent", test_silent);

  result = g_test_run ();
  fixture_end ();

  return result;
}
