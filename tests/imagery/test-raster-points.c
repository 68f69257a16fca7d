#include "fixture.h"

#include "imagery/error.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Images that nothing places but ground control points. */

typedef struct
{
  double pixel;
  double line;
  double east;
  double north;
} Point;

#define SIDE 64

static double
speckled (int band, int x, int y, gpointer data)
{
  return (x * 7919 + y * 104729 + band * 31) % 251;
}

/* Two metres to a pixel, turned by a right angle, and moved. */
static const Point square[] = {
  { 0, 0, 700000, 6600000 },
  { SIDE, 0, 700000, 6600000 + 2 * SIDE },
  { 0, SIDE, 700000 + 2 * SIDE, 6600000 },
  { SIDE, SIDE, 700000 + 2 * SIDE, 6600000 + 2 * SIDE },
};

static char *
write_points (const char *crs, const Point *points, guint n)
{
  Fixture fixture = { .width = SIDE, .height = SIDE, .n_bands = 1, .crs = "", .pixel = speckled };
  g_autofree char *member = fixture_write ("member.tif", &fixture);
  g_autofree char *path = fixture_path ("points.vrt");
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "<VRTDataset rasterXSize=\"%d\" rasterYSize=\"%d\"><GCPList%s%s%s>", SIDE, SIDE,
                          *crs != '\0' ? " Projection=\"" : "", crs, *crs != '\0' ? "\"" : "");
  for (guint i = 0; i < n; i++)
    {
      char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (numbers[0], sizeof numbers[0], points[i].pixel);
      g_ascii_dtostr (numbers[1], sizeof numbers[1], points[i].line);
      g_ascii_dtostr (numbers[2], sizeof numbers[2], points[i].east);
      g_ascii_dtostr (numbers[3], sizeof numbers[3], points[i].north);
      g_string_append_printf (text, "<GCP Id=\"%u\" Pixel=\"%s\" Line=\"%s\" X=\"%s\" Y=\"%s\"/>", i, numbers[0],
                              numbers[1], numbers[2], numbers[3]);
    }
  g_string_append_printf (text,
                          "</GCPList><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename>%s"
                          "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>",
                          member);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));

  return g_steal_pointer (&path);
}

static MlsRaster *
open_points (const char *crs, const Point *points, guint n, gboolean assume_crs, GError **error)
{
  const MlsRasterOptions options = { .assume_project_crs = assume_crs, .place_by_points = TRUE };
  g_autofree char *path = write_points (crs, points, n);

  return mls_raster_open (path, FIXTURE_CRS, &options, error);
}

static void
assert_refused (const Point *points, guint n, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_points ("EPSG:2154", points, n, FALSE, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_PLACE);
  g_assert_nonnull (strstr (error->message, "points.vrt"));
  g_assert_nonnull (strstr (error->message, part));
  g_test_message ("%s", error->message);
}

/* Points that agree place it exactly: each pixel is where they say. */
static void
test_exact (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsRaster) raster = open_points ("EPSG:2154", square, 4, FALSE, &error);
  g_autoptr (MlsPicture) picture = NULL;
  const MlsRasterFacts *facts;
  guint8 grey = (guint8) speckled (0, 10, 5, NULL);

  g_assert_no_error (error);
  facts = mls_raster_get_facts (raster);
  g_assert_cmpuint (facts->n_points, ==, 4);
  g_assert_cmpfloat (facts->residual_m, <, 1e-6);
  g_assert_cmpfloat_with_epsilon (facts->pixel_size, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (facts->extent.min_y, 6600000, 1e-6);
  g_assert_cmpfloat_with_epsilon (facts->extent.max_x, 700000 + 2 * SIDE, 1e-6);

  /* The square of ground of pixel (10, 5), enlarged. */
  picture = fixture_read_extent (raster, (MlsExtent){ 700010, 6600020, 700012, 6600022 }, 16, 16);
  assert_colour (picture, 8, 8, grey, grey, grey);
}

/* What they are off by is told in metres, also where they are in degrees. */
static void
test_residual (void)
{
  static const Point degrees[] = {
    { 0, 0, 3.0, 46.51 }, { SIDE, 0, 3.01, 46.51 }, { 0, SIDE, 3.0, 46.5 }, { SIDE, SIDE, 3.01, 46.5001 },
  };
  Point points[4];
  g_autoptr (MlsRaster) raster = NULL;
  g_autoptr (MlsRaster) other = NULL;

  memcpy (points, square, sizeof points);
  points[0].east += 4;
  raster = open_points ("EPSG:2154", points, 4, FALSE, NULL);
  g_assert_nonnull (raster);
  /* The best plane takes a quarter of it at each corner. */
  g_assert_cmpfloat_with_epsilon (mls_raster_get_facts (raster)->residual_m, 1, 1e-6);

  other = open_points ("EPSG:4326", degrees, 4, FALSE, NULL);
  g_assert_nonnull (other);
  g_assert_cmpfloat_with_epsilon (mls_raster_get_facts (other)->residual_m, 111.2e3 * 0.0001 / 4, 0.05);
}

static void
test_refused (void)
{
  static const Point line[] = {
    { 0, 0, 700000, 6600000 }, { 20, 20, 700020, 6599980 }, { 60, 60, 700060, 6599940 }, { 41, 41, 700041, 6599959 },
  };
  Point wrong[4];

  assert_refused (square, 2, "2");
  assert_refused (line, 4, "“");
  memcpy (wrong, square, sizeof wrong);
  wrong[1] = (Point){ SIDE, 0, 700500, 6600000 };
  assert_refused (wrong, 4, "m");
}

/* Points that do not say their system are in the project's if that is said. */
static void
test_no_crs (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsRaster) raster = NULL;

  g_assert_null (open_points ("", square, 4, FALSE, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_NO_CRS);
  raster = open_points ("", square, 4, TRUE, NULL);
  g_assert_nonnull (raster);
  g_assert_cmpuint (mls_raster_get_facts (raster)->n_points, ==, 4);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/imagery/raster-points/exact", test_exact);
  g_test_add_func ("/imagery/raster-points/residual", test_residual);
  g_test_add_func ("/imagery/raster-points/refused", test_refused);
  g_test_add_func ("/imagery/raster-points/no-crs", test_no_crs);

  result = g_test_run ();
  fixture_end ();

  return result;
}
