#include "geometry/error.h"

G_DEFINE_QUARK (mls-geometry-error-quark, mls_geometry_error)
