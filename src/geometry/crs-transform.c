#include "geometry/crs-transform.h"

#include "geometry/crs-private.h"
#include "geometry/error.h"

#include <math.h>

struct _MlsCrsTransform
{
  PJ_CONTEXT *context;
  PJ         *operation;
};

/* Points taken along each side of an extent: its image under a transformation has curved sides. */
#define POINTS_PER_SIDE 21

static void
set_error (MlsCrsTransform *self, const char *what, GError **error)
{
  const char *reason = proj_context_errno_string (self->context,
                                                  proj_context_errno (self->context));

  g_set_error (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_TRANSFORM, "%s: %s", what,
               reason != NULL ? reason : "outside the domain of the transformation");
}

/**
 * mls_crs_transform_new:
 * @from: the system coordinates are in
 * @to: the system they shall be in
 * @error: %MLS_GEOMETRY_ERROR_TRANSFORM when PROJ knows no way from one to the other
 *
 * Neither system is needed afterwards.
 *
 * Returns: (transfer full): a new transformation, or %NULL
 */
MlsCrsTransform *
mls_crs_transform_new (const MlsCrs *from, const MlsCrs *to, GError **error)
{
  g_autoptr (MlsCrsTransform) self = g_new0 (MlsCrsTransform, 1);
  PJ *raw;

  self->context = mls_proj_context_new ();
  raw = proj_create_crs_to_crs_from_pj (self->context, mls_crs_get_proj (from),
                                        mls_crs_get_proj (to), NULL, NULL);
  if (raw != NULL)
    {
      self->operation = proj_normalize_for_visualization (self->context, raw);
      proj_destroy (raw);
    }

  if (self->operation == NULL)
    {
      g_autofree char *what = g_strdup_printf ("No transformation from “%s” to “%s”",
                                               mls_crs_get_name (from), mls_crs_get_name (to));

      set_error (self, what, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * mls_crs_transform_free:
 * @self: (nullable): a transformation
 */
void
mls_crs_transform_free (MlsCrsTransform *self)
{
  if (self == NULL)
    return;

  proj_destroy (self->operation);
  proj_context_destroy (self->context);
  g_free (self);
}

/**
 * mls_crs_transform_points:
 * @self: a transformation
 * @x: (array length=n_points) (inout): eastings in m, or longitudes in degrees
 * @y: (array length=n_points) (inout): northings in m, or latitudes in degrees
 * @n_points: how many
 * @error: %MLS_GEOMETRY_ERROR_TRANSFORM when a point has no image
 *
 * Returns: whether every point has an image; those that have none become infinite
 */
gboolean
mls_crs_transform_points (MlsCrsTransform  *self,
                          double           *x,
                          double           *y,
                          gsize             n_points,
                          GError          **error)
{
  proj_errno_reset (self->operation);
  proj_trans_generic (self->operation, PJ_FWD, x, sizeof *x, n_points, y, sizeof *y, n_points, NULL,
                      0, 0, NULL, 0, 0);

  for (gsize i = 0; i < n_points; i++)
    if (!isfinite (x[i]) || !isfinite (y[i]))
      {
        set_error (self, "A point cannot be transformed", error);
        return FALSE;
      }

  return TRUE;
}

/**
 * mls_crs_transform_back:
 * @self: a transformation
 * @x: (array length=n_points) (inout): eastings or longitudes in the system it leads to
 * @y: (array length=n_points) (inout): northings or latitudes
 * @n_points: how many
 *
 * Goes the other way. Points without an image become infinite.
 */
void
mls_crs_transform_back (MlsCrsTransform *self, double *x, double *y, gsize n_points)
{
  proj_errno_reset (self->operation);
  proj_trans_generic (self->operation, PJ_INV, x, sizeof *x, n_points, y, sizeof *y, n_points, NULL,
                      0, 0, NULL, 0, 0);
}

/**
 * mls_crs_transform_extent:
 * @self: a transformation
 * @extent: an extent, in the units of the system it is in
 * @out: (out): the extent of its image
 * @error: %MLS_GEOMETRY_ERROR_TRANSFORM when it has no image
 *
 * Returns: whether @out is set
 */
gboolean
mls_crs_transform_extent (MlsCrsTransform  *self,
                          const MlsExtent  *extent,
                          MlsExtent        *out,
                          GError          **error)
{
  MlsExtent image;

  proj_errno_reset (self->operation);
  if (!proj_trans_bounds (self->context, self->operation, PJ_FWD, extent->min_x, extent->min_y,
                          extent->max_x, extent->max_y, &image.min_x, &image.min_y, &image.max_x,
                          &image.max_y, POINTS_PER_SIDE) ||
      !mls_extent_is_finite (&image))
    {
      set_error (self, "An extent cannot be transformed", error);
      return FALSE;
    }

  *out = image;
  return TRUE;
}
