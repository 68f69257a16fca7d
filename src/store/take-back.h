#pragma once

#include "store/layout.h"
#include "store/mending.h"

G_BEGIN_DECLS

GPtrArray *mls_take_back_faces (MlsDatabase      *database,
                                const MlsLayout  *layout,
                                gint64            operation,
                                gboolean          draws_on_it,
                                MlsMending       *mending,
                                GPtrArray        *lost,
                                GError          **error);

G_END_DECLS
