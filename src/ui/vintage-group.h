#pragma once

#include "rules/nomenclature.h"
#include "store/import-map.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which columns of a layer hold which vintages: a row for each, more on demand, with what the columns hold.
 *
 * "changed" is emitted when any of it is. */
#define MLS_TYPE_VINTAGE_GROUP (mls_vintage_group_get_type ())

G_DECLARE_FINAL_TYPE (MlsVintageGroup, mls_vintage_group, MLS, VINTAGE_GROUP, AdwPreferencesGroup)

void          mls_vintage_group_set_layer        (MlsVintageGroup    *self,
                                                  const char         *path,
                                                  const char         *layer,
                                                  const MlsImportMap *map);
void          mls_vintage_group_forget           (MlsVintageGroup    *self);
void          mls_vintage_group_set_nomenclature (MlsVintageGroup    *self,
                                                  const MlsNomenclature *nomenclature);
void          mls_vintage_group_ask_one          (MlsVintageGroup    *self);
const char   *mls_vintage_group_get_missing      (MlsVintageGroup    *self);
MlsImportMap *mls_vintage_group_dup_map          (MlsVintageGroup    *self);

G_END_DECLS
