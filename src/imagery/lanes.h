#pragma once

#include "imagery/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

G_BEGIN_DECLS

/* Two pixels as the arithmetic takes them, in one register: eight numbers of 16 bits, of which the
 * lowest count fractions. A product keeps its upper half, which machines do in one instruction. */
typedef gint16 Lanes __attribute__ ((vector_size (16)));
typedef guint8 Bytes __attribute__ ((vector_size (8)));

/* Fractional bits of a source pixel, of a weight, of a sum down a column and of the final sum: each
 * product loses 16, and 1.2 × 255 (a cubic overshoots) must fit below 2^15. */
#define SOURCE_BITS 7
#define WEIGHT_BITS 15
#define COLUMN_BITS (SOURCE_BITS + WEIGHT_BITS - 16)
#define SUM_BITS (COLUMN_BITS + WEIGHT_BITS - 16)

#define FULL (255 << SUM_BITS)

static inline Lanes
multiply (Lanes a, Lanes b)
{
  union { Lanes lanes; gint16 v[8]; } x = { a }, y = { b }, product;

  for (int i = 0; i < 8; i++)
    product.v[i] = (gint16) ((x.v[i] * y.v[i]) >> 16);

  return product.lanes;
}

/* Two pixels of the source, or the first of them alone. */
static inline Lanes
to_lanes (const guint8 *bytes, gsize n_bytes)
{
  Bytes packed = { 0 };

  memcpy (&packed, bytes, n_bytes);

  return __builtin_convertvector (packed, Lanes) << SOURCE_BITS;
}

static inline gint16
to_weight (double value)
{
  return (gint16) CLAMP (lround (value * (1 << WEIGHT_BITS)), G_MININT16, G_MAXINT16);
}

/* Whether all of a pixel's weight is photo, but for what the products lose. */
static inline gboolean
is_full (gint16 weight)
{
  return ABS (weight - FULL) <= FULL / 256;
}

/* Writes pixel @i of @out, which is photo when half of its weight is. */
static inline void
store_one (MlsPicture *out, gsize i, Lanes sum)
{
  if (sum[3] < FULL / 2)
    return;

  for (gsize channel = 0; channel < 3; channel++)
    {
      int value = is_full (sum[3]) ? (sum[channel] + (1 << (SUM_BITS - 1))) >> SUM_BITS
                                   : (sum[channel] * 255 + sum[3] / 2) / sum[3];

      out->rgb[i * 3 + channel] = (guint8) CLAMP (value, 0, 255);
    }
  out->mask[i] = 255;
}

/* The sums of two pixels, each the sum of both halves of its lanes. */
static inline Lanes
fold (Lanes a, Lanes b)
{
  return __builtin_shufflevector (a, b, 0, 1, 2, 3, 8, 9, 10, 11) +
         __builtin_shufflevector (a, b, 4, 5, 6, 7, 12, 13, 14, 15);
}

/* Writes pixels @i and @i + 1 of @out. */
static inline void
store_two (MlsPicture *out, gsize i, Lanes sums)
{
  Bytes bytes;
  Lanes values;
  Lanes over;

  if (!is_full (sums[3]) || !is_full (sums[7]))
    {
      store_one (out, i, sums);
      store_one (out, i + 1, __builtin_shufflevector (sums, sums, 4, 5, 6, 7, 0, 1, 2, 3));
      return;
    }

  values = (sums + (1 << (SUM_BITS - 1))) >> SUM_BITS;
  values &= ~(values >> 15);
  over = values > 255;
  values = (values & ~over) | (over & 255);
  bytes = __builtin_convertvector (values, Bytes);

  /* The fourth byte of the first falls under the second: four are written faster than three. */
  memcpy (out->rgb + i * 3, (const guint8 *) &bytes, 4);
  memcpy (out->rgb + i * 3 + 3, (const guint8 *) &bytes + 4, 3);
  memset (out->mask + i, 255, 2);
}

G_END_DECLS
