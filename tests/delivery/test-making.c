/* Whether there is room for what is to be made, told without making it; and that nothing is left of what was not. */

#include "delivery/making-folder.h"
#include "delivery/making.h"
#include "store/error.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
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

/* Leftovers */

static MlsMaking *
begin (Fixture *fixture, const char *name)
{
  g_autofree char *target = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  MlsMaking *making = mls_making_new (target, &error);

  g_assert_no_error (error);

  return making;
}

static void
write_in (const MlsMaking *making, const char *name)
{
  g_autofree char *path = mls_making_path (making, name);

  g_assert_true (g_file_set_contents (path, "half of it", -1, NULL));
}

static guint
count_hidden (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, MLS_MAKING_PREFIX);

  return n;
}

/* A process that makes something, with folders in it, until it is killed. */
static pid_t
begin_elsewhere (Fixture *fixture)
{
  int ready[2];
  char word;
  pid_t process;

  g_assert_cmpint (pipe (ready), ==, 0);
  process = fork ();
  if (process == 0)
    {
      MlsMaking *making;

      prctl (PR_SET_PDEATHSIG, SIGKILL);
      making = begin (fixture, "other");
      write_in (making, "half.gpkg");
      g_assert_true (mls_making_add_folder (making, "styles", NULL));
      write_in (making, "styles/half.qml");
      g_assert_cmpint (write (ready[1], "", 1), ==, 1);
      for (;;)
        pause ();
    }

  g_assert_cmpint (process, >, 0);
  g_assert_cmpint (read (ready[0], &word, 1), ==, 1);
  close (ready[0]);
  close (ready[1]);

  return process;
}

static void
kill_it (pid_t process)
{
  int status;

  g_assert_cmpint (kill (process, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (process, &status, 0), ==, process);
  g_assert_true (WIFSIGNALED (status));
}

/* What is being made elsewhere stays as long as its maker lives; what one that was killed has left goes with the next. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  pid_t process = begin_elsewhere (fixture);

  mls_making_free (begin (fixture, "new"));
  g_assert_cmpuint (count_hidden (fixture), ==, 1);

  kill_it (process);
  g_assert_cmpuint (count_hidden (fixture), ==, 1);
  mls_making_free (begin (fixture, "new"));
  g_assert_cmpuint (count_hidden (fixture), ==, 0);
}

/* Two at once come whole to where they belong, and what is there then is no leftover. */
static void
test_together (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "one", "two" };
  g_autoptr (MlsMaking) one = begin (fixture, names[0]);
  g_autoptr (MlsMaking) two = begin (fixture, names[1]);
  g_autoptr (GError) error = NULL;

  write_in (one, "map");
  write_in (two, "map");
  g_assert_true (mls_making_put_folder (one, &error));
  g_assert_no_error (error);
  mls_making_free (begin (fixture, "three"));
  g_assert_true (mls_making_put_folder (two, &error));
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = g_build_filename (fixture->folder, names[i], NULL);
      g_autofree char *map = g_build_filename (folder, "map", NULL);

      g_assert_cmpint (g_unlink (map), ==, 0);
      g_assert_cmpint (g_rmdir (folder), ==, 0);
    }
  g_assert_cmpuint (count_hidden (fixture), ==, 0);
}

/* What is only called like one of ours, or leads elsewhere, is somebody's. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autofree char *longer = g_build_filename (fixture->folder, MLS_MAKING_PREFIX "of-mine", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, MLS_MAKING_PREFIX "AAAAAA", NULL);
  g_autofree char *file = g_build_filename (fixture->folder, MLS_MAKING_PREFIX "BBBBBB", NULL);
  g_autofree char *inside = g_build_filename (longer, "note", NULL);

  g_assert_cmpint (g_mkdir (longer, 0777), ==, 0);
  g_assert_true (g_file_set_contents (inside, "mine", -1, NULL));
  g_assert_true (g_file_set_contents (file, "mine", -1, NULL));
  g_assert_cmpint (symlink (longer, link), ==, 0);
  mls_making_free (begin (fixture, "new"));

  g_assert_cmpint (g_unlink (link), ==, 0);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_unlink (inside), ==, 0);
  g_assert_cmpint (g_rmdir (longer), ==, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/delivery/making/room", Fixture, NULL, set_up, test_room, tear_down);
  g_test_add ("/delivery/making/read-only", Fixture, NULL, set_up, test_read_only, tear_down);
  g_test_add ("/delivery/making/killed", Fixture, NULL, set_up, test_killed, tear_down);
  g_test_add ("/delivery/making/together", Fixture, NULL, set_up, test_together, tear_down);
  g_test_add ("/delivery/making/foreign", Fixture, NULL, set_up, test_foreign, tear_down);

  return g_test_run ();
}
