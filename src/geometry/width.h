#pragma once

#include "geometry/shape.h"

G_BEGIN_DECLS

gboolean mls_shape_is_narrow (MlsShape *shape,
                              double    width);

G_END_DECLS
