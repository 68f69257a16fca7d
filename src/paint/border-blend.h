#pragma once

#include "paint/border.h"
#include "paint/colouring.h"

G_BEGIN_DECLS

/* What a border tells of the ground beside it, the most important last: where several hold, the last
 * one is shown, and drawn over the others. */
typedef enum
{
  MLS_BORDER_HIDDEN,    /* the same code on both sides */
  MLS_BORDER_PLAIN,
  MLS_BORDER_CHANGED,
  MLS_BORDER_FOUND,     /* of a region that was asked for */
  MLS_BORDER_EXCEPTION,
  MLS_BORDER_WARNING,
  MLS_BORDER_ERROR,
  MLS_N_BORDER_KINDS,
} MlsBorderKind;

MlsBorderKind *mls_border_kinds       (const MlsColouring *colouring,
                                       const MlsIdTile    *tile);
MlsLineStyle   mls_border_kind_style  (const MlsColouring *colouring,
                                       MlsBorderKind       kind);
void           mls_border_blend       (const MlsColouring *colouring,
                                       const MlsIdTile    *tile,
                                       guint8             *rgb,
                                       gsize               stride);

G_END_DECLS
