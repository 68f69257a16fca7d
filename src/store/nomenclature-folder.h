#pragma once

#include "store/store.h"

G_BEGIN_DECLS

gboolean mls_store_export_nomenclature (MlsStore    *self,
                                        const char  *dir,
                                        GError     **error);

G_END_DECLS
