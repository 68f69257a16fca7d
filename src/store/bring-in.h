#pragma once

#include "store/mending.h"
#include "store/progress.h"
#include "store/store.h"

G_BEGIN_DECLS

gboolean mls_bring_in_outlines (MlsStore            *store,
                                const GPtrArray     *outlines,
                                MlsStoreProgressFunc func,
                                gpointer             user_data,
                                MlsMending          *mending,
                                GError             **error);

G_END_DECLS
