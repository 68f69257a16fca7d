#pragma once

#include "store/database.h"
#include "style/style.h"

G_BEGIN_DECLS

gboolean mls_layer_style_clear (MlsDatabase     *database,
                                GError         **error);
gboolean mls_layer_style_add   (MlsDatabase     *database,
                                const char      *layer,
                                const char      *name,
                                const MlsStyle  *style,
                                gboolean         is_default,
                                GError         **error);

G_END_DECLS
