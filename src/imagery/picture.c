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

  if (memchr (self->mask, 0, n_pixels) == NULL)
    self->cover = MLS_COVER_FULL;
  else if (memchr (self->mask, 255, n_pixels) == NULL)
    self->cover = MLS_COVER_NONE;
  else
    self->cover = MLS_COVER_PART;
}
