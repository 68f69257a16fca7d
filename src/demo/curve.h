#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

/* A place or a direction in metres: where shapes are thought out, before they are rounded to the
 * grid once and for all. Only + - * / and square roots touch them, so that every machine draws the
 * same shapes. */
typedef struct
{
  double x;
  double y;
} MlsVec;

static inline MlsVec
mls_vec_add (MlsVec a, MlsVec b)
{
  return (MlsVec){ a.x + b.x, a.y + b.y };
}

static inline MlsVec
mls_vec_sub (MlsVec a, MlsVec b)
{
  return (MlsVec){ a.x - b.x, a.y - b.y };
}

static inline MlsVec
mls_vec_scale (MlsVec a, double factor)
{
  return (MlsVec){ a.x * factor, a.y * factor };
}

/* @a moved by @length along @direction. */
static inline MlsVec
mls_vec_along (MlsVec a, MlsVec direction, double length)
{
  return (MlsVec){ a.x + direction.x * length, a.y + direction.y * length };
}

static inline MlsVec
mls_vec_mix (MlsVec a, MlsVec b, double share)
{
  return (MlsVec){ a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share };
}

static inline double
mls_vec_dot (MlsVec a, MlsVec b)
{
  return a.x * b.x + a.y * b.y;
}

/* Turned a quarter to the left. */
static inline MlsVec
mls_vec_left (MlsVec a)
{
  return (MlsVec){ -a.y, a.x };
}

static inline MlsVec
mls_vec_of_point (MlsPoint point)
{
  return (MlsVec){ mls_grid_to_metres (point.x), mls_grid_to_metres (point.y) };
}

double   mls_vec_length    (MlsVec        a);
double   mls_vec_distance  (MlsVec        a,
                            MlsVec        b);
MlsVec   mls_vec_unit      (MlsVec        a);
MlsVec   mls_vec_turned    (MlsVec        a,
                            MlsVec        turn);
MlsPoint mls_vec_to_grid   (MlsVec        a);

/* How far a drawn line strays from the smooth one, and how dense its vertices are. */
typedef struct
{
  guint64 seed;
  double  spacing;    /* m between vertices */
  double  amplitude;  /* m to either side */
  double  wavelength; /* m; two octaves more follow */
} MlsWiggle;

GArray  *mls_curve_new     (const MlsVec    *points,
                            gsize            n_points);
GArray  *mls_curve_smooth  (const GArray    *curve,
                            guint            times);
GArray  *mls_curve_even    (const GArray    *curve,
                            double           spacing);
GArray  *mls_curve_wiggled (const GArray    *curve,
                            const MlsWiggle *wiggle);
double   mls_curve_length  (const GArray    *curve);
MlsVec   mls_curve_at      (const GArray    *curve,
                            double           along,
                            MlsVec          *direction);
MlsVec   mls_curve_normal  (const GArray    *curve,
                            guint            i);
double   mls_noise_line    (guint64          seed,
                            double           t);

static inline MlsVec
mls_curve_point (const GArray *curve, guint i)
{
  return g_array_index (curve, MlsVec, i);
}

G_END_DECLS
