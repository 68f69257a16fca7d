#pragma once

#include "store/store.h"

G_BEGIN_DECLS

MlsOperation *mls_store_next_undo (MlsStore    *self,
                                   GError     **error);
MlsOperation *mls_store_next_redo (MlsStore    *self,
                                   GError     **error);
MlsDelta     *mls_store_undo      (MlsStore    *self,
                                   const char  *author,
                                   gint64      *operation,
                                   GError     **error);
MlsDelta     *mls_store_redo      (MlsStore    *self,
                                   const char  *author,
                                   gint64      *operation,
                                   GError     **error);

G_END_DECLS
