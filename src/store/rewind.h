#pragma once

#include "store/store.h"

G_BEGIN_DECLS

gboolean mls_store_rewind (MlsStore *self, gint64 operation, GError **error);

G_END_DECLS
