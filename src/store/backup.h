#pragma once

#include "store/database.h"
#include "store/pass.h"

G_BEGIN_DECLS

/* A file as it is at one instant, written into another one while it is worked on. */

gboolean mls_backup_fill     (MlsDatabase           *from,
                              const char            *path,
                              MlsStoreProgressFunc   func,
                              gpointer               user_data,
                              GError               **error);
gboolean mls_backup_make     (MlsDatabase           *from,
                              const char            *path,
                              MlsStoreProgressFunc   func,
                              gpointer               user_data,
                              GError               **error);

gboolean mls_store_save_copy (MlsStore              *self,
                              const char            *path,
                              MlsStoreProgressFunc   func,
                              gpointer               user_data,
                              GError               **error);

G_END_DECLS
