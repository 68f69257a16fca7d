#include "geometry/stretch.h"

#include "geometry/trace.h"

#include <stdlib.h>

static MlsStretch
stretch_between (MlsPoint a, MlsPoint b, int times, gboolean marked)
{
  return mls_point_compare (a, b) < 0 ? (MlsStretch){ a, b, times, marked } : (MlsStretch){ b, a, -times, marked };
}

static int
compare_stretches (gconstpointer left, gconstpointer right)
{
  const MlsStretch *s = left;
  const MlsStretch *t = right;
  int order = mls_point_compare (s->low, t->low);

  return order != 0 ? order : mls_point_compare (s->high, t->high);
}

/**
 * mls_stretch_add:
 * @stretches: (element-type MlsStretch): a list
 * @a: where a walk starts
 * @b: where it ends
 * @times: how often it is made; negative if it is taken back
 * @marked: whether it is marked
 */
void
mls_stretch_add (GArray *stretches, MlsPoint a, MlsPoint b, int times, gboolean marked)
{
  MlsStretch stretch = stretch_between (a, b, times, marked);

  g_array_append_val (stretches, stretch);
}

/**
 * mls_stretch_add_ring:
 * @stretches: (element-type MlsStretch): a list
 * @ring: what is walked around
 * @times: how often; negative if that is taken back
 */
void
mls_stretch_add_ring (GArray *stretches, MlsRing ring, int times)
{
  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    mls_stretch_add (stretches, ring.points[j], ring.points[i], times, FALSE);
}

/**
 * mls_stretch_sum:
 * @stretches: (element-type MlsStretch): a list
 *
 * Adds up what runs between the same ends, and drops what cancels. The rest is by place.
 */
void
mls_stretch_sum (GArray *stretches)
{
  guint n = 0;

  g_array_sort (stretches, compare_stretches);

  for (guint i = 0; i < stretches->len;)
    {
      MlsStretch sum = g_array_index (stretches, MlsStretch, i);

      for (i++; i < stretches->len && compare_stretches (&g_array_index (stretches, MlsStretch, i), &sum) == 0; i++)
        {
          sum.times += g_array_index (stretches, MlsStretch, i).times;
          sum.marked |= g_array_index (stretches, MlsStretch, i).marked;
        }

      if (sum.times != 0)
        g_array_index (stretches, MlsStretch, n++) = sum;
    }

  g_array_set_size (stretches, n);
}

/**
 * mls_stretch_find:
 * @stretches: (element-type MlsStretch): a list that is summed up
 * @a: one end
 * @b: the other
 *
 * Returns: (nullable): what is left between them, valid while the list stays as it is
 */
const MlsStretch *
mls_stretch_find (const GArray *stretches, MlsPoint a, MlsPoint b)
{
  MlsStretch key = stretch_between (a, b, 0, FALSE);

  return bsearch (&key, stretches->data, stretches->len, sizeof key, compare_stretches);
}

/**
 * mls_stretch_trace:
 * @stretches: (element-type MlsStretch): a list that is summed up, of closed walks
 * @out: filled with the rings they make up, as mls_trace_rings() does
 */
void
mls_stretch_trace (const GArray *stretches, MlsShape *out)
{
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));

  for (guint i = 0; i < stretches->len; i++)
    {
      const MlsStretch *stretch = &g_array_index (stretches, MlsStretch, i);
      MlsTraceSegment up = { stretch->low, stretch->high };
      MlsTraceSegment down = { stretch->high, stretch->low };

      for (int k = ABS (stretch->times); k > 0; k--)
        g_array_append_vals (segments, stretch->times > 0 ? &up : &down, 1);
    }

  mls_trace_rings (segments, out);
}
