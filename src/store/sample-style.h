#pragma once

#include "store/database.h"

G_BEGIN_DECLS

gboolean mls_sample_style_save (MlsDatabase  *database,
                                GError      **error);

G_END_DECLS
