#pragma once

#include "coverage/flaw.h"
#include "store/pass.h"

G_BEGIN_DECLS

GArray *mls_store_check_partition        (MlsStore              *store,
                                          MlsStoreProgressFunc   func,
                                          gpointer               user_data,
                                          GError               **error);
GArray *mls_store_reader_check_partition (MlsStoreReader        *reader,
                                          MlsStoreProgressFunc   func,
                                          gpointer               user_data,
                                          GError               **error);

G_END_DECLS
