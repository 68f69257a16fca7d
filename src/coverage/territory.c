#include "coverage/territory.h"

#include "geometry/predicate.h"

#include <math.h>

typedef struct
{
  MlsPoint a;
  MlsPoint b;
  guint    next; /* the segment that follows on its ring */
  gboolean seen;
} Segment;

struct _MlsTerritory
{
  GArray *segments; /* (element-type Segment) */
};

/**
 * mls_territory_new:
 *
 * Returns: (transfer full): an edge without pieces
 */
MlsTerritory *
mls_territory_new (void)
{
  MlsTerritory *self = g_new0 (MlsTerritory, 1);

  self->segments = g_array_new (FALSE, TRUE, sizeof (Segment));

  return self;
}

/**
 * mls_territory_free:
 * @self: (transfer full) (nullable): an edge
 */
void
mls_territory_free (MlsTerritory *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->segments);
  g_free (self);
}

/**
 * mls_territory_add:
 * @self: an edge
 * @edge: one more piece of it
 */
void
mls_territory_add (MlsTerritory *self, const MlsEdge *edge)
{
  for (gsize i = 1; i < edge->n_points; i++)
    {
      Segment segment = { edge->points[i - 1], edge->points[i], 0, FALSE };

      g_array_append_val (self->segments, segment);
    }
}

/**
 * mls_territory_merge:
 * @self: an edge
 * @other: more pieces of it
 */
void
mls_territory_merge (MlsTerritory *self, const MlsTerritory *other)
{
  g_array_append_vals (self->segments, other->segments->data, other->segments->len);
}

static Segment *
at (const MlsTerritory *self, guint i)
{
  return &g_array_index (self->segments, Segment, i);
}

static int
compare_west (gconstpointer left, gconstpointer right)
{
  const Segment *s = left;
  const Segment *t = right;
  gint64 s_west = MIN (s->a.x, s->b.x);
  gint64 t_west = MIN (t->a.x, t->b.x);

  return (s_west > t_west) - (s_west < t_west);
}

/* Two segments may have one end in common and nothing else. */
static gboolean
meet_badly (const Segment *s, const Segment *t)
{
  gboolean shared = mls_point_equal (s->a, t->a) || mls_point_equal (s->a, t->b) ||
                    mls_point_equal (s->b, t->a) || mls_point_equal (s->b, t->b);

  switch (mls_segments_meet (s->a, s->b, t->a, t->b))
    {
    case MLS_MEET_NOT:
      return FALSE;
    case MLS_MEET_TOUCH:
      return !shared;
    case MLS_MEET_CROSS:
    case MLS_MEET_OVERLAP:
      return TRUE;
    }

  g_assert_not_reached ();
}

/* The sweep keeps the segments that still reach its line in bands from south to north, so that an edge
 * that runs along a meridian, with all its segments on the line at once, costs no more than any
 * other. */
typedef struct
{
  GPtrArray *active; /* (element-type GArray of guint) */
  gint64     south;
  gint64     height;
} Bands;

static void
bands_init (Bands *bands, const MlsTerritory *self)
{
  guint n_bands = 1 + (guint) sqrt (self->segments->len);
  gint64 south = self->segments->len > 0 ? at (self, 0)->a.y : 0;
  gint64 north = south;

  for (guint i = 0; i < self->segments->len; i++)
    {
      south = MIN (south, at (self, i)->a.y);
      north = MAX (north, at (self, i)->a.y);
    }

  bands->active = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < n_bands; i++)
    g_ptr_array_add (bands->active, g_array_new (FALSE, FALSE, sizeof (guint)));
  bands->south = south;
  bands->height = (north - south) / n_bands + 1;
}

static guint
band_of (const Bands *bands, gint64 y)
{
  gint64 band = (y - bands->south) / bands->height;

  return (guint) CLAMP (band, 0, (gint64) bands->active->len - 1);
}

/* Whether segment @i meets one of @active badly; those the sweep has passed leave it. */
static gboolean
meets_active_badly (const MlsTerritory *self, guint i, GArray *active)
{
  const Segment *segment = at (self, i);
  gint64 west = MIN (segment->a.x, segment->b.x);

  for (guint j = 0; j < active->len;)
    {
      const Segment *other = at (self, g_array_index (active, guint, j));

      if (MAX (other->a.x, other->b.x) < west)
        {
          g_array_remove_index_fast (active, j);
          continue;
        }

      if (meet_badly (segment, other))
        return TRUE;
      j++;
    }

  return FALSE;
}

static gboolean
any_meet_badly (MlsTerritory *self, MlsPoint *where)
{
  gboolean found = FALSE;
  Bands bands;

  g_array_sort (self->segments, compare_west);
  bands_init (&bands, self);
  for (guint i = 0; i < self->segments->len && !found; i++)
    {
      const Segment *segment = at (self, i);
      guint last = band_of (&bands, MAX (segment->a.y, segment->b.y));

      *where = segment->a;
      for (guint b = band_of (&bands, MIN (segment->a.y, segment->b.y)); b <= last && !found; b++)
        {
          GArray *active = g_ptr_array_index (bands.active, b);

          found = meets_active_badly (self, i, active);
          g_array_append_val (active, i);
        }
    }

  g_ptr_array_unref (bands.active);
  return found;
}

static int
compare_start (gconstpointer left, gconstpointer right)
{
  return mls_point_compare (((const Segment *) left)->a, ((const Segment *) right)->a);
}

/* The first segment that starts at @point or behind it. */
static guint
first_from (const MlsTerritory *self, MlsPoint point)
{
  guint low = 0;
  guint high = self->segments->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (mls_point_compare (at (self, middle)->a, point) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Whether @b comes after @a going counter-clockwise round @centre from @from. */
static gboolean
comes_after (MlsPoint centre, MlsPoint from, MlsPoint a, MlsPoint b)
{
  gboolean a_wraps = mls_direction_compare (centre, a, from) <= 0;
  gboolean b_wraps = mls_direction_compare (centre, b, from) <= 0;

  return a_wraps != b_wraps ? b_wraps : mls_direction_compare (centre, b, a) > 0;
}

/* Links each segment to the one that follows. Where rings touch, that is the one furthest to the
 * left: the rings then touch and do not cross. FALSE if there is none, or not one for each. */
static gboolean
link_rings (MlsTerritory *self, MlsPoint *where)
{
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (self->segments->len, 1));

  g_array_sort (self->segments, compare_start);
  for (guint i = 0; i < self->segments->len; i++)
    {
      Segment *segment = at (self, i);
      guint best = G_MAXUINT;

      for (guint j = first_from (self, segment->b);
           j < self->segments->len && mls_point_equal (at (self, j)->a, segment->b); j++)
        if (best == G_MAXUINT ||
            comes_after (segment->b, segment->a, at (self, best)->b, at (self, j)->b))
          best = j;

      *where = segment->b;
      if (best == G_MAXUINT || taken[best])
        return FALSE;

      taken[best] = TRUE;
      segment->next = best;
    }

  return TRUE;
}

/* How often the other segments wind around the middle of @own, counted on a ray to the east, in half
 * millimetres so that the middle is exact. */
static int
winding_at_middle (const MlsTerritory *self, guint own)
{
  MlsPoint middle = { at (self, own)->a.x + at (self, own)->b.x, at (self, own)->a.y + at (self, own)->b.y };
  int winding = 0;

  for (guint i = 0; i < self->segments->len; i++)
    {
      MlsPoint a = { at (self, i)->a.x * 2, at (self, i)->a.y * 2 };
      MlsPoint b = { at (self, i)->b.x * 2, at (self, i)->b.y * 2 };

      if (i == own || (a.y <= middle.y) == (b.y <= middle.y))
        continue;

      if (b.y > a.y && mls_turn (a, b, middle) > 0)
        winding++;
      else if (b.y < a.y && mls_turn (a, b, middle) < 0)
        winding--;
    }

  return winding;
}

/* Going north, the ray from just left of a segment crosses it, going south the one from just right:
 * the territory is there once on the left and not on the right. */
static gboolean
ring_has_territory_on_left (MlsTerritory *self, guint first)
{
  guint i = first;

  while (at (self, i)->a.y == at (self, i)->b.y)
    {
      i = at (self, i)->next;
      if (i == first)
        return FALSE;
    }

  return winding_at_middle (self, i) == (at (self, i)->b.y > at (self, i)->a.y ? 0 : 1);
}

/**
 * mls_territory_fault:
 * @self: an edge with all its pieces
 * @where: (out): a place at the fault
 *
 * Returns: whether the edge is none: it is open, crosses itself, or has the territory on its right
 */
gboolean
mls_territory_fault (MlsTerritory *self, MlsPoint *where)
{
  if (any_meet_badly (self, where) || !link_rings (self, where))
    return TRUE;

  for (guint i = 0; i < self->segments->len; i++)
    {
      *where = at (self, i)->a;
      if (!at (self, i)->seen && !ring_has_territory_on_left (self, i))
        return TRUE;

      for (guint j = i; !at (self, j)->seen; j = at (self, j)->next)
        at (self, j)->seen = TRUE;
    }

  return FALSE;
}

/**
 * mls_territory_widen:
 * @edge: a piece of a territory's edge
 * @box: (inout) (type MlsBox): of the pieces so far; empty for none
 *
 * An #MlsEdgeFunc that makes @box hold @edge too.
 *
 * Returns: %TRUE, to go on
 */
gboolean
mls_territory_widen (const MlsEdge *edge, gpointer box)
{
  MlsBox own = mls_box_of_points (edge->points, edge->n_points);

  *(MlsBox *) box = mls_box_union (box, &own);

  return TRUE;
}
