#pragma once

#include "coverage/face.h"
#include "demo/mesh.h"

G_BEGIN_DECLS

/* Faces of a mesh that make one face of a map: those equal in every label, connected through
 * segments, as long as the whole keeps to so many vertices. */
#define MLS_DISSOLVE_MAX_POINTS 2000

guint     *mls_dissolve_groups (const MlsMesh  *mesh,
                                const guint64  *keys,
                                guint          *n_groups);
GPtrArray *mls_dissolve_faces  (const MlsMesh  *mesh,
                                const guint    *groups,
                                guint           n_groups,
                                const MlsPoint *points,
                                const MlsLabel *labels);

G_END_DECLS
