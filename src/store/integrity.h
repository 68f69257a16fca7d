#pragma once

#include "store/pass.h"

G_BEGIN_DECLS

GPtrArray *mls_store_check_integrity (MlsStore              *self,
                                      MlsStoreProgressFunc   func,
                                      gpointer               user_data,
                                      GError               **error);

G_END_DECLS
