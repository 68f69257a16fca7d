#include "base/file-stamp.h"

#include <glib/gstdio.h>

/**
 * mls_file_stamp_take: (skip)
 * @path: of a file or a folder
 * @out: (out): its state now, all 0 if it is not there
 *
 * Returns: whether it is there
 */
gboolean
mls_file_stamp_take (const char *path, MlsFileStamp *out)
{
  GStatBuf info;

  *out = (MlsFileStamp){ 0 };
  if (g_stat (path, &info) != 0)
    return FALSE;

  out->changed = (gint64) info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;
  out->size = (guint64) info.st_size;
  out->device = (guint64) info.st_dev;
  out->number = (guint64) info.st_ino;

  return TRUE;
}

/**
 * mls_file_stamp_equal: (skip)
 * @a: a state of a file
 * @b: another
 *
 * Returns: whether they are the same, as far as can be told without reading
 */
gboolean
mls_file_stamp_equal (const MlsFileStamp *a, const MlsFileStamp *b)
{
  return a->changed == b->changed && a->size == b->size && a->device == b->device && a->number == b->number;
}

/* Odd, and without a pattern: what is multiplied by it is spread over all bits. */
#define SPREAD G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static guint64
mix (guint64 sum, guint64 number)
{
  sum = (sum ^ number) * SPREAD;

  return sum ^ sum >> 29;
}

/**
 * mls_file_stamp_mix: (skip)
 * @sum: of states before
 * @stamp: a state of a file
 *
 * Returns: a number for all of them, another where one of them is
 */
guint64
mls_file_stamp_mix (guint64 sum, const MlsFileStamp *stamp)
{
  sum = mix (sum, (guint64) stamp->changed);
  sum = mix (sum, stamp->size);
  sum = mix (sum, stamp->device);

  return mix (sum, stamp->number);
}

/**
 * mls_file_is_queue: (skip)
 * @path: of a file
 *
 * Returns: whether it is there and is no file that could be read here and there, but a pipe or a device, which
 *   may never answer who opens it
 */
gboolean
mls_file_is_queue (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && !S_ISREG (info.st_mode) && !S_ISDIR (info.st_mode);
}

/**
 * mls_file_is_younger: (skip)
 * @path: of a file
 * @max_age_s: how long ago it may have been changed, s
 *
 * Returns: whether it is there and no older
 */
gboolean
mls_file_is_younger (const char *path, gint64 max_age_s)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && g_get_real_time () / G_USEC_PER_SEC - info.st_mtime <= max_age_s;
}
