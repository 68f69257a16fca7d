#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/error.h"

struct _MlsLock
{
  char *path;
  int   fd;
};

/* Who has it, as told by the one that has: a name if there is one, a machine and a process. */
static char *
read_owner (int fd)
{
  char text[512];
  gssize n = pread (fd, text, sizeof text - 1, 0);
  g_auto (GStrv) lines = NULL;

  text[MAX (n, 0)] = '\0';
  lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) < 3 || !g_utf8_validate (text, -1, NULL))
    return g_strdup (_("somebody else"));

  return g_strdup_printf (_("%s on %s (process %s)"), lines[0][0] != '\0' ? lines[0] : _("somebody"), lines[1],
                          lines[2]);
}

static void
write_owner (int fd, const char *name)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%d\n", name, g_get_host_name (), (int) getpid ());
  gsize length = strlen (text);

  /* Only a courtesy to the second one: the lock holds without it. */
  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, length, 0) != (gssize) length)
    g_debug ("Cannot tell who holds the lock: %s", g_strerror (errno));
}

/* Whether the file behind @fd is still the one called @path: its last owner may have removed it
 * between our opening and our locking. */
static gboolean
is_still (int fd, const char *path)
{
  struct stat by_fd, by_path;

  return fstat (fd, &by_fd) == 0 && stat (path, &by_path) == 0 && by_fd.st_ino == by_path.st_ino &&
         by_fd.st_dev == by_path.st_dev;
}

static int
lock_file (const char *path, const char *name, GError **error)
{
  for (;;)
    {
      int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

      if (fd < 0)
        {
          g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY,
                       _("The folder of “%s” cannot be written: %s"), name, g_strerror (errno));
          return -1;
        }

      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          g_autofree char *owner = read_owner (fd);

          g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_LOCKED,
                       _("“%s” is open for editing by %s"), name, owner);
          close (fd);
          return -1;
        }

      if (is_still (fd, path))
        return fd;

      close (fd);
    }
}

/**
 * mls_lock_take:
 * @path: a project file, without symbolic links
 * @error: %MLS_STORE_ERROR_LOCKED, with a message that tells who has it, or
 *   %MLS_STORE_ERROR_READ_ONLY
 *
 * Returns: (transfer full): the lock, or %NULL
 */
MlsLock *
mls_lock_take (const char *path, GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, "-lock", NULL);
  g_autofree char *name = g_filename_display_basename (path);
  int fd = lock_file (lock_path, name, error);
  MlsLock *lock;

  if (fd < 0)
    return NULL;

  write_owner (fd, "");

  lock = g_new0 (MlsLock, 1);
  lock->path = g_steal_pointer (&lock_path);
  lock->fd = fd;

  return lock;
}

/**
 * mls_lock_tell:
 * @lock: a lock
 * @author: (nullable): who works behind it
 *
 * Leaves word for whoever comes second.
 */
void
mls_lock_tell (MlsLock *lock, const char *author)
{
  write_owner (lock->fd, author != NULL ? author : "");
}

/**
 * mls_lock_release:
 * @lock: (transfer full) (nullable): a lock
 */
void
mls_lock_release (MlsLock *lock)
{
  if (lock == NULL)
    return;

  /* Removed while still locked, so that nobody can lock a file that has no name any more without
   * noticing. */
  g_unlink (lock->path);
  close (lock->fd);
  g_free (lock->path);
  g_free (lock);
}
