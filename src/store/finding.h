#pragma once

#include "rules/finding.h"
#include "store/store.h"

G_BEGIN_DECLS

gboolean  mls_store_write_findings (MlsStore      *self,
                                    const GArray  *findings,
                                    gint64         operation,
                                    GError       **error);
GArray   *mls_store_list_findings  (MlsStore      *self,
                                    gint64        *operation,
                                    GError       **error);

G_END_DECLS
