#pragma once

#include "coverage/flaw.h"
#include "store/reader.h"

G_BEGIN_DECLS

/* Told now and then how far a long work is, from 0 to 1, on the thread that asked for it. FALSE
 * gives up. */
typedef gboolean (*MlsStoreProgressFunc) (double fraction, gpointer user_data);

GArray *mls_store_check_partition        (MlsStore              *store,
                                          MlsStoreProgressFunc   func,
                                          gpointer               user_data,
                                          GError               **error);
GArray *mls_store_reader_check_partition (MlsStoreReader        *reader,
                                          MlsStoreProgressFunc   func,
                                          gpointer               user_data,
                                          GError               **error);

G_END_DECLS
