#pragma once

#include "geometry/shape.h"

G_BEGIN_DECLS

/* From directed segments to the areas they bound. Borders are walked once, with the area on their
 * left; chords, drawn through an area, are walked both ways. */
typedef struct _MlsDissection MlsDissection;

MlsDissection   *mls_dissection_new        (void);
void             mls_dissection_free       (MlsDissection   *dissection);
void             mls_dissection_add_border (MlsDissection   *dissection,
                                            MlsPoint         a,
                                            MlsPoint         b);
void             mls_dissection_add_ring   (MlsDissection   *dissection,
                                            MlsRing          ring);
void             mls_dissection_add_chord  (MlsDissection   *dissection,
                                            MlsPoint         a,
                                            MlsPoint         b);
GPtrArray       *mls_dissection_run        (MlsDissection   *dissection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsDissection, mls_dissection_free)

G_END_DECLS
