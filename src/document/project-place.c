#include "document/project.h"

#include "coverage/territory.h"
#include "geometry/crs-transform.h"

/* What the rest of the world calls a place by. */
#define GEOGRAPHIC "EPSG:4326"

/**
 * mls_project_locate:
 * @self: a project
 * @at: a place
 * @longitude: (out): its longitude in degrees, to the east of Greenwich
 * @latitude: (out): its latitude in degrees, to the north
 * @error: a #MLS_STORE_ERROR or #MLS_GEOMETRY_ERROR
 *
 * Returns: whether the project's reference system says where that is
 */
gboolean
mls_project_locate (MlsProject *self, MlsPoint at, double *longitude, double *latitude, GError **error)
{
  g_autofree char *definition = mls_store_dup_crs (mls_project_get_store (self), error);
  g_autoptr (MlsCrs) own = definition != NULL ? mls_crs_new (definition, error) : NULL;
  g_autoptr (MlsCrs) geographic = own != NULL ? mls_crs_new (GEOGRAPHIC, error) : NULL;
  g_autoptr (MlsCrsTransform) way = geographic != NULL ? mls_crs_transform_new (own, geographic, error) : NULL;

  *longitude = mls_grid_to_metres (at.x);
  *latitude = mls_grid_to_metres (at.y);

  return way != NULL && mls_crs_transform_points (way, longitude, latitude, 1, error);
}

/**
 * mls_project_get_territory:
 * @self: a project
 * @out: (out): the box of its territory
 *
 * Returns: whether it has any ground yet
 */
gboolean
mls_project_get_territory (MlsProject *self, MlsBox *out)
{
  *out = MLS_BOX_EMPTY;

  return mls_store_each_edge (mls_project_get_store (self), mls_territory_widen, out, NULL) && !mls_box_is_empty (out);
}
