#include "store/disk.h"

#include <linux/magic.h>
#include <sys/vfs.h>

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

  return statfs (path, &status) == 0 && mls_disk_type_is_remote ((guint32) status.f_type);
}
