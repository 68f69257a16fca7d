#include "geometry/zone-grid.h"

#include <math.h>

#define MM2_PER_M2 1e6

/* What of a zone is in a square may be this and not be worth a look, m²: it comes of a limit led along the grid. */
#define NOTHING 1

typedef struct
{
  double at[2]; /* x and y, mm */
} Place;

static double
part_between (Place a, Place b, int axis, double limit)
{
  return (limit - a.at[axis]) / (b.at[axis] - a.at[axis]);
}

/* What of @ring is on one side of a limit along an axis: above it where @sign is 1, below where it is -1. Pieces that
 * the limit parts hang together along it, which changes no area (Sutherland and Hodgman, 1974). */
static GArray *
clip (const GArray *ring, int axis, double limit, int sign)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 0; i < ring->len; i++)
    {
      Place a = g_array_index (ring, Place, i);
      Place b = g_array_index (ring, Place, (i + 1) % ring->len);
      gboolean has_a = sign * (a.at[axis] - limit) >= 0;
      gboolean has_b = sign * (b.at[axis] - limit) >= 0;

      if (has_a)
        g_array_append_val (out, a);
      if (has_a != has_b)
        {
          double part = part_between (a, b, axis, limit);
          Place cut = { { a.at[0] + part * (b.at[0] - a.at[0]), a.at[1] + part * (b.at[1] - a.at[1]) } };

          g_array_append_val (out, cut);
        }
    }

  return out;
}

/* Of each ring what is between @from and @from + @side. */
static GPtrArray *
clip_between (const GPtrArray *rings, int axis, double from, double side)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint r = 0; r < rings->len; r++)
    {
      g_autoptr (GArray) above = clip (g_ptr_array_index (rings, r), axis, from, 1);

      g_ptr_array_add (out, clip (above, axis, from + side, -1));
    }

  return out;
}

static double
area_of (const GArray *ring)
{
  Place origin = ring->len > 0 ? g_array_index (ring, Place, 0) : (Place){ { 0, 0 } };
  double sum = 0;

  for (guint i = 2; i < ring->len; i++)
    {
      Place a = g_array_index (ring, Place, i - 1);
      Place b = g_array_index (ring, Place, i);

      sum += (a.at[0] - origin.at[0]) * (b.at[1] - origin.at[1]) - (b.at[0] - origin.at[0]) * (a.at[1] - origin.at[1]);
    }

  return fabs (sum) / 2 / MM2_PER_M2;
}

/* The outer ring without its holes. */
static double
ground_of (const GPtrArray *rings)
{
  double area = area_of (g_ptr_array_index (rings, 0));

  for (guint r = 1; r < rings->len; r++)
    area -= area_of (g_ptr_array_index (rings, r));

  return area;
}

static GPtrArray *
places_of (const MlsZone *zone)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  guint n_rings;
  const MlsRing *rings = mls_zone_get_rings (zone, &n_rings);

  for (guint r = 0; r < n_rings; r++)
    {
      GArray *ring = g_array_sized_new (FALSE, FALSE, sizeof (Place), (guint) rings[r].n_points);

      for (gsize i = 0; i < rings[r].n_points; i++)
        g_array_append_val (ring, ((Place){ { (double) rings[r].points[i].x, (double) rings[r].points[i].y } }));
      g_ptr_array_add (out, ring);
    }

  return out;
}

/* The squares of one row from one column to another, which may be the way back. */
static void
add_row (GArray *cells, const GPtrArray *strip, gint64 row, gint64 from, gint64 to, gint64 side)
{
  gint64 step = from <= to ? 1 : -1;

  for (gint64 column = from; column != to + step; column += step)
    {
      g_autoptr (GPtrArray) square = clip_between (strip, 0, (double) (column * side), (double) side);
      MlsZoneCell cell = { column, row, ground_of (square) };

      if (cell.area_m2 >= NOTHING)
        g_array_append_val (cells, cell);
    }
}

static gint64
index_of (gint64 at, gint64 side)
{
  return (gint64) floor ((double) at / (double) side);
}

/**
 * mls_zone_grid:
 * @zone: a zone
 * @side: of a square, mm
 *
 * The squares do not depend on the zone: one that is drawn a little otherwise has the same.
 *
 * Returns: (transfer full) (element-type MlsZoneCell): those that some of the zone lies in, from the north, each row the
 *   other way than the one before, so that the next is beside it
 */
GArray *
mls_zone_grid (const MlsZone *zone, gint64 side)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (MlsZoneCell));
  g_autoptr (GPtrArray) rings = places_of (zone);
  guint n_rings;
  const MlsRing *outer = mls_zone_get_rings (zone, &n_rings);
  MlsBox box = mls_box_of_points (outer->points, outer->n_points);
  gint64 west = index_of (box.min_x, side), east = index_of (box.max_x - 1, side);
  gint64 north = index_of (box.max_y - 1, side), south = index_of (box.min_y, side);

  for (gint64 row = north; row >= south; row--)
    {
      g_autoptr (GPtrArray) strip = clip_between (rings, 1, (double) (row * side), (double) side);
      gboolean eastward = (north - row) % 2 == 0;

      add_row (cells, strip, row, eastward ? west : east, eastward ? east : west, side);
    }

  return cells;
}
