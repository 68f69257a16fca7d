/* Whether there is room for what is to be made, told without making it. */

#include "delivery/making.h"
#include "store/error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *file;   /* in it */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("mls-making-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->folder, "file", NULL);
  g_assert_true (g_file_set_contents (fixture->file, "", 0, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_unlink (fixture->file), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->file);
}

static void
assert_refused (const char *above, const char *name, int code, const char *end)
{
  g_autofree char *target = g_build_filename (above, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_making_check (target, &error));
  g_assert_error (error, MLS_STORE_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, end));
}

/* And nothing is written by that. */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "new", NULL);
  g_autofree char *slash = g_strconcat (target, "/", NULL);

  g_assert_true (mls_making_check (target, NULL));
  g_assert_true (mls_making_check (slash, NULL));
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  assert_refused (fixture->folder, "file", MLS_STORE_ERROR_EXISTS, "is there already");
  assert_refused (fixture->folder, "file/", MLS_STORE_ERROR_EXISTS, "is there already");
  assert_refused (fixture->file, "new", MLS_STORE_ERROR_IO, ": Not a directory");
  assert_refused (target, "new", MLS_STORE_ERROR_IO, ": No such file or directory");
}

/* Nobody may write everywhere but root, who becomes somebody for it. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  uid_t user = getuid ();

  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  if (user == 0)
    g_assert_cmpint (setreuid (65534, (uid_t) -1), ==, 0);
  assert_refused (fixture->folder, "new", MLS_STORE_ERROR_IO, ": Permission denied");
  if (user == 0)
    g_assert_cmpint (setreuid (user, (uid_t) -1), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/delivery/making/room", Fixture, NULL, set_up, test_room, tear_down);
  g_test_add ("/delivery/making/read-only", Fixture, NULL, set_up, test_read_only, tear_down);

  return g_test_run ();
}
