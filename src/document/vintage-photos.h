#pragma once

#include "imagery/imagery.h"
#include "store/image-link.h"

G_BEGIN_DECLS

MlsImagery *mls_vintage_photos_find (const GPtrArray     *links,
                                     const char          *crs,
                                     const char          *vintage,
                                     gboolean             infrared,
                                     const MlsImageLink **top);

G_END_DECLS
