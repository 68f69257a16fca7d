#pragma once

#include "document/project.h"

G_BEGIN_DECLS

/* A line on the map: as the project counts, in its projection, and on the ellipsoid. */
typedef struct
{
  double   length_m;
  double   last_m;        /* of its last segment */
  double   area_m2;       /* once its end is joined to its start; 0 for fewer than three points */
  gboolean has_ground;    /* the ellipsoid is known there */
  double   ground_m;
  double   ground_area_m2;
} MlsMeasure;

MlsMeasure mls_project_measure (MlsProject     *self,
                                const MlsPoint *points,
                                guint           n_points);

G_END_DECLS
