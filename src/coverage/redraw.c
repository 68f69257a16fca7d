#include "coverage/redraw.h"

#include "coverage/dissect.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>

/* A stretch of border, from one end to the other. */
typedef struct
{
  GArray        *was;   /* (element-type MlsPoint) */
  GArray        *is;    /* (element-type MlsPoint) between the same ends */
  const MlsFace *left;  /* on its left, before and after */
  const MlsFace *right;
} Stroke;

struct _MlsRedraw
{
  MlsPatch   *patch;    /* borrowed */
  GArray     *strokes;  /* (element-type Stroke) */
  GPtrArray  *faces;    /* (element-type MlsFace) beside the strokes, by id */
  GPtrArray  *shapes;   /* (element-type MlsFace) the same, redrawn */

  /* The faces cut along the strokes, with the labels they had. */
  MlsOverlay *pieces;
  GHashTable *new_side; /* piece swept by a stroke → the face whose redrawn rings hold it */
  GPtrArray  *swept;    /* (element-type MlsCell) the same pieces, as they were met */
};

static void
stroke_clear (gpointer data)
{
  Stroke *stroke = data;

  g_array_unref (stroke->was);
  g_array_unref (stroke->is);
}

/**
 * mls_redraw_new:
 * @patch: the coverage; must outlive the redraw
 *
 * Returns: (transfer full): a redraw of nothing yet
 */
MlsRedraw *
mls_redraw_new (MlsPatch *patch)
{
  MlsRedraw *redraw = g_new0 (MlsRedraw, 1);

  redraw->patch = patch;
  redraw->strokes = g_array_new (FALSE, FALSE, sizeof (Stroke));
  g_array_set_clear_func (redraw->strokes, stroke_clear);
  redraw->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  redraw->pieces = mls_overlay_new (patch);
  redraw->new_side = g_hash_table_new (NULL, NULL);
  redraw->swept = g_ptr_array_new ();

  return redraw;
}

/**
 * mls_redraw_free:
 * @redraw: (transfer full): a redraw
 */
void
mls_redraw_free (MlsRedraw *redraw)
{
  g_array_unref (redraw->strokes);
  g_clear_pointer (&redraw->faces, g_ptr_array_unref);
  g_ptr_array_unref (redraw->shapes);
  g_hash_table_unref (redraw->new_side);
  g_ptr_array_unref (redraw->swept);
  mls_overlay_unref (redraw->pieces);
  g_free (redraw);
}

static GArray *
copy_points (const MlsPoint *points, guint n_points)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  return g_array_append_vals (copy, points, n_points);
}

static MlsPoint
point_at (const GArray *points, guint i)
{
  return g_array_index (points, MlsPoint, i);
}

/**
 * mls_redraw_add:
 * @redraw: a redraw that has not been planned
 * @was: (array length=n_was): a stretch of border as it runs, with the same faces beside it all along
 * @n_was: at least 2
 * @is: (array length=n_is): the same as it will run, from the same end to the same end but where
 *   several stretches end in a vertex that moves
 * @n_is: at least 2
 * @error: %MLS_REFUSAL_EDGE on the territory's edge, or the source's error
 *
 * Returns: %FALSE if it cannot be redrawn
 */
gboolean
mls_redraw_add (MlsRedraw      *redraw,
                const MlsPoint *was,
                guint           n_was,
                const MlsPoint *is,
                guint           n_is,
                GError        **error)
{
  Stroke stroke = { .left = mls_patch_left_of (redraw->patch, was[0], was[1]),
                    .right = mls_patch_left_of (redraw->patch, was[1], was[0]) };

  if (!mls_patch_check (redraw->patch, error))
    return FALSE;

  if (stroke.left == NULL || stroke.right == NULL)
    return mls_refuse_edge (was[1], error);

  stroke.was = copy_points (was, n_was);
  stroke.is = copy_points (is, n_is);
  g_array_append_val (redraw->strokes, stroke);

  return TRUE;
}

static const Stroke *
stroke_at (const MlsRedraw *redraw, guint i)
{
  return &g_array_index (redraw->strokes, Stroke, i);
}

static gboolean
is_redrawn (const MlsRedraw *redraw, MlsPoint a, MlsPoint b)
{
  for (guint i = 0; i < redraw->strokes->len; i++)
    {
      const GArray *was = stroke_at (redraw, i)->was;

      for (guint k = 1; k < was->len; k++)
        if ((mls_point_equal (point_at (was, k - 1), a) && mls_point_equal (point_at (was, k), b)) ||
            (mls_point_equal (point_at (was, k - 1), b) && mls_point_equal (point_at (was, k), a)))
          return TRUE;
    }

  return FALSE;
}

static void
add_unmoved (const MlsRedraw *redraw, MlsDissection *dissection, const MlsFace *face)
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
add_strokes (const MlsRedraw *redraw, MlsDissection *dissection, const MlsFace *face)
{
  for (guint i = 0; i < redraw->strokes->len; i++)
    {
      const Stroke *stroke = stroke_at (redraw, i);

      for (guint k = 1; k < stroke->is->len; k++)
        {
          MlsPoint a = point_at (stroke->is, k - 1);
          MlsPoint b = point_at (stroke->is, k);

          if (stroke->left == face)
            mls_dissection_add_border (dissection, a, b);
          if (stroke->right == face)
            mls_dissection_add_border (dissection, b, a);
        }
    }
}

/* @face with the strokes as they will be, if that is a face: rings that cross do not pass. */
static MlsFace *
redraw_face (const MlsRedraw *redraw, const MlsFace *face)
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

/* What a way adds to twice the area on its left, seen from @from. */
static MlsArea2
area2_along (MlsPoint from, const GArray *points)
{
  MlsArea2 sum = 0;

  for (guint i = 1; i < points->len; i++)
    sum += mls_cross (from, point_at (points, i - 1), point_at (points, i));

  return sum;
}

static MlsArea2
redrawn_area2 (const MlsRedraw *redraw, const MlsFace *face)
{
  MlsArea2 area2 = mls_face_area2 (face);

  for (guint i = 0; i < redraw->strokes->len; i++)
    {
      const Stroke *stroke = stroke_at (redraw, i);
      MlsArea2 gain = area2_along (face->points[0], stroke->is) - area2_along (face->points[0], stroke->was);

      area2 += stroke->left == face ? gain : 0;
      area2 -= stroke->right == face ? gain : 0;
    }

  return area2;
}

static gboolean
refuse_shapes (const MlsRedraw *redraw, MlsPoint at, GError **error)
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
               _("The border would cross another one at (%.3f, %.3f)"), mls_grid_to_metres (at.x),
               mls_grid_to_metres (at.y));
  return FALSE;
}

/* Faces of simple rings that leave the same directed segments as before tile the same ground: no
 * border can have left the faces that meet there. */
static gboolean
redraw_faces (MlsRedraw *redraw, MlsPoint at, GError **error)
{
  g_autoptr (GHashTable) faces = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < redraw->strokes->len; i++)
    {
      g_hash_table_add (faces, (gpointer) stroke_at (redraw, i)->left);
      g_hash_table_add (faces, (gpointer) stroke_at (redraw, i)->right);
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

static void
note_swept (MlsRedraw *redraw, MlsCell *piece, const MlsFace *side)
{
  if (piece == NULL || piece->parent == side || g_hash_table_contains (redraw->new_side, piece))
    return;

  g_hash_table_insert (redraw->new_side, piece, (gpointer) side);
  g_ptr_array_add (redraw->swept, piece);
}

/* Cuts the faces along the strokes: what then lies beside a stroke and is of another face has been
 * swept. */
static gboolean
find_swept (MlsRedraw *redraw, GError **error)
{
  g_autoptr (MlsNoding) noding = mls_noding_new (redraw->patch);
  const GArray *course;

  for (guint i = 0; i < redraw->strokes->len; i++)
    {
      const GArray *is = stroke_at (redraw, i)->is;

      if (!mls_noding_insert (noding, (const MlsPoint *) (gpointer) is->data, is->len, error))
        return FALSE;
    }

  if (!mls_overlay_cut (redraw->pieces, noding, error))
    return FALSE;

  course = mls_overlay_course (redraw->pieces);
  for (guint i = 0; i < course->len; i++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, i);
      const Stroke *stroke = stroke_at (redraw, piece->line);

      note_swept (redraw, mls_overlay_left_of (redraw->pieces, piece->a, piece->b), stroke->left);
      note_swept (redraw, mls_overlay_left_of (redraw->pieces, piece->b, piece->a), stroke->right);
    }

  return TRUE;
}

/* Whether the border runs just where it did: only vertices of a straight one come and go. */
static gboolean
runs_the_same (const MlsRedraw *redraw)
{
  const Stroke *stroke = stroke_at (redraw, 0);
  MlsPoint from = point_at (stroke->was, 0);
  MlsPoint to = point_at (stroke->was, stroke->was->len - 1);
  gboolean straight = redraw->strokes->len == 1;

  for (guint i = 1; straight && i < stroke->was->len; i++)
    straight = mls_point_on_segment (point_at (stroke->was, i), from, to);
  for (guint i = 1; straight && i < stroke->is->len; i++)
    straight = mls_point_on_segment (point_at (stroke->is, i), from, to);

  return straight;
}

/* Whether the border tells its sides apart, and the ground it sweeps takes the labels of its new
 * side in every vintage that does. */
static gboolean
moves_in_all (const MlsRedraw *redraw, const MlsIntent *intent)
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

/* What @face will be of: of itself what is not swept, of others what it sweeps. */
static GArray *
ground_of (const MlsRedraw *redraw, const MlsFace *face)
{
  GArray *ground = g_array_new (FALSE, FALSE, sizeof (MlsGround));
  MlsArea2 own = mls_face_area2 (face);

  g_array_append_val (ground, ((MlsGround){ face, 0 }));
  for (guint i = 0; i < redraw->swept->len; i++)
    {
      const MlsCell *piece = g_ptr_array_index (redraw->swept, i);

      if (piece->parent == face)
        own -= piece->area2;
      else if (g_hash_table_lookup (redraw->new_side, piece) == face)
        g_array_append_val (ground, ((MlsGround){ piece->parent, piece->area2 }));
    }
  g_array_index (ground, MlsGround, 0).area2 = own;

  return ground;
}

/* The faces just take their new rings, without the vertices that cutting them along the strokes would
 * leave behind. */
static MlsPlan *
plan_whole (const MlsRedraw *redraw, MlsVerb verb, const MlsIntent *intent)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (redraw->patch);
  MlsPlan *plan = mls_plan_new (verb, intent, overlay);

  for (guint i = 0; i < redraw->faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (redraw->faces, i);

      mls_overlay_replace (overlay, face, g_ptr_array_index (redraw->shapes, i), ground_of (redraw, face));
    }

  plan->swept = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  for (guint i = 0; i < redraw->swept->len; i++)
    g_ptr_array_add (plan->swept, mls_face_ref (((MlsCell *) g_ptr_array_index (redraw->swept, i))->shape));

  return plan;
}

/* Each piece takes the labels of its new side in the vintages written; the old border stays where
 * another vintage needs it. */
static MlsPlan *
plan_pieces (const MlsRedraw *redraw, MlsVerb verb, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsPlan) plan = mls_plan_new (verb, intent, redraw->pieces);
  gboolean any = FALSE;

  for (guint i = 0; i < redraw->swept->len; i++)
    {
      MlsCell *piece = g_ptr_array_index (redraw->swept, i);
      const MlsFace *side = g_hash_table_lookup (redraw->new_side, piece);

      mls_intent_give_label (intent, side->labels, piece->labels);
      any |= mls_cell_is_relabelled (piece);
      g_ptr_array_add (plan->given, piece);
    }

  if (!any)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT,
                           _("The border parts nothing in the vintages written"));
      return NULL;
    }

  return g_steal_pointer (&plan);
}

/**
 * mls_redraw_plan:
 * @redraw: at least one stretch of border
 * @verb: what it is
 * @at: where to say that it cannot be
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_CROSSES, %MLS_REFUSAL_TOO_FINE, %MLS_REFUSAL_NO_EFFECT, another refusal, or the
 *   source's error
 *
 * Returns: (transfer full) (nullable): the border redrawn
 */
MlsPlan *
mls_redraw_plan (MlsRedraw *redraw, MlsVerb verb, MlsPoint at, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsPlan) plan = NULL;

  if (!redraw_faces (redraw, at, error) || !find_swept (redraw, error))
    return NULL;

  plan = runs_the_same (redraw) || moves_in_all (redraw, intent) ? plan_whole (redraw, verb, intent)
                                                                 : plan_pieces (redraw, verb, intent, error);
  if (plan == NULL || !mls_plan_finish (plan, error))
    return NULL;

  return g_steal_pointer (&plan);
}
