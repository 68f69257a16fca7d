#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Images made quick to look at from afar: overviews beside them, or a copy that has them. The image
 * itself is only read. */

/* How far it is; FALSE to give it up. */
typedef gboolean (*MlsPrepareProgress) (double fraction, gpointer user_data);

gboolean mls_prepare_overviews (const char          *path,
                                MlsPrepareProgress   progress,
                                gpointer             user_data,
                                GError             **error);
gboolean mls_prepare_source    (const char          *source,
                                MlsPrepareProgress   progress,
                                gpointer             user_data,
                                GCancellable        *cancellable,
                                GError             **error);
gboolean mls_prepare_copy      (const char          *path,
                                const char          *copy,
                                gboolean             lossless,
                                MlsPrepareProgress   progress,
                                gpointer             user_data,
                                GError             **error);

G_END_DECLS
