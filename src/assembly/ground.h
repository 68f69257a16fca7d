#pragma once

#include "geometry/shape.h"

G_BEGIN_DECLS

/* One piece of ground, as rings of it: the outer one counter-clockwise, then its holes clockwise. */
typedef void (*MlsPieceFunc) (const MlsShape *shape, gpointer user_data);

void mls_ground_pieces (const GArray *segments,
                        MlsPieceFunc  func,
                        gpointer      user_data);

G_END_DECLS
