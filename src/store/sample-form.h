#pragma once

#include "store/sample-merge.h"

G_BEGIN_DECLS

gboolean mls_sample_form_load (MlsSampleFile    *self,
                               const char       *path,
                               MlsText           controller,
                               MlsMergeOutcome  *outcome,
                               GError          **error);

G_END_DECLS
