#pragma once

#include "store/sample-file.h"

G_BEGIN_DECLS

GArray *mls_sample_errors_list (MlsSampleFile  *file,
                                guint           vintage,
                                GError        **error);

G_END_DECLS
