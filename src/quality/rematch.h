#pragma once

#include "coverage/patch.h"
#include "rules/finding.h"

G_BEGIN_DECLS

gboolean mls_rematch (GArray        *found,
                      const GArray  *known,
                      MlsPatch      *patch,
                      gint64         operation,
                      GError       **error);

G_END_DECLS
