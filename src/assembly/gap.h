#pragma once

#include "assembly/ledger.h"
#include "assembly/misfit.h"
#include "base/area.h"
#include "geometry/ring.h"

G_BEGIN_DECLS

gboolean mls_ring_is_gap (MlsRing       ring,
                          MlsArea2      smallest_hole);
void     mls_find_gaps   (const GArray *rest,
                          const GArray *unlike,
                          MlsArea2      smallest_hole,
                          GArray       *misfits);

G_END_DECLS
