#include "delivery/making-folder.h"

#include "store/disk.h"
#include "store/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LETTERS "XXXXXX"

struct _MlsMakingFolder
{
  char *path; /* (nullable): once it is nobody's any more */
  int   fd;   /* what the kernel holds it by, as long as we live; -1 if it was gone before that */
};

static gboolean
fail_at (const char *path, GError **error)
{
  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, "“%s”: %s", path, g_strerror (errno));
  return FALSE;
}

/* The names of what is in @path, in no order. */
static GPtrArray *
list_names (const char *path)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));

  return names;
}

/* With all that is left in it of an unfinished work. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GPtrArray) names = list_names (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* Holding */

static int
open_folder (const char *path)
{
  return g_open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
}

/* Whether the folder behind @fd is still the one called @path. */
static gboolean
is_still (int fd, const char *path)
{
  struct stat by_fd, by_path;

  return fstat (fd, &by_fd) == 0 && lstat (path, &by_path) == 0 && by_fd.st_ino == by_path.st_ino && by_fd.st_dev == by_path.st_dev;
}

/* Where nothing can be held, nobody else can hold it either. */
static gboolean
hold (MlsMakingFolder *self)
{
  return self->fd >= 0 && (flock (self->fd, LOCK_EX | LOCK_NB) == 0 ? is_still (self->fd, self->path) : errno != EWOULDBLOCK);
}

static MlsMakingFolder *
make (const char *above, GError **error)
{
  g_autofree char *path = g_build_filename (above, MLS_MAKING_PREFIX LETTERS, NULL);
  MlsMakingFolder *self;
  int fd;

  if (g_mkdtemp_full (path, MLS_MAKING_MODE) == NULL || ((fd = open_folder (path)) < 0 && errno != ENOENT))
    {
      fail_at (above, error);
      return NULL;
    }

  self = g_new (MlsMakingFolder, 1);
  *self = (MlsMakingFolder){ g_steal_pointer (&path), fd };

  return self;
}

/* Leftovers */

static void
clear_leftover (const char *path)
{
  int fd = open_folder (path);

  if (fd < 0)
    return;

  if (flock (fd, LOCK_EX | LOCK_NB) == 0 && is_still (fd, path))
    remove_folder (path);
  close (fd);
}

/* On a network's disk a maker may live on another machine, which locks there do not tell reliably. */
static void
clear_leftovers (const char *above)
{
  g_autoptr (GPtrArray) names = mls_disk_is_remote (above) ? NULL : list_names (above);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (above, name, NULL);

      if (g_str_has_prefix (name, MLS_MAKING_PREFIX) && strlen (name) == strlen (MLS_MAKING_PREFIX LETTERS))
        clear_leftover (path);
    }
}

/**
 * mls_making_folder_new:
 * @above: the folder that it is to be in
 * @error: %MLS_STORE_ERROR_IO
 *
 * Removes those from @above whose makers are no more.
 *
 * Returns: (transfer full): an empty one, or %NULL
 */
MlsMakingFolder *
mls_making_folder_new (const char *above, GError **error)
{
  MlsMakingFolder *self;

  clear_leftovers (above);

  /* Before it was held, somebody else may have taken it for one that was left. */
  while ((self = make (above, error)) != NULL && !hold (self))
    mls_making_folder_free (self);

  return self;
}

/**
 * mls_making_folder_free:
 * @self: (transfer full): a folder; unless it was moved nothing is left of it
 */
void
mls_making_folder_free (MlsMakingFolder *self)
{
  if (self->path != NULL)
    remove_folder (self->path);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

/**
 * mls_making_folder_get_path:
 * @self: a folder that was not moved
 *
 * Returns: (transfer none): where it is for now
 */
const char *
mls_making_folder_get_path (const MlsMakingFolder *self)
{
  return self->path;
}

/**
 * mls_making_folder_list:
 * @self: a folder that was not moved
 *
 * Returns: (transfer full) (element-type filename): the names of what is in it, in no order
 */
GPtrArray *
mls_making_folder_list (const MlsMakingFolder *self)
{
  return list_names (self->path);
}

/**
 * mls_making_folder_move:
 * @self: a folder that was not moved
 * @to: what it is to be called
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: whether it is, and is everybody's from now on
 */
gboolean
mls_making_folder_move (MlsMakingFolder *self, const char *to, GError **error)
{
  if (g_rename (self->path, to) != 0)
    return fail_at (to, error);

  g_clear_pointer (&self->path, g_free);
  return TRUE;
}
