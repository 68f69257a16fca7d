#include "coverage/noding.h"

#include "coverage/refusal.h"
#include "coverage/segment-table.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>

enum
{
  /* A border strays less than this from its old course; searches look so much further. */
  SLACK_MM = 2,
  /* The line gives way to a vertex this near to where it crosses a border. */
  NEAR_MM = 1,
  /* Each step adds a node for good, so the noding ends; a sketch that needs more is no edit. */
  MAX_STEPS = 20000,
};

/* A piece of the line on its way to its final course. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  guint    line;    /* which line it is of */
  gboolean pending; /* not yet tested against what lies around it as it is now */
} Piece;

struct _MlsNoding
{
  MlsPatch        *patch;
  GArray          *chains;   /* (element-type MlsChain) borders with nodes */
  MlsSegmentTable *chain_of; /* low → high: index in chains, plus 1 */
  GQueue           pieces;   /* (element-type Piece) the lines, in their order */
  guint            n_lines;
  guint            n_steps;
};

static void
chain_clear (gpointer data)
{
  g_array_unref (((MlsChain *) data)->points);
}

/**
 * mls_noding_new:
 * @patch: the borders; must outlive the noding
 *
 * Returns: (transfer full): a noding of no line yet
 */
MlsNoding *
mls_noding_new (MlsPatch *patch)
{
  MlsNoding *noding = g_new0 (MlsNoding, 1);

  noding->patch = patch;
  noding->chains = g_array_new (FALSE, FALSE, sizeof (MlsChain));
  g_array_set_clear_func (noding->chains, chain_clear);
  noding->chain_of = mls_segment_table_new ();
  g_queue_init (&noding->pieces);

  return noding;
}

/**
 * mls_noding_free:
 * @noding: (transfer full): a noding
 */
void
mls_noding_free (MlsNoding *noding)
{
  g_queue_clear_full (&noding->pieces, g_free);
  mls_segment_table_free (noding->chain_of);
  g_array_unref (noding->chains);
  g_free (noding);
}

static MlsChain *
find_chain (const MlsNoding *noding, MlsPoint a, MlsPoint b)
{
  gboolean forward = mls_point_compare (a, b) < 0;
  guint index = GPOINTER_TO_UINT (
      mls_segment_table_get (noding->chain_of, forward ? a : b, forward ? b : a));

  return index == 0 ? NULL : &g_array_index (noding->chains, MlsChain, index - 1);
}

/**
 * mls_noding_chain_of:
 * @noding: a noding
 * @a: one end of a border's segment as it was
 * @b: the other end
 *
 * Returns: (nullable) (element-type MlsPoint): both ends and the nodes between, from the smaller
 *   end to the larger one; %NULL if it got no node
 */
const GArray *
mls_noding_chain_of (const MlsNoding *noding, MlsPoint a, MlsPoint b)
{
  const MlsChain *chain = find_chain (noding, a, b);

  return chain != NULL ? chain->points : NULL;
}

/**
 * mls_noding_chains:
 * @noding: a noding
 *
 * Returns: (element-type MlsChain): the borders that got nodes
 */
const GArray *
mls_noding_chains (const MlsNoding *noding)
{
  return noding->chains;
}

/* A piece of a border as it runs now, directed with @face on its left, and the border it is of. */
typedef struct
{
  MlsPoint       a;
  MlsPoint       b;
  const MlsFace *face;
  MlsPoint       low;
  MlsPoint       high;
} Border;

typedef struct
{
  const MlsNoding *noding;
  MlsBox           box;
  GArray          *borders;
} BorderSearch;

static void
add_border (BorderSearch *search, Border border)
{
  MlsBox box = mls_box_of_segment (border.a, border.b);

  if (mls_box_intersects (&box, &search->box))
    g_array_append_val (search->borders, border);
}

static void
collect_border (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  BorderSearch *search = user_data;
  gboolean forward = mls_point_compare (a, b) < 0;
  Border border = { a, b, face, forward ? a : b, forward ? b : a };
  const GArray *chain = mls_noding_chain_of (search->noding, a, b);

  if (chain == NULL)
    {
      add_border (search, border);
      return;
    }

  for (guint i = 1; i < chain->len; i++)
    {
      border.a = g_array_index (chain, MlsPoint, forward ? i - 1 : chain->len - i);
      border.b = g_array_index (chain, MlsPoint, forward ? i : chain->len - i - 1);
      add_border (search, border);
    }
}

/* The borders as they run now in @box. */
static GArray *
borders_in (const MlsNoding *noding, const MlsBox *box)
{
  BorderSearch search = { noding, *box, g_array_new (FALSE, FALSE, sizeof (Border)) };
  MlsBox wide = mls_box_grown (box, SLACK_MM);

  mls_patch_each_segment (noding->patch, &wide, collect_border, &search);

  return search.borders;
}

/* Puts @node between the ends of @border. */
static void
put_node (MlsNoding *noding, const Border *border, MlsPoint node)
{
  MlsChain *chain = find_chain (noding, border->low, border->high);

  if (chain == NULL)
    {
      MlsChain fresh = { border->low, border->high, g_array_new (FALSE, FALSE, sizeof (MlsPoint)) };

      g_array_append_val (fresh.points, border->low);
      g_array_append_val (fresh.points, border->high);
      g_array_append_val (noding->chains, fresh);
      mls_segment_table_set (noding->chain_of, border->low, border->high,
                             GUINT_TO_POINTER (noding->chains->len));
      chain = &g_array_index (noding->chains, MlsChain, noding->chains->len - 1);
    }

  for (guint i = 1; i < chain->points->len; i++)
    {
      MlsPoint before = g_array_index (chain->points, MlsPoint, i - 1);
      MlsPoint after = g_array_index (chain->points, MlsPoint, i);

      if ((mls_point_equal (before, border->a) && mls_point_equal (after, border->b)) ||
          (mls_point_equal (before, border->b) && mls_point_equal (after, border->a)))
        {
          g_array_insert_val (chain->points, i, node);
          return;
        }
    }

  g_assert_not_reached ();
}

/* The pieces of the line near a border that moved are to be looked at again. */
static void
wake_pieces (MlsNoding *noding, const MlsBox *box)
{
  for (GList *l = noding->pieces.head; l != NULL; l = l->next)
    {
      Piece *piece = l->data;
      MlsBox own = mls_box_of_segment (piece->a, piece->b);

      if (mls_box_intersects (&own, box))
        piece->pending = TRUE;
    }
}

/* Keeps of two vertices in the triangle the one nearer to the border, the smaller of equals. */
static void
keep_lower (const Border *border, MlsPoint node, MlsPoint vertex, MlsPoint *lowest, gboolean *found)
{
  MlsInt128 height, lowest_height;

  if (mls_point_equal (vertex, border->a) || mls_point_equal (vertex, border->b) ||
      mls_point_equal (vertex, node) || !mls_point_in_triangle (vertex, border->a, node, border->b))
    return;

  height = mls_cross (border->a, border->b, vertex);
  lowest_height = mls_cross (border->a, border->b, *lowest);
  height = height < 0 ? -height : height;
  lowest_height = lowest_height < 0 ? -lowest_height : lowest_height;

  if (!*found || height < lowest_height ||
      (height == lowest_height && mls_point_compare (vertex, *lowest) < 0))
    *lowest = vertex;
  *found = TRUE;
}

/* Whether leading @border through @node would sweep a vertex; @lowest is the first it would meet. */
static gboolean
sweeps_vertex (const MlsNoding *noding,
               const Border    *border,
               MlsPoint         node,
               const GArray    *around,
               MlsPoint        *lowest)
{
  gboolean found = FALSE;

  for (guint i = 0; i < around->len; i++)
    {
      const Border *other = &g_array_index (around, Border, i);

      keep_lower (border, node, other->a, lowest, &found);
      keep_lower (border, node, other->b, lowest, &found);
    }

  for (const GList *l = noding->pieces.head; l != NULL; l = l->next)
    {
      const Piece *piece = l->data;

      keep_lower (border, node, piece->a, lowest, &found);
      keep_lower (border, node, piece->b, lowest, &found);
    }

  return found;
}

/* Whether @other would be crossed by @border led through @node, or has @node in its middle. */
static gboolean
stands_between (const Border *border, MlsPoint node, const Border *other)
{
  if (mls_point_equal (other->low, border->low) && mls_point_equal (other->high, border->high))
    return FALSE;
  if (mls_point_equal (other->a, node) || mls_point_equal (other->b, node))
    return FALSE;

  return mls_point_on_segment (node, other->a, other->b) ||
         mls_segments_meet (border->a, node, other->a, other->b) == MLS_MEET_CROSS ||
         mls_segments_meet (node, border->b, other->a, other->b) == MLS_MEET_CROSS;
}

/* Leads @border through @node, after all that lies between. One call adds one node somewhere, not
 * always the one asked for: the caller looks again at what then crosses. */
static gboolean
add_node (MlsNoding *noding, const Border *border, MlsPoint node)
{
  MlsPoint corners[] = { border->a, node, border->b };
  MlsBox box = mls_box_of_points (corners, G_N_ELEMENTS (corners));
  g_autoptr (GArray) around = borders_in (noding, &box);
  MlsPoint lowest = node;

  if (++noding->n_steps > MAX_STEPS)
    return FALSE;

  if (mls_turn (border->a, border->b, node) != 0 &&
      sweeps_vertex (noding, border, node, around, &lowest))
    return add_node (noding, border, lowest);

  for (guint i = 0; i < around->len; i++)
    {
      const Border *other = &g_array_index (around, Border, i);

      if (stands_between (border, node, other))
        return add_node (noding, other, node);
    }

  put_node (noding, border, node);
  wake_pieces (noding, &box);

  return TRUE;
}

static gboolean
is_near (MlsPoint a, MlsPoint b)
{
  return ABS (a.x - b.x) <= NEAR_MM && ABS (a.y - b.y) <= NEAR_MM;
}

/* Breaks the piece at @link in two at @at. */
static void
break_piece (MlsNoding *noding, GList *link, MlsPoint at)
{
  Piece *piece = link->data;
  Piece *rest = g_new (Piece, 1);

  *rest = (Piece){ at, piece->b, piece->line, TRUE };
  piece->b = at;
  piece->pending = TRUE;
  g_queue_insert_after (&noding->pieces, link, rest);
}

/* Whether @point lies within the segment but is neither end. */
static gboolean
splits (MlsPoint point, MlsPoint a, MlsPoint b)
{
  return !mls_point_equal (point, a) && !mls_point_equal (point, b) &&
         mls_point_on_segment (point, a, b);
}

typedef enum
{
  STEP_NONE,   /* they meet at common vertices only */
  STEP_DONE,   /* something was changed; look again */
  STEP_FAILED, /* too fine */
} Step;

static Step
meet_crossing (MlsNoding *noding, GList *link, const Border *border)
{
  const Piece *piece = link->data;
  MlsPoint at = mls_segments_crossing (piece->a, piece->b, border->a, border->b);

  if (is_near (at, border->a) || is_near (at, border->b))
    {
      MlsPoint end = is_near (at, border->a) ? border->a : border->b;

      /* The line gives way, unless it would come back to where it is. */
      if (!mls_point_equal (end, piece->a) && !mls_point_equal (end, piece->b))
        {
          break_piece (noding, link, end);
          return STEP_DONE;
        }
    }

  if (mls_point_equal (at, border->a) || mls_point_equal (at, border->b))
    return STEP_FAILED;

  return add_node (noding, border, at) ? STEP_DONE : STEP_FAILED;
}

/* Does the first thing that keeps the piece at @link and @border from meeting at vertices only. */
static Step
meet_border (MlsNoding *noding, GList *link, const Border *border)
{
  const Piece *piece = link->data;

  switch (mls_segments_meet (piece->a, piece->b, border->a, border->b))
    {
    case MLS_MEET_NOT:
      return STEP_NONE;
    case MLS_MEET_CROSS:
      return meet_crossing (noding, link, border);
    case MLS_MEET_TOUCH:
    case MLS_MEET_OVERLAP:
      break;
    }

  if (splits (border->a, piece->a, piece->b))
    break_piece (noding, link, border->a);
  else if (splits (border->b, piece->a, piece->b))
    break_piece (noding, link, border->b);
  else if (splits (piece->a, border->a, border->b))
    return add_node (noding, border, piece->a) ? STEP_DONE : STEP_FAILED;
  else if (splits (piece->b, border->a, border->b))
    return add_node (noding, border, piece->b) ? STEP_DONE : STEP_FAILED;
  else
    return STEP_NONE;

  return STEP_DONE;
}

static Step
meet_borders (MlsNoding *noding, GList *link)
{
  const Piece *piece = link->data;
  MlsBox box = mls_box_of_segment (piece->a, piece->b);
  g_autoptr (GArray) borders = borders_in (noding, &box);

  for (guint i = 0; i < borders->len; i++)
    {
      Step step = meet_border (noding, link, &g_array_index (borders, Border, i));

      if (step != STEP_NONE)
        return step;
    }

  return STEP_NONE;
}

/* The line with itself: both pieces are free to give way. */
static Step
meet_piece (MlsNoding *noding, GList *link, GList *other_link)
{
  const Piece *piece = link->data;
  const Piece *other = other_link->data;
  MlsPoint at;

  switch (mls_segments_meet (piece->a, piece->b, other->a, other->b))
    {
    case MLS_MEET_NOT:
      return STEP_NONE;
    case MLS_MEET_CROSS:
      at = mls_segments_crossing (piece->a, piece->b, other->a, other->b);
      if (!mls_point_equal (at, piece->a) && !mls_point_equal (at, piece->b))
        break_piece (noding, link, at);
      if (!mls_point_equal (at, other->a) && !mls_point_equal (at, other->b))
        break_piece (noding, other_link, at);
      return ++noding->n_steps <= MAX_STEPS ? STEP_DONE : STEP_FAILED;
    case MLS_MEET_TOUCH:
    case MLS_MEET_OVERLAP:
      break;
    }

  if (splits (other->a, piece->a, piece->b))
    break_piece (noding, link, other->a);
  else if (splits (other->b, piece->a, piece->b))
    break_piece (noding, link, other->b);
  else if (splits (piece->a, other->a, other->b))
    break_piece (noding, other_link, piece->a);
  else if (splits (piece->b, other->a, other->b))
    break_piece (noding, other_link, piece->b);
  else
    return STEP_NONE;

  return STEP_DONE;
}

static Step
meet_pieces (MlsNoding *noding, GList *link)
{
  for (GList *l = noding->pieces.head; l != NULL; l = l->next)
    {
      Step step = l != link ? meet_piece (noding, link, l) : STEP_NONE;

      if (step != STEP_NONE)
        return step;
    }

  return STEP_NONE;
}

static GList *
first_pending (MlsNoding *noding)
{
  for (GList *l = noding->pieces.head; l != NULL; l = l->next)
    if (((Piece *) l->data)->pending)
      return l;

  return NULL;
}

static gboolean
settle (MlsNoding *noding, GError **error)
{
  GList *link;

  while ((link = first_pending (noding)) != NULL)
    {
      Piece *piece = link->data;
      Step step;

      if (mls_point_equal (piece->a, piece->b))
        {
          g_free (piece);
          g_queue_delete_link (&noding->pieces, link);
          continue;
        }

      step = meet_borders (noding, link);
      if (step == STEP_NONE)
        step = meet_pieces (noding, link);
      if (step == STEP_NONE)
        piece->pending = FALSE;

      if (step == STEP_FAILED || ++noding->n_steps > MAX_STEPS)
        {
          g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE,
                       _("The line is too fine for the grid at (%.3f, %.3f)"),
                       mls_grid_to_metres (piece->a.x), mls_grid_to_metres (piece->a.y));
          return FALSE;
        }
    }

  return mls_patch_check (noding->patch, error);
}

/**
 * mls_noding_insert:
 * @noding: a noding
 * @points: (array length=n_points): a line, as drawn; it may cross itself and run along borders
 * @n_points: how many
 * @error: %MLS_REFUSAL_TOO_FINE, or the source's error
 *
 * Adds a line behind those inserted before.
 *
 * Returns: %FALSE if it cannot be noded; the noding is then of no use
 */
gboolean
mls_noding_insert (MlsNoding *noding, const MlsPoint *points, gsize n_points, GError **error)
{
  for (gsize i = 1; i < n_points; i++)
    {
      Piece *piece = g_new (Piece, 1);

      *piece = (Piece){ points[i - 1], points[i], noding->n_lines, TRUE };
      g_queue_push_tail (&noding->pieces, piece);
    }
  noding->n_lines++;

  return settle (noding, error);
}

/* Square of the distance from @point to the segment, mm². */
static double
distance2 (MlsPoint point, MlsPoint a, MlsPoint b)
{
  double dx = (double) (b.x - a.x), dy = (double) (b.y - a.y);
  double px = (double) (point.x - a.x), py = (double) (point.y - a.y);
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? CLAMP ((px * dx + py * dy) / length2, 0, 1) : 0;

  return (px - t * dx) * (px - t * dx) + (py - t * dy) * (py - t * dy);
}

static gboolean
chain_has (const GArray *chain, MlsPoint point)
{
  for (guint i = 0; chain != NULL && i < chain->len; i++)
    if (mls_point_equal (g_array_index (chain, MlsPoint, i), point))
      return TRUE;

  return FALSE;
}

/* The piece of the border from @a to @b, as it runs now, that comes nearest to @point. */
static Border
nearest_piece (const MlsNoding *noding, MlsPoint a, MlsPoint b, MlsPoint point)
{
  const GArray *chain = mls_noding_chain_of (noding, a, b);
  gboolean forward = mls_point_compare (a, b) < 0;
  Border border = { a, b, NULL, forward ? a : b, forward ? b : a };
  double best = G_MAXDOUBLE;

  for (guint i = 1; chain != NULL && i < chain->len; i++)
    {
      MlsPoint p = g_array_index (chain, MlsPoint, i - 1);
      MlsPoint q = g_array_index (chain, MlsPoint, i);
      double here = distance2 (point, p, q);

      if (here < best)
        {
          best = here;
          border.a = p;
          border.b = q;
        }
    }

  return border;
}

/**
 * mls_noding_add_node:
 * @noding: a noding
 * @a: one end of a border's segment
 * @b: its other end
 * @node: a point within a millimetre of it
 * @error: %MLS_REFUSAL_TOO_FINE, or the source's error
 *
 * Makes @node a vertex of the border between @a and @b.
 *
 * Returns: %FALSE if that cannot be done on the grid
 */
gboolean
mls_noding_add_node (MlsNoding *noding, MlsPoint a, MlsPoint b, MlsPoint node, GError **error)
{
  gboolean room = TRUE;

  while (room && !mls_point_equal (node, a) && !mls_point_equal (node, b) &&
         !chain_has (mls_noding_chain_of (noding, a, b), node))
    {
      Border border = nearest_piece (noding, a, b, node);

      room = add_node (noding, &border, node);
    }

  if (!room)
    {
      g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE,
                   _("There is no room for a vertex at (%.3f, %.3f)"), mls_grid_to_metres (node.x),
                   mls_grid_to_metres (node.y));
      return FALSE;
    }

  return mls_patch_check (noding->patch, error);
}

static gboolean
line_has (const MlsPoint *points, gsize n_points, MlsPoint point)
{
  for (gsize i = 0; i < n_points; i++)
    if (mls_point_equal (points[i], point))
      return TRUE;

  return FALSE;
}

/**
 * mls_noding_follow:
 * @noding: a noding
 * @other: another, of the same patch, that has been through a longer line
 * @points: (array length=n_points): a part of the course it found, end to end
 * @n_points: how many
 * @error: %MLS_REFUSAL_TOO_FINE, or the source's error
 *
 * Adds a part of a line as @other left it, and on the borders just the nodes it needs.
 *
 * Returns: %FALSE if it cannot be noded
 */
gboolean
mls_noding_follow (MlsNoding *noding, const MlsNoding *other, const MlsPoint *points, gsize n_points, GError **error)
{
  for (guint i = 0; i < other->chains->len; i++)
    {
      const MlsChain *chain = &g_array_index (other->chains, MlsChain, i);

      for (guint k = 1; k + 1 < chain->points->len; k++)
        {
          MlsPoint node = g_array_index (chain->points, MlsPoint, k);

          if (line_has (points, n_points, node) &&
              !mls_noding_add_node (noding, chain->low, chain->high, node, error))
            return FALSE;
        }
    }

  return mls_noding_insert (noding, points, n_points, error);
}

/**
 * mls_noding_parts:
 * @noding: a noding
 * @point: a vertex of the course
 * @vintage: a vintage
 * @dimension: a dimension
 *
 * Returns: whether a border that tells regions apart passes through @point
 */
gboolean
mls_noding_parts (MlsNoding *noding, MlsPoint point, guint vintage, MlsDimension dimension)
{
  MlsBox box = { point.x, point.y, point.x, point.y };
  g_autoptr (GArray) borders = borders_in (noding, &box);

  for (guint i = 0; i < borders->len; i++)
    {
      const Border *border = &g_array_index (borders, Border, i);
      const MlsFace *left, *right;

      if (!mls_point_equal (border->a, point) && !mls_point_equal (border->b, point))
        continue;

      left = mls_patch_left_of (noding->patch, border->low, border->high);
      right = mls_patch_left_of (noding->patch, border->high, border->low);
      if (left == NULL || right == NULL ||
          mls_label_code (&left->labels[vintage], dimension) != mls_label_code (&right->labels[vintage], dimension))
        return TRUE;
    }

  return FALSE;
}

/* The border that leaves @at just clockwise of the direction to @to, or in it. */
static gboolean
border_before (const GArray *borders, MlsPoint at, MlsPoint to, MlsPoint *out)
{
  gboolean found = FALSE;
  MlsPoint best = at;

  for (guint i = 0; i < borders->len; i++)
    {
      const Border *border = &g_array_index (borders, Border, i);
      MlsPoint end = mls_point_equal (border->a, at) ? border->b : border->a;
      gboolean end_first, best_first;

      if (!mls_point_equal (border->a, at) && !mls_point_equal (border->b, at))
        continue;

      /* Among directions up to the line's, the last; without any, the last of all. */
      end_first = mls_direction_compare (at, end, to) <= 0;
      best_first = found && mls_direction_compare (at, best, to) <= 0;
      if (!found || (end_first && !best_first) ||
          (end_first == best_first && mls_direction_compare (at, end, best) > 0))
        best = end;
      found = TRUE;
    }

  *out = best;
  return found;
}

/* The face that holds the start of the way from @at to @to, or whether that is along a border.
 * FALSE if no border comes to @at. */
static gboolean
look_ahead (const MlsNoding *noding, MlsPoint at, MlsPoint to, MlsCourse *course)
{
  MlsBox box = { at.x, at.y, at.x, at.y };
  g_autoptr (GArray) borders = borders_in (noding, &box);
  MlsPoint before;

  if (!border_before (borders, at, to, &before))
    return FALSE;

  /* What lies left of that border is outside unless a face walks it this way. */
  course->runs = MLS_RUNS_OUTSIDE;
  for (guint i = 0; i < borders->len; i++)
    {
      const Border *border = &g_array_index (borders, Border, i);
      gboolean leaves = mls_point_equal (border->a, at) && mls_point_equal (border->b, before);
      gboolean comes = mls_point_equal (border->b, at) && mls_point_equal (border->a, before);

      if ((leaves || comes) && mls_direction_compare (at, before, to) == 0)
        {
          course->runs = MLS_RUNS_BORDER;
          course->low = border->low;
          course->high = border->high;
          return TRUE;
        }
      if (leaves)
        {
          course->runs = MLS_RUNS_INSIDE;
          course->face = border->face;
        }
    }

  return TRUE;
}

/* Says of each piece where it runs, asking at a border vertex, or else its neighbour. */
static void
place_pieces (MlsNoding *noding, GArray *course)
{
  g_autofree gboolean *placed = g_new0 (gboolean, course->len);
  gboolean any = FALSE;

  for (guint i = 0; i < course->len; i++)
    {
      MlsCourse *c = &g_array_index (course, MlsCourse, i);

      placed[i] = look_ahead (noding, c->a, c->b, c) || look_ahead (noding, c->b, c->a, c);
      any |= placed[i];
    }

  /* A piece between two free vertices lies where the one before or behind it lies. */
  for (int pass = 0; any && pass < 2; pass++)
    for (guint k = 1; k < course->len; k++)
      {
        guint i = pass == 0 ? k : course->len - 1 - k;
        guint from = pass == 0 ? i - 1 : i + 1;
        MlsCourse *c = &g_array_index (course, MlsCourse, i);
        const MlsCourse *f = &g_array_index (course, MlsCourse, from);
        gboolean joined = pass == 0 ? mls_point_equal (f->b, c->a) : mls_point_equal (f->a, c->b);

        if (!placed[i] && placed[from] && joined)
          {
            c->runs = f->runs;
            c->face = f->face;
            placed[i] = TRUE;
          }
      }

  for (guint i = 0; i < course->len; i++)
    {
      MlsCourse *c = &g_array_index (course, MlsCourse, i);

      if (placed[i])
        continue;

      c->face = mls_patch_face_at (noding->patch, c->a);
      c->runs = c->face != NULL ? MLS_RUNS_INSIDE : MLS_RUNS_OUTSIDE;
    }
}

/**
 * mls_noding_course:
 * @noding: a noding
 *
 * Returns: (transfer full) (element-type MlsCourse): the final course of all lines inserted, in
 *   their order
 */
GArray *
mls_noding_course (MlsNoding *noding)
{
  GArray *course = g_array_new (FALSE, TRUE, sizeof (MlsCourse));
  g_autoptr (MlsSegmentTable) seen = mls_segment_table_new ();

  for (const GList *l = noding->pieces.head; l != NULL; l = l->next)
    {
      const Piece *piece = l->data;

      MlsCourse c = { piece->a, piece->b, MLS_RUNS_OUTSIDE, NULL, piece->line };

      g_array_append_val (course, c);
    }

  place_pieces (noding, course);

  for (guint i = 0; i < course->len; i++)
    {
      MlsCourse *c = &g_array_index (course, MlsCourse, i);

      if (mls_segment_table_get (seen, c->a, c->b) != NULL && c->runs == MLS_RUNS_INSIDE)
        c->runs = MLS_RUNS_AGAIN;
      mls_segment_table_set (seen, c->a, c->b, noding);
      mls_segment_table_set (seen, c->b, c->a, noding);
    }

  return course;
}
