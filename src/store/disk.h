#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean mls_disk_is_remote      (const char *path);
gboolean mls_disk_type_is_remote (guint32     type);

G_END_DECLS
