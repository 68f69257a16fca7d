#pragma once

#include "geometry/figures.h"
#include "geometry/shape.h"

G_BEGIN_DECLS

/* An area that somebody names: a box or a polygon with holes, against which others are held. Immutable. */
typedef struct _MlsZone MlsZone;

MlsZone *mls_zone_read       (const char    *text);
MlsZone *mls_zone_new        (const MlsRing *rings,
                              guint          n_rings);
MlsZone *mls_zone_new_box    (const MlsBox  *box);
MlsZone *mls_zone_copy       (const MlsZone *self);
void     mls_zone_free       (MlsZone       *self);
char    *mls_zone_print      (const MlsZone *self);
const MlsRing *
         mls_zone_get_rings  (const MlsZone *self,
                              guint         *n_rings);
MlsFigures *
         mls_zone_to_figures (const MlsZone *self);
gboolean mls_zone_has_ground (const MlsZone *self,
                              const MlsRing *rings,
                              guint          n_rings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsZone, mls_zone_free)

G_END_DECLS
