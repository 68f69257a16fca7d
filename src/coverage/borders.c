#include "coverage/borders.h"

#include "coverage/box-index.h"
#include "coverage/refusal.h"
#include "coverage/segment-table.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>

enum
{
  /* A border strays no further than this from its old course; searches look so much further. */
  STRAY_MM = 2,
  /* Each step adds a node for good, so that there is an end; what needs more is no edit. */
  MAX_STEPS = 20000,
};

struct _MlsBorders
{
  MlsPatch        *patch;    /* borrowed */
  GArray          *chains;   /* (element-type MlsChain) borders with nodes */
  MlsSegmentTable *chain_of; /* low → high: index in chains, plus 1 */
  GArray          *kept;     /* (element-type MlsPoint) what else is not to be swept … */
  MlsBoxIndex     *kept_index; /* … and where that is, in the same order */
  guint            n_steps;
};

static void
chain_clear (gpointer data)
{
  g_array_unref (((MlsChain *) data)->points);
}

/**
 * mls_borders_new:
 * @patch: the coverage; must outlive the borders
 *
 * Returns: (transfer full): its borders as they run
 */
MlsBorders *
mls_borders_new (MlsPatch *patch)
{
  MlsBorders *borders = g_new0 (MlsBorders, 1);

  borders->patch = patch;
  borders->chains = g_array_new (FALSE, FALSE, sizeof (MlsChain));
  g_array_set_clear_func (borders->chains, chain_clear);
  borders->chain_of = mls_segment_table_new ();
  borders->kept = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  borders->kept_index = mls_box_index_new ();

  return borders;
}

/**
 * mls_borders_free:
 * @borders: (transfer full): borders
 */
void
mls_borders_free (MlsBorders *borders)
{
  g_array_unref (borders->kept);
  mls_box_index_free (borders->kept_index);
  mls_segment_table_free (borders->chain_of);
  g_array_unref (borders->chains);
  g_free (borders);
}

/**
 * mls_borders_keep:
 * @borders: borders
 * @vertex: a vertex of a line drawn among them, which no border may sweep either
 */
void
mls_borders_keep (MlsBorders *borders, MlsPoint vertex)
{
  MlsBox box = mls_box_of_segment (vertex, vertex);

  g_array_append_val (borders->kept, vertex);
  mls_box_index_add (borders->kept_index, &box);
}

static MlsChain *
find_chain (const MlsBorders *borders, MlsPoint a, MlsPoint b)
{
  gboolean forward = mls_point_compare (a, b) < 0;
  guint index = GPOINTER_TO_UINT (
      mls_segment_table_get (borders->chain_of, forward ? a : b, forward ? b : a));

  return index == 0 ? NULL : &g_array_index (borders->chains, MlsChain, index - 1);
}

/**
 * mls_borders_chain_of:
 * @borders: borders
 * @a: one end of a border's segment as it was
 * @b: the other end
 *
 * Returns: (nullable) (element-type MlsPoint): both ends and the nodes between, from the smaller
 *   end to the larger one; %NULL if it got no node
 */
const GArray *
mls_borders_chain_of (const MlsBorders *borders, MlsPoint a, MlsPoint b)
{
  const MlsChain *chain = find_chain (borders, a, b);

  return chain != NULL ? chain->points : NULL;
}

/**
 * mls_borders_chains:
 * @borders: borders
 *
 * Returns: (element-type MlsChain): those that got nodes
 */
const GArray *
mls_borders_chains (const MlsBorders *borders)
{
  return borders->chains;
}

typedef struct
{
  const MlsBorders *borders;
  MlsBox            box;
  GArray           *found;
} BorderSearch;

static void
add_border (BorderSearch *search, MlsBorder border)
{
  MlsBox box = mls_box_of_segment (border.a, border.b);

  if (mls_box_intersects (&box, &search->box))
    g_array_append_val (search->found, border);
}

static void
collect_border (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  BorderSearch *search = user_data;
  gboolean forward = mls_point_compare (a, b) < 0;
  MlsBorder border = { a, b, face, forward ? a : b, forward ? b : a };
  const GArray *chain = mls_borders_chain_of (search->borders, a, b);

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

static int
compare_borders (gconstpointer left, gconstpointer right)
{
  const MlsBorder *p = left;
  const MlsBorder *q = right;
  int order = mls_point_compare (p->low, q->low);

  if (order == 0)
    order = mls_point_compare (p->high, q->high);
  if (order == 0)
    order = mls_point_compare (p->a, q->a);

  return order != 0 ? order : mls_point_compare (p->b, q->b);
}

/**
 * mls_borders_in:
 * @borders: borders
 * @box: where to look
 *
 * Returns: (transfer full) (element-type MlsBorder): their pieces there as they run now, a border
 *   between two faces once from each; by place, so that what is done first does not depend on the
 *   order that faces came in
 */
GArray *
mls_borders_in (const MlsBorders *borders, const MlsBox *box)
{
  BorderSearch search = { borders, *box, g_array_new (FALSE, FALSE, sizeof (MlsBorder)) };
  MlsBox wide = mls_box_grown (box, STRAY_MM);

  mls_patch_each_segment (borders->patch, &wide, collect_border, &search);
  g_array_sort (search.found, compare_borders);

  return search.found;
}

/**
 * mls_borders_along:
 * @borders: borders
 * @a: where a way starts
 * @b: where it ends
 *
 * Returns: (transfer full) (element-type MlsBorder): as mls_borders_in() all that meet the straight way from
 *   @a to @b, and not much else of its box
 */
GArray *
mls_borders_along (const MlsBorders *borders, MlsPoint a, MlsPoint b)
{
  BorderSearch search = { borders, mls_box_of_segment (a, b), g_array_new (FALSE, FALSE, sizeof (MlsBorder)) };

  mls_patch_each_segment_along (borders->patch, a, b, STRAY_MM, collect_border, &search);
  g_array_sort (search.found, compare_borders);

  return search.found;
}

static gboolean
chain_has (const GArray *points, MlsPoint point)
{
  for (guint i = 0; points != NULL && i < points->len; i++)
    if (mls_point_equal (g_array_index (points, MlsPoint, i), point))
      return TRUE;

  return FALSE;
}

static MlsChain *
chain_for (MlsBorders *borders, const MlsBorder *border)
{
  MlsChain *chain = find_chain (borders, border->low, border->high);
  MlsChain fresh = { border->low, border->high };

  if (chain != NULL)
    return chain;

  fresh.points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_array_append_val (fresh.points, border->low);
  g_array_append_val (fresh.points, border->high);
  g_array_append_val (borders->chains, fresh);
  mls_segment_table_set (borders->chain_of, border->low, border->high,
                         GUINT_TO_POINTER (borders->chains->len));

  return &g_array_index (borders->chains, MlsChain, borders->chains->len - 1);
}

/* Puts @node between the ends of @border. FALSE if the border has been there, or would stray. */
static gboolean
put_node (MlsBorders *borders, const MlsBorder *border, MlsPoint node)
{
  MlsChain *chain = chain_for (borders, border);

  if (chain_has (chain->points, node) ||
      mls_point_distance_to_segment (node, chain->low, chain->high) > STRAY_MM)
    return FALSE;

  for (guint i = 1; i < chain->points->len; i++)
    {
      MlsPoint before = g_array_index (chain->points, MlsPoint, i - 1);
      MlsPoint after = g_array_index (chain->points, MlsPoint, i);

      if ((mls_point_equal (before, border->a) && mls_point_equal (after, border->b)) ||
          (mls_point_equal (before, border->b) && mls_point_equal (after, border->a)))
        {
          g_array_insert_val (chain->points, i, node);
          return TRUE;
        }
    }

  g_assert_not_reached ();
}

/* Keeps of two vertices in the triangle the one nearer to the border, the smaller of equals. */
static void
keep_lower (const MlsBorder *border, MlsPoint node, MlsPoint vertex, MlsPoint *lowest, gboolean *found)
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
sweeps_vertex (const MlsBorders *borders,
               const MlsBorder  *border,
               MlsPoint          node,
               const MlsBox     *box,
               const GArray     *around,
               MlsPoint         *lowest)
{
  g_autoptr (GArray) kept = mls_box_index_find (borders->kept_index, box);
  gboolean found = FALSE;

  for (guint i = 0; i < around->len; i++)
    {
      const MlsBorder *other = &g_array_index (around, MlsBorder, i);

      keep_lower (border, node, other->a, lowest, &found);
      keep_lower (border, node, other->b, lowest, &found);
    }

  for (guint i = 0; i < kept->len; i++)
    keep_lower (border, node, g_array_index (borders->kept, MlsPoint, g_array_index (kept, guint, i)), lowest, &found);

  return found;
}

/* Whether @other would be crossed by @border led through @node, or has @node in its middle. */
static gboolean
stands_between (const MlsBorder *border, MlsPoint node, const MlsBorder *other)
{
  if (mls_point_equal (other->low, border->low) && mls_point_equal (other->high, border->high))
    return FALSE;
  if (mls_point_equal (other->a, node) || mls_point_equal (other->b, node))
    return FALSE;

  return mls_point_on_segment (node, other->a, other->b) ||
         mls_segments_meet (border->a, node, other->a, other->b) == MLS_MEET_CROSS ||
         mls_segments_meet (node, border->b, other->a, other->b) == MLS_MEET_CROSS;
}

/* What must come first before @border can be led through @node: another node on it, or the same one
 * on a border between. FALSE if nothing must. */
static gboolean
find_obstacle (const MlsBorders *borders, const MlsBox *box, MlsBorder *border, MlsPoint *node)
{
  g_autoptr (GArray) around = mls_borders_in (borders, box);
  MlsPoint lowest = *node;

  if (mls_turn (border->a, border->b, *node) != 0 && sweeps_vertex (borders, border, *node, box, around, &lowest))
    {
      *node = lowest;
      return TRUE;
    }

  for (guint i = 0; i < around->len; i++)
    {
      const MlsBorder *other = &g_array_index (around, MlsBorder, i);

      if (stands_between (border, *node, other))
        {
          *border = *other;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * mls_borders_lead:
 * @borders: borders
 * @border: a piece of one
 * @node: a point beside it, or on it
 * @moved: (out): the ground where a border runs otherwise now
 *
 * Leads @border through @node, after all that lies between. One call adds one node somewhere, not
 * always the one asked for: the caller looks again at what then crosses.
 *
 * Returns: %FALSE if that cannot be done on the grid
 */
gboolean
mls_borders_lead (MlsBorders *borders, const MlsBorder *border, MlsPoint node, MlsBox *moved)
{
  MlsBorder first = *border;

  do
    {
      MlsPoint corners[] = { first.a, node, first.b };

      *moved = mls_box_of_points (corners, G_N_ELEMENTS (corners));
      if (++borders->n_steps > MAX_STEPS)
        return FALSE;
    }
  while (find_obstacle (borders, moved, &first, &node));

  return put_node (borders, &first, node);
}

/* The piece of the border from @a to @b, as it runs now, that comes nearest to @point. */
static MlsBorder
nearest_piece (const MlsBorders *borders, MlsPoint a, MlsPoint b, MlsPoint point)
{
  const GArray *chain = mls_borders_chain_of (borders, a, b);
  gboolean forward = mls_point_compare (a, b) < 0;
  MlsBorder border = { a, b, NULL, forward ? a : b, forward ? b : a };
  double best = G_MAXDOUBLE;

  for (guint i = 1; chain != NULL && i < chain->len; i++)
    {
      MlsPoint p = g_array_index (chain, MlsPoint, i - 1);
      MlsPoint q = g_array_index (chain, MlsPoint, i);
      double here = mls_point_distance_to_segment (point, p, q);

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
 * mls_borders_add_node:
 * @borders: borders
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
mls_borders_add_node (MlsBorders *borders, MlsPoint a, MlsPoint b, MlsPoint node, GError **error)
{
  gboolean room = TRUE;

  while (room && !mls_point_equal (node, a) && !mls_point_equal (node, b) &&
         !chain_has (mls_borders_chain_of (borders, a, b), node))
    {
      MlsBorder border = nearest_piece (borders, a, b, node);
      MlsBox moved;

      room = mls_borders_lead (borders, &border, node, &moved);
    }

  if (!room)
    {
      g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE,
                   _("There is no room for a vertex at (%.3f, %.3f)"), mls_grid_to_metres (node.x),
                   mls_grid_to_metres (node.y));
      return FALSE;
    }

  return mls_patch_check (borders->patch, error);
}

/**
 * mls_borders_check:
 * @borders: borders
 * @error: the source's error
 *
 * Returns: %FALSE if the source has failed, see mls_patch_check()
 */
gboolean
mls_borders_check (const MlsBorders *borders, GError **error)
{
  return mls_patch_check (borders->patch, error);
}

/**
 * mls_borders_parts:
 * @borders: borders
 * @border: one of them
 * @vintage: a vintage
 * @dimension: a dimension
 * @edge: (out): whether it is the territory's edge
 *
 * Returns: whether it tells regions apart, as the edge does
 */
gboolean
mls_borders_parts (const MlsBorders *borders, const MlsBorder *border, guint vintage, MlsDimension dimension, gboolean *edge)
{
  const MlsFace *left = mls_patch_left_of (borders->patch, border->low, border->high);
  const MlsFace *right = mls_patch_left_of (borders->patch, border->high, border->low);

  *edge = left == NULL || right == NULL;

  return *edge ||
         mls_label_code (&left->labels[vintage], dimension) != mls_label_code (&right->labels[vintage], dimension);
}

/**
 * mls_borders_part:
 * @borders: borders
 * @point: a vertex
 * @vintage: a vintage
 * @dimension: a dimension
 *
 * Returns: whether a border that tells regions apart passes through @point
 */
gboolean
mls_borders_part (const MlsBorders *borders, MlsPoint point, guint vintage, MlsDimension dimension)
{
  MlsBox box = { point.x, point.y, point.x, point.y };
  g_autoptr (GArray) here = mls_borders_in (borders, &box);

  for (guint i = 0; i < here->len; i++)
    {
      const MlsBorder *border = &g_array_index (here, MlsBorder, i);
      gboolean edge;

      if ((mls_point_equal (border->a, point) || mls_point_equal (border->b, point)) &&
          mls_borders_parts (borders, border, vintage, dimension, &edge))
        return TRUE;
    }

  return FALSE;
}
