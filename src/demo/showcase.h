#pragma once

#include "demo/commune.h"
#include "demo/sheet.h"

G_BEGIN_DECLS

gboolean mls_showcase_prepare (MlsCommune        *commune);
gboolean mls_showcase_holds   (const MlsShowcase *showcase,
                               const MlsSheet    *sheet);

G_END_DECLS
