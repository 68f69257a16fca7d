#include "coverage/dissect.h"

#include "coverage/segment-table.h"
#include "geometry/predicate.h"

/* A directed segment, the area it bounds on its left. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  gboolean chord;
  gboolean dead;
  guint    next;   /* the one that follows it around its area */
  guint    cycle;  /* which closed walk it is of; 0 while none */
} Half;

struct _MlsDissection
{
  GArray          *halves; /* (element-type Half) */
  MlsSegmentTable *index;  /* a → b: index in halves, plus 1 */
};

#define HALF(d, i) (&g_array_index ((d)->halves, Half, (i)))

/**
 * mls_dissection_new:
 *
 * Returns: (transfer full): a dissection of nothing yet
 */
MlsDissection *
mls_dissection_new (void)
{
  MlsDissection *dissection = g_new (MlsDissection, 1);

  dissection->halves = g_array_new (FALSE, TRUE, sizeof (Half));
  dissection->index = mls_segment_table_new ();

  return dissection;
}

/**
 * mls_dissection_free:
 * @dissection: (transfer full): a dissection
 */
void
mls_dissection_free (MlsDissection *dissection)
{
  g_array_unref (dissection->halves);
  mls_segment_table_free (dissection->index);
  g_free (dissection);
}

/**
 * mls_dissection_add_border:
 * @dissection: a dissection
 * @a: where the segment starts
 * @b: where it ends, the area on its left
 *
 * Adds a border. A border and its opposite cancel: nothing lies between them.
 */
void
mls_dissection_add_border (MlsDissection *dissection, MlsPoint a, MlsPoint b)
{
  Half half = { .a = a, .b = b };
  guint opposite = GPOINTER_TO_UINT (mls_segment_table_get (dissection->index, b, a));

  if (opposite != 0)
    {
      HALF (dissection, opposite - 1)->dead = TRUE;
      mls_segment_table_remove (dissection->index, b, a);
      return;
    }

  g_array_append_val (dissection->halves, half);
  mls_segment_table_set (dissection->index, a, b, GUINT_TO_POINTER (dissection->halves->len));
}

/**
 * mls_dissection_add_ring:
 * @dissection: a dissection
 * @ring: a ring, the area on its left
 *
 * Adds its segments as borders.
 */
void
mls_dissection_add_ring (MlsDissection *dissection, MlsRing ring)
{
  for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
    mls_dissection_add_border (dissection, ring.points[j], ring.points[i]);
}

/**
 * mls_dissection_add_chord:
 * @dissection: a dissection
 * @a: one end
 * @b: the other end; not a border, nor added before
 *
 * Adds a chord: both its sides bound an area.
 */
void
mls_dissection_add_chord (MlsDissection *dissection, MlsPoint a, MlsPoint b)
{
  Half there = { .a = a, .b = b, .chord = TRUE };
  Half back = { .a = b, .b = a, .chord = TRUE };

  g_array_append_val (dissection->halves, there);
  mls_segment_table_set (dissection->index, a, b, GUINT_TO_POINTER (dissection->halves->len));
  g_array_append_val (dissection->halves, back);
  mls_segment_table_set (dissection->index, b, a, GUINT_TO_POINTER (dissection->halves->len));
}

static guint
opposite_of (const MlsDissection *dissection, guint i)
{
  const Half *half = HALF (dissection, i);

  return GPOINTER_TO_UINT (mls_segment_table_get (dissection->index, half->b, half->a)) - 1;
}

/* By the point they leave, then counter-clockwise by direction. */
static int
compare_leaving (gconstpointer left, gconstpointer right, gpointer user_data)
{
  const MlsDissection *dissection = user_data;
  const Half *p = HALF (dissection, *(const guint *) left);
  const Half *q = HALF (dissection, *(const guint *) right);
  int order = mls_point_compare (p->a, q->a);

  return order != 0 ? order : mls_direction_compare (p->a, p->b, q->b);
}

/* The live halves, sorted by the point they leave. */
static GArray *
sort_live (MlsDissection *dissection)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < dissection->halves->len; i++)
    if (!HALF (dissection, i)->dead)
      g_array_append_val (order, i);

  g_array_sort_with_data (order, compare_leaving, dissection);

  return order;
}

/* The first in @order that leaves @point. */
static guint
first_leaving (const MlsDissection *dissection, const GArray *order, MlsPoint point)
{
  guint low = 0, high = order->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (mls_point_compare (HALF (dissection, g_array_index (order, guint, middle))->a, point) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* What follows the half from @a to @b: of those that leave @b the first clockwise from the way back,
 * which is the last counter-clockwise before it. */
static guint
find_next (const MlsDissection *dissection, const GArray *order, MlsPoint a, MlsPoint b)
{
  guint best = G_MAXUINT, last = G_MAXUINT;

  for (guint k = first_leaving (dissection, order, b); k < order->len; k++)
    {
      guint i = g_array_index (order, guint, k);
      const Half *half = HALF (dissection, i);

      if (!mls_point_equal (half->a, b))
        break;

      last = i;
      if (mls_direction_compare (b, half->b, a) < 0)
        best = i;
    }

  return best != G_MAXUINT ? best : last;
}

static void
kill_chord (MlsDissection *dissection, guint i)
{
  HALF (dissection, i)->dead = TRUE;
  HALF (dissection, opposite_of (dissection, i))->dead = TRUE;
}

/* Removes chords with a loose end, until none is left. */
static void
trim_loose_ends (MlsDissection *dissection)
{
  for (gboolean again = TRUE; again;)
    {
      g_autoptr (GArray) order = sort_live (dissection);

      again = FALSE;
      for (guint k = 0; k < order->len; k++)
        {
          guint i = g_array_index (order, guint, k);
          MlsPoint at = HALF (dissection, i)->a;
          gboolean alone =
              (k == 0 || !mls_point_equal (HALF (dissection, g_array_index (order, guint, k - 1))->a, at)) &&
              (k + 1 == order->len ||
               !mls_point_equal (HALF (dissection, g_array_index (order, guint, k + 1))->a, at));

          if (alone && HALF (dissection, i)->chord && !HALF (dissection, i)->dead)
            {
              kill_chord (dissection, i);
              again = TRUE;
            }
        }
    }
}

/* Links the halves into closed walks and numbers these from 1. FALSE if a walk does not close. */
static gboolean
trace (MlsDissection *dissection, guint *n_cycles)
{
  g_autoptr (GArray) order = sort_live (dissection);

  for (guint k = 0; k < order->len; k++)
    {
      Half *half = HALF (dissection, g_array_index (order, guint, k));

      half->cycle = 0;
      half->next = find_next (dissection, order, half->a, half->b);
      if (half->next == G_MAXUINT)
        return FALSE;
    }

  *n_cycles = 0;
  for (guint k = 0; k < order->len; k++)
    {
      guint start = g_array_index (order, guint, k);
      guint i = start;

      if (HALF (dissection, start)->cycle != 0)
        continue;

      ++*n_cycles;
      for (; HALF (dissection, i)->cycle == 0; i = HALF (dissection, i)->next)
        HALF (dissection, i)->cycle = *n_cycles;

      /* Borders that cross can lead two walks into one. */
      if (i != start)
        return FALSE;
    }

  return TRUE;
}

/* Removes chords with one area on both sides: they divide nothing. */
static gboolean
remove_bridges (MlsDissection *dissection)
{
  gboolean any = FALSE;

  for (guint i = 0; i < dissection->halves->len; i++)
    {
      const Half *half = HALF (dissection, i);

      if (!half->dead && half->chord && half->cycle == HALF (dissection, opposite_of (dissection, i))->cycle)
        {
          kill_chord (dissection, i);
          any = TRUE;
        }
    }

  return any;
}

static MlsRing
ring_of (const GArray *points)
{
  return (MlsRing){ (const MlsPoint *) (gpointer) points->data, points->len };
}

/* Cuts the loop from index @from to the end off @stack. */
static GArray *
cut_loop (GArray *stack, guint from, MlsSegmentTable *on_stack)
{
  GArray *loop = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  g_array_append_vals (loop, &g_array_index (stack, MlsPoint, from), stack->len - from);
  for (guint i = 0; i < loop->len; i++)
    {
      MlsPoint point = g_array_index (loop, MlsPoint, i);

      mls_segment_table_remove (on_stack, point, point);
    }
  g_array_set_size (stack, from);

  return loop;
}

/* Takes the walk from @start apart where it meets a vertex again: each loop is a simple ring. */
static GPtrArray *
rings_of_walk (const MlsDissection *dissection, guint start)
{
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (MlsSegmentTable) on_stack = mls_segment_table_new ();
  guint i = start;

  do
    {
      MlsPoint point = HALF (dissection, i)->a;
      guint met = GPOINTER_TO_UINT (mls_segment_table_get (on_stack, point, point));

      if (met != 0)
        g_ptr_array_add (rings, cut_loop (stack, met - 1, on_stack));

      g_array_append_val (stack, point);
      mls_segment_table_set (on_stack, point, point, GUINT_TO_POINTER (stack->len));
      i = HALF (dissection, i)->next;
    }
  while (i != start);

  g_ptr_array_add (rings, cut_loop (stack, 0, on_stack));

  return rings;
}

/* Makes the ring that runs counter-clockwise the first. FALSE if there is none; a walk around one
 * connected area has at most one. */
static gboolean
put_outer_first (GPtrArray *rings)
{
  for (guint r = 0; r < rings->len; r++)
    if (mls_ring_area2 (ring_of (g_ptr_array_index (rings, r))) > 0)
      {
        gpointer first = g_ptr_array_index (rings, 0);

        g_ptr_array_index (rings, 0) = g_ptr_array_index (rings, r);
        g_ptr_array_index (rings, r) = first;
        return TRUE;
      }

  return FALSE;
}

/* The smallest area whose outer ring has @hole inside. */
static GPtrArray *
area_around (GPtrArray *areas, MlsRing hole)
{
  GPtrArray *best = NULL;
  MlsArea2 best_area2 = 0;

  for (guint i = 0; i < areas->len; i++)
    {
      GPtrArray *area = g_ptr_array_index (areas, i);
      MlsRing outer = ring_of (g_ptr_array_index (area, 0));
      MlsArea2 area2 = mls_ring_area2 (outer);

      if ((best == NULL || area2 < best_area2) &&
          mls_ring_locate (outer, hole.points[0]) == MLS_SIDE_INSIDE)
        {
          best = area;
          best_area2 = area2;
        }
    }

  return best;
}

static gboolean
give_holes (GPtrArray *areas, GPtrArray *hole_walks)
{
  for (guint i = 0; i < hole_walks->len; i++)
    {
      GPtrArray *holes = g_ptr_array_index (hole_walks, i);
      GPtrArray *area = area_around (areas, ring_of (g_ptr_array_index (holes, 0)));

      if (area == NULL)
        return FALSE;

      for (guint r = 0; r < holes->len; r++)
        g_ptr_array_add (area, g_array_ref (g_ptr_array_index (holes, r)));
    }

  return TRUE;
}

static GPtrArray *
shapes_of_areas (const GPtrArray *areas)
{
  GPtrArray *shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_shape_free);

  for (guint i = 0; i < areas->len; i++)
    {
      const GPtrArray *rings = g_ptr_array_index (areas, i);
      MlsShape *shape = mls_shape_new ();

      for (guint r = 0; r < rings->len; r++)
        mls_shape_add_ring (shape, ring_of (g_ptr_array_index (rings, r)));
      g_ptr_array_add (shapes, shape);
    }

  return shapes;
}

/* One area for each walk with an outer ring; the other walks are holes. */
static GPtrArray *
areas_of_walks (MlsDissection *dissection, guint n_cycles)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) hole_walks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autofree gboolean *seen = g_new0 (gboolean, n_cycles + 1);

  for (guint i = 0; i < dissection->halves->len; i++)
    {
      const Half *half = HALF (dissection, i);
      GPtrArray *rings;

      if (half->dead || seen[half->cycle])
        continue;

      seen[half->cycle] = TRUE;
      rings = rings_of_walk (dissection, i);
      g_ptr_array_add (put_outer_first (rings) ? areas : hole_walks, rings);
    }

  return give_holes (areas, hole_walks) ? shapes_of_areas (areas) : NULL;
}

/**
 * mls_dissection_run:
 * @dissection: a dissection with all its segments, which meet at common vertices only; used up
 *
 * Finds the areas the segments bound. Chords with a loose end and chords with one area on both
 * sides are left out: they divide nothing.
 *
 * Returns: (transfer full) (nullable) (element-type MlsShape): the areas, each with a connected
 *   interior and simple rings, the outer one first; none if everything cancelled; %NULL if the borders bound no area
 */
GPtrArray *
mls_dissection_run (MlsDissection *dissection)
{
  guint n_cycles;

  do
    {
      trim_loose_ends (dissection);
      if (!trace (dissection, &n_cycles))
        return NULL;
    }
  while (remove_bridges (dissection));

  return areas_of_walks (dissection, n_cycles);
}
