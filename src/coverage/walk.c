#include "coverage/walk.h"

#include "coverage/refusal.h"
#include "coverage/segment-table.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>

enum
{
  /* A vertex or border is meant from so near; the window snaps before it asks. */
  REACH_MM = 500,
  /* Borders are read a square of this side at a time. */
  SQUARE_MM = 64 * MLS_MM_PER_M,
  /* A way that meets more vertices is none that a hand would point out. */
  MAX_STOPS = 65536,
  /* A search that has looked at so many wonders whether the end lies on an island. */
  MANY_STOPS = 64,
};

#define NOWHERE G_MAXUINT

/* A vertex that the walk knows, and the best way to it so far. */
typedef struct
{
  MlsPoint point;
  guint    first;    /* index in links of the first way on */
  guint    from;     /* index of the stop before; NOWHERE at the start */
  double   length;   /* mm, from the start */
  double   estimate; /* mm, to the end at least */
  gboolean leads;    /* to the end, as far as is known */
} Stop;

typedef struct
{
  MlsPoint to;
  guint    next; /* index of the next way on from the same stop; NOWHERE for none */
} Link;

struct _MlsWalk
{
  MlsBorders      *borders; /* borrowed */
  const MlsIntent *intent;  /* borrowed */
  MlsWalkFunc      may_go;
  gpointer         user_data;

  GArray          *stops;   /* (element-type Stop) */
  MlsSegmentTable *stop_of; /* vertex, twice → index in stops, plus 1 */
  GArray          *links;   /* (element-type Link) */
  MlsSegmentTable *squares; /* south-west corner, twice: those that were read */
};

/**
 * mls_walk_new:
 * @borders: what leads somewhere; must outlive the walk
 * @intent: which borders count: what parts regions in its vintage and dimension; must outlive the walk
 *
 * Returns: (transfer full): a walk that knows no way yet
 */
MlsWalk *
mls_walk_new (MlsBorders *borders, const MlsIntent *intent)
{
  MlsWalk *walk = g_new0 (MlsWalk, 1);

  walk->borders = borders;
  walk->intent = intent;
  walk->stops = g_array_new (FALSE, FALSE, sizeof (Stop));
  walk->stop_of = mls_segment_table_new ();
  walk->links = g_array_new (FALSE, FALSE, sizeof (Link));
  walk->squares = mls_segment_table_new ();

  return walk;
}

/**
 * mls_walk_free:
 * @walk: (transfer full): a walk
 */
void
mls_walk_free (MlsWalk *walk)
{
  g_array_unref (walk->stops);
  mls_segment_table_free (walk->stop_of);
  g_array_unref (walk->links);
  mls_segment_table_free (walk->squares);
  g_free (walk);
}

/**
 * mls_walk_keep_to:
 * @walk: a walk
 * @may_go: (scope notified): asked of each step of a way
 * @user_data: for @may_go
 *
 * Ways found from now on keep to what @may_go allows.
 */
void
mls_walk_keep_to (MlsWalk *walk, MlsWalkFunc may_go, gpointer user_data)
{
  walk->may_go = may_go;
  walk->user_data = user_data;
}

static Stop *
stop_at (MlsWalk *walk, guint i)
{
  return &g_array_index (walk->stops, Stop, i);
}

static guint
stop_of (MlsWalk *walk, MlsPoint point)
{
  guint index = GPOINTER_TO_UINT (mls_segment_table_get (walk->stop_of, point, point));

  if (index == 0)
    {
      g_array_append_val (walk->stops, ((Stop){ point, NOWHERE, NOWHERE, G_MAXDOUBLE, G_MAXDOUBLE, FALSE }));
      index = walk->stops->len;
      mls_segment_table_set (walk->stop_of, point, point, GUINT_TO_POINTER (index));
    }

  return index - 1;
}

static void
add_link (MlsWalk *walk, MlsPoint from, MlsPoint to)
{
  Stop *stop = stop_at (walk, stop_of (walk, from));

  g_array_append_val (walk->links, ((Link){ to, stop->first }));
  stop->first = walk->links->len - 1;
}

static gint64
floor_to_square (gint64 mm)
{
  gint64 rest = mm % SQUARE_MM;

  return mm - rest - (rest < 0 ? SQUARE_MM : 0);
}

/* The borders that start in the square; a piece of the territory's edge leads both ways. */
static void
read_square (MlsWalk *walk, const MlsBox *square)
{
  g_autoptr (GArray) borders = mls_borders_in (walk->borders, square);

  for (guint i = 0; i < borders->len; i++)
    {
      const MlsBorder *border = &g_array_index (borders, MlsBorder, i);
      gboolean edge;

      if (!mls_borders_parts (walk->borders, border, walk->intent->vintage, walk->intent->dimension, &edge))
        continue;

      if (mls_box_contains_point (square, border->a))
        add_link (walk, border->a, border->b);
      if (edge && mls_box_contains_point (square, border->b))
        add_link (walk, border->b, border->a);
    }
}

/* Makes sure that all ways on from @point are known. */
static guint
reach (MlsWalk *walk, MlsPoint point)
{
  MlsPoint corner = { floor_to_square (point.x), floor_to_square (point.y) };
  MlsBox square = { corner.x, corner.y, corner.x + SQUARE_MM - 1, corner.y + SQUARE_MM - 1 };

  if (mls_segment_table_get (walk->squares, corner, corner) == NULL)
    {
      mls_segment_table_set (walk->squares, corner, corner, walk);
      read_square (walk, &square);
    }

  return stop_of (walk, point);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  return mls_point_compare (*(const MlsPoint *) a, *(const MlsPoint *) b);
}

/**
 * mls_walk_ends:
 * @walk: a walk
 * @at: a vertex
 *
 * Returns: (transfer full) (element-type MlsPoint): where the borders that meet there lead next, in
 *   order of place
 */
GArray *
mls_walk_ends (MlsWalk *walk, MlsPoint at)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  guint link = stop_at (walk, reach (walk, at))->first;

  while (link != NOWHERE)
    {
      Link way = g_array_index (walk->links, Link, link);

      g_array_append_val (ends, way.to);
      link = way.next;
    }
  g_array_sort (ends, compare_points);

  return ends;
}

/* What lies nearest to a place. */
typedef struct
{
  MlsBorder border;
  MlsPoint  point;
  double    distance;
} Nearest;

static int
compare_nearest (const Nearest *p, const Nearest *q)
{
  int order = (p->distance > q->distance) - (p->distance < q->distance);

  return order != 0 ? order : mls_point_compare (p->point, q->point);
}

static void
take_nearer (Nearest *nearest, const MlsBorder *border, MlsPoint near, MlsPoint point)
{
  Nearest here = { *border, point, mls_point_distance (point, near) };

  if (compare_nearest (&here, nearest) < 0)
    *nearest = here;
}

/* The vertex nearest to @near, or the nearest point of a border. Of borders as near as each other the
 * one that comes first by place. */
static gboolean
find_nearest (MlsWalk *walk, MlsPoint near, gboolean vertex, Nearest *out)
{
  MlsBox box = { near.x - REACH_MM, near.y - REACH_MM, near.x + REACH_MM, near.y + REACH_MM };
  g_autoptr (GArray) borders = mls_borders_in (walk->borders, &box);

  out->distance = REACH_MM + 0.5;
  for (guint i = 0; i < borders->len; i++)
    {
      const MlsBorder *border = &g_array_index (borders, MlsBorder, i);
      MlsPoint low = mls_point_compare (border->a, border->b) < 0 ? border->a : border->b;
      MlsPoint high = mls_point_equal (low, border->a) ? border->b : border->a;
      MlsPoint foot = mls_point_nearest_on_segment (near, low, high);
      gboolean edge;

      if (!mls_borders_parts (walk->borders, border, walk->intent->vintage, walk->intent->dimension, &edge))
        continue;

      if (vertex)
        {
          take_nearer (out, border, near, low);
          take_nearer (out, border, near, high);
        }
      else
        take_nearer (out, border, near, foot);
    }

  return out->distance <= REACH_MM;
}

static gboolean
refuse_place (const MlsWalk *walk, gboolean vertex, MlsPoint near, GError **error)
{
  double x = mls_grid_to_metres (near.x), y = mls_grid_to_metres (near.y);

  if (!mls_borders_check (walk->borders, error))
    return FALSE;

  if (vertex)
    g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_NO_VERTEX, _("There is no vertex at (%.3f, %.3f)"), x, y);
  else
    g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_NO_VERTEX, _("There is no border at (%.3f, %.3f)"), x, y);

  return FALSE;
}

/**
 * mls_walk_vertex:
 * @walk: a walk
 * @near: a place within half a metre of a vertex
 * @out: (out): the vertex
 * @error: %MLS_REFUSAL_NO_VERTEX, or the source's error
 *
 * Returns: %FALSE if there is none
 */
gboolean
mls_walk_vertex (MlsWalk *walk, MlsPoint near, MlsPoint *out, GError **error)
{
  Nearest nearest = { 0 };

  if (!find_nearest (walk, near, TRUE, &nearest))
    return refuse_place (walk, TRUE, near, error);

  *out = nearest.point;
  return mls_borders_check (walk->borders, error);
}

/**
 * mls_walk_land:
 * @walk: a walk that knows no way yet
 * @near: a place within half a metre of a border
 * @out: (out): the nearest point of that, to within a millimetre
 * @error: %MLS_REFUSAL_NO_VERTEX, %MLS_REFUSAL_TOO_FINE, or the source's error
 *
 * Makes that point a vertex of the walk's borders, from where and to where ways can lead.
 *
 * Returns: %FALSE if there is no border
 */
gboolean
mls_walk_land (MlsWalk *walk, MlsPoint near, MlsPoint *out, GError **error)
{
  Nearest nearest = { 0 };

  if (!find_nearest (walk, near, FALSE, &nearest))
    return refuse_place (walk, FALSE, near, error);

  *out = nearest.point;
  return mls_borders_add_node (walk->borders, nearest.border.low, nearest.border.high, nearest.point, error);
}

/* The one that promises the shortest way first, of equals by place. */
static int
compare_stops (gconstpointer left, gconstpointer right, gpointer user_data)
{
  const Stop *a = stop_at (user_data, GPOINTER_TO_UINT (left) - 1);
  const Stop *b = stop_at (user_data, GPOINTER_TO_UINT (right) - 1);

  if (a->estimate != b->estimate)
    return a->estimate < b->estimate ? -1 : 1;

  return mls_point_compare (a->point, b->point);
}

/* Whether @before comes before what is before @stop now, by place; nothing comes before the start. */
static gboolean
comes_first (MlsWalk *walk, const Stop *before, const Stop *stop)
{
  return stop->from != NOWHERE && mls_point_compare (before->point, stop_at (walk, stop->from)->point) < 0;
}

/* Takes the way over the @from-th stop to @to if it is shorter than any so far; of two as long as each
 * other that from the stop that comes first by place. */
static void
try_way (MlsWalk *walk, GTree *open, guint from, MlsPoint to, MlsPoint goal)
{
  guint i = stop_of (walk, to);
  Stop *stop = stop_at (walk, i);
  const Stop *before = stop_at (walk, from);
  double length = before->length + mls_point_distance (before->point, to);

  if (length > stop->length || (length == stop->length && !comes_first (walk, before, stop)))
    return;

  g_tree_remove (open, GUINT_TO_POINTER (i + 1));
  stop->from = from;
  stop->length = length;
  stop->estimate = length + mls_point_distance (to, goal);
  g_tree_insert (open, GUINT_TO_POINTER (i + 1), GUINT_TO_POINTER (i + 1));
}

static gboolean
may_go (const MlsWalk *walk, MlsPoint from, MlsPoint to)
{
  return walk->may_go == NULL || walk->may_go (from, to, walk->user_data);
}

static void
go_on (MlsWalk *walk, GTree *open, guint i, MlsPoint goal)
{
  MlsPoint here = stop_at (walk, i)->point;
  guint link = stop_at (walk, reach (walk, here))->first;

  while (link != NOWHERE)
    {
      Link way = g_array_index (walk->links, Link, link);

      if (may_go (walk, here, way.to))
        try_way (walk, open, i, way.to, goal);
      link = way.next;
    }
}

static void
forget_ways (MlsWalk *walk)
{
  for (guint i = 0; i < walk->stops->len; i++)
    {
      stop_at (walk, i)->from = NOWHERE;
      stop_at (walk, i)->length = stop_at (walk, i)->estimate = G_MAXDOUBLE;
      stop_at (walk, i)->leads = FALSE;
    }
}

/* The stops that lead to the end, found by going back from it. */
typedef struct
{
  GArray *stops;     /* (element-type guint) */
  guint   n_behind;  /* those of them that were gone back from */
} Approach;

static void
note_that_leads (MlsWalk *walk, Approach *approach, guint i)
{
  if (stop_at (walk, i)->leads)
    return;

  stop_at (walk, i)->leads = TRUE;
  g_array_append_val (approach->stops, i);
}

/* Goes back by one stop more. Returns FALSE if there is none: all that leads to the end is known. */
static gboolean
go_back (MlsWalk *walk, Approach *approach)
{
  MlsPoint here;
  guint link;

  if (approach->n_behind == approach->stops->len)
    return FALSE;

  here = stop_at (walk, g_array_index (approach->stops, guint, approach->n_behind++))->point;
  link = stop_at (walk, reach (walk, here))->first;
  while (link != NOWHERE)
    {
      Link way = g_array_index (walk->links, Link, link);

      if (may_go (walk, way.to, here))
        note_that_leads (walk, approach, stop_of (walk, way.to));
      link = way.next;
    }

  return TRUE;
}

/* Looks from stop to stop, the most promising first, until none can be on a shorter way to the
 * @goal-th. One that takes long goes back from the goal at the same time: what lies on an island is soon
 * known to, while from its own side there may be a whole country to look for it. Returns whether there is
 * a way. */
static gboolean
search (MlsWalk *walk, guint start, guint goal, guint *n_looked_at)
{
  g_autoptr (GTree) open = g_tree_new_full (compare_stops, walk, NULL, NULL);
  g_autoptr (GArray) leading = g_array_new (FALSE, FALSE, sizeof (guint));
  Approach approach = { leading, 0 };
  MlsPoint end = stop_at (walk, goal)->point;
  GTreeNode *first;

  forget_ways (walk);
  stop_at (walk, start)->length = 0;
  stop_at (walk, start)->estimate = mls_point_distance (stop_at (walk, start)->point, end);
  g_tree_insert (open, GUINT_TO_POINTER (start + 1), GUINT_TO_POINTER (start + 1));
  note_that_leads (walk, &approach, goal);

  while ((first = g_tree_node_first (open)) != NULL && ++*n_looked_at <= MAX_STOPS)
    {
      guint i = GPOINTER_TO_UINT (g_tree_node_key (first)) - 1;

      if (i == goal)
        return TRUE;

      if (*n_looked_at > MANY_STOPS && !stop_at (walk, start)->leads && !go_back (walk, &approach))
        return FALSE;

      g_tree_remove (open, GUINT_TO_POINTER (i + 1));
      go_on (walk, open, i, end);
    }

  return FALSE;
}

static GArray *
way_to (MlsWalk *walk, guint i)
{
  GArray *way = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (; i != NOWHERE; i = stop_at (walk, i)->from)
    g_array_append_val (way, stop_at (walk, i)->point);

  for (guint k = 0; k < way->len / 2; k++)
    {
      MlsPoint swapped = g_array_index (way, MlsPoint, k);

      g_array_index (way, MlsPoint, k) = g_array_index (way, MlsPoint, way->len - 1 - k);
      g_array_index (way, MlsPoint, way->len - 1 - k) = swapped;
    }

  return way;
}

/**
 * mls_walk_between:
 * @walk: a walk
 * @from: a vertex of a border
 * @to: another, or the same
 * @error: %MLS_REFUSAL_NO_WAY, %MLS_REFUSAL_TOO_LARGE, or the source's error
 *
 * Returns: (transfer full) (nullable) (element-type MlsPoint): the shortest way along borders, with
 *   both ends
 */
GArray *
mls_walk_between (MlsWalk *walk, MlsPoint from, MlsPoint to, GError **error)
{
  guint start = reach (walk, from), goal = reach (walk, to), n_looked_at = 0;
  gboolean found = search (walk, start, goal, &n_looked_at);

  if (!mls_borders_check (walk->borders, error))
    return NULL;

  if (found)
    return way_to (walk, goal);

  if (n_looked_at > MAX_STOPS)
    g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE,
                         _("The way along the borders is too long"));
  else
    g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_NO_WAY,
                 _("No border leads from (%.3f, %.3f) to (%.3f, %.3f)"), mls_grid_to_metres (from.x),
                 mls_grid_to_metres (from.y), mls_grid_to_metres (to.x), mls_grid_to_metres (to.y));
  return NULL;
}

/**
 * mls_walk_trace:
 * @patch: the coverage
 * @from: a place within half a metre of a border
 * @to: another
 * @intent: which borders count
 * @error: %MLS_REFUSAL_NO_VERTEX, %MLS_REFUSAL_NO_WAY, %MLS_REFUSAL_TOO_LARGE, or the source's error
 *
 * Returns: (transfer full) (nullable) (element-type MlsPoint): the shortest way between the two along
 *   borders as they are
 */
GArray *
mls_walk_trace (MlsPatch *patch, MlsPoint from, MlsPoint to, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsBorders) borders = mls_borders_new (patch);
  g_autoptr (MlsWalk) walk = mls_walk_new (borders, intent);
  MlsPoint start, end;

  return mls_walk_land (walk, from, &start, error) && mls_walk_land (walk, to, &end, error)
             ? mls_walk_between (walk, start, end, error)
             : NULL;
}

static gboolean
parts_on (MlsWalk *walk, MlsPoint vertex)
{
  g_autoptr (GArray) ends = mls_walk_ends (walk, vertex);

  return ends->len != 2;
}

/* Appends to @arc what follows on its last point, which it came to from the one before, up to a place
 * where borders meet, or to its first point. */
static void
follow_arc (MlsWalk *walk, GArray *arc)
{
  MlsPoint start = g_array_index (arc, MlsPoint, 0);

  while (arc->len <= MAX_STOPS)
    {
      MlsPoint here = g_array_index (arc, MlsPoint, arc->len - 1);
      MlsPoint before = g_array_index (arc, MlsPoint, arc->len - 2);
      g_autoptr (GArray) ends = mls_walk_ends (walk, here);
      MlsPoint on;

      if (ends->len != 2 || mls_point_equal (here, start))
        return;

      on = g_array_index (ends, MlsPoint, mls_point_equal (g_array_index (ends, MlsPoint, 0), before) ? 1 : 0);
      g_array_append_val (arc, on);
    }
}

/* A way once around an island starts in a corner, wherever it was pointed at: its smallest vertex. */
static GArray *
turn_around (const GArray *around)
{
  GArray *turned = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  guint n = around->len - 1, first = 0;

  for (guint i = 1; i < n; i++)
    if (mls_point_compare (g_array_index (around, MlsPoint, i), g_array_index (around, MlsPoint, first)) < 0)
      first = i;

  for (guint i = 0; i <= n; i++)
    g_array_append_val (turned, g_array_index (around, MlsPoint, (first + i) % n));

  return turned;
}

/**
 * mls_walk_arc:
 * @walk: a walk
 * @through: a place within half a metre of a border
 * @error: %MLS_REFUSAL_NO_VERTEX, %MLS_REFUSAL_TOO_LARGE, or the source's error
 *
 * Returns: (transfer full) (nullable) (element-type MlsPoint): the border there, from one place where
 *   borders meet to the next, or once around an island from a corner of it and back
 */
GArray *
mls_walk_arc (MlsWalk *walk, MlsPoint through, GError **error)
{
  g_autoptr (GArray) back = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) arc = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  Nearest nearest = { 0 };

  if (!find_nearest (walk, through, FALSE, &nearest))
    {
      refuse_place (walk, FALSE, through, error);
      return NULL;
    }

  g_array_append_val (back, nearest.border.high);
  g_array_append_val (back, nearest.border.low);
  follow_arc (walk, back);
  if (mls_point_equal (g_array_index (back, MlsPoint, back->len - 1), nearest.border.high))
    return parts_on (walk, nearest.border.high) ? g_steal_pointer (&back) : turn_around (back);

  for (guint i = back->len; i-- > 0;)
    g_array_append_val (arc, g_array_index (back, MlsPoint, i));
  follow_arc (walk, arc);

  if (!mls_borders_check (walk->borders, error))
    return NULL;

  if (arc->len > MAX_STOPS)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE,
                           _("The way along the borders is too long"));
      return NULL;
    }

  return g_steal_pointer (&arc);
}
