#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

gboolean mls_nomenclature_write (const MlsNomenclature  *nomenclature,
                                 const char             *dir,
                                 GError                **error);

G_END_DECLS
