#pragma once

#include "coverage/delta.h"
#include "geometry/zone.h"

G_BEGIN_DECLS

gboolean   mls_delta_meets    (const MlsDelta *delta,
                               const MlsZone  *zone);
MlsDelta  *mls_delta_parts_in (const MlsDelta *delta,
                               const MlsZone  *zone);

G_END_DECLS
