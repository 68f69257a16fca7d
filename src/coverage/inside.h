#pragma once

#include "coverage/plan.h"

G_BEGIN_DECLS

/* What lies inside the closed lines that cut an overlay. */
gboolean mls_inside_take (MlsOverlay       *overlay,
                          GPtrArray        *inside,
                          GError          **error);
MlsPlan *mls_inside_plan (MlsOverlay       *overlay,
                          MlsVerb           verb,
                          const MlsIntent  *intent,
                          GError          **error);

G_END_DECLS
