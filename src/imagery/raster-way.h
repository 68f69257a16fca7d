#pragma once

#include "geometry/crs-transform.h"

G_BEGIN_DECLS

/* How an image in one reference system is read in another. A thread finds each out once: PROJ takes
 * longer for it than GDAL to open the image, and thousands of them share one. */
typedef struct
{
  guint            ref_count;
  char            *crs_name;  /* of the image's system; NULL when it has none that means a place */
  MlsCrsTransform *transform; /* from the other system to it; NULL when both are one */
  GError          *error;     /* (nullable): why there is no way */
} MlsRasterWay;

MlsRasterWay *mls_raster_way_get   (const char   *own_wkt,
                                    const char   *project_crs);
void          mls_raster_way_unref (MlsRasterWay *self);

G_END_DECLS
