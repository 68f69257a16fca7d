#include "geometry/polygon.h"

#include "geometry/box-tree.h"
#include "geometry/predicate.h"

/* From so many segments on a tree pays. */
#define MANY 500

/* A segment of one of the rings, with its box's west end first in the sweep. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  guint    ring;
} Segment;

static int
compare_west (gconstpointer left, gconstpointer right)
{
  const Segment *s = left;
  const Segment *t = right;
  gint64 s_west = MIN (s->a.x, s->b.x);
  gint64 t_west = MIN (t->a.x, t->b.x);

  return (s_west > t_west) - (s_west < t_west);
}

static GArray *
segments_from_west (const MlsRing *rings, guint n_rings)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (Segment));

  for (guint r = 0; r < n_rings; r++)
    for (gsize i = 0; i < rings[r].n_points; i++)
      {
        Segment segment = { rings[r].points[i], rings[r].points[(i + 1) % rings[r].n_points], r };

        g_array_append_val (segments, segment);
      }

  g_array_sort (segments, compare_west);

  return segments;
}

/* Two segments may share one end and nothing else. */
static gboolean
meet_badly (const Segment *s, const Segment *t, MlsPoint *where)
{
  gboolean shared = mls_point_equal (s->a, t->a) || mls_point_equal (s->a, t->b) ||
                    mls_point_equal (s->b, t->a) || mls_point_equal (s->b, t->b);

  switch (mls_segments_meet (s->a, s->b, t->a, t->b))
    {
    case MLS_MEET_NOT:
      return FALSE;
    case MLS_MEET_TOUCH:
      if (shared)
        return FALSE;
      *where = mls_point_on_segment (s->a, t->a, t->b)   ? s->a
               : mls_point_on_segment (s->b, t->a, t->b) ? s->b
               : mls_point_on_segment (t->a, s->a, s->b) ? t->a
                                                         : t->b;
      return TRUE;
    case MLS_MEET_OVERLAP:
      *where = mls_point_on_segment (s->a, t->a, t->b) ? s->a : s->b;
      return TRUE;
    case MLS_MEET_CROSS:
      *where = mls_segments_crossing (s->a, s->b, t->a, t->b);
      return TRUE;
    }

  g_assert_not_reached ();
}

/* A segment of many, to be compared with those near it. */
typedef struct
{
  const GArray *segments;
  guint         current;
  MlsPoint     *where;
} Search;

static gboolean
meets_well (guint index, gpointer user_data)
{
  Search *search = user_data;

  return index <= search->current ||
         !meet_badly (&g_array_index (search->segments, Segment, search->current),
                      &g_array_index (search->segments, Segment, index), search->where);
}

/* For many segments, of which as many may reach a sweep line. */
static gboolean
any_meet_badly_nearby (const GArray *segments, MlsPoint *where)
{
  g_autofree MlsBox *boxes = g_new (MlsBox, segments->len);
  g_autoptr (MlsBoxTree) tree = NULL;
  Search search = { segments, 0, where };

  for (guint i = 0; i < segments->len; i++)
    boxes[i] = mls_box_of_segment (g_array_index (segments, Segment, i).a,
                                   g_array_index (segments, Segment, i).b);

  tree = mls_box_tree_new (boxes, segments->len);
  for (; search.current < segments->len; search.current++)
    if (!mls_box_tree_query (tree, &boxes[search.current], meets_well, &search))
      return TRUE;

  return FALSE;
}

/* Sweeps from west to east, keeping the segments that still reach the sweep line. */
static gboolean
any_meet_badly (const GArray *segments, MlsPoint *where)
{
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (Segment));

  for (guint i = 0; i < segments->len; i++)
    {
      Segment next = g_array_index (segments, Segment, i);
      gint64 west = MIN (next.a.x, next.b.x);

      for (guint j = 0; j < active->len;)
        {
          const Segment *other = &g_array_index (active, Segment, j);

          if (MAX (other->a.x, other->b.x) < west)
            {
              g_array_remove_index_fast (active, j);
              continue;
            }

          if (meet_badly (&next, other, where))
            return TRUE;

          j++;
        }

      g_array_append_val (active, next);
    }

  return FALSE;
}

/* A vertex with the ring it is of. */
typedef struct
{
  MlsPoint point;
  guint    ring;
} Vertex;

static int
compare_vertex (gconstpointer left, gconstpointer right)
{
  const Vertex *v = left;
  const Vertex *w = right;
  int order = mls_point_compare (v->point, w->point);

  return order != 0 ? order : (v->ring > w->ring) - (v->ring < w->ring);
}

static guint
root_of (guint *parent, guint i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];

  return i;
}

/* Rings and the vertices they share make a graph; a cycle in it walls off part of the interior.
 * Each shared vertex joins the rings that meet there into one tree, or closes a cycle. */
static MlsPolygonFault
check_shared_vertices (const MlsRing *rings, guint n_rings, MlsPoint *where)
{
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (Vertex));
  g_autofree guint *parent = g_new (guint, n_rings);

  for (guint r = 0; r < n_rings; r++)
    {
      parent[r] = r;
      for (gsize i = 0; i < rings[r].n_points; i++)
        g_array_append_val (vertices, ((Vertex){ rings[r].points[i], r }));
    }

  g_array_sort (vertices, compare_vertex);

  for (guint i = 1; i < vertices->len; i++)
    {
      const Vertex *v = &g_array_index (vertices, Vertex, i - 1);
      const Vertex *w = &g_array_index (vertices, Vertex, i);

      if (!mls_point_equal (v->point, w->point))
        continue;

      *where = v->point;
      if (v->ring == w->ring)
        return MLS_POLYGON_REPEATS;
      if (root_of (parent, v->ring) == root_of (parent, w->ring))
        return MLS_POLYGON_DISCONNECTED;

      parent[root_of (parent, v->ring)] = root_of (parent, w->ring);
    }

  return MLS_POLYGON_SIMPLE;
}

/* Rings that do not cross lie wholly on one side of each other, so one vertex off the border tells;
 * there is one, as two rings share at most one vertex by now. */
static MlsSide
side_of_ring (MlsRing outer, MlsRing inner)
{
  MlsSide side = MLS_SIDE_BORDER;

  for (gsize i = 0; i < inner.n_points && side == MLS_SIDE_BORDER; i++)
    side = mls_ring_locate (outer, inner.points[i]);

  return side;
}

static MlsPolygonFault
check_nesting (const MlsRing *rings, guint n_rings, MlsPoint *where)
{
  g_autofree MlsBox *boxes = g_new (MlsBox, n_rings);

  for (guint r = 0; r < n_rings; r++)
    boxes[r] = mls_box_of_points (rings[r].points, rings[r].n_points);

  for (guint r = 1; r < n_rings; r++)
    {
      *where = rings[r].points[0];
      if (side_of_ring (rings[0], rings[r]) != MLS_SIDE_INSIDE)
        return MLS_POLYGON_HOLE_OUTSIDE;

      for (guint s = 1; s < n_rings; s++)
        if (s != r && mls_box_contains (&boxes[s], &boxes[r]) &&
            side_of_ring (rings[s], rings[r]) == MLS_SIDE_INSIDE)
          return MLS_POLYGON_HOLE_OUTSIDE;
    }

  return MLS_POLYGON_SIMPLE;
}

/**
 * mls_polygon_fault:
 * @rings: (array length=n_rings): the outer ring, then the holes, each either way round
 * @n_rings: at least 1
 * @where: (out): a grid point at the fault found; undefined when there is none
 *
 * Exact: a ring repeats no vertex and does not cross itself, rings of one polygon touch only at
 * vertices of both, holes lie inside the outer ring and outside each other, and the interior is
 * connected.
 *
 * Returns: the first fault found
 */
MlsPolygonFault
mls_polygon_fault (const MlsRing *rings, guint n_rings, MlsPoint *where)
{
  g_autoptr (GArray) segments = NULL;
  MlsPolygonFault fault;

  for (guint r = 0; r < n_rings; r++)
    {
      *where = rings[r].n_points > 0 ? rings[r].points[0] : (MlsPoint){ 0, 0 };
      if (rings[r].n_points < 3 || mls_ring_area2 (rings[r]) == 0)
        return MLS_POLYGON_TOO_SHORT;
    }

  fault = check_shared_vertices (rings, n_rings, where);
  if (fault != MLS_POLYGON_SIMPLE)
    return fault;

  segments = segments_from_west (rings, n_rings);
  if (segments->len > MANY ? any_meet_badly_nearby (segments, where) : any_meet_badly (segments, where))
    return MLS_POLYGON_CROSSES;

  return check_nesting (rings, n_rings, where);
}

/**
 * mls_polygon_fault_text:
 * @fault: a fault
 *
 * Returns: what to say of it, in English, to follow the name of the polygon
 */
const char *
mls_polygon_fault_text (MlsPolygonFault fault)
{
  switch (fault)
    {
    case MLS_POLYGON_SIMPLE:
      return "is simple";
    case MLS_POLYGON_TOO_SHORT:
      return "has a ring without area";
    case MLS_POLYGON_REPEATS:
      return "passes one vertex twice";
    case MLS_POLYGON_CROSSES:
      return "crosses itself";
    case MLS_POLYGON_HOLE_OUTSIDE:
      return "has a hole outside itself";
    case MLS_POLYGON_DISCONNECTED:
      return "has a disconnected interior";
    }

  g_assert_not_reached ();
}
