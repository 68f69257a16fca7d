#include "geometry/snap.h"

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

struct _MlsSnap
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
 * mls_snap_new:
 *
 * Returns: (transfer full): a set without a segment
 */
MlsSnap *
mls_snap_new (void)
{
  MlsSnap *snap = g_new0 (MlsSnap, 1);

  snap->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  snap->hot = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  snap->stops = g_array_new (FALSE, FALSE, sizeof (Stop));

  return snap;
}

/**
 * mls_snap_free:
 * @snap: (transfer full): a set of segments
 */
void
mls_snap_free (MlsSnap *snap)
{
  g_clear_pointer (&snap->tree, mls_box_tree_free);
  g_array_unref (snap->pieces);
  g_array_unref (snap->hot);
  g_array_unref (snap->stops);
  g_free (snap->first);
  g_free (snap);
}

/**
 * mls_snap_add:
 * @snap: a set of segments that has not run
 * @a: one end of one more
 * @b: its other end, elsewhere
 *
 * Segments are numbered from 0 in the order they are added.
 */
void
mls_snap_add (MlsSnap *snap, MlsPoint a, MlsPoint b)
{
  g_return_if_fail (snap->first == NULL && !mls_point_equal (a, b));

  g_array_append_val (snap->pieces, ((Piece){ a, b, snap->n_parents }));
  snap->n_parents++;
}

static const Piece *
piece (const MlsSnap *snap, guint i)
{
  return &g_array_index (snap->pieces, Piece, i);
}

static void
make_hot (MlsSnap *snap, MlsPoint point)
{
  g_array_append_val (snap->hot, point);
}

static void
make_hot_if_inside (MlsSnap *snap, MlsPoint point, const Piece *other)
{
  if (!mls_point_equal (point, other->a) && !mls_point_equal (point, other->b) &&
      mls_point_on_segment (point, other->a, other->b))
    make_hot (snap, point);
}

static gboolean
meet_piece (guint index, gpointer user_data)
{
  MlsSnap *snap = user_data;
  const Piece *s = piece (snap, snap->current);
  const Piece *t = piece (snap, index);

  if (index <= snap->current)
    return TRUE;

  switch (mls_segments_meet (s->a, s->b, t->a, t->b))
    {
    case MLS_MEET_NOT:
      break;
    case MLS_MEET_CROSS:
      make_hot (snap, mls_segments_crossing (s->a, s->b, t->a, t->b));
      break;
    case MLS_MEET_TOUCH:
    case MLS_MEET_OVERLAP:
      make_hot_if_inside (snap, s->a, t);
      make_hot_if_inside (snap, s->b, t);
      make_hot_if_inside (snap, t->a, s);
      make_hot_if_inside (snap, t->b, s);
      break;
    }

  return TRUE;
}

static void
build_tree (MlsSnap *snap)
{
  g_autofree MlsBox *boxes = g_new (MlsBox, snap->pieces->len);

  for (guint i = 0; i < snap->pieces->len; i++)
    boxes[i] = mls_box_of_segment (piece (snap, i)->a, piece (snap, i)->b);

  g_clear_pointer (&snap->tree, mls_box_tree_free);
  snap->tree = mls_box_tree_new (boxes, snap->pieces->len);
}

/* Calls @meet for each piece with what comes within @margin of it. */
static void
meet_pieces (MlsSnap *snap, gint64 margin, MlsBoxTreeFunc meet)
{
  g_array_set_size (snap->hot, 0);
  g_array_set_size (snap->stops, 0);

  for (snap->current = 0; snap->current < snap->pieces->len; snap->current++)
    {
      const Piece *s = piece (snap, snap->current);
      MlsBox box = mls_box_of_segment (s->a, s->b);

      box = mls_box_grown (&box, margin);
      mls_box_tree_query (snap->tree, &box, meet, snap);
    }
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  return mls_point_compare (*(const MlsPoint *) a, *(const MlsPoint *) b);
}

static void
heat_everything (MlsSnap *snap)
{
  for (guint i = 0; i < snap->pieces->len; i++)
    {
      make_hot (snap, piece (snap, i)->a);
      make_hot (snap, piece (snap, i)->b);
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
stop_if_passes (MlsSnap *snap, guint index, MlsPoint point)
{
  const Piece *s = piece (snap, index);

  if (!mls_point_equal (point, s->a) && !mls_point_equal (point, s->b) && passes (s, point))
    g_array_append_val (snap->stops, ((Stop){ index, point }));
}

static gboolean
stop_piece (guint index, gpointer user_data)
{
  MlsSnap *snap = user_data;

  stop_if_passes (snap, index, g_array_index (snap->hot, MlsPoint, snap->current));

  return TRUE;
}

static void
find_stops (MlsSnap *snap)
{
  g_array_sort (snap->hot, compare_points);

  for (snap->current = 0; snap->current < snap->hot->len; snap->current++)
    {
      MlsPoint point = g_array_index (snap->hot, MlsPoint, snap->current);
      MlsBox box = { point.x - 1, point.y - 1, point.x + 1, point.y + 1 };

      if (snap->current > 0 &&
          mls_point_equal (point, g_array_index (snap->hot, MlsPoint, snap->current - 1)))
        continue;

      mls_box_tree_query (snap->tree, &box, stop_piece, snap);
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
cut_pieces (MlsSnap *snap)
{
  GArray *pieces = g_array_sized_new (FALSE, FALSE, sizeof (Piece), snap->pieces->len + snap->stops->len);
  guint k = 0;

  g_array_sort_with_data (snap->stops, compare_stops, snap);

  for (guint i = 0; i < snap->pieces->len; i++)
    {
      Piece rest = *piece (snap, i);

      for (; k < snap->stops->len && g_array_index (snap->stops, Stop, k).piece == i; k++)
        {
          Piece part = rest;

          part.b = rest.a = g_array_index (snap->stops, Stop, k).point;
          if (!mls_point_equal (part.a, part.b))
            g_array_append_val (pieces, part);
        }

      g_array_append_val (pieces, rest);
    }

  g_array_unref (snap->pieces);
  snap->pieces = pieces;
}

static void
index_parents (MlsSnap *snap)
{
  snap->first = g_new (guint, snap->n_parents + 1);

  for (guint i = 0, parent = 0; parent <= snap->n_parents; parent++)
    {
      while (i < snap->pieces->len && piece (snap, i)->parent < parent)
        i++;
      snap->first[parent] = i;
    }
}

/**
 * mls_snap_run:
 * @snap: a set of segments that has not run
 *
 * Takes O(n log n) a round, and few rounds.
 *
 * Returns: whether the segments now meet at common vertices only, or lie on each other from end to
 *   end
 */
gboolean
mls_snap_run (MlsSnap *snap)
{
  gboolean clean = FALSE;

  for (guint round = 0; round < MAX_ROUNDS && !clean; round++)
    {
      build_tree (snap);
      meet_pieces (snap, 0, meet_piece);
      clean = snap->hot->len == 0;

      if (!clean)
        {
          if (round >= GENTLE_ROUNDS)
            heat_everything (snap);
          find_stops (snap);
          cut_pieces (snap);
        }
    }

  index_parents (snap);

  return clean;
}

static void
stop_at_ends (MlsSnap *snap, guint index, const Piece *other)
{
  if (mls_box_holds (&snap->window, other->a))
    stop_if_passes (snap, index, other->a);
  if (mls_box_holds (&snap->window, other->b))
    stop_if_passes (snap, index, other->b);
}

/* Of two pieces each stops at the ends of the other whose squares it passes; a crossing may be in the
 * square of others too. */
static gboolean
meet_within (guint index, gpointer user_data)
{
  MlsSnap *snap = user_data;
  const Piece *s = piece (snap, snap->current);
  const Piece *t = piece (snap, index);

  if (index <= snap->current)
    return TRUE;

  stop_at_ends (snap, index, s);
  stop_at_ends (snap, snap->current, t);
  if (mls_segments_meet (s->a, s->b, t->a, t->b) == MLS_MEET_CROSS)
    {
      MlsPoint crossing = mls_segments_crossing (s->a, s->b, t->a, t->b);

      if (mls_box_holds (&snap->window, crossing))
        make_hot (snap, crossing);
    }

  return TRUE;
}

/**
 * mls_snap_run_within:
 * @snap: a set of segments that has not run
 * @window: where; its east and north sides do not belong to it
 *
 * Leads each segment through each vertex and each crossing in @window whose square of 1 mm it passes.
 * What it becomes depends on the segments that pass by alone, so that windows that lie side by side
 * can be done one by one; once all are, segments meet at common vertices only (Hobby, 1999). Unlike
 * mls_snap_run() it also moves segments that only pass by a vertex.
 */
void
mls_snap_run_within (MlsSnap *snap, const MlsBox *window)
{
  snap->window = *window;
  build_tree (snap);
  meet_pieces (snap, 1, meet_within);
  find_stops (snap);
  cut_pieces (snap);
  index_parents (snap);
}

/**
 * mls_snap_chain:
 * @snap: a set of segments that has run
 * @i: the number of a segment
 * @out: (element-type MlsPoint): filled with its vertices now, from its one end to the other
 */
void
mls_snap_chain (MlsSnap *snap, guint i, GArray *out)
{
  g_return_if_fail (i < snap->n_parents && snap->first != NULL);

  g_array_set_size (out, 0);
  for (guint k = snap->first[i]; k < snap->first[i + 1]; k++)
    g_array_append_val (out, piece (snap, k)->a);
  g_array_append_val (out, piece (snap, snap->first[i + 1] - 1)->b);
}
