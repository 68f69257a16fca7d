#include "fixture.h"

#include "imagery/error.h"
#include "imagery/prepare.h"

#include <cpl_conv.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

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

static gboolean
never (double fraction, gpointer user_data)
{
  return FALSE;
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

/* A photo that takes many steps: a small one drawn out. */
static char *
write_strip (const char *name)
{
  static const char text[] =
    "<VRTDataset rasterXSize='1200' rasterYSize='8001'>"
    "<VRTRasterBand dataType='Byte' band='1'><SimpleSource><SourceFilename relativeToVRT='1'>%s</SourceFilename>"
    "<SourceBand>1</SourceBand><SrcRect xOff='0' yOff='0' xSize='2000' ySize='1300'/>"
    "<DstRect xOff='0' yOff='0' xSize='1200' ySize='8001'/></SimpleSource></VRTRasterBand></VRTDataset>";
  g_autofree char *photo_name = g_strconcat (name, ".tif", NULL);
  g_autofree char *vrt_name = g_strconcat (name, ".vrt", NULL);
  g_autofree char *content = g_strdup_printf (text, photo_name);
  char *path = fixture_path (vrt_name);

  g_free (write_photo (photo_name));
  g_assert_true (g_file_set_contents (path, content, -1, NULL));

  return path;
}

/* Takes the overviews of a photo away from it. */
static char *
take_overviews (const char *path, gsize *length)
{
  g_autofree char *overviews = g_strconcat (path, ".ovr", NULL);
  char *content = NULL;

  g_assert_true (g_file_get_contents (overviews, &content, length, NULL));
  g_assert_cmpint (g_remove (overviews), ==, 0);

  return content;
}

/* As they are when nothing interrupts. */
static char *
make_overviews (const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_prepare_overviews (path, NULL, NULL, &error));
  g_assert_no_error (error);

  return take_overviews (path, length);
}

static void
assert_part (const char *path, gboolean is_there)
{
  g_autofree char *part = g_strconcat (path, ".ovr-part", NULL);

  g_assert_cmpint (g_file_test (part, G_FILE_TEST_EXISTS), ==, is_there);
}

static gboolean
note_first (double fraction, gpointer first)
{
  if (*(double *) first < 0)
    *(double *) first = fraction;

  return TRUE;
}

/* Prepares the photo to the end, and returns how far it was before. */
static double
go_on (const char *path)
{
  g_autoptr (GError) error = NULL;
  double first = -1;

  g_assert_true (mls_prepare_overviews (path, note_first, &first, &error));
  g_assert_no_error (error);
  assert_part (path, FALSE);

  return first;
}

static double
scatter (int band, int x, int y, gpointer data)
{
  return (x * 37 + y * 101 + x * y % 13 + band * 5) % GPOINTER_TO_INT (data);
}

static void
set_palette (const char *path)
{
  GDALDatasetH dataset = GDALOpen (path, GA_Update);
  GDALColorTableH palette = GDALCreateColorTable (GPI_RGB);

  for (short i = 0; i < 256; i++)
    {
      const GDALColorEntry colour = { i, (short) (255 - i), (short) (i / 2), 255 };

      GDALSetColorEntry (palette, i, &colour);
    }
  g_assert_cmpint (GDALSetRasterColorTable (GDALGetRasterBand (dataset, 1), palette), ==, CE_None);
  GDALDestroyColorTable (palette);
  GDALClose (dataset);
}

/* The numbers of an overview of a band. */
static float *
read_overview (GDALDatasetH dataset, int band_number, int index, gsize *size)
{
  GDALRasterBandH overview = GDALGetOverview (GDALGetRasterBand (dataset, band_number), index);
  int width = GDALGetRasterBandXSize (overview);
  int height = GDALGetRasterBandYSize (overview);
  float *numbers;

  *size = (gsize) width * (gsize) height * sizeof *numbers;
  numbers = g_malloc (*size);
  g_assert_cmpint (
    GDALRasterIO (overview, GF_Read, 0, 0, width, height, numbers, width, height, GDT_Float32, 0, 0), ==, CE_None);

  return numbers;
}

/* Numbers that are kept as they are come out as GDAL's overviews have them. */
static void
assert_same_as_gdal (const char *name, const Fixture *fixture, gboolean has_palette)
{
  g_autofree char *ours_name = g_strconcat ("ours-", name, NULL);
  g_autofree char *theirs_name = g_strconcat ("theirs-", name, NULL);
  g_autofree char *ours_path = fixture_write (ours_name, fixture);
  g_autofree char *theirs_path = fixture_write (theirs_name, fixture);
  int levels[] = { 2, 4 };
  GDALDatasetH ours, theirs;

  if (has_palette)
    {
      set_palette (ours_path);
      set_palette (theirs_path);
    }

  g_assert_cmpfloat (go_on (ours_path), ==, 0);
  ours = GDALOpen (ours_path, GA_ReadOnly);
  theirs = GDALOpen (theirs_path, GA_ReadOnly);
  g_assert_cmpint (GDALBuildOverviews (theirs, has_palette ? "NEAREST" : "AVERAGE", 2, levels, 0, NULL, NULL, NULL), ==,
                   CE_None);

  for (int band = 1; band <= fixture->n_bands; band++)
    for (int i = 0; i < 2; i++)
      {
        gsize our_size, their_size;
        g_autofree float *our_numbers = read_overview (ours, band, i, &our_size);
        g_autofree float *their_numbers = read_overview (theirs, band, i, &their_size);

        g_assert_cmpmem (our_numbers, our_size, their_numbers, their_size);
      }

  GDALClose (ours);
  GDALClose (theirs);
}

static void
test_numbers (void)
{
  static const double nothing = 7;
  const Fixture deep = { .width = 1301, .height = 703, .n_bands = 3, .type = GDT_UInt16, .nodata = &nothing,
                         .pixel = scatter, .data = GINT_TO_POINTER (60000) };
  const Fixture indices = { .width = 1304, .height = 704, .n_bands = 1, .type = GDT_Byte, .pixel = scatter,
                            .data = GINT_TO_POINTER (256) };

  assert_same_as_gdal ("deep.tif", &deep, FALSE);
  assert_same_as_gdal ("indices.tif", &indices, TRUE);
}

/* What is given up is gone on with, and comes out as if it never had been. */
static void
test_gone_on_with (void)
{
  g_autofree char *path = write_strip ("strip");
  g_autofree char *copy = fixture_path ("strip-copy.tif");
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *whole = make_overviews (path, &length);
  g_autofree char *resumed = NULL;
  gsize resumed_length;
  double first;

  g_assert_false (mls_prepare_overviews (path, give_up, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (strstr (error->message, "kept"));
  g_clear_error (&error);
  assert_part (path, TRUE);

  first = go_on (path);
  g_assert_cmpfloat (first, >, 0.25);
  g_assert_cmpfloat (first, <, 0.4);
  resumed = take_overviews (path, &resumed_length);
  g_assert_cmpmem (resumed, resumed_length, whole, length);

  /* Who has made a copy needs them no more. */
  g_assert_false (mls_prepare_overviews (path, give_up, NULL, NULL));
  assert_part (path, TRUE);
  g_assert_true (mls_prepare_copy (path, copy, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_part (path, FALSE);
}

/* What is kept of another photo, or is damaged, is thrown away. */
static void
test_begun_anew (void)
{
  g_autofree char *path = write_strip ("anew");
  g_autofree char *photo = fixture_path ("anew.tif");
  g_autofree char *part = g_strconcat (path, ".ovr-part", NULL);
  gsize length;
  g_autofree char *whole = make_overviews (path, &length);

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *again = NULL;
      gsize again_length;

      g_assert_false (mls_prepare_overviews (path, give_up, NULL, NULL));
      if (i == 0)
        g_assert_true (g_file_set_contents (part, "II+ of something else", -1, NULL));
      else if (i == 1)
        g_assert_true (g_file_set_contents (part, "", 0, NULL));
      else if (i == 2)
        g_assert_cmpint (truncate (part, 60000), ==, 0);
      else
        g_free (write_photo ("anew.tif"));
      g_assert_cmpfloat (go_on (path), ==, 0);
      again = take_overviews (path, &again_length);
      g_assert_cmpuint (again_length, ==, length);
    }
}

/* What two programs write at a time is neither's. */
static void
test_two_programs (void)
{
  g_autofree char *path = write_strip ("two");
  g_autofree char *part = g_strconcat (path, ".ovr-part", NULL);
  g_autoptr (GError) error = NULL;
  int fd;

  g_assert_false (mls_prepare_overviews (path, give_up, NULL, NULL));
  fd = g_open (part, O_RDWR, 0);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_false (mls_prepare_overviews (path, NULL, NULL, &error));
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_READ);
  g_assert_nonnull (strstr (error->message, "another program"));
  assert_part (path, TRUE);
  close (fd);

  g_assert_cmpfloat (go_on (path), >, 0.25);
}

/* No file may be larger than that: one byte more ends the program, or is refused as a full disk refuses it. */
static void
limit_files (gsize length, void (*then) (int))
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = (rlim_t) length;
  setrlimit (RLIMIT_FSIZE, &limit);
  signal (SIGXFSZ, then);
}

static void
lift_limit (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_FSIZE, &limit);
  signal (SIGXFSZ, SIG_DFL);
}

/* Prepares the photo, or a copy of it, in a program of its own.
 *
 * Returns: whether it comes to its end before it is killed: at @length, or after so long */
static gboolean
run_survives (const char *path, const char *copy, gsize length, guint delay_us)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      const struct rlimit no_core = { 0, 0 };

      setrlimit (RLIMIT_CORE, &no_core);
      if (length > 0)
        limit_files (length, SIG_DFL);
      _exit ((copy != NULL ? mls_prepare_copy (path, copy, FALSE, NULL, NULL, NULL)
                           : mls_prepare_overviews (path, NULL, NULL, NULL)) ? 0 : 1);
    }

  if (delay_us > 0)
    {
      g_usleep (delay_us);
      kill (pid, SIGKILL);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);

  return !WIFSIGNALED (status);
}

static gboolean
survives (const char *path, gsize length, guint delay_us)
{
  return run_survives (path, NULL, length, delay_us);
}

static gboolean
copy_survives (const char *path, const char *copy, gsize length)
{
  return run_survives (path, copy, length, 0);
}

/* Killed at any byte, and at any moment, again and again, it comes out the same, byte for byte. */
static void
test_killed (void)
{
  g_autofree char *path = write_strip ("killed");
  gsize length;
  g_autofree char *whole = make_overviews (path, &length);
  guint n_killed = 0;

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *overviews = NULL;
      gsize limit = 1;
      gsize overviews_length;
      gboolean done = FALSE;

      while (!done)
        {
          if (i == 0 && limit < length)
            done = survives (path, limit, 0);
          else
            done = survives (path, 0, limit < length ? (guint) g_test_rand_int_range (1000, 100000) : 0);
          limit += (gsize) g_test_rand_int_range (1, (int) length / 6);
          n_killed += !done;
        }

      overviews = take_overviews (path, &overviews_length);
      g_assert_cmpmem (overviews, overviews_length, whole, length);
    }

  g_test_message ("killed %u times", n_killed);
  g_assert_cmpuint (n_killed, >=, 10);
}

/* A full disk is told, and what was written before is gone on with once there is room. */
static void
test_full_disk (void)
{
  g_autofree char *path = write_strip ("full");
  gsize length;
  g_autofree char *whole = make_overviews (path, &length);
  g_autofree char *overviews = NULL;
  g_autoptr (GError) error = NULL;
  gsize overviews_length;
  gboolean done;

  limit_files (length / 2, SIG_IGN);
  done = mls_prepare_overviews (path, NULL, NULL, &error);
  lift_limit ();
  g_assert_false (done);
  g_assert_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_READ);
  g_assert_nonnull (strstr (error->message, "full.vrt.ovr-part"));

  g_assert_cmpfloat (go_on (path), >, 0.2);
  overviews = take_overviews (path, &overviews_length);
  g_assert_cmpmem (overviews, overviews_length, whole, length);
}

/* What has not been begun, or cannot be done, leaves nothing behind. */
static void
test_given_up (void)
{
  g_autofree char *path = write_photo ("given-up.tif");
  g_autofree char *copy = fixture_path ("given-up-copy.tif");
  g_autofree char *missing = fixture_path ("missing.tif");
  g_autofree char *before = list_folder (path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_prepare_overviews (path, never, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (strstr (error->message, "kept"));
  g_clear_error (&error);
  g_assert_false (mls_prepare_copy (path, copy, FALSE, never, NULL, &error));
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

static char *
make_copy (const char *path, const char *name, gsize *length)
{
  g_autofree char *copy = fixture_path (name);
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_assert_true (mls_prepare_copy (path, copy, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (copy, &content, length, NULL));

  return content;
}

/* A copy that is given up is gone on with as overviews are, also when it was killed at any byte, and comes out the
 * same. */
static void
test_copy_gone_on_with (void)
{
  g_autofree char *path = write_strip ("copied");
  g_autofree char *copy = fixture_path ("copied-again.tif");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *whole = make_copy (path, "copied-at-once.tif", &length);
  double first = -1;
  guint n_killed = 0;

  before = list_folder (path);
  g_assert_false (mls_prepare_copy (path, copy, FALSE, until_half, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (strstr (error->message, "kept"));
  g_clear_error (&error);
  g_assert_true (mls_prepare_copy (path, copy, FALSE, note_first, &first, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (first, >, 0.6);
  assert_same_file (copy, whole, length);

  g_assert_cmpint (g_remove (copy), ==, 0);
  for (gsize limit = 1; !copy_survives (path, copy, limit); limit += (gsize) g_test_rand_int_range (1, (int) length / 6))
    n_killed++;
  g_test_message ("killed %u times", n_killed);
  g_assert_cmpuint (n_killed, >=, 4);
  assert_same_file (copy, whole, length);

  g_assert_cmpint (g_remove (copy), ==, 0);
  after = list_folder (path);
  g_assert_cmpstr (before, ==, after);
}

static GDALDatasetH
open_copy (const char *path)
{
  GDALDatasetH copy = GDALOpen (path, GA_ReadOnly);

  g_assert_nonnull (copy);
  g_assert_cmpstr (GDALGetMetadataItem (copy, "LAYOUT", "IMAGE_STRUCTURE"), ==, "COG");

  return copy;
}

static void
assert_same_mask (GDALDatasetH a, GDALDatasetH b)
{
  int width = GDALGetRasterXSize (a);
  int height = GDALGetRasterYSize (a);
  gsize size = (gsize) width * (gsize) height;
  g_autofree guint8 *of_a = g_malloc (size);
  g_autofree guint8 *of_b = g_malloc (size);

  g_assert_cmpint (GDALRasterIO (GDALGetMaskBand (GDALGetRasterBand (a, 1)), GF_Read, 0, 0, width, height, of_a, width,
                                 height, GDT_Byte, 0, 0), ==, CE_None);
  g_assert_cmpint (GDALRasterIO (GDALGetMaskBand (GDALGetRasterBand (b, 1)), GF_Read, 0, 0, width, height, of_b, width,
                                 height, GDT_Byte, 0, 0), ==, CE_None);
  g_assert_cmpmem (of_a, size, of_b, size);
}

/* A mask that is not a band is copied, for every level, and so is what the image says of itself. */
static void
test_copy_says_the_same (void)
{
  g_autofree char *path = write_photo ("masked.tif");
  g_autofree char *copy = fixture_path ("masked-copy.tif");
  g_autoptr (GError) error = NULL;
  double place[6], copied_place[6];
  GDALDatasetH image = GDALOpen (path, GA_Update);
  GDALDatasetH made;
  GDALRasterBandH overview;
  int width = GDALGetRasterXSize (image);

  CPLSetThreadLocalConfigOption ("GDAL_TIFF_INTERNAL_MASK", "YES");
  g_assert_cmpint (GDALCreateDatasetMaskBand (image, GMF_PER_DATASET), ==, CE_None);
  CPLSetThreadLocalConfigOption ("GDAL_TIFF_INTERNAL_MASK", NULL);
  for (int y = 0; y < GDALGetRasterYSize (image); y++)
    {
      g_autofree guint8 *row = g_malloc (width);

      for (int x = 0; x < width; x++)
        row[x] = x > 3 * y ? 0 : 255;
      g_assert_cmpint (GDALRasterIO (GDALGetMaskBand (GDALGetRasterBand (image, 1)), GF_Write, 0, y, width, 1, row, width, 1,
                                     GDT_Byte, 0, 0), ==, CE_None);
    }
  GDALSetMetadataItem (image, "TIFFTAG_DATETIME", "2021:07:14 10:00:00", NULL);
  GDALSetDescription (GDALGetRasterBand (image, 2), "vert");
  GDALClose (image);

  g_assert_true (mls_prepare_copy (path, copy, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  image = GDALOpen (path, GA_ReadOnly);
  made = open_copy (copy);
  g_assert_cmpint (GDALGetMaskFlags (GDALGetRasterBand (made, 1)), ==, GMF_PER_DATASET);
  assert_same_mask (image, made);
  g_assert_cmpint (GDALGetOverviewCount (GDALGetRasterBand (made, 1)), ==, 2);
  overview = GDALGetOverview (GDALGetRasterBand (made, 1), 1);
  g_assert_cmpint (GDALGetMaskFlags (overview), ==, GMF_PER_DATASET);
  g_assert_cmpint (GDALGetRasterBandXSize (overview), ==, 500);

  g_assert_cmpint (GDALGetGeoTransform (image, place), ==, CE_None);
  g_assert_cmpint (GDALGetGeoTransform (made, copied_place), ==, CE_None);
  g_assert_cmpmem (place, sizeof place, copied_place, sizeof copied_place);
  g_assert_cmpstr (GDALGetProjectionRef (image), ==, GDALGetProjectionRef (made));
  g_assert_cmpstr (GDALGetMetadataItem (made, "TIFFTAG_DATETIME", NULL), ==, "2021:07:14 10:00:00");
  g_assert_cmpstr (GDALGetDescription (GDALGetRasterBand (made, 2)), ==, "vert");
  GDALClose (image);
  GDALClose (made);
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
  g_test_add_func ("/imagery/prepare/numbers", test_numbers);
  g_test_add_func ("/imagery/prepare/gone-on-with", test_gone_on_with);
  g_test_add_func ("/imagery/prepare/begun-anew", test_begun_anew);
  g_test_add_func ("/imagery/prepare/two-programs", test_two_programs);
  g_test_add_func ("/imagery/prepare/killed", test_killed);
  g_test_add_func ("/imagery/prepare/full-disk", test_full_disk);
  g_test_add_func ("/imagery/prepare/given-up", test_given_up);
  g_test_add_func ("/imagery/prepare/copy", test_copy);
  g_test_add_func ("/imagery/prepare/copy-gone-on-with", test_copy_gone_on_with);
  g_test_add_func ("/imagery/prepare/copy-says-the-same", test_copy_says_the_same);

  result = g_test_run ();
  fixture_end ();

  return result;
}
