#pragma once

#include "rules/decision.h"
#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* A place where somebody who uses the map has noticed that it is wrong. */
typedef struct
{
  gint64       feature;     /* of the file that tells it */
  MlsPoint     place;
  guint        vintage;     /* index among the project's */
  MlsDimension dimension;   /* in which it is wrong */
  MlsPair      code;        /* what the map says there, or 0 */
  MlsPair      replacement; /* what it should say, or 0 … */
  gboolean     can_replace; /* … and whether these are codes that can be given */
  gboolean     geometric;
  MlsText      comment;
  MlsText      basis;       /* how they know */
  MlsText      origin;      /* this notice and no other */
} MlsNotice;

MlsDecision mls_notice_decision (const MlsNotice       *self,
                                 const MlsNomenclature *nomenclature,
                                 MlsText                vintage,
                                 const MlsLabel        *label);

G_END_DECLS
