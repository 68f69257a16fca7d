#pragma once

#include "delivery/product.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which products are handed over, and of which dates those are that are of one.
 *
 * "changed". */
#define MLS_TYPE_PRODUCT_GROUP (mls_product_group_get_type ())

G_DECLARE_FINAL_TYPE (MlsProductGroup, mls_product_group, MLS, PRODUCT_GROUP, AdwPreferencesGroup)

void          mls_product_group_offer        (MlsProductGroup       *self,
                                              const MlsNomenclature *nomenclature,
                                              const MlsVintage      *vintages,
                                              guint                  n_vintages);
void          mls_product_group_choose       (MlsProductGroup       *self,
                                              guint                  kinds,
                                              MlsVintageSet          of);
guint         mls_product_group_get_kinds    (MlsProductGroup       *self);
MlsVintageSet mls_product_group_get_vintages (MlsProductGroup       *self);
const char   *mls_product_group_get_missing  (MlsProductGroup       *self);

G_END_DECLS
