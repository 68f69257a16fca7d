#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What becomes of a pixel: each channel c turns into (c · keep + add) / 255, rounded to nearest. */
typedef struct
{
  guint16 add[3];
  guint16 keep;
} MlsMix;

#define MLS_MIX_NOTHING ((MlsMix){ { 0, 0, 0 }, 255 })

/* @value / 255 to the nearest whole number, for values up to 255². */
static inline guint8
mls_mix_divide (guint value)
{
  value += 128;

  return (guint8) ((value + (value >> 8)) >> 8);
}

static inline void
mls_mix_pixel (guint8 *rgb, const MlsMix *mix)
{
  for (int i = 0; i < 3; i++)
    rgb[i] = mls_mix_divide ((guint) rgb[i] * mix->keep + mix->add[i]);
}

MlsMix mls_mix_over (const MlsMix *below,
                     guint32       colour,
                     double        opacity);

G_END_DECLS
