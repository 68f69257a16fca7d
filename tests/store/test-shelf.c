#include "fault-vfs.h"

#include "store/shelf.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <utime.h>

/* What is kept of projects goes when it is of no use any more. */

#define DAY_S (24 * 60 * 60)
#define ENDING ".kept"

typedef struct
{
  char *folder;
} Case;

static void
set_up (Case *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("mls-shelf-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
}

static void
tear_down (Case *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

static char *
path_of (Case *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static MlsShelf *
open_shelf (Case *self, const char *name, const char *project)
{
  g_autofree char *path = path_of (self, name);
  MlsShelf *shelf = mls_shelf_new (path, "test");
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (100000), 100000);

  mls_shelf_set_origin (shelf, project);
  mls_shelf_put (shelf, &(MlsShelfKey){ 0, 0, 0 }, 1, 1, bytes);

  return shelf;
}

/* One that was used so many days ago. */
static void
keep (Case *self, const char *name, const char *project, int age_days)
{
  g_autofree char *path = path_of (self, name);
  gint64 then = g_get_real_time () / G_USEC_PER_SEC - (gint64) age_days * DAY_S;
  struct utimbuf times = { then, then };

  mls_shelf_free (open_shelf (self, name, project));
  g_assert_cmpint (utime (path, &times), ==, 0);
}

static gboolean
is_kept (Case *self, const char *name)
{
  g_autofree char *path = path_of (self, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static char *
write_project (Case *self)
{
  char *path = path_of (self, "here.gpkg");

  g_assert_true (g_file_set_contents (path, "", 0, NULL));

  return path;
}

/* The project was deleted; that of a folder which is not there may be on a disk that was unplugged. */
static void
test_gone (Case *self, gconstpointer data)
{
  g_autofree char *here = write_project (self);
  g_autofree char *gone = path_of (self, "gone.gpkg");

  keep (self, "here" ENDING, here, 1);
  keep (self, "gone" ENDING, gone, 1);
  keep (self, "away" ENDING, "/media/nobody/disk/map.gpkg", 1);
  keep (self, "gone.other", gone, 1);
  mls_shelf_tidy (self->folder, ENDING, 30 * DAY_S, 1 << 30);

  g_assert_true (is_kept (self, "here" ENDING));
  g_assert_false (is_kept (self, "gone" ENDING));
  g_assert_true (is_kept (self, "away" ENDING));
  g_assert_true (is_kept (self, "gone.other"));
}

/* Not used for long; opening is use. */
static void
test_old (Case *self, gconstpointer data)
{
  g_autofree char *here = write_project (self);

  keep (self, "old" ENDING, here, 40);
  keep (self, "young" ENDING, here, 20);
  keep (self, "opened" ENDING, here, 40);
  mls_shelf_free (open_shelf (self, "opened" ENDING, here));
  mls_shelf_tidy (self->folder, ENDING, 30 * DAY_S, 1 << 30);

  g_assert_false (is_kept (self, "old" ENDING));
  g_assert_true (is_kept (self, "young" ENDING));
  g_assert_true (is_kept (self, "opened" ENDING));
}

/* Together they take too much: those not used for longest go, up to where the others fit. */
static void
test_large (Case *self, gconstpointer data)
{
  g_autofree char *here = write_project (self);

  keep (self, "a" ENDING, here, 3);
  keep (self, "b" ENDING, here, 5);
  keep (self, "c" ENDING, here, 1);
  mls_shelf_tidy (self->folder, ENDING, 30 * DAY_S, 250000);

  g_assert_true (is_kept (self, "a" ENDING));
  g_assert_false (is_kept (self, "b" ENDING));
  g_assert_true (is_kept (self, "c" ENDING));
}

/* What another window has open is not taken from it. */
static void
test_open (Case *self, gconstpointer data)
{
  g_autofree char *gone = path_of (self, "gone.gpkg");
  MlsShelf *shelf = open_shelf (self, "open" ENDING, gone);
  gint64 operation, stamp;
  g_autoptr (GBytes) bytes = NULL;

  mls_shelf_tidy (self->folder, ENDING, 0, 0);
  g_assert_true (is_kept (self, "open" ENDING));
  bytes = mls_shelf_get (shelf, &(MlsShelfKey){ 0, 0, 0 }, &operation, &stamp);
  g_assert_nonnull (bytes);

  mls_shelf_free (shelf);
  mls_shelf_tidy (self->folder, ENDING, 30 * DAY_S, 1 << 30);
  g_assert_false (is_kept (self, "open" ENDING));
}

/* On a disk that is full or broken nothing can be kept, and memory does instead: what was put there is there. */
static void
test_bad_disk (Case *self, gconstpointer data)
{
  g_autofree char *path = path_of (self, "full" ENDING);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (100000), 100000);
  MlsShelf *shelf = open_shelf (self, "full" ENDING, path);

  fault_vfs_arm ((Fault) GPOINTER_TO_INT (data), 20);
  for (int i = 1; i < 100; i++)
    mls_shelf_put (shelf, &(MlsShelfKey){ 0, i, 0 }, i, 1, bytes);
  g_assert_true (fault_vfs_struck ());
  for (int i = 90; i < 100; i++)
    {
      gint64 operation, stamp;
      g_autoptr (GBytes) kept = mls_shelf_get (shelf, &(MlsShelfKey){ 0, i, 0 }, &operation, &stamp);

      g_assert_nonnull (kept);
      g_assert_cmpint (operation, ==, i);
    }
  g_assert_false (is_kept (self, "full" ENDING));

  mls_shelf_free (shelf);
  fault_vfs_arm (FAULT_NONE, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();
  fault_vfs_share_memory (TRUE);

  g_test_add ("/store/shelf/gone", Case, NULL, set_up, test_gone, tear_down);
  g_test_add ("/store/shelf/old", Case, NULL, set_up, test_old, tear_down);
  g_test_add ("/store/shelf/large", Case, NULL, set_up, test_large, tear_down);
  g_test_add ("/store/shelf/open", Case, NULL, set_up, test_open, tear_down);
  g_test_add ("/store/shelf/full-disk", Case, GINT_TO_POINTER (FAULT_FULL), set_up, test_bad_disk, tear_down);
  g_test_add ("/store/shelf/broken-disk", Case, GINT_TO_POINTER (FAULT_WRITE), set_up, test_bad_disk, tear_down);

  return g_test_run ();
}
