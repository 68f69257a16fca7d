#pragma once

#include "store/mending.h"
#include "store/store.h"

G_BEGIN_DECLS

gboolean mls_bring_in_outlines (MlsStore         *store,
                                const GPtrArray  *outlines,
                                MlsMending       *mending,
                                GError          **error);

G_END_DECLS
