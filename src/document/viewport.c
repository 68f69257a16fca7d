#include "document/viewport.h"

#include <math.h>

#define M_PER_INCH     0.0254
#define PX_PER_INCH    96
#define MAX_COORDINATE (MLS_GRID_LIMIT / MLS_MM_PER_M)

struct _MlsViewport
{
  GObject parent_instance;

  double  x; /* m */
  double  y;
  double  scale;
  double  calibration; /* px of this screen to an inch, in 96ths */
};

G_DEFINE_FINAL_TYPE (MlsViewport, mls_viewport, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mls_viewport_class_init (MlsViewportClass *klass)
{
  /**
   * MlsViewport::changed:
   * @self: a viewport
   *
   * Emitted once for each change of what is shown.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_viewport_init (MlsViewport *self)
{
  self->scale = 2500;
  self->calibration = 1;
}

/**
 * mls_viewport_new:
 *
 * Returns: (transfer full): a viewport on the origin at 1:2 500
 */
MlsViewport *
mls_viewport_new (void)
{
  return g_object_new (MLS_TYPE_VIEWPORT, NULL);
}

static double
m_per_px (MlsViewport *self, double scale)
{
  return scale * M_PER_INCH / PX_PER_INCH / self->calibration;
}

/**
 * mls_viewport_get_centre:
 * @self: a viewport
 * @x: (out) (optional): easting, m
 * @y: (out) (optional): northing, m
 */
void
mls_viewport_get_centre (MlsViewport *self, double *x, double *y)
{
  g_return_if_fail (MLS_IS_VIEWPORT (self));

  if (x != NULL)
    *x = self->x;
  if (y != NULL)
    *y = self->y;
}

/**
 * mls_viewport_set:
 * @self: a viewport
 * @x: easting of the centre, m; kept on the grid
 * @y: northing of the centre, m
 * @scale: denominator; kept between %MLS_VIEWPORT_MIN_SCALE and %MLS_VIEWPORT_MAX_SCALE
 *
 * Changes all at once, for one signal.
 */
void
mls_viewport_set (MlsViewport *self, double x, double y, double scale)
{
  g_return_if_fail (MLS_IS_VIEWPORT (self));
  g_return_if_fail (isfinite (x) && isfinite (y) && isfinite (scale));

  x = CLAMP (x, -MAX_COORDINATE, MAX_COORDINATE);
  y = CLAMP (y, -MAX_COORDINATE, MAX_COORDINATE);
  scale = CLAMP (scale, MLS_VIEWPORT_MIN_SCALE, MLS_VIEWPORT_MAX_SCALE);
  if (x == self->x && y == self->y && scale == self->scale)
    return;

  self->x = x;
  self->y = y;
  self->scale = scale;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * mls_viewport_get_middle:
 * @self: a viewport
 * @out: (out): the centre on the grid
 *
 * Returns: %FALSE where that is beyond the grid
 */
gboolean
mls_viewport_get_middle (MlsViewport *self, MlsPoint *out)
{
  return mls_grid_from_metres (self->x, self->y, out);
}

/**
 * mls_viewport_set_centre:
 * @self: a viewport
 * @x: easting, m
 * @y: northing, m
 */
void
mls_viewport_set_centre (MlsViewport *self, double x, double y)
{
  mls_viewport_set (self, x, y, self->scale);
}

/**
 * mls_viewport_get_scale:
 * @self: a viewport
 *
 * Returns: n of 1:n
 */
double
mls_viewport_get_scale (MlsViewport *self)
{
  g_return_val_if_fail (MLS_IS_VIEWPORT (self), 1);

  return self->scale;
}

/**
 * mls_viewport_set_scale:
 * @self: a viewport
 * @scale: n of 1:n
 */
void
mls_viewport_set_scale (MlsViewport *self, double scale)
{
  mls_viewport_set (self, self->x, self->y, scale);
}

/**
 * mls_viewport_get_calibration:
 * @self: a viewport
 *
 * Returns: logical px of this screen to an inch, divided by 96
 */
double
mls_viewport_get_calibration (MlsViewport *self)
{
  g_return_val_if_fail (MLS_IS_VIEWPORT (self), 1);

  return self->calibration;
}

/**
 * mls_viewport_set_calibration:
 * @self: a viewport
 * @calibration: logical px of this screen to an inch, divided by 96; within 0.2 and 5
 */
void
mls_viewport_set_calibration (MlsViewport *self, double calibration)
{
  g_return_if_fail (MLS_IS_VIEWPORT (self));
  g_return_if_fail (calibration >= 0.2 && calibration <= 5);

  if (calibration == self->calibration)
    return;

  self->calibration = calibration;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * mls_viewport_get_m_per_px:
 * @self: a viewport
 *
 * Returns: m of ground to a logical px
 */
double
mls_viewport_get_m_per_px (MlsViewport *self)
{
  g_return_val_if_fail (MLS_IS_VIEWPORT (self), 1);

  return m_per_px (self, self->scale);
}

/* The device px of the whole plane where a pane starts whose middle is at @centre. The whole px that
 * lies nearest, with halves, which panes of odd sizes meet, kept away from the edge of rounding. */
static double
first_px (double centre, int size)
{
  return floor (centre - size / 2.0 + 0.5 + 1.0 / 64);
}

/**
 * mls_viewport_get_transform:
 * @self: a viewport
 * @size: a pane that shows it
 *
 * Panes start on a whole device px of one lattice over the whole plane, so that all that is drawn at
 * one scale keeps its pixels while the map moves.
 *
 * Returns: from m to the logical px of the pane
 */
MlsTransform
mls_viewport_get_transform (MlsViewport *self, MlsPaneSize size)
{
  double device = m_per_px (self, self->scale) / size.scale_factor;

  return (MlsTransform){ first_px (self->x / device, size.width * size.scale_factor) * device,
                         -first_px (-self->y / device, size.height * size.scale_factor) * device,
                         m_per_px (self, self->scale) };
}

/**
 * mls_viewport_get_extent:
 * @self: a viewport
 * @size: a pane that shows it
 *
 * Returns: the ground in the pane, m
 */
MlsExtent
mls_viewport_get_extent (MlsViewport *self, MlsPaneSize size)
{
  MlsTransform transform = mls_viewport_get_transform (self, size);

  return mls_transform_extent (&transform, 0, 0, size.width, size.height);
}

/**
 * mls_viewport_pan:
 * @self: a viewport
 * @dx: logical px the map is to move east
 * @dy: logical px the map is to move south
 */
void
mls_viewport_pan (MlsViewport *self, double dx, double dy)
{
  double px = mls_viewport_get_m_per_px (self);

  mls_viewport_set (self, self->x - dx * px, self->y + dy * px, self->scale);
}

/**
 * mls_viewport_zoom_at:
 * @self: a viewport
 * @dx: logical px from the middle of a pane, east, of the place that is to stay where it is
 * @dy: same, south
 * @scale: the new denominator
 *
 * Zooming out and in again at the same place comes back to the same centre.
 */
void
mls_viewport_zoom_at (MlsViewport *self, double dx, double dy, double scale)
{
  double px = mls_viewport_get_m_per_px (self);
  double new_px;

  scale = CLAMP (scale, MLS_VIEWPORT_MIN_SCALE, MLS_VIEWPORT_MAX_SCALE);
  new_px = m_per_px (self, scale);
  mls_viewport_set (self, self->x + dx * (px - new_px), self->y - dy * (px - new_px), scale);
}

/**
 * mls_viewport_fit:
 * @self: a viewport
 * @extent: the ground to show, m; not empty
 * @size: the pane to show it in
 *
 * Centres on @extent at the largest usual scale that shows all of it.
 */
void
mls_viewport_fit (MlsViewport *self, const MlsExtent *extent, MlsPaneSize size)
{
  double needed, scale;

  g_return_if_fail (MLS_IS_VIEWPORT (self));
  g_return_if_fail (!mls_extent_is_empty (extent));

  needed = MAX (mls_extent_width (extent) / MAX (size.width, 1),
                mls_extent_height (extent) / MAX (size.height, 1)) / m_per_px (self, 1);
  scale = mls_scale_step (MAX (needed, MLS_VIEWPORT_MIN_SCALE) * (1 - 1e-9), 1);

  mls_viewport_set (self, (extent->min_x + extent->max_x) / 2, (extent->min_y + extent->max_y) / 2,
                    scale);
}

/**
 * mls_scale_is_working:
 * @scale: n of 1:n
 *
 * Returns: whether it is one that interpreters draw at: what cannot be seen there is no error, and what can only be
 *   seen nearer by is no detail to be drawn
 */
gboolean
mls_scale_is_working (double scale)
{
  return scale >= MLS_NEAREST_WORKING_SCALE * (1 - 1e-9) && scale <= MLS_WORKING_SCALE * (1 + 1e-9);
}

/**
 * mls_scale_step:
 * @scale: n of 1:n
 * @n_steps: usual scales to go on, up for smaller scales and larger numbers, down for the contrary
 *
 * Returns: the usual scale so many steps from @scale; the first step from a scale between two goes
 *   to the nearer one that way. It stops at the ends.
 */
double
mls_scale_step (double scale, int n_steps)
{
  static const double usual[] = { 10,     25,     50,     100,     250,     500,     1000,
                                  1500,   2500,   5000,   10000,   25000,   50000,   100000,
                                  250000, 500000, 1000000, 2500000, 5000000, 10000000, 20000000 };
  int n_below = 0;
  int index;

  /* Usual scales come back from files and calibrations with an error in the last digits. */
  while (n_below < (int) G_N_ELEMENTS (usual) && usual[n_below] < scale * (1 - 1e-9))
    n_below++;

  index = n_below + n_steps;
  if (n_steps > 0 && (n_below == G_N_ELEMENTS (usual) || usual[n_below] > scale * (1 + 1e-9)))
    index--;

  return usual[CLAMP (index, 0, (int) G_N_ELEMENTS (usual) - 1)];
}
