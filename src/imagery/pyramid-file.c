#include "imagery/pyramid-file.h"

#include "imagery/error.h"
#include "imagery/tiff-directory.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART "-part"

/* In the byte order of the machine: a file half written is not carried to another one. */
typedef struct
{
  guint8  key[MLS_PYRAMID_KEY_SIZE];
  guint64 length;
  guint64 sum;
} Note;

#define N_NOTES 2
#define FIRST_RECORD (MLS_TIFF_HEADER_SIZE + N_NOTES * sizeof (Note))

typedef enum
{
  RECORD_TILE,
  RECORD_DIRECTORY,
} RecordKind;

typedef struct
{
  guint32 size; /* bytes behind it, to which some are added up to eighths */
  guint32 kind;
} Record;

G_STATIC_ASSERT (sizeof (Note) == 48);
G_STATIC_ASSERT (sizeof (Record) == 8);

struct _MlsPyramidFile
{
  char    *path;     /* once it is whole */
  char    *part;     /* until then */
  guint8   key[MLS_PYRAMID_KEY_SIZE];
  int      fd;
  gboolean is_ours;  /* nobody else may write it, and it has not its name */
  guint64  length;
  guint64  link;     /* where the place of the next directory goes */
  guint    n_levels; /* that are whole */
  guint    n_notes;  /* written so far */
  GArray  *tiles;    /* (element-type MlsTiffTile): of the level that is not */
};

static gboolean
fail (MlsPyramidFile *self, GError **error)
{
  return mls_imagery_fail_to_write (self->part, errno, error);
}

static gboolean
write_at (MlsPyramidFile *self, gconstpointer data, gsize size, guint64 offset, GError **error)
{
  const guint8 *at = data;

  while (size > 0)
    {
      gssize n = pwrite (self->fd, at, size, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return fail (self, error);
      at += n;
      size -= (gsize) n;
      offset += (guint64) n;
    }

  return TRUE;
}

static gboolean
read_at (MlsPyramidFile *self, gpointer out, gsize size, guint64 offset)
{
  return pread (self->fd, out, size, (off_t) offset) == (gssize) size;
}

static guint64
sum_note (const Note *note)
{
  guint8 digest[32];
  gsize size = sizeof digest;
  guint64 sum;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guint8 *) note, G_STRUCT_OFFSET (Note, sum));
  g_checksum_get_digest (checksum, digest, &size);
  memcpy (&sum, digest, sizeof sum);

  return sum;
}

/* What is on the disk comes before the note of it. */
static gboolean
keep (MlsPyramidFile *self, GError **error)
{
  Note note = { .length = self->length };

  memcpy (note.key, self->key, sizeof note.key);
  note.sum = sum_note (&note);
  if (fdatasync (self->fd) != 0)
    return fail (self, error);

  return write_at (self, &note, sizeof note, MLS_TIFF_HEADER_SIZE + self->n_notes++ % N_NOTES * sizeof note, error);
}

/* The length of the file that is whole, 0 when it is another pyramid. The note of it is the one that must not be
 * written over next. */
static guint64
read_notes (MlsPyramidFile *self)
{
  guint64 length = 0;

  for (guint i = 0; i < N_NOTES; i++)
    {
      Note note;

      if (!read_at (self, &note, sizeof note, MLS_TIFF_HEADER_SIZE + i * sizeof note) || note.sum != sum_note (&note) ||
          memcmp (note.key, self->key, sizeof note.key) != 0 || note.length <= length)
        continue;
      length = note.length;
      self->n_notes = i + 1;
    }

  return length;
}

/* A level ends with its directory, to which the one before leads. */
static gboolean
close_level (MlsPyramidFile *self, guint64 offset, guint64 n_entries, GError **error)
{
  guint64 place = GUINT64_TO_LE (offset);

  if (!write_at (self, &place, sizeof place, self->link, error))
    return FALSE;

  self->link = mls_tiff_directory_link (offset, n_entries);
  self->n_levels++;
  g_array_set_size (self->tiles, 0);

  return TRUE;
}

/* Takes up the record at the end of what is known. */
static gboolean
take_record (MlsPyramidFile *self, guint64 length)
{
  guint64 offset = self->length + sizeof (Record);
  guint64 n_entries;
  Record record;

  if (offset > length || !read_at (self, &record, sizeof record, self->length) || record.size > length - offset)
    return FALSE;

  if (record.kind == RECORD_TILE)
    {
      MlsTiffTile tile = { offset, record.size };

      g_array_append_val (self->tiles, tile);
    }
  else if (!read_at (self, &n_entries, sizeof n_entries, offset) ||
           !close_level (self, offset, GUINT64_FROM_LE (n_entries), NULL))
    return FALSE;

  self->length = offset + (record.size + G_GUINT64_CONSTANT (7)) / 8 * 8;

  return TRUE;
}

/* What is behind what was kept is of a writing that did not end. */
static gboolean
take_up (MlsPyramidFile *self)
{
  guint64 length = read_notes (self);

  if (length < FIRST_RECORD)
    return FALSE;

  while (self->length < length)
    if (!take_record (self, length))
      return FALSE;

  return ftruncate (self->fd, (off_t) length) == 0;
}

static void
set_empty (MlsPyramidFile *self)
{
  self->length = FIRST_RECORD;
  self->link = MLS_TIFF_FIRST_LINK;
  self->n_levels = 0;
  self->n_notes = 0;
  g_array_set_size (self->tiles, 0);
}

static gboolean
begin (MlsPyramidFile *self, GError **error)
{
  guint8 head[FIRST_RECORD] = { 0 };

  set_empty (self);
  mls_tiff_write_header (head);

  return ftruncate (self->fd, 0) == 0 ? write_at (self, head, sizeof head, 0, error) : fail (self, error);
}

/* Whoever had it may have finished it meanwhile. */
static gboolean
is_in_place (MlsPyramidFile *self)
{
  struct stat ours;
  struct stat there;

  return fstat (self->fd, &ours) == 0 && stat (self->part, &there) == 0 && ours.st_ino == there.st_ino &&
         ours.st_dev == there.st_dev;
}

/**
 * mls_pyramid_file_open: (skip)
 * @path: of the pyramid
 * @key: %MLS_PYRAMID_KEY_SIZE bytes that tell it from others there may be
 * @error: %G_FILE_ERROR; %G_FILE_ERROR_AGAIN if somebody else is writing it
 *
 * Goes on with what has been kept of this pyramid, or begins it.
 *
 * Returns: (transfer full): what is to become it, or %NULL
 */
MlsPyramidFile *
mls_pyramid_file_open (const char *path, const guint8 *key, GError **error)
{
  g_autoptr (MlsPyramidFile) self = g_new0 (MlsPyramidFile, 1);

  self->path = g_strdup (path);
  self->part = g_strconcat (path, PART, NULL);
  self->tiles = g_array_new (FALSE, FALSE, sizeof (MlsTiffTile));
  memcpy (self->key, key, sizeof self->key);
  self->fd = g_open (self->part, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (self->fd < 0)
    {
      fail (self, error);
      return NULL;
    }

  if ((flock (self->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) || !is_in_place (self))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN, _("another program is preparing it"));
      return NULL;
    }

  self->is_ours = TRUE;
  set_empty (self);
  if (!take_up (self) && !begin (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_pyramid_file_free: (skip)
 * @self: (transfer full): a pyramid; one that is begun waits to be gone on with
 */
void
mls_pyramid_file_free (MlsPyramidFile *self)
{
  if (self->is_ours && !mls_pyramid_file_is_begun (self))
    g_remove (self->part);
  if (self->fd >= 0)
    close (self->fd);
  g_array_unref (self->tiles);
  g_free (self->path);
  g_free (self->part);
  g_free (self);
}

/**
 * mls_pyramid_file_get_path: (skip)
 * @self: a pyramid
 *
 * Returns: (transfer none): where it is until it is whole: from the end of its first level on, a TIFF
 */
const char *
mls_pyramid_file_get_path (MlsPyramidFile *self)
{
  return self->part;
}

/**
 * mls_pyramid_file_get_n_levels: (skip)
 * @self: a pyramid
 *
 * Returns: how many levels are whole
 */
guint
mls_pyramid_file_get_n_levels (MlsPyramidFile *self)
{
  return self->n_levels;
}

/**
 * mls_pyramid_file_get_n_tiles: (skip)
 * @self: a pyramid
 *
 * Returns: how many tiles there are of the next level
 */
guint
mls_pyramid_file_get_n_tiles (MlsPyramidFile *self)
{
  return self->tiles->len;
}

/**
 * mls_pyramid_file_is_begun: (skip)
 * @self: a pyramid
 *
 * Returns: whether anything of it would be worth going on with
 */
gboolean
mls_pyramid_file_is_begun (MlsPyramidFile *self)
{
  return self->n_levels > 0 || self->tiles->len > 0;
}

static gboolean
add_record (MlsPyramidFile *self, RecordKind kind, gconstpointer data, gsize size, GError **error)
{
  static const guint8 padding[8];
  Record record = { (guint32) size, kind };
  guint64 offset = self->length + sizeof record;
  gsize n_padding = (8 - size % 8) % 8;

  if (!write_at (self, &record, sizeof record, self->length, error) || !write_at (self, data, size, offset, error) ||
      !write_at (self, padding, n_padding, offset + size, error))
    return FALSE;

  self->length = offset + size + n_padding;

  return TRUE;
}

/* Of a TIFF that has just been made in memory. */
static GPtrArray *
read_tiff (const guint8 *tiff, gsize size, GArray **out_tiles)
{
  GPtrArray *directory = mls_tiff_directory_read_first (tiff, size);

  g_assert (directory != NULL);
  *out_tiles = mls_tiff_directory_tiles (directory);
  g_assert (*out_tiles != NULL);

  return directory;
}

/**
 * mls_pyramid_file_add_tiles: (skip)
 * @self: a pyramid
 * @tiff: a TIFF in memory, as mls_tiff_directory_read() reads it, whose tiles are the next ones of the level
 * @size: its size, bytes
 * @error: %G_FILE_ERROR
 *
 * Keeps them, all or none. After an error only what was kept before is good.
 *
 * Returns: whether they are on the disk
 */
gboolean
mls_pyramid_file_add_tiles (MlsPyramidFile *self, const guint8 *tiff, gsize size, GError **error)
{
  g_autoptr (GArray) tiles = NULL;
  g_autoptr (GPtrArray) directory = read_tiff (tiff, size, &tiles);

  for (guint i = 0; i < tiles->len; i++)
    {
      MlsTiffTile tile = g_array_index (tiles, MlsTiffTile, i);
      MlsTiffTile kept = { self->length + sizeof (Record), tile.size };

      g_assert (tile.size <= size && tile.offset <= size - tile.size);
      if (!add_record (self, RECORD_TILE, tiff + tile.offset, tile.size, error))
        return FALSE;
      g_array_append_val (self->tiles, kept);
    }

  return keep (self, error);
}

/**
 * mls_pyramid_file_end_level: (skip)
 * @self: a pyramid
 * @directory: (element-type MlsTiffEntry): what is to be said of the level; where its tiles are is added
 * @error: %G_FILE_ERROR
 *
 * Makes a level of the tiles since the last one.
 *
 * Returns: whether it is on the disk
 */
gboolean
mls_pyramid_file_end_level (MlsPyramidFile *self, GPtrArray *directory, GError **error)
{
  guint64 offset = self->length + sizeof (Record);
  g_autoptr (GByteArray) bytes = NULL;

  mls_tiff_directory_set_tiles (directory, self->tiles);
  bytes = mls_tiff_directory_write (directory, offset);

  return add_record (self, RECORD_DIRECTORY, bytes->data, bytes->len, error) &&
         close_level (self, offset, directory->len, error) && keep (self, error);
}

/**
 * mls_pyramid_file_finish: (skip)
 * @self: a pyramid all of whose levels are there
 * @arranged: (nullable): the path of what has been made of it and is to take its place, if it is not to be itself
 * @error: %G_FILE_ERROR
 *
 * Gives it its name.
 *
 * Returns: whether it has it
 */
gboolean
mls_pyramid_file_finish (MlsPyramidFile *self, const char *arranged, GError **error)
{
  if (fdatasync (self->fd) != 0)
    return fail (self, error);
  if (g_rename (arranged != NULL ? arranged : self->part, self->path) != 0)
    return mls_imagery_fail_to_write (self->path, errno, error);
  if (arranged != NULL)
    g_remove (self->part);

  self->is_ours = FALSE;

  return TRUE;
}

/**
 * mls_pyramid_file_forget: (skip)
 * @path: of a pyramid
 *
 * Removes what has been kept of it while it is not whole.
 */
void
mls_pyramid_file_forget (const char *path)
{
  g_autofree char *part = g_strconcat (path, PART, NULL);

  g_remove (part);
}
