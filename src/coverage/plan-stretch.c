/* Stretches of shared border drawn anew: straight, simpler, rounder, shifted. Both sides at once. Vertices
 * where other borders come in stay where they are, unless they are shifted too. */

#include "coverage/redraw.h"
#include "coverage/walk.h"
#include "geometry/polyline.h"

#include <glib/gi18n-lib.h>

enum
{
  /* How often it is tried what can run of a stretch that cannot run everywhere; what was not tried stays. */
  MAX_TRIES = 256,
};

/* How a stretch without nodes is drawn anew, between the same ends. */
typedef struct
{
  MlsVerb  verb;
  GArray  *(*draw) (const MlsPoint *points, gsize n_points, gint64 tolerance);
  gint64   tolerance; /* mm */
  gboolean may_leave; /* where there is no room, the border stays as it is */
} Drawing;

static MlsPoint
point_at (const GArray *points, guint i)
{
  return g_array_index (points, MlsPoint, i);
}

static const MlsPoint *
points_of (const GArray *points, guint first)
{
  return (const MlsPoint *) (gpointer) points->data + first;
}

/* The shared border between two places on it, or between the nodes around one. */
static GArray *
find_stretch (MlsWalk *walk, const MlsPoint *places, gsize n_places, GError **error)
{
  MlsPoint from, to;

  if (n_places == 1)
    return mls_walk_arc (walk, places[0], error);

  return mls_walk_vertex (walk, places[0], &from, error) && mls_walk_vertex (walk, places[1], &to, error)
             ? mls_walk_between (walk, from, to, error)
             : NULL;
}

static gboolean
same_points (const MlsPoint *was, guint n_was, const GArray *is)
{
  gboolean same = n_was == is->len;

  for (guint i = 0; same && i < n_was; i++)
    same = mls_point_equal (was[i], point_at (is, i));

  return same;
}

static gboolean
is_node (MlsPatch *patch, MlsPoint vertex)
{
  g_autoptr (GArray) ends = mls_patch_ends (patch, vertex, FALSE);

  return ends->len != 2;
}

/* A part of a stretch, as it will run. */
typedef struct
{
  guint   first; /* vertex of the stretch */
  guint   last;
  GArray *is;    /* (element-type MlsPoint) */
} Stroke;

static void
stroke_clear (gpointer data)
{
  g_array_unref (((Stroke *) data)->is);
}

static GArray *
strokes_new (void)
{
  GArray *strokes = g_array_new (FALSE, FALSE, sizeof (Stroke));

  g_array_set_clear_func (strokes, stroke_clear);

  return strokes;
}

/* Draws the part from the @first to the @last vertex anew, if that changes anything. */
static void
draw_part (GArray *strokes, const GArray *stretch, guint first, guint last, const Drawing *drawing)
{
  const MlsPoint *was = points_of (stretch, first);
  Stroke stroke = { first, last, drawing->draw (was, last - first + 1, drawing->tolerance) };

  if (same_points (was, last - first + 1, stroke.is))
    g_array_unref (stroke.is);
  else
    g_array_append_val (strokes, stroke);
}

/* From node to node. */
static GArray *
draw_stretch (MlsPatch *patch, const GArray *stretch, const Drawing *drawing)
{
  GArray *strokes = strokes_new ();
  guint first = 0;

  for (guint i = 1; i < stretch->len; i++)
    {
      if (i + 1 < stretch->len && !is_node (patch, point_at (stretch, i)))
        continue;

      draw_part (strokes, stretch, first, i, drawing);
      first = i;
    }

  return strokes;
}

static MlsPlan *
plan_strokes (MlsPatch        *patch,
              const GArray    *stretch,
              const GArray    *strokes,
              const Drawing   *drawing,
              const MlsIntent *intent,
              GError         **error)
{
  g_autoptr (MlsRedraw) redraw = mls_redraw_new (patch);

  for (guint i = 0; i < strokes->len; i++)
    {
      const Stroke *stroke = &g_array_index (strokes, Stroke, i);

      if (!mls_redraw_add (redraw, points_of (stretch, stroke->first), stroke->last - stroke->first + 1,
                           points_of (stroke->is, 0), stroke->is->len, error))
        return NULL;
    }

  if (mls_redraw_is_empty (redraw))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT, _("The border runs like that already"));
      return NULL;
    }

  return mls_redraw_plan (redraw, drawing->verb, point_at (stretch, stretch->len / 2), intent, error);
}

static gboolean
has_no_room (const GError *refusal)
{
  return g_error_matches (refusal, MLS_REFUSAL, MLS_REFUSAL_CROSSES) ||
         g_error_matches (refusal, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE);
}

/* A stretch that cannot run as drawn everywhere. */
typedef struct
{
  MlsPatch        *patch;
  const GArray    *stretch;
  const Drawing   *drawing;
  const MlsIntent *intent;
  guint            n_tries; /* so far */
  GArray          *running; /* (nullable): the strokes found last that can run … */
  MlsPlan         *plan;    /* … and what comes of them */
} Attempt;

static void
attempt_clear (Attempt *attempt)
{
  g_clear_pointer (&attempt->running, g_array_unref);
  g_clear_pointer (&attempt->plan, mls_plan_free);
}

static gboolean
can_run (Attempt *attempt, GArray *strokes)
{
  g_autoptr (GError) refusal = NULL;
  MlsPlan *plan;

  if (strokes->len == 0 || ++attempt->n_tries > MAX_TRIES)
    return FALSE;

  plan = plan_strokes (attempt->patch, attempt->stretch, strokes, attempt->drawing, attempt->intent, &refusal);
  if (plan == NULL)
    return FALSE;

  attempt_clear (attempt);
  attempt->running = g_array_ref (strokes);
  attempt->plan = plan;

  return TRUE;
}

static guint
n_vertices (const GArray *strokes)
{
  guint n = 0;

  for (guint i = 0; i < strokes->len; i++)
    n += g_array_index (strokes, Stroke, i).last - g_array_index (strokes, Stroke, i).first;

  return n;
}

/* Both, or if they do not go together that of more vertices. */
static GArray *
join_parts (Attempt *attempt, GArray *a, GArray *b)
{
  GArray *more = n_vertices (a) >= n_vertices (b) ? a : b;
  GArray *less = more == a ? b : a;
  g_autoptr (GArray) joined = strokes_new ();

  if (less->len == 0)
    return g_array_ref (more);

  for (guint i = 0; i < a->len + b->len; i++)
    {
      Stroke stroke = i < a->len ? g_array_index (a, Stroke, i) : g_array_index (b, Stroke, i - a->len);

      g_array_ref (stroke.is);
      g_array_append_val (joined, stroke);
    }

  return can_run (attempt, joined) ? g_steal_pointer (&joined) : g_array_ref (more);
}

static GArray *draw_halves (Attempt *attempt, guint first, guint last);

/* What can run of a part: all, or what can of its halves, until it is a vertex that stays. */
static GArray *
draw_where_possible (Attempt *attempt, guint first, guint last)
{
  g_autoptr (GArray) whole = strokes_new ();

  draw_part (whole, attempt->stretch, first, last, attempt->drawing);

  return whole->len == 0 || can_run (attempt, whole) ? g_steal_pointer (&whole) : draw_halves (attempt, first, last);
}

static GArray *
draw_halves (Attempt *attempt, guint first, guint last)
{
  g_autoptr (GArray) front = NULL;
  g_autoptr (GArray) back = NULL;
  guint middle = first + (last - first) / 2;

  if (last - first <= 2 || attempt->n_tries > MAX_TRIES)
    return strokes_new ();

  front = draw_where_possible (attempt, first, middle);
  back = draw_where_possible (attempt, middle, last);

  return join_parts (attempt, front, back);
}

/* What can run of all strokes together, which cannot all. */
static GArray *
find_possible (Attempt *attempt, const GArray *strokes)
{
  GArray *possible = strokes_new ();

  for (guint i = 0; i < strokes->len; i++)
    {
      const Stroke *stroke = &g_array_index (strokes, Stroke, i);
      g_autoptr (GArray) before = possible;
      g_autoptr (GArray) part = strokes->len > 1 ? draw_where_possible (attempt, stroke->first, stroke->last)
                                                 : draw_halves (attempt, stroke->first, stroke->last);

      possible = join_parts (attempt, before, part);
    }

  return possible;
}

/* The stretch as far as it can run. */
static MlsPlan *
plan_possible (Attempt *attempt, const GArray *strokes)
{
  g_autoptr (GArray) possible = find_possible (attempt, strokes);
  g_autoptr (MlsPlan) plan = possible == attempt->running ? g_steal_pointer (&attempt->plan) : NULL;

  attempt_clear (attempt);
  if (plan == NULL && possible->len > 0)
    plan = plan_strokes (attempt->patch, attempt->stretch, possible, attempt->drawing, attempt->intent, NULL);

  return g_steal_pointer (&plan);
}

static MlsPlan *
plan_drawn (MlsPatch *patch, const GArray *stretch, const Drawing *drawing, const MlsIntent *intent, GError **error)
{
  g_autoptr (GArray) strokes = draw_stretch (patch, stretch, drawing);
  g_autoptr (GError) refusal = NULL;
  Attempt attempt = { patch, stretch, drawing, intent };
  MlsPlan *plan = plan_strokes (patch, stretch, strokes, drawing, intent, &refusal);

  if (plan == NULL && drawing->may_leave && has_no_room (refusal))
    plan = plan_possible (&attempt, strokes);
  if (plan == NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));

  return plan;
}

static MlsPlan *
plan_between (MlsPatch        *patch,
              const MlsPoint  *places,
              gsize            n_places,
              const Drawing   *drawing,
              const MlsIntent *intent,
              GError         **error)
{
  g_autoptr (MlsBorders) borders = mls_borders_new (patch);
  g_autoptr (MlsWalk) walk = mls_walk_new (borders, intent);
  g_autoptr (GArray) stretch = find_stretch (walk, places, n_places, error);

  return stretch != NULL ? plan_drawn (patch, stretch, drawing, intent, error) : NULL;
}

/**
 * mls_plan_straighten:
 * @patch: the coverage
 * @places: (array length=n_places): two places within half a metre of vertices of a border, or one of
 *   a border: then all of it from node to node is meant
 * @n_places: 1 or 2
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NO_VERTEX, %MLS_REFUSAL_NO_WAY, %MLS_REFUSAL_EDGE, %MLS_REFUSAL_CROSSES, another
 *   refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the border between them runs straight from node to node
 */
MlsPlan *
mls_plan_straighten (MlsPatch        *patch,
                     const MlsPoint  *places,
                     gsize            n_places,
                     const MlsIntent *intent,
                     GError         **error)
{
  const Drawing drawing = { MLS_VERB_STRAIGHTEN, mls_polyline_straighten, 0, FALSE };

  return plan_between (patch, places, n_places, &drawing, intent, error);
}

/**
 * mls_plan_simplify:
 * @patch: the coverage
 * @places: (array length=n_places): see mls_plan_straighten()
 * @n_places: 1 or 2
 * @tolerance: mm, see mls_polyline_simplify()
 * @intent: what the operator means
 * @error: see mls_plan_straighten()
 *
 * Returns: (transfer full) (nullable): the border between them has no more vertices than it needs; where it
 *   would cross another it has those it had
 */
MlsPlan *
mls_plan_simplify (MlsPatch        *patch,
                   const MlsPoint  *places,
                   gsize            n_places,
                   gint64           tolerance,
                   const MlsIntent *intent,
                   GError         **error)
{
  const Drawing drawing = { MLS_VERB_SIMPLIFY, mls_polyline_simplify, tolerance, TRUE };

  return plan_between (patch, places, n_places, &drawing, intent, error);
}

/**
 * mls_plan_smooth:
 * @patch: the coverage
 * @places: (array length=n_places): see mls_plan_straighten()
 * @n_places: 1 or 2
 * @tolerance: mm, see mls_polyline_smooth()
 * @intent: what the operator means
 * @error: see mls_plan_straighten()
 *
 * Returns: (transfer full) (nullable): the border between them is rounded off, but where it would cross
 *   another
 */
MlsPlan *
mls_plan_smooth (MlsPatch        *patch,
                 const MlsPoint  *places,
                 gsize            n_places,
                 gint64           tolerance,
                 const MlsIntent *intent,
                 GError         **error)
{
  const Drawing drawing = { MLS_VERB_SMOOTH, mls_polyline_smooth, tolerance, TRUE };

  return plan_between (patch, places, n_places, &drawing, intent, error);
}

/* Leads @run on past its first or last point to the next vertex, unless borders meet there. */
static void
lengthen (MlsPatch *patch, GArray *run, gboolean at_start)
{
  MlsPoint end = point_at (run, at_start ? 0 : run->len - 1);
  MlsPoint before = run->len > 1 ? point_at (run, at_start ? 1 : run->len - 2) : end;
  g_autoptr (GArray) ends = mls_patch_ends (patch, end, FALSE);
  MlsPoint on;

  if (ends->len != 2)
    return;

  on = point_at (ends, mls_point_equal (point_at (ends, 0), before) ? 1 : 0);
  if (at_start)
    g_array_prepend_val (run, on);
  else
    g_array_append_val (run, on);
}

/* Whether all vertices around an island would go but one: the lengthened run comes back to itself. */
static gboolean
goes_around (const GArray *run)
{
  MlsPoint first = point_at (run, 0), last = point_at (run, run->len - 1);

  for (guint i = 1; i < run->len; i++)
    if (mls_point_equal (point_at (run, i), first) || mls_point_equal (point_at (run, i - 1), last))
      return TRUE;

  return FALSE;
}

/**
 * mls_plan_remove_vertices:
 * @patch: the coverage
 * @from: a place within half a metre of a vertex of a border
 * @to: another of the same border
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NO_VERTEX, %MLS_REFUSAL_NO_WAY, %MLS_REFUSAL_EDGE, %MLS_REFUSAL_CROSSES, another
 *   refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the vertices from the one to the other go, both with them, but for
 *   those where several borders meet
 */
MlsPlan *
mls_plan_remove_vertices (MlsPatch *patch, MlsPoint from, MlsPoint to, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsBorders) borders = mls_borders_new (patch);
  g_autoptr (MlsWalk) walk = mls_walk_new (borders, intent);
  g_autoptr (GArray) run = find_stretch (walk, (const MlsPoint[]){ from, to }, 2, error);
  const Drawing drawing = { MLS_VERB_REMOVE_VERTICES, mls_polyline_straighten, 0, FALSE };

  if (run == NULL)
    return NULL;

  lengthen (patch, run, TRUE);
  lengthen (patch, run, FALSE);
  if (run->len > 1 && goes_around (run))
    {
      g_set_error (error, MLS_REFUSAL, MLS_REFUSAL_TOO_FINE, _("Nothing would be left of the face at (%.3f, %.3f)"),
                   mls_grid_to_metres (from.x), mls_grid_to_metres (from.y));
      return NULL;
    }

  return plan_drawn (patch, run, &drawing, intent, error);
}

/**
 * mls_plan_move_vertices:
 * @patch: the coverage
 * @from: a place within half a metre of a vertex of a border
 * @to: another of the same border, or the same
 * @by: how far they go
 * @intent: what the operator means
 * @error: %MLS_REFUSAL_NO_VERTEX, %MLS_REFUSAL_NO_WAY, %MLS_REFUSAL_EDGE, %MLS_REFUSAL_CROSSES, another
 *   refusal, or the source's error
 *
 * Returns: (transfer full) (nullable): the vertices from the one to the other are shifted with all
 *   borders that meet in them; what these lead to stays
 */
MlsPlan *
mls_plan_move_vertices (MlsPatch        *patch,
                        MlsPoint         from,
                        MlsPoint         to,
                        MlsPoint         by,
                        const MlsIntent *intent,
                        GError         **error)
{
  g_autoptr (MlsBorders) borders = mls_borders_new (patch);
  g_autoptr (MlsWalk) walk = mls_walk_new (borders, intent);
  g_autoptr (GArray) run = find_stretch (walk, (const MlsPoint[]){ from, to }, 2, error);

  if (run == NULL)
    return NULL;

  if (by.x == 0 && by.y == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT, _("The vertices are there already"));
      return NULL;
    }

  return mls_redraw_shift (patch, run, by, MLS_VERB_MOVE_VERTICES, intent, error);
}
