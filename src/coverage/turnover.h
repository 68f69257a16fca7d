#pragma once

#include "coverage/delta.h"

G_BEGIN_DECLS

/* What of a face before an edit lies in a face after it, as far as its label is another in some vintage. */
typedef struct
{
  MlsFace *before;
  MlsFace *after;
  MlsArea2 area2;
} MlsPiece;

/* Ground that had these codes in a vintage and has those now; the same ones where only what else is said changed. */
typedef struct
{
  guint    vintage;
  MlsPair  from;
  MlsPair  to;
  MlsArea2 area2;
} MlsFlow;

/* What became of the ground that an edit touched, in whole numbers: the balance of codes is what flows to them less what
 * flows from them. */
typedef struct
{
  MlsArea2 area2;  /* of all ground that has another label in some vintage */
  MlsBox   box;    /* it lies in */
  GArray  *pieces; /* (element-type MlsPiece) it consists of */
  GArray  *flows;  /* (element-type MlsFlow) by vintage, the largest first */
} MlsTurnover;

/* What rounding moves where a border gains a vertex is less than this, and no turnover. */
#define MLS_TURNOVER_LEAST (MLS_AREA2_PER_M2 / 2)

MlsTurnover *mls_turnover_new   (const MlsDelta *delta);
void         mls_turnover_free  (MlsTurnover    *self);
gboolean     mls_turnover_moves (const MlsFace  *before,
                                 const MlsFace  *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsTurnover, mls_turnover_free)

G_END_DECLS
