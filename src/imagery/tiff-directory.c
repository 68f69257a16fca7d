#include "imagery/tiff-directory.h"

#include <string.h>

#define MAGIC "II+\0\10\0\0\0"

/* In the file: tag and type in two bytes each, the count and the values, or their place, in eight. */
#define ENTRY_SIZE 20
#define COUNT_SIZE 8
#define INLINE_SIZE 8

/* Besides MlsTiffTag. */
enum
{
  TAG_TILE_OFFSETS = 324,
  TAG_TILE_SIZES = 325,
};

enum
{
  TYPE_LONG = 4,
  TYPE_LONG8 = 16,
};

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

static MlsTiffEntry *
find_entry (GPtrArray *directory, guint16 tag)
{
  for (guint i = 0; i < directory->len; i++)
    {
      MlsTiffEntry *entry = directory->pdata[i];

      if (entry->tag == tag)
        return entry;
    }

  return NULL;
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
 * mls_tiff_get_link: (skip)
 * @file: a BigTIFF
 * @size: its size, bytes
 * @link: where it says where a directory is: %MLS_TIFF_FIRST_LINK, or behind the one before
 *
 * Returns: where that directory is, 0 if there is none, or if the file is damaged, or of another kind
 */
guint64
mls_tiff_get_link (const guint8 *file, gsize size, guint64 link)
{
  if (size < MLS_TIFF_HEADER_SIZE || memcmp (file, MAGIC, sizeof MAGIC - 1) != 0 || link > size - 8)
    return 0;

  return get_number (file + link, 8);
}

/**
 * mls_tiff_directory_read: (skip)
 * @file: a BigTIFF
 * @size: its size, bytes
 * @offset: where the directory is
 *
 * Returns: (transfer full) (element-type MlsTiffEntry) (nullable): what it says of its image; %NULL if it is damaged
 */
GPtrArray *
mls_tiff_directory_read (const guint8 *file, gsize size, guint64 offset)
{
  g_autoptr (GPtrArray) directory = g_ptr_array_new_with_free_func (entry_free);
  guint64 n_entries;

  if (size < COUNT_SIZE || offset > size - COUNT_SIZE)
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

static guint64
get_value (const MlsTiffEntry *entry, guint64 index)
{
  gsize size = value_sizes[entry->type];

  return get_number ((const guint8 *) g_bytes_get_data (entry->values, NULL) + index * size, size);
}

/**
 * mls_tiff_directory_read_first: (skip)
 * @file: a BigTIFF
 * @size: its size, bytes
 *
 * Returns: (transfer full) (element-type MlsTiffEntry) (nullable): what it says of its first image, as
 *   mls_tiff_directory_read() has it
 */
GPtrArray *
mls_tiff_directory_read_first (const guint8 *file, gsize size)
{
  return mls_tiff_directory_read (file, size, mls_tiff_get_link (file, size, MLS_TIFF_FIRST_LINK));
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

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  return (*(const MlsTiffEntry *const *) a)->tag - (*(const MlsTiffEntry *const *) b)->tag;
}

/* In the place of what it says by then. */
static void
set_entry (GPtrArray *directory, guint16 tag, guint16 type, guint64 count, GBytes *values)
{
  MlsTiffEntry *entry = find_entry (directory, tag);

  if (entry != NULL)
    g_ptr_array_remove_fast (directory, entry);
  add_entry (directory, tag, type, count, values);
  g_ptr_array_sort (directory, compare_tags);
}

/**
 * mls_tiff_directory_set_number: (skip)
 * @directory: (element-type MlsTiffEntry): of an image
 * @tag: what is told
 * @number: what is to be told, of the type of what is told now
 */
void
mls_tiff_directory_set_number (GPtrArray *directory, MlsTiffTag tag, guint32 number)
{
  const MlsTiffEntry *entry = find_entry (directory, (guint16) tag);
  guint16 type = entry != NULL ? entry->type : TYPE_LONG;
  guint8 bytes[8];

  put_number (bytes, sizeof bytes, number);
  set_entry (directory, (guint16) tag, type, 1, g_bytes_new (bytes, value_sizes[type]));
}

static GBytes *
pack_tiles (const GArray *tiles, gsize member)
{
  guint8 *bytes = g_new (guint8, (gsize) tiles->len * 8);

  for (guint i = 0; i < tiles->len; i++)
    put_number (bytes + (gsize) i * 8, 8, G_STRUCT_MEMBER (guint64, &g_array_index (tiles, MlsTiffTile, i), member));

  return g_bytes_new_take (bytes, (gsize) tiles->len * 8);
}

/**
 * mls_tiff_directory_set_tiles: (skip)
 * @directory: (element-type MlsTiffEntry): of an image
 * @tiles: (element-type MlsTiffTile): where its tiles lie, row by row
 */
void
mls_tiff_directory_set_tiles (GPtrArray *directory, const GArray *tiles)
{
  set_entry (directory, TAG_TILE_OFFSETS, TYPE_LONG8, tiles->len,
             pack_tiles (tiles, G_STRUCT_OFFSET (MlsTiffTile, offset)));
  set_entry (directory, TAG_TILE_SIZES, TYPE_LONG8, tiles->len, pack_tiles (tiles, G_STRUCT_OFFSET (MlsTiffTile, size)));
}

/**
 * mls_tiff_directory_complete: (skip)
 * @directory: (element-type MlsTiffEntry): of an image
 * @other: (element-type MlsTiffEntry): of another image
 *
 * Says of the image what is said of the other alone.
 */
void
mls_tiff_directory_complete (GPtrArray *directory, GPtrArray *other)
{
  for (guint i = 0; i < other->len; i++)
    {
      const MlsTiffEntry *entry = other->pdata[i];

      if (find_entry (directory, entry->tag) == NULL)
        set_entry (directory, entry->tag, entry->type, entry->count, g_bytes_ref (entry->values));
    }
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
