/* The vertices of shared borders: moved, inserted, removed. A border is redrawn for all its faces
 * at once; in the vintages written, the ground it sweeps changes sides. */

#include "coverage/redraw.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>

enum
{
  /* A vertex or border is meant from so near; the window snaps before it asks. */
  REACH_MM = 500,
};

/* The vertex nearest to a place, and the far ends of the borders that meet in it. Cuts are none. */
typedef struct
{
  MlsPatch *patch;
  MlsPoint  near;
  MlsPoint  vertex;
  double    distance;
  GArray   *ends; /* (element-type MlsPoint) sorted, each once */
} Star;

static void
find_vertex (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Star *star = user_data;
  double distance = mls_point_distance (a, star->near);

  if ((distance < star->distance ||
       (distance == star->distance && mls_point_compare (a, star->vertex) < 0)) &&
      !mls_patch_is_cut (star->patch, a, b))
    {
      star->vertex = a;
      star->distance = distance;
    }
}

static gboolean
find_star (MlsPatch *patch, MlsPoint near, Star *star, GError **error)
{
  MlsBox box = { near.x - REACH_MM, near.y - REACH_MM, near.x + REACH_MM, near.y + REACH_MM };

  *star = (Star){ .patch = patch, .near = near, .distance = G_MAXDOUBLE };
  mls_patch_each_segment (patch, &box, find_vertex, star);
  if (!mls_patch_check (patch, error))
    return FALSE;

  if (star->distance > REACH_MM)
    {
      g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_NO_VERTEX,
                   _("There is no vertex at (%.3f, %.3f)"),
                   mls_grid_to_metres (near.x), mls_grid_to_metres (near.y));
      return FALSE;
    }

  star->ends = mls_patch_ends (patch, star->vertex, FALSE);

  return TRUE;
}

/**
 * mls_plan_move_vertex:
 * @patch: the coverage
 * @from: a place within half a metre of a vertex
 * @to: where it goes
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NO_VERTEX, %MLS_REFUSAL_EDGE, %MLS_REFUSAL_CROSSES, another refusal, or the
 *   source's error
 *
 * Returns: (transfer full) (nullable): the segments that meet in the vertex are redrawn
 */
MlsPlan *
mls_plan_move_vertex (MlsPatch *patch, MlsPoint from, MlsPoint to, const MlsIntent *intent, GError **error)
{
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  g_autoptr (GArray) ends = NULL;
  MlsPoint by;
  Star star;

  if (!find_star (patch, from, &star, error))
    return NULL;

  ends = star.ends;
  if (mls_point_equal (star.vertex, to))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT, _("The vertex is there already"));
      return NULL;
    }

  by = (MlsPoint){ to.x - star.vertex.x, to.y - star.vertex.y };
  g_array_append_val (run, star.vertex);

  return mls_redraw_shift (patch, run, by, MLS_VERB_MOVE_VERTEX, intent, error);
}

/**
 * mls_plan_remove_vertex:
 * @patch: the coverage
 * @at: a place within half a metre of a vertex
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NO_VERTEX where none is or several borders meet, %MLS_REFUSAL_EDGE,
 *   %MLS_REFUSAL_CROSSES, another refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the two segments that meet in the vertex become one
 */
MlsPlan *
mls_plan_remove_vertex (MlsPatch *patch, MlsPoint at, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsRedraw) redraw = mls_redraw_new (patch);
  g_autoptr (GArray) ends = NULL;
  MlsPoint was[3], is[2];
  Star star;

  if (!find_star (patch, at, &star, error))
    return NULL;

  ends = star.ends;
  if (ends->len != 2)
    {
      g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_NO_VERTEX,
                   _("Several borders meet at (%.3f, %.3f): the vertex stays"),
                   mls_grid_to_metres (star.vertex.x), mls_grid_to_metres (star.vertex.y));
      return NULL;
    }

  was[0] = is[0] = g_array_index (ends, MlsPoint, 0);
  was[1] = star.vertex;
  was[2] = is[1] = g_array_index (ends, MlsPoint, 1);

  return mls_redraw_add (redraw, was, 3, is, 2, error)
             ? mls_redraw_plan (redraw, MLS_VERB_REMOVE_VERTEX, star.vertex, intent, error)
             : NULL;
}

/* The segment nearest to a place, and its nearest point. */
typedef struct
{
  MlsPatch *patch;
  MlsPoint  near;
  MlsPoint  a;
  MlsPoint  b;
  MlsPoint  foot;
  double    distance;
} Nearest;

static int
compare_nearest (const Nearest *p, const Nearest *q)
{
  int order = (p->distance > q->distance) - (p->distance < q->distance);

  if (order == 0)
    order = mls_point_compare (p->foot, q->foot);
  if (order == 0)
    order = mls_point_compare (p->a, q->a);

  return order != 0 ? order : mls_point_compare (p->b, q->b);
}

/* Of borders as near as each other the one that comes first by place, not by the order that faces
 * came in. */
static void
find_segment (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Nearest *nearest = user_data;
  MlsPoint foot = mls_point_nearest_on_segment (nearest->near, a, b);
  Nearest here = { nearest->patch, nearest->near, a, b, foot, mls_point_distance (foot, nearest->near) };

  /* A border comes from both its faces; its smaller end first is the same from either. */
  if (mls_point_compare (a, b) < 0 && compare_nearest (&here, nearest) < 0 &&
      !mls_patch_is_cut (nearest->patch, a, b))
    *nearest = here;
}

/**
 * mls_plan_insert_vertex:
 * @patch: the coverage
 * @at: a place within half a metre of a border
 * @intent: what the operator means; a vertex changes no label
 * @error: %MLS_REFUSAL_NO_VERTEX, %MLS_REFUSAL_EDGE, another refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the border gains a vertex on itself, to within a millimetre
 */
MlsPlan *
mls_plan_insert_vertex (MlsPatch *patch, MlsPoint at, const MlsIntent *intent, GError **error)
{
  MlsBox box = { at.x - REACH_MM, at.y - REACH_MM, at.x + REACH_MM, at.y + REACH_MM };
  Nearest nearest = { .patch = patch, .near = at, .distance = G_MAXDOUBLE };
  g_autoptr (MlsNoding) noding = mls_noding_new (patch);
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);
  g_autoptr (MlsPlan) plan = mls_plan_new (MLS_VERB_INSERT_VERTEX, intent, overlay);

  mls_patch_each_segment (patch, &box, find_segment, &nearest);
  if (!mls_patch_check (patch, error))
    return NULL;

  if (nearest.distance > REACH_MM)
    {
      g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_NO_VERTEX,
                   _("There is no border at (%.3f, %.3f)"),
                   mls_grid_to_metres (at.x), mls_grid_to_metres (at.y));
      return NULL;
    }

  if (mls_patch_left_of (patch, nearest.a, nearest.b) == NULL ||
      mls_patch_left_of (patch, nearest.b, nearest.a) == NULL)
    {
      mls_refuse_edge (nearest.foot, error);
      return NULL;
    }

  if (!mls_borders_add_node (mls_noding_borders (noding), nearest.a, nearest.b, nearest.foot, error) ||
      !mls_overlay_cut (overlay, noding, error))
    return NULL;

  return mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}
