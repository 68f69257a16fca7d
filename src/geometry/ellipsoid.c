#include "geometry/ellipsoid.h"

#include "geometry/crs-private.h"
#include "geometry/error.h"

#include <geodesic.h>
#include <math.h>

struct _MlsEllipsoid
{
  PJ_CONTEXT           *context;
  PJ                   *way; /* from the projection to longitudes and latitudes of its own datum */
  struct geod_geodesic  figure;
};

static gboolean
read_figure (MlsEllipsoid *self, PJ *geographic)
{
  PJ *ellipsoid = proj_get_ellipsoid (self->context, geographic);
  double semi_major, inverse_flattening;
  gboolean is_read = ellipsoid != NULL &&
                     proj_ellipsoid_get_parameters (self->context, ellipsoid, &semi_major, NULL, NULL,
                                                    &inverse_flattening);

  if (is_read)
    geod_init (&self->figure, semi_major, inverse_flattening > 0 ? 1 / inverse_flattening : 0);
  proj_destroy (ellipsoid);

  return is_read;
}

/**
 * mls_ellipsoid_new:
 * @crs: a projection; not needed afterwards
 * @error: %MLS_GEOMETRY_ERROR_TRANSFORM when PROJ knows no ellipsoid of it
 *
 * Returns: (transfer full): its ellipsoid, or %NULL
 */
MlsEllipsoid *
mls_ellipsoid_new (const MlsCrs *crs, GError **error)
{
  g_autoptr (MlsEllipsoid) self = g_new0 (MlsEllipsoid, 1);
  PJ *geographic;
  PJ *raw;

  self->context = mls_proj_context_new ();
  geographic = proj_crs_get_geodetic_crs (self->context, mls_crs_get_proj (crs));
  raw = geographic != NULL && read_figure (self, geographic)
            ? proj_create_crs_to_crs_from_pj (self->context, mls_crs_get_proj (crs), geographic, NULL, NULL)
            : NULL;
  self->way = raw != NULL ? proj_normalize_for_visualization (self->context, raw) : NULL;
  proj_destroy (raw);
  proj_destroy (geographic);
  if (self->way == NULL)
    {
      g_set_error (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_TRANSFORM, "“%s” has no known ellipsoid",
                   mls_crs_get_name (crs));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * mls_ellipsoid_free:
 * @self: (nullable): an ellipsoid
 */
void
mls_ellipsoid_free (MlsEllipsoid *self)
{
  if (self == NULL)
    return;

  proj_destroy (self->way);
  proj_context_destroy (self->context);
  g_free (self);
}

/**
 * mls_ellipsoid_measure:
 * @self: an ellipsoid
 * @points: (array length=n_points): a line in the projection
 * @n_points: how many
 * @length_m: (out): how long it is along geodesics, m
 * @area_m2: (out): the area it encloses once its end is joined to its start, m²; what is gone round either way
 *   counts once against the other
 *
 * Returns: whether all of @points are on it
 */
gboolean
mls_ellipsoid_measure (MlsEllipsoid *self, const MlsPoint *points, guint n_points, double *length_m, double *area_m2)
{
  struct geod_polygon ring, line;
  double area;

  geod_polygon_init (&ring, FALSE);
  geod_polygon_init (&line, TRUE);
  for (guint i = 0; i < n_points; i++)
    {
      PJ_COORD place = proj_coord (mls_grid_to_metres (points[i].x), mls_grid_to_metres (points[i].y), 0, 0);

      place = proj_trans (self->way, PJ_FWD, place);
      if (!isfinite (place.lp.lam) || !isfinite (place.lp.phi))
        return FALSE;

      geod_polygon_addpoint (&self->figure, &ring, place.lp.phi, place.lp.lam);
      geod_polygon_addpoint (&self->figure, &line, place.lp.phi, place.lp.lam);
    }

  geod_polygon_compute (&self->figure, &line, FALSE, TRUE, NULL, length_m);
  geod_polygon_compute (&self->figure, &ring, FALSE, TRUE, &area, NULL);
  *area_m2 = fabs (area);

  return TRUE;
}
