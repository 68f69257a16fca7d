#pragma once

#include "coverage/patch.h"
#include "geometry/figures.h"

G_BEGIN_DECLS

/* What a point was drawn to. */
typedef enum
{
  MLS_SNAP_NONE,
  MLS_SNAP_BORDER,
  MLS_SNAP_VERTEX,
  MLS_SNAP_FIGURE_LINE,   /* of a map that is only looked at: nothing is joined there */
  MLS_SNAP_FIGURE_VERTEX,
  MLS_SNAP_REGION,        /* the one under the hand, by the place it is known by: of tools that act on regions */
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
  const MlsPoint *moving;    /* (nullable): vertices in hand */
  guint           n_moving;

  const MlsFigures *const *figures; /* maps of others that draw it, too, where the coverage does not */
  guint                    n_figures;
} MlsSnapTargets;

static inline gboolean
mls_snap_is_own (MlsSnapKind kind)
{
  return kind == MLS_SNAP_BORDER || kind == MLS_SNAP_VERTEX;
}

MlsSnap mls_snap (MlsPatch             *patch,
                  MlsPoint              point,
                  const MlsSnapTargets *targets);

gboolean mls_snap_segment
                (MlsPatch             *patch,
                 MlsPoint              point,
                 const MlsSnapTargets *targets,
                 MlsPoint              ends[2]);

G_END_DECLS
