#pragma once

#include "rules/nomenclature.h"
#include "store/import-map.h"
#include "vector/column-values.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which columns of a layer hold a vintage: its year, and a choice for each field, with what the column holds.
 *
 * "changed" is emitted when any of it is, "removed" when the user does not want the vintage. */
#define MLS_TYPE_VINTAGE_ROW (mls_vintage_row_get_type ())

G_DECLARE_FINAL_TYPE (MlsVintageRow, mls_vintage_row, MLS, VINTAGE_ROW, AdwExpanderRow)

GtkWidget *mls_vintage_row_new        (GPtrArray              *columns,
                                       const MlsImportVintage *guess);
int        mls_vintage_row_get_year   (MlsVintageRow          *self);
gboolean   mls_vintage_row_has_code   (MlsVintageRow          *self);
void       mls_vintage_row_add_to_map (MlsVintageRow          *self,
                                       MlsImportMap           *map);
void       mls_vintage_row_show_values
                                      (MlsVintageRow          *self,
                                       const MlsColumnValues  *values,
                                       const MlsNomenclature  *nomenclature);

G_END_DECLS
