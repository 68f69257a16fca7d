#pragma once

#include "paint/figure-blend.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The reference layers that a project shows, read for one picture. */
typedef struct _MlsReferencePicture MlsReferencePicture;

MlsReferencePicture *mls_reference_picture_new    (MlsStore                  *store,
                                                   const MlsFigureCanvas     *canvas);
void                 mls_reference_picture_free   (MlsReferencePicture       *self);
void                 mls_reference_picture_blend  (const MlsReferencePicture *self,
                                                   gboolean                   over,
                                                   const MlsFigureCanvas     *canvas);
void                 mls_reference_picture_blend_names
                                                  (const MlsReferencePicture *self,
                                                   const MlsFigureCanvas     *canvas);
void                 mls_reference_picture_legend (const MlsReferencePicture *self,
                                                   GArray                    *legend);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsReferencePicture, mls_reference_picture_free)

G_END_DECLS
