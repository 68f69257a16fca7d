#pragma once

#include "coverage/patch.h"

G_BEGIN_DECLS

/* What a point was drawn to. */
typedef enum
{
  MLS_SNAP_NONE,
  MLS_SNAP_BORDER,
  MLS_SNAP_VERTEX,
} MlsSnapKind;

typedef struct
{
  MlsSnapKind kind;
  MlsPoint    point; /* where it is now; where it was for none */
} MlsSnap;

/* What may draw a point to it. */
typedef struct
{
  gint64          tolerance; /* how far the hand may be off, mm */
  guint           vintage;   /* the one shown */
  MlsDimension    dimension; /* same */
  const MlsPoint *moving;    /* (nullable): a vertex in hand */
} MlsSnapTargets;

MlsSnap mls_snap (MlsPatch             *patch,
                  MlsPoint              point,
                  const MlsSnapTargets *targets);

G_END_DECLS
