#include "demo/fill.h"

#include <stdlib.h>

#define MAX_POINTS 8

static int
compare_numbers (gconstpointer left, gconstpointer right)
{
  float a = *(const float *) left;
  float b = *(const float *) right;

  return (a > b) - (a < b);
}

static void
emit (MlsExposure *exposure, int row, float west, float east, MlsRunFunc func, gpointer user_data)
{
  int first = MAX (0, (int) ceilf ((west - exposure->west) / MLS_PIXEL));
  int end = MIN (exposure->width, (int) ceilf ((east - exposure->west) / MLS_PIXEL));

  if (first < end)
    func (exposure, row, first, end, user_data);
}

/**
 * mls_fill_ring:
 * @exposure: an exposure
 * @ring: (array length=n_points): corners, m from the scene's origin
 * @n_points: at most 8
 * @func: what to do with the pixels whose middles lie within
 * @user_data: for @func
 */
void
mls_fill_ring (MlsExposure *exposure,
               const float  (*ring)[2],
               guint        n_points,
               MlsRunFunc   func,
               gpointer     user_data)
{
  float low = ring[0][1];
  float high = ring[0][1];
  int first, last;

  g_return_if_fail (n_points <= MAX_POINTS);

  for (guint i = 1; i < n_points; i++)
    {
      low = MIN (low, ring[i][1]);
      high = MAX (high, ring[i][1]);
    }

  first = MAX (0, mls_exposure_row (exposure, high));
  last = MIN (exposure->height - 1, mls_exposure_row (exposure, low));
  for (int row = first; row <= last; row++)
    {
      float y = mls_exposure_y (exposure, row);
      float crossings[MAX_POINTS];
      guint n = 0;

      for (guint i = 0, j = n_points - 1; i < n_points; j = i++)
        if ((ring[i][1] > y) != (ring[j][1] > y))
          crossings[n++] =
              ring[i][0] + (ring[j][0] - ring[i][0]) * (y - ring[i][1]) / (ring[j][1] - ring[i][1]);

      qsort (crossings, n, sizeof *crossings, compare_numbers);
      for (guint k = 0; k + 1 < n; k += 2)
        emit (exposure, row, crossings[k], crossings[k + 1], func, user_data);
    }
}

/**
 * mls_fill_box:
 * @exposure: an exposure
 * @at: the middle of a rectangle, m from the scene's origin
 * @axis: a unit vector along its length
 * @size: its length and its width, m
 * @func: what to do with its pixels
 * @user_data: for @func
 */
void
mls_fill_box (MlsExposure *exposure,
              const float  at[2],
              const float  axis[2],
              const float  size[2],
              MlsRunFunc   func,
              gpointer     user_data)
{
  static const float corners[4][2] = {
    { -0.5f, -0.5f }, { 0.5f, -0.5f }, { 0.5f, 0.5f }, { -0.5f, 0.5f }
  };
  float ring[4][2];

  for (int c = 0; c < 4; c++)
    {
      float along = corners[c][0] * size[0];
      float across = corners[c][1] * size[1];

      ring[c][0] = at[0] + along * axis[0] - across * axis[1];
      ring[c][1] = at[1] + along * axis[1] + across * axis[0];
    }

  mls_fill_ring (exposure, (const float (*)[2]) ring, 4, func, user_data);
}

/**
 * mls_fill_disc:
 * @exposure: an exposure
 * @at: the middle of a disc, m from the scene's origin
 * @radius: m
 * @func: what to do with its pixels
 * @user_data: for @func
 */
void
mls_fill_disc (MlsExposure *exposure,
               const float  at[2],
               float        radius,
               MlsRunFunc   func,
               gpointer     user_data)
{
  int first = MAX (0, mls_exposure_row (exposure, at[1] + radius));
  int last = MIN (exposure->height - 1, mls_exposure_row (exposure, at[1] - radius));

  for (int row = first; row <= last; row++)
    {
      float dy = mls_exposure_y (exposure, row) - at[1];
      float half = radius * radius - dy * dy;

      if (half > 0)
        emit (exposure, row, at[0] - sqrtf (half), at[0] + sqrtf (half), func, user_data);
    }
}
