#pragma once

#include "geometry/polygon.h"

G_BEGIN_DECLS

/* A list of rings in the making, whatever they make up. It keeps its memory when it is cleared, to
 * be filled again. */
typedef struct
{
  GArray *points; /* (element-type MlsPoint), ring after ring */
  GArray *ends;   /* (element-type guint): index in points just behind each ring */
  GArray *rings;  /* (element-type MlsRing), made when asked for */
} MlsShape;

MlsShape      *mls_shape_new       (void);
void           mls_shape_free      (MlsShape       *shape);
void           mls_shape_clear     (MlsShape       *shape);
void           mls_shape_end_ring  (MlsShape       *shape);
void           mls_shape_add_ring  (MlsShape       *shape,
                                    MlsRing         ring);
MlsRing        mls_shape_ring      (const MlsShape *shape,
                                    guint           i);
const MlsRing *mls_shape_get_rings (MlsShape       *shape);
MlsArea2       mls_shape_area2     (const MlsShape *shape);
void           mls_shape_tidy      (MlsShape       *shape);
gboolean       mls_shape_drop_spikes (MlsShape       *shape);
gboolean       mls_shape_is_face   (MlsShape       *shape,
                                    MlsPoint       *where);

static inline void
mls_shape_add_point (MlsShape *shape, MlsPoint point)
{
  g_array_append_val (shape->points, point);
}

static inline guint
mls_shape_n_rings (const MlsShape *shape)
{
  return shape->ends->len;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsShape, mls_shape_free)

G_END_DECLS
