#include "coverage/redraw.h"

#include "coverage/block.h"
#include "coverage/dissect.h"
#include "coverage/segment-table.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>

enum
{
  /* A border that would run through more of what only cuts part is led astray. */
  MAX_JOINED_FACES = 64,
};

/* A stretch of border, from one end to the other. */
typedef struct
{
  GArray        *was;   /* (element-type MlsPoint) */
  GArray        *is;    /* (element-type MlsPoint) between the same ends */
  const MlsFace *left;  /* on its left where it starts, before and after */
  const MlsFace *right;
} Stroke;

struct _MlsRedraw
{
  MlsPatch        *patch;    /* borrowed */
  gboolean         joins;    /* what cuts part, where they are in the way */
  GArray          *strokes;  /* (element-type Stroke) */
  MlsSegmentTable *redrawn;  /* segments of the strokes as they were, both ways */
  MlsBlocks       *blocks;   /* what lies beside the strokes */
  GPtrArray       *sides;    /* (element-type MlsBlock) the same, once all are known */

  /* The faces cut along the strokes, with the labels they had. */
  MlsOverlay      *pieces;
  GHashTable      *new_side; /* piece swept by a stroke → the block whose redrawn rings hold it */
  GPtrArray       *swept;    /* (element-type MlsCell) the same pieces, as they were met */
};

static void
stroke_clear (gpointer data)
{
  Stroke *stroke = data;

  g_array_unref (stroke->was);
  g_array_unref (stroke->is);
}

static MlsRedraw *
redraw_new (MlsPatch *patch, gboolean joins)
{
  MlsRedraw *redraw = g_new0 (MlsRedraw, 1);

  redraw->patch = patch;
  redraw->joins = joins;
  redraw->strokes = g_array_new (FALSE, FALSE, sizeof (Stroke));
  g_array_set_clear_func (redraw->strokes, stroke_clear);
  redraw->redrawn = mls_segment_table_new ();
  redraw->blocks = mls_blocks_new (patch);
  redraw->pieces = mls_overlay_new (patch);
  redraw->new_side = g_hash_table_new (NULL, NULL);
  redraw->swept = g_ptr_array_new ();

  return redraw;
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
  return redraw_new (patch, TRUE);
}

/**
 * mls_redraw_free:
 * @redraw: (transfer full): a redraw
 */
void
mls_redraw_free (MlsRedraw *redraw)
{
  g_array_unref (redraw->strokes);
  mls_segment_table_free (redraw->redrawn);
  mls_blocks_free (redraw->blocks);
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

static void
join_around (MlsRedraw *redraw, MlsPoint vertex)
{
  if (redraw->joins)
    mls_blocks_join_around (redraw->blocks, vertex);
}

/* Takes note of the segments of a stroke as it was. */
static gboolean
note_redrawn (MlsRedraw *redraw, const Stroke *stroke, GError **error)
{
  for (guint i = 1; i < stroke->was->len; i++)
    {
      MlsPoint a = point_at (stroke->was, i - 1);
      MlsPoint b = point_at (stroke->was, i);
      const MlsFace *left = mls_patch_left_of (redraw->patch, a, b);
      const MlsFace *right = mls_patch_left_of (redraw->patch, b, a);

      if (!mls_patch_check (redraw->patch, error))
        return FALSE;
      if (left == NULL || right == NULL)
        return mls_refuse_edge (i == 1 ? b : a, error);

      mls_segment_table_set (redraw->redrawn, a, b, redraw);
      mls_segment_table_set (redraw->redrawn, b, a, redraw);
      mls_blocks_add (redraw->blocks, left);
      mls_blocks_add (redraw->blocks, right);
      if (i > 1)
        join_around (redraw, a);
    }

  return TRUE;
}

/**
 * mls_redraw_add:
 * @redraw: a redraw that has not been planned
 * @was: (array length=n_was): a stretch of border as it runs, where no other borders meet it but cuts
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
  if (!mls_point_equal (was[0], is[0]))
    join_around (redraw, was[0]);
  if (!mls_point_equal (was[n_was - 1], is[n_is - 1]))
    join_around (redraw, was[n_was - 1]);

  return note_redrawn (redraw, &stroke, error);
}

/**
 * mls_redraw_is_empty:
 * @redraw: a redraw
 *
 * Returns: whether nothing was added to it
 */
gboolean
mls_redraw_is_empty (const MlsRedraw *redraw)
{
  return redraw->strokes->len == 0;
}

static const Stroke *
stroke_at (const MlsRedraw *redraw, guint i)
{
  return &g_array_index (redraw->strokes, Stroke, i);
}

static void
add_unmoved (const MlsRedraw *redraw, MlsDissection *dissection, const MlsFace *face)
{
  for (guint r = 0; r < face->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (face, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        if (mls_segment_table_get (redraw->redrawn, ring.points[j], ring.points[i]) == NULL)
          mls_dissection_add_border (dissection, ring.points[j], ring.points[i]);
    }
}

static void
add_strokes (const MlsRedraw *redraw, MlsDissection *dissection, const MlsBlock *side)
{
  for (guint i = 0; i < redraw->strokes->len; i++)
    {
      const Stroke *stroke = stroke_at (redraw, i);
      gboolean on_left = mls_blocks_of (redraw->blocks, stroke->left) == side;
      gboolean on_right = mls_blocks_of (redraw->blocks, stroke->right) == side;

      for (guint k = 1; k < stroke->is->len; k++)
        {
          MlsPoint a = point_at (stroke->is, k - 1);
          MlsPoint b = point_at (stroke->is, k);

          if (on_left)
            mls_dissection_add_border (dissection, a, b);
          if (on_right)
            mls_dissection_add_border (dissection, b, a);
        }
    }
}

/* @side with the strokes as they will be, if that is a face: rings that cross do not pass. */
static MlsFace *
redraw_side (const MlsRedraw *redraw, const MlsBlock *side)
{
  g_autoptr (MlsDissection) dissection = mls_dissection_new ();
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (MlsFace) shape = NULL;
  const MlsFace *first = mls_block_first (side);
  MlsShape *area;
  MlsPoint where;

  for (guint i = 0; i < side->faces->len; i++)
    add_unmoved (redraw, dissection, g_ptr_array_index (side->faces, i));
  add_strokes (redraw, dissection, side);
  areas = mls_dissection_run (dissection);
  if (areas == NULL || areas->len != 1)
    return NULL;

  area = g_ptr_array_index (areas, 0);
  shape = mls_face_new (first->id, mls_shape_get_rings (area), mls_shape_n_rings (area), first->labels,
                        first->n_vintages);

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
redrawn_area2 (const MlsRedraw *redraw, const MlsBlock *side)
{
  MlsPoint from = mls_block_first (side)->points[0];
  MlsArea2 area2 = 0;

  for (guint i = 0; i < side->faces->len; i++)
    area2 += mls_face_area2 (g_ptr_array_index (side->faces, i));

  for (guint i = 0; i < redraw->strokes->len; i++)
    {
      const Stroke *stroke = stroke_at (redraw, i);
      MlsArea2 gain = area2_along (from, stroke->is) - area2_along (from, stroke->was);

      area2 += mls_blocks_of (redraw->blocks, stroke->left) == side ? gain : 0;
      area2 -= mls_blocks_of (redraw->blocks, stroke->right) == side ? gain : 0;
    }

  return area2;
}

static gboolean
refuse_shapes (const MlsRedraw *redraw, MlsPoint at, GError **error)
{
  for (guint i = 0; i < redraw->sides->len; i++)
    if (redrawn_area2 (redraw, g_ptr_array_index (redraw->sides, i)) == 0)
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

/* A cut that a stroke will run across goes as well. Each round looks at those of the faces that the last
 * one joined. */
static gboolean
join_where_strokes_run (MlsRedraw *redraw, MlsPoint at, GError **error)
{
  guint n_first = mls_blocks_n_faces (redraw->blocks), n_faces;

  do
    {
      n_faces = mls_blocks_n_faces (redraw->blocks);
      if (n_faces > n_first + MAX_JOINED_FACES)
        {
          g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE,
                       _("The border at (%.3f, %.3f) would run through too much"), mls_grid_to_metres (at.x),
                       mls_grid_to_metres (at.y));
          return FALSE;
        }

      for (guint i = 0; i < redraw->strokes->len; i++)
        mls_blocks_join_along (redraw->blocks, stroke_at (redraw, i)->is);
    }
  while (mls_blocks_n_faces (redraw->blocks) > n_faces);

  return TRUE;
}

/* Faces of simple rings that leave the same directed segments as before tile the same ground: no
 * border can have left the faces that meet there. */
static gboolean
redraw_sides (MlsRedraw *redraw, MlsPoint at, GError **error)
{
  if (redraw->joins && !join_where_strokes_run (redraw, at, error))
    return FALSE;

  redraw->sides = mls_blocks_sorted (redraw->blocks);

  for (guint i = 0; i < redraw->sides->len; i++)
    {
      MlsBlock *side = g_ptr_array_index (redraw->sides, i);

      side->shape = redraw_side (redraw, side);
      if (side->shape == NULL)
        return refuse_shapes (redraw, at, error);
    }

  return mls_patch_check (redraw->patch, error);
}

/* A stroke may run where another border does, and what lies beyond that is not swept. */
static void
note_swept (MlsRedraw *redraw, MlsCell *piece, const MlsFace *face)
{
  MlsBlock *side = mls_blocks_of (redraw->blocks, face);

  if (piece == NULL || mls_blocks_of (redraw->blocks, piece->parent) == side ||
      g_hash_table_contains (redraw->new_side, piece) ||
      mls_face_locate (side->shape, mls_face_inner_point (piece->shape)) != MLS_SIDE_INSIDE)
    return;

  g_hash_table_insert (redraw->new_side, piece, side);
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

/* Whether the border tells its sides apart, and the ground it sweeps takes the labels of its new
 * side in every vintage that does. */
static gboolean
moves_in_all (const MlsRedraw *redraw, const MlsIntent *intent)
{
  MlsVintageSet written = mls_intent_vintages (intent);
  const MlsFace *first = mls_block_first (g_ptr_array_index (redraw->sides, 0));
  gboolean parts = FALSE;

  for (guint v = 0; v < mls_patch_n_vintages (redraw->patch); v++)
    {
      gboolean same = TRUE, any_null = FALSE;

      for (guint i = 0; i < redraw->sides->len; i++)
        {
          const MlsFace *face = mls_block_first (g_ptr_array_index (redraw->sides, i));

          same &= mls_label_equal (&face->labels[v], &first->labels[v]);
          any_null |= mls_label_is_null (&face->labels[v]);
        }

      if (!same && ((written & MLS_VINTAGE (v)) == 0 || any_null))
        return FALSE;
      parts |= !same;
    }

  return parts;
}

/* Of @face itself what is not swept. */
static MlsArea2
area2_kept (const MlsRedraw *redraw, const MlsFace *face)
{
  MlsArea2 own = mls_face_area2 (face);

  for (guint i = 0; i < redraw->swept->len; i++)
    {
      const MlsCell *piece = g_ptr_array_index (redraw->swept, i);

      own -= piece->parent == face ? piece->area2 : 0;
    }

  return own;
}

/* What @side will be of: of its faces what is not swept, of others what it sweeps. */
static GArray *
ground_of (const MlsRedraw *redraw, const MlsBlock *side)
{
  GArray *ground = g_array_new (FALSE, FALSE, sizeof (MlsGround));

  for (guint i = 0; i < side->faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (side->faces, i);

      g_array_append_val (ground, ((MlsGround){ face, area2_kept (redraw, face) }));
    }

  for (guint i = 0; i < redraw->swept->len; i++)
    {
      const MlsCell *piece = g_ptr_array_index (redraw->swept, i);

      if (g_hash_table_lookup (redraw->new_side, piece) == side)
        g_array_append_val (ground, ((MlsGround){ piece->parent, piece->area2 }));
    }

  return ground;
}

/* The faces just take their new rings, without the vertices that cutting them along the strokes would
 * leave behind. */
static MlsPlan *
plan_whole (const MlsRedraw *redraw, MlsVerb verb, const MlsIntent *intent)
{
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (redraw->patch);
  MlsPlan *plan = mls_plan_new (verb, intent, overlay);

  for (guint i = 0; i < redraw->sides->len; i++)
    {
      const MlsBlock *side = g_ptr_array_index (redraw->sides, i);

      mls_overlay_replace (overlay, side->faces, side->shape, ground_of (redraw, side));
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
      const MlsBlock *side = g_hash_table_lookup (redraw->new_side, piece);

      mls_intent_give_label (intent, mls_block_first (side)->labels, piece->labels);
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

  if (!redraw_sides (redraw, at, error) || !find_swept (redraw, error))
    return NULL;

  /* Where nothing is swept the border runs where it did, and only vertices come and go. */
  plan = redraw->swept->len == 0 || moves_in_all (redraw, intent)
             ? plan_whole (redraw, verb, intent)
             : plan_pieces (redraw, verb, intent, error);
  if (plan == NULL || !mls_plan_finish (plan, error))
    return NULL;

  return g_steal_pointer (&plan);
}

static MlsPoint
shifted (MlsPoint point, MlsPoint by)
{
  return (MlsPoint){ point.x + by.x, point.y + by.y };
}

/* The segments that meet in @vertex, which is shifted, and so is what else is in @run. */
static gboolean
add_shifted (MlsRedraw *redraw, MlsPoint vertex, const MlsSegmentTable *run, MlsPoint by, GError **error)
{
  g_autoptr (GArray) ends = mls_patch_ends (redraw->patch, vertex, !redraw->joins);

  for (guint i = 0; i < ends->len; i++)
    {
      MlsPoint end = point_at (ends, i);
      gboolean both = mls_segment_table_get (run, end, end) != NULL;
      const MlsPoint was[] = { end, vertex };
      const MlsPoint is[] = { both ? shifted (end, by) : end, shifted (vertex, by) };

      if (both && mls_point_compare (vertex, end) > 0)
        continue;
      if (!mls_redraw_add (redraw, was, 2, is, 2, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_all_shifted (MlsRedraw *redraw, const GArray *run, MlsPoint by, GError **error)
{
  g_autoptr (MlsSegmentTable) in_run = mls_segment_table_new ();

  for (guint i = 0; i < run->len; i++)
    mls_segment_table_set (in_run, point_at (run, i), point_at (run, i), redraw);
  for (guint i = 0; i < run->len; i++)
    if (!add_shifted (redraw, point_at (run, i), in_run, by, error))
      return FALSE;

  return TRUE;
}

/**
 * mls_redraw_shift:
 * @patch: the coverage
 * @run: (element-type MlsPoint): vertices
 * @by: how far they go
 * @verb: what it is
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_OUTSIDE beyond the grid, or see mls_redraw_plan()
 *
 * Returns: (transfer full) (nullable): the borders that meet in the vertices are led where these go; what
 *   they lead to stays, unless it goes too
 */
MlsPlan *
mls_redraw_shift (MlsPatch        *patch,
                  const GArray    *run,
                  MlsPoint         by,
                  MlsVerb          verb,
                  const MlsIntent *intent,
                  GError         **error)
{
  MlsPoint at = shifted (point_at (run, run->len / 2), by);
  g_autoptr (MlsRedraw) along = redraw_new (patch, FALSE);
  g_autoptr (MlsRedraw) joined = redraw_new (patch, TRUE);
  g_autoptr (GError) refusal = NULL;
  MlsPlan *plan;

  for (guint i = 0; i < run->len; i++)
    if (!mls_grid_contains (shifted (point_at (run, i), by)))
      {
        g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_OUTSIDE, _("This is outside the territory"));
        return NULL;
      }

  /* Cuts that end in the vertices go along where they can, which spares what they part from being cut anew. */
  plan = add_all_shifted (along, run, by, &refusal) ? mls_redraw_plan (along, verb, at, intent, &refusal) : NULL;
  if (plan != NULL)
    return plan;

  if (!g_error_matches (refusal, MLS_REFUSAL, MLS_REFUSAL_CROSSES) &&
      !g_error_matches (refusal, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }

  return add_all_shifted (joined, run, by, error) ? mls_redraw_plan (joined, verb, at, intent, error) : NULL;
}
