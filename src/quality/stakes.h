#pragma once

#include "rules/nearness.h"
#include "rules/vintage.h"

G_BEGIN_DECLS

/* What ground has to do with what lies near it, pair by pair: looked up for every face there is. */
typedef struct _MlsStakes MlsStakes;

typedef struct
{
  MlsNearness asked; /* what its own class depends on */
  MlsNearness urban; /* what other ground has for lying near it */
} MlsStake;

MlsStakes *mls_stakes_new          (const MlsNomenclature *nomenclature,
                                    const MlsVintage      *vintages,
                                    guint                  n_vintages,
                                    MlsNearness            asked);
void       mls_stakes_free         (MlsStakes             *self);
gint64     mls_stakes_reach        (const MlsStakes       *self,
                                    MlsNearness            asked);
MlsStake   mls_stakes_of           (MlsStakes             *self,
                                    MlsPair                codes,
                                    guint                  vintage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsStakes, mls_stakes_free)

G_END_DECLS
