#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* What lies near some ground, as far as its class in an indicator depends on that: bits. Of ground that nobody asks that
 * about none is set. */
typedef enum
{
  MLS_NEAR_URBAN = 1 << 0,    /* urbanised ground, as near as the 4 and the 21 classes ask for */
  MLS_NEAR_ENVELOPE = 1 << 1, /* urbanised ground, as near as ENAF asks for of farm buildings */
} MlsNearness;

#define MLS_N_NEARNESSES   2
#define MLS_ALL_NEARNESSES (MLS_NEAR_URBAN | MLS_NEAR_ENVELOPE)

/* What some ground is at one date, and what lies near it then. */
typedef struct
{
  MlsPair     codes;
  MlsNearness near;
} MlsSite;

gint64      mls_nearness_reach (MlsNearness        one);
MlsNearness mls_nearness_asked (const MlsPairRule *rule,
                                MlsIndicator       indicator);
MlsNearness mls_nearness_asked_for
                               (MlsIndicator       indicator);
MlsText     mls_nearness_class (const MlsPairRule *rule,
                                MlsIndicator       indicator,
                                MlsNearness        near);
gboolean    mls_nearness_is_urban
                               (const MlsPairRule *rule,
                                MlsNearness        one);

G_END_DECLS
