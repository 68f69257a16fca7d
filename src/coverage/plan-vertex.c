/* The vertices of shared borders: moved, inserted, removed. A border is redrawn for all its faces
 * at once; in the vintages written, the ground it sweeps changes sides. */

#include "coverage/dissect.h"
#include "coverage/give.h"
#include "coverage/plan.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  /* A vertex or border is meant from so near; the window snaps before it asks. */
  REACH_MM = 500,
};

/* A stretch of border that is redrawn, from one end to the other. */
typedef struct
{
  MlsPoint       was[3];
  guint          n_was;
  MlsPoint       is[2];
  const MlsFace *left;  /* on its left, before and after */
  const MlsFace *right;
} Stroke;

typedef struct
{
  MlsPatch  *patch;
  GArray    *strokes; /* (element-type Stroke) */
  GPtrArray *faces;   /* (element-type MlsFace) that meet there, by id */
  GPtrArray *shapes;  /* (element-type MlsFace) the same, redrawn */
} Redraw;

static void
redraw_clear (Redraw *redraw)
{
  g_clear_pointer (&redraw->strokes, g_array_unref);
  g_clear_pointer (&redraw->faces, g_ptr_array_unref);
  g_clear_pointer (&redraw->shapes, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Redraw, redraw_clear)

static void
redraw_init (Redraw *redraw, MlsPatch *patch)
{
  redraw->patch = patch;
  redraw->strokes = g_array_new (FALSE, TRUE, sizeof (Stroke));
  redraw->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
}

/* The vertex nearest to a place, and the far ends of the segments that meet in it. */
typedef struct
{
  MlsPoint near;
  MlsPoint vertex;
  double   distance;
  GArray  *ends; /* (element-type MlsPoint) sorted, each once */
} Star;

static void
find_vertex (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Star *star = user_data;
  double distance = mls_point_distance (a, star->near);

  if (distance < star->distance ||
      (distance == star->distance && mls_point_compare (a, star->vertex) < 0))
    {
      star->vertex = a;
      star->distance = distance;
    }
}

static void
find_ends (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Star *star = user_data;
  MlsPoint end = mls_point_equal (a, star->vertex) ? b : a;

  if (!mls_point_equal (a, star->vertex) && !mls_point_equal (b, star->vertex))
    return;

  for (guint i = 0; i < star->ends->len; i++)
    if (mls_point_equal (g_array_index (star->ends, MlsPoint, i), end))
      return;

  g_array_append_val (star->ends, end);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  return mls_point_compare (*(const MlsPoint *) a, *(const MlsPoint *) b);
}

static gboolean
find_star (MlsPatch *patch, MlsPoint near, Star *star, GError **error)
{
  MlsBox box = { near.x - REACH_MM, near.y - REACH_MM, near.x + REACH_MM, near.y + REACH_MM };

  *star = (Star){ .near = near, .distance = G_MAXDOUBLE };
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

  box = (MlsBox){ star->vertex.x, star->vertex.y, star->vertex.x, star->vertex.y };
  star->ends = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  mls_patch_each_segment (patch, &box, find_ends, star);
  g_array_sort (star->ends, compare_points);

  return TRUE;
}

static gboolean
refuse_edge (MlsPoint at, GError **error)
{
  g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_EDGE,
               _("The territory's edge stays as it is at (%.3f, %.3f)"),
               mls_grid_to_metres (at.x), mls_grid_to_metres (at.y));
  return FALSE;
}

/* Adds a stroke with what lies beside it. FALSE on the territory's edge. */
static gboolean
add_stroke (Redraw *redraw, Stroke stroke, GError **error)
{
  stroke.left = mls_patch_left_of (redraw->patch, stroke.was[0], stroke.was[1]);
  stroke.right = mls_patch_left_of (redraw->patch, stroke.was[1], stroke.was[0]);
  if (!mls_patch_check (redraw->patch, error))
    return FALSE;
  if (stroke.left == NULL || stroke.right == NULL)
    return refuse_edge (stroke.was[1], error);

  g_array_append_val (redraw->strokes, stroke);

  return TRUE;
}

static gboolean
is_redrawn (const Redraw *redraw, MlsPoint a, MlsPoint b)
{
  for (guint i = 0; i < redraw->strokes->len; i++)
    {
      const Stroke *stroke = &g_array_index (redraw->strokes, Stroke, i);

      for (guint k = 1; k < stroke->n_was; k++)
        if ((mls_point_equal (stroke->was[k - 1], a) && mls_point_equal (stroke->was[k], b)) ||
            (mls_point_equal (stroke->was[k - 1], b) && mls_point_equal (stroke->was[k], a)))
          return TRUE;
    }

  return FALSE;
}

static void
add_unmoved (const Redraw *redraw, MlsDissection *dissection, const MlsFace *face)
{
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        if (!is_redrawn (redraw, ring.points[j], ring.points[i]))
          mls_dissection_add_border (dissection, ring.points[j], ring.points[i]);
    }
}

static void
add_strokes (const Redraw *redraw, MlsDissection *dissection, const MlsFace *face)
{
  for (guint i = 0; i < redraw->strokes->len; i++)
    {
      const Stroke *stroke = &g_array_index (redraw->strokes, Stroke, i);

      if (stroke->left == face)
        mls_dissection_add_border (dissection, stroke->is[0], stroke->is[1]);
      if (stroke->right == face)
        mls_dissection_add_border (dissection, stroke->is[1], stroke->is[0]);
    }
}

/* @face with the strokes as they will be, if that is a face: rings that cross do not pass. */
static MlsFace *
redraw_face (const Redraw *redraw, const MlsFace *face)
{
  g_autoptr (MlsDissection) dissection = mls_dissection_new ();
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (MlsFace) shape = NULL;
  MlsShape *area;
  MlsPoint where;

  add_unmoved (redraw, dissection, face);
  add_strokes (redraw, dissection, face);
  areas = mls_dissection_run (dissection);
  if (areas == NULL || areas->len != 1)
    return NULL;

  area = g_ptr_array_index (areas, 0);
  shape = mls_face_new (face->id, mls_shape_get_rings (area), mls_shape_n_rings (area), face->labels,
                        face->n_vintages);

  return mls_face_fault (shape, &where) == MLS_POLYGON_SIMPLE ? g_steal_pointer (&shape) : NULL;
}

/* What the way along the points adds to twice the area on its left, seen from the first of them. */
static MlsArea2
area2_along (MlsPoint from, const MlsPoint *points, guint n_points)
{
  MlsArea2 sum = 0;

  for (guint i = 1; i < n_points; i++)
    sum += mls_cross (from, points[i - 1], points[i]);

  return sum;
}

static MlsArea2
redrawn_area2 (const Redraw *redraw, const MlsFace *face)
{
  MlsArea2 area2 = mls_face_area2 (face);

  for (guint i = 0; i < redraw->strokes->len; i++)
    {
      const Stroke *stroke = &g_array_index (redraw->strokes, Stroke, i);
      MlsArea2 gain = area2_along (face->points[0], stroke->is, G_N_ELEMENTS (stroke->is)) -
                      area2_along (face->points[0], stroke->was, stroke->n_was);

      area2 += stroke->left == face ? gain : 0;
      area2 -= stroke->right == face ? gain : 0;
    }

  return area2;
}

static gboolean
refuse_shapes (const Redraw *redraw, MlsPoint at, GError **error)
{
  for (guint i = 0; i < redraw->faces->len; i++)
    if (redrawn_area2 (redraw, g_ptr_array_index (redraw->faces, i)) == 0)
      {
        g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE,
                     _("Nothing would be left of the face at (%.3f, %.3f)"), mls_grid_to_metres (at.x),
                     mls_grid_to_metres (at.y));
        return FALSE;
      }

  g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_CROSSES,
               _("The border would cross another one at (%.3f, %.3f)"),
               mls_grid_to_metres (at.x), mls_grid_to_metres (at.y));
  return FALSE;
}

/* Faces of simple rings that leave the same directed segments as before tile the same ground: no
 * border can have left the faces that meet there. */
static gboolean
redraw_faces (Redraw *redraw, MlsPoint at, GError **error)
{
  g_autoptr (GHashTable) faces = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < redraw->strokes->len; i++)
    {
      const Stroke *stroke = &g_array_index (redraw->strokes, Stroke, i);

      g_hash_table_add (faces, (gpointer) stroke->left);
      g_hash_table_add (faces, (gpointer) stroke->right);
    }

  redraw->faces = mls_face_set_sorted (faces);
  for (guint i = 0; i < redraw->faces->len; i++)
    {
      MlsFace *shape = redraw_face (redraw, g_ptr_array_index (redraw->faces, i));

      if (shape == NULL)
        return refuse_shapes (redraw, at, error);

      g_ptr_array_add (redraw->shapes, shape);
    }

  return TRUE;
}

/* Whether the redrawn border runs just where it did: the vertex of a straight border. */
static gboolean
runs_the_same (const Redraw *redraw)
{
  const Stroke *first = &g_array_index (redraw->strokes, Stroke, 0);
  const Stroke *second = &g_array_index (redraw->strokes, Stroke, redraw->strokes->len - 1);
  MlsPoint from = first->was[0];
  MlsPoint to = redraw->strokes->len == 1 ? first->was[first->n_was - 1] : second->was[0];

  return redraw->strokes->len <= 2 && mls_point_on_segment (first->was[1], from, to) &&
         mls_point_on_segment (first->is[1], from, to);
}

/* Whether the border tells its sides apart, and the ground it sweeps takes the labels of its new
 * side in every vintage that does. */
static gboolean
moves_in_all (const Redraw *redraw, const MlsIntent *intent)
{
  MlsVintageSet written = mls_intent_vintages (intent);
  gboolean parts = FALSE;

  for (guint v = 0; v < mls_patch_n_vintages (redraw->patch); v++)
    {
      const MlsFace *first = g_ptr_array_index (redraw->faces, 0);
      gboolean same = TRUE, any_null = FALSE;

      for (guint i = 0; i < redraw->faces->len; i++)
        {
          const MlsFace *face = g_ptr_array_index (redraw->faces, i);

          same &= mls_label_equal (&face->labels[v], &first->labels[v]);
          any_null |= mls_label_is_null (&face->labels[v]);
        }

      if (!same && ((written & MLS_VINTAGE (v)) == 0 || any_null))
        return FALSE;
      parts |= !same;
    }

  return parts;
}

static void
replace_faces (const Redraw *redraw, MlsOverlay *overlay)
{
  for (guint i = 0; i < redraw->faces->len; i++)
    {
      const MlsFace *shape = g_ptr_array_index (redraw->shapes, i);
      g_autofree MlsRing *rings = g_new (MlsRing, shape->n_rings);

      for (guint r = 0; r < shape->n_rings; r++)
        rings[r] = mls_face_ring (shape, r);
      mls_overlay_replace (overlay, g_ptr_array_index (redraw->faces, i), rings, shape->n_rings);
    }
}

static gboolean
cut_along_strokes (const Redraw *redraw, MlsOverlay *overlay, GError **error)
{
  g_autoptr (MlsNoding) noding = mls_noding_new (redraw->patch);

  for (guint i = 0; i < redraw->strokes->len; i++)
    if (!mls_noding_insert (noding, g_array_index (redraw->strokes, Stroke, i).is, 2, error))
      return FALSE;

  return mls_overlay_cut (overlay, noding, error);
}

/* Each piece beside a stroke takes the labels of the face whose redrawn ring holds it. */
static void
give_sides (const Redraw *redraw, MlsPlan *plan)
{
  const GArray *course = mls_overlay_course (plan->overlay);

  for (guint i = 0; i < course->len; i++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, i);
      const Stroke *stroke = &g_array_index (redraw->strokes, Stroke, piece->line);
      MlsCell *left = mls_overlay_left_of (plan->overlay, piece->a, piece->b);
      MlsCell *right = mls_overlay_left_of (plan->overlay, piece->b, piece->a);

      if (left != NULL && left->parent != stroke->left)
        {
          mls_intent_give_label (&plan->intent, stroke->left->labels, left->labels);
          g_ptr_array_add (plan->given, left);
        }
      if (right != NULL && right->parent != stroke->right)
        {
          mls_intent_give_label (&plan->intent, stroke->right->labels, right->labels);
          g_ptr_array_add (plan->given, right);
        }
    }
}

static gboolean
any_relabelled (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (mls_cell_is_relabelled (g_ptr_array_index (cells, i)))
      return TRUE;

  return FALSE;
}

/* The faces just take their new rings, without the vertices that cutting them along the strokes would
 * leave behind. */
static gboolean
finish_clean (const Redraw *redraw, MlsPlan *plan, GError **error)
{
  g_autoptr (MlsOverlay) clean = mls_overlay_new (redraw->patch);

  replace_faces (redraw, clean);
  plan->delta = mls_dissolve (clean, error);

  return plan->delta != NULL;
}

static gboolean
finish_redraw (const Redraw *redraw, MlsPlan *plan, GError **error)
{
  if (runs_the_same (redraw) || moves_in_all (redraw, &plan->intent))
    return finish_clean (redraw, plan, error);

  if (!any_relabelled (plan->given))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT,
                           _("The border parts nothing in the vintages written"));
      return FALSE;
    }

  return mls_plan_finish (plan, error);
}

/* Rules judge the pieces in any case. */
static MlsPlan *
plan_redraw (Redraw *redraw, MlsVerb verb, MlsPoint at, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (redraw->patch);
  g_autoptr (MlsPlan) plan = mls_plan_new (verb, intent, overlay);

  if (!redraw_faces (redraw, at, error) || !cut_along_strokes (redraw, overlay, error))
    return NULL;

  give_sides (redraw, plan);

  return finish_redraw (redraw, plan, error) ? g_steal_pointer (&plan) : NULL;
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
  g_auto (Redraw) redraw = { 0 };
  g_autoptr (GArray) ends = NULL;
  Star star;

  redraw_init (&redraw, patch);
  if (!find_star (patch, from, &star, error))
    return NULL;

  ends = star.ends;
  if (mls_point_equal (star.vertex, to))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT,
                           _("The vertex is there already"));
      return NULL;
    }

  for (guint i = 0; i < ends->len; i++)
    {
      MlsPoint end = g_array_index (ends, MlsPoint, i);
      Stroke stroke = { { end, star.vertex }, 2, { end, to }, NULL, NULL };

      if (!add_stroke (&redraw, stroke, error))
        return NULL;
    }

  return plan_redraw (&redraw, MLS_VERB_MOVE_VERTEX, to, intent, error);
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
  g_auto (Redraw) redraw = { 0 };
  g_autoptr (GArray) ends = NULL;
  Stroke stroke = { .n_was = 3 };
  Star star;

  redraw_init (&redraw, patch);
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

  stroke.was[0] = stroke.is[0] = g_array_index (ends, MlsPoint, 0);
  stroke.was[1] = star.vertex;
  stroke.was[2] = stroke.is[1] = g_array_index (ends, MlsPoint, 1);
  if (!add_stroke (&redraw, stroke, error))
    return NULL;

  return plan_redraw (&redraw, MLS_VERB_REMOVE_VERTEX, star.vertex, intent, error);
}

/* The segment nearest to a place, and its nearest point. */
typedef struct
{
  MlsPoint near;
  MlsPoint a;
  MlsPoint b;
  MlsPoint foot;
  double   distance;
} Nearest;

static void
find_segment (MlsPoint a, MlsPoint b, const MlsFace *face, gpointer user_data)
{
  Nearest *nearest = user_data;
  MlsPoint foot = mls_point_nearest_on_segment (nearest->near, a, b);
  double distance = mls_point_distance (foot, nearest->near);

  /* A border comes from both its faces; its smaller end first is the same from either. Of borders as
   * near as each other the one with the smaller foot is meant, or at a common vertex either. */
  if (mls_point_compare (a, b) < 0 &&
      (distance < nearest->distance ||
       (distance == nearest->distance && mls_point_compare (foot, nearest->foot) < 0)))
    *nearest = (Nearest){ nearest->near, a, b, foot, distance };
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
  Nearest nearest = { .near = at, .distance = G_MAXDOUBLE };
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
      refuse_edge (nearest.foot, error);
      return NULL;
    }

  if (!mls_noding_add_node (noding, nearest.a, nearest.b, nearest.foot, error) ||
      !mls_overlay_cut (overlay, noding, error))
    return NULL;

  return mls_plan_finish (plan, error) ? g_steal_pointer (&plan) : NULL;
}
