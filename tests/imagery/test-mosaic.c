#include "fixture.h"

#include "imagery/error.h"
#include "imagery/imagery.h"
#include "imagery/mosaic.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

static double
flat (int band, int x, int y, gpointer data)
{
  return GPOINTER_TO_INT (data) + band;
}

/* A tile of 16 × 16 m in column and row of the fixture's ground, in a folder of that name. */
static char *
write_tile (const char *folder, const char *name, double column, double row, int value)
{
  const double geotransform[] = { FIXTURE_X + 16 * column, 1, 0, FIXTURE_Y - 16 * row, 0, -1 };
  g_autofree char *path = g_build_filename (folder, name, NULL);
  Fixture fixture = { .width = 16, .height = 16, .geotransform = geotransform, .pixel = flat,
                      .data = GINT_TO_POINTER (value) };

  return fixture_write (path, &fixture);
}

static void
make_folder (const char *name)
{
  g_autofree char *path = fixture_path (name);

  g_assert_cmpint (g_mkdir_with_parents (path, 0755), ==, 0);
}

static MlsMosaic *
get (const char *name)
{
  static const MlsRasterOptions none = { 0 };
  g_autofree char *path = fixture_path (name);
  g_autoptr (GError) error = NULL;
  MlsMosaic *mosaic = mls_mosaic_get (path, FIXTURE_CRS, &none, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (mosaic);

  return mosaic;
}

/* What a folder shows of the first four tiles, a pixel a metre. */
static MlsPicture *
read_folder (const char *name, GError **error)
{
  static const MlsExtent ground = { FIXTURE_X, FIXTURE_Y - 32, FIXTURE_X + 32, FIXTURE_Y };
  g_autofree char *path = fixture_path (name);
  MlsImagerySource source = { path };
  g_autoptr (MlsImagery) imagery = mls_imagery_new (FIXTURE_CRS, &source, 1);
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  MlsPicture *picture = mls_picture_new (32, 32);

  mls_imagery_reader_read (reader, imagery, &ground, picture, NULL, error);

  return picture;
}

/* Tiles side by side, also in folders below, are one image; what is beside them is none. */
static void
test_tiles (void)
{
  g_autoptr (MlsMosaic) mosaic = NULL;
  g_autoptr (MlsPicture) picture = NULL;
  g_autoptr (GError) error = NULL;
  const MlsRasterFacts *facts;

  make_folder ("tiles/below/deeper");
  g_free (write_tile ("tiles", "a.tif", 0, 0, 10));
  g_free (write_tile ("tiles", "B.TIF", 1, 0, 20));
  g_free (write_tile ("tiles/below", "c.tif", 0, 1, 30));
  g_free (write_tile ("tiles/below/deeper", "d.tif", 1, 1, 40));
  g_free (write_tile ("tiles", "e.dat", 0, 0, 99));

  mosaic = get ("tiles");
  facts = mls_mosaic_get_facts (mosaic);
  g_assert_cmpuint (mls_mosaic_get_n_files (mosaic), ==, 4);
  g_assert_cmpuint (mls_mosaic_get_n_left (mosaic), ==, 0);
  g_assert_cmpfloat (facts->extent.max_x, ==, FIXTURE_X + 32);
  g_assert_cmpfloat (facts->extent.min_y, ==, FIXTURE_Y - 32);
  g_assert_cmpint (facts->width, ==, 32);
  g_assert_cmpuint (facts->n_bands, ==, 3);
  g_assert_cmpstr (facts->title, ==, "tiles");

  picture = read_folder ("tiles", &error);
  g_assert_no_error (error);
  g_assert_cmpint (picture->cover, ==, MLS_COVER_FULL);
  assert_colour (picture, 15, 15, 10, 11, 12);
  assert_colour (picture, 16, 15, 20, 21, 22);
  assert_colour (picture, 15, 16, 30, 31, 32);
  assert_colour (picture, 16, 16, 40, 41, 42);
}

/* A link to a folder that is there already does not make its files come again. */
static void
test_links (void)
{
  g_autofree char *to_itself = fixture_path ("links/itself");
  g_autofree char *to_below = fixture_path ("links/other");
  g_autoptr (MlsMosaic) mosaic = NULL;

  make_folder ("links/below");
  g_free (write_tile ("links", "a.tif", 0, 0, 10));
  g_free (write_tile ("links/below", "b.tif", 1, 0, 20));
  g_assert_cmpint (symlink (".", to_itself), ==, 0);
  g_assert_cmpint (symlink ("below", to_below), ==, 0);

  mosaic = get ("links");
  g_assert_cmpuint (mls_mosaic_get_n_files (mosaic), ==, 2);
}

/* A tile of 16 × 16 m that nothing places but its corners, one of which is off to the east. */
static char *
write_pointed (const char *name, double column, double off_m, int value)
{
  GDAL_GCP points[4];
  Fixture fixture = { .width = 16, .height = 16, .pixel = flat, .data = GINT_TO_POINTER (value), .points = points,
                      .n_points = G_N_ELEMENTS (points) };

  for (int i = 0; i < fixture.n_points; i++)
    points[i] = (GDAL_GCP){ .pszId = (char *) "", .pszInfo = (char *) "", .dfGCPPixel = i % 2 * 16, .dfGCPLine = i / 2 * 16,
                            .dfGCPX = FIXTURE_X + 16 * column + i % 2 * 16 + (i == 3 ? off_m : 0),
                            .dfGCPY = FIXTURE_Y - i / 2 * 16 };

  return fixture_write (name, &fixture);
}

/* Files that only points place are refused by name, and placed by them all alike when that is asked for. */
static void
test_points (void)
{
  static const MlsRasterOptions none = { 0 };
  static const MlsRasterOptions by_points = { .place_by_points = TRUE };
  static const MlsExtent ground = { FIXTURE_X, FIXTURE_Y - 16, FIXTURE_X + 32, FIXTURE_Y };
  g_autofree char *path = fixture_path ("pointed");
  MlsImagerySource source = { path, by_points };
  g_autoptr (MlsImagery) imagery = mls_imagery_new (FIXTURE_CRS, &source, 1);
  g_autoptr (MlsImageryReader) reader = mls_imagery_reader_new ();
  g_autoptr (MlsPicture) picture = mls_picture_new (32, 16);
  g_autoptr (MlsMosaic) mosaic = NULL;
  g_autoptr (GError) error = NULL;

  make_folder ("pointed");
  g_free (write_pointed ("pointed/a.tif", 0, 0, 10));
  g_free (write_pointed ("pointed/b.tif", 1, 0.4, 40));

  g_assert_null (mls_mosaic_get (path, FIXTURE_CRS, &none, NULL, NULL, NULL, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_GCPS);
  g_assert_nonnull (strstr (error->message, "pointed/a.tif”"));
  g_clear_error (&error);

  mosaic = mls_mosaic_get (path, FIXTURE_CRS, &by_points, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mls_mosaic_get_n_files (mosaic), ==, 2);
  g_assert_cmpuint (mls_mosaic_get_facts (mosaic)->n_points, ==, 8);
  g_assert_cmpfloat_with_epsilon (mls_mosaic_get_facts (mosaic)->residual_m, 0.1 / G_SQRT2, 1e-6);

  g_assert_true (mls_imagery_reader_read (reader, imagery, &ground, picture, NULL, &error));
  assert_colour (picture, 3, 8, 10, 11, 12);
  assert_colour (picture, 28, 8, 40, 41, 42);
}

/* The finest is on top, of equally fine ones the last. */
static void
test_overlap (void)
{
  const double geotransform[] = { FIXTURE_X, 0.25, 0, FIXTURE_Y, 0, -0.25 };
  Fixture fine = { .width = 16, .height = 16, .geotransform = geotransform, .pixel = flat,
                   .data = GINT_TO_POINTER (90) };
  g_autoptr (MlsPicture) picture = NULL;

  make_folder ("overlap");
  g_free (fixture_write ("overlap/0.tif", &fine));
  g_free (write_tile ("overlap", "1.tif", 0, 0, 10));
  g_free (write_tile ("overlap", "2.tif", 0.5, 0, 20));

  picture = read_folder ("overlap", NULL);
  assert_colour (picture, 3, 3, 90, 91, 92);
  assert_colour (picture, 5, 3, 10, 11, 12);
  assert_colour (picture, 8, 3, 20, 21, 22);
  assert_colour (picture, 23, 15, 20, 21, 22);
  assert_no_photo (picture, 24, 3);
}

/* Each file is read in its own reference system. */
static void
test_other_crs (void)
{
  const double utm[] = { 465900, 1, 0, 6594900, 0, -1 };
  Fixture fixture = { .width = 400, .height = 400, .crs = "EPSG:32631", .geotransform = utm, .pixel = flat,
                      .data = GINT_TO_POINTER (50) };
  g_autoptr (MlsMosaic) mosaic = NULL;

  make_folder ("systems");
  g_free (write_tile ("systems", "a.tif", 0, 0, 10));
  g_free (fixture_write ("systems/b.tif", &fixture));

  mosaic = get ("systems");
  g_assert_cmpuint (mls_mosaic_get_n_files (mosaic), ==, 2);
  g_assert_true (mls_mosaic_get_facts (mosaic)->is_warped);
}

/* Files that are no image are left out and told of; one that goes later is named, the rest shows. */
static void
test_damaged (void)
{
  g_autofree char *path = NULL;
  g_autofree char *gone = NULL;
  g_autoptr (MlsMosaic) mosaic = NULL;
  g_autoptr (MlsPicture) picture = NULL;
  g_autoptr (GError) error = NULL;

  make_folder ("damaged");
  path = fixture_path ("damaged/broken.tif");
  g_assert_true (g_file_set_contents (path, "no image", -1, NULL));
  g_free (write_tile ("damaged", "a.tif", 0, 0, 10));
  gone = write_tile ("damaged", "b.tif", 1, 0, 20);

  mosaic = get ("damaged");
  g_assert_cmpuint (mls_mosaic_get_n_files (mosaic), ==, 2);
  g_assert_cmpuint (mls_mosaic_get_n_left (mosaic), ==, 1);
  g_assert_nonnull (strstr (mls_mosaic_get_why_left (mosaic)->message, "broken.tif"));

  g_assert_cmpint (truncate (gone, 0), ==, 0);
  picture = read_folder ("damaged", &error);
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN);
  g_assert_nonnull (strstr (error->message, "b.tif"));
  assert_colour (picture, 3, 3, 10, 11, 12);
  assert_no_photo (picture, 20, 3);
}

/* A file that comes is seen, one that goes is not missed; what did not change is not opened again. */
static void
test_kept (void)
{
  g_autofree char *second = NULL;
  MlsMosaic *first, *again, *later;

  make_folder ("kept");
  g_free (write_tile ("kept", "a.tif", 0, 0, 10));
  first = get ("kept");
  again = get ("kept");
  g_assert_true (first == again);

  second = write_tile ("kept", "b.tif", 1, 0, 20);
  later = get ("kept");
  g_assert_cmpuint (mls_mosaic_get_n_files (first), ==, 1);
  g_assert_cmpuint (mls_mosaic_get_n_files (later), ==, 2);
  mls_mosaic_unref (later);

  g_assert_cmpint (g_remove (second), ==, 0);
  later = get ("kept");
  g_assert_cmpuint (mls_mosaic_get_n_files (later), ==, 1);
  mls_mosaic_unref (later);
  mls_mosaic_unref (again);
  mls_mosaic_unref (first);
}

static void
assert_refused (const char *name, const MlsRasterOptions *options, MlsImageryError code)
{
  g_autofree char *path = fixture_path (name);
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_mosaic_get (path, FIXTURE_CRS, options, NULL, NULL, NULL, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, (int) code);
  g_assert_null (strchr (error->message, '\n'));
}

/* Nothing to see: no folder, an empty one, one whose files lie nowhere until told where. */
static void
test_refused (void)
{
  static const MlsRasterOptions none = { 0 };
  static const MlsRasterOptions assume = { .assume_project_crs = TRUE };
  Fixture fixture = { .width = 16, .height = 16, .crs = "", .pixel = flat };
  g_autofree char *path = fixture_path ("nowhere");
  g_autoptr (MlsMosaic) mosaic = NULL;

  make_folder ("empty");
  make_folder ("nowhere");
  g_free (fixture_write ("nowhere/a.tif", &fixture));

  assert_refused ("missing", &none, MLS_IMAGERY_ERROR_OPEN);
  assert_refused ("empty", &none, MLS_IMAGERY_ERROR_IMAGE);
  assert_refused ("nowhere", &none, MLS_IMAGERY_ERROR_NO_CRS);
  mosaic = mls_mosaic_get (path, FIXTURE_CRS, &assume, NULL, NULL, NULL, NULL);
  g_assert_nonnull (mosaic);
}

static void
cancel_halfway (double fraction, gpointer cancellable)
{
  if (fraction >= 0.5)
    g_cancellable_cancel (cancellable);
}

/* What was given up goes on where it was. */
static void
test_resumed (void)
{
  static const MlsRasterOptions none = { 0 };
  g_autofree char *path = fixture_path ("resumed");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsMosaic) mosaic = NULL;

  make_folder ("resumed");
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.tif", i);

      g_free (write_tile ("resumed", name, i, 0, i));
    }

  g_assert_null (
    mls_mosaic_get (path, FIXTURE_CRS, &none, cancel_halfway, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mosaic = get ("resumed");
  g_assert_cmpuint (mls_mosaic_get_n_files (mosaic), ==, 10);
}

static gpointer
get_on_thread (gpointer name)
{
  return get (name);
}

static void
test_threads (void)
{
  GThread *threads[8];
  MlsMosaic *first = NULL;

  make_folder ("threads");
  for (int i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.tif", i);

      g_free (write_tile ("threads", name, i, 0, i));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("mosaic", get_on_thread, (gpointer) "threads");
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      MlsMosaic *mosaic = g_thread_join (threads[i]);

      g_assert_true (first == NULL || first == mosaic);
      first = mosaic;
      mls_mosaic_unref (mosaic);
    }
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/imagery/mosaic/tiles", test_tiles);
  g_test_add_func ("/imagery/mosaic/links", test_links);
  g_test_add_func ("/imagery/mosaic/points", test_points);
  g_test_add_func ("/imagery/mosaic/overlap", test_overlap);
  g_test_add_func ("/imagery/mosaic/other-crs", test_other_crs);
  g_test_add_func ("/imagery/mosaic/damaged", test_damaged);
  g_test_add_func ("/imagery/mosaic/kept", test_kept);
  g_test_add_func ("/imagery/mosaic/refused", test_refused);
  g_test_add_func ("/imagery/mosaic/resumed", test_resumed);
  g_test_add_func ("/imagery/mosaic/threads", test_threads);

  result = g_test_run ();
  fixture_end ();

  return result;
}
