#pragma once

#include "store/database.h"

G_BEGIN_DECLS

gboolean mls_project_style_update (MlsDatabase  *database,
                                   GError      **error);

G_END_DECLS
