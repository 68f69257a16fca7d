#pragma once

#include "store/check.h"

G_BEGIN_DECLS

gboolean mls_finding_export (MlsStore             *store,
                             const GArray         *findings,
                             const char           *path,
                             MlsStoreProgressFunc  func,
                             gpointer              user_data,
                             GError              **error);

G_END_DECLS
