#include "tool/sweep.h"

struct _MlsSweep
{
  MlsOverlay   *overlay;
  guint         vintage;
  MlsDimension  dimension;
  GHashTable   *known;   /* MlsCell → Known that has it, borrowed */
  GPtrArray    *regions; /* (element-type Known) */
};

typedef struct
{
  MlsPoint   place;
  MlsRegion *region;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  mls_region_free (known->region);
  g_free (known);
}

/**
 * mls_sweep_new:
 * @patch: the coverage
 * @vintage: whose regions
 * @dimension: in what
 *
 * Returns: (transfer full): a sweep that knows no region yet
 */
MlsSweep *
mls_sweep_new (MlsPatch *patch, guint vintage, MlsDimension dimension)
{
  MlsSweep *sweep = g_new0 (MlsSweep, 1);

  sweep->overlay = mls_overlay_new (patch);
  sweep->vintage = vintage;
  sweep->dimension = dimension;
  sweep->known = g_hash_table_new (NULL, NULL);
  sweep->regions = g_ptr_array_new_with_free_func (known_free);

  return sweep;
}

/**
 * mls_sweep_free:
 * @sweep: (transfer full): a sweep
 */
void
mls_sweep_free (MlsSweep *sweep)
{
  g_hash_table_unref (sweep->known);
  g_ptr_array_unref (sweep->regions);
  mls_overlay_unref (sweep->overlay);
  g_free (sweep);
}

/* A region too large to be followed to its end is known by so much of it. */
static Known *
know (MlsSweep *sweep, MlsCell *cell, MlsPoint place)
{
  Known *known = g_new (Known, 1);

  known->place = place;
  known->region = mls_region_new (sweep->overlay, cell, sweep->vintage, sweep->dimension,
                                  (MlsRegionLimit){ .n_points = MLS_FOLLOWED_POINTS });
  g_ptr_array_add (sweep->regions, known);
  for (guint i = 0; i < known->region->cells->len; i++)
    g_hash_table_insert (sweep->known, g_ptr_array_index (known->region->cells, i), known);

  return known;
}

static Known *
known_at (MlsSweep *sweep, MlsPoint point)
{
  MlsCell *cell = mls_overlay_cell_at (sweep->overlay, point);
  Known *known = cell != NULL ? g_hash_table_lookup (sweep->known, cell) : NULL;

  return known != NULL || cell == NULL ? known : know (sweep, cell, point);
}

/**
 * mls_sweep_at:
 * @sweep: a sweep
 * @point: a point
 * @place: (out): the place that the region there is known by
 *
 * Returns: %FALSE outside the territory, or where it cannot be read
 */
gboolean
mls_sweep_at (MlsSweep *sweep, MlsPoint point, MlsPoint *place)
{
  Known *known = known_at (sweep, point);

  if (known != NULL)
    *place = known->place;

  return known != NULL;
}

/* Where a straight way meets borders, as parts of its length. */
typedef struct
{
  MlsPoint  from;
  MlsPoint  to;
  GArray   *meets; /* (element-type double) */
} Way;

/* Twice the area of the triangle that @p makes with the way: which side of it that is on. */
static double
side_of (const Way *way, MlsPoint p)
{
  return (double) (way->to.x - way->from.x) * (double) (p.y - way->from.y) -
         (double) (way->to.y - way->from.y) * (double) (p.x - way->from.x);
}

static void
meet (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Way *way = user_data;
  double side_a = side_of (way, a), side_b = side_of (way, b);
  double dx = (double) (way->to.x - way->from.x), dy = (double) (way->to.y - way->from.y);
  double x, y, part;

  if (side_a == side_b || (side_a > 0) == (side_b > 0))
    return;

  x = (double) (a.x - way->from.x) + (double) (b.x - a.x) * side_a / (side_a - side_b);
  y = (double) (a.y - way->from.y) + (double) (b.y - a.y) * side_a / (side_a - side_b);
  part = (x * dx + y * dy) / (dx * dx + dy * dy);
  if (part > 0 && part < 1)
    g_array_append_val (way->meets, part);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  double p = *(const double *) a, q = *(const double *) b;

  return (p > q) - (p < q);
}

/**
 * mls_sweep_between:
 * @sweep: a sweep
 * @from: where the hand was
 * @to: where it is
 *
 * Returns: (transfer full) (element-type MlsPoint): the places that the regions on the straight way are known by, in
 *   the order in which it comes through them; that of @to is the last if it is in the territory
 */
GArray *
mls_sweep_between (MlsSweep *sweep, MlsPoint from, MlsPoint to)
{
  g_autoptr (GArray) meets = g_array_new (FALSE, FALSE, sizeof (double));
  GArray *places = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  Way way = { from, to, meets };
  double before = 0;
  MlsPoint place;

  if (!mls_point_equal (from, to))
    mls_patch_each_segment_along (mls_overlay_patch (sweep->overlay), from, to, 0, meet, &way);
  g_array_sort (meets, compare_parts);

  /* Between two borders the way is in one region. */
  for (guint i = 0; i < meets->len; i++)
    {
      double next = g_array_index (meets, double, i), middle = (before + next) / 2;
      MlsPoint point = { from.x + (gint64) (middle * (double) (to.x - from.x)),
                         from.y + (gint64) (middle * (double) (to.y - from.y)) };

      if (next > before && mls_sweep_at (sweep, point, &place))
        g_array_append_val (places, place);
      before = next;
    }
  if (mls_sweep_at (sweep, to, &place))
    g_array_append_val (places, place);

  return places;
}

/**
 * mls_sweep_region:
 * @sweep: a sweep
 * @place: a place that a region is known by
 *
 * Returns: (nullable) (transfer none): that region, as far as it was followed, until @sweep is freed; %NULL for
 *   another place
 */
const MlsRegion *
mls_sweep_region (MlsSweep *sweep, MlsPoint place)
{
  for (guint i = 0; i < sweep->regions->len; i++)
    {
      const Known *known = g_ptr_array_index (sweep->regions, i);

      if (mls_point_equal (known->place, place))
        return known->region;
    }

  return NULL;
}
