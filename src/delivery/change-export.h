#pragma once

#include "coverage/delta.h"
#include "store/progress.h"
#include "store/store.h"

G_BEGIN_DECLS

gboolean mls_change_export_run (MlsStore        *store,
                                const MlsDelta  *delta,
                                const char      *path,
                                MlsStoreProgressFunc
                                                 func,
                                gpointer         user_data,
                                GError         **error);

G_END_DECLS
