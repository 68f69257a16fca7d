#include "geometry/chord.h"

#include "geometry/predicate.h"

/* A line sweeps the polygon from west to east (and from south to north where vertices lie below
 * each other). Between two sides that follow each other on the line, and two vertices that follow
 * each other there, lies a trapezoid; if it is inside and its two vertices are not the ends of one
 * side, they make a chord. As each chord stays in a trapezoid of its own, no two cross. */

/* A side of the polygon from its smaller end. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;

  /* Of what lies above it on the line. */
  gboolean inside;
  MlsPoint vertex; /* the last one met there */
} Side;

typedef struct
{
  GArray    *sides;   /* (element-type Side) by low end, then counter-clockwise from south */
  GArray    *ends;    /* (element-type guint): sides by high end */
  GSequence *line;    /* sides from south to north */
  GArray    *chords;  /* (element-type MlsChord) */
} Sweep;

/* Both start at one point and run east, or north: which one is below. */
static int
compare_slopes (MlsPoint origin, MlsPoint a, MlsPoint b)
{
  return -mls_turn (origin, a, b);
}

static int
compare_sides (gconstpointer left, gconstpointer right)
{
  const Side *s = left;
  const Side *t = right;
  int order = mls_point_compare (s->low, t->low);

  return order != 0 ? order : compare_slopes (s->low, s->high, t->high);
}

static int
compare_ends (gconstpointer left, gconstpointer right, gpointer user_data)
{
  const Side *sides = user_data;

  return mls_point_compare (sides[*(const guint *) left].high, sides[*(const guint *) right].high);
}

static void
collect_sides (Sweep *sweep, const MlsRing *rings, guint n_rings)
{
  for (guint r = 0; r < n_rings; r++)
    for (gsize i = 0, j = rings[r].n_points - 1; i < rings[r].n_points; j = i++)
      {
        MlsPoint a = rings[r].points[j];
        MlsPoint b = rings[r].points[i];
        gboolean up = mls_point_compare (a, b) < 0;

        g_array_append_val (sweep->sides, ((Side){ .low = up ? a : b, .high = up ? b : a }));
      }

  g_array_sort (sweep->sides, compare_sides);

  for (guint i = 0; i < sweep->sides->len; i++)
    g_array_append_val (sweep->ends, i);
  g_array_sort_with_data (sweep->ends, compare_ends, sweep->sides->data);
}

static Side *
side_at (GSequenceIter *iter)
{
  return g_sequence_get (iter);
}

/* Where the first side on the line is that does not run below @point. */
static GSequenceIter *
find_not_below (GSequence *line, MlsPoint point)
{
  GSequenceIter *low = g_sequence_get_begin_iter (line);
  GSequenceIter *high = g_sequence_get_end_iter (line);

  while (low != high)
    {
      GSequenceIter *middle = g_sequence_range_get_midpoint (low, high);
      const Side *side = side_at (middle);

      if (mls_turn (side->low, side->high, point) > 0)
        low = g_sequence_iter_next (middle);
      else
        high = middle;
    }

  return low;
}

/* What lies above @below ends at @point. */
static void
end_trapezoid (Sweep *sweep, const Side *below, const Side *above, MlsPoint point)
{
  gboolean along = (mls_point_equal (below->high, point) && mls_point_equal (below->low, below->vertex)) ||
                   (above != NULL && mls_point_equal (above->high, point) &&
                    mls_point_equal (above->low, below->vertex));

  if (below->inside && !along)
    g_array_append_val (sweep->chords, ((MlsChord){ below->vertex, point }));
}

/* Takes the sides that end at @point off the line, and puts on those that start there. */
static void
pass_point (Sweep *sweep, MlsPoint point, guint first, guint end)
{
  GSequenceIter *next = find_not_below (sweep->line, point);
  Side *below = g_sequence_iter_is_begin (next) ? NULL : side_at (g_sequence_iter_prev (next));
  const Side *last = below;
  gboolean inside = below != NULL && below->inside;

  while (!g_sequence_iter_is_end (next) && mls_point_equal (side_at (next)->high, point))
    {
      GSequenceIter *ending = next;

      if (last != NULL)
        end_trapezoid (sweep, last, side_at (ending), point);
      last = side_at (ending);
      next = g_sequence_iter_next (ending);
      g_sequence_remove (ending);
    }

  if (last != NULL)
    end_trapezoid (sweep, last, g_sequence_iter_is_end (next) ? NULL : side_at (next), point);
  if (below != NULL)
    below->vertex = point;

  for (guint i = first; i < end; i++)
    {
      Side *side = &g_array_index (sweep->sides, Side, i);

      inside = !inside;
      side->inside = inside;
      side->vertex = point;
      g_sequence_insert_before (next, side);
    }
}

/**
 * mls_polygon_chords:
 * @rings: (array length=n_rings): the rings of a simple polygon, in any order and direction
 * @n_rings: how many
 * @chords: (element-type MlsChord): where to add
 *
 * Cuts the polygon into mountains: pieces with one side from their westernmost to their easternmost
 * vertex, all other vertices following each other from one to the other. Takes O(n log n).
 */
void
mls_polygon_chords (const MlsRing *rings, guint n_rings, GArray *chords)
{
  g_autoptr (GArray) sides = g_array_new (FALSE, FALSE, sizeof (Side));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GSequence) line = g_sequence_new (NULL);
  Sweep sweep = { sides, ends, line, chords };
  guint k = 0;

  collect_sides (&sweep, rings, n_rings);

  for (guint i = 0; i < sides->len || k < ends->len;)
    {
      MlsPoint point = i < sides->len ? g_array_index (sides, Side, i).low
                                      : g_array_index (sides, Side, g_array_index (ends, guint, k)).high;
      guint first = i;

      if (k < ends->len)
        {
          MlsPoint end = g_array_index (sides, Side, g_array_index (ends, guint, k)).high;

          if (mls_point_compare (end, point) < 0)
            point = end;
        }

      while (i < sides->len && mls_point_equal (g_array_index (sides, Side, i).low, point))
        i++;
      while (k < ends->len &&
             mls_point_equal (g_array_index (sides, Side, g_array_index (ends, guint, k)).high, point))
        k++;

      pass_point (&sweep, point, first, i);
    }
}
