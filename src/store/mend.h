#pragma once

#include "store/pass.h"

G_BEGIN_DECLS

gboolean mls_store_mend (const char            *path,
                         const char            *author,
                         MlsStoreProgressFunc   func,
                         gpointer               user_data,
                         GPtrArray             *mended,
                         GError               **error);

G_END_DECLS
