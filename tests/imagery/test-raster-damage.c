#include "fixture.h"

#include "imagery/error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* A file of every kind that photos are delivered as, cut short and with bytes changed anywhere: it is
 * refused or read, in one line that names it, and nothing crashes. */

static double
speckled (int band, int x, int y, gpointer data)
{
  return (x * 7919 + y * 104729 + band * 31) % 251;
}

#define SIDE 100

static char *
write_tiff (const char *name, const char *const *options)
{
  Fixture fixture = {
    .width = SIDE, .height = SIDE, .options = options, .overviews = "AVERAGE", .pixel = speckled
  };

  return fixture_write (name, &fixture);
}

/* Several tiles and levels, as large ones have. %NULL where nothing writes JPEG 2000. */
static char *
write_jpeg2000 (const char *name)
{
  static const char *const options[] = { "BLOCKXSIZE=64", "BLOCKYSIZE=64", "RESOLUTIONS=3", "QUALITY=30", NULL };
  g_autofree char *tiff = write_tiff ("before.tif", NULL);
  g_autofree char *path = fixture_path (name);
  GDALDriverH driver = GDALGetDriverByName ("JP2OpenJPEG");
  GDALDatasetH source = driver != NULL ? GDALOpen (tiff, GA_ReadOnly) : NULL;
  GDALDatasetH copy;

  if (driver == NULL)
    {
      g_test_skip ("nothing writes JPEG 2000 here");
      return NULL;
    }

  copy = GDALCreateCopy (driver, path, source, FALSE, (char **) options, NULL, NULL);
  g_assert_nonnull (copy);
  GDALClose (copy);
  GDALClose (source);

  return g_steal_pointer (&path);
}

static char *
write_one (const char *kind, const char *name)
{
  static const char *const jpeg[] = { "TILED=YES",     "BLOCKXSIZE=32",     "BLOCKYSIZE=32",
                                      "COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", NULL };
  static const char *const deflate[] = { "COMPRESS=DEFLATE", "TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32", NULL };

  if (g_str_equal (kind, "jp2"))
    return write_jpeg2000 (name);

  return write_tiff (name, g_str_equal (kind, "jpeg") ? jpeg : deflate);
}

/* From near and from afar, which another level is read for. */
static void
try_all (const char *path, const char *name)
{
  static const MlsExtent grounds[] = {
    { FIXTURE_X, FIXTURE_Y - SIDE, FIXTURE_X + SIDE, FIXTURE_Y },
    { FIXTURE_X + 20, FIXTURE_Y - 52, FIXTURE_X + 52, FIXTURE_Y - 20 },
  };
  g_autoptr (MlsPicture) picture = mls_picture_new (32, 32);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsRaster) raster = mls_raster_open (path, FIXTURE_CRS, NULL, &error);

  for (gsize i = 0; raster != NULL && i < G_N_ELEMENTS (grounds); i++)
    if (!mls_raster_read (raster, &grounds[i], picture, NULL, &error))
      break;

  if (error == NULL)
    return;

  g_assert_null (strchr (error->message, '\n'));
  g_assert_nonnull (strstr (error->message, name));
}

static void
test_truncated (gconstpointer kind)
{
  g_autofree char *path = write_one (kind, "whole");
  g_autofree char *cut = fixture_path ("cut.img");
  g_autofree char *contents = NULL;
  gsize length;

  if (path == NULL)
    return;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (gsize n = 0; n < length; n += 1 + length / 150)
    {
      g_assert_true (
        g_file_set_contents_full (cut, contents, (gssize) n, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
      try_all (cut, "cut.img");
    }
}

/* Headers first. */
static void
test_changed (gconstpointer kind)
{
  g_autofree char *path = write_one (kind, "sound");
  g_autofree char *damaged = fixture_path ("damaged.img");
  g_autofree char *contents = NULL;
  gsize length;

  if (path == NULL)
    return;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (int i = 0; i < 300; i++)
    {
      g_autofree char *copy = g_memdup2 (contents, length);

      for (int k = 0; k < 3; k++)
        copy[g_test_rand_int_range (0, (gint32) (i % 2 ? length : MIN (length, 600)))] = (char) g_test_rand_int ();

      g_assert_true (g_file_set_contents_full (damaged, copy, (gssize) length,
                                               G_FILE_SET_CONTENTS_NONE, 0644, NULL));
      try_all (damaged, "damaged.img");
    }
}

int
main (int argc, char *argv[])
{
  static const char *const kinds[] = { "jp2", "jpeg", "deflate" };
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *truncated = g_strconcat ("/imagery/raster-damage/truncated-", kinds[i], NULL);
      g_autofree char *changed = g_strconcat ("/imagery/raster-damage/changed-", kinds[i], NULL);

      g_test_add_data_func (truncated, kinds[i], test_truncated);
      g_test_add_data_func (changed, kinds[i], test_changed);
    }

  result = g_test_run ();
  fixture_end ();

  return result;
}
