#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* Noise for pictures: fast, in single precision. What a map is made of uses mls_noise_line(). */

static inline guint32
mls_hash (guint32 x, guint32 y, guint32 seed)
{
  guint32 h = x * 0x85ebca6bu ^ (y * 0xc2b2ae35u + 0x9e3779b9u) ^ seed * 0x27d4eb2fu;

  h = (h ^ h >> 15) * 0x2c1b3c6du;
  h = (h ^ h >> 12) * 0x297a2d39u;

  return h ^ h >> 15;
}

/* From 0 on and below 1, by cell. */
static inline float
mls_hash_unit (guint32 x, guint32 y, guint32 seed)
{
  return (float) (mls_hash (x, y, seed) >> 8) * 0x1p-24f;
}

/* From 0 to 1, smooth, on a scale of 1. */
static inline float
mls_noise (float x, float y, guint32 seed)
{
  float floor_x = floorf (x);
  float floor_y = floorf (y);
  guint32 i = (guint32) (gint32) floor_x;
  guint32 j = (guint32) (gint32) floor_y;
  float fx = x - floor_x;
  float fy = y - floor_y;
  float a, b;

  fx = fx * fx * (3 - 2 * fx);
  fy = fy * fy * (3 - 2 * fy);
  a = mls_hash_unit (i, j, seed) * (1 - fx) + mls_hash_unit (i + 1, j, seed) * fx;
  b = mls_hash_unit (i, j + 1, seed) * (1 - fx) + mls_hash_unit (i + 1, j + 1, seed) * fx;

  return a + (b - a) * fy;
}

/* The same with two finer octaves; mostly near 0.5. */
static inline float
mls_noise_fractal (float x, float y, guint32 seed)
{
  return 0.57f * mls_noise (x, y, seed) + 0.28f * mls_noise (2.03f * x, 2.03f * y, seed + 1) +
         0.15f * mls_noise (4.1f * x, 4.1f * y, seed + 2);
}

/* 0 below @low, 1 above @high, smooth in between. */
static inline float
mls_ramp (float low, float high, float value)
{
  float t = (value - low) / (high - low);

  t = t < 0 ? 0 : t > 1 ? 1 : t;

  return t * t * (3 - 2 * t);
}

G_END_DECLS
