#include "imagery/raster-private.h"

#include <math.h>
#include <string.h>

typedef guint8 Bytes16 __attribute__ ((vector_size (16)));
typedef guint16 Words8 __attribute__ ((vector_size (16)));

/* Planes of bytes into pixels of four, all of them photo; sixteen at a time. */
static void
interleave (const guint8 *red, const guint8 *green, const guint8 *blue, gsize n, guint8 *out)
{
  gsize i;

  for (i = 0; i + 16 <= n; i += 16)
    {
      const Bytes16 opaque = ~(Bytes16){ 0 };
      Bytes16 r, g, b;
      Words8 words[4];

      memcpy (&r, red + i, 16);
      memcpy (&g, green + i, 16);
      memcpy (&b, blue + i, 16);

#define LOW_BYTES(a, b) \
  (Words8) __builtin_shufflevector (a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define HIGH_BYTES(a, b)                                                                           \
  (Words8)                                                                                         \
    __builtin_shufflevector (a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#define LOW_WORDS(a, b) __builtin_shufflevector (a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define HIGH_WORDS(a, b) __builtin_shufflevector (a, b, 4, 12, 5, 13, 6, 14, 7, 15)

      words[0] = LOW_WORDS (LOW_BYTES (r, g), LOW_BYTES (b, opaque));
      words[1] = HIGH_WORDS (LOW_BYTES (r, g), LOW_BYTES (b, opaque));
      words[2] = LOW_WORDS (HIGH_BYTES (r, g), HIGH_BYTES (b, opaque));
      words[3] = HIGH_WORDS (HIGH_BYTES (r, g), HIGH_BYTES (b, opaque));
      memcpy (out + i * 4, words, sizeof words);
    }

  for (; i < n; i++)
    {
      out[i * 4] = red[i];
      out[i * 4 + 1] = green[i];
      out[i * 4 + 2] = blue[i];
      out[i * 4 + 3] = 255;
    }
}

static void
clear_pixel (guint8 *pixel)
{
  memset (pixel, 0, 4);
}

/**
 * mls_raster_is_nodata: (skip)
 * @self: an image whose numbers are bytes
 * @planes: its bands, @n bytes each
 * @n: how many
 * @i: one of them
 *
 * Returns: whether every band of that pixel holds its nodata value
 */
gboolean
mls_raster_is_nodata (const MlsRaster *self, const guint8 *planes, gsize n, gsize i)
{
  gboolean is_nodata = self->has_nodata;

  for (guint k = 0; is_nodata && k < self->n_colours; k++)
    is_nodata = planes[k * n + i] == self->bands[k].nodata;

  return is_nodata;
}

static void
drop_nodata (const MlsRaster *self, const guint8 *planes, gsize n, guint8 *out)
{
  for (gsize i = 0; i < n; i++)
    if (mls_raster_is_nodata (self, planes, n, i))
      clear_pixel (out + i * 4);
}

/**
 * mls_raster_is_number: (skip)
 * @self: an image whose numbers are not colours
 * @planes: its bands, @n numbers each
 * @n: how many
 * @i: one of them
 *
 * Returns: whether that pixel holds anything
 */
gboolean
mls_raster_is_number (const MlsRaster *self, const float *planes, gsize n, gsize i)
{
  gboolean is_nodata = self->has_nodata;

  for (guint k = 0; k < self->n_colours; k++)
    {
      float value = planes[k * n + i];

      if (!isfinite (value))
        return FALSE;
      is_nodata = is_nodata && value == (float) self->bands[k].nodata;
    }

  return !is_nodata;
}

/* Numbers of any type into colours, between the low and the high of their band. */
static void
stretch (const MlsRaster *self, const float *planes, gsize n, guint8 *out)
{
  float low[3];
  float scale[3];

  for (guint k = 0; k < 3; k++)
    {
      const MlsRasterBand *band = &self->bands[MIN (k, self->n_colours - 1)];

      low[k] = (float) band->low;
      scale[k] = band->high > band->low ? (float) (255 / (band->high - band->low)) : 0;
    }

  for (gsize i = 0; i < n; i++)
    {
      guint8 *pixel = out + i * 4;

      clear_pixel (pixel);
      if (!mls_raster_is_number (self, planes, n, i))
        continue;

      for (guint k = 0; k < 3; k++)
        {
          float value = planes[MIN (k, self->n_colours - 1) * n + i];

          pixel[k] = (guint8) (CLAMP ((value - low[k]) * scale[k], 0.0f, 255.0f) + 0.5f);
        }
      pixel[3] = 255;
    }
}

static void
look_up (const MlsRaster *self, const float *indices, gsize n, guint8 *out)
{
  for (gsize i = 0; i < n; i++)
    {
      float index = indices[i];

      if (mls_raster_is_number (self, indices, n, i) && index >= 0 &&
          index < (float) self->n_palette)
        memcpy (out + i * 4, self->palette + (gsize) index * 4, 4);
      else
        clear_pixel (out + i * 4);
    }
}

static void
drop_masked (const guint8 *mask, gsize n, guint8 *out)
{
  for (gsize i = 0; i < n; i++)
    if (mask[i] < 128)
      clear_pixel (out + i * 4);
}

/* Bytes that are not shown as they are. */
static void
shade (const MlsRaster *self, gsize n, guint8 *out)
{
  for (gsize i = 0; i < n; i++)
    for (guint k = 0; k < 3; k++)
      out[i * 4 + k] = self->shades[MIN (k, self->n_colours - 1)][out[i * 4 + k]];
}

/**
 * mls_raster_colour: (skip)
 * @self: an image whose stretch is known
 * @numbers: numbers of its bands
 * @out: (out caller-allocates): four bytes for each pixel, as #MlsPixels has them
 *
 * Makes colours of numbers.
 */
void
mls_raster_colour (const MlsRaster *self, const MlsNumbers *numbers, guint8 *out)
{
  gsize n = numbers->n;

  if (self->palette != NULL)
    look_up (self, numbers->planes, n, out);
  else if (!self->is_byte)
    stretch (self, numbers->planes, n, out);
  else
    {
      const guint8 *bytes = numbers->planes;
      gsize next = self->n_colours == 3 ? n : 0;

      interleave (bytes, bytes + next, bytes + 2 * next, n, out);
      if (self->has_shades)
        shade (self, n, out);
      if (self->has_nodata)
        drop_nodata (self, bytes, n, out);
    }

  if (numbers->mask != NULL)
    drop_masked (numbers->mask, n, out);
}
