#pragma once

#include "store/sample-file.h"

G_BEGIN_DECLS

gboolean mls_sample_spelling_apply (MlsSampleFile *self, GError **error);

G_END_DECLS
