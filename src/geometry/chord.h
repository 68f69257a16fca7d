#pragma once

#include "geometry/ring.h"

G_BEGIN_DECLS

/* A line between two vertices of a polygon, through its interior only. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
} MlsChord;

void mls_polygon_chords (const MlsRing *rings,
                         guint          n_rings,
                         GArray        *chords);

G_END_DECLS
