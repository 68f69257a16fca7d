#pragma once

#include "quality/check.h"

G_BEGIN_DECLS

gboolean mls_recheck (MlsStoreReader      *reader,
                      const MlsCheckRules *rules,
                      const MlsChecked    *last,
                      gint64               operation,
                      MlsChecked         **checked,
                      GError             **error);

G_END_DECLS
