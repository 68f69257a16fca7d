#pragma once

#include "coverage/region.h"

G_BEGIN_DECLS

/* The regions that a hand passes over, each known by the first place in it that was asked for: two places
 * are in one region if they are known by the same. As of one state of the coverage, in one vintage and
 * dimension. */
typedef struct _MlsSweep MlsSweep;

MlsSweep        *mls_sweep_new       (MlsPatch     *patch,
                                      guint         vintage,
                                      MlsDimension  dimension);
void             mls_sweep_free      (MlsSweep     *sweep);
gboolean         mls_sweep_at        (MlsSweep     *sweep,
                                      MlsPoint      point,
                                      MlsPoint     *place);
GArray          *mls_sweep_between   (MlsSweep     *sweep,
                                      MlsPoint      from,
                                      MlsPoint      to);
const MlsRegion *mls_sweep_region    (MlsSweep     *sweep,
                                      MlsPoint      place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSweep, mls_sweep_free)

G_END_DECLS
