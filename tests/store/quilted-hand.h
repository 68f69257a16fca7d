#pragma once

#include "hand.h"
#include "store/store.h"

G_BEGIN_DECLS

gboolean quilted_edit    (MlsStore           *store,
                          const QuiltOptions *options,
                          const char         *author);
gboolean quilted_edit_as (MlsStore           *store,
                          const QuiltOptions *options,
                          const char         *author,
                          const char         *summary);

G_END_DECLS
