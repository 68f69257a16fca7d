#pragma once

#include "store/database.h"
#include "rules/nomenclature.h"

G_BEGIN_DECLS

gboolean mls_nomenclature_save_look (MlsDatabase           *database,
                                     const MlsNomenclature *nomenclature,
                                     GError               **error);
gboolean mls_nomenclature_read_look (MlsDatabase           *database,
                                     MlsNomenclature       *nomenclature,
                                     GError               **error);

G_END_DECLS
