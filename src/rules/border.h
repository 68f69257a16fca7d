#pragma once

#include "rules/rules.h"

G_BEGIN_DECLS

gboolean mls_border_is_spike    (const MlsLimits *limits,
                                 MlsPoint         before,
                                 MlsPoint         vertex,
                                 MlsPoint         after,
                                 double          *angle,
                                 double          *length);
gboolean mls_border_is_needless (const MlsLimits *limits,
                                 MlsPoint         before,
                                 MlsPoint         vertex,
                                 MlsPoint         after,
                                 double          *spacing);

G_END_DECLS
