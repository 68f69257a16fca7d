#include "imagery/picture.h"

#include <string.h>

/**
 * mls_picture_new:
 * @width: px
 * @height: px
 *
 * Returns: (transfer full): a new picture without any photo
 */
MlsPicture *
mls_picture_new (guint width, guint height)
{
  MlsPicture *self = g_new0 (MlsPicture, 1);
  gsize n_pixels = (gsize) width * height;

  self->width = width;
  self->height = height;
  self->rgb = g_malloc0_n (n_pixels, 3);
  self->mask = g_malloc0 (n_pixels);

  return self;
}

/**
 * mls_picture_free:
 * @self: (nullable): a picture
 */
void
mls_picture_free (MlsPicture *self)
{
  if (self == NULL)
    return;

  g_free (self->rgb);
  g_free (self->mask);
  g_free (self);
}

/**
 * mls_picture_clear:
 * @self: a picture
 *
 * Takes every photo out of it.
 */
void
mls_picture_clear (MlsPicture *self)
{
  gsize n_pixels = (gsize) self->width * self->height;

  memset (self->rgb, 0, n_pixels * 3);
  memset (self->mask, 0, n_pixels);
  self->cover = MLS_COVER_NONE;
}

/**
 * mls_picture_judge: (skip)
 * @self: a picture whose mask has been written
 *
 * Makes its cover agree with its mask.
 */
void
mls_picture_judge (MlsPicture *self)
{
  gsize n_pixels = (gsize) self->width * self->height;
  guint8 first = self->mask[0];

  if (memcmp (self->mask, self->mask + 1, n_pixels - 1) != 0 || (first != 0 && first != 255))
    self->cover = MLS_COVER_PART;
  else
    self->cover = first == 255 ? MLS_COVER_FULL : MLS_COVER_NONE;
}

/* What of a value is seen through what leaves so much room. */
static guint8
seen (guint8 value, int room)
{
  return (guint8) ((value * room + 127) / 255);
}

static void
lay_row_under (MlsPicture *self, gsize at, const MlsPicture *below, gsize from)
{
  for (guint i = 0; i < below->width; i++, at++, from++)
    {
      int room = 255 - self->mask[at];

      if (room == 0 || below->mask[from] == 0)
        continue;

      self->mask[at] = (guint8) (self->mask[at] + seen (below->mask[from], room));
      for (gsize k = 0; k < 3; k++)
        self->rgb[at * 3 + k] = (guint8) (self->rgb[at * 3 + k] + seen (below->rgb[from * 3 + k], room));
    }
}

/**
 * mls_picture_lay_part_under:
 * @self: (inout): a picture; mls_picture_judge() is still to be called
 * @below: another that fits into it
 * @x: where it begins in @self, px
 * @y: same
 *
 * Shows @below where @self has no photo, or one to be seen through.
 */
void
mls_picture_lay_part_under (MlsPicture *self, const MlsPicture *below, guint x, guint y)
{
  for (guint row = 0; row < below->height; row++)
    lay_row_under (self, (gsize) (y + row) * self->width + x, below, (gsize) row * below->width);
}

/**
 * mls_picture_lay_on:
 * @self: (inout): a picture
 * @colour: 0xrrggbb
 *
 * Shows @colour where there is no photo, or one to be seen through: then nothing else can.
 */
void
mls_picture_lay_on (MlsPicture *self, guint32 colour)
{
  const guint8 channels[] = { colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff };
  gsize n_pixels = (gsize) self->width * self->height;

  for (gsize i = 0; self->cover != MLS_COVER_FULL && i < n_pixels; i++)
    for (gsize k = 0; self->mask[i] < 255 && k < 3; k++)
      self->rgb[i * 3 + k] = (guint8) (self->rgb[i * 3 + k] + seen (channels[k], 255 - self->mask[i]));

  memset (self->mask, 255, n_pixels);
  self->cover = MLS_COVER_FULL;
}
