#include "geometry/rounding.h"

#include "geometry/box-tree.h"
#include "geometry/predicate.h"

#include <stdlib.h>

/* Where segments meet badly, their meeting becomes a vertex of each that passes within half a
 * millimetre (its hot pixel). What that sweeps meets badly then, and is caught in the next round. If
 * this goes on, every vertex becomes hot, which Hobby (1999) proves to end it. */
#define GENTLE_ROUNDS 12
#define MAX_ROUNDS    24

/* A part of a segment between two of its vertices. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  guint    parent;
} Piece;

/* A vertex that a piece is to get. */
typedef struct
{
  guint    piece;
  MlsPoint point;
} Stop;

struct _MlsRounding
{
  GArray     *pieces;   /* (element-type Piece), along their parents, parents in order */
  guint       n_parents;
  guint      *first;    /* [n_parents + 1]: of the pieces of each, once run */

  MlsBoxTree *tree;     /* of the pieces in this round */
  GArray     *hot;      /* (element-type MlsPoint) */
  GArray     *stops;    /* (element-type Stop) */

  guint       current;  /* what a query is about */
  MlsBox      window;   /* where vertices are looked for */
};

/**
 * mls_rounding_new:
 *
 * Returns: (transfer full): a set without a segment
 */
MlsRounding *
mls_rounding_new (void)
{
  MlsRounding *rounding = g_new0 (MlsRounding, 1);

  rounding->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  rounding->hot = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  rounding->stops = g_array_new (FALSE, FALSE, sizeof (Stop));

  return rounding;
}

/**
 * mls_rounding_free:
 * @rounding: (transfer full): a set of segments
 */
void
mls_rounding_free (MlsRounding *rounding)
{
  g_clear_pointer (&rounding->tree, mls_box_tree_free);
  g_array_unref (rounding->pieces);
  g_array_unref (rounding->hot);
  g_array_unref (rounding->stops);
  g_free (rounding->first);
  g_free (rounding);
}

/**
 * mls_rounding_add:
 * @rounding: a set of segments that has not run
 * @a: one end of one more
 * @b: its other end, elsewhere
 *
 * Segments are numbered from 0 in the order they are added.
 */
void
mls_rounding_add (MlsRounding *rounding, MlsPoint a, MlsPoint b)
{
  g_return_if_fail (rounding->first == NULL && !mls_point_equal (a, b));

  g_array_append_val (rounding->pieces, ((Piece){ a, b, rounding->n_parents }));
  rounding->n_parents++;
}

static const Piece *
piece (const MlsRounding *rounding, guint i)
{
  return &g_array_index (rounding->pieces, Piece, i);
}

static void
make_hot (MlsRounding *rounding, MlsPoint point)
{
  g_array_append_val (rounding->hot, point);
}

static void
make_hot_if_inside (MlsRounding *rounding, MlsPoint point, const Piece *other)
{
  if (!mls_point_equal (point, other->a) && !mls_point_equal (point, other->b) &&
      mls_point_on_segment (point, other->a, other->b))
    make_hot (rounding, point);
}

static gboolean
meet_piece (guint index, gpointer user_data)
{
  MlsRounding *rounding = user_data;
  const Piece *s = piece (rounding, rounding->current);
  const Piece *t = piece (rounding, index);

  if (index <= rounding->current)
    return TRUE;

  switch (mls_segments_meet (s->a, s->b, t->a, t->b))
    {
    case MLS_MEET_NOT:
      break;
    case MLS_MEET_CROSS:
      make_hot (rounding, mls_segments_crossing (s->a, s->b, t->a, t->b));
      break;
    case MLS_MEET_TOUCH:
    case MLS_MEET_OVERLAP:
      make_hot_if_inside (rounding, s->a, t);
      make_hot_if_inside (rounding, s->b, t);
      make_hot_if_inside (rounding, t->a, s);
      make_hot_if_inside (rounding, t->b, s);
      break;
    }

  return TRUE;
}

static void
build_tree (MlsRounding *rounding)
{
  g_autofree MlsBox *boxes = g_new (MlsBox, rounding->pieces->len);

  for (guint i = 0; i < rounding->pieces->len; i++)
    boxes[i] = mls_box_of_segment (piece (rounding, i)->a, piece (rounding, i)->b);

  g_clear_pointer (&rounding->tree, mls_box_tree_free);
  rounding->tree = mls_box_tree_new (boxes, rounding->pieces->len);
}

/* Calls @meet for each piece with what comes within @margin of it. */
static void
meet_pieces (MlsRounding *rounding, gint64 margin, MlsBoxTreeFunc meet)
{
  g_array_set_size (rounding->hot, 0);
  g_array_set_size (rounding->stops, 0);

  for (rounding->current = 0; rounding->current < rounding->pieces->len; rounding->current++)
    {
      const Piece *s = piece (rounding, rounding->current);
      MlsBox box = mls_box_of_segment (s->a, s->b);

      box = mls_box_grown (&box, margin);
      mls_box_tree_query (rounding->tree, &box, meet, rounding);
    }
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  return mls_point_compare (*(const MlsPoint *) a, *(const MlsPoint *) b);
}

static void
heat_everything (MlsRounding *rounding)
{
  for (guint i = 0; i < rounding->pieces->len; i++)
    {
      make_hot (rounding, piece (rounding, i)->a);
      make_hot (rounding, piece (rounding, i)->b);
    }
}

/* Whether the segment passes through the square of one millimetre around @centre, of whose sides it
 * has those in the west and the south, as what rounds to @centre does. Counted in half millimetres,
 * so that the corners of the square are whole. They are odd then and the ends of segments even: a
 * segment that does not pass the inside can only touch a corner. */
static gboolean
passes (const Piece *s, MlsPoint centre)
{
  MlsPoint a = { 2 * s->a.x, 2 * s->a.y };
  MlsPoint b = { 2 * s->b.x, 2 * s->b.y };
  MlsBox pixel = { 2 * centre.x - 1, 2 * centre.y - 1, 2 * centre.x + 1, 2 * centre.y + 1 };
  MlsBox box = mls_box_of_segment (a, b);
  int sides[4] = { mls_turn (a, b, (MlsPoint){ pixel.min_x, pixel.min_y }),
                   mls_turn (a, b, (MlsPoint){ pixel.max_x, pixel.min_y }),
                   mls_turn (a, b, (MlsPoint){ pixel.max_x, pixel.max_y }),
                   mls_turn (a, b, (MlsPoint){ pixel.min_x, pixel.max_y }) };

  gboolean left = FALSE;
  gboolean right = FALSE;

  if (!mls_box_intersects (&pixel, &box))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      left = left || sides[i] > 0;
      right = right || sides[i] < 0;
    }

  return (left && right) || sides[0] == 0;
}

static void
stop_if_passes (MlsRounding *rounding, guint index, MlsPoint point)
{
  const Piece *s = piece (rounding, index);

  if (!mls_point_equal (point, s->a) && !mls_point_equal (point, s->b) && passes (s, point))
    g_array_append_val (rounding->stops, ((Stop){ index, point }));
}

static gboolean
stop_piece (guint index, gpointer user_data)
{
  MlsRounding *rounding = user_data;

  stop_if_passes (rounding, index, g_array_index (rounding->hot, MlsPoint, rounding->current));

  return TRUE;
}

static void
find_stops (MlsRounding *rounding)
{
  g_array_sort (rounding->hot, compare_points);

  for (rounding->current = 0; rounding->current < rounding->hot->len; rounding->current++)
    {
      MlsPoint point = g_array_index (rounding->hot, MlsPoint, rounding->current);
      MlsBox box = { point.x - 1, point.y - 1, point.x + 1, point.y + 1 };

      if (rounding->current > 0 &&
          mls_point_equal (point, g_array_index (rounding->hot, MlsPoint, rounding->current - 1)))
        continue;

      mls_box_tree_query (rounding->tree, &box, stop_piece, rounding);
    }
}

/* How far along a piece a point is, in units that do not matter. */
static MlsInt128
along (const Piece *s, MlsPoint point)
{
  return (MlsInt128) (s->b.x - s->a.x) * (point.x - s->a.x) +
         (MlsInt128) (s->b.y - s->a.y) * (point.y - s->a.y);
}

static int
compare_stops (gconstpointer left, gconstpointer right, gpointer user_data)
{
  const Stop *p = left;
  const Stop *q = right;
  MlsInt128 p_along, q_along;

  if (p->piece != q->piece)
    return p->piece < q->piece ? -1 : 1;

  p_along = along (piece (user_data, p->piece), p->point);
  q_along = along (piece (user_data, q->piece), q->point);
  if (p_along != q_along)
    return p_along < q_along ? -1 : 1;

  return mls_point_compare (p->point, q->point);
}

static void
cut_pieces (MlsRounding *rounding)
{
  guint n_most = rounding->pieces->len + rounding->stops->len;
  GArray *pieces = g_array_sized_new (FALSE, FALSE, sizeof (Piece), n_most);
  guint k = 0;

  g_array_sort_with_data (rounding->stops, compare_stops, rounding);

  for (guint i = 0; i < rounding->pieces->len; i++)
    {
      Piece rest = *piece (rounding, i);

      for (; k < rounding->stops->len && g_array_index (rounding->stops, Stop, k).piece == i; k++)
        {
          Piece part = rest;

          part.b = rest.a = g_array_index (rounding->stops, Stop, k).point;
          if (!mls_point_equal (part.a, part.b))
            g_array_append_val (pieces, part);
        }

      g_array_append_val (pieces, rest);
    }

  g_array_unref (rounding->pieces);
  rounding->pieces = pieces;
}

static void
index_parents (MlsRounding *rounding)
{
  rounding->first = g_new (guint, rounding->n_parents + 1);

  for (guint i = 0, parent = 0; parent <= rounding->n_parents; parent++)
    {
      while (i < rounding->pieces->len && piece (rounding, i)->parent < parent)
        i++;
      rounding->first[parent] = i;
    }
}

/**
 * mls_rounding_run:
 * @rounding: a set of segments that has not run
 *
 * Takes O(n log n) a round, and few rounds.
 *
 * Returns: whether the segments now meet at common vertices only, or lie on each other from end to
 *   end
 */
gboolean
mls_rounding_run (MlsRounding *rounding)
{
  gboolean clean = FALSE;

  for (guint round = 0; round < MAX_ROUNDS && !clean; round++)
    {
      build_tree (rounding);
      meet_pieces (rounding, 0, meet_piece);
      clean = rounding->hot->len == 0;

      if (!clean)
        {
          if (round >= GENTLE_ROUNDS)
            heat_everything (rounding);
          find_stops (rounding);
          cut_pieces (rounding);
        }
    }

  index_parents (rounding);

  return clean;
}

static void
stop_at_ends (MlsRounding *rounding, guint index, const Piece *other)
{
  if (mls_box_holds (&rounding->window, other->a))
    stop_if_passes (rounding, index, other->a);
  if (mls_box_holds (&rounding->window, other->b))
    stop_if_passes (rounding, index, other->b);
}

/* Of two pieces each stops at the ends of the other whose squares it passes; a crossing may be in the
 * square of others too. */
static gboolean
meet_within (guint index, gpointer user_data)
{
  MlsRounding *rounding = user_data;
  const Piece *s = piece (rounding, rounding->current);
  const Piece *t = piece (rounding, index);

  if (index <= rounding->current)
    return TRUE;

  stop_at_ends (rounding, index, s);
  stop_at_ends (rounding, rounding->current, t);
  if (mls_segments_meet (s->a, s->b, t->a, t->b) == MLS_MEET_CROSS)
    {
      MlsPoint crossing = mls_segments_crossing (s->a, s->b, t->a, t->b);

      if (mls_box_holds (&rounding->window, crossing))
        make_hot (rounding, crossing);
    }

  return TRUE;
}

/**
 * mls_rounding_run_within:
 * @rounding: a set of segments that has not run
 * @window: where; its east and north sides do not belong to it
 *
 * Leads each segment through each vertex and each crossing in @window whose square of 1 mm it passes.
 * What it becomes depends on the segments that pass by alone, so that windows that lie side by side
 * can be done one by one; once all are, segments meet at common vertices only (Hobby, 1999). Unlike
 * mls_rounding_run() it also moves segments that only pass by a vertex.
 */
void
mls_rounding_run_within (MlsRounding *rounding, const MlsBox *window)
{
  rounding->window = *window;
  build_tree (rounding);
  meet_pieces (rounding, 1, meet_within);
  find_stops (rounding);
  cut_pieces (rounding);
  index_parents (rounding);
}

/**
 * mls_rounding_chain:
 * @rounding: a set of segments that has run
 * @i: the number of a segment
 * @out: (element-type MlsPoint): filled with its vertices now, from its one end to the other
 */
void
mls_rounding_chain (MlsRounding *rounding, guint i, GArray *out)
{
  g_return_if_fail (i < rounding->n_parents && rounding->first != NULL);

  g_array_set_size (out, 0);
  for (guint k = rounding->first[i]; k < rounding->first[i + 1]; k++)
    g_array_append_val (out, piece (rounding, k)->a);
  g_array_append_val (out, piece (rounding, rounding->first[i + 1] - 1)->b);
}
