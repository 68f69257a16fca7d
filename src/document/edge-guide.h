#pragma once

#include "imagery/imagery.h"

G_BEGIN_DECLS

/* Leads a hand along the edges of a photo, from one place to the next: the ways from there are found on a thread, and
 * until they are there is none. Main thread. */
typedef struct _MlsEdgeGuide MlsEdgeGuide;

/* Told when the ways from the place asked for last are known. */
typedef void (*MlsEdgeGuideFunc) (gpointer owner);

MlsEdgeGuide *mls_edge_guide_new       (MlsEdgeGuideFunc  func,
                                        gpointer          owner);
void          mls_edge_guide_free      (MlsEdgeGuide     *self);
void          mls_edge_guide_set_photo (MlsEdgeGuide     *self,
                                        MlsImagery       *photo);
void          mls_edge_guide_start     (MlsEdgeGuide     *self,
                                        MlsPoint          from,
                                        double            m_per_px);
GArray       *mls_edge_guide_lead      (MlsEdgeGuide     *self,
                                        MlsPoint          to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsEdgeGuide, mls_edge_guide_free)

G_END_DECLS
