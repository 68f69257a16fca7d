#include "document/measure.h"

#include "document/project-private.h"
#include "geometry/ring.h"

#include <math.h>

/* Looked for once. */
static MlsEllipsoid *
ellipsoid_of (MlsProject *self)
{
  g_autofree char *definition = NULL;
  g_autoptr (MlsCrs) crs = NULL;

  if (self->ellipsoid != NULL || self->has_no_ellipsoid)
    return self->ellipsoid;

  definition = mls_store_dup_crs (self->store, NULL);
  crs = definition != NULL ? mls_crs_new (definition, NULL) : NULL;
  self->ellipsoid = crs != NULL ? mls_ellipsoid_new (crs, NULL) : NULL;
  self->has_no_ellipsoid = self->ellipsoid == NULL;

  return self->ellipsoid;
}

/**
 * mls_project_measure:
 * @self: a project
 * @points: (array length=n_points): a line
 * @n_points: how many
 *
 * Returns: its length, and the area it encloses
 */
MlsMeasure
mls_project_measure (MlsProject *self, const MlsPoint *points, guint n_points)
{
  MlsEllipsoid *ellipsoid = ellipsoid_of (self);
  MlsMeasure measure = { 0 };

  for (guint i = 1; i < n_points; i++)
    {
      measure.last_m = mls_point_distance (points[i - 1], points[i]) / MLS_MM_PER_M;
      measure.length_m += measure.last_m;
    }
  if (n_points >= 3)
    measure.area_m2 = fabs (mls_area2_to_m2 (mls_ring_area2 ((MlsRing){ points, n_points })));

  measure.has_ground = ellipsoid != NULL && mls_ellipsoid_measure (ellipsoid, points, n_points, &measure.ground_m,
                                                                   &measure.ground_area_m2);

  return measure;
}
