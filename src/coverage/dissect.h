#pragma once

#include "geometry/ring.h"

G_BEGIN_DECLS

/* From directed segments to the areas they bound. Borders are walked once, with the area on their
 * left; chords, drawn through an area, are walked both ways. */
typedef struct _MlsDissection MlsDissection;

/* One area: its outer ring, then its holes. */
typedef struct
{
  GPtrArray *rings; /* (element-type GArray of MlsPoint) */
} MlsArea;

MlsDissection   *mls_dissection_new        (void);
void             mls_dissection_free       (MlsDissection   *dissection);
void             mls_dissection_add_border (MlsDissection   *dissection,
                                            MlsPoint         a,
                                            MlsPoint         b);
void             mls_dissection_add_chord  (MlsDissection   *dissection,
                                            MlsPoint         a,
                                            MlsPoint         b);
GPtrArray       *mls_dissection_run        (MlsDissection   *dissection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsDissection, mls_dissection_free)

G_END_DECLS
