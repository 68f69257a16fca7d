#pragma once

#include "rules/finding.h"
#include "store/database.h"
#include "store/reader.h"

G_BEGIN_DECLS

gboolean  mls_findings_add               (MlsDatabase             *database,
                                          const MlsLayout         *layout,
                                          const GArray            *findings,
                                          GError                 **error);
gboolean  mls_findings_decide            (MlsDatabase             *database,
                                          const MlsOperationFacts *facts,
                                          gint64                   operation,
                                          GError                 **error);
gboolean  mls_findings_take_back         (MlsDatabase             *database,
                                          gint64                   target,
                                          gint64                   operation,
                                          GError                 **error);

/* Which operation of a project one of a work package is; 0 for 0. */
typedef gint64 (*MlsOperationHereFunc) (gint64 there, gpointer user_data);

gboolean  mls_findings_bring             (MlsStore                *from,
                                          MlsStore                *to,
                                          gint64                   there,
                                          gint64                   here,
                                          MlsOperationHereFunc     func,
                                          gpointer                 user_data,
                                          GError                 **error);

gboolean  mls_store_write_findings       (MlsStore                *self,
                                          const GArray            *findings,
                                          gint64                   operation,
                                          GError                 **error);
GArray   *mls_store_list_findings        (MlsStore                *self,
                                          gint64                  *operation,
                                          GError                 **error);
GArray   *mls_store_reader_list_findings (MlsStoreReader          *self,
                                          GError                 **error);

G_END_DECLS
