#pragma once

#include "coverage/source.h"

G_BEGIN_DECLS

/* The ground of a territory that some faces leave, as polygons whose every vertex is one of theirs or of the edge: where a
 * single face is not known, it is that face, to the last vertex. Used on one thread. */
typedef struct _MlsRest MlsRest;

MlsRest   *mls_rest_new         (void);
void       mls_rest_free        (MlsRest       *self);
void       mls_rest_add_face    (MlsRest       *self,
                                 const MlsFace *face);
void       mls_rest_add_edge    (MlsRest       *self,
                                 const MlsEdge *edge);
GPtrArray *mls_rest_finish      (MlsRest       *self);
gboolean   mls_rest_is_false    (const MlsRest *self);
gboolean   mls_rest_is_overlaid (MlsRest       *self,
                                 const MlsFace *face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsRest, mls_rest_free)

G_END_DECLS
