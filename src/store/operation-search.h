#pragma once

#include "rules/filter.h"
#include "store/reader.h"

G_BEGIN_DECLS

GArray *mls_store_reader_find_operations (MlsStoreReader   *self,
                                          const MlsFilter  *filter,
                                          gint64           *before,
                                          guint             n_looked_at,
                                          guint             n_most,
                                          GError          **error);

G_END_DECLS
