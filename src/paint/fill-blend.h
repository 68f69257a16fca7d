#pragma once

#include "paint/colouring.h"

G_BEGIN_DECLS

void mls_fill_blend (const MlsColouring *colouring,
                     const MlsIdTile    *tile,
                     guint8             *rgb,
                     gsize               stride);

G_END_DECLS
