#pragma once

#include "paint/colouring.h"

G_BEGIN_DECLS

/* A tile in the middle and those around it, all of one size and beside each other on one lattice. What is not
 * there is beyond the picture. */
typedef struct
{
  const MlsIdTile *tiles[3][3]; /* (nullable) row by row from the north-west */
} MlsTileBlock;

/* A code written into a region: around a px of the tile in the middle, or of one beside it. */
typedef struct
{
  guint64 code; /* as mls_label_code() gives it */
  int     x;
  int     y;
} MlsLetter;

GArray *mls_lettering_place (const MlsColouring *colouring,
                             const MlsTileBlock *block);
void    mls_lettering_blend (const MlsColouring *colouring,
                             const MlsTileBlock *block,
                             guint8             *rgb,
                             gsize               stride);

G_END_DECLS
