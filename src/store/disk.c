#include "store/disk.h"

#include "store/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

/**
 * mls_disk_type_is_remote:
 * @type: what Linux calls a file system, as statfs() tells it
 *
 * Returns: whether other machines have the same files
 */
gboolean
mls_disk_type_is_remote (guint32 type)
{
  static const guint32 remote[] = {
    AFS_FS_MAGIC,    AFS_SUPER_MAGIC, CEPH_SUPER_MAGIC,  CIFS_SUPER_MAGIC, CODA_SUPER_MAGIC,
    NCP_SUPER_MAGIC, NFS_SUPER_MAGIC, OCFS2_SUPER_MAGIC, SMB2_SUPER_MAGIC, SMB_SUPER_MAGIC,
    V9FS_MAGIC,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (remote); i++)
    if (type == remote[i])
      return TRUE;

  return FALSE;
}

/* What a program gives out as files (FUSE) lies anywhere, mostly on a network; but for what lies on a device, as disks of
 * other systems do. */
static gboolean
is_given_out (const char *path, guint32 type)
{
  struct stat file;

  return type == FUSE_SUPER_MAGIC && stat (path, &file) == 0 && major (file.st_dev) == 0;
}

/**
 * mls_disk_is_remote:
 * @path: a file that is there
 *
 * Returns: whether it is on a network's disk; %FALSE also where that cannot be told
 */
gboolean
mls_disk_is_remote (const char *path)
{
  struct statfs status;

  return statfs (path, &status) == 0 &&
         (mls_disk_type_is_remote ((guint32) status.f_type) || is_given_out (path, (guint32) status.f_type));
}

static gboolean
set_error (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, MLS_STORE_ERROR, code == ENOSPC || code == EDQUOT ? MLS_STORE_ERROR_FULL : MLS_STORE_ERROR_IO, "“%s”: %s",
               path, g_strerror (code));

  return FALSE;
}

/**
 * mls_disk_sync:
 * @path: a file or folder
 * @error: %MLS_STORE_ERROR_FULL or %MLS_STORE_ERROR_IO
 *
 * Returns: whether all that was written to it is on the disk for good
 */
gboolean
mls_disk_sync (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (!synced)
    set_error (path, error);
  if (fd >= 0)
    close (fd);

  return synced;
}

/**
 * mls_disk_replace:
 * @from: a file that is on the disk for good
 * @to: what it is to be called; a file of that name goes
 * @error: %MLS_STORE_ERROR_IO
 *
 * Returns: whether it is
 */
gboolean
mls_disk_replace (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (g_rename (from, to) != 0)
    return set_error (to, error);

  /* Not every file system knows what that is for a folder. */
  mls_disk_sync (folder, NULL);

  return TRUE;
}
