#pragma once

#include "delivery/layer-file.h"

#include <ogr_api.h>

G_BEGIN_DECLS

gboolean mls_read_back_layer (OGRLayerH            layer,
                              const MlsFormat     *format,
                              const MlsLayerShape *shape,
                              MlsReadBack         *back);

G_END_DECLS
