#include "base/scratch.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct
{
  guint8 *start;
  gsize   size;
} Block;

struct _MlsScratch
{
  int     fd;         /* -1: none yet, or none to be had */
  gsize   file_size;
  GArray *blocks;     /* (element-type Block) */
  guint8 *free_start; /* of what is left of the last block */
  gsize   n_free;
};

static void
unmap (gpointer block)
{
  Block *self = block;

  munmap (self->start, self->size);
}

/**
 * mls_scratch_new:
 *
 * Returns: (transfer full): an empty scratch
 */
MlsScratch *
mls_scratch_new (void)
{
  MlsScratch *self = g_new0 (MlsScratch, 1);

  self->fd = -1;
  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (self->blocks, unmap);

  return self;
}

/**
 * mls_scratch_free:
 * @scratch: (transfer full): a scratch
 */
void
mls_scratch_free (MlsScratch *scratch)
{
  g_array_unref (scratch->blocks);
  if (scratch->fd >= 0)
    close (scratch->fd);
  g_free (scratch);
}

/* Not among the small temporary files, which many systems keep in memory. */
static int
open_nameless (void)
{
  const char *folder = g_getenv ("TMPDIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "/var/tmp", "millesime-XXXXXX", NULL);
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    g_unlink (path);

  return fd;
}

/* Room on the disk is taken at once: a page that finds none later ends the process. */
static guint8 *
map_file (MlsScratch *self, gsize size)
{
  guint8 *start;

  if (self->fd < 0)
    self->fd = open_nameless ();
  if (self->fd < 0 || posix_fallocate (self->fd, (off_t) self->file_size, (off_t) size) != 0)
    return MAP_FAILED;

  start = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, self->fd, (off_t) self->file_size);
  self->file_size += size;

  return start;
}

static void
add_block (MlsScratch *self, gsize size)
{
  Block block = { MAP_FAILED, size };

  if (self->blocks->len > 0)
    block.start = map_file (self, size);
  if (block.start == MAP_FAILED)
    block.start = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (block.start == MAP_FAILED)
    g_error ("No memory for %" G_GSIZE_FORMAT " bytes", size);

  g_array_append_val (self->blocks, block);
  self->free_start = block.start;
  self->n_free = size;
}

/**
 * mls_scratch_reserve:
 * @scratch: a scratch
 * @size: in bytes
 *
 * Returns: (transfer none): where so many bytes can be written, of which those that are then kept never
 *   move; aligned to nothing
 */
guint8 *
mls_scratch_reserve (MlsScratch *scratch, gsize size)
{
  if (scratch->n_free < size)
    add_block (scratch, (size + MLS_SCRATCH_BLOCK - 1) / MLS_SCRATCH_BLOCK * MLS_SCRATCH_BLOCK);

  return scratch->free_start;
}

/**
 * mls_scratch_keep:
 * @scratch: a scratch
 * @size: in bytes, no more than were reserved last
 *
 * Keeps the first bytes of those reserved last until @scratch is freed.
 */
void
mls_scratch_keep (MlsScratch *scratch, gsize size)
{
  g_assert (size <= scratch->n_free);

  scratch->free_start += size;
  scratch->n_free -= size;
}
