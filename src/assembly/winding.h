#pragma once

#include "base/area.h"
#include "geometry/shape.h"

G_BEGIN_DECLS

/* Who owns the ground among borders that meet at common vertices only: each cell between them
 * belongs to the face whose border winds around it. Where rounding made borders overlap, several do
 * and others less than not at all; as long as all the borders together wind around it once, it is
 * one's. */
typedef struct _MlsWinding MlsWinding;

/* A cell that no border, or more than one, winds around. */
typedef struct
{
  MlsBox   box;
  MlsPoint place;     /* a vertex of it */
  double   width;     /* on average, mm */
  int      times;     /* how often all borders wind around it together */
} MlsWindingFault;

/* One piece of the ground of @face, as rings of it; called piece after piece, faces in order. */
typedef void (*MlsWindingFunc) (guint face, const MlsShape *shape, gpointer user_data);

MlsWinding *mls_winding_new    (void);
void        mls_winding_free   (MlsWinding       *winding);
void        mls_winding_walk   (MlsWinding       *winding,
                                guint             face,
                                MlsPoint          a,
                                MlsPoint          b);
void        mls_winding_run    (MlsWinding       *winding);
GArray     *mls_winding_faults (const MlsWinding *winding);
void        mls_winding_pieces (MlsWinding       *winding,
                                MlsWindingFunc    func,
                                gpointer          user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsWinding, mls_winding_free)

G_END_DECLS
