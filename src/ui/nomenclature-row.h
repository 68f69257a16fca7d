#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Which nomenclature a new project is to have: of those that come with the program and the user's own. */
#define MLS_TYPE_NOMENCLATURE_ROW (mls_nomenclature_row_get_type ())

G_DECLARE_FINAL_TYPE (MlsNomenclatureRow, mls_nomenclature_row, MLS, NOMENCLATURE_ROW, AdwComboRow)

gboolean    mls_nomenclature_row_choose   (MlsNomenclatureRow *self,
                                           const char         *name);
const char *mls_nomenclature_row_get_name (MlsNomenclatureRow *self);

G_END_DECLS
