#pragma once

#include "coverage/intent.h"
#include "coverage/region.h"

G_BEGIN_DECLS

/* Ground with more vertices than that takes no label at once: roads that span the file, most of a map. What
 * it would cost is known by them, and not by how many cells there are or how large they are. */
#define MLS_MAX_GIVEN_POINTS 65536

MlsRegion *
         mls_give_region     (MlsOverlay      *overlay,
                              MlsCell         *cell,
                              const MlsIntent *intent,
                              GError         **error);
gboolean mls_give_would_tell (const MlsIntent *intent,
                              GPtrArray       *cells);
void     mls_give_pair       (const MlsIntent *intent,
                              GPtrArray       *cells);
gboolean mls_give_labels     (MlsOverlay      *overlay,
                              const MlsIntent *intent,
                              GPtrArray       *cells,
                              MlsCell         *gains);

G_END_DECLS
