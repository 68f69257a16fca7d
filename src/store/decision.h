#pragma once

#include "store/operation.h"
#include "store/reader.h"

G_BEGIN_DECLS

gboolean mls_decisions_write     (MlsDatabase              *database,
                                  const MlsLayout          *layout,
                                  const MlsOperationFacts  *facts,
                                  gint64                    operation,
                                  GError                  **error);
gboolean mls_decisions_take_back (MlsDatabase              *database,
                                  gint64                    target,
                                  gint64                    operation,
                                  GError                  **error);
gboolean mls_decisions_bring (MlsDatabase  *from,
                               MlsDatabase  *to,
                               gint64        there,
                               gint64        here,
                               GError      **error);

GHashTable *
         mls_store_list_decided  (MlsStore                 *self,
                                  GError                  **error);
GArray  *mls_store_decisions_in  (MlsStore                 *self,
                                  const MlsBox             *box,
                                  GError                  **error);
GArray  *mls_store_reader_list_decisions
                                 (MlsStoreReader           *self,
                                  GError                  **error);

G_END_DECLS
