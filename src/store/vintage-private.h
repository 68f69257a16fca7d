#pragma once

#include "store/store-private.h"
#include "store/vintage.h"

G_BEGIN_DECLS

/* What an operation on vintages does besides saying so, in its transaction. */
typedef gboolean (*MlsVintageFunc) (MlsStore *self, gint64 operation, gpointer user_data, GError **error);

const MlsVintage *mls_store_vintage         (const MlsStore   *self,
                                             guint             vintage);
gboolean          mls_store_do_with_vintage (MlsStore         *self,
                                             const char       *code,
                                             const char       *summary,
                                             const char       *author,
                                             MlsVintageFunc    func,
                                             gpointer          user_data,
                                             gint64           *operation,
                                             GError          **error);
gboolean          mls_store_set_triggers    (MlsStore         *self,
                                             GError          **error);

G_END_DECLS
