#pragma once

#include "coverage/intent.h"
#include "coverage/region.h"

G_BEGIN_DECLS

/* Larger regions are recoded or merged by other means than a click. */
#define MLS_MAX_GIVEN_CELLS 65536

gboolean mls_give_pair   (const MlsIntent *intent,
                          GPtrArray       *cells);
gboolean mls_give_labels (MlsOverlay      *overlay,
                          const MlsIntent *intent,
                          GPtrArray       *cells,
                          const MlsRegion *gaining);

G_END_DECLS
