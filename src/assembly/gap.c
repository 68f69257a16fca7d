#include "assembly/gap.h"

#include "assembly/soup.h"
#include "geometry/predicate.h"
#include "geometry/stretch.h"

#include <math.h>

/* A hole of the territory narrower than this on average, in mm, is a gap between polygons, however
 * long; narrower than the first, they only have different vertices there. */
#define THIN   1.5
#define NARROW 1000.0

/* Marked is what polygons still leave on the grid. */
static void
add_stretches (GArray *stretches, const GArray *rests, gboolean rest)
{
  for (guint i = 0; i < rests->len; i++)
    {
      const MlsLedgerRest *item = &g_array_index (rests, MlsLedgerRest, i);

      mls_stretch_add (stretches, mls_ledger_end_in_source (&item->a), mls_ledger_end_in_source (&item->b),
                       (int) item->count, rest);
    }
}

/* Whether polygons still leave some of a ring of the source on the grid. */
static gboolean
is_left (const GArray *stretches, MlsRing ring)
{
  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    {
      const MlsStretch *stretch = mls_stretch_find (stretches, ring.points[j], ring.points[i]);

      if (stretch != NULL && stretch->marked)
        return TRUE;
    }

  return FALSE;
}

/* On average, in the unit of the ring. */
static double
width_of (MlsRing ring)
{
  return fabs ((double) mls_ring_area2 (ring)) / mls_ring_perimeter (ring);
}

/**
 * mls_ring_is_gap:
 * @ring: a ring that polygons leave, them on its left
 * @smallest_hole: a smaller hole of the territory is a gap between polygons, twice its mm²
 *
 * Returns: whether what lies in @ring is a gap, rather than a hole of the territory or a part of it
 */
gboolean
mls_ring_is_gap (MlsRing ring, MlsArea2 smallest_hole)
{
  MlsArea2 area2 = mls_ring_area2 (ring);

  return area2 <= 0 && (-area2 < smallest_hole || width_of (ring) < NARROW);
}

/* Of a ring of little width, a vertex in its course rather than where it turns back: the one that is
 * missing on the other side. */
static MlsPoint
place_of (MlsRing ring)
{
  for (gsize i = 0; i < ring.n_points; i++)
    {
      MlsPoint here = ring.points[i];
      MlsPoint before = ring.points[i > 0 ? i - 1 : ring.n_points - 1];
      MlsPoint after = ring.points[i + 1 < ring.n_points ? i + 1 : 0];
      MlsInt128 along = (MlsInt128) (before.x - here.x) * (after.x - here.x) +
                        (MlsInt128) (before.y - here.y) * (after.y - here.y);

      if (along < 0)
        return here;
    }

  return ring.points[0];
}

static gint64
to_grid (gint64 steps)
{
  return (steps + (steps < 0 ? -1 : 1) * MLS_MARK_STEPS / 2) / MLS_MARK_STEPS;
}

static void
judge_ring (MlsRing ring, MlsArea2 smallest_hole, GArray *misfits)
{
  const int steps = MLS_MARK_STEPS;
  double width = width_of (ring) / steps;
  MlsArea2 area2 = mls_ring_area2 (ring);
  MlsPoint place = place_of (ring);

  /* Which way round something of no width runs means nothing. */
  if (width >= MLS_LEDGER_NOTHING && (area2 > 0 || (-area2 / (steps * steps) >= smallest_hole && width >= NARROW)))
    return;

  mls_misfit_add (misfits, width < THIN ? MLS_MISFIT_MISSING_NODE : MLS_MISFIT_GAP,
                  (MlsPoint){ to_grid (place.x), to_grid (place.y) });
}

/**
 * mls_find_gaps:
 * @rest: (element-type MlsLedgerRest): what the ledger left of polygons as they come from the source
 * @unlike: (element-type MlsLedgerRest): what rounding alone made cancel
 * @smallest_hole: a smaller hole of the territory is a gap between polygons, twice its mm²
 * @misfits: (element-type MlsMisfit): where to add
 *
 * Finds what lies between polygons that should have a border in common. The rings looked at are those
 * of the source: where rounding laid the sides of an inlet on each other, what lies behind is still
 * open to the outside. A ring that rounding closed altogether is nothing.
 */
void
mls_find_gaps (const GArray *rest, const GArray *unlike, MlsArea2 smallest_hole, GArray *misfits)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (MlsStretch));
  g_autoptr (MlsShape) rings = mls_shape_new ();

  add_stretches (stretches, rest, TRUE);
  add_stretches (stretches, unlike, FALSE);
  mls_stretch_sum (stretches);
  mls_stretch_trace (stretches, rings);

  for (guint r = 0; r < mls_shape_n_rings (rings); r++)
    {
      MlsRing ring = mls_shape_ring (rings, r);

      if (is_left (stretches, ring))
        judge_ring (ring, smallest_hole, misfits);
    }
}
