#pragma once

#include "coverage/delta.h"
#include "coverage/noding.h"
#include "coverage/patch.h"

G_BEGIN_DECLS

/* A coverage with an edit on it that nobody has written yet: reads fall through to the patch,
 * writes stay here. Its cells are the patch's faces, whole where nothing touched them, in pieces
 * where a line cut them; planners give them labels. Used on one thread. */
typedef struct _MlsOverlay MlsOverlay;

/* Ground, and the face that has it as the coverage is. */
typedef struct
{
  const MlsFace *face;
  MlsArea2       area2;
} MlsGround;

/* A face or a piece of one. */
typedef struct
{
  MlsFace       *shape;       /* its rings as they will be; id and labels are the parent's */
  const MlsFace *parent;      /* the face it is, or is cut from, or the first of those it is made of */
  MlsLabel      *labels;      /* as they will be, one for each vintage */
  MlsArea2       area2;
  gboolean       cut;         /* of other rings than its parent */
  GArray        *ground;      /* (element-type MlsGround) what it is of: all of its parent, unless that
                               * is redrawn; then to within a millimetre along its borders */
} MlsCell;

typedef void (*MlsNeighbourFunc) (MlsCell *neighbour, MlsPoint a, MlsPoint b, gpointer user_data);

MlsOverlay *mls_overlay_new            (MlsPatch          *patch);
MlsOverlay *mls_overlay_ref            (MlsOverlay        *overlay);
void        mls_overlay_unref          (MlsOverlay        *overlay);
MlsPatch   *mls_overlay_patch          (MlsOverlay        *overlay);
gboolean    mls_overlay_cut            (MlsOverlay        *overlay,
                                        MlsNoding         *noding,
                                        GError           **error);
void        mls_overlay_replace        (MlsOverlay        *overlay,
                                        const GPtrArray   *faces,
                                        MlsFace           *shape,
                                        GArray            *ground);
GArray     *mls_overlay_course         (MlsOverlay        *overlay);
gboolean    mls_overlay_is_course      (MlsOverlay        *overlay,
                                        MlsPoint           a,
                                        MlsPoint           b);
MlsCell    *mls_overlay_cell_of        (MlsOverlay        *overlay,
                                        const MlsFace     *face);
MlsCell    *mls_overlay_cell_at        (MlsOverlay        *overlay,
                                        MlsPoint           point);
MlsCell    *mls_overlay_left_of        (MlsOverlay        *overlay,
                                        MlsPoint           a,
                                        MlsPoint           b);
void        mls_overlay_each_neighbour (MlsOverlay        *overlay,
                                        const MlsCell     *cell,
                                        MlsNeighbourFunc   func,
                                        gpointer           user_data);
GPtrArray  *mls_overlay_cells          (MlsOverlay        *overlay);
const GArray *mls_overlay_edges        (MlsOverlay        *overlay);
gboolean    mls_cell_is_relabelled     (const MlsCell     *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsOverlay, mls_overlay_unref)

G_END_DECLS
