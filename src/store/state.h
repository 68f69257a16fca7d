#pragma once

#include "store/reader.h"
#include "store/store.h"

G_BEGIN_DECLS

/* A project as it was right after an operation, for whatever reads one. */

gboolean        mls_store_show_state (MlsStore  *self,
                                      gint64     operation,
                                      GError   **error);
MlsStoreReader *mls_store_reader_at  (const char *path,
                                      gint64      operation,
                                      GError    **error);
MlsStoreReader *mls_store_reader_of  (MlsStore  *store,
                                      GError   **error);

G_END_DECLS
