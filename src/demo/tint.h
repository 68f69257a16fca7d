#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A colour of the ground, 0 to 255 and, for a moment, beyond. */
typedef struct
{
  float r;
  float g;
  float b;
} MlsTint;

static inline MlsTint
mls_tint_mix (MlsTint a, MlsTint b, float share)
{
  return (MlsTint){ a.r + (b.r - a.r) * share, a.g + (b.g - a.g) * share,
                    a.b + (b.b - a.b) * share };
}

static inline MlsTint
mls_tint_scale (MlsTint a, float factor)
{
  return (MlsTint){ a.r * factor, a.g * factor, a.b * factor };
}

/* Shadow lies blue on the ground: the sky still lights it. */
static inline MlsTint
mls_tint_shade (MlsTint a, float shade)
{
  return (MlsTint){ a.r * (1 - 0.66f * shade), a.g * (1 - 0.61f * shade),
                    a.b * (1 - 0.50f * shade) };
}

G_END_DECLS
