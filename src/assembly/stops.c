#include "assembly/stops.h"

#include "geometry/trace.h"

/* A segment as it was, and the vertices between its ends now. */
typedef struct
{
  MlsTraceSegment ends;
  GArray         *between; /* (element-type MlsPoint) */
  guint           n_runs;  /* of parts along it from end to end */
  gboolean        needed;
  gpointer        next;    /* (nullable): another from the same end through the same first vertex */
} Chain;

/* A vertex that a border got, or that one was brought to. */
typedef struct
{
  MlsPoint point;
  GArray  *before;  /* (element-type MlsPoint): where borders of the faces go on from it */
  gboolean needed;
} Stop;

struct _MlsStops
{
  GHashTable *chains; /* (element-type MlsTraceSegment Chain): by both ends */
  GHashTable *starts; /* (element-type MlsTraceSegment Chain): by the first end and the vertex behind it */
  GHashTable *stops;  /* (element-type Stop Stop): by place */
};

static guint
hash_point (gconstpointer data)
{
  const MlsPoint *point = data;
  guint64 mixed = (guint64) point->x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^
                  (guint64) point->y * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f);

  return (guint) (mixed >> 29);
}

static gboolean
equal_points (gconstpointer a, gconstpointer b)
{
  return mls_point_equal (*(const MlsPoint *) a, *(const MlsPoint *) b);
}

static void
stop_free (gpointer data)
{
  Stop *stop = data;

  g_array_unref (stop->before);
  g_free (stop);
}

static void
chain_free (gpointer data)
{
  Chain *chain = data;

  g_array_unref (chain->between);
  g_free (chain);
}

/**
 * mls_stops_new:
 *
 * Returns: (transfer full): no stops
 */
MlsStops *
mls_stops_new (void)
{
  MlsStops *self = g_new0 (MlsStops, 1);

  self->chains = g_hash_table_new_full (mls_trace_segment_hash, mls_trace_segment_equal, NULL, chain_free);
  self->starts = g_hash_table_new_full (mls_trace_segment_hash, mls_trace_segment_equal, g_free, NULL);
  self->stops = g_hash_table_new_full (hash_point, equal_points, stop_free, NULL);

  return self;
}

/**
 * mls_stops_free:
 * @self: (transfer full): stops
 */
void
mls_stops_free (MlsStops *self)
{
  g_hash_table_unref (self->starts);
  g_hash_table_unref (self->chains);
  g_hash_table_unref (self->stops);
  g_free (self);
}

static void
add_stop (MlsStops *self, MlsPoint point)
{
  Stop *stop;

  if (g_hash_table_contains (self->stops, &point))
    return;

  stop = g_new (Stop, 1);
  *stop = (Stop){ point, g_array_new (FALSE, FALSE, sizeof (MlsPoint)), FALSE };
  g_hash_table_add (self->stops, stop);
}

static void
add_chain (MlsStops *self, MlsPoint a, MlsPoint b, const MlsPoint *between, gsize n)
{
  const MlsTraceSegment start = { a, between[0] };
  Chain *chain = g_new (Chain, 1);

  *chain = (Chain){ { a, b }, g_array_new (FALSE, FALSE, sizeof (MlsPoint)), 0, FALSE,
                    g_hash_table_lookup (self->starts, &start) };
  g_array_append_vals (chain->between, between, (guint) n);
  g_hash_table_insert (self->chains, &chain->ends, chain);
  g_hash_table_insert (self->starts, g_memdup2 (&start, sizeof start), chain);

  for (gsize i = 0; i < n; i++)
    add_stop (self, between[i]);
}

/**
 * mls_stops_compare:
 * @self: stops
 * @before: a polygon
 * @after: the same, with more vertices between those it had
 *
 * Notes the vertices that it got.
 */
void
mls_stops_compare (MlsStops *self, const MlsShape *before, const MlsShape *after)
{
  if (before->points->len == after->points->len)
    return;

  for (guint r = 0; r < mls_shape_n_rings (before); r++)
    {
      MlsRing old = mls_shape_ring (before, r);
      MlsRing new = mls_shape_ring (after, r);

      for (gsize i = 0, k = 0; i < old.n_points; i++)
        {
          MlsPoint next = old.points[(i + 1) % old.n_points];
          gsize first = ++k;

          while (k < new.n_points && !mls_point_equal (new.points[k], next))
            k++;
          if (k > first)
            add_chain (self, old.points[i], next, new.points + first, k - first);
        }
    }
}

typedef void (*StopFunc) (Stop *stop, MlsPoint next);

/* Calls @func with each stop that @shape passes and the vertices beside it. */
static void
each_stop (const MlsStops *self, const MlsShape *shape, StopFunc func)
{
  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    {
      MlsRing ring = mls_shape_ring (shape, r);

      for (gsize i = 0; i < ring.n_points; i++)
        {
          Stop *stop = g_hash_table_lookup (self->stops, &ring.points[i]);

          if (stop == NULL)
            continue;

          func (stop, ring.points[(i + ring.n_points - 1) % ring.n_points]);
          func (stop, ring.points[(i + 1) % ring.n_points]);
        }
    }
}

static gboolean
went_on (const Stop *stop, MlsPoint next)
{
  for (guint i = 0; i < stop->before->len; i++)
    if (mls_point_equal (g_array_index (stop->before, MlsPoint, i), next))
      return TRUE;

  return FALSE;
}

static void
note_next (Stop *stop, MlsPoint next)
{
  if (!went_on (stop, next))
    g_array_append_val (stop->before, next);
}

/**
 * mls_stops_know:
 * @self: stops of all polygons
 * @shape: one of them, as it is now
 *
 * Notes how its border passes stops: what comes besides that is new.
 */
void
mls_stops_know (MlsStops *self, const MlsShape *shape)
{
  each_stop (self, shape, note_next);
}

static void
look_for_new (Stop *stop, MlsPoint next)
{
  stop->needed = stop->needed || !went_on (stop, next);
}

static gboolean
runs_along (const Chain *chain, MlsRing ring, gsize i)
{
  guint n = chain->between->len;

  for (guint k = 0; k < n; k++)
    if (!mls_point_equal (ring.points[(i + 1 + k) % ring.n_points], g_array_index (chain->between, MlsPoint, k)))
      return FALSE;

  return n + 1 < ring.n_points && mls_point_equal (ring.points[(i + 1 + n) % ring.n_points], chain->ends.b);
}

/* Notes the segments that a ring still runs along from end to end. */
static void
count_runs (MlsStops *self, MlsRing ring)
{
  for (gsize i = 0; i < ring.n_points; i++)
    {
      const MlsTraceSegment start = { ring.points[i], ring.points[(i + 1) % ring.n_points] };
      Chain *chain = g_hash_table_lookup (self->starts, &start);

      for (; chain != NULL; chain = chain->next)
        chain->n_runs += runs_along (chain, ring, i) ? 1 : 0;
    }
}

/**
 * mls_stops_use:
 * @self: stops that know all polygons
 * @shape: a part of one that is to be
 *
 * Where its border is new and meets a stop, that is needed; so are those of a segment that no part has whole, because
 * ground beside it has vanished.
 */
void
mls_stops_use (MlsStops *self, const MlsShape *shape)
{
  each_stop (self, shape, look_for_new);
  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    count_runs (self, mls_shape_ring (shape, r));
}

/* A segment that needs one of its stops keeps all. */
static gboolean
spread_need (const MlsStops *self, Chain *chain)
{
  chain->needed = chain->n_runs != 1;
  for (guint i = 0; i < chain->between->len && !chain->needed; i++)
    chain->needed = ((Stop *) g_hash_table_lookup (self->stops, &g_array_index (chain->between, MlsPoint, i)))->needed;

  if (!chain->needed)
    return FALSE;

  for (guint i = 0; i < chain->between->len; i++)
    ((Stop *) g_hash_table_lookup (self->stops, &g_array_index (chain->between, MlsPoint, i)))->needed = TRUE;

  return TRUE;
}

/**
 * mls_stops_decide:
 * @self: stops that all parts have used
 *
 * Finds the segments that can be what they were: neither a new border meets them, nor one that cannot. Noding leads no
 * border across a vertex, so that nothing new lies between such a segment and what it had become; and what it was
 * fitted its neighbours.
 */
void
mls_stops_decide (MlsStops *self)
{
  gboolean spread;

  do
    {
      GHashTableIter iter;
      gpointer chain;

      spread = FALSE;
      g_hash_table_iter_init (&iter, self->chains);
      while (g_hash_table_iter_next (&iter, NULL, &chain))
        if (!((Chain *) chain)->needed && spread_need (self, chain))
          spread = TRUE;
    }
  while (spread);
}

/* The segment that the ring runs along from its vertex @i, if that can be what it was. */
static const Chain *
find_idle (const MlsStops *self, MlsRing ring, gsize i)
{
  const MlsTraceSegment start = { ring.points[i], ring.points[(i + 1) % ring.n_points] };
  const Chain *chain = g_hash_table_lookup (self->starts, &start);

  while (chain != NULL && (chain->needed || !runs_along (chain, ring, i)))
    chain = chain->next;

  return chain;
}

static void
drop_from_ring (const MlsStops *self, MlsRing ring, MlsShape *out)
{
  g_autofree gboolean *dropped = g_new0 (gboolean, ring.n_points);

  for (gsize i = 0; i < ring.n_points; i++)
    {
      const Chain *chain = find_idle (self, ring, i);

      for (guint k = 0; chain != NULL && k < chain->between->len; k++)
        dropped[(i + 1 + k) % ring.n_points] = TRUE;
    }

  for (gsize i = 0; i < ring.n_points; i++)
    if (!dropped[i])
      mls_shape_add_point (out, ring.points[i]);
  mls_shape_end_ring (out);
}

/**
 * mls_stops_drop:
 * @self: stops, decided
 * @shape: a part, from which those are taken that its border can do without
 * @scratch: used meanwhile
 */
void
mls_stops_drop (const MlsStops *self, MlsShape *shape, MlsShape *scratch)
{
  mls_shape_clear (scratch);
  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    drop_from_ring (self, mls_shape_ring (shape, r), scratch);

  if (scratch->points->len == shape->points->len)
    return;

  mls_shape_clear (shape);
  for (guint r = 0; r < mls_shape_n_rings (scratch); r++)
    mls_shape_add_ring (shape, mls_shape_ring (scratch, r));
}

/**
 * mls_stops_lead:
 * @self: stops, decided
 * @points: (element-type MlsPoint): a line along segments as they were, led through the stops that stay
 *
 * Returns: whether it got any
 */
gboolean
mls_stops_lead (const MlsStops *self, GArray *points)
{
  g_autoptr (GArray) led = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = 0; i < points->len; i++)
    {
      MlsPoint here = g_array_index (points, MlsPoint, i);
      const MlsTraceSegment wanted = { here, g_array_index (points, MlsPoint, MIN (i + 1, points->len - 1)) };
      const Chain *chain = g_hash_table_lookup (self->chains, &wanted);

      g_array_append_val (led, here);
      if (chain != NULL && chain->needed)
        g_array_append_vals (led, chain->between->data, chain->between->len);
    }

  if (led->len == points->len)
    return FALSE;

  g_array_set_size (points, 0);
  g_array_append_vals (points, led->data, led->len);
  return TRUE;
}
