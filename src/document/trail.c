#include "document/trail.h"

struct _MlsTrail
{
  GArray   *views;   /* (element-type MlsView) oldest first */
  guint     at;      /* the one that is shown */
  gint64    came_us; /* when that was looked at */
  gboolean  arrived; /* by a step: it stays, however soon the map moves on */
};

/**
 * mls_trail_new:
 *
 * Returns: (transfer full): a trail without a view
 */
MlsTrail *
mls_trail_new (void)
{
  MlsTrail *self = g_new0 (MlsTrail, 1);

  self->views = g_array_new (FALSE, FALSE, sizeof (MlsView));

  return self;
}

/**
 * mls_trail_free:
 * @self: (transfer full): a trail
 */
void
mls_trail_free (MlsTrail *self)
{
  g_array_unref (self->views);
  g_free (self);
}

static const MlsView *
view_at (const MlsTrail *self, guint i)
{
  return &g_array_index (self->views, MlsView, i);
}

static gboolean
is_shown (const MlsTrail *self, const MlsView *view)
{
  const MlsView *shown;

  if (self->views->len == 0)
    return FALSE;

  shown = view_at (self, self->at);
  return view->x == shown->x && view->y == shown->y && view->scale == shown->scale;
}

/* Puts @view after the one that is shown; what was gone back from is given up. */
static void
append (MlsTrail *self, const MlsView *view)
{
  if (self->views->len > 0)
    g_array_set_size (self->views, self->at + 1);
  if (self->views->len == MLS_TRAIL_MAX)
    g_array_remove_index (self->views, 0);

  g_array_append_val (self->views, *view);
  self->at = self->views->len - 1;
}

/**
 * mls_trail_look:
 * @self: a trail
 * @view: what is shown now
 * @at_us: the time, µs, never less than the last one
 *
 * Notes a view. Another one before %MLS_TRAIL_REST_US have gone by takes its place.
 */
void
mls_trail_look (MlsTrail *self, const MlsView *view, gint64 at_us)
{
  gboolean passing = self->views->len > 0 && !self->arrived && at_us - self->came_us < MLS_TRAIL_REST_US;

  if (is_shown (self, view))
    return;

  if (passing)
    g_array_index (self->views, MlsView, self->at) = *view;
  else
    append (self, view);
  self->came_us = at_us;
  self->arrived = FALSE;
}

/**
 * mls_trail_step:
 * @self: a trail
 * @direction: -1 for the view before, 1 for the one after
 * @out: (out): the view to show
 *
 * Returns: whether there is one; it is the one shown from now on
 */
gboolean
mls_trail_step (MlsTrail *self, int direction, MlsView *out)
{
  int to = (int) self->at + direction;

  /* A movement that ended where it began is no step. */
  while (to >= 0 && to < (int) self->views->len && is_shown (self, view_at (self, (guint) to)))
    to += direction;
  if (to < 0 || to >= (int) self->views->len)
    return FALSE;

  self->at = (guint) to;
  self->arrived = TRUE;
  *out = *view_at (self, self->at);

  return TRUE;
}
