#pragma once

#include <glib.h>
#include <ogr_api.h>

G_BEGIN_DECLS

/* Which features of a layer of others are read. */

gboolean mls_layer_filter_set (OGRLayerH    layer,
                               const char  *name,
                               const char  *where,
                               GError     **error);

G_END_DECLS
