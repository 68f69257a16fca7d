#pragma once

#include "base/transform.h"
#include "geometry/ring.h"

#include <cairo.h>

G_BEGIN_DECLS

/* What lies over the map for a while: the sketch, what is selected, where a click would snap. Each is
 * drawn with cairo in a place of its own as tight as can be, so that a frame in which one of them
 * moves costs no more than the ground it moves over.
 *
 * Immutable once made. Its place is on the ground, its widths are logical px. */
typedef struct _MlsOverlay MlsOverlay;

typedef enum
{
  MLS_SNAP_VERTEX,
  MLS_SNAP_BORDER,
} MlsSnapMark;

#define MLS_OVERLAY_SELECTION_COLOUR 0x40e0ff
#define MLS_OVERLAY_SKETCH_COLOUR    0xffd84d
#define MLS_OVERLAY_SNAP_COLOUR      0xff4fd8
#define MLS_OVERLAY_GHOST_COLOUR     0xffffff

MlsOverlay *mls_overlay_new_outline (const MlsRing           *rings,
                                     guint                    n_rings,
                                     guint32                  colour);
MlsOverlay *mls_overlay_new_side    (const MlsRing           *rings,
                                     guint                    n_rings,
                                     guint32                  colour);
MlsOverlay *mls_overlay_new_pending (const MlsRing           *rings,
                                     guint                    n_rings);
MlsOverlay *mls_overlay_new_sketch  (const MlsPoint          *points,
                                     guint                    n_points,
                                     guint                    n_placed);
MlsOverlay *mls_overlay_new_snap    (MlsPoint                 point,
                                     MlsSnapMark              mark);
MlsOverlay *mls_overlay_new_finding (MlsPoint                 point,
                                     guint32                  colour);
MlsOverlay *mls_overlay_new_square  (MlsPoint                 centre,
                                     double                   area_m2);
MlsOverlay *mls_overlay_new_ghost   (MlsPoint                 point);
MlsOverlay *mls_overlay_ref         (MlsOverlay              *overlay);
void        mls_overlay_unref       (MlsOverlay              *overlay);

GArray     *mls_overlay_cells       (const MlsOverlay        *overlay,
                                     const MlsTransform      *transform,
                                     const cairo_rectangle_t *window);
void        mls_overlay_draw        (const MlsOverlay        *overlay,
                                     cairo_t                 *cr,
                                     const MlsTransform      *transform,
                                     const cairo_rectangle_t *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsOverlay, mls_overlay_unref)

G_END_DECLS
