#pragma once

#include "coverage/grouping.h"
#include "store/reader.h"

G_BEGIN_DECLS

gboolean mls_area_check_find (MlsStoreReader     *reader,
                              const MlsGrouping  *grouping,
                              GArray             *findings,
                              GError            **error);

G_END_DECLS
