/* Label tiles as bytes, to be kept: texts once each, then kinds of ground, then runs of pixels. What
 * comes back may have been written by anyone. */

#include "paint/label-tile.h"

#include "base/cursor.h"

#include <string.h>

#define N_PIXELS ((gsize) MLS_LABEL_TILE_PX * MLS_LABEL_TILE_PX)
#define HASH_BYTES 8

/* Seven bits a byte, the lowest first; the last byte has its highest bit clear. */
static void
append (GByteArray *out, gsize number)
{
  for (; number >= 0x80; number >>= 7)
    g_byte_array_append (out, &(guint8){ (guint8) (number | 0x80) }, 1);
  g_byte_array_append (out, &(guint8){ (guint8) number }, 1);
}

/* FNV-1a, to notice what a disk has lost. */
static guint64
hash_of (const guint8 *bytes, gsize length)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);

  return GUINT64_TO_LE (hash);
}

/* The number of a text among those written so far; 0 for none. */
static gsize
number_of (MlsText text, GHashTable *numbers, GPtrArray *texts)
{
  gsize number = GPOINTER_TO_SIZE (g_hash_table_lookup (numbers, GUINT_TO_POINTER (text)));

  if (text != 0 && number == 0)
    {
      g_ptr_array_add (texts, (gpointer) g_quark_to_string (text));
      number = texts->len;
      g_hash_table_insert (numbers, GUINT_TO_POINTER (text), GSIZE_TO_POINTER (number));
    }

  return number;
}

static void
append_kinds (GByteArray *out, const MlsPalette *palette)
{
  guint n_pairs = mls_palette_n_kinds (palette) * mls_palette_n_vintages (palette);
  const MlsPair *pairs = n_pairs > 0 ? mls_palette_pairs (palette, 1) : NULL;
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GByteArray) kinds = g_byte_array_new ();

  for (guint i = 0; i < n_pairs; i++)
    {
      append (kinds, number_of (pairs[i].cover, numbers, texts));
      append (kinds, number_of (pairs[i].use, numbers, texts));
    }

  append (out, texts->len);
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      append (out, strlen (text));
      g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
    }

  append (out, mls_palette_n_vintages (palette));
  append (out, mls_palette_n_kinds (palette));
  g_byte_array_append (out, kinds->data, kinds->len);
}

static void
append_runs (GByteArray *out, const guint32 *raster)
{
  gsize start = 0;

  for (gsize i = 1; i <= N_PIXELS; i++)
    if (i == N_PIXELS || raster[i] != raster[start])
      {
        append (out, raster[start]);
        append (out, i - start);
        start = i;
      }
}

/**
 * mls_label_tile_to_bytes:
 * @tile: a tile
 *
 * Returns: (transfer full): what mls_label_tile_from_bytes() makes it from
 */
GBytes *
mls_label_tile_to_bytes (const MlsLabelTile *tile)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint64 hash;

  append_kinds (out, tile->palette);
  append_runs (out, tile->raster);
  hash = hash_of (out->data, out->len);
  g_byte_array_append (out, (const guint8 *) &hash, sizeof hash);

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static gsize
take_number (MlsCursor *cursor)
{
  gsize number = 0;

  for (int shift = 0; shift < 35; shift += 7)
    {
      const guint8 *byte = mls_cursor_take (cursor, 1);

      if (byte == NULL)
        return 0;
      number |= (gsize) (*byte & 0x7f) << shift;
      if (*byte < 0x80)
        return number;
    }

  cursor->overrun = TRUE;
  return 0;
}

/* Each text takes a byte at least, so that there cannot be more than bytes are left. */
static GArray *
take_texts (MlsCursor *cursor)
{
  GArray *texts = g_array_new (FALSE, TRUE, sizeof (MlsText));
  gsize n_texts = take_number (cursor);
  MlsText none = 0;

  g_array_append_val (texts, none);
  for (gsize i = 0; i < n_texts && !cursor->overrun; i++)
    {
      gsize length = take_number (cursor);
      const guint8 *bytes = mls_cursor_take (cursor, length);
      g_autofree char *text = bytes != NULL ? g_strndup ((const char *) bytes, length) : NULL;
      MlsText quark = text != NULL ? g_quark_from_string (text) : 0;

      g_array_append_val (texts, quark);
    }

  return texts;
}

static MlsText
take_text (MlsCursor *cursor, const GArray *texts)
{
  gsize number = take_number (cursor);

  cursor->overrun |= number >= texts->len;

  return cursor->overrun ? 0 : g_array_index (texts, MlsText, number);
}

/* Kinds keep their numbers, or else the pixels do not mean what they did. */
static gboolean
take_kinds (MlsCursor *cursor, MlsPalette *palette)
{
  g_autoptr (GArray) texts = take_texts (cursor);
  gsize n_vintages = take_number (cursor);
  gsize n_kinds = take_number (cursor);
  MlsPair pairs[MLS_MAX_VINTAGES];

  if (n_vintages > MLS_MAX_VINTAGES)
    return FALSE;

  for (gsize kind = 1; kind <= n_kinds; kind++)
    {
      for (gsize v = 0; v < n_vintages; v++)
        {
          pairs[v].cover = take_text (cursor, texts);
          pairs[v].use = take_text (cursor, texts);
        }
      if (cursor->overrun || mls_palette_add (palette, pairs, (guint) n_vintages) != kind)
        return FALSE;
    }

  return !cursor->overrun;
}

static gboolean
take_runs (MlsCursor *cursor, guint n_kinds, guint32 *raster)
{
  gsize n_pixels = 0;

  while (n_pixels < N_PIXELS && !cursor->overrun)
    {
      gsize kind = take_number (cursor);
      gsize length = take_number (cursor);

      if (kind > n_kinds || length == 0 || length > N_PIXELS - n_pixels)
        return FALSE;
      for (gsize i = 0; i < length; i++)
        raster[n_pixels++] = (guint32) kind;
    }

  return !cursor->overrun && cursor->left == 0;
}

/**
 * mls_label_tile_from_bytes:
 * @bytes: what was kept
 *
 * Returns: (transfer full) (nullable): the tile, or %NULL if @bytes are not what was written
 */
MlsLabelTile *
mls_label_tile_from_bytes (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (MlsLabelTile) tile = mls_label_tile_new_blank ();
  MlsCursor cursor = { data, length - HASH_BYTES, FALSE };
  guint64 hash;

  if (length < HASH_BYTES)
    return NULL;

  memcpy (&hash, data + length - HASH_BYTES, sizeof hash);
  if (hash != hash_of (data, length - HASH_BYTES) || !take_kinds (&cursor, tile->palette) ||
      !take_runs (&cursor, mls_palette_n_kinds (tile->palette), tile->raster))
    return NULL;

  return g_steal_pointer (&tile);
}
