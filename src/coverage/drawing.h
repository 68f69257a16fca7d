#pragma once

#include "coverage/plan.h"
#include "geometry/shape.h"

G_BEGIN_DECLS

/* A face as somebody has drawn it who knew nothing of its neighbours. */
typedef struct
{
  gint64    face;   /* its id; 0 if it was none */
  MlsShape *rings;  /* on the grid, however they cross; inside is what they go around an odd number of times */
  MlsBox    box;
  MlsLabel *labels; /* [n_vintages] */
  MlsFace  *was;    /* (nullable): the ground it had in a partition */
} MlsDrawing;

MlsDrawing *mls_drawing_new   (gint64            face,
                               const MlsLabel   *labels,
                               guint             n_vintages);
void        mls_drawing_free  (MlsDrawing       *self);
void        mls_drawing_add   (MlsDrawing       *self,
                               const MlsShape   *rings);
gboolean    mls_drawing_holds (const MlsDrawing *self,
                               MlsPoint          point);
MlsPoint    mls_drawing_place (const MlsDrawing *self);

/* Its planners. */
MlsPlan    *mls_plan_drawing  (MlsPatch         *patch,
                               const MlsDrawing *outline,
                               MlsVintageSet     vintages,
                               GError          **error);
MlsPlan    *mls_plan_leave    (MlsPatch         *patch,
                               const MlsDrawing *outline,
                               const GPtrArray  *outlines,
                               MlsVintageSet     vintages,
                               GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsDrawing, mls_drawing_free)

G_END_DECLS
