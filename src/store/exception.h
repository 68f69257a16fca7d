#pragma once

#include "rules/exception.h"
#include "store/store.h"

G_BEGIN_DECLS

gboolean mls_exceptions_write      (MlsDatabase              *database,
                                    const MlsLayout          *layout,
                                    const MlsOperationFacts  *facts,
                                    gint64                    operation,
                                    GError                  **error);
gboolean mls_exceptions_take_back  (MlsDatabase              *database,
                                    gint64                    target,
                                    gint64                    operation,
                                    GError                  **error);
gboolean mls_exceptions_bring (MlsDatabase  *from,
                               MlsDatabase  *to,
                               gint64        there,
                               gint64        here,
                               GError      **error);

GArray  *mls_store_list_exceptions (MlsStore                 *self,
                                    GError                  **error);
GArray  *mls_store_exceptions_in   (MlsStore                 *self,
                                    const MlsBox             *box,
                                    GError                  **error);

G_END_DECLS
