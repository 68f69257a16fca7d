#pragma once

#include "quality/outcome.h"

G_BEGIN_DECLS

/* The outlines that controllers know. */
static inline guint32
mls_outcome_colour (MlsOutcomeState state)
{
  switch (state)
    {
    case MLS_OUTCOME_WRONG:
      return 0xff1744;
    case MLS_OUTCOME_NO_OPINION:
      return 0x00b8d4;
    case MLS_OUTCOME_RIGHT:
      return 0x64dd17;
    case MLS_OUTCOME_CONFLICT:
    case MLS_OUTCOME_UNCONFIRMED:
      return 0xffab00;
    case MLS_OUTCOME_LEFT:
    case MLS_N_OUTCOMES:
      break;
    }

  return 0xeceff1;
}

G_END_DECLS
