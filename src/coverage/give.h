#pragma once

#include "coverage/intent.h"
#include "coverage/region.h"

G_BEGIN_DECLS

/* Larger regions are recoded or merged by other means than a click. */
#define MLS_MAX_GIVEN_CELLS 65536

gboolean mls_give_would_tell (const MlsIntent *intent,
                              GPtrArray       *cells);
void     mls_give_pair       (const MlsIntent *intent,
                              GPtrArray       *cells);
gboolean mls_give_labels     (MlsOverlay      *overlay,
                              const MlsIntent *intent,
                              GPtrArray       *cells,
                              MlsCell         *gains);

G_END_DECLS
