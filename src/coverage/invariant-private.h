#pragma once

#include "coverage/invariant.h"

G_BEGIN_DECLS

/* Parts of the sum: so many that a mistake of a few segments in millions leaves few to look at, and
 * so few that they stay in a processor's cache. */
#define MLS_INVARIANT_PARTS 65536

__extension__ typedef unsigned __int128 MlsWorth;

/* A segment without direction, with what it is worth walked from low to high. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
  MlsWorth worth;
  gboolean forward; /* it was walked from low to high */
} MlsWorthySegment;

MlsWorthySegment mls_segment_worth     (MlsPoint            a,
                                        MlsPoint            b);
gboolean         mls_invariant_part_is_off
                                       (const MlsInvariant *self,
                                        MlsWorth            worth);
guint            mls_invariant_n_off   (const MlsInvariant *self);
guint64          mls_invariant_n_segments
                                       (const MlsInvariant *self);

G_END_DECLS
