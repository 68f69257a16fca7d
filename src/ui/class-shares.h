#pragma once

#include "quality/sampling.h"
#include "rules/nomenclature.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The classes that a sample is drawn among: how many regions each has, how many are drawn, and which have more
 * than their share.
 *
 * "changed" is emitted when somebody wants another share of one. */
#define MLS_TYPE_CLASS_SHARES (mls_class_shares_get_type ())

G_DECLARE_FINAL_TYPE (MlsClassShares, mls_class_shares, MLS, CLASS_SHARES, AdwExpanderRow)

void    mls_class_shares_show     (MlsClassShares        *self,
                                   const MlsNomenclature *nomenclature,
                                   MlsDimension           dimension,
                                   const GArray          *strata);
GArray *mls_class_shares_dup_more (MlsClassShares        *self);

G_END_DECLS
