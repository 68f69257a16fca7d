#include "fixture.h"

#include "imagery/web-cache.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#define ADDRESS "https://host.test/a.tif"

static const MlsWebFacts facts = { 3 * MLS_WEB_BLOCK_BYTES, 17 };

/* A block all of whose bytes are @value. */
static void
put (MlsWebCache *cache, guint64 number, guint8 value, gsize length)
{
  g_autofree guint8 *block = g_malloc (length);

  memset (block, value, length);
  mls_web_cache_write (cache, number, block, length);
}

/* The value of all bytes of a block, -1 if it is not kept. */
static int
value_of (MlsWebCache *cache, guint64 number, gsize length)
{
  g_autofree guint8 *block = g_malloc (length);

  if (!mls_web_cache_read (cache, number, block, length))
    return -1;

  g_assert_cmpmem (block, length - 1, block + 1, length - 1);
  return block[0];
}

static char *
dup_folder (const char *address)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);

  return g_build_filename (g_get_user_cache_dir (), "millesime", "files", sum, NULL);
}

static char *
dup_path (const char *address, const char *name)
{
  g_autofree char *folder = dup_folder (address);

  return g_build_filename (folder, name, NULL);
}

static void
set_age (const char *address, const char *name, gint64 age_s)
{
  g_autofree char *path = dup_path (address, name);
  gint64 then = g_get_real_time () / G_USEC_PER_SEC - age_s;
  struct utimbuf times = { then, then };

  g_assert_cmpint (utime (path, &times), ==, 0);
}

/* What is kept is there for whoever asks for that address, and for no other. */
static void
test_keeps (void)
{
  g_autoptr (MlsWebCache) cache = mls_web_cache_new (ADDRESS);
  g_autoptr (MlsWebCache) again = mls_web_cache_new (ADDRESS);
  g_autoptr (MlsWebCache) other = mls_web_cache_new (ADDRESS "x");
  MlsWebFacts known;

  g_assert_false (mls_web_cache_get_facts (cache, G_MAXINT64, &known));
  mls_web_cache_set_facts (cache, &facts);
  put (cache, 2, 7, 100);

  g_assert_true (mls_web_cache_get_facts (again, G_MAXINT64, &known));
  g_assert_cmpuint (known.size, ==, facts.size);
  g_assert_cmpuint (known.state, ==, facts.state);
  set_age (ADDRESS, "facts", 100);
  g_assert_true (mls_web_cache_get_facts (again, 101, &known));
  g_assert_false (mls_web_cache_get_facts (again, 99, &known));
  mls_web_cache_set_facts (again, &facts);
  g_assert_true (mls_web_cache_get_facts (again, 99, &known));

  g_assert_true (mls_web_cache_has (again, 2));
  g_assert_false (mls_web_cache_has (again, 1));
  g_assert_cmpint (value_of (again, 2, 100), ==, 7);
  g_assert_cmpint (value_of (again, 1, 100), ==, -1);
  g_assert_false (mls_web_cache_get_facts (other, G_MAXINT64, &known));
  g_assert_cmpint (value_of (other, 2, 100), ==, -1);

  mls_web_cache_forget (again);
  g_assert_false (mls_web_cache_get_facts (cache, G_MAXINT64, &known));
  g_assert_cmpint (value_of (cache, 2, 100), ==, -1);
}

/* A file that is another than it was: nothing of the old one may come between. */
static void
test_changed (void)
{
  const MlsWebFacts larger = { facts.size + 1, facts.state };
  const MlsWebFacts later = { larger.size, facts.state + 1 };
  g_autoptr (MlsWebCache) cache = mls_web_cache_new (ADDRESS);
  MlsWebFacts known;

  mls_web_cache_set_facts (cache, &facts);
  put (cache, 0, 1, 100);
  mls_web_cache_set_facts (cache, &facts);
  g_assert_cmpint (value_of (cache, 0, 100), ==, 1);

  mls_web_cache_set_facts (cache, &larger);
  g_assert_cmpint (value_of (cache, 0, 100), ==, -1);
  put (cache, 0, 2, 100);
  mls_web_cache_set_facts (cache, &later);
  g_assert_cmpint (value_of (cache, 0, 100), ==, -1);
  g_assert_true (mls_web_cache_get_facts (cache, G_MAXINT64, &known));
  g_assert_cmpuint (known.state, ==, later.state);
  mls_web_cache_forget (cache);
}

/* What a power cut or another hand left is not taken for a block, nor for facts. */
static void
test_damaged (void)
{
  static const char *const damaged[] = { "", "x", "-1 0\n", "12", "12 7", "0 0\n" };
  g_autoptr (MlsWebCache) cache = mls_web_cache_new (ADDRESS);
  g_autofree char *facts_path = dup_path (ADDRESS, "facts");
  g_autofree char *block_path = dup_path (ADDRESS, "00000001");
  MlsWebFacts known;

  mls_web_cache_set_facts (cache, &facts);
  put (cache, 1, 5, 100);
  g_assert_cmpint (value_of (cache, 1, 101), ==, -1);
  g_assert_true (g_file_set_contents (block_path, "cut", 3, NULL));
  g_assert_cmpint (value_of (cache, 1, 100), ==, -1);
  put (cache, 1, 6, 100);
  g_assert_cmpint (value_of (cache, 1, 100), ==, 6);

  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_assert_true (g_file_set_contents (facts_path, damaged[i], -1, NULL));
      g_assert_false (mls_web_cache_get_facts (cache, G_MAXINT64, &known));
    }
  mls_web_cache_forget (cache);
}

/* Where nothing can be kept, nothing is, and nobody is in the way. */
static void
test_nowhere (void)
{
  g_autoptr (MlsWebCache) cache = mls_web_cache_new (ADDRESS "?nowhere");
  g_autofree char *folder = dup_folder (ADDRESS "?nowhere");
  MlsWebFacts known;

  g_assert_true (g_file_set_contents (folder, "a file", -1, NULL));
  mls_web_cache_set_facts (cache, &facts);
  put (cache, 0, 1, 100);
  g_assert_false (mls_web_cache_get_facts (cache, G_MAXINT64, &known));
  g_assert_cmpint (value_of (cache, 0, 100), ==, -1);
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/imagery/web-cache/keeps", test_keeps);
  g_test_add_func ("/imagery/web-cache/changed", test_changed);
  g_test_add_func ("/imagery/web-cache/damaged", test_damaged);
  g_test_add_func ("/imagery/web-cache/nowhere", test_nowhere);

  result = g_test_run ();
  fixture_end ();

  return result;
}
