#pragma once

#include "base/grid.h"

G_BEGIN_DECLS

/* What somebody has decided of an operation that was set aside. */
typedef enum
{
  MLS_SETTLEMENT_OPEN,    /* nothing yet */
  MLS_SETTLEMENT_TAKEN,   /* it is made after all, whatever it clashes with */
  MLS_SETTLEMENT_KEPT,    /* the map stays as it is */
  MLS_SETTLEMENT_DROPPED, /* what is right has been drawn by hand, or is no matter any more */
} MlsSettlement;

/* A decision to be written. Borrowed. */
typedef struct
{
  gint64        set_aside; /* of what */
  MlsSettlement settlement;
  const char   *settler;   /* who decides: the author of the operation that settles it may be another */
  MlsPoint      place;     /* where it clashes */
} MlsSettling;

const char *mls_settlement_name (MlsSettlement settlement);

G_END_DECLS
