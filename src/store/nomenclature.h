#pragma once

#include "rules/nomenclature.h"
#include "store/database.h"

G_BEGIN_DECLS

gboolean         mls_nomenclature_save (MlsDatabase            *database,
                                        const MlsNomenclature  *nomenclature,
                                        gint64                  operation,
                                        GError                **error);
gboolean         mls_nomenclature_replace
                                       (MlsDatabase            *database,
                                        const MlsNomenclature  *nomenclature,
                                        gint64                  operation,
                                        GError                **error);
MlsNomenclature *mls_nomenclature_read (MlsDatabase            *database,
                                        GError                **error);

G_END_DECLS
