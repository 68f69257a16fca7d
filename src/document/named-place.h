#pragma once

#include "document/found-place.h"
#include "document/references.h"

G_BEGIN_DECLS

/* Places that the reference layers of a project name, found on a thread of their own. */

void       mls_named_places_find_async  (MlsReferences        *references,
                                         const char           *text,
                                         guint                 n_most,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GPtrArray *mls_named_places_find_finish (MlsReferences        *references,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
