#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* What lies near some ground, as far as its class in an indicator depends on that: a bit for each way of lying near that
 * the nomenclature's rules tell, in their order. Of ground that nobody asks that about none is set. */
typedef guint32 MlsNearness;

#define MLS_ALL_NEARNESSES ((MlsNearness) ~0u)

/* What some ground is at one date, and what lies near it then. */
typedef struct
{
  MlsPair     codes;
  MlsNearness near;
} MlsSite;

guint       mls_nearness_n     (const MlsNomenclature *nomenclature);
gint64      mls_nearness_reach (const MlsNomenclature *nomenclature,
                                MlsNearness            asked);
MlsNearness mls_nearness_asked (const MlsNomenclature *nomenclature,
                                MlsPair                codes,
                                int                    year,
                                MlsIndicator           indicator);
MlsNearness mls_nearness_asked_for
                               (const MlsNomenclature *nomenclature,
                                MlsIndicator           indicator);
MlsText     mls_nearness_class (const MlsNomenclature *nomenclature,
                                const MlsSite         *site,
                                int                    year,
                                MlsIndicator           indicator);
MlsNearness mls_nearness_given (const MlsNomenclature *nomenclature,
                                MlsPair                codes,
                                int                    year);

G_END_DECLS
