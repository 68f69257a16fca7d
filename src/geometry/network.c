#include "geometry/network.h"

#include "base/scratch.h"

#include <stdlib.h>
#include <string.h>

/* Points of a strand from which on nothing is added to it: the ground of one line costs more than twice as much as that
 * of two of half its length. */
#define LONG_STRAND 512

/* A corner reaches a tenth farther than half the width: one of less than 49° is whole, and no sharper one becomes a spike.
 * An arc would give each bend of a few degrees two vertices a hand apart. */
#define REACH 1.1

/* Lines that leave a place at less than 26° from each other do not go on as one: they run side by side. */
#define BESIDE 0.9

/* Where more lines end, none goes on: no road does, and each would be held against each. */
#define MOST_ENDS 32

#define NO_END G_MAXUINT

typedef struct
{
  const MlsPoint *points; /* in scratch room */
  guint           n_points;
  gint64          width;
} Line;

/* End 2i is where line i starts, 2i + 1 where it stops. */
typedef struct
{
  MlsPoint place;
  double   x;     /* which way the line leaves it: of length 1 */
  double   y;
  guint    end;
} Knot;

struct _MlsNetwork
{
  MlsScratch *scratch;
  GArray     *lines;   /* (element-type Line) */

  /* Once they are joined. */
  guint      *next;    /* [ends]: the end of another line that goes on here, or NO_END */
  gboolean   *is_round; /* [ends] */

  /* Of the strand being made. */
  GArray     *points;  /* (element-type MlsPoint) */
  GArray     *members; /* (element-type guint) */
  gboolean   *is_done; /* [lines] */
};

/**
 * mls_network_new:
 *
 * Returns: (transfer full): a network without a line
 */
MlsNetwork *
mls_network_new (void)
{
  MlsNetwork *self = g_new0 (MlsNetwork, 1);

  self->scratch = mls_scratch_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  self->members = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

/**
 * mls_network_free:
 * @self: (transfer full): a network
 */
void
mls_network_free (MlsNetwork *self)
{
  mls_scratch_free (self->scratch);
  g_array_unref (self->lines);
  g_array_unref (self->points);
  g_array_unref (self->members);
  g_free (self->next);
  g_free (self->is_round);
  g_free (self->is_done);
  g_free (self);
}

/**
 * mls_network_add:
 * @self: a network that was not asked for its strands
 * @points: (array length=n_points): a line, no point twice in a row
 * @n_points: at least 2
 * @width: mm
 */
void
mls_network_add (MlsNetwork *self, const MlsPoint *points, guint n_points, gint64 width)
{
  gsize size = n_points * sizeof *points;
  gpointer kept = mls_scratch_reserve (self->scratch, size);

  memcpy (kept, points, size);
  mls_scratch_keep (self->scratch, size);
  g_array_append_val (self->lines, ((Line){ kept, n_points, width }));
}

/**
 * mls_network_get_n:
 * @self: a network
 *
 * Returns: how many lines were added
 */
guint
mls_network_get_n (const MlsNetwork *self)
{
  return self->lines->len;
}

static const Line *
line_at (const MlsNetwork *self, guint i)
{
  return &g_array_index (self->lines, Line, i);
}

static gint64
width_at (const MlsNetwork *self, guint end)
{
  return line_at (self, end / 2)->width;
}

/* Joining */

static Knot
knot_of (const MlsNetwork *self, guint end)
{
  const Line *line = line_at (self, end / 2);
  MlsPoint here = line->points[end % 2 == 0 ? 0 : line->n_points - 1];
  MlsPoint there = line->points[end % 2 == 0 ? 1 : line->n_points - 2];
  double length = mls_point_distance (here, there);

  return (Knot){ here, (double) (there.x - here.x) / length, (double) (there.y - here.y) / length, end };
}

static int
compare_knots (gconstpointer left, gconstpointer right)
{
  const Knot *a = left;
  const Knot *b = right;
  int order = mls_point_compare (a->place, b->place);

  return order != 0 ? order : (a->end > b->end) - (a->end < b->end);
}

/* The two ends of one width that go on straightest of those that do not go on yet. */
static gboolean
find_straightest (const MlsNetwork *self, const Knot *knots, guint n, guint *a, guint *b)
{
  double best = BESIDE;

  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++)
      {
        double turn = knots[i].x * knots[k].x + knots[i].y * knots[k].y;

        if (self->next[knots[i].end] != NO_END || self->next[knots[k].end] != NO_END || turn >= best ||
            width_at (self, knots[i].end) != width_at (self, knots[k].end))
          continue;

        best = turn;
        *a = knots[i].end;
        *b = knots[k].end;
      }

  return best < BESIDE;
}

/* What as wide as a line goes on past its end covers that; where all others end, too, a half circle does. */
static gboolean
needs_circle (const MlsNetwork *self, const Knot *knots, guint n, guint end)
{
  gboolean meets = FALSE;

  for (guint i = 0; i < n; i++)
    {
      guint other = knots[i].end;

      if (other == end || width_at (self, other) < width_at (self, end))
        continue;
      if (self->next[other] != NO_END)
        return FALSE;
      meets = TRUE;
    }

  return meets;
}

static void
join_at (MlsNetwork *self, const Knot *knots, guint n)
{
  guint a = 0;
  guint b = 0;

  while (n <= MOST_ENDS && find_straightest (self, knots, n, &a, &b))
    {
      self->next[a] = b;
      self->next[b] = a;
    }

  for (guint i = 0; i < n; i++)
    self->is_round[knots[i].end] = self->next[knots[i].end] == NO_END && needs_circle (self, knots, n, knots[i].end);
}

static void
join (MlsNetwork *self)
{
  guint n = 2 * self->lines->len;
  g_autofree Knot *knots = g_new (Knot, n);
  guint end;

  self->next = g_new (guint, n);
  self->is_round = g_new0 (gboolean, n);
  for (guint i = 0; i < n; i++)
    {
      self->next[i] = NO_END;
      knots[i] = knot_of (self, i);
    }
  if (n > 0)
    qsort (knots, n, sizeof *knots, compare_knots);

  for (guint first = 0; first < n; first = end)
    {
      end = first + 1;
      while (end < n && mls_point_equal (knots[end].place, knots[first].place))
        end++;
      join_at (self, knots + first, end - first);
    }
}

/* Strands */

/* Adds the line of @end, which it starts from, without the point that is there already. */
static void
add_line (MlsNetwork *self, guint end)
{
  const Line *line = line_at (self, end / 2);
  guint member = end / 2;
  guint first = self->points->len > 0 ? 1 : 0;

  for (guint i = first; i < line->n_points; i++)
    {
      MlsPoint point = line->points[end % 2 == 0 ? i : line->n_points - 1 - i];

      g_array_append_val (self->points, point);
    }
  g_array_append_val (self->members, member);
  self->is_done[member] = TRUE;
}

static guint
other_end (guint end)
{
  return end ^ 1;
}

/* Whether an end is round: one where a strand was broken off for its length is. */
static gboolean
ends_round (const MlsNetwork *self, guint end)
{
  return self->next[end] != NO_END || self->is_round[end];
}

static gboolean
give_strand (MlsNetwork *self, guint first, MlsStrandFunc func, gpointer user_data)
{
  MlsStrand strand = { .band = { .width = width_at (self, first), .reach = REACH } };
  guint end = first;
  gboolean is_closed;

  g_array_set_size (self->points, 0);
  g_array_set_size (self->members, 0);
  add_line (self, first);
  for (end = other_end (first); self->next[end] != NO_END && !self->is_done[self->next[end] / 2] &&
                                self->points->len < LONG_STRAND;
       end = other_end (self->next[end]))
    add_line (self, self->next[end]);

  is_closed = self->next[end] == first;
  strand.band.round_start = !is_closed && ends_round (self, first);
  strand.band.round_end = !is_closed && ends_round (self, end);
  strand.points = (const MlsPoint *) (gpointer) self->points->data;
  strand.n_points = self->points->len;
  strand.lines = (const guint *) (gpointer) self->members->data;
  strand.n_lines = self->members->len;

  return func (&strand, user_data);
}

/**
 * mls_network_each:
 * @self: a network
 * @func: (scope call): called with each strand of it; each line is in one
 * @user_data: for @func
 *
 * Takes O(n log n) of the lines. Which strands there are depends on the lines and their order alone.
 *
 * Returns: %FALSE if @func gave up
 */
gboolean
mls_network_each (MlsNetwork *self, MlsStrandFunc func, gpointer user_data)
{
  guint n = 2 * self->lines->len;

  if (self->next == NULL)
    join (self);
  g_free (self->is_done);
  self->is_done = g_new0 (gboolean, self->lines->len);

  for (guint end = 0; end < n; end++)
    if (self->next[end] == NO_END && !self->is_done[end / 2] && !give_strand (self, end, func, user_data))
      return FALSE;

  /* What is left goes on at either end: rings, and what follows where a strand was broken off. */
  for (guint end = 0; end < n; end += 2)
    if (!self->is_done[end / 2] && !give_strand (self, end, func, user_data))
      return FALSE;

  return TRUE;
}
