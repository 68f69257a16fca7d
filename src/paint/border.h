#pragma once

#include "coverage/face.h"
#include "paint/lattice.h"

G_BEGIN_DECLS

/* Borders are found this far around a tile, so that a line is drawn whole on both tiles it touches;
 * half the width of the widest line. The faces must be read as far. */
#define MLS_BORDER_MARGIN_PX 8

/* A straight piece of border between two faces, or of the territory's edge. Coordinates in px, the
 * centre of the first pixel being 0, 0; at most the margin outside the tile. */
typedef struct
{
  float   x0;
  float   y0;
  float   x1;
  float   y1;
  guint32 face;  /* one side: 1 + its index among the faces given */
  guint32 other; /* the other side, 0 where the territory ends */
} MlsBorderPiece;

GArray *mls_borders_find (const MlsLattice     *lattice,
                          const MlsFace *const *faces,
                          guint                 n_faces);

G_END_DECLS
