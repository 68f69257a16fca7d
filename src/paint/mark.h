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
typedef struct _MlsMark MlsMark;

/* What a click would snap to. */
typedef enum
{
  MLS_MARK_SNAP_VERTEX,
  MLS_MARK_SNAP_BORDER,
  MLS_MARK_SNAP_FIGURE_VERTEX,
  MLS_MARK_SNAP_FIGURE_LINE,
} MlsMarkSnap;

#define MLS_MARK_SELECTION_COLOUR 0x40e0ff
#define MLS_MARK_SKETCH_COLOUR    0xffd84d
#define MLS_MARK_SNAP_COLOUR      0xff4fd8
#define MLS_MARK_FIGURE_COLOUR    0xffffff
#define MLS_MARK_GHOST_COLOUR     0xffffff

MlsMark *mls_mark_new_outline (const MlsRing           *rings,
                               guint                    n_rings,
                               guint32                  colour);
MlsMark *mls_mark_new_side    (const MlsRing           *rings,
                               guint                    n_rings,
                               guint32                  colour);
MlsMark *mls_mark_new_pending (const MlsRing           *rings,
                               guint                    n_rings);
MlsMark *mls_mark_new_sketch  (const MlsPoint          *points,
                               guint                    n_points,
                               guint                    n_placed);
MlsMark *mls_mark_new_handles (const MlsPoint          *points,
                               guint                    n_points);
MlsMark *mls_mark_new_lines   (const GPtrArray         *lines,
                               guint32                  colour,
                               gboolean                 dashed);
MlsMark *mls_mark_new_snap    (MlsPoint                 point,
                               MlsMarkSnap              snap);
MlsMark *mls_mark_new_finding (MlsPoint                 point,
                               guint32                  colour);
MlsMark *mls_mark_new_square  (MlsPoint                 centre,
                               double                   area_m2);
MlsMark *mls_mark_new_ghost   (MlsPoint                 point);
MlsMark *mls_mark_ref         (MlsMark                 *mark);
void     mls_mark_unref       (MlsMark                 *mark);
gboolean mls_mark_equal       (const MlsMark           *a,
                               const MlsMark           *b);

GArray  *mls_mark_cells       (const MlsMark           *mark,
                               const MlsTransform      *transform,
                               const cairo_rectangle_t *window);
void     mls_mark_draw        (const MlsMark           *mark,
                               cairo_t                 *cr,
                               const MlsTransform      *transform,
                               const cairo_rectangle_t *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMark, mls_mark_unref)

G_END_DECLS
