#include "imagery/livewire.h"

#include "geometry/polyline.h"
#include "imagery/bucket-queue.h"
#include "imagery/edge-picture.h"

#include <math.h>

#define SIDE     MLS_LIVEWIRE_SIDE
#define REACH    MLS_LIVEWIRE_REACH
#define N_PIXELS (SIDE * SIDE)

/* A px along the best of edges costs this, and one along none 1 more: so much longer may a way along edges be. */
#define LEAST_COST 0.1f

/* A way along edges is worth following if it costs no more than this share of the straight one. With more, lines jump
 * to the next furrow or to the other side of a road; with less, they seldom leave the straight … */
#define WORTH 0.65

/* … but where it does not leave that by more than this, which is no jump. */
#define NEAR_PX    4
#define WORTH_NEAR 0.9

/* The edge itself is within this of the pixels that lead along it … */
#define CREST_PX 1.5
#define CREST_STEP_PX 0.25

/* … and as smooth as the mean of so many to either side. */
#define SMOOTH_PX 2

/* Vertices are left out when the line stays within this of where they were. */
#define SIMPLE_PX 0.6

/* Nearer than this to its ends a way has no vertex of its own: hands are not surer. */
#define BARE_PX 1.5

/* From a pixel a way goes on to those around it, or by a knight's move: in 16 directions. */
typedef struct
{
  int   east;
  int   south;
  float length;
} Step;

#define DIAGONAL 1.41421356f
#define KNIGHT   2.23606798f

static const Step steps[] = {
  { 1, 0, 1 },         { 0, 1, 1 },         { -1, 0, 1 },          { 0, -1, 1 },
  { 1, 1, DIAGONAL },  { -1, 1, DIAGONAL }, { -1, -1, DIAGONAL },  { 1, -1, DIAGONAL },
  { 2, 1, KNIGHT },    { 1, 2, KNIGHT },    { -1, 2, KNIGHT },     { -2, 1, KNIGHT },
  { -2, -1, KNIGHT },  { -1, -2, KNIGHT },  { 1, -2, KNIGHT },     { 2, -1, KNIGHT },
};

#define NO_STEP 255

G_STATIC_ASSERT (MLS_BUCKETS_COST > 3 * (1 + LEAST_COST));

struct _MlsLivewire
{
  gatomicrefcount  ref_count;
  double           m_per_px;
  MlsPoint         from;
  MlsEdgePicture  *edges;
  float           *costs;   /* of the cheapest way to each pixel … */
  guint8          *came_by; /* … and the step that ends it */
};

/* A place in the photo, px from the middle of its first pixel. */
typedef struct
{
  double x;
  double y;
} Spot;

static float
cost_at (const MlsLivewire *self, guint pixel, float east, float south)
{
  return 1 + LEAST_COST - mls_edge_picture_along (self->edges, pixel, east, south);
}

static float
cost_of_step (const MlsLivewire *self, guint from, guint to, const Step *step)
{
  float east = (float) step->east / step->length, south = (float) step->south / step->length;

  return step->length * (cost_at (self, from, east, south) + cost_at (self, to, east, south)) / 2;
}

/* Goes on from @pixel, to which the cheapest way is known, to all where that is cheaper than any known so far. */
static void
go_on (MlsLivewire *self, MlsBucketQueue *queue, guint pixel)
{
  int column = (int) (pixel % SIDE), row = (int) (pixel / SIDE);

  for (guint8 s = 0; s < G_N_ELEMENTS (steps); s++)
    {
      int x = column + steps[s].east, y = row + steps[s].south;
      guint to = (guint) (y * SIDE + x);
      float cost;

      if (x < 0 || x >= SIDE || y < 0 || y >= SIDE)
        continue;

      cost = self->costs[pixel] + cost_of_step (self, pixel, to, &steps[s]);
      if (cost >= self->costs[to])
        continue;

      self->costs[to] = cost;
      self->came_by[to] = s;
      mls_bucket_queue_put (queue, to, cost);
    }
}

/* Dijkstra's way, from the middle to everywhere. */
static void
find_ways (MlsLivewire *self)
{
  g_autoptr (MlsBucketQueue) queue = mls_bucket_queue_new (N_PIXELS);
  guint pixel = N_PIXELS / 2;

  for (guint i = 0; i < N_PIXELS; i++)
    {
      self->costs[i] = G_MAXFLOAT;
      self->came_by[i] = NO_STEP;
    }

  self->costs[pixel] = 0;
  mls_bucket_queue_put (queue, pixel, 0);
  while (mls_bucket_queue_take (queue, &pixel))
    go_on (self, queue, pixel);
}

/**
 * mls_livewire_extent:
 * @from: where ways are to start
 * @m_per_px: m of ground to a pixel
 *
 * Returns: the ground whose photo mls_livewire_new() takes
 */
MlsExtent
mls_livewire_extent (MlsPoint from, double m_per_px)
{
  double half = m_per_px * SIDE / 2;
  double x = mls_grid_to_metres (from.x), y = mls_grid_to_metres (from.y);

  return (MlsExtent){ x - half, y - half, x + half, y + half };
}

/**
 * mls_livewire_new:
 * @photo: of mls_livewire_extent(), %MLS_LIVEWIRE_SIDE px square
 * @from: where the ways start
 * @m_per_px: m of ground to a pixel
 *
 * Any thread; takes a tenth of a second.
 *
 * Returns: (transfer full): the ways from there
 */
MlsLivewire *
mls_livewire_new (const MlsPicture *photo, MlsPoint from, double m_per_px)
{
  MlsLivewire *self;

  g_return_val_if_fail (photo->width == SIDE && photo->height == SIDE, NULL);

  self = g_new (MlsLivewire, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->m_per_px = m_per_px;
  self->from = from;
  self->edges = mls_edge_picture_new (photo);
  self->costs = g_new (float, N_PIXELS);
  self->came_by = g_new (guint8, N_PIXELS);
  find_ways (self);

  return self;
}

/**
 * mls_livewire_ref:
 * @self: ways
 *
 * Returns: (transfer full): @self, counted once more
 */
MlsLivewire *
mls_livewire_ref (MlsLivewire *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mls_livewire_unref:
 * @self: (transfer full): ways
 */
void
mls_livewire_unref (MlsLivewire *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  mls_edge_picture_free (self->edges);
  g_free (self->costs);
  g_free (self->came_by);
  g_free (self);
}

static double
spot_distance (Spot a, Spot b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

static Spot
to_spot (const MlsLivewire *self, MlsPoint point)
{
  double px = self->m_per_px * MLS_MM_PER_M;

  return (Spot){ REACH + (double) (point.x - self->from.x) / px, REACH + (double) (self->from.y - point.y) / px };
}

static MlsPoint
to_point (const MlsLivewire *self, Spot spot)
{
  double px = self->m_per_px * MLS_MM_PER_M;

  return (MlsPoint){ self->from.x + llround ((spot.x - REACH) * px), self->from.y - llround ((spot.y - REACH) * px) };
}

static guint
pixel_at (Spot spot)
{
  return (guint) lround (spot.y) * SIDE + (guint) lround (spot.x);
}

static double
cost_of_straight (const MlsLivewire *self, Spot to)
{
  const Spot middle = { REACH, REACH };
  double length = spot_distance (middle, to), sum = 0;
  double east = (to.x - middle.x) / length, south = (to.y - middle.y) / length;
  guint n = (guint) ceil (length);

  for (guint i = 0; i < n; i++)
    {
      double along = length * (i + 0.5) / n;
      Spot at = { middle.x + along * east, middle.y + along * south };

      sum += (double) cost_at (self, pixel_at (at), (float) east, (float) south);
    }

  return sum * length / n;
}

/* Where the edge that leads through a pixel is: off to a side by less than two. */
static Spot
find_crest (const MlsLivewire *self, guint pixel)
{
  double east = (double) self->edges->east[pixel], south = (double) self->edges->south[pixel];
  const Spot middle = { pixel % SIDE, pixel / SIDE };
  Spot best = middle;
  float strongest = mls_edge_picture_at (self->edges, middle.x, middle.y);

  for (double by = -CREST_PX; by <= CREST_PX; by += CREST_STEP_PX)
    {
      Spot spot = { middle.x + by * east, middle.y + by * south };
      float strength = mls_edge_picture_at (self->edges, spot.x, spot.y);

      if (strength > strongest)
        {
          strongest = strength;
          best = spot;
        }
    }

  return best;
}

/* Where the edges are along the way to @to, from there back to the start. */
static GArray *
follow_back (const MlsLivewire *self, Spot to)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));

  for (guint pixel = pixel_at (to); self->came_by[pixel] != NO_STEP;)
    {
      const Step *step = &steps[self->came_by[pixel]];
      Spot spot = find_crest (self, pixel);

      g_array_append_val (spots, spot);
      pixel = (guint) ((int) pixel - step->south * SIDE - step->east);
    }

  return spots;
}

static Spot
smooth_spot (const GArray *spots, guint i)
{
  guint first = i >= SMOOTH_PX ? i - SMOOTH_PX : 0, last = MIN (i + SMOOTH_PX, spots->len - 1);
  guint n = last - first + 1;
  Spot sum = { 0, 0 };

  for (guint k = first; k <= last; k++)
    {
      sum.x += g_array_index (spots, Spot, k).x / n;
      sum.y += g_array_index (spots, Spot, k).y / n;
    }

  return sum;
}

/* What the edges lead along, from the start to @end at @to. */
static GArray *
make_way (const MlsLivewire *self, Spot end, MlsPoint to)
{
  const Spot start = { REACH, REACH };
  g_autoptr (GArray) spots = follow_back (self, end);
  GArray *way = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  g_array_append_val (way, self->from);
  for (guint i = spots->len; i > 0; i--)
    {
      Spot spot = smooth_spot (spots, i - 1);
      MlsPoint point = to_point (self, spot);

      if (spot_distance (spot, start) >= BARE_PX && spot_distance (spot, end) >= BARE_PX)
        g_array_append_val (way, point);
    }
  g_array_append_val (way, to);

  return way;
}

static gboolean
is_near_straight (const MlsLivewire *self, const GArray *way)
{
  MlsPoint from = g_array_index (way, MlsPoint, 0), to = g_array_index (way, MlsPoint, way->len - 1);
  double most = NEAR_PX * self->m_per_px * MLS_MM_PER_M;

  for (guint i = 1; i + 1 < way->len; i++)
    if (mls_point_distance_to_segment (g_array_index (way, MlsPoint, i), from, to) > most)
      return FALSE;

  return TRUE;
}

static gboolean
is_within_reach (Spot spot)
{
  return fabs (spot.x - REACH) <= REACH && fabs (spot.y - REACH) <= REACH;
}

/**
 * mls_livewire_lead:
 * @self: ways
 * @to: where the hand is
 *
 * Any thread; takes well under a millisecond.
 *
 * Returns: (transfer full) (nullable) (element-type MlsPoint): the way along edges from its start to there, both among
 *   its vertices; %NULL where none is worth following, or it is too far
 */
GArray *
mls_livewire_lead (const MlsLivewire *self, MlsPoint to)
{
  const Spot start = { REACH, REACH };
  Spot end = to_spot (self, to);
  g_autoptr (GArray) way = NULL;
  double worth;

  if (!is_within_reach (end) || spot_distance (start, end) < 2 * BARE_PX)
    return NULL;

  worth = (double) self->costs[pixel_at (end)] / cost_of_straight (self, end);
  if (worth > WORTH_NEAR)
    return NULL;

  way = make_way (self, end, to);
  if (worth > WORTH && !is_near_straight (self, way))
    return NULL;

  return mls_polyline_simplify ((const MlsPoint *) (gpointer) way->data, way->len,
                                (gint64) (SIMPLE_PX * self->m_per_px * MLS_MM_PER_M));
}
