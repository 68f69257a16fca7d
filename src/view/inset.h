#pragma once

#include "view/canvas.h"

G_BEGIN_DECLS

/* A small map of the whole territory with the ground that is seen on the large one, over a corner of it. A click in
 * it, or a drag, takes the large one there. */
#define MLS_TYPE_INSET (mls_inset_get_type ())
G_DECLARE_FINAL_TYPE (MlsInset, mls_inset, MLS, INSET, GtkWidget)

GtkWidget *mls_inset_new          (MlsViewport     *viewport,
                                   MlsTileLoader   *loader,
                                   const MlsExtent *territory);
double     mls_inset_get_m_per_px (MlsInset        *self);
void       mls_inset_set_content  (MlsInset        *self,
                                   MlsPaneContent  *content);
void       mls_inset_set_sight    (MlsInset        *self,
                                   const MlsBox    *sight);
void       mls_inset_refresh      (MlsInset        *self);

G_END_DECLS
