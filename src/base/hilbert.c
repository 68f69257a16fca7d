#include "base/hilbert.h"

#include <stdlib.h>

/* Cells on a side, as a power of two: finer than any two faces of a box lie apart. */
#define LEVELS 31

/* 0 … 2^LEVELS - 1 from one end of a range to the other. */
static guint64
cell (gint64 value, gint64 min, gint64 max)
{
  double share = max > min ? (double) (value - min) / (double) (max - min) : 0;

  return (guint64) (CLAMP (share, 0, 1) * (double) ((G_GUINT64_CONSTANT (1) << LEVELS) - 1));
}

/* How the curve runs through a square is one of four ways. For each, and each quarter of it (south-west,
 * north-west, south-east, north-east): where on the curve it comes, and how the curve runs through
 * it. */
static const struct
{
  guint8 place;
  guint8 way;
} quarters[4][4] = {
  { { 0, 2 }, { 1, 0 }, { 3, 3 }, { 2, 0 } },
  { { 2, 1 }, { 3, 2 }, { 1, 1 }, { 0, 3 } },
  { { 0, 0 }, { 3, 1 }, { 1, 2 }, { 2, 2 } },
  { { 2, 3 }, { 1, 3 }, { 3, 0 }, { 0, 1 } },
};

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
  guint way = 0;

  for (int level = LEVELS - 1; level >= 0; level--)
    {
      guint quarter = (guint) (x >> level & 1) << 1 | (guint) (y >> level & 1);

      index = index << 2 | quarters[way][quarter].place;
      way = quarters[way][quarter].way;
    }

  return index;
}

typedef struct
{
  guint64 along;
  guint   index;
} Stop;

static int
compare_stops (gconstpointer left, gconstpointer right)
{
  const Stop *a = left;
  const Stop *b = right;

  if (a->along != b->along)
    return a->along < b->along ? -1 : 1;

  return (a->index > b->index) - (a->index < b->index);
}

/**
 * mls_hilbert_order:
 * @points: (array length=n_points): what is put in order
 * @n_points: how many
 * @box: where they all lie
 *
 * Returns: (transfer full) (array length=n_points): which of them follow each other along the curve, those of one place as
 *   they were given
 */
guint *
mls_hilbert_order (const MlsPoint *points, guint n_points, const MlsBox *box)
{
  g_autofree Stop *stops = g_new (Stop, n_points);
  guint *order = g_new (guint, n_points);

  for (guint i = 0; i < n_points; i++)
    stops[i] = (Stop){ mls_hilbert_index (points[i], box), i };
  if (n_points > 0)
    qsort (stops, n_points, sizeof *stops, compare_stops);
  for (guint i = 0; i < n_points; i++)
    order[i] = stops[i].index;

  return order;
}
