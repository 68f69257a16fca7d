/* How much of a polygon lies in each of several areas: in upright strips between all corners and crossings, in which
 * borders run one above the other. Nothing is noded, so that borders which run along each other do no harm; where they
 * cross is found in floating point, the sum of what is found is a whole number again. */

#include "geometry/share.h"

#include <math.h>
#include <stdlib.h>

/* A segment from west to east, in mm from the polygon's south-western corner. Upright ones only tell where a strip ends. */
typedef struct
{
  long double x0;
  long double y0;
  long double x1;
  long double y1;
  guint       owner; /* an area, or their number for the polygon */
} Border;

/* A border in the middle of a strip. */
typedef struct
{
  long double y;
  guint       owner;
} Level;

typedef struct
{
  MlsBox       box;     /* of the polygon */
  guint        n_areas; /* and the number of the rest */
  guint        owner;   /* of what is added */
  guint        n_near;  /* borders of areas that may run through the polygon */
  GArray      *borders; /* (element-type Border), by their western end */
  GArray      *cuts;    /* (element-type long double) where strips end */
  GArray      *active;  /* (element-type guint) borders that the last strip looked at had */
  guint        n_begun; /* borders that begin west of its middle */
  GArray      *levels;  /* (element-type Level) in that strip, from the south */
  gboolean    *inside;  /* [n_areas + 1] */
  long double *found;   /* [n_areas + 1] twice the area, mm² */
} Work;

static void
add_cut (Work *work, long double x)
{
  if (x >= 0 && x <= (long double) (work->box.max_x - work->box.min_x))
    g_array_append_val (work->cuts, x);
}

/* What lies south of the polygon tells what it lies in, but bounds nothing of it. */
static gboolean
is_beside (const Work *work, const Border *border)
{
  return MAX (border->y0, border->y1) < 0;
}

static void
add_border (MlsPoint a, MlsPoint b, gpointer user_data)
{
  Work *work = user_data;
  MlsPoint west = a.x < b.x ? a : b;
  MlsPoint east = a.x < b.x ? b : a;
  Border border = { (long double) (west.x - work->box.min_x), (long double) (west.y - work->box.min_y),
                    (long double) (east.x - work->box.min_x), (long double) (east.y - work->box.min_y), work->owner };

  if (east.x < work->box.min_x || west.x > work->box.max_x || MIN (a.y, b.y) > work->box.max_y)
    return;

  if (west.x < east.x)
    g_array_append_val (work->borders, border);
  if (is_beside (work, &border))
    return;

  work->n_near++;
  add_cut (work, border.x0);
  add_cut (work, border.x1);
}

static void
add_polygon (Work *work, const MlsRing *rings, guint n_rings)
{
  for (guint r = 0; r < n_rings; r++)
    for (gsize i = 0; i < rings[r].n_points; i++)
      add_border (rings[r].points[i], rings[r].points[i + 1 < rings[r].n_points ? i + 1 : 0], work);
}

static int
compare_borders (gconstpointer left, gconstpointer right)
{
  const Border *a = left;
  const Border *b = right;

  return (a->x0 > b->x0) - (a->x0 < b->x0);
}

static int
compare_cuts (gconstpointer left, gconstpointer right)
{
  long double a = *(const long double *) left;
  long double b = *(const long double *) right;

  return (a > b) - (a < b);
}

static int
compare_levels (gconstpointer left, gconstpointer right)
{
  const Level *a = left;
  const Level *b = right;

  return (a->y > b->y) - (a->y < b->y);
}

static void
add_crossing (Work *work, const Border *a, const Border *b)
{
  long double ax = a->x1 - a->x0;
  long double ay = a->y1 - a->y0;
  long double bx = b->x1 - b->x0;
  long double by = b->y1 - b->y0;
  long double turn = ax * by - ay * bx;
  long double along;

  if (turn == 0 || MAX (a->y0, a->y1) < MIN (b->y0, b->y1) || MAX (b->y0, b->y1) < MIN (a->y0, a->y1))
    return;

  along = ((b->x0 - a->x0) * by - (b->y0 - a->y0) * bx) / turn;
  if (along > 0 && along < 1)
    add_cut (work, a->x0 + along * ax);
}

/* Borders of one polygon do not cross. */
static void
add_crossings (Work *work)
{
  const Border *borders = (const Border *) (gpointer) work->borders->data;

  for (guint i = 0; i < work->borders->len; i++)
    for (guint j = i + 1; j < work->borders->len && borders[j].x0 < borders[i].x1; j++)
      if ((borders[i].owner != work->n_areas || borders[j].owner != work->n_areas) && !is_beside (work, &borders[i]) &&
          !is_beside (work, &borders[j]))
        add_crossing (work, &borders[i], &borders[j]);
}

/* Strips are looked at from west to east: what runs through the next one is what ran through the last, but for what
 * ends, and begins. */
static void
follow_borders (Work *work, long double middle)
{
  const Border *borders = (const Border *) (gpointer) work->borders->data;
  guint *active = (guint *) (gpointer) work->active->data;
  guint n_left = 0;

  for (guint i = 0; i < work->active->len; i++)
    if (borders[active[i]].x1 > middle)
      active[n_left++] = active[i];
  g_array_set_size (work->active, n_left);

  for (; work->n_begun < work->borders->len && borders[work->n_begun].x0 <= middle; work->n_begun++)
    if (borders[work->n_begun].x1 > middle)
      g_array_append_val (work->active, work->n_begun);
}

static void
find_levels (Work *work, long double middle)
{
  follow_borders (work, middle);
  g_array_set_size (work->levels, 0);
  for (guint i = 0; i < work->active->len; i++)
    {
      const Border *border = &g_array_index (work->borders, Border, g_array_index (work->active, guint, i));
      Level level = { border->y0 + (border->y1 - border->y0) * ((middle - border->x0) / (border->x1 - border->x0)), border->owner };

      g_array_append_val (work->levels, level);
    }
  g_array_sort (work->levels, compare_levels);
}

/* What is between two borders belongs to the first area that claims it. */
static guint
first_inside (const Work *work)
{
  guint i = 0;

  while (i < work->n_areas && !work->inside[i])
    i++;

  return i;
}

static void
measure_strip (Work *work, long double west, long double east)
{
  const Level *levels;

  find_levels (work, (west + east) / 2);
  levels = (const Level *) (gpointer) work->levels->data;
  for (guint i = 0; i <= work->n_areas; i++)
    work->inside[i] = FALSE;

  for (guint i = 0; i + 1 < work->levels->len; i++)
    {
      work->inside[levels[i].owner] = !work->inside[levels[i].owner];
      if (work->inside[work->n_areas])
        work->found[first_inside (work)] += 2 * (east - west) * (levels[i + 1].y - levels[i].y);
    }
}

/* All of the polygon lies in the same areas, and is the first one's. */
static guint
find_owner (Work *work)
{
  for (guint i = 0; i <= work->n_areas; i++)
    work->inside[i] = FALSE;

  find_levels (work, 0);
  for (guint i = 0; i < work->levels->len; i++)
    {
      gboolean *inside = &work->inside[g_array_index (work->levels, Level, i).owner];

      *inside = !*inside;
    }

  return first_inside (work);
}

static void
measure (Work *work)
{
  add_crossings (work);
  g_array_sort (work->cuts, compare_cuts);

  for (guint i = 0; i + 1 < work->cuts->len; i++)
    {
      long double west = g_array_index (work->cuts, long double, i);
      long double east = g_array_index (work->cuts, long double, i + 1);

      if (west < east)
        measure_strip (work, west, east);
    }
}

/* Of those that may still be moved by one, that which is off most. */
static guint
furthest_off (const Work *work, const MlsArea2 *shares, int way)
{
  guint furthest = 0;
  long double most = -INFINITY;

  for (guint i = 0; i <= work->n_areas; i++)
    {
      long double off = (long double) way * (work->found[i] - (long double) shares[i]);

      if (off > most && (way > 0 || shares[i] > 0))
        {
          most = off;
          furthest = i;
        }
    }

  return furthest;
}

/* Whole numbers that add up: each rounded down, then those that lost most get what is missing. */
static void
settle (const Work *work, MlsArea2 total, MlsArea2 *shares)
{
  MlsArea2 missing = total;

  for (guint i = 0; i <= work->n_areas; i++)
    {
      shares[i] = (MlsArea2) floorl (work->found[i]);
      missing -= shares[i];
    }

  for (; missing > 0; missing--)
    shares[furthest_off (work, shares, 1)]++;
  for (; missing < 0; missing++)
    shares[furthest_off (work, shares, -1)]--;
}

static MlsArea2
total_of (const MlsRing *rings, guint n_rings)
{
  MlsArea2 total = 0;

  for (guint r = 0; r < n_rings; r++)
    total += mls_ring_area2 (rings[r]);

  return total;
}

/* Of each of @near and of what lies in none. */
static void
find_shares (const MlsRing *rings, guint n_rings, const MlsFigures *areas, const GArray *near, MlsArea2 *shares)
{
  g_autoptr (GArray) borders = g_array_new (FALSE, FALSE, sizeof (Border));
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (long double));
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  g_autofree gboolean *inside = g_new (gboolean, near->len + 1);
  g_autofree long double *found = g_new0 (long double, near->len + 1);
  MlsBox box = mls_box_of_points (rings[0].points, rings[0].n_points);
  const MlsBox column = { box.min_x, -MLS_GRID_LIMIT, box.max_x, box.max_y };
  Work work = { box, near->len, 0, 0, borders, cuts, active, 0, levels, inside, found };

  for (; work.owner < near->len; work.owner++)
    mls_figure_each_segment (mls_figures_get (areas, g_array_index (near, guint, work.owner)), &column, add_border, &work);

  if (work.n_near == 0)
    {
      g_array_sort (borders, compare_borders);
      shares[find_owner (&work)] = total_of (rings, n_rings);
      return;
    }

  add_polygon (&work, rings, n_rings);
  g_array_sort (borders, compare_borders);
  measure (&work);
  settle (&work, total_of (rings, n_rings), shares);
}

static GArray *
find_near (const MlsRing *rings, const MlsFigures *areas)
{
  MlsBox box = mls_box_of_points (rings[0].points, rings[0].n_points);
  GArray *near = mls_figures_find (areas, &box);

  for (guint i = near->len; i > 0; i--)
    if (mls_figures_get (areas, g_array_index (near, guint, i - 1))->kind != MLS_FIGURE_AREA)
      g_array_remove_index (near, i - 1);

  return near;
}

/**
 * mls_polygon_share:
 * @rings: (array length=n_rings): a polygon: its outer ring counter-clockwise, its holes clockwise
 * @n_rings: how many
 * @areas: figures that are indexed, of which areas count; where several claim a place, it is the first one's
 *
 * Areas are whole numbers that add up to that of the polygon, with what lies in none; each is off by less than half a mm²
 * from what it is, as long as the polygon is no wider than some 10 km. Any thread.
 *
 * Returns: (transfer full) (element-type MlsShare): what of the polygon lies where, but for what lies in no area
 */
GArray *
mls_polygon_share (const MlsRing *rings, guint n_rings, const MlsFigures *areas)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (MlsShare));
  g_autoptr (GArray) near = find_near (rings, areas);
  g_autofree MlsArea2 *shares = g_new0 (MlsArea2, near->len + 1);

  if (near->len > 0)
    find_shares (rings, n_rings, areas, near, shares);

  for (guint i = 0; i < near->len; i++)
    {
      MlsShare share = { g_array_index (near, guint, i), shares[i] };

      if (share.area2 != 0)
        g_array_append_val (found, share);
    }

  return found;
}
