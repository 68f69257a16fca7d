#pragma once

#include "paint/overlay.h"

G_BEGIN_DECLS

typedef enum
{
  MLS_OVERLAY_OUTLINE,
  MLS_OVERLAY_SIDE,
  MLS_OVERLAY_PENDING,
  MLS_OVERLAY_SKETCH,
  MLS_OVERLAY_SNAP,
  MLS_OVERLAY_FINDING,
  MLS_OVERLAY_SQUARE,
  MLS_OVERLAY_GHOST,
} MlsOverlayKind;

struct _MlsOverlay
{
  gatomicrefcount ref_count;

  MlsOverlayKind  kind;
  guint32         colour;
  MlsSnapMark     mark;     /* of a snap */
  guint           n_placed; /* of a sketch: vertices that are more than the pointer */

  MlsBox          box;
  GArray         *points;   /* (element-type MlsPoint): ring after ring */
  GArray         *ends;     /* (element-type guint): just behind each ring; a sketch is one, and open */
};

/* How far from its points it draws, px. */
#define MLS_OVERLAY_REACH_PX 16

G_END_DECLS
