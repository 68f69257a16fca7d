/* The vertices chosen along a border: found again after each change, more or fewer of them, taken away, or the border
 * between them drawn anew. */

#include "document/workspace-private.h"

#include "coverage/walk.h"

#include <math.h>

/* How far a border may leave its course where it is drawn simpler, or rounder: so little is seen at a glance, and
 * no more. */
#define SIMPLIFY_PX 2
#define SMOOTH_PX   4

static gboolean
is_vertex (MlsWorkspace *self, MlsPoint point)
{
  g_autoptr (GArray) ends = mls_patch_ends (mls_project_get_patch (self->project), point, FALSE);

  return ends->len > 0;
}

/**
 * mls_workspace_find_run:
 * @self: a workspace
 * @from: a place
 * @to: another, or the same
 * @error: %MLS_REFUSAL_NO_WAY, another refusal, or the source's error
 *
 * Returns: (transfer full) (nullable) (element-type MlsPoint): the vertices from the one to the other along borders
 *   of what is shown, if both are vertices: those that an edit of the stretch between them is of
 */
GArray *
mls_workspace_find_run (MlsWorkspace *self, MlsPoint from, MlsPoint to, GError **error)
{
  MlsIntent intent = mls_workspace_intent (self);
  g_autoptr (GArray) run = mls_walk_trace (mls_project_get_patch (self->project), from, to, &intent, error);

  return run != NULL && is_vertex (self, from) && is_vertex (self, to) ? g_steal_pointer (&run) : NULL;
}

static void
choose_run (MlsWorkspace *self, const GArray *run)
{
  mls_tool_choose (self->tool, run != NULL ? (const MlsPoint *) (gpointer) run->data : NULL, run != NULL ? run->len : 0);
  mls_workspace_emit (self, MLS_WORKSPACE_SKETCH_CHANGED);
}

/**
 * mls_workspace_find_vertices:
 * @self: a workspace
 *
 * What is chosen is what lies between its ends now; nothing, if one of them is gone.
 */
void
mls_workspace_find_vertices (MlsWorkspace *self)
{
  MlsSketch sketch = mls_tool_get_sketch (self->tool);
  g_autoptr (GArray) run = NULL;

  if (sketch.n_run == 0 || mls_tool_is_busy (self->tool))
    return;

  run = mls_workspace_find_run (self, sketch.run[0], sketch.run[sketch.n_run - 1], NULL);
  choose_run (self, run);
}

/* The cosine of the turn from one segment to the next: 1 straight on, -1 back. */
static double
straightness (MlsPoint before, MlsPoint at, MlsPoint next)
{
  double x0 = (double) (at.x - before.x), y0 = (double) (at.y - before.y);
  double x1 = (double) (next.x - at.x), y1 = (double) (next.y - at.y);

  return (x0 * x1 + y0 * y1) / (hypot (x0, y0) * hypot (x1, y1));
}

/* Where the border goes on past the last vertex chosen: of several ways the straightest, from a single vertex the one
 * to the east or west. */
static gboolean
find_next (MlsWorkspace *self, const MlsSketch *sketch, MlsPoint *next)
{
  MlsPoint last = sketch->run[sketch->n_run - 1];
  MlsPoint before = sketch->n_run > 1 ? sketch->run[sketch->n_run - 2] : (MlsPoint){ last.x - self->towards, last.y };
  MlsIntent intent = mls_workspace_intent (self);
  g_autoptr (MlsBorders) borders = mls_borders_new (mls_project_get_patch (self->project));
  g_autoptr (MlsWalk) walk = mls_walk_new (borders, &intent);
  g_autoptr (GArray) ends = mls_walk_ends (walk, last);
  double straightest = -2;

  for (guint i = 0; i < ends->len; i++)
    {
      MlsPoint end = g_array_index (ends, MlsPoint, i);
      double straight = straightness (before, last, end);

      if (straight > straightest && !mls_point_equal (end, before))
        {
          straightest = straight;
          *next = end;
        }
    }

  return straightest > -2;
}

/**
 * mls_workspace_extend:
 * @self: a workspace
 * @direction: 1 or -1
 *
 * Takes the next vertex of the border in, or leaves the last one out. From a single vertex 1 leads to the east and -1
 * to the west, and leads on from there; where the run was chosen by hand 1 takes in.
 */
void
mls_workspace_extend (MlsWorkspace *self, int direction)
{
  MlsSketch sketch;
  g_autoptr (GArray) run = NULL;
  MlsPoint end;

  mls_workspace_settle (self);
  sketch = mls_tool_get_sketch (self->tool);
  if (sketch.n_run == 0 || mls_tool_is_busy (self->tool))
    return;

  if (sketch.n_run == 1)
    self->towards = direction;
  if (direction != self->towards)
    end = sketch.run[sketch.n_run - 2];
  else if (!find_next (self, &sketch, &end))
    return;

  run = mls_workspace_find_run (self, sketch.run[0], end, NULL);
  if (run == NULL)
    return;

  mls_workspace_drop_proposal (self);
  choose_run (self, run);
}

/* A gesture from the one end of the run to the other. */
static guint
ends_of_run (MlsWorkspace *self, MlsPoint ends[2])
{
  MlsSketch sketch;

  mls_workspace_settle (self);
  sketch = mls_tool_get_sketch (self->tool);
  if (sketch.n_run == 0 || mls_tool_is_busy (self->tool))
    return 0;

  ends[0] = sketch.run[0];
  ends[1] = sketch.run[sketch.n_run - 1];

  return MIN (sketch.n_run, 2);
}

/**
 * mls_workspace_remove_vertices:
 * @self: a workspace
 *
 * Takes the vertices chosen away.
 */
void
mls_workspace_remove_vertices (MlsWorkspace *self)
{
  MlsPoint ends[2];
  guint n_ends = ends_of_run (self, ends);

  if (n_ends > 0)
    mls_workspace_commit (self, &(MlsGesture){ n_ends == 1 ? MLS_GESTURE_REMOVE_VERTEX : MLS_GESTURE_REMOVE_VERTICES,
                                               ends, n_ends }, FALSE);
}

/**
 * mls_workspace_redraw:
 * @self: a workspace
 * @kind: %MLS_GESTURE_STRAIGHTEN, %MLS_GESTURE_SIMPLIFY or %MLS_GESTURE_SMOOTH
 *
 * Shows how the border would run between the vertices chosen, or around the only one as far as it has no branch;
 * once more, or Enter, does it.
 */
void
mls_workspace_redraw (MlsWorkspace *self, MlsGestureKind kind)
{
  double px = mls_viewport_get_m_per_px (self->viewport) * MLS_MM_PER_M;
  MlsPoint ends[2];
  guint n_ends = ends_of_run (self, ends);

  if (n_ends > 0)
    mls_workspace_offer (self, &(MlsGesture){ .kind = kind, .points = ends, .n_points = n_ends,
                                              .measure = (gint64) (px * (kind == MLS_GESTURE_SMOOTH ? SMOOTH_PX
                                                                                                    : SIMPLIFY_PX)) });
}
