#pragma once

#include "paint/mark.h"

G_BEGIN_DECLS

typedef enum
{
  MLS_MARK_OUTLINE,
  MLS_MARK_SIDE,
  MLS_MARK_PENDING,
  MLS_MARK_SKETCH,
  MLS_MARK_HANDLES,
  MLS_MARK_LINES,
  MLS_MARK_SNAP,
  MLS_MARK_FINDING,
  MLS_MARK_SQUARE,
  MLS_MARK_GHOST,
} MlsMarkKind;

struct _MlsMark
{
  gatomicrefcount ref_count;

  MlsMarkKind     kind;
  guint32         colour;
  MlsMarkSnap     snap;     /* of a snap */
  guint           n_placed; /* of a sketch: vertices that are more than the pointer */

  gboolean        dashed;   /* of lines */

  MlsBox          box;
  GArray         *points;   /* (element-type MlsPoint): ring after ring */
  GArray         *ends;     /* (element-type guint): just behind each ring; a sketch is one, and open, as lines are */
};

/* How far from its points it draws, px. */
#define MLS_MARK_REACH_PX 16

G_END_DECLS
