#pragma once

#include "base/area.h"
#include "base/grid.h"

G_BEGIN_DECLS

/* Something the source's owner should know of. */
typedef enum
{
  MLS_REMARK_REPAIRED,  /* rounding made a polygon cross itself or another; put right */
  MLS_REMARK_VANISHED,  /* nothing is left of a polygon on the grid */
  MLS_REMARK_PARTS,     /* a polygon fell into parts */
  MLS_REMARK_IDENTICAL, /* two neighbours are equal in every field of every vintage */
  MLS_REMARK_HOLE,      /* the territory has a hole */

  /* Where the source is cleaned. */
  MLS_REMARK_CROSSED,   /* a polygon crossed itself, or its holes its outer ring */
  MLS_REMARK_MOVED,     /* the border of a polygon was brought onto others' within the tolerance */
  MLS_REMARK_NODED,     /* it was led through vertices others have there, or crossings */
  MLS_REMARK_OVERLAP,   /* a polygon lost ground to one that comes before it */
  MLS_REMARK_CLIPPED,   /* a polygon lost what lies outside the outline */
  MLS_REMARK_GONE,      /* nothing is left of a polygon */
  MLS_REMARK_FILLED,    /* a thin gap was given to a polygon */
  MLS_REMARK_GAP,       /* a gap became a face without a code */
  MLS_N_REMARKS,
} MlsRemarkKind;

typedef struct
{
  MlsRemarkKind kind;
  guint         layer;   /* of the feature */
  gint64        source;  /* its id; of one of them for identical neighbours, -1 where there is none */
  guint         other_layer;
  gint64        other;   /* the feature that got what it lost; else -1 */
  MlsPoint      place;
  MlsArea2      gain;    /* what it gained, negative where it lost; of a hole or gap, all of it */
} MlsRemark;

/* All there is to say: what changed hands adds up to the account. */
typedef struct
{
  GArray *kept; /* (element-type MlsRemark) */
  guint   counts[MLS_N_REMARKS];
} MlsRemarks;

MlsRemarks *mls_remarks_new  (void);
void        mls_remarks_free (MlsRemarks      *remarks);
void        mls_remarks_add  (MlsRemarks      *remarks,
                              const MlsRemark *remark);
void        mls_remarks_drop (MlsRemarks      *remarks,
                              MlsRemarkKind    kind);
const char *mls_remark_text  (MlsRemarkKind    kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsRemarks, mls_remarks_free)

G_END_DECLS
