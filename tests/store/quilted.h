#pragma once

#include "quilt.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Projects whose coverage is a quilt. */

MlsNomenclature *quilted_nomenclature (guint n_codes);
void             quilted_fill         (MlsStore           *store,
                                       const QuiltOptions *options);

G_END_DECLS
