#include "demo/curve.h"

#include "base/random.h"

#include <math.h>

/**
 * mls_vec_length:
 * @a: any vector
 *
 * Returns: its length, m
 */
double
mls_vec_length (MlsVec a)
{
  return sqrt (a.x * a.x + a.y * a.y);
}

/**
 * mls_vec_distance:
 * @a: a place
 * @b: another
 *
 * Returns: how far apart they are, m
 */
double
mls_vec_distance (MlsVec a, MlsVec b)
{
  return mls_vec_length (mls_vec_sub (a, b));
}

/**
 * mls_vec_unit:
 * @a: a vector
 *
 * Returns: the vector of length 1 in its direction, east for no direction
 */
MlsVec
mls_vec_unit (MlsVec a)
{
  double length = mls_vec_length (a);

  return length > 0 ? mls_vec_scale (a, 1 / length) : (MlsVec){ 1, 0 };
}

/**
 * mls_vec_turned:
 * @a: a vector
 * @turn: a unit vector: the direction that east is turned into
 *
 * Returns: @a, turned likewise
 */
MlsVec
mls_vec_turned (MlsVec a, MlsVec turn)
{
  return (MlsVec){ a.x * turn.x - a.y * turn.y, a.x * turn.y + a.y * turn.x };
}

/**
 * mls_vec_to_grid:
 * @a: a place on the grid's extent
 *
 * Returns: the grid point nearest to it
 */
MlsPoint
mls_vec_to_grid (MlsVec a)
{
  MlsPoint point = { 0, 0 };

  if (!mls_grid_from_metres (a.x, a.y, &point))
    g_assert_not_reached ();

  return point;
}

/**
 * mls_curve_new:
 * @points: (array length=n_points): where it passes
 * @n_points: how many
 *
 * Returns: (transfer full) (element-type MlsVec): the curve
 */
GArray *
mls_curve_new (const MlsVec *points, gsize n_points)
{
  GArray *curve = g_array_sized_new (FALSE, FALSE, sizeof (MlsVec), (guint) n_points);

  return g_array_append_vals (curve, points, (guint) n_points);
}

/**
 * mls_curve_smooth:
 * @curve: (element-type MlsVec): a curve
 * @times: how often to cut its corners
 *
 * Cuts each corner off at a quarter of its sides (Chaikin), again and again; the ends stay.
 *
 * Returns: (transfer full) (element-type MlsVec): the rounder curve
 */
GArray *
mls_curve_smooth (const GArray *curve, guint times)
{
  GArray *from = mls_curve_new ((const MlsVec *) curve->data, curve->len);

  for (guint t = 0; t < times && from->len > 2; t++)
    {
      GArray *to = g_array_new (FALSE, FALSE, sizeof (MlsVec));

      g_array_append_val (to, g_array_index (from, MlsVec, 0));
      for (guint i = 0; i + 1 < from->len; i++)
        {
          MlsVec a = mls_curve_point (from, i);
          MlsVec b = mls_curve_point (from, i + 1);
          MlsVec corners[2] = { mls_vec_mix (a, b, 0.25), mls_vec_mix (a, b, 0.75) };

          g_array_append_vals (to, corners, 2);
        }
      g_array_append_val (to, g_array_index (from, MlsVec, from->len - 1));

      g_array_unref (from);
      from = to;
    }

  return from;
}

/**
 * mls_curve_length:
 * @curve: (element-type MlsVec): a curve
 *
 * Returns: its length, m
 */
double
mls_curve_length (const GArray *curve)
{
  double length = 0;

  for (guint i = 1; i < curve->len; i++)
    length += mls_vec_distance (mls_curve_point (curve, i - 1), mls_curve_point (curve, i));

  return length;
}

/**
 * mls_curve_at:
 * @curve: (element-type MlsVec): a curve of at least two points
 * @along: how far from its start, m; beyond its ends they are taken
 * @direction: (out) (optional): its direction there, of length 1
 *
 * Returns: the place
 */
MlsVec
mls_curve_at (const GArray *curve, double along, MlsVec *direction)
{
  guint i = 0;

  for (;; i++)
    {
      MlsVec a = mls_curve_point (curve, i);
      MlsVec b = mls_curve_point (curve, i + 1);
      double length = mls_vec_distance (a, b);

      if (along <= length || i + 2 == curve->len)
        {
          if (direction != NULL)
            *direction = mls_vec_unit (mls_vec_sub (b, a));
          return mls_vec_mix (a, b, length > 0 ? CLAMP (along / length, 0, 1) : 0);
        }

      along -= length;
    }
}

/**
 * mls_curve_even:
 * @curve: (element-type MlsVec): a curve of at least two points
 * @spacing: m between the points wanted
 *
 * Returns: (transfer full) (element-type MlsVec): points about @spacing apart along @curve, its two
 *   ends among them
 */
GArray *
mls_curve_even (const GArray *curve, double spacing)
{
  double length = mls_curve_length (curve);
  guint n = (guint) MAX (1, nearbyint (length / spacing));
  GArray *even = g_array_sized_new (FALSE, FALSE, sizeof (MlsVec), n + 1);
  guint segment = 0;
  double start = 0;

  for (guint i = 0; i <= n; i++)
    {
      double along = length * i / n;
      MlsVec a, b, point;
      double step;

      for (;; segment++)
        {
          a = mls_curve_point (curve, segment);
          b = mls_curve_point (curve, segment + 1);
          step = mls_vec_distance (a, b);
          if (along <= start + step || segment + 2 == curve->len)
            break;
          start += step;
        }

      point = mls_vec_mix (a, b, step > 0 ? CLAMP ((along - start) / step, 0, 1) : 0);
      g_array_append_val (even, point);
    }

  return even;
}

/**
 * mls_curve_normal:
 * @curve: (element-type MlsVec): a curve of at least two points
 * @i: one of its points
 *
 * Returns: the unit vector to the left of @curve there
 */
MlsVec
mls_curve_normal (const GArray *curve, guint i)
{
  MlsVec before = mls_curve_point (curve, i > 0 ? i - 1 : 0);
  MlsVec after = mls_curve_point (curve, MIN (i + 1, curve->len - 1));

  return mls_vec_left (mls_vec_unit (mls_vec_sub (after, before)));
}

static double
lattice (guint64 seed, gint64 i)
{
  return (double) (mls_random_mix (seed, (guint64) i) >> 11) * 0x1p-52 - 1;
}

/**
 * mls_noise_line:
 * @seed: which noise
 * @t: a place on the line
 *
 * Returns: a number from -1 to 1 that changes smoothly with @t, on a scale of about 1
 */
double
mls_noise_line (guint64 seed, double t)
{
  double floor_t = floor (t);
  double f = t - floor_t;
  double a = lattice (seed, (gint64) floor_t);
  double b = lattice (seed, (gint64) floor_t + 1);

  return a + (b - a) * f * f * (3 - 2 * f);
}

static double
fractal (guint64 seed, double t)
{
  return mls_noise_line (seed, t) + 0.5 * mls_noise_line (seed + 1, 2.1 * t) +
         0.25 * mls_noise_line (seed + 2, 4.3 * t);
}

/**
 * mls_curve_wiggled:
 * @curve: (element-type MlsVec): a curve of at least two points
 * @wiggle: how it strays
 *
 * The ends stay, and the straying fades towards them.
 *
 * Returns: (transfer full) (element-type MlsVec): the curve as a hand or a root would have drawn it
 */
GArray *
mls_curve_wiggled (const GArray *curve, const MlsWiggle *wiggle)
{
  g_autoptr (GArray) even = mls_curve_even (curve, wiggle->spacing);
  GArray *wiggled = mls_curve_new ((const MlsVec *) even->data, even->len);
  double fade = MAX (wiggle->wavelength / 2, 4 * wiggle->amplitude);

  for (guint i = 1; i + 1 < even->len; i++)
    {
      double along = i * wiggle->spacing;
      double to_end = MIN (i, even->len - 1 - i) * wiggle->spacing;
      double aside = wiggle->amplitude * fractal (wiggle->seed, along / wiggle->wavelength);
      MlsVec *point = &g_array_index (wiggled, MlsVec, i);

      *point = mls_vec_along (*point, mls_curve_normal (even, i), aside * MIN (1, to_end / fade));
    }

  return wiggled;
}
