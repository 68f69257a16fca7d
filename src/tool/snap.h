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

MlsSnap mls_snap (MlsPatch     *patch,
                  MlsPoint      point,
                  gint64        tolerance,
                  guint         vintage,
                  MlsDimension  dimension);

G_END_DECLS
