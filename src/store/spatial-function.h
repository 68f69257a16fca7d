#pragma once

#include "store/database.h"

G_BEGIN_DECLS

gboolean mls_spatial_functions_register (MlsDatabase  *database,
                                         GError      **error);

G_END_DECLS
