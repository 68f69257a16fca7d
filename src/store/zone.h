#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* Where who works. A zone is a rule of the project, so that it is known by which one an edit was judged. */

GHashTable *mls_store_list_zones (MlsStore       *self,
                                  GError        **error);
gboolean    mls_store_set_zone   (MlsStore       *self,
                                  const char     *author,
                                  const MlsZone  *zone,
                                  GError        **error);

G_END_DECLS
