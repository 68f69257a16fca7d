#include "base/hilbert.h"

/* Cells on a side, as a power of two: finer than any two faces of a box lie apart. */
#define LEVELS 31

/* 0 … 2^LEVELS - 1 from one end of a range to the other. */
static guint64
cell (gint64 value, gint64 min, gint64 max)
{
  double share = max > min ? (double) (value - min) / (double) (max - min) : 0;

  return (guint64) (CLAMP (share, 0, 1) * (double) ((G_GUINT64_CONSTANT (1) << LEVELS) - 1));
}

/**
 * mls_hilbert_index:
 * @point: a point
 * @box: where all the points to be put in order lie
 *
 * Returns: how far along the Hilbert curve that fills @box the point lies. Points near each other on
 *   the curve are near each other on the ground, and mostly the other way round
 */
guint64
mls_hilbert_index (MlsPoint point, const MlsBox *box)
{
  guint64 x = cell (point.x, box->min_x, box->max_x);
  guint64 y = cell (point.y, box->min_y, box->max_y);
  guint64 index = 0;

  for (guint64 side = G_GUINT64_CONSTANT (1) << (LEVELS - 1); side > 0; side >>= 1)
    {
      guint64 east = (x & side) != 0;
      guint64 north = (y & side) != 0;

      index += side * side * ((3 * east) ^ north);

      /* Turn the quadrant so that the curve runs through it as through the whole. */
      if (north == 0)
        {
          guint64 swapped = x;

          if (east == 1)
            {
              x = ~x;
              y = ~y;
              swapped = x;
            }
          x = y;
          y = swapped;
        }
    }

  return index;
}
