#pragma once

#include "assembly/misfit.h"
#include "base/area.h"
#include "geometry/shape.h"

G_BEGIN_DECLS

/* What the segments of all polygons leave once opposite ones cancel: the edge of the territory they
 * make up, if they fit together; else also what is wrong between them. */
typedef struct _MlsEdgeReview MlsEdgeReview;

MlsEdgeReview *mls_edge_review_new        (const GArray        *rest);
void           mls_edge_review_free       (MlsEdgeReview       *review);
void           mls_edge_review_mute_holes (MlsEdgeReview       *review,
                                           MlsArea2             smallest_hole);
void           mls_edge_review_meets      (MlsEdgeReview       *review,
                                           gboolean             as_source,
                                           GArray              *misfits,
                                           GArray              *places);
void           mls_edge_review_nesting    (MlsEdgeReview       *review,
                                           GArray              *misfits);
MlsShape      *mls_edge_review_rings      (MlsEdgeReview       *review);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsEdgeReview, mls_edge_review_free)

G_END_DECLS
