#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean mls_disk_is_remote      (const char *path);
gboolean mls_disk_type_is_remote (guint32     type);
gboolean mls_disk_sync           (const char *path,
                                  GError    **error);
gboolean mls_disk_replace        (const char *from,
                                  const char *to,
                                  GError    **error);

G_END_DECLS
