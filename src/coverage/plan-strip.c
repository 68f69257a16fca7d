/* Strip: a road or a hedge of some width along a line, which takes the current pair. An end on a border,
 * or before ground that has the pair's code already, is led up to it over the whole width: nothing is left
 * between. */

#include "coverage/give.h"
#include "coverage/inside.h"
#include "coverage/line.h"
#include "geometry/band.h"
#include "geometry/predicate.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum
{
  /* An end is on a border from so near. */
  REACH_MM = 500,
  /* A strip that joins is cut so many widths beyond its end, and what lies across the border is left out: that
   * leaves nothing between as long as it does not meet the border at less than a quarter of a right angle. */
  WIDTHS_BEYOND = 2,
  /* A corner so sharp that its outline would reach further, in half widths, is cut off. */
  CORNER_REACH = 5,
};

/* An end of the line. */
typedef struct
{
  MlsPoint before; /* the vertex before it */
  MlsPoint end;
  gboolean joins;
} End;

typedef struct
{
  MlsPatch        *patch;
  const MlsIntent *intent;
  gint64           width;
  GArray          *line;    /* (element-type MlsPoint) the axis */
  End              ends[2]; /* where it starts, where it ends */

  MlsNoding       *noding;
  MlsOverlay      *overlay; /* cut along the outline, beyond the ends that join */
  MlsShape        *body;    /* the outline well before the ends that join */
} Strip;

static void
strip_clear (Strip *strip)
{
  g_clear_pointer (&strip->line, g_array_unref);
  g_clear_pointer (&strip->noding, mls_noding_free);
  g_clear_pointer (&strip->overlay, mls_overlay_unref);
  g_clear_pointer (&strip->body, mls_shape_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Strip, strip_clear)

static MlsPoint
point_at (const GArray *points, guint i)
{
  return g_array_index (points, MlsPoint, i);
}

/* The point @mm beyond @to as seen from @from, or before it if @mm is negative. */
static MlsPoint
beyond (MlsPoint from, MlsPoint to, double mm)
{
  double t = mm / mls_point_distance (from, to);

  return (MlsPoint){ to.x + llround (t * (double) (to.x - from.x)),
                     to.y + llround (t * (double) (to.y - from.y)) };
}

/* Before the end by @mm, but not by more than half of the last segment. */
static MlsPoint
held_back (const End *end, double mm)
{
  return beyond (end->before, end->end, -MIN (mm, mls_point_distance (end->before, end->end) / 2));
}

static gboolean
has_code (const Strip *strip, const MlsFace *face)
{
  MlsLabel label = { { strip->intent->pair.cover, strip->intent->pair.use } };
  MlsDimension dimension = strip->intent->dimension;

  return face != NULL && mls_intent_has_pair (strip->intent) &&
         mls_label_code (&face->labels[strip->intent->vintage], dimension) ==
             mls_label_code (&label, dimension);
}

/* Whether a border that parts regions passes near @point. */
static gboolean
is_on_border (const Strip *strip, const MlsBorders *borders, MlsPoint point)
{
  MlsBox box = { point.x - REACH_MM, point.y - REACH_MM, point.x + REACH_MM, point.y + REACH_MM };
  g_autoptr (GArray) here = mls_borders_in (borders, &box);

  for (guint i = 0; i < here->len; i++)
    {
      const MlsBorder *border = &g_array_index (here, MlsBorder, i);
      gboolean edge;

      if (mls_point_distance (mls_point_nearest_on_segment (point, border->a, border->b), point) <= REACH_MM &&
          mls_borders_parts (borders, border, strip->intent->vintage, strip->intent->dimension, &edge))
        return TRUE;
    }

  return FALSE;
}

/* Leads an end on to ground that has the code, if there is some within the width ahead. */
static gboolean
reach_code (const Strip *strip, const MlsBorders *borders, End *end)
{
  MlsPoint far = beyond (end->before, end->end, (double) strip->width), nearest = far;
  MlsBox box = mls_box_of_segment (end->end, far);
  g_autoptr (GArray) here = mls_borders_in (borders, &box);
  gboolean found = FALSE;

  for (guint i = 0; i < here->len; i++)
    {
      const MlsBorder *border = &g_array_index (here, MlsBorder, i);
      MlsPoint at;

      if (!has_code (strip, border->face) ||
          mls_segments_meet (end->end, far, border->a, border->b) != MLS_MEET_CROSS)
        continue;

      at = mls_segments_crossing (end->end, far, border->a, border->b);
      if (mls_point_distance (end->end, at) <= mls_point_distance (end->end, nearest))
        nearest = at;
      found = TRUE;
    }

  if (found && !mls_point_equal (nearest, end->before))
    end->end = nearest;

  return found;
}

/* How each end meets what is there. */
static void
look_ahead (Strip *strip)
{
  g_autoptr (MlsBorders) borders = mls_borders_new (strip->patch);
  guint last = strip->line->len - 1;

  strip->ends[0] = (End){ point_at (strip->line, 1), point_at (strip->line, 0) };
  strip->ends[1] = (End){ point_at (strip->line, last - 1), point_at (strip->line, last) };
  if (mls_point_equal (strip->ends[0].end, strip->ends[1].end))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (strip->ends); i++)
    {
      End *end = &strip->ends[i];

      end->joins = is_on_border (strip, borders, end->end) ||
                   has_code (strip, mls_patch_face_at (strip->patch, end->end)) ||
                   reach_code (strip, borders, end);
    }
}

/* The outline of the strip, led @mm beyond the ends that join, or held back from them. */
static gboolean
make_band (const Strip *strip, double mm, MlsShape *out)
{
  g_autoptr (GArray) line = g_array_copy (strip->line);

  for (guint i = 0; i < G_N_ELEMENTS (strip->ends); i++)
    {
      const End *end = &strip->ends[i];
      MlsPoint moved = mm < 0 ? held_back (end, -mm) : beyond (end->before, end->end, mm);

      if (end->joins)
        g_array_index (line, MlsPoint, i == 0 ? 0 : line->len - 1) = moved;
    }

  return mls_polyline_band ((const MlsPoint *) (gpointer) line->data, line->len,
                            &(MlsBand){ .width = strip->width, .reach = CORNER_REACH }, out);
}

static gboolean
insert_ring (const Strip *strip, MlsRing ring, GError **error)
{
  g_autofree MlsPoint *closed = g_new (MlsPoint, ring.n_points + 1);

  for (gsize i = 0; i <= ring.n_points; i++)
    {
      closed[i] = ring.points[i % ring.n_points];
      if (!mls_grid_contains (closed[i]))
        {
          g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_LARGE, _("The strip is too large"));
          return FALSE;
        }
    }

  return mls_noding_insert (strip->noding, closed, ring.n_points + 1, error);
}

static gboolean
cut_outline (const Strip *strip, GError **error)
{
  g_autoptr (MlsShape) outline = mls_shape_new ();

  if (!make_band (strip, WIDTHS_BEYOND * (double) strip->width, outline) ||
      !make_band (strip, -(double) strip->width, strip->body))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE, _("The strip is too thin for the grid"));
      return FALSE;
    }

  for (guint r = 0; r < mls_shape_n_rings (outline); r++)
    if (!insert_ring (strip, mls_shape_ring (outline, r), error))
      return FALSE;

  return mls_overlay_cut (strip->overlay, strip->noding, error);
}

static gboolean
body_holds (const Strip *strip, MlsPoint point)
{
  gboolean inside = FALSE;

  for (guint r = 0; r < mls_shape_n_rings (strip->body); r++)
    inside ^= mls_ring_locate (mls_shape_ring (strip->body, r), point) == MLS_SIDE_INSIDE;

  return inside;
}

/* Whether the way from @a to @b leads through the cell. */
static gboolean
passes_through (const MlsCell *cell, MlsPoint a, MlsPoint b)
{
  MlsPoint middle = { a.x + (b.x - a.x) / 2, a.y + (b.y - a.y) / 2 };

  if (mls_face_locate (cell->shape, middle) == MLS_SIDE_INSIDE)
    return TRUE;

  for (guint r = 0; r < cell->shape->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (cell->shape, r);

      for (gsize i = 0, j = ring.n_points - 1; i < ring.n_points; j = i++)
        if (mls_segments_meet (a, b, ring.points[j], ring.points[i]) == MLS_MEET_CROSS)
          return TRUE;
    }

  return FALSE;
}

/* Whether a cell lies before the border that an end joins, and not only beyond it: the axis leads through it
 * up to there, or the flat end of the body does. */
static gboolean
leads_up (const Strip *strip, const End *end, const MlsCell *cell)
{
  MlsPoint start = held_back (end, (double) strip->width);
  double half = (double) strip->width / 2 / mls_point_distance (end->before, end->end);
  gint64 x = llround (half * (double) (end->before.y - end->end.y));
  gint64 y = llround (half * (double) (end->end.x - end->before.x));

  return passes_through (cell, start, held_back (end, REACH_MM)) ||
         passes_through (cell, (MlsPoint){ start.x - x, start.y - y }, (MlsPoint){ start.x + x, start.y + y });
}

/* Whether a cell inside the outline is of the strip: all are where no end joins. */
static gboolean
is_of_strip (const Strip *strip, const MlsCell *cell)
{
  gboolean joins = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (strip->ends); i++)
    {
      if (strip->ends[i].joins && leads_up (strip, &strip->ends[i], cell))
        return TRUE;
      joins |= strip->ends[i].joins;
    }

  return !joins || body_holds (strip, mls_face_inner_point (cell->shape));
}

/* Of the cells inside the outline those of the strip that do not have the pair already: what is known of a
 * road it joins stays known. */
static GPtrArray *
find_cells (const Strip *strip, gboolean *all, GError **error)
{
  g_autoptr (GPtrArray) inside = g_ptr_array_new ();
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  gboolean has_pair = mls_intent_has_pair (strip->intent);

  if (!mls_inside_take (strip->overlay, inside, error))
    return NULL;

  for (guint i = 0; i < inside->len; i++)
    {
      MlsCell *cell = g_ptr_array_index (inside, i);

      if (is_of_strip (strip, cell) && !(has_pair && mls_intent_already_has (strip->intent, cell->labels)))
        g_ptr_array_add (cells, cell);
    }
  *all = cells->len == inside->len;

  if (!mls_patch_check (strip->patch, error))
    return NULL;

  if (cells->len == 0)
    {
      gboolean outside = inside->len == 0;

      g_set_error_literal (error, MLS_REFUSAL, outside ? MLS_REFUSAL_NOTHING_TO_CUT : MLS_REFUSAL_NO_EFFECT,
                           outside ? _("Nothing to cut here: the strip lies outside") : _("Nothing would change"));
      return NULL;
    }

  return g_steal_pointer (&cells);
}

/* The parts of the outline with a cell of the strip on one side only. */
static GPtrArray *
find_ways (const Strip *strip, GPtrArray *cells)
{
  const GArray *course = mls_overlay_course (strip->overlay);
  GPtrArray *ways = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) of_strip = g_hash_table_new (NULL, NULL);
  GArray *way = NULL;

  for (guint i = 0; i < cells->len; i++)
    g_hash_table_add (of_strip, g_ptr_array_index (cells, i));

  for (guint i = 0; i < course->len; i++)
    {
      const MlsCourse *piece = &g_array_index (course, MlsCourse, i);
      MlsCell *left = mls_overlay_left_of (strip->overlay, piece->a, piece->b);
      MlsCell *right = mls_overlay_left_of (strip->overlay, piece->b, piece->a);

      if (g_hash_table_contains (of_strip, left) == g_hash_table_contains (of_strip, right))
        continue;

      if (way == NULL || !mls_point_equal (point_at (way, way->len - 1), piece->a))
        {
          way = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
          g_array_append_val (way, piece->a);
          g_ptr_array_add (ways, way);
        }
      g_array_append_val (way, piece->b);
    }

  return ways;
}

/* The cell of @overlay that holds @cell, by a border they have in common: the cell of a thin strip may hold no
 * point of the grid. */
static MlsCell *
same_cell (MlsOverlay *overlay, const MlsCell *cell)
{
  MlsCell *same = NULL;

  for (guint r = 0; r < cell->shape->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (cell->shape, r);

      for (gsize i = 0, j = ring.n_points - 1; same == NULL && i < ring.n_points; j = i++)
        same = mls_overlay_left_of (overlay, ring.points[j], ring.points[i]);
    }

  return same;
}

static MlsArea2
area2_of (GPtrArray *cells)
{
  MlsArea2 sum = 0;

  for (guint i = 0; i < cells->len; i++)
    sum += ((const MlsCell *) g_ptr_array_index (cells, i))->area2;

  return sum;
}

/* Cuts once more, only where the strip really ends: what lies beyond keeps its borders as they are. Where a
 * strip so thin that its outline touches itself would become other ground by that, the first cut stays. */
static GPtrArray *
cut_again (Strip *strip, GPtrArray *cells, GError **error)
{
  g_autoptr (GPtrArray) ways = find_ways (strip, cells);
  g_autoptr (MlsNoding) noding = mls_noding_new (strip->patch);
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (strip->patch);
  g_autoptr (GPtrArray) again = g_ptr_array_new ();

  for (guint i = 0; i < ways->len; i++)
    {
      const GArray *way = g_ptr_array_index (ways, i);

      if (!mls_noding_follow (noding, strip->noding, (const MlsPoint *) (gpointer) way->data, way->len, error))
        return NULL;
    }

  if (!mls_overlay_cut (overlay, noding, error))
    return NULL;

  for (guint i = 0; i < cells->len; i++)
    {
      MlsCell *same = same_cell (overlay, g_ptr_array_index (cells, i));

      if (same != NULL && !g_ptr_array_find (again, same, NULL))
        g_ptr_array_add (again, same);
    }

  if (area2_of (again) != area2_of (cells))
    return g_ptr_array_ref (cells);

  mls_overlay_unref (strip->overlay);
  strip->overlay = g_steal_pointer (&overlay);

  return g_steal_pointer (&again);
}

static MlsPlan *
give (const Strip *strip, GPtrArray *cells, GError **error)
{
  MlsPlan *plan = mls_plan_new (MLS_VERB_STRIP, strip->intent, strip->overlay);

  for (guint i = 0; i < cells->len; i++)
    g_ptr_array_add (plan->given, g_ptr_array_index (cells, i));

  return mls_plan_give_or_wait (plan, error);
}

/**
 * mls_plan_strip:
 * @patch: the coverage
 * @points: (array length=n_points): the middle of the strip
 * @n_points: how many
 * @width: mm
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NOTHING_TO_CUT, another refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the ground within half of @width takes the current pair, or waits for
 *   one
 */
MlsPlan *
mls_plan_strip (MlsPatch        *patch,
                const MlsPoint  *points,
                gsize            n_points,
                gint64           width,
                const MlsIntent *intent,
                GError         **error)
{
  g_auto (Strip) strip = { .patch = patch, .intent = intent, .width = width };
  g_autoptr (GPtrArray) cells = NULL;
  gboolean all;

  strip.line = mls_line_without_repeats (points, n_points);
  if (strip.line->len < 2)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NOTHING_TO_CUT, _("A line needs two points"));
      return NULL;
    }

  strip.noding = mls_noding_new (patch);
  strip.overlay = mls_overlay_new (patch);
  strip.body = mls_shape_new ();
  look_ahead (&strip);
  if (!cut_outline (&strip, error))
    return NULL;

  cells = find_cells (&strip, &all, error);
  if (cells != NULL && !all)
    {
      GPtrArray *again = cut_again (&strip, cells, error);

      g_ptr_array_unref (cells);
      cells = again;
    }

  return cells != NULL ? give (&strip, cells, error) : NULL;
}
