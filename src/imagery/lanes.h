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
store_one (MlsPicture *out, gsize i, const gint16 *sum)
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

G_END_DECLS
