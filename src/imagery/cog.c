#include "imagery/cog.h"

#include "imagery/error.h"
#include "imagery/tiff-directory.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* By this behind the header GDAL knows how the file is laid out: see "COG – Cloud Optimized GeoTIFF generator" among
 * its drivers. What is said of the first image has to follow at once, and spaces at the end say nothing. */
#define FACTS \
  "LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\n" \
  "BLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n "
#define ALIGNED_FACTS FACTS " "

/* Before a tile stands its size, and behind it once more its last bytes. */
#define LEADER 4
#define TRAILER 4

/* Bytes copied between two looks at whether it is given up. */
#define STEP (8 << 20)

typedef struct
{
  GPtrArray  *directory; /* (element-type MlsTiffEntry) */
  GArray     *from;      /* (element-type MlsTiffTile): where its tiles are */
  GArray     *to;        /* (element-type MlsTiffTile): where they go */
  GByteArray *bytes;     /* what is said of it */
} Image;

static void
image_free (gpointer data)
{
  Image *image = data;

  g_ptr_array_unref (image->directory);
  g_clear_pointer (&image->from, g_array_unref);
  g_clear_pointer (&image->to, g_array_unref);
  g_clear_pointer (&image->bytes, g_byte_array_unref);
  g_free (image);
}

/* (nullable): those of a TIFF that is whole */
static GPtrArray *
read_images (const guint8 *tiff, gsize size)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (image_free);
  guint64 link = MLS_TIFF_FIRST_LINK;
  guint64 offset;

  while ((offset = mls_tiff_get_link (tiff, size, link)) != 0)
    {
      GPtrArray *directory = mls_tiff_directory_read (tiff, size, offset);
      Image *image;

      if (directory == NULL)
        return NULL;

      image = g_new0 (Image, 1);
      image->directory = directory;
      image->from = mls_tiff_directory_tiles (directory);
      g_ptr_array_add (images, image);
      if (image->from == NULL)
        return NULL;
      for (guint i = 0; i < image->from->len; i++)
        {
          const MlsTiffTile *tile = &g_array_index (image->from, MlsTiffTile, i);

          if (tile->size < TRAILER || tile->offset > size || tile->size > size - tile->offset)
            return NULL;
        }
      link = mls_tiff_directory_link (offset, directory->len);
    }

  return images->len > 0 ? g_steal_pointer (&images) : NULL;
}

static guint64
align (guint64 offset)
{
  return (offset + MLS_TIFF_ALIGNMENT - 1) / MLS_TIFF_ALIGNMENT * MLS_TIFF_ALIGNMENT;
}

static GString *
head_new (void)
{
  guint8 header[MLS_TIFF_HEADER_SIZE];
  GString *head = g_string_new (NULL);

  mls_tiff_write_header (header);
  g_string_append_len (head, (const char *) header, sizeof header);
  g_string_append_printf (head, "GDAL_STRUCTURAL_METADATA_SIZE=%06d bytes\n" ALIGNED_FACTS, (int) strlen (ALIGNED_FACTS));
  g_assert (head->len == align (head->len));

  return head;
}

/* Where the tiles go, from @offset on. Returns where they end. */
static guint64
place_tiles (Image *image, guint64 offset)
{
  image->to = g_array_sized_new (FALSE, FALSE, sizeof (MlsTiffTile), image->from->len);
  for (guint i = 0; i < image->from->len; i++)
    {
      MlsTiffTile tile = { offset + LEADER, g_array_index (image->from, MlsTiffTile, i).size };

      g_array_append_val (image->to, tile);
      offset = tile.offset + tile.size + TRAILER;
    }

  return offset;
}

/* Where all goes. A directory is as large wherever its tiles are. Returns how long the file is. */
static guint64
place (GPtrArray *images, guint64 offset)
{
  guint64 at = offset;

  for (guint i = 0; i < images->len; i++)
    {
      Image *image = images->pdata[i];

      mls_tiff_directory_set_tiles (image->directory, image->from);
      image->bytes = mls_tiff_directory_write (image->directory, 0);
      at = align (at + image->bytes->len);
      g_clear_pointer (&image->bytes, g_byte_array_unref);
    }
  for (guint i = images->len; i-- > 0;)
    at = place_tiles (images->pdata[i], at);

  for (guint i = 0; i < images->len; i++)
    {
      static const guint8 padding[MLS_TIFF_ALIGNMENT];
      Image *image = images->pdata[i];

      mls_tiff_directory_set_tiles (image->directory, image->to);
      image->bytes = mls_tiff_directory_write (image->directory, offset);
      g_byte_array_append (image->bytes, padding, (guint) (align (image->bytes->len) - image->bytes->len));
      offset += image->bytes->len;
    }

  return at;
}

/* Each directory leads to the next one. */
static void
link_images (GPtrArray *images, GString *head)
{
  guint64 offset = head->len;
  guint8 *link = (guint8 *) head->str + MLS_TIFF_FIRST_LINK;

  for (guint i = 0; i < images->len; i++)
    {
      Image *image = images->pdata[i];
      guint64 place = GUINT64_TO_LE (offset);

      memcpy (link, &place, sizeof place);
      link = image->bytes->data + mls_tiff_directory_link (0, image->directory->len);
      offset += image->bytes->len;
    }
}

typedef struct
{
  FILE             *file;
  const guint8     *tiff;
  guint64           length;  /* of the whole */
  guint64           written;
  guint64           told;
  GDALProgressFunc  progress;
  gpointer          user_data;
} Writing;

static gboolean
put (Writing *writing, gconstpointer data, gsize size)
{
  writing->written += size;
  if (fwrite (data, 1, size, writing->file) != size)
    return FALSE;
  if (writing->written - writing->told < STEP)
    return TRUE;

  writing->told = writing->written;
  errno = 0;

  return writing->progress ((double) writing->written / (double) writing->length, NULL, writing->user_data);
}

static gboolean
put_tiles (Writing *writing, const Image *image)
{
  for (guint i = 0; i < image->from->len; i++)
    {
      const MlsTiffTile *tile = &g_array_index (image->from, MlsTiffTile, i);
      const guint8 *bytes = writing->tiff + tile->offset;
      guint32 leader = GUINT32_TO_LE ((guint32) tile->size);

      if (!put (writing, &leader, LEADER) || !put (writing, bytes, tile->size) ||
          !put (writing, bytes + tile->size - TRAILER, TRAILER))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_all (Writing *writing, GPtrArray *images, const GString *head)
{
  if (!put (writing, head->str, head->len))
    return FALSE;
  for (guint i = 0; i < images->len; i++)
    if (!put (writing, ((Image *) images->pdata[i])->bytes->data, ((Image *) images->pdata[i])->bytes->len))
      return FALSE;
  for (guint i = images->len; i-- > 0;)
    if (!put_tiles (writing, images->pdata[i]))
      return FALSE;

  return fflush (writing->file) == 0 && fdatasync (fileno (writing->file)) == 0;
}

/* Where nothing has failed it was given up. */
static gboolean
fail (const char *path, GError **error)
{
  return errno != 0 && mls_imagery_fail_to_write (path, errno, error);
}

/**
 * mls_cog_write: (skip)
 * @tiff: a TIFF whose images are an image, then the same at smaller sizes, with a mask behind each that has one
 * @path: what to write
 * @progress: told how far it is, on this thread
 * @user_data: for @progress
 * @error: %G_FILE_ERROR; not set when @progress gives it up
 *
 * Arranges the file anew: nothing is decoded. What it cannot write to its end it removes.
 *
 * Returns: whether @path is written and on the disk
 */
gboolean
mls_cog_write (const char *tiff, const char *path, GDALProgressFunc progress, gpointer user_data, GError **error)
{
  g_autoptr (GMappedFile) map = g_mapped_file_new (tiff, FALSE, error);
  Writing writing = { .progress = progress, .user_data = user_data };
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (GString) head = NULL;
  gboolean done;

  if (map == NULL)
    return FALSE;

  writing.tiff = (const guint8 *) g_mapped_file_get_contents (map);
  images = read_images (writing.tiff, g_mapped_file_get_length (map));
  g_return_val_if_fail (images != NULL, FALSE);

  head = head_new ();
  writing.length = place (images, head->len);
  link_images (images, head);
  writing.file = g_fopen (path, "wbe");
  if (writing.file == NULL)
    return fail (path, error);

  done = put_all (&writing, images, head) || fail (path, error);
  if (fclose (writing.file) != 0 && done)
    done = fail (path, error);
  if (!done)
    g_remove (path);

  return done;
}
