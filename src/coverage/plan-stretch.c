/* Stretches of shared border drawn anew: straight, simpler, rounder, shifted. Both sides at once. Vertices
 * where other borders come in stay where they are, unless they are shifted too. */

#include "coverage/redraw.h"
#include "coverage/walk.h"
#include "geometry/polyline.h"

#include <glib/gi18n-lib.h>

/* How a stretch without nodes is drawn anew, between the same ends. */
typedef struct
{
  MlsVerb verb;
  GArray *(*draw) (const MlsPoint *points, gsize n_points, gint64 tolerance);
  gint64  tolerance; /* mm */
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

/* Draws @stretch anew from node to node, where that changes anything. */
static gboolean
add_stretch (MlsRedraw *redraw, MlsPatch *patch, const GArray *stretch, const Drawing *drawing, GError **error)
{
  guint first = 0;

  for (guint i = 1; i < stretch->len; i++)
    {
      const MlsPoint *was = points_of (stretch, first);
      g_autoptr (GArray) is = NULL;

      if (i + 1 < stretch->len && !is_node (patch, point_at (stretch, i)))
        continue;

      is = drawing->draw (was, i - first + 1, drawing->tolerance);
      if (!same_points (was, i - first + 1, is) &&
          !mls_redraw_add (redraw, was, i - first + 1, points_of (is, 0), is->len, error))
        return FALSE;
      first = i;
    }

  return TRUE;
}

static MlsPlan *
plan_drawn (MlsPatch *patch, const GArray *stretch, const Drawing *drawing, const MlsIntent *intent, GError **error)
{
  g_autoptr (MlsRedraw) redraw = mls_redraw_new (patch);

  if (!add_stretch (redraw, patch, stretch, drawing, error))
    return NULL;

  if (mls_redraw_is_empty (redraw))
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT, _("The border runs like that already"));
      return NULL;
    }

  return mls_redraw_plan (redraw, drawing->verb, point_at (stretch, stretch->len / 2), intent, error);
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
  const Drawing drawing = { MLS_VERB_STRAIGHTEN, mls_polyline_straighten, 0 };

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
 * Returns: (transfer full) (nullable): the border between them has no more vertices than it needs
 */
MlsPlan *
mls_plan_simplify (MlsPatch        *patch,
                   const MlsPoint  *places,
                   gsize            n_places,
                   gint64           tolerance,
                   const MlsIntent *intent,
                   GError         **error)
{
  const Drawing drawing = { MLS_VERB_SIMPLIFY, mls_polyline_simplify, tolerance };

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
 * Returns: (transfer full) (nullable): the border between them is rounded off
 */
MlsPlan *
mls_plan_smooth (MlsPatch        *patch,
                 const MlsPoint  *places,
                 gsize            n_places,
                 gint64           tolerance,
                 const MlsIntent *intent,
                 GError         **error)
{
  const Drawing drawing = { MLS_VERB_SMOOTH, mls_polyline_smooth, tolerance };

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
  const Drawing drawing = { MLS_VERB_REMOVE_VERTICES, mls_polyline_straighten, 0 };

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
