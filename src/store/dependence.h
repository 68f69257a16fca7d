#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* What was built on an operation: later ones that gave other labels or another shape to faces that it wrote. */

gboolean mls_dependence_find (MlsStore      *self,
                              gint64         operation,
                              const GArray  *gone,
                              gint64        *later,
                              GError       **error);

G_END_DECLS
