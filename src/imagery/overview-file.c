#include "imagery/overview-file.h"

#include "imagery/tiff-directory.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define OVERVIEWS ".ovr"
#define PART ".ovr-part"

/* In the byte order of the machine: a file half written is not carried to another one. */
typedef struct
{
  guint8  key[MLS_OVERVIEW_KEY_SIZE];
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

struct _MlsOverviewFile
{
  char    *path;     /* once it is whole */
  char    *part;     /* until then */
  guint8   key[MLS_OVERVIEW_KEY_SIZE];
  int      fd;
  gboolean is_ours;  /* nobody else may write it, and it has not its name */
  guint64  length;
  guint64  link;     /* where the place of the next directory goes */
  guint    n_levels; /* that are whole */
  guint    n_notes;  /* written so far */
  GArray  *tiles;    /* (element-type MlsTiffTile): of the level that is not */
};

static gboolean
fail (MlsOverviewFile *self, GError **error)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), _("“%s” cannot be written: %s"), self->part,
               g_strerror (code));

  return FALSE;
}

static gboolean
write_at (MlsOverviewFile *self, gconstpointer data, gsize size, guint64 offset, GError **error)
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
read_at (MlsOverviewFile *self, gpointer out, gsize size, guint64 offset)
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
keep (MlsOverviewFile *self, GError **error)
{
  Note note = { .length = self->length };

  memcpy (note.key, self->key, sizeof note.key);
  note.sum = sum_note (&note);
  if (fdatasync (self->fd) != 0)
    return fail (self, error);

  return write_at (self, &note, sizeof note, MLS_TIFF_HEADER_SIZE + self->n_notes++ % N_NOTES * sizeof note, error);
}

/* The length of the file that is whole, 0 when it is none of these overviews. The note of it is the one that must not be
 * written over next. */
static guint64
read_notes (MlsOverviewFile *self)
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
close_level (MlsOverviewFile *self, guint64 offset, guint64 n_entries, GError **error)
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
take_record (MlsOverviewFile *self, guint64 length)
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
take_up (MlsOverviewFile *self)
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
set_empty (MlsOverviewFile *self)
{
  self->length = FIRST_RECORD;
  self->link = MLS_TIFF_FIRST_LINK;
  self->n_levels = 0;
  self->n_notes = 0;
  g_array_set_size (self->tiles, 0);
}

static gboolean
begin (MlsOverviewFile *self, GError **error)
{
  guint8 head[FIRST_RECORD] = { 0 };

  set_empty (self);
  mls_tiff_write_header (head);

  return ftruncate (self->fd, 0) == 0 ? write_at (self, head, sizeof head, 0, error) : fail (self, error);
}

/* Whoever had it may have finished it meanwhile. */
static gboolean
is_in_place (MlsOverviewFile *self)
{
  struct stat ours;
  struct stat there;

  return fstat (self->fd, &ours) == 0 && stat (self->part, &there) == 0 && ours.st_ino == there.st_ino &&
         ours.st_dev == there.st_dev;
}

/**
 * mls_overview_file_open: (skip)
 * @path: of the image
 * @key: %MLS_OVERVIEW_KEY_SIZE bytes that tell these overviews from others of it
 * @error: %G_FILE_ERROR; %G_FILE_ERROR_AGAIN if somebody else is writing them
 *
 * Goes on with what has been kept of these overviews, or begins them.
 *
 * Returns: (transfer full): what is to become its overviews, or %NULL
 */
MlsOverviewFile *
mls_overview_file_open (const char *path, const guint8 *key, GError **error)
{
  g_autoptr (MlsOverviewFile) self = g_new0 (MlsOverviewFile, 1);

  self->path = g_strconcat (path, OVERVIEWS, NULL);
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
 * mls_overview_file_free: (skip)
 * @self: (transfer full): overviews; those that are begun wait to be gone on with
 */
void
mls_overview_file_free (MlsOverviewFile *self)
{
  if (self->is_ours && !mls_overview_file_is_begun (self))
    g_remove (self->part);
  if (self->fd >= 0)
    close (self->fd);
  g_array_unref (self->tiles);
  g_free (self->path);
  g_free (self->part);
  g_free (self);
}

/**
 * mls_overview_file_get_path: (skip)
 * @self: overviews
 *
 * Returns: (transfer none): where they are until they are whole: from the end of their first level on, a TIFF
 */
const char *
mls_overview_file_get_path (MlsOverviewFile *self)
{
  return self->part;
}

/**
 * mls_overview_file_get_n_levels: (skip)
 * @self: overviews
 *
 * Returns: how many levels are whole
 */
guint
mls_overview_file_get_n_levels (MlsOverviewFile *self)
{
  return self->n_levels;
}

/**
 * mls_overview_file_get_n_tiles: (skip)
 * @self: overviews
 *
 * Returns: how many tiles there are of the next level
 */
guint
mls_overview_file_get_n_tiles (MlsOverviewFile *self)
{
  return self->tiles->len;
}

/**
 * mls_overview_file_is_begun: (skip)
 * @self: overviews
 *
 * Returns: whether anything of them would be worth going on with
 */
gboolean
mls_overview_file_is_begun (MlsOverviewFile *self)
{
  return self->n_levels > 0 || self->tiles->len > 0;
}

static gboolean
add_record (MlsOverviewFile *self, RecordKind kind, gconstpointer data, gsize size, GError **error)
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
  GPtrArray *directory = mls_tiff_directory_read (tiff, size);

  g_assert (directory != NULL);
  *out_tiles = mls_tiff_directory_tiles (directory);
  g_assert (*out_tiles != NULL);

  return directory;
}

/**
 * mls_overview_file_add_tiles: (skip)
 * @self: overviews
 * @tiff: a TIFF in memory, as mls_tiff_directory_read() reads it, whose tiles are the next ones of the level
 * @size: its size, bytes
 * @error: %G_FILE_ERROR
 *
 * Keeps them, all or none. After an error only what was kept before is good.
 *
 * Returns: whether they are on the disk
 */
gboolean
mls_overview_file_add_tiles (MlsOverviewFile *self, const guint8 *tiff, gsize size, GError **error)
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
 * mls_overview_file_end_level: (skip)
 * @self: overviews
 * @tiff: a TIFF in memory that is in all but its size like those the tiles have come in
 * @size: its size, bytes
 * @extent: (array fixed-size=2): width and height of the level, in pixels
 * @error: %G_FILE_ERROR
 *
 * Makes a level of the tiles since the last one.
 *
 * Returns: whether it is on the disk
 */
gboolean
mls_overview_file_end_level (MlsOverviewFile *self, const guint8 *tiff, gsize size, const int *extent, GError **error)
{
  g_autoptr (GArray) tiles = NULL;
  g_autoptr (GPtrArray) directory = read_tiff (tiff, size, &tiles);
  g_autoptr (GPtrArray) reduced = mls_tiff_directory_reduced (directory, extent[0], extent[1], self->tiles);
  guint64 offset = self->length + sizeof (Record);
  g_autoptr (GByteArray) bytes = mls_tiff_directory_write (reduced, offset);

  return add_record (self, RECORD_DIRECTORY, bytes->data, bytes->len, error) &&
         close_level (self, offset, reduced->len, error) && keep (self, error);
}

/**
 * mls_overview_file_finish: (skip)
 * @self: overviews all of whose levels are there
 * @error: %G_FILE_ERROR
 *
 * Gives them their name.
 *
 * Returns: whether they have it
 */
gboolean
mls_overview_file_finish (MlsOverviewFile *self, GError **error)
{
  if (fdatasync (self->fd) != 0 || g_rename (self->part, self->path) != 0)
    return fail (self, error);

  self->is_ours = FALSE;

  return TRUE;
}

/**
 * mls_overview_file_forget: (skip)
 * @path: of an image
 *
 * Removes what has been kept of overviews that are not whole.
 */
void
mls_overview_file_forget (const char *path)
{
  g_autofree char *part = g_strconcat (path, PART, NULL);

  g_remove (part);
}
