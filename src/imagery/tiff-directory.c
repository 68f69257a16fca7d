#include "imagery/tiff-directory.h"

#include <string.h>

#define MAGIC "II+\0\10\0\0\0"

/* In the file: tag and type in two bytes each, the count and the values, or their place, in eight. */
#define ENTRY_SIZE 20
#define COUNT_SIZE 8
#define INLINE_SIZE 8

enum
{
  TAG_KIND = 254,
  TAG_WIDTH = 256,
  TAG_HEIGHT = 257,
  TAG_TILE_OFFSETS = 324,
  TAG_TILE_SIZES = 325,
};

enum
{
  TYPE_LONG = 4,
  TYPE_LONG8 = 16,
};

#define KIND_REDUCED 1

/* By type, 0 for none. */
static const guint8 value_sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

static guint64
get_number (const guint8 *at, gsize size)
{
  guint64 number = 0;

  for (gsize i = size; i-- > 0;)
    number = number << 8 | at[i];

  return number;
}

static void
put_number (guint8 *at, gsize size, guint64 number)
{
  for (gsize i = 0; i < size; i++, number >>= 8)
    at[i] = (guint8) number;
}

static void
entry_free (gpointer data)
{
  MlsTiffEntry *entry = data;

  g_bytes_unref (entry->values);
  g_free (entry);
}

static void
add_entry (GPtrArray *directory, guint16 tag, guint16 type, guint64 count, GBytes *values)
{
  MlsTiffEntry *entry = g_new (MlsTiffEntry, 1);

  *entry = (MlsTiffEntry){ tag, type, count, values };
  g_ptr_array_add (directory, entry);
}

static void
add_number (GPtrArray *directory, guint16 tag, guint32 number)
{
  guint8 bytes[4];

  put_number (bytes, sizeof bytes, number);
  add_entry (directory, tag, TYPE_LONG, 1, g_bytes_new (bytes, sizeof bytes));
}

/**
 * mls_tiff_write_header: (skip)
 * @out: (out): %MLS_TIFF_HEADER_SIZE bytes: what a file without any image begins with
 */
void
mls_tiff_write_header (guint8 *out)
{
  memset (out, 0, MLS_TIFF_HEADER_SIZE);
  memcpy (out, MAGIC, sizeof MAGIC - 1);
}

static gboolean
read_entry (GPtrArray *directory, const guint8 *at, const guint8 *file, gsize size)
{
  guint16 type = (guint16) get_number (at + 2, 2);
  guint64 count = get_number (at + 4, 8);
  gsize value_size = type < G_N_ELEMENTS (value_sizes) ? value_sizes[type] : 0;
  guint64 offset = (guint64) (at + 12 - file);

  if (value_size == 0 || count > size / value_size)
    return FALSE;
  if (count * value_size > INLINE_SIZE)
    offset = get_number (at + 12, 8);
  if (offset > size - count * value_size)
    return FALSE;

  add_entry (directory, (guint16) get_number (at, 2), type, count, g_bytes_new (file + offset, count * value_size));

  return TRUE;
}

/**
 * mls_tiff_directory_read: (skip)
 * @file: a BigTIFF
 * @size: its size, bytes
 *
 * Returns: (transfer full) (element-type MlsTiffEntry) (nullable): what it says of its first image; %NULL if it is
 *   damaged, or of another kind
 */
GPtrArray *
mls_tiff_directory_read (const guint8 *file, gsize size)
{
  g_autoptr (GPtrArray) directory = g_ptr_array_new_with_free_func (entry_free);
  guint64 offset;
  guint64 n_entries;

  if (size < MLS_TIFF_HEADER_SIZE + COUNT_SIZE || memcmp (file, MAGIC, sizeof MAGIC - 1) != 0)
    return NULL;
  offset = get_number (file + MLS_TIFF_FIRST_LINK, 8);
  if (offset > size - COUNT_SIZE)
    return NULL;
  n_entries = get_number (file + offset, COUNT_SIZE);
  offset += COUNT_SIZE;
  if (n_entries > (size - offset) / ENTRY_SIZE)
    return NULL;

  for (guint64 i = 0; i < n_entries; i++)
    if (!read_entry (directory, file + offset + i * ENTRY_SIZE, file, size))
      return NULL;

  return g_steal_pointer (&directory);
}

static const MlsTiffEntry *
find_entry (GPtrArray *directory, guint16 tag)
{
  for (guint i = 0; i < directory->len; i++)
    {
      const MlsTiffEntry *entry = directory->pdata[i];

      if (entry->tag == tag)
        return entry;
    }

  return NULL;
}

static guint64
get_value (const MlsTiffEntry *entry, guint64 index)
{
  gsize size = value_sizes[entry->type];

  return get_number ((const guint8 *) g_bytes_get_data (entry->values, NULL) + index * size, size);
}

/**
 * mls_tiff_directory_tiles: (skip)
 * @directory: (element-type MlsTiffEntry): of an image
 *
 * Returns: (transfer full) (element-type MlsTiffTile) (nullable): where its tiles lie, row by row; %NULL if it has none
 */
GArray *
mls_tiff_directory_tiles (GPtrArray *directory)
{
  const MlsTiffEntry *offsets = find_entry (directory, TAG_TILE_OFFSETS);
  const MlsTiffEntry *sizes = find_entry (directory, TAG_TILE_SIZES);
  GArray *tiles;

  if (offsets == NULL || sizes == NULL || offsets->count != sizes->count)
    return NULL;

  tiles = g_array_sized_new (FALSE, FALSE, sizeof (MlsTiffTile), (guint) offsets->count);
  for (guint64 i = 0; i < offsets->count; i++)
    {
      MlsTiffTile tile = { get_value (offsets, i), get_value (sizes, i) };

      g_array_append_val (tiles, tile);
    }

  return tiles;
}

static void
add_tiles (GPtrArray *directory, guint16 tag, const GArray *tiles, gsize member)
{
  guint8 *bytes = g_new (guint8, (gsize) tiles->len * 8);

  for (guint i = 0; i < tiles->len; i++)
    put_number (bytes + (gsize) i * 8, 8, G_STRUCT_MEMBER (guint64, &g_array_index (tiles, MlsTiffTile, i), member));
  add_entry (directory, tag, TYPE_LONG8, tiles->len, g_bytes_new_take (bytes, (gsize) tiles->len * 8));
}

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  return (*(const MlsTiffEntry *const *) a)->tag - (*(const MlsTiffEntry *const *) b)->tag;
}

/**
 * mls_tiff_directory_reduced: (skip)
 * @directory: (element-type MlsTiffEntry): of an image
 * @width: in pixels
 * @height: in pixels
 * @tiles: (element-type MlsTiffTile): where its tiles lie, row by row
 *
 * Returns: (transfer full) (element-type MlsTiffEntry): that of an overview of that size whose tiles are like those of
 *   the image
 */
GPtrArray *
mls_tiff_directory_reduced (GPtrArray *directory, int width, int height, const GArray *tiles)
{
  GPtrArray *reduced = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; i < directory->len; i++)
    {
      const MlsTiffEntry *entry = directory->pdata[i];

      if (entry->tag > TAG_HEIGHT && entry->tag != TAG_TILE_OFFSETS && entry->tag != TAG_TILE_SIZES)
        add_entry (reduced, entry->tag, entry->type, entry->count, g_bytes_ref (entry->values));
    }

  add_number (reduced, TAG_KIND, KIND_REDUCED);
  add_number (reduced, TAG_WIDTH, (guint32) width);
  add_number (reduced, TAG_HEIGHT, (guint32) height);
  add_tiles (reduced, TAG_TILE_OFFSETS, tiles, G_STRUCT_OFFSET (MlsTiffTile, offset));
  add_tiles (reduced, TAG_TILE_SIZES, tiles, G_STRUCT_OFFSET (MlsTiffTile, size));
  g_ptr_array_sort (reduced, compare_tags);

  return reduced;
}

/**
 * mls_tiff_directory_link: (skip)
 * @offset: where a directory is, in the file
 * @n_entries: how many entries it has
 *
 * Returns: where it says where the next one is
 */
guint64
mls_tiff_directory_link (guint64 offset, guint64 n_entries)
{
  return offset + COUNT_SIZE + n_entries * ENTRY_SIZE;
}

/**
 * mls_tiff_directory_write: (skip)
 * @directory: (element-type MlsTiffEntry): of an image, sorted by tag
 * @offset: where it will be, in the file
 *
 * Returns: (transfer full): what it is there, without a next one
 */
GByteArray *
mls_tiff_directory_write (GPtrArray *directory, guint64 offset)
{
  gsize head = (gsize) mls_tiff_directory_link (0, directory->len) + 8;
  GByteArray *out = g_byte_array_set_size (g_byte_array_new (), (guint) head);

  memset (out->data, 0, head);
  put_number (out->data, COUNT_SIZE, directory->len);
  for (guint i = 0; i < directory->len; i++)
    {
      static const guint8 padding[8];
      const MlsTiffEntry *entry = directory->pdata[i];
      gsize size;
      const guint8 *values = g_bytes_get_data (entry->values, &size);
      guint8 *at = out->data + COUNT_SIZE + i * ENTRY_SIZE;

      put_number (at, 2, entry->tag);
      put_number (at + 2, 2, entry->type);
      put_number (at + 4, 8, entry->count);
      if (size <= INLINE_SIZE)
        memcpy (at + 12, values, size);
      else
        {
          put_number (at + 12, 8, offset + out->len);
          g_byte_array_append (out, values, (guint) size);
          g_byte_array_append (out, padding, (8 - out->len % 8) % 8);
        }
    }

  return out;
}
