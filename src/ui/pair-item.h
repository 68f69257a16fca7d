#pragma once

#include "rules/nomenclature.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* Some years of a pair of a nomenclature, for lists. */
#define MLS_TYPE_PAIR_ITEM (mls_pair_item_get_type ())

G_DECLARE_FINAL_TYPE (MlsPairItem, mls_pair_item, MLS, PAIR_ITEM, GObject)

MlsPairItem       *mls_pair_item_new      (MlsNomenclature   *nomenclature,
                                           const MlsPairRule *rule);
MlsNomenclature   *mls_pair_item_get_nomenclature
                                          (MlsPairItem       *self);
const MlsPairRule *mls_pair_item_get_rule (MlsPairItem       *self);

char              *mls_pair_item_dup_title
                                          (MlsNomenclature   *nomenclature,
                                           MlsPair            pair);
char              *mls_pair_item_dup_years
                                          (const MlsPairRule *rule);

G_END_DECLS
