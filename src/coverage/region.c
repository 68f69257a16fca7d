#include "coverage/region.h"

#include "geometry/trace.h"

static gboolean
is_full (const MlsRegion *region, MlsRegionLimit limit)
{
  return (limit.area2 > 0 && region->area2 >= limit.area2) ||
         (limit.n_points > 0 && region->n_points >= limit.n_points && region->area2 >= limit.least_area2);
}

typedef struct
{
  MlsRegion      *region;
  MlsRegionLimit  limit;
} Follow;

static void
take_cell (MlsRegion *region, MlsCell *cell)
{
  g_hash_table_add (region->members, cell);
  g_ptr_array_add (region->cells, cell);
  region->area2 += cell->area2;
  region->n_points += cell->shape->n_points;
}

static gboolean
is_of (const MlsRegion *region, const MlsCell *cell)
{
  return mls_label_code (&cell->labels[region->vintage], region->dimension) == mls_region_code (region) &&
         (region->since == region->vintage ||
          mls_label_code (&cell->labels[region->since], region->dimension) == region->before);
}

static void
follow_across (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Follow *follow = user_data;
  MlsRegion *region = follow->region;

  if (neighbour == NULL)
    region->on_edge = TRUE;

  if (neighbour == NULL || !is_of (region, neighbour))
    {
      region->perimeter += mls_point_distance (a, b);
      return;
    }

  if (g_hash_table_contains (region->members, neighbour))
    return;

  if (is_full (region, follow->limit))
    region->at_least = TRUE;
  else
    take_cell (region, neighbour);
}

static MlsRegion *
region_start (MlsCell *cell, guint since, guint vintage, MlsDimension dimension)
{
  MlsRegion *region = g_new0 (MlsRegion, 1);

  region->vintage = vintage;
  region->since = since;
  region->dimension = dimension;
  region->label = cell->labels[vintage];
  region->before = mls_label_code (&cell->labels[since], dimension);
  region->cells = g_ptr_array_new ();
  region->members = g_hash_table_new (NULL, NULL);
  take_cell (region, cell);

  return region;
}

/**
 * mls_region_new:
 * @overlay: the cells, with the labels they will have
 * @cell: one of them
 * @vintage: in which vintage
 * @dimension: in which dimension
 * @limit: when to stop
 *
 * Follows the region of @cell, nearest cells first, to its end or to the limit.
 *
 * Returns: (transfer full): what was followed of it; its cells are the overlay's
 */
MlsRegion *
mls_region_new (MlsOverlay *overlay, MlsCell *cell, guint vintage, MlsDimension dimension, MlsRegionLimit limit)
{
  return mls_region_new_changed (overlay, cell, vintage, vintage, dimension, limit);
}

/**
 * mls_region_new_changed:
 * @overlay: the cells, with the labels they will have
 * @cell: one of them
 * @since: the vintage before
 * @vintage: in which vintage
 * @dimension: in which dimension
 * @limit: when to stop
 *
 * Follows the ground around @cell that has its codes at both dates, nearest cells first, to its end or to
 * the limit.
 *
 * Returns: (transfer full): what was followed of it; its cells are the overlay's
 */
MlsRegion *
mls_region_new_changed (MlsOverlay     *overlay,
                        MlsCell        *cell,
                        guint           since,
                        guint           vintage,
                        MlsDimension    dimension,
                        MlsRegionLimit  limit)
{
  MlsRegion *region = region_start (cell, since, vintage, dimension);
  Follow follow = { region, limit };

  for (guint i = 0; i < region->cells->len && !region->at_least; i++)
    mls_overlay_each_neighbour (overlay, g_ptr_array_index (region->cells, i), follow_across, &follow);

  return region;
}

/**
 * mls_region_free:
 * @region: (transfer full): a region
 */
void
mls_region_free (MlsRegion *region)
{
  g_ptr_array_unref (region->cells);
  g_hash_table_unref (region->members);
  g_free (region);
}

/**
 * mls_region_code:
 * @region: a region
 *
 * Returns: what its cells have in common, see mls_label_code()
 */
guint64
mls_region_code (const MlsRegion *region)
{
  return mls_label_code (&region->label, region->dimension);
}

/**
 * mls_region_has:
 * @region: a region
 * @cell: a cell
 *
 * Returns: whether @cell is among the cells followed
 */
gboolean
mls_region_has (const MlsRegion *region, const MlsCell *cell)
{
  return g_hash_table_contains (region->members, cell);
}

/* Follows the region of @cell, nearest cells first, and takes what it meets out of @wanted. Returns
 * whether it has met all of it, or else come to the region's end. */
static gboolean
follow_until (MlsOverlay   *overlay,
              MlsCell      *cell,
              guint         vintage,
              MlsDimension  dimension,
              GHashTable   *wanted,
              guint         max_points)
{
  g_autoptr (MlsRegion) region = region_start (cell, vintage, vintage, dimension);
  Follow follow = { region, { .n_points = max_points } };

  for (guint i = 0; i < region->cells->len; i++)
    {
      MlsCell *next = g_ptr_array_index (region->cells, i);

      g_hash_table_remove (wanted, next);
      if (g_hash_table_size (wanted) == 0)
        return TRUE;
      if (!region->at_least)
        mls_overlay_each_neighbour (overlay, next, follow_across, &follow);
    }

  return !region->at_least;
}

/**
 * mls_region_meets:
 * @overlay: the cells
 * @cell: one of them
 * @vintage: in which vintage
 * @dimension: in which dimension
 * @wanted: (element-type MlsCell): a set of cells of the same code; those of the same region are
 *   taken out
 * @max_points: how far to go
 *
 * Follows the region of @cell until it has met all of @wanted. Where that is too far, the regions of
 * those left are followed: what comes to an end without @cell is another region. Two that are both
 * too large to follow are taken for one.
 */
void
mls_region_meets (MlsOverlay  *overlay,
                  MlsCell     *cell,
                  guint        vintage,
                  MlsDimension dimension,
                  GHashTable  *wanted,
                  guint        max_points)
{
  GHashTableIter iter;
  gpointer other;

  if (follow_until (overlay, cell, vintage, dimension, wanted, max_points))
    return;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &other, NULL))
    {
      g_autoptr (GHashTable) back = g_hash_table_new (NULL, NULL);

      g_hash_table_add (back, cell);
      if (!follow_until (overlay, other, vintage, dimension, back, max_points) ||
          g_hash_table_size (back) == 0)
        g_hash_table_iter_remove (&iter);
    }
}

typedef struct
{
  const MlsRegion *region;
  GArray          *segments; /* (element-type MlsTraceSegment) */
} Outline;

static void
take_border (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data)
{
  Outline *outline = user_data;

  if (neighbour == NULL || !mls_region_has (outline->region, neighbour))
    g_array_append_val (outline->segments, ((MlsTraceSegment){ a, b }));
}

/**
 * mls_region_outline:
 * @overlay: what it is a region of
 * @region: a region that was followed to its end
 * @out: filled with its rings
 */
void
mls_region_outline (MlsOverlay *overlay, const MlsRegion *region, MlsShape *out)
{
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MlsTraceSegment));
  Outline outline = { region, segments };

  for (guint i = 0; i < region->cells->len; i++)
    mls_overlay_each_neighbour (overlay, g_ptr_array_index (region->cells, i), take_border, &outline);

  mls_trace_rings (segments, out);
}
