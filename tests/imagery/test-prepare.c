#include "fixture.h"

#include "imagery/error.h"
#include "imagery/prepare.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static double
checks (int band, int x, int y, gpointer data)
{
  return (x / 64 + y / 64) % 2 == 0 ? 40 + band : 200 + band;
}

static char *
write_photo (const char *name)
{
  Fixture fixture = { .width = 2000, .height = 1300, .pixel = checks };

  return fixture_write (name, &fixture);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* What there is in the folder of the test beside @path, in order. */
static char *
list_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, (gpointer) g_intern_string (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" ", (char **) names->pdata);
}

static void
assert_same_file (const char *path, const char *content, gsize length)
{
  g_autofree char *now = NULL;
  gsize now_length;

  g_assert_true (g_file_get_contents (path, &now, &now_length, NULL));
  g_assert_cmpmem (now, now_length, content, length);
}

static int
count_overviews (const char *path)
{
  GDALDatasetH dataset = GDALOpen (path, GA_ReadOnly);
  int n = GDALGetOverviewCount (GDALGetRasterBand (dataset, 1));

  GDALClose (dataset);

  return n;
}

static gboolean
count (double fraction, gpointer n)
{
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  ++*(guint *) n;

  return TRUE;
}

/* Overviews come beside the photo, which stays byte for byte what it was; once is enough. */
static void
test_overviews (void)
{
  g_autofree char *path = write_photo ("plain.tif");
  g_autofree char *content = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (MlsRaster) raster = NULL;
  g_autoptr (MlsPicture) picture = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (mls_prepare_overviews (path, count, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 2);
  g_assert_cmpint (count_overviews (path), ==, 2);
  assert_same_file (path, content, length);

  raster = fixture_open (path, NULL);
  picture = fixture_read (raster, 0, 0, 4, 100, 100);
  g_assert_cmpfloat_with_epsilon (fixture_at (picture, 8, 8)[0], 40, 3);
  g_assert_cmpfloat_with_epsilon (fixture_at (picture, 24, 8)[2], 202, 3);

  n = 0;
  before = list_folder (path);
  g_assert_true (mls_prepare_overviews (path, count, &n, NULL));
  after = list_folder (path);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return fraction < 0.3;
}

/* Up to the first file that is done. */
static gboolean
until_half (double fraction, gpointer user_data)
{
  return fraction < 0.7;
}

/* Of a folder each file that lacks them gets them; what was done before it was given up stays done. */
static void
test_folder (void)
{
  static const double beside[6] = { FIXTURE_X + 2000, 1, 0, FIXTURE_Y, 0, -1 };
  Fixture fixture = { .width = 2000, .height = 1300, .pixel = checks };
  g_autofree char *folder = fixture_path ("tiles");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  first = write_photo ("tiles/a.tif");
  fixture.geotransform = beside;
  second = fixture_write ("tiles/b.tif", &fixture);
  g_assert_false (mls_prepare_source (folder, until_half, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (count_overviews (first) + count_overviews (second), ==, 2);

  g_assert_true (mls_prepare_source (folder, count, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 2);
  g_assert_cmpint (count_overviews (first), ==, 2);
  g_assert_cmpint (count_overviews (second), ==, 2);
}

/* What is given up, or cannot be done, leaves nothing behind. */
static void
test_given_up (void)
{
  g_autofree char *path = write_photo ("given-up.tif");
  g_autofree char *copy = fixture_path ("given-up-copy.tif");
  g_autofree char *missing = fixture_path ("missing.tif");
  g_autofree char *before = list_folder (path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_prepare_overviews (path, give_up, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (mls_prepare_copy (path, copy, FALSE, give_up, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (mls_prepare_overviews (missing, NULL, NULL, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_OPEN);
  g_assert_nonnull (strstr (error->message, "missing.tif"));
  g_clear_error (&error);
  g_assert_false (mls_prepare_copy (path, "/nowhere/copy.tif", FALSE, NULL, NULL, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_READ);

  after = list_folder (path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (count_overviews (path), ==, 0);
}

/* A copy without loss shows the very same pixels. */
static void
test_copy (void)
{
  g_autofree char *path = write_photo ("original.tif");
  g_autofree char *copy = fixture_path ("copy.tif");
  g_autoptr (MlsRaster) raster = NULL;
  g_autoptr (MlsPicture) picture = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_prepare_copy (path, copy, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_overviews (copy), >=, 2);

  raster = fixture_open (copy, NULL);
  picture = fixture_read (raster, 0, 0, 1, 200, 100);
  for (guint x = 0; x < 200; x += 7)
    assert_colour (picture, x, 70, checks (0, (int) x, 70, NULL), checks (1, (int) x, 70, NULL),
                   checks (2, (int) x, 70, NULL));
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/imagery/prepare/overviews", test_overviews);
  g_test_add_func ("/imagery/prepare/folder", test_folder);
  g_test_add_func ("/imagery/prepare/given-up", test_given_up);
  g_test_add_func ("/imagery/prepare/copy", test_copy);

  result = g_test_run ();
  fixture_end ();

  return result;
}
