#include "imagery/web-cache.h"

#include "base/file-stamp.h"
#include "imagery/cache-room.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _MlsWebCache
{
  char *folder; /* of the file's blocks */
};

/* When a block was asked for last is noted once in so many seconds. */
#define NOTE_USE_S 3600

#define FACTS_FILE "facts"

static char *
dup_block_path (const MlsWebCache *self, guint64 block)
{
  g_autofree char *name = g_strdup_printf ("%08" G_GINT64_MODIFIER "x", block);

  return g_build_filename (self->folder, name, NULL);
}

/**
 * mls_web_cache_new:
 * @address: of a file on a server
 *
 * Returns: (transfer full): what is kept of it, nothing perhaps
 */
MlsWebCache *
mls_web_cache_new (const char *address)
{
  MlsWebCache *self = g_new (MlsWebCache, 1);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);
  g_autofree char *root = mls_cache_room_dup_folder ("files");

  self->folder = g_build_filename (root, sum, NULL);

  return self;
}

/**
 * mls_web_cache_free:
 * @self: (nullable): what is kept of a file, which goes on being kept
 */
void
mls_web_cache_free (MlsWebCache *self)
{
  if (self == NULL)
    return;

  g_free (self->folder);
  g_free (self);
}

/* A file of the cache all of whose content is @length bytes. Of another length it was cut short by an
 * end without notice. */
static gboolean
read_exactly (int fd, guint8 *out, gsize length)
{
  struct stat info;
  gsize n_read = 0;

  if (fstat (fd, &info) != 0 || info.st_size != (off_t) length)
    return FALSE;

  while (n_read < length)
    {
      ssize_t n = read (fd, out + n_read, length - n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      n_read += (gsize) n;
    }

  if (g_get_real_time () / G_USEC_PER_SEC - info.st_mtime > NOTE_USE_S)
    futimens (fd, NULL);

  return TRUE;
}

/* In one go, so that no other thread or program reads half of it. It may be lost with the power. */
static gboolean
write_file (MlsWebCache *self, const char *path, const void *data, gsize length)
{
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (self->folder, 0700) == 0 &&
      g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    return TRUE;

  g_debug ("Not kept: %s: %s", path, error != NULL ? error->message : g_strerror (errno));
  return FALSE;
}

/**
 * mls_web_cache_get_facts:
 * @self: what is kept of a file
 * @max_age_s: how long ago that may be, s
 * @out: (out): what was known of the file when its server was asked last
 *
 * Returns: whether anything was
 */
gboolean
mls_web_cache_get_facts (MlsWebCache *self, gint64 max_age_s, MlsWebFacts *out)
{
  g_autofree char *path = g_build_filename (self->folder, FACTS_FILE, NULL);
  g_autofree char *text = NULL;
  char *rest = NULL;

  if (!mls_file_is_younger (path, max_age_s) || !g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;

  out->size = g_ascii_strtoull (text, &rest, 10);
  out->state = (guint) g_ascii_strtoull (rest, &rest, 10);

  return out->size > 0 && out->size <= G_MAXINT64 && *rest == '\n';
}

/**
 * mls_web_cache_set_facts:
 * @self: what is kept of a file
 * @facts: what its server says of it now
 *
 * If it is no longer the same, what is kept of it goes.
 */
void
mls_web_cache_set_facts (MlsWebCache *self, const MlsWebFacts *facts)
{
  g_autofree char *path = g_build_filename (self->folder, FACTS_FILE, NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT " %u\n", facts->size, facts->state);
  MlsWebFacts known;

  if (mls_web_cache_get_facts (self, G_MAXINT64, &known) &&
      (known.size != facts->size || known.state != facts->state))
    mls_web_cache_forget (self);

  write_file (self, path, text, strlen (text));
}

/**
 * mls_web_cache_has:
 * @self: what is kept of a file
 * @block: number of a block of it
 *
 * Returns: whether it is kept
 */
gboolean
mls_web_cache_has (MlsWebCache *self, guint64 block)
{
  g_autofree char *path = dup_block_path (self, block);

  return g_access (path, R_OK) == 0;
}

/**
 * mls_web_cache_read:
 * @self: what is kept of a file
 * @block: number of a block of it
 * @out: (out) (array length=length): its bytes
 * @length: how many it has
 *
 * Returns: whether it is kept
 */
gboolean
mls_web_cache_read (MlsWebCache *self, guint64 block, guint8 *out, gsize length)
{
  g_autofree char *path = dup_block_path (self, block);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_read;

  if (fd < 0)
    return FALSE;

  is_read = read_exactly (fd, out, length);
  close (fd);

  return is_read;
}

/**
 * mls_web_cache_write:
 * @self: what is kept of a file
 * @block: number of a block of it
 * @data: (array length=length): its bytes
 * @length: how many it has
 *
 * Keeps it, if the disk lets it.
 */
void
mls_web_cache_write (MlsWebCache *self, guint64 block, const guint8 *data, gsize length)
{
  g_autofree char *path = dup_block_path (self, block);

  if (write_file (self, path, data, length))
    mls_cache_room_note (length);
}

/**
 * mls_web_cache_forget:
 * @self: what is kept of a file
 *
 * Nothing of it is kept any longer.
 */
void
mls_web_cache_forget (MlsWebCache *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
}
