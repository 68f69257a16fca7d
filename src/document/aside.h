#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes a project at @path and closes it. */
typedef gboolean (*MlsMakeFunc) (const char *path, gpointer user_data, GError **error);

gboolean mls_make_aside (const char    *project,
                         MlsMakeFunc    func,
                         gpointer       user_data,
                         GCancellable  *cancellable,
                         GError       **error);

G_END_DECLS
