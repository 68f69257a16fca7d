#pragma once

#include "geometry/zone.h"

G_BEGIN_DECLS

/* A square of the grid over a zone: from column to column + 1 sides east of the origin, from row to row + 1 north. */
typedef struct
{
  gint64 column;
  gint64 row;
  double area_m2; /* of the zone in it */
} MlsZoneCell;

GArray *mls_zone_grid (const MlsZone *zone,
                       gint64         side);

G_END_DECLS
