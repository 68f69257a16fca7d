#include "geometry/trace.h"

#include "geometry/predicate.h"

#define NOWHERE G_MAXUINT

static guint64
mix (MlsPoint point)
{
  return (guint64) point.x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^
         (guint64) point.y * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f);
}

/**
 * mls_trace_segment_hash:
 * @data: a #MlsTraceSegment
 *
 * Returns: a hash of both ends, in their order
 */
guint
mls_trace_segment_hash (gconstpointer data)
{
  const MlsTraceSegment *segment = data;
  guint64 mixed = mix (segment->a) * 31 + mix (segment->b);

  return (guint) (mixed >> 29);
}

/**
 * mls_trace_segment_equal:
 * @a: a #MlsTraceSegment
 * @b: another
 *
 * Returns: whether they are one, and run the same way
 */
gboolean
mls_trace_segment_equal (gconstpointer a, gconstpointer b)
{
  const MlsTraceSegment *s = a;
  const MlsTraceSegment *t = b;

  return mls_point_equal (s->a, t->a) && mls_point_equal (s->b, t->b);
}

/* A vertex: the segments that start there follow each other. */
typedef struct
{
  MlsPoint point;
  guint    first;
  guint    end;
  guint    depth; /* where it is on the path, or NOWHERE */
} Node;

typedef struct
{
  GArray   *segments; /* (element-type MlsTraceSegment), by start */
  GArray   *nodes;    /* (element-type Node), in the same order */
  gboolean *walked;   /* [segments->len] */
  GArray   *path;     /* (element-type guint): the nodes from the start to here */
  MlsShape *out;
} Walk;

static int
compare_segments (gconstpointer left, gconstpointer right)
{
  const MlsTraceSegment *s = left;
  const MlsTraceSegment *t = right;
  int order = mls_point_compare (s->a, t->a);

  return order != 0 ? order : mls_point_compare (s->b, t->b);
}

static MlsTraceSegment *
segment (const Walk *walk, guint i)
{
  return &g_array_index (walk->segments, MlsTraceSegment, i);
}

static Node *
node (const Walk *walk, guint i)
{
  return &g_array_index (walk->nodes, Node, i);
}

static void
make_nodes (Walk *walk)
{
  g_array_sort (walk->segments, compare_segments);

  for (guint i = 0; i < walk->segments->len;)
    {
      const MlsTraceSegment *first = segment (walk, i);
      Node start = { first->a, i, i, NOWHERE };

      while (start.end < walk->segments->len && mls_point_equal (segment (walk, start.end)->a, start.point))
        start.end++;

      g_array_append_val (walk->nodes, start);
      i = start.end;
    }
}

static guint
node_at (const Walk *walk, MlsPoint point)
{
  guint low = 0;
  guint high = walk->nodes->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (mls_point_compare (node (walk, middle)->point, point) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  g_assert (low < walk->nodes->len && mls_point_equal (node (walk, low)->point, point));

  return low;
}

/* Whether, turning left from the way back, one comes to @p before @q. */
static gboolean
comes_first (MlsPoint centre, MlsPoint back, MlsPoint p, MlsPoint q)
{
  gboolean p_wraps = mls_direction_compare (centre, p, back) <= 0;
  gboolean q_wraps = mls_direction_compare (centre, q, back) <= 0;

  return p_wraps != q_wraps ? q_wraps : mls_direction_compare (centre, p, q) < 0;
}

/* The way on that turns most to the right: round what lies on the other side of the border. */
static guint
choose (const Walk *walk, guint here, const MlsPoint *back)
{
  guint chosen = NOWHERE;

  for (guint i = node (walk, here)->first; i < node (walk, here)->end; i++)
    {
      if (walk->walked[i])
        continue;

      if (chosen == NOWHERE ||
          (back != NULL && comes_first (node (walk, here)->point, *back, segment (walk, i)->b,
                                        segment (walk, chosen)->b)))
        chosen = i;
    }

  return chosen;
}

/* Takes the loop off the path that starts and ends at @depth. */
static void
end_loop (Walk *walk, guint depth)
{
  for (guint i = depth; i < walk->path->len; i++)
    {
      Node *passed = node (walk, g_array_index (walk->path, guint, i));

      mls_shape_add_point (walk->out, passed->point);
      if (i > depth)
        passed->depth = NOWHERE;
    }

  mls_shape_end_ring (walk->out);
  g_array_set_size (walk->path, depth + 1);
}

static void
walk_from (Walk *walk, guint start)
{
  guint here = start;

  g_array_append_val (walk->path, start);
  node (walk, start)->depth = 0;

  for (;;)
    {
      guint n = walk->path->len;
      const MlsPoint *back = n > 1 ? &node (walk, g_array_index (walk->path, guint, n - 2))->point : NULL;
      guint i = choose (walk, here, back);

      if (i == NOWHERE)
        break;

      walk->walked[i] = TRUE;
      here = node_at (walk, segment (walk, i)->b);
      if (node (walk, here)->depth != NOWHERE)
        end_loop (walk, node (walk, here)->depth);
      else
        {
          node (walk, here)->depth = walk->path->len;
          g_array_append_val (walk->path, here);
        }
    }

  /* As many segments end at a vertex as start there, so the path has come back to its start. */
  g_assert (walk->path->len == 1);
  node (walk, start)->depth = NOWHERE;
  g_array_set_size (walk->path, 0);
}

/**
 * mls_trace_add_shape:
 * @segments: (element-type MlsTraceSegment): what @shape is added to
 * @shape: a shape
 *
 * Adds the segments of all its rings, each with what it borders on its left.
 */
void
mls_trace_add_shape (GArray *segments, const MlsShape *shape)
{
  for (guint r = 0; r < mls_shape_n_rings (shape); r++)
    {
      MlsRing ring = mls_shape_ring (shape, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        g_array_append_val (segments, ((MlsTraceSegment){ ring.points[j], ring.points[i] }));
    }
}

/**
 * mls_trace_rings:
 * @segments: (element-type MlsTraceSegment): segments of which as many start as end at each vertex;
 *   sorted by this
 * @out: filled with the rings they make up
 *
 * At a vertex with several ways on the ring takes the one farthest to the right, so that each ring
 * goes round one piece of what lies across the border; no ring passes a vertex twice. The segments
 * of a face give its outer ring and its holes.
 *
 * Takes O(n log n).
 */
void
mls_trace_rings (GArray *segments, MlsShape *out)
{
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *walked = g_new0 (gboolean, segments->len);
  Walk walk = { segments, nodes, walked, path, out };

  mls_shape_clear (out);
  make_nodes (&walk);

  for (guint i = 0; i < nodes->len; i++)
    while (choose (&walk, i, NULL) != NOWHERE)
      walk_from (&walk, i);
}
