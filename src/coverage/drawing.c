#include "coverage/drawing.h"

/**
 * mls_drawing_new:
 * @face: the face that it is of, or 0
 * @labels: (array length=n_vintages): of its ground
 * @n_vintages: how many
 *
 * Returns: (transfer full): an outline of nothing yet
 */
MlsDrawing *
mls_drawing_new (gint64 face, const MlsLabel *labels, guint n_vintages)
{
  MlsDrawing *self = g_new0 (MlsDrawing, 1);

  self->face = face;
  self->rings = mls_shape_new ();
  self->box = MLS_BOX_EMPTY;
  self->labels = g_memdup2 (labels, n_vintages * sizeof *labels);

  return self;
}

/**
 * mls_drawing_free:
 * @self: (transfer full) (nullable): an outline
 */
void
mls_drawing_free (MlsDrawing *self)
{
  if (self == NULL)
    return;

  mls_shape_free (self->rings);
  g_clear_pointer (&self->was, mls_face_unref);
  g_free (self->labels);
  g_free (self);
}

/**
 * mls_drawing_add:
 * @self: an outline
 * @rings: more of it
 */
void
mls_drawing_add (MlsDrawing *self, const MlsShape *rings)
{
  for (guint r = 0; r < mls_shape_n_rings (rings); r++)
    {
      MlsRing ring = mls_shape_ring (rings, r);
      MlsBox box = mls_box_of_points (ring.points, ring.n_points);

      mls_shape_add_ring (self->rings, ring);
      self->box = mls_box_union (&self->box, &box);
    }
}

/**
 * mls_drawing_holds:
 * @self: an outline
 * @point: a point on none of its lines
 *
 * Returns: whether it lies inside
 */
gboolean
mls_drawing_holds (const MlsDrawing *self, MlsPoint point)
{
  guint n = 0;

  for (guint r = 0; r < mls_shape_n_rings (self->rings) && mls_box_holds (&self->box, point); r++)
    n += mls_ring_locate (mls_shape_ring (self->rings, r), point) != MLS_SIDE_OUTSIDE;

  return n % 2 == 1;
}

/**
 * mls_drawing_place:
 * @self: an outline
 *
 * Returns: where to look for it
 */
MlsPoint
mls_drawing_place (const MlsDrawing *self)
{
  return self->was != NULL ? mls_face_inner_point (self->was) : mls_box_centre (&self->box);
}
