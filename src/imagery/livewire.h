#pragma once

#include "base/extent.h"
#include "base/grid.h"
#include "imagery/picture.h"

G_BEGIN_DECLS

/* The ways along the edges of a photo from one place to all around it, by Mortensen and Barrett (1995). Made once, which
 * takes a while, it leads anywhere at once. Immutable and counted; any thread. */
typedef struct _MlsLivewire MlsLivewire;

/* How far it leads, px to each side, and the side of the photo it is made of. */
#define MLS_LIVEWIRE_REACH 256
#define MLS_LIVEWIRE_SIDE  (2 * MLS_LIVEWIRE_REACH + 1)

MlsExtent    mls_livewire_extent (MlsPoint           from,
                                  double             m_per_px);
MlsLivewire *mls_livewire_new    (const MlsPicture  *photo,
                                  MlsPoint           from,
                                  double             m_per_px);
MlsLivewire *mls_livewire_ref    (MlsLivewire       *self);
void         mls_livewire_unref  (MlsLivewire       *self);
GArray      *mls_livewire_lead   (const MlsLivewire *self,
                                  MlsPoint           to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsLivewire, mls_livewire_unref)

G_END_DECLS
