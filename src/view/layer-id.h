#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 mls_layer_id_next (void);

G_END_DECLS
