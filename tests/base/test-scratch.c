#include "base/scratch.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define N_PIECES 3000

/* Pieces of up to 8 kB, and one that no block has room for. */
static gsize
size_of (guint i)
{
  return i == N_PIECES / 2 ? 3 * MLS_SCRATCH_BLOCK + 1 : 1 + i * 37 % 8191;
}

static guint
count_file_blocks (void)
{
  g_autofree char *maps = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  for (const char *at = maps; (at = strstr (at, "/millesime-")) != NULL; at++)
    n++;

  return n;
}

/* Returns in how many places the file of the scratch is seen in memory. */
static guint
write_and_read (void)
{
  g_autoptr (MlsScratch) scratch = mls_scratch_new ();
  g_autofree guint8 **pieces = g_new (guint8 *, N_PIECES);

  for (guint i = 0; i < N_PIECES; i++)
    {
      pieces[i] = mls_scratch_reserve (scratch, size_of (i) + 10);
      memset (pieces[i], (int) (i % 251), size_of (i) + 10);
      mls_scratch_keep (scratch, size_of (i));
    }

  for (guint i = 0; i < N_PIECES; i++)
    for (gsize k = 0; k < size_of (i); k++)
      g_assert_cmpuint (pieces[i][k], ==, i % 251);

  return count_file_blocks ();
}

static void
test_file (void)
{
  g_assert_cmpuint (write_and_read (), >=, 1);
  g_assert_cmpuint (count_file_blocks (), ==, 0);
}

/* A block's worth is not worth a file. */
static void
test_little (void)
{
  g_autoptr (MlsScratch) scratch = mls_scratch_new ();

  memset (mls_scratch_reserve (scratch, MLS_SCRATCH_BLOCK), 1, MLS_SCRATCH_BLOCK);
  mls_scratch_keep (scratch, MLS_SCRATCH_BLOCK);
  g_assert_cmpuint (count_file_blocks (), ==, 0);
}

static void
test_no_folder (void)
{
  if (g_test_subprocess ())
    {
      g_setenv ("TMPDIR", "/nowhere", TRUE);
      g_assert_cmpuint (write_and_read (), ==, 0);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_disk_full (void)
{
  if (g_test_subprocess ())
    {
      signal (SIGXFSZ, SIG_IGN);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &(struct rlimit){ MLS_SCRATCH_BLOCK, MLS_SCRATCH_BLOCK }), ==, 0);
      g_assert_cmpuint (write_and_read (), ==, 1);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/scratch/file", test_file);
  g_test_add_func ("/base/scratch/little", test_little);
  g_test_add_func ("/base/scratch/no-folder", test_no_folder);
  g_test_add_func ("/base/scratch/disk-full", test_disk_full);

  return g_test_run ();
}
