#include "fixture.h"

#include "imagery/cache-room.h"
#include "imagery/mosaic.h"
#include "imagery/prepare.h"
#include "imagery/web-cache.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <utime.h>

/* How much of what has come of servers and was found out of folders is kept. */

#define SIZE 1000

/* Puts something where GDAL or another program would, which tells nobody. */
static char *
drop (const char *folder, const char *name, gint64 age_s)
{
  g_autofree char *root = mls_cache_room_dup_folder (folder);
  char *path = g_build_filename (root, "host", name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *bytes = g_strnfill (SIZE, 'x');
  gint64 then = g_get_real_time () / G_USEC_PER_SEC - age_s;
  struct utimbuf times = { then, then };

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, bytes, SIZE, NULL));
  g_assert_cmpint (utime (path, &times), ==, 0);

  return path;
}

static double
flat (int band, int x, int y, gpointer data)
{
  return 10 * band;
}

static gboolean
is_there (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
write_block (const char *address, guint64 number)
{
  g_autoptr (MlsWebCache) cache = mls_web_cache_new (address);
  guint8 block[SIZE] = { 7 };

  mls_web_cache_write (cache, number, block, SIZE);
}

/* What was not asked for longest goes, of whatever server and kind; a quarter is left free. What says what a
 * file is stays. */
static void
test_limit (void)
{
  g_autofree char *oldest = drop ("files", "00000000", 30000);
  g_autofree char *facts = drop ("files", "facts", 90000);
  g_autofree char *older = drop ("tiles", "a/b/1", 20000);
  g_autofree char *old = drop ("files", "00000001", 10000);
  g_autofree char *young = drop ("tiles", "a/b/2", 10);

  mls_cache_room_set_limit (4 * SIZE);
  g_assert_cmpuint (mls_cache_room_settle (), ==, 4 * SIZE);
  g_assert_true (is_there (oldest));

  write_block ("https://host.test/a.tif", 0);
  g_assert_false (is_there (oldest));
  g_assert_false (is_there (older));
  g_assert_true (is_there (old));
  g_assert_true (is_there (young));
  g_assert_true (is_there (facts));
  g_assert_cmpuint (mls_cache_room_settle (), ==, 3 * SIZE);
  mls_cache_room_empty ();
}

/* What was found out of folders is under the same limit, and makes room as what comes of servers does. */
static void
test_mosaics (void)
{
  static const MlsRasterOptions none = { 0 };
  g_autofree char *old = drop ("mosaics", "old", 30000);
  g_autofree char *tile = drop ("tiles", "old", 20000);
  g_autofree char *folder = fixture_path ("sheets");
  Fixture fixture = { .width = 16, .height = 16, .pixel = flat };
  g_autoptr (MlsMosaic) mosaic = NULL;

  mls_cache_room_set_limit (2 * SIZE);
  g_assert_cmpuint (mls_cache_room_settle (), ==, 2 * SIZE);

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_free (fixture_write ("sheets/a.tif", &fixture));
  mosaic = mls_mosaic_get (folder, FIXTURE_CRS, &none, NULL, NULL, NULL, NULL);
  g_assert_nonnull (mosaic);
  g_assert_false (is_there (old));
  g_assert_true (is_there (tile));
  g_assert_cmpuint (mls_cache_room_settle (), >, SIZE);
  mls_cache_room_empty ();
  g_assert_cmpuint (mls_cache_room_settle (), ==, 0);
}

/* Who prepares a photo of a server gets much that nobody counts. */
static void
test_prepare (void)
{
  g_autofree char *old = drop ("tiles", "old", 20000);
  g_autofree char *young = drop ("tiles", "young", 10);
  g_autofree char *copy = fixture_path ("copy.tif");
  Fixture fixture = { .width = 64, .height = 64, .pixel = flat };
  g_autofree char *path = fixture_write ("photo.tif", &fixture);

  mls_cache_room_set_limit (3 * SIZE / 2);
  g_assert_true (mls_prepare_copy (path, copy, TRUE, NULL, NULL, NULL));
  g_assert_false (is_there (old));
  g_assert_true (is_there (young));
  mls_cache_room_empty ();
}

/* Lowered, it is kept to at once. */
static void
test_lowered (void)
{
  g_autofree char *old = drop ("tiles", "old", 10000);
  g_autofree char *young = drop ("tiles", "young", 10);

  mls_cache_room_set_limit (10 * SIZE);
  g_assert_cmpuint (mls_cache_room_settle (), ==, 2 * SIZE);
  mls_cache_room_set_limit (3 * SIZE / 2);
  g_assert_cmpuint (mls_cache_room_settle (), ==, SIZE);
  g_assert_false (is_there (old));
  g_assert_true (is_there (young));
  mls_cache_room_empty ();
}

/* Two programs that do not know of each other keep no more than one and an eighth. */
static void
test_two_programs (void)
{
  mls_cache_room_set_limit (80 * SIZE);
  mls_cache_room_settle ();
  for (int i = 0; i < 150; i++)
    {
      g_autofree char *name = g_strdup_printf ("%08d", i);

      g_free (drop ("files", name, 150 - i));
      write_block ("https://host.test/a.tif", (guint64) i);
      if (i % 20 == 19)
        {
          g_autofree char *folder = mls_cache_room_dup_folder ("files/host");
          g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
          guint n = 0;

          while (g_dir_read_name (dir) != NULL)
            n++;
          g_assert_cmpuint (n, <=, 80 + 10);
        }
    }
  g_assert_cmpuint (mls_cache_room_settle (), <=, 80 * SIZE);
  mls_cache_room_empty ();
}

/* Nothing is kept of any of it, and what comes then is. */
static void
test_empty (void)
{
  g_autoptr (MlsWebCache) cache = mls_web_cache_new ("https://host.test/b.tif");
  g_autofree char *tile = drop ("tiles", "a/1", 10);
  g_autofree char *service = drop ("services", "1.xml", 10);

  mls_cache_room_set_limit (80 * SIZE);
  write_block ("https://host.test/b.tif", 3);
  mls_cache_room_empty ();
  g_assert_false (is_there (tile));
  g_assert_false (is_there (service));
  g_assert_false (mls_web_cache_has (cache, 3));
  g_assert_cmpuint (mls_cache_room_settle (), ==, 0);

  write_block ("https://host.test/b.tif", 3);
  g_assert_true (mls_web_cache_has (cache, 3));
  g_assert_cmpuint (mls_cache_room_settle (), ==, SIZE);
  mls_cache_room_empty ();
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/imagery/cache-room/prepare", test_prepare);
  g_test_add_func ("/imagery/cache-room/limit", test_limit);
  g_test_add_func ("/imagery/cache-room/mosaics", test_mosaics);
  g_test_add_func ("/imagery/cache-room/lowered", test_lowered);
  g_test_add_func ("/imagery/cache-room/two-programs", test_two_programs);
  g_test_add_func ("/imagery/cache-room/empty", test_empty);

  result = g_test_run ();
  fixture_end ();

  return result;
}
